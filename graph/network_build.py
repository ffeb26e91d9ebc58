# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projections: from who takes part in what to who is tied to whom, never inventing a link.

`stated`: parties and leads of one cooperation with each other; everyone else with the party or lead of their side, or,
where no side is stated, with every party and lead. A cooperation without party or lead, or with more than 100, ties
nobody. `comembership`: all pairs of one cooperation of k, weight 1 / (k - 1) each (Newman 2001,
doi:10.1103/PhysRevE.64.016132). `two_mode`, `two_mode_topic`: stakeholders with the cooperations they take part in, or
with these cooperations' topics; a cooperation or topic is a node where a node takes part in it. `structure`: the ties
part_of, owned_by, member_of, from subject to object.

A stakeholder that takes part in one cooperation in several roles counts once. A link goes one way where every pair of
roles of its ends says so in every cooperation that ties them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise

import numpy as np
from numpy.typing import NDArray

from graph.errors import BadInput
from graph.network import BOTH, FRO, TO, Network, Ways, spans
from graph.network_material import NO_SIDE, Mask, Material, Real, Whole
from graph.network_pairs import Frame, Keys, Pairs, joined, woven
from graph.selection import Projection

MOST_TYING = 100
"""Parties and leads of one cooperation; more are a membership and no partnership."""
MOST_PAIRS = 10_000_000
"""Pairs before they are added up: one cooperation of 4,500 in co-membership."""
STRUCTURE = ("part_of", "owned_by", "member_of")
STATED_ONE_WAY = (("lead", "partner"),)
COMEMBERSHIP_ONE_WAY = (
    *STATED_ONE_WAY,
    ("funder", "beneficiary"),
    ("implementer", "beneficiary"),
    ("host", "visitor"),
)

Bits = NDArray[np.uint64]


def build(projection: Projection, material: Material) -> Network:
    """The network of a projection.

    Equal material gives equal arrays, whatever the order of its members and ties. Nothing at all gives a network
    without nodes.

    Raises:
        BadInput: more than 10 million pairs; a narrower filter or a two-mode network is the answer.
        ValueError: ids that are not ascending.

    Cost: O(p log p) in p pairs of participants; 100,000 cooperations with 500,000 participations take under a second.
    """
    for ids in (material.stakeholders, material.cooperations, material.topics.ids):
        if any(one >= following for one, following in pairwise(ids)):
            raise ValueError("a material's ids are not ascending")
    make: dict[Projection, Callable[[Material], Network]] = {
        Projection.STATED: _stated,
        Projection.COMEMBERSHIP: _comembership,
        Projection.TWO_MODE: _two_mode,
        Projection.TWO_MODE_TOPIC: _two_mode_topic,
        Projection.STRUCTURE: _structure,
    }
    return make[projection](material)


# ------------------------------------------------------------------ stakeholders in cooperations


@dataclass(frozen=True, slots=True, eq=False)
class _Entries:
    """Each stakeholder once in each cooperation, by cooperation, then stakeholder."""

    key: Keys
    cooperation: Whole
    stakeholder: Whole
    roles: Bits
    """All roles that it takes there, a bit each."""
    starts: Keys
    """The entries of cooperation c stand from starts[c] to starts[c + 1]."""

    @property
    def sizes(self) -> Keys:
        """How many each cooperation has."""
        return np.diff(self.starts)


