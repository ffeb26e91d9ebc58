# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What revisions did, and the whole history as lines, out of the file and into an empty one."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from zlib import decompress

import numpy as np

from graph.errors import UnknownRevision
from graph.ids import RECORD_TYPES
from graph.model import Audience, Claim, Key, ParticipationKey, TieKey
from graph.stores.archive import HeldLine, Line, MergeLine, OriginLine, RecordLine, RevisionLine
from graph.stores.archiving import revision_line, tallies_of
from graph.stores.draft import Made
from graph.stores.ledger import ERASED, Tally
from graph.stores.protocol import Past
from graph.stores.sqlite import book
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import FIELDS, INSERT, Names
from graph.stores.sqlite.shelf import claims_of, names_of
from graph.stores.sqlite.words import Words
from graph.stores.sqlite.writing import INSERT_RECORD, claim_row, record_row

PART = 5_000
"""Rows written at once."""
MANY = 20_000
"""Records from which on it is quicker to walk through the names of all."""


def past_of(connection: sqlite3.Connection, words: Words, number: int) -> Past:
    """What one revision did, as it is known now.

    Raises:
        UnknownRevision: there is none.
    """
    last = book.latest(connection)
    if not 1 <= number <= last:
        raise UnknownRevision(number, last)
    ask = connection.execute
    merged = "SELECT name FROM merged m JOIN record r ON r.id = m.record WHERE m.since = ? AND until IS NULL ORDER BY 1"
    freed = (
        "SELECT r.name, s.name FROM merged m JOIN record r ON r.id = m.record JOIN record s ON s.id = m.survivor"
        " WHERE m.until = ? AND r.survivor IS NULL ORDER BY 1"
    )
    held = "SELECT key FROM held_back WHERE since = ? AND until IS NULL ORDER BY 1"
    released = (
        "SELECT key FROM held_back h WHERE until = ? AND NOT EXISTS"
        " (SELECT 1 FROM held_back n WHERE n.key = h.key AND n.until IS NULL) ORDER BY 1"
    )
    return Past(
        number,
        tuple(_moved(connection, words, "entered", number)),
        tuple(_moved(connection, words, "left", number)),
        tuple(row[0] for row in ask(merged, (number,))),
        tuple((row[0], row[1]) for row in ask(freed, (number,))),
        tuple(row[0] for row in ask(held, (number,))),
        tuple(row[0] for row in ask(released, (number,))),
        bool(ask("SELECT erases FROM revision WHERE number = ?", (number,)).fetchone()[0]),
    )


def _moved(connection: sqlite3.Connection, words: Words, column: str, number: int) -> list[Claim]:
    sql = f"SELECT {FIELDS} FROM claim WHERE {column} = ? ORDER BY id"
    return claims_of(connection, words, connection.execute(sql, (number,)).fetchall())


# ------------------------------------------------------------------ out


def lines(connection: sqlite3.Connection, words: Words) -> Iterator[Line]:
    """Everything in the file."""
    names: dict[int, str] = dict(connection.execute("SELECT id, name FROM record"))
    yield from _records(connection, words, names)
    origins = "SELECT coalesce(r.name, ''), o.key, o.record FROM origin o LEFT JOIN record r ON r.id = o.feed"
    for feed, key, record in connection.execute(f"{origins} ORDER BY 1, 2"):
        yield OriginLine(feed, key, names[record])
    sql = "SELECT m.record, m.survivor, m.since, m.until FROM merged m JOIN record r ON r.id = m.record"
    for record, survivor, since, until in connection.execute(f"{sql} ORDER BY m.since, r.name"):
        yield MergeLine(names[record], names[survivor], since, until)
    for row in connection.execute("SELECT key, since, until FROM held_back ORDER BY since, key"):
        yield HeldLine(*row)
    read = Names(names, words)
    for row in connection.execute(f"SELECT {FIELDS} FROM claim ORDER BY id"):
        yield read.claim(row)
    yield from _revisions(connection, names)


def _records(connection: sqlite3.Connection, words: Words, names: Mapping[int, str]) -> Iterator[RecordLine]:
    sql = "SELECT name, type, first, second, side, code, spell, erased FROM record ORDER BY id"
    for name, place, first, second, side, code, spell, erased in connection.execute(sql):
        key: Key = None
        if first is not None:
            ends, word = (names[first], names[second]), words[code]
            is_tie = RECORD_TYPES[place] == "tie"
            key = (
                TieKey(ends[0], word, ends[1], spell or "")
                if is_tie
                else ParticipationKey(*ends, word, names.get(side, ""), spell or "")
            )
        yield RecordLine(name, RECORD_TYPES[place], key, bool(erased))


