# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a view's sheets, set down in nameless files that vanish: which columns there are is known at the end."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO

from graph.export.cells import EMPTY, Shown, harmless, shown
from graph.export.choices import Tongue
from graph.export.column import Column, Sheet, Use
from graph.export.hidden import as_json
from graph.export.records import records
from graph.export.rows import Row, column_for, homes, row_of, slot
from graph.export.wanted import Wanted
from graph.export.workbook import sheets
from graph.model import pick
from graph.stores.protocol import View

_LARGE = 200 << 20
"""Bytes of rows set down from which on that may be."""


_KEPT = 2000
"""Cells kept for each column."""


@dataclass(slots=True)
class Table:
    """One sheet's rows, and the slots that any of them has."""

    sheet: Sheet
    file: IO[bytes]
    used: dict[str, None] = field(default_factory=dict)
    rows: int = 0

    def add(self, row: Row) -> None:
        """Sets a row down."""
        self.file.write(f"{row.record}\t{as_json(row.lines)}\n".encode())
        self.used.update(dict.fromkeys(row.lines))
        self.rows += 1

    @property
    def is_large(self) -> bool:
        """Whether a file of these rows may pass two gigabytes."""
        return self.file.seek(0, 2) > _LARGE

    def lines(self) -> Iterator[tuple[str, str]]:
        """The rows in their order: record and JSON."""
        self.file.seek(0)
        for line in self.file:
            record, _, text = line.decode().rstrip("\n").partition("\t")
            yield record, text

    def read(self) -> Iterator[Row]:
        """The rows in their order."""
        for record, text in self.lines():
            yield Row(record, json.loads(text))

    def columns(self, *, with_empty: bool) -> tuple[Column, ...]:
        """The columns in which something stands, and (if so asked) the template's; attributes last."""
        slots = {slot(column) for column in self.sheet.columns}
        further = [column_for(code, self.sheet) for code in sorted(set(self.used) - slots)]
        shown: list[Column] = []
        for column in self.sheet.columns:
            shown += [column] if self._is_shown(column, with_empty=with_empty) else []
            shown += [other for other in further if column.by_language and other.property == column.property]
        return (*shown, *(other for other in further if not other.lang))

    def _is_shown(self, column: Column, *, with_empty: bool) -> bool:
        if column.use is Use.KEY:
            return True
        if column.use is Use.SHOWN:
            return self.rows > 0
        if column.part and not column.in_template:  # of a point, which stands in one cell
            return False
        return slot(column) in self.used or (with_empty and column.in_template)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All tables of a view."""

    tables: tuple[Table, ...]
    names: Mapping[str, str]
    """What stakeholders and cooperations are called."""


@contextmanager
def gathered(view: View, wanted: Wanted) -> Iterator[Gathered]:
    """The tables of what the view shows and the export wants, as long as the context lasts.

    Cost: O(claims); memory for the names of stakeholders and cooperations, and for one page of records.
    """
    with ExitStack() as files:
        tables = {sheet.type: Table(sheet, files.enter_context(TemporaryFile())) for sheet in sheets(view.kinds)}
        bases = {type_name: homes(table.sheet) for type_name, table in tables.items()}
        names: dict[str, str] = {}
        for record in records(view, wanted):
            tables[record.type].add(row_of(record, bases[record.type]))
            if record.type in ("stakeholder", "cooperation"):
                label = pick(record.texts("label"), wanted.languages)
                names[record.id] = label.text if label else ""
        yield Gathered(tuple(tables.values()), names)


def shown_rows(
    table: Table, columns: Sequence[Column], names: Mapping[str, str], tongue: Tongue
) -> Iterator[list[Shown]]:
    """The cells of each row of a table."""
    cells = [_cells(column, names, tongue) for column in columns]
    for row in table.read():
        yield [cell(row) for cell in cells]


def _cells(column: Column, names: Mapping[str, str], tongue: Tongue) -> Callable[[Row], Shown]:
    """What makes the cells of a column; it keeps the last ones, since most columns say the same again and again."""
    if column.use is Use.KEY:
        return lambda row: Shown(row.record)
    of_row = column.refers_to if column.use is Use.SHOWN else slot(column)
    kept: dict[str, Shown] = {}

    def cell(row: Row) -> Shown:
        lines = row.lines.get(of_row)
        if not lines:
            return EMPTY
        key = "\n".join(lines)
        if key not in kept:
            if len(kept) >= _KEPT:
                kept.clear()
            named = column.use is Use.SHOWN
            kept[key] = _named(lines[0], names) if named else shown(lines, column, tongue)
        return kept[key]

    return cell


def _named(line: str, names: Mapping[str, str]) -> Shown:
    return Shown(harmless(names.get(line.rpartition(":")[2], "")))
