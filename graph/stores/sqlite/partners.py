# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is tied to whom by a cooperation in the stated projection, as graph/stores/world.py says it, for many at once.

Parties and leads (heads) of one cooperation are tied to each other; everyone else to the head of their side, or, where
none is stated, to every head. Without a head, or with more than 100, a cooperation ties nobody.
"""

import numpy as np
from numpy.typing import NDArray

from graph.network import spans
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, Mask, Whole
from graph.stores.sqlite.scope import Scope
from graph.stores.world import MOST_HEADS

Long = NDArray[np.int64]


def is_head(scope: Scope) -> Mask:
    """Of each participation whether it is one of a party or lead."""
    return scope.made("heads", lambda: _is_head(scope))


def _is_head(scope: Scope) -> Mask:
    ties = np.zeros(len(scope.codes) + 1, np.bool_)
    for rule in scope.kinds.roles():
        number = scope.codes.find(rule.code)
        if number >= 0:
            ties[number] = rule.ties_parties
    return ties[scope.table(PARTICIPATION).cells["role"]] & scope.alive[PARTICIPATION]


def is_tying(scope: Scope) -> Mask:
    """Of each cooperation whether it ties anybody."""
    return scope.made("tying", lambda: _is_tying(scope))


def _is_tying(scope: Scope) -> Mask:
    cells, size = scope.table(PARTICIPATION).cells, len(scope.table(COOPERATION))
    rows = np.flatnonzero(is_head(scope))
    pairs = np.unique(cells["whole"][rows].astype(np.int64) << 32 | cells["member"][rows])
    counts = np.bincount(pairs >> 32, minlength=size)
    return (counts > 0) & (counts <= MOST_HEADS)


def members(scope: Scope, cooperations: Whole) -> tuple[Long, Whole]:
    """The participations in these cooperations that are in view: the place within `cooperations`, and the row."""
    starts, order = scope.table(PARTICIPATION).grouped("whole")
    return _of(scope, cooperations, starts, order)


def taken(scope: Scope, stakeholders: Whole) -> tuple[Long, Whole]:
    """The participations of these stakeholders that are in view."""
    starts, order = scope.table(PARTICIPATION).grouped("member")
    return _of(scope, stakeholders, starts, order)


def _of(scope: Scope, owners: Whole, starts: Long, order: Whole) -> tuple[Long, Whole]:
    known = np.minimum(owners, max(len(starts) - 2, 0))
    counts = np.where(owners < len(starts) - 1, starts[known + 1] - starts[known], 0) if len(starts) > 1 else owners * 0
    rows = order[spans(starts[known], counts)]
    places = np.repeat(np.arange(len(owners)), counts)
    keep = scope.alive[PARTICIPATION][rows]
    return places[keep], rows[keep]


def ways(scope: Scope, mine: Whole) -> tuple[Long, Whole]:
    """What these participations are tied to: the place within `mine`, and the row of the other participation."""
    cells, head = scope.table(PARTICIPATION).cells, is_head(scope)
    mine_places = np.flatnonzero(is_tying(scope)[cells["whole"][mine]])
    place, theirs = members(scope, cells["whole"][mine[mine_places]])
    place = mine_places[place]
    my = mine[place]
    mine_heads, their_heads = head[my], head[theirs]
    they_side = (cells["side"][theirs] < 0) | (cells["side"][theirs] == cells["member"][my])
    i_side = (cells["side"][my] < 0) | (cells["side"][my] == cells["member"][theirs])
    tied = np.where(mine_heads, their_heads | they_side, their_heads & i_side)
    tied &= cells["member"][my] != cells["member"][theirs]
    return place[tied], theirs[tied]


def preferred(scope: Scope, mine: Whole, theirs: Whole) -> list[tuple[int, int]]:
    """Of all that ties two stakeholders, one pair of participations for each cooperation: see `World.partners`."""
    wholes = scope.table(PARTICIPATION).cells["whole"]
    pairs = zip(mine.tolist(), theirs.tolist(), strict=True)
    found: dict[int, tuple[int, int]] = {}
    for one, other in sorted(pairs, key=lambda pair: [_preference(scope, row) for row in pair]):
        found.setdefault(int(wholes[one]), (one, other))
    return list(found.values())


def _preference(scope: Scope, row: int) -> tuple[bool, int, str, str]:
    cells, registry = scope.table(PARTICIPATION).cells, scope.registry
    side = int(cells["side"][row])
    side_name = registry.name(STAKEHOLDER, side) if side >= 0 else ""
    place = int(_role_places(scope)[cells["role"][row]])
    return (not is_head(scope)[row], place, side_name, registry.name(PARTICIPATION, row))


def _role_places(scope: Scope) -> Long:
    """Of each code the place of its role in the vocabulary."""
    return scope.made("role places", lambda: _places(scope))


def _places(scope: Scope) -> Long:
    places = np.zeros(len(scope.codes) + 1, np.int64)
    for place, rule in enumerate(scope.kinds.roles()):
        number = scope.codes.find(rule.code)
        if number >= 0:
            places[number] = place
    return places


def is_person(scope: Scope) -> Mask:
    """Of each stakeholder whether it is a person."""
    return np.asarray(scope.table(STAKEHOLDER).cells["kind"] == scope.codes.find("person"))


def pairs_of(scope: Scope) -> tuple[Whole, Whole]:
    """Every stakeholder with each of its partners, each pair once; persons are nobody's partners."""
    return scope.made("pairs", lambda: _pairs_of(scope))


def _pairs_of(scope: Scope) -> tuple[Whole, Whole]:
    cells = scope.table(PARTICIPATION).cells
    mine = np.flatnonzero(scope.alive[PARTICIPATION]).astype(np.int32)
    place, theirs = ways(scope, mine)
    one, other = cells["member"][mine[place]], cells["member"][theirs]
    keep = ~is_person(scope)[other]
    pairs = np.unique(one[keep].astype(np.int64) << 32 | other[keep])
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
