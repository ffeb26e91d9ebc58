# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The header of a table: which column is called what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from loaders.loader import Problem
from loaders.mapping.meaning import column_key
from loaders.tables.table import Row, Table, column_name, doubt


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a table's columns; "" for one that has none."""

    row: int
    """Where it stands; 0 if the table has none."""
    names: tuple[str, ...]
    at: Mapping[str, int]
    """Name, as `column_key` writes it → number of the column, counted from 0; the first of equal ones."""

    def name(self, column: int) -> str:
        """The name of a column."""
        return self.names[column] if column < len(self.names) else ""


def header_of(row: Row) -> Header:
    """The header that stands in this row."""
    return _header(row.number, [" ".join(cell.split()) for cell in row.cells])


def lettered(width: int) -> Header:
    """The header of a table that has none: A, B, C."""
    return _header(0, [column_name(column) for column in range(width)])


def header_problems(header: Header, table: Table) -> Iterator[Problem]:
    """Columns that are called the same."""
    for column, name in enumerate(header.names):
        first = header.at.get(column_key(name), column)
        if name and first != column:
            message = f'Two columns are called "{name[:40]}"; the first counts.'
            yield doubt("COLUMN_TWICE", message, table.place(header.row, column, name), "Rename one of them.")


def _header(row: int, names: Sequence[str]) -> Header:
    at: dict[str, int] = {}
    for column, name in enumerate(names):
        if name:
            at.setdefault(column_key(name), column)
    return Header(row, tuple(names), MappingProxyType(at))
