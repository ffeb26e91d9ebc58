# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of any file: rows of texts that know where they stand, and the limits that hold for all tables.

A table is read row by row and may be read again; what is wrong with it comes among its rows, as a problem.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.loader import Place, Problem, Severity

MAX_BYTES = 200_000_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 500
MAX_CELL = 100_000
"""The longest text of a cell, in characters."""


class Row(NamedTuple):
    """One row that says something."""

    number: int
    """Of a text file the line in which it begins, of a sheet the row; counted from 1."""
    cells: Sequence[str]
    numbers: frozenset[int] = frozenset()
    """Which cells are numbers to the spreadsheet itself, and not texts that look like one."""

    def cell(self, column: int) -> str:
        """What stands there; "" beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook, or a text file of rows."""

    file: str
    sheet: str
    """"" where the file is the table."""
    rows: Callable[[], Iterator[Row | Problem]] = field(repr=False)
    decimal: str = ""
    """The sign before fractions, if the file tells; "" if not."""
    names_file: bool = False
    """Whether passages name the file: where several make one feed."""
    is_hidden: bool = False

    def place(self, row: int, column: int = -1, name: str = "") -> Place:
        """Where a cell stands, or a row."""
        if not self.sheet:
            return Place(self.file, row, where=f"column {name}" if name else "")
        return Place(self.file, where=f"{self.sheet}!{cell_name(row, column) if column >= 0 else row}")

    def locator(self, row: int, column: int = -1, name: str = "") -> str:
        """The same as a passage writes it."""
        if self.sheet:
            return f"{self.sheet}!{cell_name(row, column) if column >= 0 else row}"
        line = f"line {row}, column {name}" if name else f"line {row}"
        return f"{self.file}: {line}" if self.names_file else line


def cell_name(row: int, column: int) -> str:
    """What spreadsheets call a cell; rows count from 1, columns from 0.

    Example:
        >>> cell_name(7, 2), cell_name(1, 26)
        ('C7', 'AA1')
    """
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """What spreadsheets call a column, counted from 0.

    Example:
        >>> column_name(0), column_name(25), column_name(26), column_name(499)
        ('A', 'Z', 'AA', 'SF')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def broken(code: str, message: str, place: Place, hint: str = "") -> Problem:
    """A problem that costs a table or file."""
    return Problem(Severity.ERROR, code, message, place, hint)


def doubt(code: str, message: str, place: Place, hint: str = "") -> Problem:
    """A problem that costs nothing."""
    return Problem(Severity.WARNING, code, message, place, hint)
