# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quantified relations as masks: who has some, only, or no related record that a filter wants, for all rows at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from graph.selection import (
    CodeFilter,
    CooperationRelation,
    Direction,
    EventRelation,
    OwnTieFilter,
    ParticipantRelation,
    SourceRelation,
    StakeholderRelation,
    TieRelation,
)
from graph.stores.sqlite.filters import Masks, code_tests
from graph.stores.sqlite.partners import pairs_of
from graph.stores.sqlite.registry import COOPERATION, EVENT, PARTICIPATION, SOURCE, STAKEHOLDER, TIE, Mask, Whole
from graph.stores.sqlite.scope import Scope


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """What is related to what: owner's row, and row of the other; of another type, so a column each."""

    owner: Whole
    other: Whole
    role: Whole

    def kept(self, keep: Mask) -> "Edges":
        """Some of them."""
        return Edges(self.owner[keep], self.other[keep], self.role[keep])


class Relations(Masks):
    """Filters of one scope, relations included."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope, self._fitting)

    def _fitting(self, place: int, name: str, condition: object) -> Mask:
        size = len(self.scope.table(place))
        match condition:
            case CooperationRelation():
                edges = self._in_role(taking_part(self.scope, STAKEHOLDER), condition.role)
                return self._quantified(edges, COOPERATION, condition, size)
            case ParticipantRelation():
                found = guests(self.scope) if place == EVENT else taking_part(self.scope, COOPERATION)
                return self._quantified(self._in_role(found, condition.role), STAKEHOLDER, condition, size)
            case EventRelation():
                edges = self._in_role(happenings(self.scope, place), condition.role)
                return self._quantified(edges, EVENT, condition, size)
            case SourceRelation():
                return self._quantified(backing(self.scope, place), SOURCE, condition, size)
            case StakeholderRelation():
                pairs = pairs_of(self.scope)
                return self._quantified(Edges(pairs[0], pairs[1], pairs[1]), STAKEHOLDER, condition, size)
            case TieRelation():
                return self._ties(condition, size)
        raise TypeError(name)

    def _quantified(self, edges: Edges, place: int, condition: object, size: int) -> Mask:
        some, every, none = (getattr(condition, name) for name in ("some", "every", "none"))
        exists = getattr(condition, "role", None) is not None and some is None and every is None and none is None
        mask = np.ones(size, np.bool_)
        if exists:
            return _having(edges.owner, size)
        if some is not None:
            mask &= _having(edges.owner[self.of(place, some)[edges.other]], size)
        if every is not None:
            mask &= ~_having(edges.owner[~self.of(place, every)[edges.other]], size)
        if none is not None:
            mask &= ~_having(edges.owner[self.of(place, none)[edges.other]], size)
        return mask

    def _in_role(self, edges: Edges, wanted: CodeFilter | None) -> Edges:
        if wanted is None:
            return edges
        keep = np.ones(len(edges.role), np.bool_)
        for codes, turned in code_tests(wanted, "roles", self.scope):
            found = np.isin(edges.role, [self.scope.codes.find(code) for code in sorted(codes)])
            keep &= ~found if turned else found
        return edges.kept(keep)

    # -------------------------------------------------------------- ties

    def _ties(self, condition: TieRelation, size: int) -> Mask:
        mask = np.ones(size, np.bool_)
        if condition.some is not None:
            mask &= _having(self._own_ties(condition.some, turned=False), size)
        if condition.every is not None:
            mask &= ~_having(self._own_ties(condition.every, turned=True), size)
        if condition.none is not None:
            mask &= ~_having(self._own_ties(condition.none, turned=False), size)
        return mask

    def _own_ties(self, wanted: OwnTieFilter, *, turned: bool) -> Whole:
        """Those that have a tie which is wanted; turned: one that is not."""
        rows = np.flatnonzero(self.scope.alive[TIE])
        cells = self.scope.table(TIE).cells
        subject, target = cells["subject"][rows], cells["object"][rows]
        in_kind = np.ones(len(rows), np.bool_)
        if wanted.kind is not None:
            in_kind &= self._codes(TIE, "kind", wanted.kind)[rows]
        other = self.of(STAKEHOLDER, wanted.other)
        out = in_kind & other[target] & (wanted.direction is not Direction.IN)
        back = in_kind & other[subject] & (wanted.direction is not Direction.OUT)
        loop = subject == target
        out = np.where(loop, in_kind & other[target], out)
        return np.concatenate((subject[out != turned], target[(back != turned) & ~loop]))


def _having(owners: Whole, size: int) -> Mask:
    mask = np.zeros(size, np.bool_)
    mask[owners] = True
    return mask


def once(scope: Scope, name: object, make: Callable[[], Edges]) -> Edges:
    """Edges of a scope, made when first asked for."""
    return scope.made(("edges", name), make)


def taking_part(scope: Scope, place: int) -> Edges:
    """Of each stakeholder the cooperations, or of each cooperation the stakeholders, with the roles."""
    rows = np.flatnonzero(scope.alive[PARTICIPATION])
    cells = scope.table(PARTICIPATION).cells
    ends = cells["member"][rows], cells["whole"][rows], cells["role"][rows]
    return Edges(*ends) if place == STAKEHOLDER else Edges(ends[1], ends[0], ends[2])


def guests(scope: Scope) -> Edges:
    """Of each event the stakeholders that take part in it."""
    edges = references(scope, EVENT, "participant")
    keep = scope.registry.types[edges.other] == STAKEHOLDER
    edges = edges.kept(keep)
    rows = scope.registry.rows[edges.other]
    known = scope.alive[STAKEHOLDER][rows]
    return Edges(edges.owner[known], rows[known], edges.role[known])


def references(scope: Scope, place: int, name: str) -> Edges:
    """What the records of a type in this view point to; the other is a number, and no row."""
    pairs = scope.table(place).pairs[name]
    keep = scope.alive[place][pairs.row] if len(pairs.row) else np.zeros(0, np.bool_)
    return Edges(pairs.row[keep], pairs.value[keep], pairs.more[keep])


def happenings(scope: Scope, place: int) -> Edges:
    """Of each record of a type the events that name it, as participant or as cooperation."""
    found = [references(scope, EVENT, name) for name in ("participant", "cooperation")]
    event, number, role = (
        np.concatenate([getattr(edges, part) for edges in found]) for part in ("owner", "other", "role")
    )
    keep = scope.registry.types[number] == place
    return Edges(scope.registry.rows[number[keep]], event[keep], role[keep])


def backing(scope: Scope, place: int) -> Edges:
    """Of each record of a type the sources of itself, its participations and its ties, as far as they are in view."""
    return once(scope, ("backing", place), lambda: _backing(scope, place))


def _backing(scope: Scope, place: int) -> Edges:
    parts = [_cited(scope, place)]
    if place in {STAKEHOLDER, COOPERATION}:
        cells, edges = scope.table(PARTICIPATION).cells, _cited(scope, PARTICIPATION)
        end = cells["member" if place == STAKEHOLDER else "whole"]
        parts.append(Edges(end[edges.owner], edges.other, edges.role))
    if place == STAKEHOLDER:
        cells, edges = scope.table(TIE).cells, _cited(scope, TIE)
        parts += [Edges(cells[end][edges.owner], edges.other, edges.role) for end in ("subject", "object")]
    owner, other, role = (np.concatenate([getattr(one, part) for one in parts]) for part in ("owner", "other", "role"))
    return Edges(owner, other, role)


def _cited(scope: Scope, place: int) -> Edges:
    edges = references(scope, place, "source")
    rows = scope.registry.rows[edges.other]
    keep = scope.alive[SOURCE][rows] if len(rows) else np.zeros(0, np.bool_)
    return Edges(edges.owner[keep], rows[keep], edges.role[keep])