def _revisions(connection: sqlite3.Connection, names: Mapping[int, str]) -> Iterator[RevisionLine]:
    sql = (
        "SELECT b.revision, r.at, r.message, r.author, b.entered, b.left, b.changed, b.total, b.audience, r.touched"
        " FROM book b JOIN revision r ON r.number = b.revision ORDER BY b.revision, b.audience"
    )
    audiences = tuple(Audience)
    for _, rows in groupby(connection.execute(sql), key=lambda row: row[0]):
        tallies: dict[Audience, Tally] = {}
        reached: list[str] = []
        for number, at, message, author, entered, left, changed, total, audience, touched in rows:
            head = (number, datetime.fromisoformat(at), message, author)
            tallies[audiences[audience]] = Tally(*head, entered, left, int(total, 16), changed)
            reached = sorted(names[one] for one in np.frombuffer(decompress(touched), np.int32).tolist())
        yield revision_line(tallies, reached)


# ------------------------------------------------------------------ in


class Filling:
    """Writes the lines of an archive into empty tables, within the writer's transaction."""

    def __init__(self, connection: sqlite3.Connection, words: Words) -> None:
        self.numbers: dict[str, int] = {}
        self.last = 0
        """The number of the last revision written."""
        self._connection, self._words = connection, words
        self._place = 0
        self._rows: dict[str, list[tuple[object, ...]]] = {}

    def take(self, line: Line) -> None:
        """Writes one line."""
        numbers = self.numbers
        match line:
            case RecordLine():
                numbers[line.id] = len(numbers) + 1
                self._add(INSERT_RECORD, self._record(line))
                if line.erased:
                    self._add("UPDATE record SET erased = 1 WHERE id = ?", (numbers[line.id],))
            case OriginLine(feed, key, record):
                self._add("INSERT INTO origin VALUES (?, ?, ?)", (numbers.get(feed, 0), key, numbers[record]))
            case MergeLine(record, survivor, since, until):
                self._merge((numbers[record], numbers[survivor], since, until))
            case HeldLine(held, since, until):
                self._add("INSERT INTO held_back VALUES (?, ?, ?)", (held, since, until))
            case Claim():
                self._place += 1
                self._add(INSERT, claim_row(self._connection, self._words, numbers, (self._place, line)))
            case RevisionLine():
                self._revision(line)

    def end(self) -> None:
        """Writes what is still waiting."""
        for sql, rows in self._rows.items():
            self._connection.executemany(sql, rows)
        self._rows = {}

    def _record(self, line: RecordLine) -> RecordRow:
        return record_row(self._connection, self._words, self.numbers, Made(line.id, line.type, line.key))

    def _merge(self, row: tuple[int, int, int, int | None]) -> None:
        record, survivor, since, until = row
        self._add("INSERT INTO merged VALUES (?, ?, ?, ?)", row)
        now = survivor if until is None else None
        self._add("UPDATE record SET survivor = ?, since = ? WHERE id = ?", (now, until or since, record))

    def _revision(self, line: RevisionLine) -> None:
        self.end()
        reached = {self.numbers[name] for name in line.reached}
        book.enter(self._connection, tallies_of(line), reached, erases=line.message.startswith(ERASED))
        self.last = line.number

    def _add(self, sql: str, row: tuple[object, ...]) -> None:
        waiting = self._rows.setdefault(sql, [])
        waiting.append(row)
        if len(waiting) >= PART:
            self.end()


def filled(connection: sqlite3.Connection, words: Words, archive: Iterable[Line]) -> Filling:
    """Writes a whole archive."""
    filling = Filling(connection, words)
    for line in archive:
        filling.take(line)
    filling.end()
    return filling


def touched_names(connection: sqlite3.Connection, after: int, upto: int) -> list[str]:
    """The records whose reading may have changed in these revisions, by id."""
    touched, _ = book.touched_since(connection, after, upto)
    if len(touched) < MANY:
        return sorted(names_of(connection, sorted(touched)).values())
    rows = connection.execute("SELECT name, id FROM record ORDER BY name")  # as its index has them
    return [name for name, number in rows if number in touched]
