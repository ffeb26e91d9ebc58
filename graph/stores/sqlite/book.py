# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The book of revisions as rows: read by number, never as a whole unless asked for."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from zlib import compress, decompress

import numpy as np

from graph.errors import UnknownRevision
from graph.model import Audience
from graph.stores.ledger import Tally

NUMBER_OF = {audience: place for place, audience in enumerate(Audience)}
_TALLY = """
SELECT b.revision, r.at, r.message, r.author, b.entered, b.left, b.changed, b.total
FROM book b JOIN revision r ON r.number = b.revision WHERE b.audience = ?
"""
_NEWS = " AND (b.entered > 0 OR b.left > 0 OR b.changed > 0)"
_LAST = " ORDER BY b.revision DESC LIMIT 1"


def latest(connection: sqlite3.Connection) -> int:
    """The number of the last revision."""
    found = connection.execute("SELECT number FROM revision ORDER BY number DESC LIMIT 1").fetchone()
    return int(found[0]) if found else 0


def last_tally(connection: sqlite3.Connection, audience: Audience) -> Tally:
    """The last tally, news or not."""
    return _one(connection, _TALLY + _LAST, (NUMBER_OF[audience],))


def tally_at(connection: sqlite3.Connection, audience: Audience, number: int | None) -> Tally:
    """The last tally that is news up to a revision.

    Raises:
        UnknownRevision: later than the last one that is news, or negative.
    """
    newest = _one(connection, _TALLY + _NEWS + _LAST, (NUMBER_OF[audience],))
    if number is None or number == newest.number:
        return newest
    if not 0 <= number <= newest.number:
        raise UnknownRevision(number, newest.number)
    return _one(connection, f"{_TALLY}{_NEWS} AND b.revision <= ?{_LAST}", (NUMBER_OF[audience], number))


def news(connection: sqlite3.Connection, audience: Audience) -> list[Tally]:
    """All tallies that are news, in order."""
    sql = f"{_TALLY}{_NEWS} ORDER BY b.revision"
    return [_tally(row) for row in connection.execute(sql, (NUMBER_OF[audience],)).fetchall()]


def touched_since(connection: sqlite3.Connection, after: int, upto: int) -> tuple[set[int], bool]:
    """The records whose reading may have changed in these revisions, and whether one of them erased something."""
    sql = "SELECT touched, erases FROM revision WHERE number > ? AND number <= ?"
    found: set[int] = set()
    erases = False
    for blob, erased in connection.execute(sql, (after, upto)).fetchall():
        found.update(np.frombuffer(decompress(blob), np.int32).tolist())
        erases |= bool(erased)
    return found, erases


def enter(
    connection: sqlite3.Connection, tallies: dict[Audience, Tally], touched: Collection[int], *, erases: bool
) -> None:
    """Writes a revision with its tally for each audience."""
    whole = tallies[Audience.INTERNAL]
    row = (whole.number, whole.at.isoformat(), whole.message, whole.author, int(erases), packed(touched))
    connection.execute("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?)", row)
    for audience, tally in tallies.items():
        counted = (NUMBER_OF[audience], tally.number, tally.entered, tally.left, tally.changed, f"{tally.total:x}")
        connection.execute("INSERT INTO book VALUES (?, ?, ?, ?, ?, ?)", counted)


def packed(numbers: Collection[int]) -> bytes:
    """Numbers of records, small."""
    return compress(np.array(sorted(numbers), np.int32).tobytes(), 1)


def _one(connection: sqlite3.Connection, sql: str, values: Sequence[int]) -> Tally:
    row = connection.execute(sql, values).fetchone()
    return _tally(row) if row else Tally.empty()


def _tally(row: tuple[int, str, str, str, int, int, int, str]) -> Tally:
    number, at, message, author, entered, left, changed, total = row
    return Tally(number, datetime.fromisoformat(at), message, author, entered, left, int(total, 16), changed)
