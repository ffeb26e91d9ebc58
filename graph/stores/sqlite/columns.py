# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All columns of one audience at one revision, before any date is asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.plan import Plan
from graph.stores.sqlite.registry import Bytes, Registry, Whole
from graph.stores.sqlite.segments import patched_segments
from graph.stores.sqlite.sheet import Sheet
from graph.stores.sqlite.table import Cells, Pairs, Table, carried, reordered
from graph.text import sort_key


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One table for each record type."""

    revision: int
    registry: Registry
    plans: tuple[Plan, ...]
    tables: tuple[Table, ...]

    @classmethod
    def empty(cls, plans: tuple[Plan, ...]) -> "Columns":
        """Before the first revision."""
        return cls(0, Registry.empty(), plans, tuple(_no_table(plan) for plan in plans))

    def patched(self, revision: int, registry: Registry, sheets: Mapping[int, Sheet]) -> "Columns":
        """With the rows of these sheets told anew; rows that are new to the registry are not there unless told."""
        tables = []
        for place, (plan, table) in enumerate(zip(self.plans, self.tables, strict=True)):
            sheet = sheets.get(place)
            if sheet is None and len(table) < len(registry.ids[place]):
                sheet = Sheet(plan, CodeBook())
            tables.append(patched_table(table, registry.ids[place], sheet, revision) if sheet else table)
        return Columns(revision, registry, self.plans, tuple(tables))

    def is_there(self, number: int) -> bool:
        """Whether the audience sees the record with this number."""
        if not 0 < number < len(self.registry.types):
            return False
        row, there = self.registry.rows[number], self.tables[self.registry.types[number]].cells["there"]
        return bool(row < len(there) and there[row])


def _no_table(plan: Plan) -> Table:
    cells = {name: np.zeros(0, np.dtype(kind)) for name, (kind, _) in plan.cells.items()}
    return Table(cells, {name: Pairs.empty() for name in plan.pairs}, (), (), (), [], np.zeros(0, np.int32))


def patched_table(
    table: Table, ids: Bytes, sheet: Sheet, revision: int, *, kept: Collection[str] = frozenset()
) -> Table:
    """The table with a sheet's rows told anew, but for the columns that are kept as they are."""
    touched = np.zeros(len(ids), np.bool_)
    touched[np.asarray(sheet.rows, np.int64)] = True
    touched[len(table) :] = True
    places = np.flatnonzero(touched).astype(np.int32)
    keys, order = _labelled(table, ids, sheet, places.tolist())
    new = Table(
        {
            name: column if name in kept else _column(name, column, places, sheet, revision)
            for name, column in table.cells.items()
        },
        {
            name: pairs if name in kept else pairs.patched(touched, sheet.pairs.get(name, ()))
            for name, pairs in table.pairs.items()
        },
        table.texts if "texts" in kept else patched_segments(table.texts, touched, sheet.texts),
        table.details if "details" in kept else patched_segments(table.details, touched, sheet.details),
        table.identifiers if "identifiers" in kept else patched_segments(table.identifiers, touched, sheet.identifiers),
        keys,
        order,
    )
    return carried(table, new, touched)


def _labelled(table: Table, ids: Bytes, sheet: Sheet, rows: Sequence[int]) -> tuple[list[str], Whole]:
    """The sort keys and the order by them; participations and ties are listed under the label of another record."""
    if sheet.plan.type_name in {"participation", "tie"}:
        if len(ids) == len(table):
            return table.keys, table.order
        return [""] * len(ids), np.arange(len(ids), dtype=np.int32)
    told = {row: sheet.keys[row] if row in sheet.keys else sort_key(ids[row].decode()) for row in rows}
    if len(ids) == len(table) and all(table.keys[row] == key for row, key in told.items()):
        return table.keys, table.order
    keys = [*table.keys, *[""] * (len(ids) - len(table))]
    for row, key in told.items():
        keys[row] = key
    moved = [row for row in rows if row >= len(table) or keys[row] != table.keys[row]]
    return keys, reordered(table, keys, ids, moved)


def _column(name: str, column: Cells, rows: Whole, sheet: Sheet, revision: int) -> Cells:
    """The column with these rows told anew; the column itself where they say what they said."""
    usual = sheet.plan.cells[name][1]
    values = np.full(len(rows), revision if name == "stamp" else usual, column.dtype)
    if name in sheet.cells:
        told, cells = sheet.cells[name]
        values[np.searchsorted(rows, np.asarray(told))] = np.asarray(cells).astype(column.dtype)
    size = max(len(column), int(rows[-1]) + 1 if len(rows) else 0)
    if size == len(column) and np.array_equal(column[rows], values, equal_nan=column.dtype.kind == "f"):
        return column
    patched = np.full(size, usual, column.dtype)
    patched[: len(column)] = column
    patched[rows] = values
    return patched
