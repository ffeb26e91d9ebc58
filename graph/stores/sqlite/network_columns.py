# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the columns of a scope to the columns that networks are built of; a network's filter is applied before."""

from collections.abc import Callable, Sequence

import numpy as np

from graph.network_material import NO_SIDE, Material, Members, Ties, Topics
from graph.selection import NetworkFilter
from graph.stores.sqlite.partners import is_person
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, TIE, Mask, Whole
from graph.stores.sqlite.relations import Relations
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.table import Cells


def material(scope: Scope, masks: Relations, wanted: NetworkFilter) -> Material:
    """The columns of one scope; the filter's stakeholders are a mask, its cooperations are all there are."""
    people, works = (
        _by_id(scope, STAKEHOLDER, scope.alive[STAKEHOLDER]),
        _by_id(scope, COOPERATION, masks.of(COOPERATION, wanted.cooperation)),
    )
    person, work = _places(scope, STAKEHOLDER, people), _places(scope, COOPERATION, works)
    admitted = masks.of(STAKEHOLDER, wanted.stakeholder)
    admitted = admitted if wanted.include_persons else admitted & ~is_person(scope)
    cells = scope.table(COOPERATION).cells
    roles = tuple(concept.code for concept in scope.kinds.concepts("roles"))
    tie_kinds = tuple(concept.code for concept in scope.kinds.concepts("tie_kinds"))
    return Material(
        stakeholders=tuple(scope.registry.names(STAKEHOLDER, people.tolist())),
        cooperations=tuple(scope.registry.names(COOPERATION, works.tolist())),
        members=_members(scope, person, work, roles),
        roles=roles,
        tying=frozenset(rule.code for rule in scope.kinds.roles() if rule.ties_parties),
        admitted=admitted[people],
        weights=cells["weight"][works],
        distances=cells["distance"][works],
        topics=_topics(scope, work, len(works)),
        ties=_ties(scope, person, tie_kinds),
        tie_kinds=tie_kinds,
        participation_ids=_naming(scope, PARTICIPATION),
        tie_ids=_naming(scope, TIE),
    )


def _by_id(scope: Scope, place: int, mask: Mask) -> Whole:
    order = scope.registry.by_id[place]
    return order[mask[order]]


def _places(scope: Scope, place: int, rows: Whole) -> Whole:
    """Of each row its place in the material; -1 where it is not in it."""
    places = np.full(len(scope.table(place)) + 1, -1, np.int32)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    return places


def _numbering(scope: Scope, codes: Sequence[str]) -> Cells:
    """Of each known code its place among these."""
    places = {code: at for at, code in enumerate(codes)}
    return np.array([*(places.get(code, -1) for code in scope.codes.codes), -1], np.int32)


def _members(scope: Scope, person: Whole, work: Whole, roles: Sequence[str]) -> Members:
    cells = scope.table(PARTICIPATION).cells
    rows = np.flatnonzero(scope.alive[PARTICIPATION] & (work[cells["whole"]] >= 0)).astype(np.int32)
    side = cells["side"][rows]
    return Members(
        cooperation=work[cells["whole"][rows]],
        stakeholder=person[cells["member"][rows]],
        role=_numbering(scope, roles)[cells["role"][rows]],
        side=np.where(side < 0, NO_SIDE, person[side]).astype(np.int32),
        participation=rows,
    )


def _ties(scope: Scope, person: Whole, kinds: Sequence[str]) -> Ties:
    cells = scope.table(TIE).cells
    rows = np.flatnonzero(scope.alive[TIE]).astype(np.int32)
    return Ties(
        subject=person[cells["subject"][rows]],
        object=person[cells["object"][rows]],
        kind=_numbering(scope, kinds)[cells["kind"][rows]],
        tie=rows,
    )


def _topics(scope: Scope, work: Whole, count: int) -> Topics:
    pairs = scope.table(COOPERATION).pairs["topic"]
    owner = work[pairs.row]
    keep = owner >= 0
    owner, value = owner[keep], pairs.value[keep]
    known = sorted({scope.codes.code(number) for number in np.unique(value).tolist()})
    topic = _numbering(scope, known)[value]
    order = np.lexsort((topic, owner))
    starts = np.searchsorted(owner[order], np.arange(count + 1)).astype(np.int32)
    return Topics(known, starts, topic[order].astype(np.int32))


def _naming(scope: Scope, place: int) -> Callable[[Sequence[int]], Sequence[str]]:
    registry = scope.registry
    return lambda rows: registry.names(place, rows)
