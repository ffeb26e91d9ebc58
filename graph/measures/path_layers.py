# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far every node is from a target in at most so many steps: what all searches for paths descend along.

Lengths are whole numbers of a unit in which 1/1 to 1/16 are whole too, kept in floats below 2^53: sums are exact, hence
equal in whatever order and direction they are added, and paths of equal length tie.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import floor, log2

import numpy as np
from numpy.typing import NDArray

from graph.network import Network, Weight
from graph.network_material import Real, Whole
from graph.selection import Direction

Tick = Callable[[], None]
Counts = NDArray[np.object_]
WHOLE_PARTS = 720_720
"""Smallest number that 1 to 16 all divide."""


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A way of walking a network: which links, from which end, and how long each is, in units, by slot."""

    network: Network
    direction: Direction
    lengths: Real

    def steps(self, node: int) -> tuple[Whole, Real]:
        """The next nodes, ascending, and how long each step is."""
        slots = self.network.slots(np.asarray([node], dtype=np.int32), self.direction)[1]
        return self.network.neighbour[slots], self.lengths[slots]


def walk(network: Network, direction: Direction, *, weight: Weight, steps: int) -> Walk:
    """The walk of at most so many steps; without weight all links are 1 long, else at least one unit."""
    if weight is Weight.NONE:
        return Walk(network, direction, np.ones(len(network.neighbour)))
    distance = network.distance()
    longest = float(np.max(distance, where=np.isfinite(distance), initial=0.0)) or 1.0
    power = floor(52 - log2(WHOLE_PARTS) - log2(longest) - log2(max(steps, 1)))
    return Walk(network, direction, np.maximum(np.rint(np.ldexp(distance * WHOLE_PARTS, power)), 1.0))


@dataclass(frozen=True, slots=True)
class Layers:
    """The length of the shortest walk to the target from each node; infinite where there is none."""

    target: int
    by_steps: tuple[Real, ...]
    """In at most 0, 1, 2, … steps; further steps change nothing."""

    def within(self, steps: int) -> Real:
        """In at most so many steps."""
        return self.by_steps[min(max(steps, 0), len(self.by_steps) - 1)]


def layers(way: Walk, target: int, *, steps: int, without: Iterable[int] = (), tick: Tick) -> Layers:
    """How far each node is from the target, not passing through some nodes.

    Cost: O(m) without weight, O(steps · m) with.
    """
    back = {Direction.OUT: Direction.IN, Direction.IN: Direction.OUT, Direction.ANY: Direction.ANY}[way.direction]
    closed = np.zeros(way.network.node_count, dtype=np.bool_)
    closed[list(without)] = True
    best = np.full(way.network.node_count, np.inf)
    best[target] = 0.0
    found, changed = [best], np.asarray([target], dtype=np.int32)
    while len(found) <= steps and len(changed):
        tick()
        owners, slots = way.network.slots(changed, back)
        nodes, length = way.network.neighbour[slots], best[changed][owners] + way.lengths[slots]
        open_ = ~closed[nodes] & (length < best[nodes])
        best = best.copy()
        np.minimum.at(best, nodes[open_], length[open_])
        changed = np.flatnonzero(best < found[-1]).astype(np.int32)
        found.append(best)
    return Layers(target, tuple(found))


def descent(way: Walk, reach: Layers, node: int, *, steps: int) -> tuple[int, ...]:
    """The first of the shortest walks in node order, from a node that reaches the target; both ends included."""
    nodes = [node]
    while node != reach.target:
        following, lengths = way.steps(node)
        is_tight = lengths + reach.within(steps - 1)[following] == reach.within(steps)[node]
        node, steps = int(following[np.argmax(is_tight)]), steps - 1
        nodes.append(node)
    return tuple(nodes)


def count_shortest(way: Walk, reach: Layers, node: int, *, steps: int) -> int:
    """How many shortest walks lead to the target from a node that reaches it, exactly. Cost: O(m), one pass."""
    total, nodes, counts = 0, np.asarray([node], dtype=np.int32), np.asarray([1], dtype=object)
    while len(nodes):
        at_target = nodes == reach.target
        total += int(counts[at_target].sum())
        nodes, counts = _one_step(way, reach, nodes[~at_target], counts=counts[~at_target], steps=steps)
        steps -= 1
    return total


def _one_step(way: Walk, reach: Layers, nodes: Whole, *, counts: Counts, steps: int) -> tuple[Whole, Counts]:
    """Where shortest walks go on to, and how many of them come there: whole numbers of Python, which never overflow."""
    owners, slots = way.network.slots(nodes, way.direction)
    following = way.network.neighbour[slots]
    is_tight = way.lengths[slots] + reach.within(steps - 1)[following] == reach.within(steps)[nodes][owners]
    reached, place = np.unique(following[is_tight], return_inverse=True)
    summed = np.zeros(len(reached), dtype=object)
    np.add.at(summed, place, counts[owners[is_tight]])
    return reached, summed
