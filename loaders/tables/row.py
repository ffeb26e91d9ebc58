# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row while it is read: what it says so far and what is wrong with it; in the end it is one or the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from graph.model import Certainty, Passage, Rank, Value, ValueState
from loaders.loader import FEED, Place, Problem, RecordKey, Said, Severity, record_name
from loaders.quick import plain_passage
from loaders.tables.cell_problems import WrongCell
from loaders.tables.header import Header
from loaders.tables.remarks import seen_by
from loaders.tables.table import Row, Table

_Found = TypeVar("_Found")
_Given = ParamSpec("_Given")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a row names, with the places in it; the file itself where it names none."""

    source: str = FEED
    locators: tuple[str, ...] = ()


ITSELF = (Cited(),)
_SURE, _NORMAL = Certainty.STATED, Rank.NORMAL
_made = tuple.__new__
"""Makes a named tuple of all its parts: this is done for every cell of every row, and names take their time."""


class Spots:
    """Where the cells of one table stand, as problems and as passages say it."""

    def __init__(self, table: Table, header: Header) -> None:
        self._table, self._header = table, header
        self._first = f"{table.file}: line " if table.names_file else "line "
        self._columns: dict[int, tuple[str, str]] = {-1: ("", "")}
        """How place and locator end in each column of a text file."""

    def of(self, row: int, column: int) -> tuple[Place, str]:
        """Place and locator of a cell; of the row as a whole with -1."""
        if self._table.sheet:
            return self._table.place(row, column), self._table.locator(row, column)
        where, ending = self._columns.get(column) or self._named(column)
        return _made(Place, (self._table.file, row, 0, where)), f"{self._first}{row}{ending}"

    def _named(self, column: int) -> tuple[str, str]:
        name = self._header.name(column)
        found = self._columns[column] = (f"column {name}", f", column {name}") if name else ("", "")
        return found


@dataclass(slots=True)
class Draft:
    """What one row says."""

    table: Table
    header: Header
    row: Row
    spots: Spots
    record: tuple[str, RecordKey] | None = None
    """Which an error costs."""
    said: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def text(self, column: str) -> tuple[str, int]:
        """What stands in the column of that name, and the column's number; -1 if there is none."""
        at = self.header.at.get(column, -1)
        return (self.row.cell(at), at) if at >= 0 else ("", -1)

    def place(self, column: int) -> Place:
        """Where a cell of the row stands; -1: the row."""
        return self.table.place(self.row.number, column, self.header.name(column) if column >= 0 else "")

    def wrong(self, column: int, error: WrongCell) -> None:
        """Notes what is wrong with a cell."""
        row = f"row@{self.table.sheet or self.table.file}:{self.row.number}"
        about = record_name(*self.record) if self.record else row
        self.problems.append(Problem(Severity.ERROR, error.code, error.message, self.place(column), error.hint, about))

    def caught(
        self, column: int, read: Callable[_Given, _Found], *given: _Given.args, **named: _Given.kwargs
    ) -> _Found | None:
        """What is read of a cell; None, and noted, if it is wrong."""
        try:
            return read(*given, **named)
        except WrongCell as error:
            self.wrong(column, error)
            return None

    def say(
        self,
        record: tuple[str, RecordKey],
        name: str,
        saying: tuple[Value | None, ValueState],
        *,
        column: int = -1,
        cited: tuple[Cited, ...] = ITSELF,
    ) -> None:
        """Says something of a record under the name of a property, in a cell or (-1) in the row as a whole."""
        place, here = self.spots.of(self.row.number, column)
        type_name, key = record
        value, state = saying
        seen = seen_by(name) if name[:10] == "attribute:" else None
        if cited is ITSELF:
            own = (plain_passage(here),)
            whole = (type_name, key, name, value, state, FEED, own, "", "", _SURE, _NORMAL, seen, place, False)
            self.said.append(_made(Said, whole))
            return
        for one in cited:
            locators = one.locators or ((here,) if one.source == FEED else (f"cited in {here}",))
            passages = tuple(map(Passage, locators))
            one_said = Said(type_name, key, name, value, state, one.source, passages, visibility=seen, place=place)
            self.said.append(one_said)

    def told(self) -> list[Said | Problem]:
        """What the row says; if anything is wrong with it, only what that is."""
        return [*self.problems] if self.problems else [*self.said, *self.warnings]
