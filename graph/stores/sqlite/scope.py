# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one view shows, as columns: those of its revision and audience, and which records hold at its date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

import numpy as np

from graph.dates import FIRST_DAY, LAST_DAY
from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.model import At, Undated
from graph.stores.fields import level_of_kind
from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.plan import NO_DATE, NOT_STATED
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, TIE, Mask, Registry, Whole
from graph.stores.sqlite.table import Cells, Table

Made = TypeVar("Made")
ALWAYS_THERE = ("note", "source")


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Columns, and of each type which rows are in the view."""

    kinds: Kinds
    codes: CodeBook
    columns: Columns
    alive: tuple[Mask, ...]
    _made: dict[object, object] = field(default_factory=dict)

    @property
    def registry(self) -> Registry:
        """Whose rows these are."""
        return self.columns.registry

    def table(self, place: int) -> Table:
        """The columns of a type."""
        return self.columns.tables[place]

    def made(self, name: object, make: Callable[[], Made]) -> Made:
        """What follows from this scope, made when first asked for and kept with it."""
        if name not in self._made:
            self._made[name] = make()
        return cast("Made", self._made[name])

    def row(self, place: int, name: str) -> int:
        """The row of a record in this view; -1 for what it does not show."""
        row = self.registry.row(place, name)
        return row if 0 <= row < len(self.alive[place]) and self.alive[place][row] else -1

    def shown(self, place: int, name: str) -> Cells:
        """The code that each row shows under a property with one value, as a number; below 0 for none."""
        column = self.table(place).cells[name]
        return self.made((place, name), lambda: self._levels(column)) if name == "level" else column

    def _levels(self, column: Cells) -> Cells:
        """Who has no level has that of its kind."""
        of_kind = [self.codes.number(level_of_kind(code, self.kinds)) for code in self._kind_codes()]
        kinds = self.table(STAKEHOLDER).cells["kind"]
        return np.where(column >= 0, column, np.asarray(of_kind, np.int16)[kinds])

    def _kind_codes(self) -> list[str]:
        """The code of each number that is a kind of stakeholder, "" for all others; the last stands for none."""
        known = {rule.code for rule in self.kinds.stakeholder_kinds()}
        return [*(code if code in known else "" for code in self.codes.codes), ""]


def scope_of(kinds: Kinds, codes: CodeBook, columns: Columns, point: At) -> Scope:
    """The scope of a point; the columns are already those of its date."""
    own = [_holding(columns, place, name, point) for place, name in enumerate(RECORD_TYPES)]
    own[PARTICIPATION] &= _all_there(columns.tables[PARTICIPATION], _ENDS_OF_PARTICIPATION, own)
    own[TIE] &= _all_there(columns.tables[TIE], _ENDS_OF_TIE, own)
    return Scope(kinds, codes, columns, tuple(own))


_ENDS_OF_PARTICIPATION: Mapping[str, int] = {"whole": COOPERATION, "member": STAKEHOLDER, "side": STAKEHOLDER}
_ENDS_OF_TIE: Mapping[str, int] = {"subject": STAKEHOLDER, "object": STAKEHOLDER}


def _all_there(table: Table, ends: Mapping[str, int], own: list[Mask]) -> Mask:
    there = np.ones(len(table), np.bool_)
    for name, place in ends.items():
        column = table.cells[name]
        if len(own[place]):
            there &= own[place][column] | (column < 0) if name == "side" else own[place][column]
        else:
            there &= column < 0
    return there


def _holding(columns: Columns, place: int, name: str, point: At) -> Mask:
    """Which rows hold at the point by their own period."""
    table = columns.tables[place]
    there: Mask = table.cells["there"].copy()
    if name in ALWAYS_THERE or (not point.is_dated and point.undated is Undated.INCLUDE):
        return there
    first, last = period(columns, place)
    there &= (first <= point.window.last) & (last >= point.window.first)
    if name != "stakeholder" and point.undated is not Undated.INCLUDE:
        is_undated = (first == FIRST_DAY) & (last == LAST_DAY)
        there &= is_undated if point.undated is Undated.ONLY else ~is_undated
    return there


Period = tuple[Whole, Whole]
"""First and last day of each row."""


def period(columns: Columns, place: int) -> Period:
    """First and last day of each row; what a participation does not say is said by its cooperation."""
    table = columns.tables[place]
    if place != PARTICIPATION:
        return _own_period(table)
    # Kept with the participations, for the periods of the very cooperations that they were made with.
    wholes = columns.tables[COOPERATION].cells
    bounds = (wholes["starts_first"], wholes["ends_last"])
    kept = table.made("period", lambda: (bounds, _inherited(table, columns.tables[COOPERATION])))
    is_still = all(one is other for one, other in zip(kept[0], bounds, strict=True))
    return kept[1] if is_still else _inherited(table, columns.tables[COOPERATION])


def _own_period(table: Table) -> Period:
    first, last = table.cells["starts_first"], table.cells["ends_last"]
    bounds = np.where(first == NO_DATE, FIRST_DAY, first), np.where(last == NO_DATE, LAST_DAY, last)
    return bounds[0].astype(np.int32), bounds[1].astype(np.int32)


def _inherited(table: Table, wholes: Table) -> Period:
    own, cells = _own_period(table), table.cells
    if not len(wholes):
        return own
    first, last = (
        np.where(cells[f"{name}_state"] == NOT_STATED, whole[cells["whole"]], days)
        for name, whole, days in zip(("starts", "ends"), _own_period(wholes), own, strict=True)
    )
    return first, last
