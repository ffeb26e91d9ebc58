# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every record that was ever made, as columns: its type, its row among those of its type, its key as it was made.

Append-only; a grown registry is a new one, so whoever holds the old one sees no change. Rows of a type are in the
order of making; their order by id stands beside.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.ids import LETTERS, RECORD_TYPES

Whole = NDArray[np.int32]
Small = NDArray[np.int8]
Mask = NDArray[np.bool_]
Bytes = NDArray[np.bytes_]
RecordRow = tuple[int, str, int, int | None, int | None, int | None, int | None, str | None]
STAKEHOLDER, COOPERATION, PARTICIPATION, TIE, EVENT, NOTE, SOURCE = range(7)
NOBODY = -1
PLACE_OF = {LETTERS[name]: place for place, name in enumerate(RECORD_TYPES)}
"""The place of a record type by the first letter of its ids."""

_READ = "SELECT id, name, type, first, second, side, code, spell FROM record WHERE id > ? ORDER BY id"


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All records by number; index 0 is nobody."""

    types: Small
    rows: Whole
    first: Whole
    second: Whole
    side: Whole
    code: Whole
    """The word that names role or kind."""
    numbers: tuple[Whole, ...]
    """Of each type: the number of each row."""
    ids: tuple[Bytes, ...]
    by_id: tuple[Whole, ...]
    """Of each type: its rows in the order of their ids."""
    spells: Mapping[int, str]
    """Of the few whose key tells periods apart, by number."""

    @classmethod
    def empty(cls) -> "Registry":
        """Before the first record."""
        none = tuple(np.zeros(0, np.int32) for _ in RECORD_TYPES)
        nobody = np.full(1, NOBODY, np.int32)
        ids = tuple(np.zeros(0, "S1") for _ in RECORD_TYPES)
        return cls(np.full(1, -1, np.int8), nobody, nobody, nobody, nobody, nobody, none, ids, none, {})

    def __len__(self) -> int:
        return len(self.types) - 1

    def grown(self, connection: sqlite3.Connection) -> "Registry":
        """With the records that were made since."""
        made = connection.execute(_READ, (len(self),)).fetchall()
        return _grown(self, made) if made else self

    def name(self, type_place: int, row: int) -> str:
        """The id of a record."""
        return str(self.ids[type_place][row].decode())

    def names(self, type_place: int, rows: Iterable[int]) -> list[str]:
        """The ids of records."""
        ids = self.ids[type_place]
        return [ids[row].decode() for row in rows]

    def name_of(self, number: int) -> str:
        """The id of the record with this number."""
        return self.name(int(self.types[number]), int(self.rows[number]))

    def row(self, type_place: int, name: str) -> int:
        """The row of an id; NOBODY where there is none."""
        ids, order = self.ids[type_place], self.by_id[type_place]
        wanted = name.encode()
        place = bisect_left(order, wanted, key=lambda row: ids[row])
        found = place < len(order) and ids[order[place]] == wanted
        return int(order[place]) if found else NOBODY

    def number(self, name: str) -> int:
        """The number of an id; 0 where there is none."""
        place = PLACE_OF.get(name[:1], NOBODY)
        row = self.row(place, name) if place != NOBODY else NOBODY
        return 0 if row == NOBODY else int(self.numbers[place][row])

    def numbers_of(self, names: Sequence[str]) -> Whole:
        """The numbers of many ids; 0 where there is none."""
        found, letters = np.zeros(len(names), np.int32), np.array(names, "U1")
        for letter, place in PLACE_OF.items():
            asked, ids, order = np.flatnonzero(letters == letter), self.ids[place], self.by_id[place]
            if len(asked) and len(ids):
                wanted = np.array([names[at].encode() for at in asked.tolist()])
                rows = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)]
                found[asked] = np.where(ids[rows] == wanted, self.numbers[place][rows], 0)
        return found

    def rank(self, type_place: int) -> Whole:
        """Of each row of a type, its place in the order of ids."""
        return inverse(self.by_id[type_place])


def inverse(order: Whole) -> Whole:
    """The place of each row in an order of rows."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _grown(old: Registry, made: Sequence[RecordRow]) -> Registry:
    types = np.fromiter((row[2] for row in made), np.int8, len(made))
    rows = np.zeros(len(made), np.int32)
    numbers, ids, by_id = list(old.numbers), list(old.ids), list(old.by_id)
    for place in range(len(RECORD_TYPES)):
        found = np.flatnonzero(types == place)
        if len(found):
            before = len(numbers[place])
            rows[found] = np.arange(before, before + len(found))
            numbers[place] = np.concatenate((numbers[place], (found + len(old) + 1).astype(np.int32)))
            ids[place] = np.concatenate((ids[place], np.array([made[at][1].encode() for at in found.tolist()])))
            by_id[place] = _ordered(by_id[place], ids[place])
    ends = [np.concatenate((column, _column(made, at))) for at, column in enumerate(_ends(old), start=3)]
    return Registry(
        types=np.concatenate((old.types, types)),
        rows=np.concatenate((old.rows, rows)),
        first=ends[0],
        second=ends[1],
        side=ends[2],
        code=ends[3],
        numbers=tuple(numbers),
        ids=tuple(ids),
        by_id=tuple(by_id),
        spells={**old.spells, **{row[0]: row[7] for row in made if row[7]}},
    )


def _ends(old: Registry) -> tuple[Whole, ...]:
    return (old.first, old.second, old.side, old.code)


def _column(made: Sequence[RecordRow], at: int) -> Whole:
    return np.fromiter((NOBODY if row[at] is None else row[at] for row in made), np.int32, len(made))


FEW = 200
"""New ids up to which each is put into its place; more are sorted with the rest."""


def _ordered(order: Whole, ids: Bytes) -> Whole:
    if len(ids) - len(order) > FEW:
        return np.argsort(ids, kind="stable").astype(np.int32)
    for row in range(len(order), len(ids)):
        place = bisect_left(order, ids[row], key=lambda other: ids[other])
        order = np.insert(order, place, row)
    return order.astype(np.int32)
