# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ties a pair: the cooperations with both participations, or the ties, found again from the network's material.

Nothing of this is kept per link: three passes over the participations answer for any number of pairs at once.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from graph.network import Mode, Network
from graph.network_build import MOST_TYING, STRUCTURE, tying_rows
from graph.network_material import NO_SIDE, Mask, Material, numbers
from graph.selection import Projection, Via

Pair = tuple[int, int]
NOBODY = -1


@dataclass(frozen=True, slots=True)
class _Way:
    """A cooperation that ties a pair, with the row of either participation, NOBODY where there is none."""

    cooperation: int
    mine: int
    theirs: int


def via(network: Network, node: int, other: int) -> tuple[Via, ...]:
    """The cooperations that tie one pair; see `via_pairs`."""
    return via_pairs(network, [(node, other)])[0]


def via_pairs(network: Network, pairs: Sequence[Pair]) -> list[tuple[Via, ...]]:
    """For each pair of nodes the cooperations that tie it, by id, each once.

    `mine` is the participation of the first of the pair. Who takes part in several roles is shown as party or lead,
    else in the first role of the vocabulary that ties the two. In a two-mode network `mine` is the stakeholder's and
    `theirs` is empty: the other end is the cooperation itself, or one of its topics. Nothing ties an unlinked pair, nor
    does a cooperation in `structure`, nor anything in a network without material.

    Cost: O(p) in p participations, whatever the number of pairs.
    """
    material = network.material
    if material is None or network.projection is Projection.STRUCTURE or not len(material.members.role):
        return [()] * len(pairs)
    taking_part = _taking_part(network, material, pairs)
    found = [tuple(_ways(network, taking_part, pair)) for pair in pairs]
    if network.projection is Projection.STATED:
        found = _without_memberships(material, found)
    return _named(material, found)


def tie_pairs(network: Network, pairs: Sequence[Pair]) -> list[tuple[str, ...]]:
    """For each pair of nodes the ties of `structure` that tie it, in whichever direction, by id.

    Cost: O(t) in t ties, whatever the number of pairs.
    """
    material = network.material
    if material is None or network.projection is not Projection.STRUCTURE or not len(material.ties.tie):
        return [()] * len(pairs)
    ties = material.ties
    is_end = _ends(network, material, pairs)
    is_structure = np.asarray([kind in STRUCTURE for kind in material.tie_kinds], dtype=np.bool_)
    rows = np.flatnonzero(is_end[ties.subject] & is_end[ties.object] & is_structure[ties.kind])
    names = material.tie_ids(ties.tie[rows].tolist())
    by_pair: dict[frozenset[int], list[str]] = {}
    for row, name in zip(rows.tolist(), names, strict=True):
        by_pair.setdefault(frozenset((int(ties.subject[row]), int(ties.object[row]))), []).append(name)
    keys = [frozenset(_number(network, material, node) for node in pair) for pair in pairs]
    return [
        tuple(sorted(by_pair.get(key, ()))) if network.link(*pair) else ()
        for key, pair in zip(keys, pairs, strict=True)
    ]


# ------------------------------------------------------------------ who takes part where


@dataclass(frozen=True, slots=True)
class _TakingPart:
    """The participations of the stakeholders asked for."""

    material: Material
    ties: Mask
    """Of each member row: whether its role ties."""
    rows: Mapping[int, Mapping[int, list[int]]]
    """By stakeholder and cooperation, tying roles first."""

    def of(self, stakeholder: int) -> Mapping[int, list[int]]:
        """By cooperation."""
        return self.rows.get(stakeholder, {})


def _taking_part(network: Network, material: Material, pairs: Sequence[Pair]) -> _TakingPart:
    members, ties = material.members, tying_rows(material)
    rows = np.flatnonzero(_ends(network, material, pairs)[members.stakeholder])
    keys = (members.participation, members.side, members.role, ~ties, members.cooperation)
    rows = rows[np.lexsort(tuple(key[rows] for key in keys))]
    found: dict[int, dict[int, list[int]]] = {}
    for row, who, where in zip(
        rows.tolist(), members.stakeholder[rows].tolist(), members.cooperation[rows].tolist(), strict=True
    ):
        found.setdefault(who, {}).setdefault(where, []).append(row)
    return _TakingPart(material, ties, found)


