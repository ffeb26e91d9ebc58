# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paths: the shortest ways between two nodes, and the next longer ones, told node by node.

A path visits no node twice. Paths are ordered by length, those of equal length by their nodes, so that equal networks
give equal answers. Only paths of at most `max_length` steps exist here: also what is shortest is meant among them.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import fsum, isfinite

import numpy as np

from graph.errors import BadInput
from graph.measures.path_layers import Layers, Tick, Walk, count_shortest, descent, layers, walk
from graph.network import Network, Weight
from graph.selection import Direction

MOST_PATHS = 100
MOST_STEPS = 64


@dataclass(frozen=True, slots=True)
class PathsWanted:
    """Which paths, and how many."""

    most: int = 3
    max_length: int = 6
    """Steps, whatever the weight."""
    direction: Direction = Direction.ANY
    weight: Weight = Weight.NONE

    def __post_init__(self) -> None:
        for name, number, limit in (("most", self.most, MOST_PATHS), ("maxLength", self.max_length, MOST_STEPS)):
            if not 0 <= number <= limit:
                raise BadInput(f"{name} is {number}.", f"It may be 0 to {limit}.")
        if self.weight is Weight.STRENGTH:
            raise BadInput("Paths have no strength.", "Ask for DISTANCE: as given, else 1 / strength.")


@dataclass(frozen=True, slots=True)
class Path:
    """One way, from the first node asked for to the second."""

    nodes: tuple[int, ...]
    distance: float
    """The sum of its links' distances; without weight, its steps."""

    @property
    def length(self) -> int:
        """Its steps."""
        return len(self.nodes) - 1


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways between two nodes."""

    distance: float | None = None
    """Of the shortest; None: there is none."""
    shortest_count: int = 0
    """How many are as short as the shortest, exactly."""
    paths: tuple[Path, ...] = ()


def untimed() -> None:
    """No deadline."""


def paths(
    network: Network, source: int, *, target: int, wanted: PathsWanted | None = None, tick: Tick = untimed
) -> Paths:
    """The shortest paths from one node to another, and the next longer ones up to the number wanted.

    From a node to itself there is one path, of length 0. With weight DISTANCE a link is as long as its cooperations say
    (the smallest), else 1 / strength; a link without positive strength is no way.

    Args:
        network: Any.
        source: Where the paths begin.
        target: Where they end.
        wanted: How many, how long, which links.
        tick: Called between blocks of work; may raise, to end it.

    Raises:
        BadInput: more paths or steps than allowed, or weight STRENGTH.

    Cost: O(m) for those that are shortest; at most O(k · l · m) for k paths of l steps.

    Source: Yen (1971), doi:10.1287/mnsc.17.11.712; Lawler (1972), doi:10.1287/mnsc.18.7.401.

    Example:
        >>> from graph.network_pairs import network_of
        >>> square = network_of(4, [(0, 1), (1, 2), (2, 3), (0, 3)])
        >>> [path.nodes for path in paths(square, 0, target=2).paths]
        [(0, 1, 2), (0, 3, 2)]
    """
    wanted = wanted or PathsWanted()
    steps = min(wanted.max_length, max(network.node_count - 1, 0))
    way = walk(network, wanted.direction, weight=wanted.weight, steps=steps)
    reach = layers(way, target, steps=steps, tick=tick)
    if not isfinite(reach.within(steps)[source]):
        return Paths()
    search = _Search(way, reach, steps, tick)
    found = [_measured(network, nodes, wanted.weight) for nodes in search.first(source, max(wanted.most, 1))]
    count = count_shortest(way, reach, source, steps=steps)
    return Paths(found[0].distance, count, tuple(found[: wanted.most]))


def _measured(network: Network, nodes: tuple[int, ...], weight: Weight) -> Path:
    if weight is Weight.NONE:
        return Path(nodes, float(len(nodes) - 1))
    links = (network.link(one, two) for one, two in pairwise(nodes))
    return Path(nodes, fsum(link.distance for link in links if link is not None))


@dataclass(frozen=True, slots=True, order=True)
class _Branch:
    """All paths that begin with a stem and do not go on to some nodes; its best, or a bound of it, comes first."""

    length: float
    is_exact: bool
    """False: no path is shorter, but `nodes` visits a node twice. Comes before exact ones of equal length."""
    nodes: tuple[int, ...]
    stem: int
    """How many of the nodes are common to all."""
    barred: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Search:
    way: Walk
    reach: Layers
    steps: int
    tick: Tick

    def first(self, source: int, most: int) -> list[tuple[int, ...]]:
        """The first paths, shortest first."""
        nodes = descent(self.way, self.reach, source, steps=self.steps)
        heap = [_Branch(float(self.reach.within(self.steps)[source]), True, nodes, 1, ())]
        found: list[tuple[int, ...]] = []
        while heap and len(found) < most:
            self.tick()
            branch = heappop(heap)
            if branch.is_exact:
                found.append(branch.nodes)
            for next_branch in self._split(branch) if branch.is_exact else self._solved(branch):
                heappush(heap, next_branch)
        return found

    def _split(self, branch: _Branch) -> list[_Branch]:
        """The rest of a branch whose best has been taken, parted by where a path leaves that best."""
        found: list[_Branch] = []
        for stem in range(branch.stem, len(branch.nodes)):
            barred = (branch.nodes[stem], *(branch.barred if stem == branch.stem else ()))
            found += self._best(branch.nodes[:stem], barred, self.reach)
        return found

    def _solved(self, branch: _Branch) -> list[_Branch]:
        """The branch with its true best, which avoids the stem."""
        stem = branch.nodes[: branch.stem]
        left = self.steps - len(stem)
        reach = layers(self.way, self.reach.target, steps=left, without=stem, tick=self.tick)
        return self._best(stem, branch.barred, reach)

    def _best(self, stem: tuple[int, ...], barred: tuple[int, ...], reach: Layers) -> list[_Branch]:
        """The branch, or nothing where no path is left in it."""
        left = self.steps - len(stem)
        following, lengths = self.way.steps(stem[-1])
        lengths = lengths + reach.within(left)[following]
        lengths[np.isin(following, (*stem, *barred))] = np.inf
        place = int(np.argmin(lengths))
        if not isfinite(lengths[place]):
            return []
        nodes = stem + descent(self.way, reach, int(following[place]), steps=left)
        return [_Branch(self._length(stem) + float(lengths[place]), _is_path(nodes), nodes, len(stem), barred)]

    def _length(self, nodes: tuple[int, ...]) -> float:
        total = 0.0
        for one, two in pairwise(nodes):
            following, lengths = self.way.steps(one)
            total += float(lengths[np.searchsorted(following, two)])
        return total


def _is_path(nodes: tuple[int, ...]) -> bool:
    return len(set(nodes)) == len(nodes)
