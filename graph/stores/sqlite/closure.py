# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which records a change reaches, beyond those it speaks of, and what the public sees of each of them afterwards.

A source that opens or closes reaches what cites it; a record that comes into sight reaches the participations and ties
at it and the statements that point to it; a new publishing date reaches what is judged by it.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

from graph.dates import partial_date
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.judging import Judge
from graph.stores.sqlite.reading import Survivors, rows_of
from graph.stores.sqlite.registry import NOBODY, SOURCE, Registry, Whole
from graph.stores.sqlite.rows import DEPRECATED, RANK_BITS, Row


@dataclass(frozen=True, slots=True)
class Ground:
    """Where rows are read: a connection in its transaction, the revision, and who is read as whom."""

    connection: sqlite3.Connection
    revision: int
    registry: Registry
    survivors: Survivors

    def ends(self, number: int) -> tuple[int, ...]:
        """The records that a participation or tie joins; none for other records."""
        if self.registry.first[number] == NOBODY:
            return ()
        columns = (self.registry.first, self.registry.second, self.registry.side)
        return tuple(self.survivors.root(int(column[number])) for column in columns if column[number] != NOBODY)

    def roots(self) -> Whole:
        """Of each record the one that it is read as; the last stands for nobody."""
        roots = np.arange(len(self.registry.types), dtype=np.int32)
        for number, survivor in self.survivors.roots.items():
            roots[number] = survivor
        return roots

    def keyed_at(self, numbers: Collection[int]) -> set[int]:
        """The participations and ties at these records."""
        found: set[int] = set()
        wanted = np.asarray(self.survivors.spread(numbers), np.int32)
        for column in (self.registry.first, self.registry.second, self.registry.side):
            places = column == wanted[0] if len(wanted) == 1 else np.isin(column, wanted)
            found.update(map(self.survivors.root, np.flatnonzero(places).tolist()))
        return found

    def speaking(self, column: str, numbers: Collection[int]) -> set[int]:
        """The records with a claim whose source, feed or target is one of these."""
        wanted = ",".join(map(str, self.survivors.spread(numbers)))
        sql = f"SELECT DISTINCT record FROM claim WHERE {column} IN ({wanted})"
        return {self.survivors.root(row[0]) for row in self.connection.execute(sql)}

    def rows(self, numbers: Collection[int]) -> dict[int, list[Row]]:
        """The present claims of these records."""
        return rows_of(self.connection, numbers, self.revision, self.survivors)


@dataclass(slots=True)
class Sight:
    """What is known of who may see what: old columns, and what was judged anew."""

    ground: Ground
    judge: Judge
    old: Columns
    """Those of the public."""
    rows: dict[int, list[Row]] = field(default_factory=dict)
    opened: dict[int, bool] = field(default_factory=dict)
    shown: dict[int, bool] = field(default_factory=dict)

    def type_of(self, number: int) -> int:
        """The place of a record's type."""
        return int(self.ground.registry.types[number])

    def is_open(self, source: int) -> bool:
        """Whether a source may be cited to the public."""
        found = self.opened.get(source)
        return was_open(self.old, source) if found is None else found

    def is_shown(self, number: int) -> bool:
        """Whether the public sees a record."""
        found = self.shown.get(number)
        return self.old.is_there(number) if found is None else found

    def seen(self, number: int) -> list[Row]:
        """Of a record that was judged, the claims that the public sees."""
        if not self.is_shown(number):
            return []
        rows = self.judge.public_rows(self.rows[number], self.is_open)
        return [row for row in rows if row[8] is None or self.is_shown(row[8])]

    def take(self, numbers: Collection[int]) -> None:
        """Reads and judges records, all but their ends."""
        new = set(numbers) - self.rows.keys()
        self.rows |= self.ground.rows(new)
        for number in new:
            self.shown[number] = self._is_enough(number)

    def judge_sources(self) -> set[int]:
        """Judges all sources, since each may be what another rests on; returns those that opened or closed."""
        sources = self.ground.rows(np.flatnonzero(self.ground.registry.types == SOURCE).tolist())
        told = self.judge.open_sources(sources)
        self.opened = {number: number in told for number in sources}
        return {number for number in sources if self.opened[number] != was_open(self.old, number)}

    def _is_enough(self, number: int) -> bool:
        rows, place = self.rows[number], self.type_of(number)
        if not rows or self.judge.is_internal(place, rows):
            return False
        return self.judge.suffices(place, self.judge.public_rows(rows, self.is_open))

    def again(self, numbers: Iterable[int]) -> None:
        """Judges records whose sources have opened or closed."""
        for number in numbers:
            self.shown[number] = self._is_enough(number)


def was_open(columns: Columns, source: int) -> bool:
    """Whether a source could be cited to the public."""
    registry, opened = columns.registry, columns.tables[SOURCE].cells["open"]
    known = 0 < source < len(registry.types) and registry.types[source] == SOURCE
    return bool(known and opened[registry.rows[source]])


def youth_of(rows: Iterable[Row], published: int) -> int:
    """The last day of the youngest publishing date that a source is said to have; 0 for none."""
    said = (row[7] for row in rows if row[5] == published and row[6] & RANK_BITS != DEPRECATED)
    return max((partial_date(cell[2:]).last for cell in said if cell), default=0)


def reached(sight: Sight, old: Columns, touched: Collection[int]) -> Sight:
    """Everything that a change reaches, judged; `old` are the columns of staff."""
    ground = sight.ground
    spoken = {number for number in touched if sight.type_of(number) == SOURCE}
    spoken |= sight.judge_sources() if spoken else set()
    sight.take({*touched, *spoken})
    changed = {number for number in spoken if _speaks_otherwise(sight, old, number)}
    if changed:
        sight.take(ground.speaking("source", changed))
        sight.again(list(sight.rows))
    flipped = {number for number in sight.rows if sight.shown[number] != sight.old.is_there(number)}
    if flipped:
        sight.take(ground.keyed_at(flipped))
    for number in sight.rows:
        sight.shown[number] = sight.shown[number] and all(map(sight.is_shown, ground.ends(number)))
    flipped = {number for number in sight.rows if sight.shown[number] != sight.old.is_there(number)}
    if flipped:
        sight.take(ground.speaking("target", flipped) | ground.speaking("feed", flipped))
        _judge_ends(sight)
    return sight


def _judge_ends(sight: Sight) -> None:
    for number in sight.rows:
        sight.shown[number] = sight.shown[number] and all(map(sight.is_shown, sight.ground.ends(number)))


def _speaks_otherwise(sight: Sight, old: Columns, source: int) -> bool:
    published = sight.judge.words.find("published")
    if sight.is_open(source) != was_open(sight.old, source):
        return True
    pairs = ((old, sight.rows[source]), (sight.old, sight.seen(source)))
    return any(youth_of(rows, published) != youth(columns, source) for columns, rows in pairs)


def youth(columns: Columns, source: int) -> int:
    """How young a source is, as the columns know."""
    registry = columns.registry
    known = 0 < source < len(registry.types) and registry.types[source] == SOURCE
    return int(columns.tables[SOURCE].cells["youth"][registry.rows[source]]) if known else 0
