# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every list of one scope: which rows, in which order, which part of it, and how it is counted."""

from collections.abc import Callable

import numpy as np

from graph.errors import BadCursor
from graph.ids import RECORD_TYPES
from graph.selection import Cut, Item, Page, Related, Selection, StakeholderFilter
from graph.stores.listing import without_field
from graph.stores.sqlite.facets import counted
from graph.stores.sqlite.filters import has_code
from graph.stores.sqlite.hanging import Hanging, hanging
from graph.stores.sqlite.ordering import ordered
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, Mask, Whole
from graph.stores.sqlite.relations import Relations
from graph.stores.sqlite.scope import Scope

Through = Callable[[int], Item]
KEPT_LISTS = 16
"""Of each view; 4 bytes a row."""


class Lists:
    """Answers every list of one scope; remembers the filters that it has judged, so make one for each question."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.masks = Relations(scope)

    def page(self, selection: Selection, cut: Cut) -> Page:
        """A page of the records of a type."""
        place, names = RECORD_TYPES.index(selection.type), self.scope.registry
        return self._cut(place, self._listed(selection), cut, lambda row: Item(names.name(place, row)))

    def _listed(self, selection: Selection) -> Whole:
        """All rows of a list in order; the last lists are kept, since people page through them and ask again."""
        kept: dict[Selection, Whole] = self.scope.made("lists", dict)
        rows = kept.get(selection) if selection.among is None else None
        if rows is None:
            wanted = np.flatnonzero(self._wanted(selection)).astype(np.int32)
            rows = ordered(self.scope, wanted, selection, -1)
            if selection.among is None:
                for oldest in list(kept)[: len(kept) - KEPT_LISTS + 1]:
                    kept.pop(oldest, None)
                kept[selection] = rows
        return rows

    def related(self, what: Related, owner: str, selection: Selection, cut: Cut) -> Page:
        """A page of what hangs on a record."""
        found = hanging(self.scope, self.masks, what, owner, selection)
        rows, place = self._kept(found, selection), found.place
        return self._cut(place, ordered(self.scope, rows, selection, found.owner), cut, found.item)

    def facet(self, selection: Selection, name: str, what: Related | None, owner: str) -> tuple[Whole, int]:
        """The rows that are counted for a facet, and the place of their type."""
        widened = without_field(selection, name)
        if what is None:
            return np.flatnonzero(self._wanted(widened)).astype(np.int32), RECORD_TYPES.index(selection.type)
        found = hanging(self.scope, self.masks, what, owner, widened)
        return self._kept(found, widened), found.place

    def counted(self, place: int, rows: Whole, name: str) -> dict[str, int] | None:
        """Codes and counts; None where no column has them."""
        return counted(self.scope, place, rows, name)

    # -------------------------------------------------------------- which rows

    def _kept(self, found: Hanging, selection: Selection) -> Whole:
        wanted = self._own(selection, found.place)
        return found.rows[wanted[found.rows]]

    def _wanted(self, selection: Selection) -> Mask:
        place = RECORD_TYPES.index(selection.type)
        mask = self._own(selection, place)
        return mask & self.in_roles(selection) if place == PARTICIPATION else mask

    def in_roles(self, selection: Selection) -> Mask:
        """The participations in one of the roles, in one of the cooperations asked for."""
        return in_roles(self.scope, self.masks, selection)

    def _own(self, selection: Selection, place: int) -> Mask:
        """Filter, kinds and what a search found."""
        scope, mask = self.scope, self._filtered(selection, place)
        if selection.kinds is not None:
            cells = scope.table(place).cells
            mask = (
                mask & has_code(scope, place, "kind", frozenset(selection.kinds)) if "kind" in cells else mask & False
            )
        if selection.among is not None:
            among = np.zeros(len(mask), np.bool_)
            rows = [scope.registry.row(place, name) for name in selection.among]
            among[[row for row in rows if 0 <= row < len(mask)]] = True
            mask = mask & among
        return mask

    def _filtered(self, selection: Selection, place: int) -> Mask:
        """The rows that fit the filter; one on the stakeholders of participations is about these."""
        if place == PARTICIPATION and isinstance(selection.filter, StakeholderFilter):
            fits = self.masks.of(STAKEHOLDER, selection.filter)
            return fits[self.scope.table(place).cells["member"]] & self.scope.alive[place]
        return self.masks.of(place, selection.filter)

    # -------------------------------------------------------------- which part

    def _cut(self, place: int, rows: Whole, cut: Cut, item: Through) -> Page:
        start = self._position(place, rows, cut.after) + 1 if cut.after else 0
        stop = self._position(place, rows, cut.before) if cut.before else len(rows)
        if cut.first is not None:
            stop = min(stop, start + cut.first)
        elif cut.last is not None:
            start = max(start, stop - cut.last)
        stop = max(start, stop)
        items = tuple(item(row) for row in rows[start:stop].tolist())
        return Page(items, len(rows), stop < len(rows), start > 0)

    def _position(self, place: int, rows: Whole, name: str) -> int:
        found = np.flatnonzero(rows == self.scope.registry.row(place, name))
        if not len(found):
            raise BadCursor
        return int(found[0])


def in_roles(scope: Scope, masks: Relations, selection: Selection) -> Mask:
    """The participations in one of the roles, in one of the cooperations asked for."""
    cells = scope.table(PARTICIPATION).cells
    mask = scope.alive[PARTICIPATION]
    if selection.roles is not None:
        mask = mask & np.isin(cells["role"], [scope.codes.find(role) for role in selection.roles])
    if selection.via is not None and len(mask):
        mask = mask & masks.of(COOPERATION, selection.via)[cells["whole"]]
    return mask
