# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the claims that are present in a revision, by record; merged records are read as their survivors."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.stores.sqlite.rows import FIELDS, Row

CHUNK = 2000
"""Records asked for in one statement."""


@dataclass(frozen=True, slots=True)
class Survivors:
    """Who is read as whom in one revision, by numbers."""

    roots: Mapping[int, int]
    """Merged record → the record that it is read as."""
    merged: Mapping[int, tuple[int, ...]]
    """The other way round."""

    @classmethod
    def at(cls, connection: sqlite3.Connection, revision: int) -> "Survivors":
        """As it was in a revision."""
        sql = "SELECT record, survivor FROM merged WHERE since <= ? AND (until IS NULL OR until > ?)"
        steps: dict[int, int] = dict(connection.execute(sql, (revision, revision)).fetchall())
        roots = {number: _root(number, steps) for number in steps}
        merged: dict[int, list[int]] = defaultdict(list)
        for number in sorted(roots):
            merged[roots[number]].append(number)
        return cls(roots, {root: tuple(group) for root, group in merged.items()})

    def root(self, number: int) -> int:
        """What a record is read as."""
        return self.roots.get(number, number)

    def spread(self, numbers: Collection[int]) -> list[int]:
        """These records and all that are read as one of them."""
        found = set(numbers)
        for number in numbers:
            found.update(self.merged.get(number, ()))
        return sorted(found)

    def moved(self, row: Row) -> Row:
        """The row with the survivors of those that it points to and cites."""
        roots = self.roots
        if row[8] not in roots and row[9] not in roots and row[10] not in roots:
            return row
        target, feed = (None if end is None else roots.get(end, end) for end in (row[8], row[10]))
        return (*row[:8], target, roots.get(row[9], row[9]), feed, *row[11:])


def _root(number: int, steps: Mapping[int, int]) -> int:
    while number in steps:
        number = steps[number]
    return number


NOBODY_MERGED = Survivors({}, {})


def rows_of(
    connection: sqlite3.Connection, numbers: Collection[int], revision: int, survivors: Survivors = NOBODY_MERGED
) -> dict[int, list[Row]]:
    """The claims of these records that are present in a revision, in order of entry; survivors applied."""
    condition = f"AND entered <= {revision} AND (left IS NULL OR left > {revision})"
    found: dict[int, list[Row]] = {number: [] for number in numbers}
    for row in raw_rows(connection, survivors.spread(numbers), condition):
        group = found.get(survivors.root(row[4]))
        if group is not None:
            group.append(survivors.moved(row) if survivors.roots else row)
    if survivors.roots:
        for group in found.values():
            group.sort()
    return found


def raw_rows(connection: sqlite3.Connection, numbers: Sequence[int], condition: str) -> Iterator[Row]:
    """The claims about these records under a further condition."""
    for start in range(0, len(numbers), CHUNK):
        wanted = ",".join(map(str, numbers[start : start + CHUNK]))
        sql = f"SELECT {FIELDS} FROM claim WHERE record IN ({wanted}) {condition} ORDER BY id"
        yield from connection.execute(sql)
