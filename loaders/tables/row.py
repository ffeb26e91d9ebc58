# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row while it is read: what it says so far and what is wrong with it; in the end it is one or the other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from graph.model import Passage, Value, ValueState
from loaders.loader import FEED, Place, Problem, RecordKey, Said, Severity, record_name
from loaders.tables.cell_problems import WrongCell
from loaders.tables.header import Header
from loaders.tables.table import Row, Table

_Found = TypeVar("_Found")
_Given = ParamSpec("_Given")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that a row names, with the places in it; the file itself where it names none."""

    source: str = FEED
    locators: tuple[str, ...] = ()


ITSELF = (Cited(),)


@dataclass(slots=True)
class Draft:
    """What one row says."""

    table: Table
    header: Header
    row: Row
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
        heading = self.header.name(column) if column >= 0 else ""
        place = self.table.place(self.row.number, column, heading)
        here = self.table.locator(self.row.number, column, heading)
        if cited is ITSELF:
            self.said.append(Said(*record, name, *saying, passages=(Passage(here),), place=place))
            return
        for one in cited:
            locators = one.locators or ((here,) if one.source == FEED else (f"cited in {here}",))
            passages = tuple(map(Passage, locators))
            self.said.append(Said(*record, name, *saying, source=one.source, passages=passages, place=place))

    def told(self) -> list[Said | Problem]:
        """What the row says; if anything is wrong with it, only what that is."""
        return [*self.problems] if self.problems else [*self.said, *self.warnings]
