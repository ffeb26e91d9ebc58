# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An exported workbook that comes back: what in it was changed since.

Beside each sheet the workbook carries what every cell showed when it was exported. A row whose key is an exported id
is compared with that; any other row is new, and read as one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graph.errors import PartnernetzError
from graph.export.cells import is_same, shown
from graph.export.choices import Tongue
from graph.export.column import Column, Use
from graph.export.hidden import VERSION, read_hidden
from graph.export.rows import Row as Exported
from graph.export.rows import slot
from graph.export.workbook import HIDDEN, META_SHEET
from graph.kinds import Kinds
from graph.model import Value, ValueState, read, written
from loaders.loader import Edit, Problem
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import Saying
from loaders.tables.fields import Field
from loaders.tables.own_tables import Own
from loaders.tables.row import Draft
from loaders.tables.table import Row, Table, broken

LINES: Mapping[ValueState, str] = MappingProxyType({ValueState.UNKNOWN: "?", ValueState.NONE: "-"})


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook of ours says of itself."""

    lang: str = ""
    revision: str = ""
    is_export: bool = False
    id: str = ""
    """The workbook's own identifier: by it a filled template is known again, however its file is called."""


def about(tables: Sequence[Table]) -> About | Problem:
    """What the workbook is, by its hidden sheet; nothing for one that has none.

    A workbook of another version is a problem: its hidden values could be misread.
    """
    table = next((one for one in tables if one.sheet == META_SHEET), None)
    if table is None:
        return About()
    said = {row.cell(0): row.cell(1) for row in table.rows() if isinstance(row, Row)}
    if said.get("partnernetz") != VERSION:
        message = f'The workbook was exported by another version ("{said.get("partnernetz", "")[:20]}").'
        return broken("UNKNOWN_VERSION", message, table.place(1), "Export it anew.")
    return About(said.get("lang", ""), said.get("revision", ""), said.get("made") == "export", said.get("id", "")[:40])


def exported(own: Own, tables: Sequence[Table]) -> Mapping[str, Exported | None]:
    """The rows of the sheet as they were exported, by record id; None for one that cannot be read any more."""
    table = next((one for one in tables if one.sheet == HIDDEN + own.sheet.code), None)
    rows = table.rows() if table else ()
    return {row.cell(0): _readable(row) for row in rows if isinstance(row, Row) and row.cell(0)}


def _readable(row: Row) -> Exported | None:
    found = read_hidden(row.cells)
    try:
        for line in (line for lines in found.lines.values() for line in lines) if found else ():
            _ = line in LINES.values() or read(line)
    except (ValueError, ArithmeticError, PartnernetzError):
        return None
    return found


def without_hidden(owns: Sequence[Own], tables: Sequence[Table]) -> Problem | None:
    """What is wrong with an export that lacks the hidden values of a sheet: each of its rows would seem to be new."""
    titles = {table.sheet for table in tables}
    for own in owns:
        if HIDDEN + own.sheet.code not in titles:
            message = f"Of {own.table.sheet} the workbook has lost, out of sight, what was exported."
            hint = "Nothing was read: every row would seem to be new. Export anew, and keep it a workbook (.xlsx)."
            return broken("NO_HIDDEN_VALUES", message, own.table.place(1), hint)
        if not any(column.use is Use.KEY for column in own.columns.values()):
            message = f"{own.table.sheet} has no column of keys any more."
            hint = f'Nothing was read: every row would seem to be new. Call it "{own.sheet.key.header.en}" again.'
            return broken("NO_HIDDEN_VALUES", message, own.table.place(own.header.row), hint)
    return None


def twice(key: str, first: int) -> WrongCell:
    """What is wrong with a copied row."""
    hint = "If it is to be another record, empty its key. Else delete it."
    return WrongCell("EQUAL_ROWS", f'This row and row {first} have the same key: "{key[:60]}".', hint)


def unreadable() -> WrongCell:
    """What is wrong with a row whose exported values cannot be read."""
    return WrongCell("BAD_EDIT", "What was exported of this row cannot be read any more.", "Export it anew.")


class Edits:
    """Compares the rows of one sheet with what was exported."""

    def __init__(self, own: Own, kinds: Kinds, lang: str) -> None:
        self._own, self._tongue = own, Tongue(kinds, lang)

    def changed(self, row: Row, was: Exported) -> dict[int, tuple[str, ...]]:
        """The columns that say something else than was exported, each with the lines that were; parts together."""
        first: dict[str, int] = {}
        found: dict[int, tuple[str, ...]] = {}
        for number, column in self._own.columns.items():
            if column.use not in (Use.KEY, Use.SHOWN):
                lines = was.lines.get(slot(column), ())
                first.setdefault(slot(column), number)
                cell = row.cell(number)
                if (lines or cell) and not is_same(cell, shown(lines, column, self._tongue).text):
                    found[first[slot(column)]] = lines
        return found

    def has(self, number: int) -> bool:
        """Whether the column of that number is one that exports have."""
        return number in self._own.columns

    def column(self, number: int) -> Column:
        """The column of that number."""
        return self._own.columns[number]


def edits_of(
    draft: Draft, field: Field, named: tuple[str, str], *, before: tuple[str, ...], sayings: Sequence[Saying]
) -> Iterator[Edit]:
    """The edits that make of what was exported what the cell says now; `named`: the record's id and the language."""
    after = {LINES.get(state) or written(value): (value, state) for value, state in sayings}
    gone = [line for line in before if line not in after]
    come = [saying for line, saying in after.items() if line not in before]
    place, locator = draft.place(field.column), draft.table.locator(draft.row.number, field.column)

    def edit(line: str, value: Value | None, state: ValueState) -> Edit:
        return Edit(named[0], field.name, named[1], line, value, state, locator, place)

    if field.rule.many:
        yield from (edit(line, None, ValueState.NOT_STATED) for line in gone)
        yield from (edit("", *saying) for saying in come)
    elif gone or come:
        value, state = come[0] if come else (None, ValueState.NOT_STATED)
        yield edit(before[0] if before else "", value, state)


def joined_wrong(*, is_emptied: bool) -> WrongCell:
    """What is wrong with a changed participation."""
    if is_emptied:
        hint = "Undo this cell. Write an end, or take the record out with withdrawRecord of the API."
        return WrongCell("BAD_EDIT", "No cell takes out a participation that was exported.", hint)
    hint = (
        "Undo this cell. Write the other participation into a new row; end this one, or take it out (withdrawRecord)."
    )
    return WrongCell("BAD_EDIT", "What an exported participation joins cannot be changed.", hint)
