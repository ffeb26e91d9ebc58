# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes a draft: records, claims in and out, what a feed calls them, what is held back, who is read as whom."""

import sqlite3
from collections.abc import Sequence

from graph.ids import decode
from graph.model import Claim, Key, ParticipationKey, Ref
from graph.stores.draft import Draft, Made
from graph.stores.entering import claim_content, claim_key
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import INSERT, Row, marks_of, passages_cell, value_cell
from graph.stores.sqlite.shelf import TYPE_OF, numbers_of
from graph.stores.sqlite.words import Words

INSERT_RECORD = "INSERT INTO record (id, name, type, first, second, side, code, spell) VALUES (?,?,?,?,?,?,?,?)"


def write(connection: sqlite3.Connection, words: Words, draft: Draft, revision: int) -> list[Claim]:
    """Everything that the draft comes to, as part of a transaction; the claims that entered."""
    entered = draft.numbered(revision)
    _write_records(connection, words, list(draft.made.values()))
    numbers = numbers_of(connection, sorted(_spoken_of(draft, entered)))
    first = next_claim(connection)
    connection.executemany(
        INSERT, [claim_row(connection, words, numbers, (first + at, claim)) for at, claim in enumerate(entered)]
    )
    gone = [(revision, decode(name[2:])) for name in draft.leaving]
    connection.executemany("UPDATE claim SET left = ? WHERE number = ?", gone)
    keyed = [(numbers.get(feed, 0), key, numbers[name]) for (feed, key), name in draft.origins.items()]
    connection.executemany("INSERT OR REPLACE INTO origin VALUES (?, ?, ?)", keyed)
    connection.executemany("INSERT OR IGNORE INTO held_back VALUES (?)", [(key,) for key in sorted(draft.holding)])
    merges = [(numbers[survivor], revision, numbers[merged]) for merged, survivor in draft.merging]
    connection.executemany("UPDATE record SET survivor = ?, since = ? WHERE id = ?", merges)
    return entered


def _spoken_of(draft: Draft, entered: Sequence[Claim]) -> set[str]:
    names = {name for claim in entered for name in (claim.record, claim.source, claim.feed)}
    names |= {claim.value.record for claim in entered if isinstance(claim.value, Ref)}
    names |= {name for pair in draft.merging for name in pair}
    names |= {feed for feed, _ in draft.origins} | set(draft.origins.values())
    return names - {""}


def next_claim(connection: sqlite3.Connection) -> int:
    """The number of the next claim in the order of entry."""
    return int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM claim").fetchone()[0])


def _write_records(connection: sqlite3.Connection, words: Words, made: Sequence[Made]) -> None:
    first = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM record").fetchone()[0])
    numbers = {record.id: first + place for place, record in enumerate(made)}
    ends = {end for record in made for end in _ends(record.key) if end and end not in numbers}
    numbers |= numbers_of(connection, sorted(ends))
    rows = [record_row(connection, words, numbers, record) for record in made]
    connection.executemany(INSERT_RECORD, rows)


def _ends(key: Key) -> tuple[str, str, str]:
    if key is None:
        return ("", "", "")
    return (
        (key.cooperation, key.stakeholder, key.side)
        if isinstance(key, ParticipationKey)
        else (key.subject, key.object, "")
    )


def record_row(connection: sqlite3.Connection, words: Words, numbers: dict[str, int], made: Made) -> RecordRow:
    """A record as a row; its number and those of its ends are known."""
    number, key = numbers[made.id], made.key
    if key is None:
        return (number, made.id, TYPE_OF[made.type], None, None, None, None, None)
    code = key.role if isinstance(key, ParticipationKey) else key.kind
    first, second, side = (numbers.get(end) for end in _ends(key))
    return (number, made.id, TYPE_OF[made.type], first, second, side, words.number(connection, code), key.spell or None)


def claim_row(connection: sqlite3.Connection, words: Words, numbers: dict[str, int], placed: tuple[int, Claim]) -> Row:
    """A claim as a row, at its place in the order of entry."""
    place, claim = placed
    return (
        place,
        decode(claim.id[2:]),
        claim_key(claim),
        claim_content(claim),
        numbers[claim.record],
        words.number(connection, claim.property),
        marks_of(claim),
        value_cell(claim.value),
        numbers[claim.value.record] if isinstance(claim.value, Ref) else None,
        numbers[claim.source],
        numbers[claim.feed] if claim.feed else None,
        claim.valid_from or None,
        claim.valid_to or None,
        passages_cell(claim.passages),
        words.number(connection, claim.author),
        claim.entered,
        claim.left,
    )
