# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells that stand under no header: they are not read, and that is told row by row, since the others may be shifted."""

from collections.abc import Iterable, Iterator

from loaders.loader import Problem
from loaders.tables.header import Header
from loaders.tables.table import Row, Table, doubt

MOST_TOLD = 20
"""How many such rows are named one by one."""
SHIFTED = "Is there an unquoted separator? What stands beyond the header is not read."
UNNAMED = "Write a header above it."


class Beyond:
    """Looks at the rows of one table for cells that no column has."""

    def __init__(self, table: Table, header: Header) -> None:
        self._table, self._header = table, header
        self._width = len(header.names) if header.row else 1_000_000
        self._nameless = tuple(at for at, name in enumerate(header.names) if not name) if header.row else ()
        self._count = 0

    def told(self, row: Row) -> Iterable[Problem]:
        """What there is to say of a row: nothing for one that is as wide as the header."""
        return () if len(row.cells) <= self._width and not self._nameless else self._looked(row)

    def _looked(self, row: Row) -> Iterator[Problem]:
        if any(cell.strip() for cell in row.cells[self._width :]):
            message = f"The row has {len(row.cells)} cells, the header {self._width}."
            yield from self._doubt(message, row, self._width, hint=SHIFTED)
        elif at := next((at for at in self._nameless if row.cell(at).strip()), None):
            yield from self._doubt("This cell stands under no header, and is not read.", row, at, hint=UNNAMED)

    def last(self) -> Iterator[Problem]:
        """What there is to say when all rows were read."""
        if self._count > MOST_TOLD:
            message = f"{self._count:,} rows have cells under no header."
            yield doubt("MORE_CELLS", message, self._table.place(self._header.row), SHIFTED)

    def _doubt(self, message: str, row: Row, column: int, *, hint: str) -> Iterator[Problem]:
        self._count += 1
        if self._count <= MOST_TOLD:
            yield doubt("MORE_CELLS", message, self._table.place(row.number, column), hint)