def _ends(network: Network, material: Material, pairs: Sequence[Pair]) -> Mask:
    mask = np.zeros(len(material.stakeholders), dtype=np.bool_)
    nodes = {node for pair in pairs for node in pair if network.mode(node) is Mode.ACTOR}
    mask[numbers([_number(network, material, node) for node in sorted(nodes)])] = True
    return mask


def _number(network: Network, material: Material, node: int) -> int:
    """The stakeholder's number in the material."""
    return bisect_left(material.stakeholders, network.ids[node])


# ------------------------------------------------------------------ what ties a pair


def _ways(network: Network, taking_part: _TakingPart, pair: Pair) -> Iterator[_Way]:
    if network.link(*pair) is None:
        return
    if network.projection in {Projection.TWO_MODE, Projection.TWO_MODE_TOPIC}:
        yield from _two_mode_ways(network, taking_part, (min(pair), max(pair)))
        return
    mine, theirs = (taking_part.of(_number(network, taking_part.material, node)) for node in pair)
    for cooperation in sorted(mine.keys() & theirs.keys()):
        for row, other in product(mine[cooperation], theirs[cooperation]):
            if network.projection is Projection.COMEMBERSHIP or _is_tying(taking_part, row, other):
                yield _Way(cooperation, row, other)
                break


def _two_mode_ways(network: Network, taking_part: _TakingPart, pair: Pair) -> Iterator[_Way]:
    material, affiliation = taking_part.material, network.ids[pair[1]]
    for cooperation, rows in sorted(taking_part.of(_number(network, material, pair[0])).items()):
        if network.projection is Projection.TWO_MODE:
            is_meant = material.cooperations[cooperation] == affiliation
        else:
            starts = material.topics.starts
            topics = material.topics.topic[starts[cooperation] : starts[cooperation + 1]]
            is_meant = affiliation in {material.topics.ids[topic] for topic in topics.tolist()}
        if is_meant:
            yield _Way(cooperation, rows[0], NOBODY)


def _is_tying(taking_part: _TakingPart, row: int, other: int) -> bool:
    """Whether `stated` ties the two participations in one cooperation."""
    members, is_tying = taking_part.material.members, (bool(taking_part.ties[row]), bool(taking_part.ties[other]))
    if all(is_tying) or not any(is_tying):
        return all(is_tying)
    party, guest = (row, other) if is_tying[0] else (other, row)
    return int(members.side[guest]) in {NO_SIDE, int(members.stakeholder[party])}


def _without_memberships(material: Material, found: list[tuple[_Way, ...]]) -> list[tuple[_Way, ...]]:
    """Without the cooperations that have too many parties to tie anyone."""
    wanted = np.zeros(len(material.cooperations), dtype=np.bool_)
    wanted[numbers([way.cooperation for ways in found for way in ways])] = True
    members = material.members
    rows = np.flatnonzero(wanted[members.cooperation] & tying_rows(material))
    tying = np.unique(np.stack((members.cooperation[rows], members.stakeholder[rows])), axis=1)[0]
    sizes = np.bincount(tying, minlength=len(wanted))
    return [tuple(way for way in ways if sizes[way.cooperation] <= MOST_TYING) for ways in found]


def _named(material: Material, found: list[tuple[_Way, ...]]) -> list[tuple[Via, ...]]:
    rows = sorted({row for ways in found for way in ways for row in (way.mine, way.theirs) if row != NOBODY})
    ids = material.participation_ids(material.members.participation[numbers(rows)].tolist())
    names = dict(zip(rows, ids, strict=True))
    return [
        tuple(Via(material.cooperations[way.cooperation], names[way.mine], names.get(way.theirs, "")) for way in ways)
        for ways in found
    ]
