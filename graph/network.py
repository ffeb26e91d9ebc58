# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The network: an immutable snapshot of who is tied to whom, as numpy arrays, shared by everything that measures it.

Nodes are numbers in the order of their ids, actors (stakeholders) before affiliations (cooperations, topics). Each link
stands twice, in the row of either end, neighbours ascending: 17 bytes a link where all go both ways, 19 else (25 where
strengths need double precision), and 4 a node. A pair has one link, whatever ties it; no node is linked to itself.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graph.errors import UnknownId
from graph.network_material import Mask, Material, Real, Whole
from graph.selection import Direction, Projection

Strengths = NDArray[np.float32] | NDArray[np.float64]
Ways = NDArray[np.uint8]

TO, FRO, BOTH = 1, 2, 3
"""Ways of a link seen from its row: to the neighbour, from the neighbour, both."""


class Mode(StrEnum):
    """Which node set of a two-mode network; all nodes of the others are actors."""

    ACTOR = "ACTOR"
    AFFILIATION = "AFFILIATION"


class Weight(StrEnum):
    """What a link counts: 1, its strength (more is closer), or its distance (as given, else 1 / strength)."""

    NONE = "NONE"
    STRENGTH = "STRENGTH"
    DISTANCE = "DISTANCE"


@dataclass(frozen=True, slots=True)
class Link:
    """One link; `source` and `target` tell its direction unless it is mutual, then the smaller node comes first."""

    source: int
    target: int
    weight: float
    """Strength: the weights of the cooperations (or the number of ties) that tie the two."""
    distance: float
    is_mutual: bool


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Many links as columns, oriented like `Link`, ordered by smaller, then by greater node."""

    source: Whole
    target: Whole
    weight: Real
    distance: Real
    is_mutual: Mask

    def __len__(self) -> int:
        return len(self.source)

    def __getitem__(self, place: int) -> Link:
        return Link(
            int(self.source[place]),
            int(self.target[place]),
            float(self.weight[place]),
            float(self.distance[place]),
            bool(self.is_mutual[place]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A snapshot of one projection. Made by `graph.network_build.build`, cut by `graph.network_slices`."""

    projection: Projection
    ids: Sequence[str] = field(repr=False)
    """Of each node: stakeholders, then cooperations or topics; ascending within either."""
    actor_count: int
    starts: Whole = field(repr=False)
    """The row of node i stands from starts[i] to starts[i + 1]."""
    neighbour: Whole = field(repr=False)
    strength: Strengths = field(repr=False)
    """Single precision where that loses nothing."""
    ways: Ways | None = field(default=None, repr=False)
    """None: all links go both ways."""
    given_distance: Real | None = field(default=None, repr=False)
    """NaN where 1 / strength counts; None: everywhere."""
    untied_count: int = 0
    """Cooperations that tie nobody in `stated`: without party or lead, or with more than 100."""
    material: Material | None = field(default=None, repr=False)

    @property
    def node_count(self) -> int:
        """How many nodes, isolates included."""
        return len(self.ids)

    @property
    def link_count(self) -> int:
        """How many pairs are linked, in whichever direction."""
        return len(self.neighbour) // 2

    @property
    def is_directed(self) -> bool:
        """Whether some link goes one way only."""
        return self.ways is not None

    @property
    def isolate_count(self) -> int:
        """How many nodes have no link."""
        return int(np.count_nonzero(np.diff(self.starts) == 0))

    def mode(self, node: int) -> Mode:
        """Which node set the node belongs to."""
        return Mode.ACTOR if node < self.actor_count else Mode.AFFILIATION

    def index(self, identifier: str) -> int:
        """The node of a record.

        Raises:
            UnknownId: it is no node here.
        """
        for low, high in ((0, self.actor_count), (self.actor_count, len(self.ids))):
            place = bisect_left(self.ids, identifier, low, high)
            if place < high and self.ids[place] == identifier:
                return place
        raise UnknownId(identifier)

    def neighbours(self, node: int, direction: Direction = Direction.ANY) -> Whole:
        """Its neighbours, ascending; OUT: those to which a link goes."""
        row = slice(int(self.starts[node]), int(self.starts[node + 1]))
        if self.ways is None or direction is Direction.ANY:
            return self.neighbour[row]
        follows: Mask = self.ways[row] & way(direction) != 0
        return self.neighbour[row][follows]

    def slots(self, nodes: Whole, direction: Direction = Direction.ANY) -> tuple[Whole, NDArray[np.int64]]:
        """Where the links of many nodes stand in the columns: the position within `nodes`, and the slot."""
        counts = np.diff(self.starts)[nodes]
        slots = spans(self.starts[nodes], counts)
        owners = np.repeat(np.arange(len(nodes), dtype=np.int32), counts)
        if self.ways is None or direction is Direction.ANY:
            return owners, slots
        keep = self.ways[slots] & way(direction) != 0
        return owners[keep], slots[keep]

    def adjacency(self, direction: Direction = Direction.ANY) -> tuple[Whole, Whole]:
        """Starts and neighbours of all rows, of the links that the direction follows. Cost: O(n + m)."""
        if self.ways is None or direction is Direction.ANY:
            return self.starts, self.neighbour
        follows = self.ways & way(direction) != 0
        before = np.concatenate(([0], np.cumsum(follows, dtype=np.int32)))
        return before[self.starts].astype(np.int32), self.neighbour[follows]

    def degree(self, direction: Direction = Direction.ANY) -> Whole:
        """How many neighbours each node has. Cost: O(n + m)."""
        return np.asarray(np.diff(self.adjacency(direction)[0]), dtype=np.int32)

    def rows(self) -> Whole:
        """The node in whose row each slot stands."""
        return np.repeat(np.arange(self.node_count, dtype=np.int32), np.diff(self.starts))

    def distance(self) -> Real:
        """Of each slot: as given, else 1 / strength; infinite where the strength is not positive."""
        return distances(self.strength.astype(np.float64), self.given_distance)

    def link(self, node: int, other: int) -> Link | None:
        """The link of a pair, in whichever order it is named; None where there is none. Cost: O(log degree)."""
        low, high = min(node, other), max(node, other)
        first, last = int(self.starts[low]), int(self.starts[low + 1])
        slot = first + int(np.searchsorted(self.neighbour[first:last], high))
        if slot == last or self.neighbour[slot] != high:
            return None
        return self._links(np.asarray([low], dtype=np.int32), np.asarray([slot]))[0]

    def links(self) -> Links:
        """All links, each once. Cost: O(n + m)."""
        rows = self.rows()
        slots = np.flatnonzero(rows < self.neighbour)
        return self._links(rows[slots], slots)

    def _links(self, low: Whole, slots: NDArray[np.int64]) -> Links:
        high, ways = self.neighbour[slots], np.full(len(slots), BOTH) if self.ways is None else self.ways[slots]
        strength = self.strength[slots].astype(np.float64)
        given = None if self.given_distance is None else self.given_distance[slots]
        return Links(
            source=np.where(ways == FRO, high, low).astype(np.int32),
            target=np.where(ways == FRO, low, high).astype(np.int32),
            weight=strength,
            distance=distances(strength, given),
            is_mutual=ways == BOTH,
        )


def way(direction: Direction) -> int:
    """The ways that a direction follows."""
    return {Direction.OUT: TO, Direction.IN: FRO, Direction.ANY: BOTH}[direction]


def distances(strength: Real, given: Real | None) -> Real:
    """As given, else 1 / strength; infinite where the strength is not positive.

    Example:
        >>> distances(np.asarray([2.0, 0.0, 4.0]), np.asarray([np.nan, np.nan, 7.0])).tolist()
        [0.5, inf, 7.0]
    """
    inverse = np.full(len(strength), np.inf)
    np.divide(1.0, strength, out=inverse, where=strength > 0)
    return inverse if given is None else np.where(np.isnan(given), inverse, given)


def spans(first: Whole | NDArray[np.int64], count: Whole | NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each first one on, as many as its count, one run after the other.

    Example:
        >>> spans(np.asarray([5, 0]), np.asarray([2, 3])).tolist()
        [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(count, dtype=np.int64)
    shift = np.repeat(first - (ends - count), count)
    return np.asarray(np.arange(len(shift)) + shift, dtype=np.int64)
