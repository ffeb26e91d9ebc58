# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The empty workbook that staff fill in: sheets, drop-downs from the vocabularies, examples, help, in one language.

Example rows are grey, and their key begins with "Beispiel:", "Example:" or "Приклад:": a loader skips them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from openpyxl.styles import Font, Protection
from openpyxl.worksheet.worksheet import Worksheet

from graph.export.cells import joined, parted
from graph.export.choices import Tongue
from graph.export.column import Column, Sheet
from graph.export.hidden import about_template
from graph.export.packing import pack
from graph.export.skeleton import TEXT, Skeleton
from graph.export.workbook import META_SHEET, sheets
from graph.kinds import Kinds

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""What the file says of when it was made: it is the same whenever it is made."""


def write_template(kinds: Kinds, lang: str, out: BinaryIO, *, identifier: str = "") -> None:
    """Writes the template in that language; in English where it is none of the three.

    Args:
        identifier: The workbook's own, under which it is one feed however its file is called; "": its file's name.
    """
    book = Skeleton(Tongue(kinds, lang))
    tables = [(sheet, tuple(column for column in sheet.columns if column.in_template)) for sheet in sheets(kinds)]
    book.add_help(tables, is_export=False)
    for sheet, columns in tables:
        made = book.add(sheet, columns)
        for number, cells in enumerate(_examples(sheet, columns, book.tongue), 2):
            _grey(made, number, cells)
    book.hide_lists()
    book.hide(META_SHEET, about_template(book.tongue.lang, identifier))
    pack(book.workbook, {}, _MADE, out)


def _examples(sheet: Sheet, columns: tuple[Column, ...], tongue: Tongue) -> Iterator[list[str]]:
    for place in range(len(sheet.key.examples)):
        yield [_example(column, place, tongue) for column in columns]


def _example(column: Column, place: int, tongue: Tongue) -> str:
    """The example's cell; codes as the words of the drop-down."""
    if place >= len(column.examples):
        return ""
    text = column.examples[place].in_(tongue.lang)
    if column.scheme:
        return joined([tongue.label(column.scheme, code) for code in parted(text)])
    words = {choice.code: choice.words.in_(tongue.lang) for choice in column.choices}
    return words.get(text, text)


def _grey(sheet: Worksheet, number: int, cells: list[str]) -> None:
    for place, text in enumerate(cells, 1):
        cell = sheet.cell(number, place, text or None)
        cell.number_format = TEXT
        cell.font = Font(name="Calibri", size=11, italic=True, color="7F7F7F")
        cell.protection = Protection(locked=False)
