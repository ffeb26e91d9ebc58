# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From pairs, one for each cooperation that ties them, to a network: counted once per cooperation, added up, in rows.

The result does not depend on the order of the pairs, to the bit: they are sorted before anything is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.network import BOTH, FRO, TO, Network, Strengths, Ways
from graph.network_material import Mask, Material, Real, Whole
from graph.selection import Projection

Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Who is tied to whom by what; the same pair may stand more than once, also for one owner, in either order."""

    node: Whole
    other: Whole
    ways: Ways
    """TO, FRO or BOTH, seen from `node`."""
    owner: Whole
    """The cooperation or tie that ties them: counts once for the pair, whatever roles they take in it."""

    def kept(self, keep: Mask) -> "Pairs":
        """Some of them."""
        return Pairs(self.node[keep], self.other[keep], self.ways[keep], self.owner[keep])


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What a network is besides its links."""

    projection: Projection
    ids: Sequence[str]
    actor_count: int
    untied_count: int = 0
    material: Material | None = None


def joined(parts: Sequence[Pairs]) -> Pairs:
    """All pairs of several sets."""
    return Pairs(
        np.concatenate([part.node for part in parts]),
        np.concatenate([part.other for part in parts]),
        np.concatenate([part.ways for part in parts]),
        np.concatenate([part.owner for part in parts]),
    )


def woven(frame: Frame, pairs: Pairs, *, weights: Real | None = None, given: Real | None = None) -> Network:
    """The network of these pairs.

    Args:
        frame: What it is besides.
        pairs: Of nodes; what ties a node to itself is left out.
        weights: Of each owner; None: 1 each. They add up to the strength of a link.
        given: The distance that each owner gives, NaN where none; the smallest is the link's.

    Cost: O(p log p) in p pairs.
    """
    key, ways, owner, links = _once_per_owner(pairs, len(frame.ids))
    if not len(links):
        return _network(frame, _Summed(key, np.zeros(0)))
    strength = np.diff(np.append(links, len(key))).astype(np.float64)
    if weights is not None:
        strength = np.add.reduceat(weights[owner], links)
    ways = np.bitwise_or.reduceat(ways, links)
    distance = None if given is None else np.fmin.reduceat(given[owner], links)
    return _network(frame, _Summed(key[links], strength, _if_one_way(ways), _if_given(distance)))


def network_of(count: int, links: Sequence[tuple[int, int]], *, is_directed: bool = False) -> Network:
    """A network of so many nodes, named by their numbers, and these links: for examples, tests and what is computed.

    Parallel links add up; directed ones go from the first to the second.

    Example:
        >>> triangle = network_of(3, [(0, 1), (1, 2), (2, 0)])
        >>> triangle.link_count, triangle.neighbours(1).tolist()
        (3, [0, 2])
    """
    ends = np.asarray(links, dtype=np.int32).reshape(-1, 2)
    ways = np.full(len(ends), TO if is_directed else BOTH, dtype=np.uint8)
    pairs = Pairs(ends[:, 0], ends[:, 1], ways, np.arange(len(ends), dtype=np.int32))
    width = len(str(max(count - 1, 0)))
    return woven(Frame(Projection.STATED, tuple(f"{node:0{width}}" for node in range(count)), count), pairs)


def narrow(values: Real) -> Strengths:
    """In single precision where that loses nothing (whole numbers, halves, …), for half the memory."""
    with np.errstate(over="ignore", invalid="ignore"):
        single = values.astype(np.float32)
    return single if np.array_equal(single, values) else values


def freeze(network: Network) -> Network:
    """The same network, whose arrays nobody can write any more: several share them."""
    for column in (network.starts, network.neighbour, network.strength, network.ways, network.given_distance):
        if column is not None:
            column.setflags(write=False)
    return network


def _once_per_owner(pairs: Pairs, count: int) -> tuple[Keys, Ways, Whole, Keys]:
    """Pair, ways and owner of each pair and owner, sorted; and where each pair begins."""
    pairs = pairs.kept(pairs.node != pairs.other)
    swap = pairs.node > pairs.other
    low = np.where(swap, pairs.other, pairs.node).astype(np.int64)
    key = low * count + np.where(swap, pairs.node, pairs.other)
    order = np.lexsort((pairs.owner, key))
    key, owner = key[order], pairs.owner[order]
    ways = np.where(swap, turned(pairs.ways), pairs.ways)[order].astype(np.uint8)
    first = np.flatnonzero(_begins(key) | _begins(owner))
    if len(first):
        key, owner, ways = key[first], owner[first], np.bitwise_or.reduceat(ways, first)
    return key, ways, owner, np.flatnonzero(_begins(key))


def turned(ways: Ways) -> Ways:
    """The ways seen from the other end."""
    return np.asarray((ways & TO) << 1 | (ways & FRO) >> 1, dtype=np.uint8)


def _begins(values: NDArray[np.int64] | Whole) -> Mask:
    begins = np.ones(len(values), dtype=np.bool_)
    begins[1:] = values[1:] != values[:-1]
    return begins


def _if_one_way(ways: Ways) -> Ways | None:
    return ways if np.any(ways != BOTH) else None


def _if_given(distance: Real | None) -> Real | None:
    return None if distance is None or np.all(np.isnan(distance)) else distance


@dataclass(frozen=True, slots=True, eq=False)
class _Summed:
    """Links, each once, by smaller, then by greater node."""

    key: Keys
    """low * n + high"""
    strength: Real
    ways: Ways | None = None
    distance: Real | None = None


def _network(frame: Frame, summed: _Summed) -> Network:
    """In rows: smaller neighbours come before greater ones and both ascend, so a stable sort by row suffices."""
    count = max(len(frame.ids), 1)
    low, high = (summed.key // count).astype(np.int32), (summed.key % count).astype(np.int32)
    rows = np.concatenate((high, low))
    order = np.argsort(rows, kind="stable")
    starts = np.zeros(len(frame.ids) + 1, dtype=np.int32)
    np.cumsum(np.bincount(rows, minlength=len(frame.ids)), out=starts[1:])
    ways, distance = summed.ways, summed.distance
    network = Network(
        projection=frame.projection,
        ids=frame.ids,
        actor_count=frame.actor_count,
        starts=starts,
        neighbour=np.concatenate((low, high))[order],
        strength=narrow(np.concatenate((summed.strength, summed.strength))[order]),
        ways=None if ways is None else np.concatenate((turned(ways), ways))[order],
        given_distance=None if distance is None else np.concatenate((distance, distance))[order],
        untied_count=frame.untied_count,
        material=frame.material,
    )
    return freeze(network)
