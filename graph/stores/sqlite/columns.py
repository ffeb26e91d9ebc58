# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All columns of one audience at one revision, before any date is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.stores.sqlite.plan import Plan
from graph.stores.sqlite.registry import Mask, Registry
from graph.stores.sqlite.sheet import Sheet
from graph.stores.sqlite.table import Cells, Pairs, Table, patched_segments, reordered


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One table for each record type."""

    revision: int
    registry: Registry
    tables: tuple[Table, ...]

    @classmethod
    def empty(cls, plans: Sequence[Plan]) -> "Columns":
        """Before the first revision."""
        return cls(0, Registry.empty(), tuple(_no_table(plan) for plan in plans))

    def patched(self, revision: int, registry: Registry, sheets: Mapping[int, Sheet]) -> "Columns":
        """With the rows of these sheets told anew; rows that are new to the registry are not there unless told."""
        tables = tuple(
            patched_table(table, registry, place, sheets.get(place), revision)
            if place in sheets or len(table) < len(registry.numbers[place])
            else table
            for place, table in enumerate(self.tables)
        )
        return Columns(revision, registry, tables)


def _no_table(plan: Plan) -> Table:
    cells = {name: np.zeros(0, np.dtype(kind)) for name, (kind, _) in plan.cells.items()}
    pairs = {name: Pairs.empty() for name in plan.pairs}
    return Table(cells, pairs, (), (), [], np.zeros(0, np.int32))


def patched_table(table: Table, registry: Registry, place: int, sheet: Sheet | None, revision: int) -> Table:  # noqa: PLR0917
    """A table with new rows, and with those of the sheet told anew."""
    ids = registry.ids[place]
    size, before = len(ids), len(table)
    rows = np.asarray(sheet.rows if sheet else (), np.int64)
    told = np.union1d(rows, np.arange(before, size))
    touched = np.zeros(size, np.bool_)
    touched[told] = True
    keys = _keys(table.keys, ids, sheet, told.tolist())
    has_labels = sheet is None or sheet.plan.type_name not in {"participation", "tie"}
    moved = told.tolist() if has_labels else list(range(before, size))
    cells = {
        name: _patched(name, column, touched, sheet, revision) for name, column in table.cells.items()
    }
    return Table(
        cells,
        {name: pairs.patched(touched, sheet.pairs.get(name, ()) if sheet else ()) for name, pairs in table.pairs.items()},
        patched_segments(table.texts, touched, sheet.texts if sheet else ()),
        patched_segments(table.identifiers, touched, sheet.identifiers if sheet else ()),
        keys,
        reordered(table, keys, ids, _moved(table, keys, moved)),
    )


def _moved(table: Table, keys: list[str], rows: Sequence[int]) -> list[int]:
    return [row for row in rows if row >= len(table) or keys[row] != table.keys[row]]


def _keys(old: list[str], ids: Cells, sheet: Sheet | None, told: Sequence[int]) -> list[str]:
    new = sheet.keys if sheet else {}
    keys = [*old, *[""] * (len(ids) - len(old))]
    for row in told:
        keys[row] = new.get(row) or ""
    return keys


def _patched(name: str, column: Cells, touched: Mask, sheet: Sheet | None, revision: int) -> Cells:  # noqa: PLR0917
    usual = DEFAULTS[name]
    cells = np.full(len(touched), usual, column.dtype)
    cells[: len(column)] = column
    cells[touched] = revision if name == "stamp" else usual
    rows, values = sheet.cells.get(name, ((), ())) if sheet else ((), ())
    if len(rows):
        cells[np.asarray(rows)] = np.asarray(values).astype(column.dtype)
    return cells
