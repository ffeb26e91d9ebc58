# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables in workbooks (XLSX): one for each sheet, read by python-calamine after the archive was looked through.

Of a formula the value counts that was last computed; an error cell is a problem; dates are days, numbers have at most
15 digits, as the spreadsheet shows them. Hidden rows count like others; of merged cells the first one has the value.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from loaders.loader import Place, Problem
from loaders.tables.archives import archive_problem
from loaders.tables.sheet_scan import Scan
from loaders.tables.table import MAX_CELL, MAX_ROWS, Row, Table, broken, doubt
from loaders.tables.workbook_parts import sheet_parts

MAX_SHEETS = 200


@dataclass(frozen=True, slots=True)
class Workbook:
    """The tables of a workbook and what there is to say of the file itself."""

    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()

    def table(self, title: str) -> Table | None:
        """The table of that title."""
        return next((table for table in self.tables if table.sheet == title), None)


def is_workbook(head: bytes) -> bool:
    """Whether a file may be a workbook, judged by its first bytes."""
    return head.startswith(b"PK\x03\x04")


def is_locked(head: bytes) -> bool:
    """Whether a file is in the old form of workbooks, in which new ones are wrapped too when they have a password."""
    return head.startswith(bytes.fromhex("D0CF11E0"))


def locked(name: str) -> Problem:
    """What is wrong with such a file."""
    message = "This is an old workbook (.xls), or one that is protected by a password."
    return broken("BAD_ARCHIVE", message, Place(name), "Save it as .xlsx without a password.")


def workbook(path: Path) -> Workbook:
    """The tables of the workbook, hidden ones too; none if it cannot be read.

    Raises:
        OSError: the file cannot be read.
    """
    scans: dict[str, Scan] = {}
    wrong = archive_problem(path, lambda name: scans.setdefault(name, Scan()).see)
    if wrong:
        return Workbook(problems=(wrong,))
    try:
        parts = sheet_parts(path)
        opened = _opened(path)
        metadata = opened.sheets_metadata
    except _Unreadable as error:
        hint = "Open it in a spreadsheet program and save it as XLSX."
        return Workbook(problems=(broken("BAD_ARCHIVE", f"This is no workbook: {error}.", Place(path.name), hint),))
    if len(metadata) > MAX_SHEETS:
        message = f"The workbook has more than {MAX_SHEETS} sheets."
        return Workbook(problems=(broken("TOO_LARGE", message, Place(path.name), "Divide it."),))
    hidden = {one.name for one in metadata if one.visible != SheetVisibleEnum.Visible}
    seen = {one.name: scans.get(parts.get(one.name, ""), Scan()) for one in metadata}
    sheets = [_Sheet(path.name, title, opened, scan, title in hidden) for title, scan in seen.items()]
    return Workbook(tuple(sheet.table() for sheet in sheets))


class _Unreadable(Exception):
    """The library cannot read the workbook."""


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise _Unreadable(str(error)[:100]) from None
    except BaseException as error:
        if not _is_panic(error):
            raise
    raise _Unreadable("the library failed on it")


def _is_panic(error: BaseException) -> bool:
    """Whether the library itself failed, which comes as no ordinary exception."""
    return type(error).__name__ == "PanicException"


@dataclass(slots=True)
class _Sheet:
    """One sheet that can be read."""

    file: str
    title: str
    workbook: CalamineWorkbook
    scan: Scan
    is_hidden: bool
    loaded: list[CalamineSheet] = field(default_factory=list)

    def table(self) -> Table:
        return Table(self.file, self.title, self.rows, is_hidden=self.is_hidden)

    def rows(self) -> Iterator[Row | Problem]:
        place = Place(self.file, where=self.title)
        yield from self._formulas(place)
        try:
            yield from self._read(place)
        except (CalamineError, ValueError, OSError) as error:
            message = f"The sheet cannot be read: {str(error)[:100]}."
            yield broken("BAD_ARCHIVE", message, place, "Save the workbook anew.")
        except BaseException as error:
            if not _is_panic(error):
                raise
            yield broken("BAD_ARCHIVE", "The sheet cannot be read.", place, "Save the workbook anew.")

    def _read(self, place: Place) -> Iterator[Row | Problem]:
        sheet = self.workbook.get_sheet_by_name(self.title)
        left = sheet.start[1] if sheet.start else 0
        errors = _by_row(self.scan.errors)
        for number, values in enumerate(sheet.iter_rows(), 1):
            if number > MAX_ROWS:
                message = f"The sheet has more than {MAX_ROWS:,} rows."
                yield broken("TOO_LARGE", message, place, "Divide it. Nothing from here on was read.")
                return
            row = _row(number, values, left)
            for name in errors.get(number, ()):
                at = Place(self.file, where=f"{self.title}!{name}")
                message = f"The cell shows an error: {self.scan.errors[name] or '#ERROR'}."
                yield broken("ERROR_CELL", message, at, "Correct its formula.")
            if any(len(cell) > MAX_CELL for cell in row.cells):
                at = Place(self.file, where=f"{self.title}!{number}")
                yield broken("TOO_LONG", f"A cell has more than {MAX_CELL:,} characters.", at, "Shorten it.")
            elif number not in errors and any(cell and not cell.isspace() for cell in row.cells):
                yield row

    def _formulas(self, place: Place) -> Iterator[Problem]:
        if self.scan.uncomputed:
            name = next(iter(self.scan.uncomputed))
            message = f"{len(self.scan.uncomputed)} formulas were never computed (first {name}): their cells are empty."
            yield doubt("FORMULA", message, place, "Open the workbook in a spreadsheet program and save it.")
        elif self.scan.formulas:
            message = f"{self.scan.formulas} cells hold formulas (first {self.scan.first_formula})."
            yield doubt("FORMULA", message, place, "The values that were last computed are read.")


def _by_row(names: Sequence[str] | dict[str, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name in names:
        found.setdefault(int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(name)
    return found


def _row(number: int, values: Sequence[object], left: int) -> Row:
    """The row as texts; `left` columns before it are empty."""
    numbers = frozenset(
        left + column
        for column, value in enumerate(values)
        if isinstance(value, float | int) and not isinstance(value, bool)
    )
    return Row(number, [*[""] * left, *map(_text, values)], numbers)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.isoformat() if value.time() != dt.time() else value.date().isoformat()
    return "" if value is None else str(value)
