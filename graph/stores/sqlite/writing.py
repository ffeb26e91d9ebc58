# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes a draft: records, claims in and out, what a feed calls them, what is held back, who is read as whom."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from graph.errors import Conflict
from graph.ids import decode
from graph.model import Claim, Key, ParticipationKey, Ref
from graph.stores.draft import Draft, Made
from graph.stores.entering import claim_content, claim_key
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import INSERT, Row, marks_of, passages_cell, value_cell
from graph.stores.sqlite.shelf import TYPE_OF, names_of, numbers_of
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
    _write_held(connection, draft, revision)
    _write_merges(connection, draft, numbers, revision)
    return entered


def _write_held(connection: sqlite3.Connection, draft: Draft, revision: int) -> None:
    released = [(revision, key) for key in sorted(draft.releasing)]
    connection.executemany("UPDATE held_back SET until = ? WHERE key = ? AND until IS NULL", released)
    sql = (
        "INSERT INTO held_back SELECT ?1, ?2, NULL"
        " WHERE NOT EXISTS (SELECT 1 FROM held_back WHERE key = ?1 AND until IS NULL)"
    )
    connection.executemany(sql, [(key, revision) for key in sorted(draft.holding)])


def _write_merges(connection: sqlite3.Connection, draft: Draft, numbers: Mapping[str, int], revision: int) -> None:
    freed = [(revision, numbers[name]) for name in draft.merging.freed]
    connection.executemany("UPDATE merged SET until = ? WHERE record = ? AND until IS NULL", freed)
    connection.executemany("UPDATE record SET survivor = NULL, since = ? WHERE id = ?", freed)
    merges = [(numbers[survivor], revision, numbers[merged]) for merged, survivor in draft.merging.pairs]
    connection.executemany("UPDATE record SET survivor = ?, since = ? WHERE id = ?", merges)
    rows = [(merged, survivor, since) for survivor, since, merged in merges]
    connection.executemany("INSERT INTO merged VALUES (?, ?, ?, NULL)", rows)


def _spoken_of(draft: Draft, entered: Sequence[Claim]) -> set[str]:
    names = {name for claim in entered for name in (claim.record, claim.source, claim.feed)}
    names |= {claim.value.record for claim in entered if isinstance(claim.value, Ref)}
    names |= draft.merging.touched
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


def refuse_stale(connection: sqlite3.Connection, numbers: Iterable[int], expected: int, current: int) -> None:
    """Returns if none of these records has changed since a revision.

    Raises:
        Conflict: some have; with their ids.
    """
    sql = "SELECT 1 FROM claim WHERE record = ? AND (entered > ? OR left > ?) AND entered <= ? LIMIT 1"
    merged = "SELECT 1 FROM record WHERE id = ? AND since > ?"
    stale = [
        number
        for number in numbers
        if connection.execute(sql, (number, expected, expected, current)).fetchone()
        or connection.execute(merged, (number, expected)).fetchone()
    ]
    if stale:
        raise Conflict(expected, current, tuple(sorted(names_of(connection, stale).values())))