def _entries(material: Material, among: Mask | None = None) -> _Entries:
    members, count = material.members, max(len(material.stakeholders), 1)
    rows = slice(None) if among is None else among
    key = members.cooperation[rows].astype(np.int64) * count + members.stakeholder[rows]
    roles = np.left_shift(np.uint64(1), members.role[rows].astype(np.uint64))
    order = np.argsort(key, kind="stable")
    key, roles = key[order], roles[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1])) if len(key) else np.zeros(0, np.int64)
    key, roles = key[first], np.bitwise_or.reduceat(roles, first) if len(first) else roles
    cooperation = (key // count).astype(np.int32)
    starts = np.searchsorted(cooperation, np.arange(len(material.cooperations) + 1)).astype(np.int64)
    return _Entries(key, cooperation, (key % count).astype(np.int32), roles, starts)


def tying_rows(material: Material) -> Mask:
    """Which members are parties or leads, or what else ties."""
    return np.asarray([role in material.tying for role in material.roles], dtype=np.bool_)[material.members.role]


def _stated(material: Material) -> Network:
    ties = tying_rows(material)
    core = _entries(material, ties)
    is_tied = (core.sizes > 0) & (core.sizes <= MOST_TYING)
    raw = joined((_among(core, is_tied, ()), _with_core(material, core, ~ties & is_tied[material.members.cooperation])))
    return _of_stakeholders(Projection.STATED, material, raw, untied=int(np.count_nonzero(~is_tied)))


def _comembership(material: Material) -> Network:
    everyone = _entries(material)
    sizes = everyone.sizes
    raw = _among(everyone, sizes > 1, _one_way(material, COMEMBERSHIP_ONE_WAY))
    return _of_stakeholders(Projection.COMEMBERSHIP, material, raw, weights=1.0 / np.maximum(sizes - 1, 1))


def _among(entries: _Entries, is_tied: Mask, one_way: tuple[int, ...]) -> Pairs:
    """All pairs of entries of one cooperation."""
    place = np.arange(len(entries.key))
    after = np.where(is_tied[entries.cooperation], entries.starts[entries.cooperation + 1] - place - 1, 0)
    _bounded(int(after.sum()))
    one, two = np.repeat(place, after), spans(place + 1, after)
    ways = _ways(entries.roles, entries.roles, pairs=(one, two), one_way=one_way)
    return Pairs(entries.stakeholder[one], entries.stakeholder[two], ways, entries.cooperation[one])


def _with_core(material: Material, core: _Entries, others: Mask) -> Pairs:
    """Everyone else with the party or lead of their side, or with all of them."""
    members, rows = material.members, np.flatnonzero(others)
    rows = rows[
        _places(core, material, rows=rows, who=members.stakeholder) < 0
    ]  # a party is tied to the others already
    first = _places(core, material, rows=rows, who=members.side)
    cooperation, has_side = members.cooperation[rows], members.side[rows] != NO_SIDE
    count = np.where(has_side, first >= 0, core.sizes[cooperation])
    _bounded(int(count.sum()))
    place = spans(np.where(has_side, first, core.starts[cooperation]), count)
    row = np.repeat(rows, count)
    roles = np.left_shift(np.uint64(1), members.role.astype(np.uint64))
    ways = _ways(core.roles, roles, pairs=(place, row), one_way=_one_way(material, STATED_ONE_WAY))
    return Pairs(core.stakeholder[place], members.stakeholder[row], ways, members.cooperation[row])


def _places(core: _Entries, material: Material, *, rows: Keys, who: Whole) -> Keys:
    """Where in the core of its cooperation each row's stakeholder (or side) stands; -1: it does not."""
    if not len(core.key):
        return np.full(len(rows), -1)
    wanted = material.members.cooperation[rows].astype(np.int64) * len(material.stakeholders) + who[rows]
    place = np.minimum(np.searchsorted(core.key, wanted), len(core.key) - 1)
    return np.where((core.key[place] == wanted) & (who[rows] >= 0), place, -1)


def _bounded(pairs: int) -> None:
    if pairs > MOST_PAIRS:
        raise BadInput(
            f"This network would be made of {pairs:,} pairs.",
            f"At most {MOST_PAIRS:,}: narrow the filter, or ask for TWO_MODE.",
        )


# ------------------------------------------------------------------ direction


def _one_way(material: Material, pairs: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    """For each role, the roles to which it points, a bit each."""
    return tuple(
        sum(1 << place for place, other in enumerate(material.roles) if (role, other) in pairs)
        for role in material.roles
    )


def _ways(roles: Bits, others: Bits, *, pairs: tuple[Keys, Keys], one_way: tuple[int, ...]) -> Ways:
    """The ways from the one to the other, given the roles of each: one way only where all pairs of roles agree."""
    if not any(one_way):
        return np.full(len(pairs[0]), BOTH, dtype=np.uint8)
    mine, theirs = roles[pairs[0]], others[pairs[1]]
    no_way_to = (mine & ~_common(others, one_way)[pairs[1]]) == 0
    no_way_fro = (theirs & ~_common(roles, one_way)[pairs[0]]) == 0
    return np.where(no_way_to, FRO, np.where(no_way_fro, TO, BOTH)).astype(np.uint8)


def _common(roles: Bits, one_way: tuple[int, ...]) -> Bits:
    """The roles to which every one of these roles points."""
    common = np.full(len(roles), np.iinfo(np.uint64).max, dtype=np.uint64)
    for role, targets in enumerate(one_way):
        has_role = (roles >> np.uint64(role)) & np.uint64(1) != 0
        common[has_role] &= np.uint64(targets)
    return common


# ------------------------------------------------------------------ nodes


def _of_stakeholders(
    projection: Projection, material: Material, raw: Pairs, *, untied: int = 0, weights: Real | None = None
) -> Network:
    admitted = _admitted(material)
    ids = tuple(compress(material.stakeholders, admitted))
    kept = raw.kept(admitted[raw.node] & admitted[raw.other])
    place = _numbering(admitted)
    pairs = Pairs(place[kept.node], place[kept.other], kept.ways, kept.owner)
    frame = Frame(projection, ids, len(ids), untied, material)
    is_structure = projection is Projection.STRUCTURE
    return woven(
        frame,
        pairs,
        weights=weights if weights is not None or is_structure else material.weights,
        given=None if is_structure else material.distances,
    )


def _admitted(material: Material) -> Mask:
    return np.ones(len(material.stakeholders), dtype=np.bool_) if material.admitted is None else material.admitted


def _numbering(mask: Mask) -> Whole:
    """The new number of each that stays."""
    return (np.cumsum(mask) - 1).astype(np.int32)


def _two_mode(material: Material) -> Network:
    everyone = _entries(material)
    raw = _one_each(everyone.stakeholder, everyone.cooperation, everyone.cooperation)
    return _of_two_modes(Projection.TWO_MODE, material, others=material.cooperations, raw=raw)


def _two_mode_topic(material: Material) -> Network:
    everyone, topics = _entries(material), material.topics
    starts = topics.starts if len(topics.starts) else np.zeros(len(material.cooperations) + 1, dtype=np.int32)
    count = np.diff(starts)[everyone.cooperation]
    _bounded(int(count.sum()))
    topic = topics.topic[spans(starts[everyone.cooperation], count)]
    raw = _one_each(np.repeat(everyone.stakeholder, count), topic, np.repeat(everyone.cooperation, count))
    return _of_two_modes(Projection.TWO_MODE_TOPIC, material, others=topics.ids, raw=raw)


def _one_each(node: Whole, other: Whole, owner: Whole) -> Pairs:
    return Pairs(node, other, np.full(len(node), BOTH, dtype=np.uint8), owner)


def _of_two_modes(projection: Projection, material: Material, *, others: Sequence[str], raw: Pairs) -> Network:
    admitted = _admitted(material)
    raw = raw.kept(admitted[raw.node])
    used = np.zeros(len(others), dtype=np.bool_)
    used[raw.other] = True
    actors = tuple(compress(material.stakeholders, admitted))
    ids = actors + tuple(compress(others, used))
    other = _numbering(used)[raw.other] + np.int32(len(actors))
    pairs = Pairs(_numbering(admitted)[raw.node], other, raw.ways, raw.owner)
    frame = Frame(projection, ids, len(actors), 0, material)
    return woven(frame, pairs, weights=material.weights, given=material.distances)


def _structure(material: Material) -> Network:
    is_structure = np.asarray([kind in STRUCTURE for kind in material.tie_kinds], dtype=np.bool_)
    ties = material.ties
    rows = np.flatnonzero(is_structure[ties.kind]) if len(ties.kind) else np.zeros(0, np.int64)
    ways = np.full(len(rows), TO, dtype=np.uint8)
    raw = Pairs(ties.subject[rows], ties.object[rows], ways, ties.tie[rows])
    return _of_stakeholders(Projection.STRUCTURE, material, raw)
