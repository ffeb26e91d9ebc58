# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in text files: CSV and TSV in whichever encoding and with whichever separator they come.

A semicolon goes with decimal commas, a comma with decimal points. Nothing is read that is longer than tables may be;
a row that cannot be read is a problem, and where not even its end is known, nothing after it is read.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TextIO

from loaders.loader import Place, Problem, Severity
from loaders.tables.table import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Row, Table, broken
from loaders.tables.text_forms import SAMPLE, Dialect, decoded, dialect_of, encoding_of

DECIMALS: Mapping[str, str] = MappingProxyType({";": ",", ",": "."})
"""Which sign before fractions goes with which separator."""
MAX_LINE = 2_000_000
MAX_LINES = 100
"""Beyond so many lines in one row a quotation mark is missing."""


def text_table(path: Path, *, encoding: str = "", separator: str = "") -> tuple[Table | None, list[Problem]]:
    """The table of a text file, and what there is to say of the file itself; no table if it is none.

    Raises:
        OSError: the file cannot be read.
    """
    place = Place(path.name)
    if path.stat().st_size > MAX_BYTES:
        message = f"The file has more than {MAX_BYTES // 1_000_000} MB."
        return None, [broken("TOO_LARGE", message, place, "Divide it into several files.")]
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    found = encoding or encoding_of(path, head)
    if not found:
        return None, [broken("NOT_TEXT", "This is no text.", place, "Save it as CSV in UTF-8.")]
    told = []
    if not encoding and found.startswith("cp"):
        message = f"This is not UTF-8; it was read as {found.upper()}."
        told = [Problem(Severity.INFO, "READ_AS", message, place, "If letters are wrong, save it as UTF-8.")]
    dialect = dialect_of(decoded(head, found), found, separator)
    return Table(path.name, "", lambda: _rows(path, dialect), DECIMALS.get(dialect.separator, "")), told


# ------------------------------------------------------------------ rows


class _TooLong(Exception):
    """A line that is longer than lines may be."""


def _rows(path: Path, dialect: Dialect) -> Iterator[Row | Problem]:
    """The rows that say something; after what cannot be read nothing more comes."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if dialect.has_quotes else csv.QUOTE_NONE
    name, skipped = path.name, dialect.skipped
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        lines = _Lines(file, skipped)
        reader = csv.reader(lines.all(), delimiter=dialect.separator, quoting=quoting)
        for count in range(1, MAX_ROWS + 2):
            begins, lines.quotes = reader.line_num + skipped + 1, 0
            try:
                cells = next(reader, None)
            except (_TooLong, csv.Error) as error:
                yield _unread(error, Place(name, begins))
                return
            if cells is None:
                return
            whole, further = "".join(cells), reader.line_num + skipped - begins
            if count > MAX_ROWS:
                yield _too_many(Place(name, begins))
            elif further and lines.quotes % 2 and dialect.has_quotes:
                message = "A quotation mark that begins here is never closed."
                yield broken("BAD_ROW", message, Place(name, begins), "Close it. Nothing after it was read.")
            elif len(whole) > MAX_CELL or len(cells) > MAX_COLUMNS or further > MAX_LINES:
                yield _wrong(cells, Place(name, begins)) or Row(begins, cells[:MAX_COLUMNS])
            elif whole and not whole.isspace():
                yield Row(begins, cells)


def _unread(error: Exception, place: Place) -> Problem:
    """A row of which not even the end is known."""
    if isinstance(error, _TooLong):
        return broken("TOO_LONG", "This line is too long to be a row.", place, "Is it a table?")
    hint = "Is a quotation mark missing? Nothing after it was read."
    return broken("BAD_ROW", f"This row cannot be read: {error}.", place, hint)


def _too_many(place: Place) -> Problem:
    message = f"The table has more than {MAX_ROWS:,} rows."
    return broken("TOO_LARGE", message, place, "Divide it. Nothing from here on was read.")


class _Lines:
    """The lines of a file, none longer than lines may be."""

    def __init__(self, file: TextIO, skipped: int) -> None:
        self._file = file
        self.quotes = 0
        """Quotation marks in the lines that were taken since somebody set it to nothing."""
        for _ in range(skipped):
            file.readline(MAX_LINE)

    def all(self) -> Iterator[str]:
        """Each line to the end of the file."""
        readline = self._file.readline
        while line := readline(MAX_LINE):
            if len(line) >= MAX_LINE:
                raise _TooLong
            if '"' in line:
                self.quotes += line.count('"')
            yield line


def _wrong(cells: list[str], place: Place) -> Problem | None:
    """What makes a row unreadable."""
    if any(cells[MAX_COLUMNS:]):
        return broken("TOO_LARGE", f"The row has more than {MAX_COLUMNS} cells.", place, "Is the separator right?")
    if any(len(cell) > MAX_CELL for cell in cells):
        return broken("TOO_LONG", f"A cell has more than {MAX_CELL:,} characters.", place, "Shorten it.")
    if sum(cell.count("\n") for cell in cells) > MAX_LINES:
        message = f"This row goes on for more than {MAX_LINES} lines."
        return broken("BAD_ROW", message, place, "Is a quotation mark missing?")
    return None
