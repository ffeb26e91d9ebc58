# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook without its rows: headers that cannot be overwritten by accident, drop-downs, widths, help.

All cells below the header can be written in. They are text, so that 2022-12 stays what it is; only columns of numbers
are not. Lists of words stand in a very hidden sheet, each once.
"""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.export import help_sheet
from graph.export.choices import Tongue, options
from graph.export.column import Column, Sheet
from graph.export.workbook import HELP_TITLE, LISTS_SHEET

TEXT, GENERAL = "@", "General"
LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
_LONGEST_PROMPT = 250


class Skeleton:
    """A workbook in the making, in one language."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.workbook = Workbook()
        self._lists: dict[tuple[str, ...], str] = {}
        for sheet in self.workbook.worksheets:
            self.workbook.remove(sheet)
        self.workbook.properties.creator = "Partnernetz"

    def add_help(self, shown: Iterable[tuple[Sheet, tuple[Column, ...]]], *, is_export: bool) -> None:
        """The sheet that explains the others."""
        lang = self.tongue.lang
        sheet = self._sheet(HELP_TITLE.in_(lang))
        _put(sheet, 1, (help_sheet.TITLE.in_(lang),), _font(bold=True, size=14))
        row = 3
        for rule in help_sheet.rules(lang, is_export=is_export):
            _put(sheet, row, (rule,))
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
            row += 1
        row += 1
        _put(sheet, row, [head.in_(lang) for head in help_sheet.HEADS], _font(bold=True))
        for table, columns in shown:
            for cells in help_sheet.explained(table, columns, lang):
                row += 1
                _put(sheet, row, cells, _font(bold=bool(cells[0])))
        for letter, width in zip("ABCD", (22, 28, 90, 24), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.protection.sheet = True

    def add(self, sheet: Sheet, columns: Sequence[Column]) -> Worksheet:
        """A sheet with its headers."""
        made = self._sheet(sheet.title.in_(self.tongue.lang))
        _put(made, 1, [column.header.in_(self.tongue.lang) for column in columns], _font(bold=True))
        for place, column in enumerate(columns, 1):
            made.cell(1, place).fill = PatternFill("solid", fgColor="DCE6F1")
            _open(made, place, place, width=column.width, form=TEXT if self._is_text(column) else GENERAL)
            self._guide(made, column, get_column_letter(place))
        _open(made, len(columns) + 1, LAST_COLUMN, width=18, form=TEXT)
        made.row_dimensions[1].height = 32
        made.freeze_panes = "B2"
        _protect(made)
        return made

    def hide(self, title: str, rows: Iterable[Sequence[str]] = ()) -> None:
        """A very hidden sheet of plain words."""
        sheet = self._sheet(title)
        sheet.sheet_state = "veryHidden"
        for number, row in enumerate(rows, 1):
            _put(sheet, number, row)

    def hide_lists(self) -> None:
        """The words of the drop-downs, once all sheets are there."""
        lists = tuple(self._lists)
        longest = max((len(words) for words in lists), default=0)
        self.hide(LISTS_SHEET, ([_at(words, row) for words in lists] for row in range(longest)))

    def styles(self, sheet: Worksheet) -> tuple[int, int]:
        """The styles of text and of numbers that may be overwritten."""
        return (_style(sheet, TEXT), _style(sheet, GENERAL))

    def _sheet(self, title: str) -> Worksheet:
        sheet: Worksheet = self.workbook.create_sheet(title)
        return sheet

    def _is_text(self, column: Column) -> bool:
        if column.part in ("amount", "year", "latitude", "longitude"):
            return column.many
        return self.tongue.value_type(column) != "number" or bool(column.choices)

    def _guide(self, sheet: Worksheet, column: Column, letter: str) -> None:
        """What appears beside a cell that is chosen: advice, and the list where there is one."""
        words = options(column, self.tongue)
        guide = DataValidation(type="list" if words else None, allow_blank=True)
        if words:
            guide.formula1 = self._list(words)
            guide.errorStyle = "warning"
            guide.showErrorMessage = not column.many
        guide.promptTitle = column.header.in_(self.tongue.lang)[:32]
        guide.prompt = column.advice.in_(self.tongue.lang)[:_LONGEST_PROMPT]
        guide.showInputMessage = bool(guide.prompt)
        guide.add(f"{letter}2:{letter}{LAST_ROW}")
        sheet.add_data_validation(guide)

    def _list(self, words: tuple[str, ...]) -> str:
        if words not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            self._lists[words] = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(words)}"
        return self._lists[words]


def _at(words: Sequence[str], row: int) -> str:
    return words[row] if row < len(words) else ""


def _put(sheet: Worksheet, row: int, words: Iterable[str], font: Font | None = None) -> None:
    """Words as text, whatever they begin with."""
    for place, word in enumerate(words, 1):
        if word:
            cell = sheet.cell(row, place, word)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if font:
                cell.font = font


def _font(*, bold: bool, size: int = 11) -> Font:
    return Font(name="Calibri", size=size, bold=bold)


def _open(sheet: Worksheet, first: int, last: int, *, width: int, form: str) -> None:
    """Lets the columns be written in; only their headers stay protected."""
    dimension = sheet.column_dimensions[get_column_letter(first)]
    dimension.min, dimension.max = first, last
    dimension.width = width
    dimension.number_format = form
    dimension.protection = Protection(locked=False)


def _protect(sheet: Worksheet) -> None:
    """Protects what is locked, without a password; rows, columns, filters and widths stay free."""
    protection = sheet.protection
    protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows", "deleteRows", "sort"):
        setattr(protection, name, False)
    protection.autoFilter = False


def _style(sheet: Worksheet, form: str) -> int:
    cell = Cell(sheet, row=1, column=1)
    cell.number_format = form
    cell.protection = Protection(locked=False)
    number: int = cell.style_id
    return number
