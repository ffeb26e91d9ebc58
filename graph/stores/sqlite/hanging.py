# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists that hang on a record: cooperations, partners, ties, events, notes, participations, sources."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.ids import RECORD_TYPES
from graph.selection import Direction, Item, Related, Selection, Via
from graph.stores.sqlite.partners import is_person, members, preferred, taken, ways
from graph.stores.sqlite.registry import (
    COOPERATION,
    EVENT,
    NOTE,
    PARTICIPATION,
    SOURCE,
    STAKEHOLDER,
    TIE,
    Whole,
)
from graph.stores.sqlite.relations import Relations
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.table import Cells


@dataclass(frozen=True, slots=True, eq=False)
class Hanging:
    """The rows of such a list, each once, not yet filtered."""

    place: int
    rows: Whole
    item: Callable[[int], Item]
    """A row as an item, with what leads to it."""
    owner: int = -1


def hanging(scope: Scope, masks: Relations, what: Related, owner: str, selection: Selection) -> Hanging:
    """What hangs on a record in this way, nothing on what is not in view.

    The roles and cooperations asked for are heeded, the filter is not yet.
    """
    number = scope.registry.number(owner)
    place = int(scope.registry.types[number]) if number else -1
    row = int(scope.registry.rows[number]) if number and scope.alive[place][scope.registry.rows[number]] else -1
    if row < 0:
        return Hanging(RECORD_TYPES.index(selection.type), np.zeros(0, np.int32), lambda _: Item(""))
    asked = _Asked(scope, masks, selection, place, row, number)
    match what:
        case Related.PARTICIPATIONS:
            return asked.participations()
        case Related.COOPERATIONS:
            return asked.cooperations()
        case Related.PARTNERS:
            return asked.partners()
        case Related.TIES:
            return asked.ties()
        case Related.EVENTS | Related.COOPERATION_EVENTS:
            return asked.events()
        case Related.PARTICIPANTS:
            return asked.guests()
    return asked.plain(what)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    scope: Scope
    masks: Relations
    selection: Selection
    place: int
    row: int
    number: int

    def _taken(self) -> Whole:
        """The participations of a stakeholder, or in a cooperation."""
        if self.place not in {STAKEHOLDER, COOPERATION}:
            return np.zeros(0, np.int32)
        owners = np.array([self.row], np.int32)
        return (taken if self.place == STAKEHOLDER else members)(self.scope, owners)[1]

    def _in_roles(self, rows: Whole) -> Whole:
        roles = self.selection.roles
        if roles is None or not len(rows):
            return rows
        wanted = [self.scope.codes.find(role) for role in roles]
        return rows[np.isin(self.scope.table(PARTICIPATION).cells["role"][rows], wanted)]

    def participations(self) -> Hanging:
        rows = self._in_roles(self._taken())
        if self.selection.via is not None and len(rows):
            fits = self.masks.of(COOPERATION, self.selection.via)
            rows = rows[fits[self.scope.table(PARTICIPATION).cells["whole"][rows]]]
        owner = self.row if self.place == STAKEHOLDER else -1
        return self._plain_hanging(PARTICIPATION, rows, owner)

    def _plain_hanging(self, place: int, rows: Cells, owner: int = -1) -> Hanging:
        registry = self.scope.registry
        return Hanging(place, rows.astype(np.int32), lambda row: Item(registry.name(place, row)), owner)

    def cooperations(self) -> Hanging:
        rows, registry = self._in_roles(self._taken()), self.scope.registry
        if self.place == COOPERATION:
            # Asked of a cooperation, the only cooperation that its participations lead to is itself.
            wholes = np.full(len(rows), self.row, np.int32)
        else:
            wholes = self.scope.table(PARTICIPATION).cells["whole"][rows]

        def item(row: int) -> Item:
            return Item(
                registry.name(COOPERATION, row),
                tuple(sorted(registry.names(PARTICIPATION, rows[wholes == row].tolist()))),
            )

        return Hanging(COOPERATION, np.unique(wholes).astype(np.int32), item)

    def partners(self) -> Hanging:
        scope, mine = self.scope, self._taken()
        cells = scope.table(PARTICIPATION).cells
        place, theirs = ways(scope, mine) if len(mine) else (np.zeros(0, np.int64), mine)
        other = cells["member"][theirs]
        keep = ~is_person(scope)[other]
        if self.selection.via is not None:
            keep &= self.masks.of(COOPERATION, self.selection.via)[cells["whole"][theirs]]
        ours, theirs, other = mine[place[keep]], theirs[keep], other[keep]
        return Hanging(
            STAKEHOLDER, np.unique(other), lambda row: self._partner(row, ours[other == row], theirs[other == row])
        )

    def _partner(self, row: int, ours: Whole, theirs: Whole) -> Item:
        registry, table = self.scope.registry, self.scope.table(COOPERATION)
        wholes = self.scope.table(PARTICIPATION).cells["whole"]
        found = sorted(
            (
                table.keys[wholes[mine]],
                registry.name(COOPERATION, int(wholes[mine])),
                registry.name(PARTICIPATION, mine),
                registry.name(PARTICIPATION, their),
            )
            for mine, their in preferred(self.scope, ours, theirs)
        )
        return Item(registry.name(STAKEHOLDER, row), (), tuple(Via(*way[1:]) for way in found))

    def ties(self) -> Hanging:
        cells, alive = self.scope.table(TIE).cells, self.scope.alive[TIE]
        if self.place != STAKEHOLDER:
            return self._plain_hanging(TIE, np.zeros(0, np.int32))
        ends = {Direction.OUT: ("subject",), Direction.IN: ("object",)}
        mask = np.zeros(len(alive), np.bool_)
        for end in ends.get(self.selection.direction, ("subject", "object")):
            mask |= cells[end] == self.row
        return self._plain_hanging(TIE, np.flatnonzero(mask & alive), self.row)

    def events(self) -> Hanging:
        held = self._held()
        roles = self.selection.roles
        rows = [row for row, found in held.items() if roles is None or set(found) & set(roles)]
        names = self.scope.registry
        return Hanging(EVENT, np.array(sorted(rows), np.int32), lambda row: Item(names.name(EVENT, row), held[row]))

    def _held(self) -> dict[int, tuple[str, ...]]:
        """The events that name the record, with its roles there."""
        held: dict[int, tuple[str, ...]] = {}
        for name in ("participant", "cooperation"):
            pairs = self.scope.table(EVENT).pairs[name]
            at = np.flatnonzero(pairs.value == self.number)
            found: dict[int, list[str]] = {}
            for row, role in zip(pairs.row[at].tolist(), pairs.more[at].tolist(), strict=True):
                if self.scope.alive[EVENT][row]:
                    found.setdefault(row, []).extend([self.scope.codes.code(role)] if role >= 0 else [])
            for row, roles in found.items():
                held[row] = (*held.get(row, ()), *sorted(roles))
        return held

    def guests(self) -> Hanging:
        registry, roles = self.scope.registry, self.selection.roles
        groups: dict[int, list[str]] = {}
        for number, role in self._references("participant"):
            if registry.types[number] == STAKEHOLDER and (roles is None or role in roles):
                groups.setdefault(int(registry.rows[number]), []).extend([role] if role else [])
        rows = np.array(sorted(groups), np.int32)
        return Hanging(STAKEHOLDER, rows, lambda row: Item(registry.name(STAKEHOLDER, row), tuple(sorted(groups[row]))))

    def _references(self, name: str) -> list[tuple[int, str]]:
        if self.place != EVENT:
            return []
        pairs, codes = self.scope.table(EVENT).pairs[name], self.scope.codes
        at = np.flatnonzero(pairs.row == self.row)
        found = zip(pairs.value[at].tolist(), pairs.more[at].tolist(), strict=True)
        return [(number, codes.code(role) if role >= 0 else "") for number, role in found]

    def plain(self, what: Related) -> Hanging:
        """Lists in which nothing but the record itself counts."""
        registry = self.scope.registry
        if what is Related.NOTES:
            pairs = self.scope.table(NOTE).pairs["about"]
            rows = np.unique(pairs.row[pairs.value == self.number])
            return self._plain_hanging(NOTE, rows)
        if what is Related.EVENT_COOPERATIONS:
            numbers = {number for number, _ in self._references("cooperation") if registry.types[number] == COOPERATION}
            return self._plain_hanging(COOPERATION, registry.rows[sorted(numbers)])
        pairs = self.scope.table(self.place).pairs["source"]
        return self._plain_hanging(SOURCE, np.unique(registry.rows[pairs.value[pairs.row == self.row]]))
