# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a network: some of its nodes with all links among them, or all nodes with the stronger links.

A part is a network of its own: its nodes are numbered anew in the same order, its ids and evidence stay.
"""

from itertools import compress

import numpy as np

from graph.network import BOTH, Network
from graph.network_material import Mask, Whole
from graph.network_pairs import freeze
from graph.selection import Direction, NetworkFilter


def sliced(network: Network, wanted: NetworkFilter) -> Network:
    """What the structural half of a filter leaves: weak links go first, then what is apart, then isolates."""
    if wanted.min_weight is not None:
        network = at_least(network, wanted.min_weight)
    if wanted.largest_component:
        network = largest_component(network)
    return without_isolates(network) if wanted.drop_isolates else network


def subgraph(network: Network, nodes: Mask) -> Network:
    """These nodes and all links among them. Cost: O(n + m)."""
    if nodes.all():
        return network
    return _part(network, nodes, nodes[network.rows()] & nodes[network.neighbour])


def without_isolates(network: Network) -> Network:
    """The nodes that have a link."""
    return subgraph(network, np.diff(network.starts) > 0)


def at_least(network: Network, weight: float) -> Network:
    """All nodes, with the links whose strength is at least this."""
    strong = network.strength.astype(np.float64) >= weight
    return network if strong.all() else _part(network, np.ones(network.node_count, dtype=np.bool_), strong)


def largest_component(network: Network) -> Network:
    """The weak component with the most nodes; of equal ones the one with the first node."""
    labels = component_labels(network)
    return network if not len(labels) else subgraph(network, labels == np.argmax(np.bincount(labels)))


def component_labels(network: Network, *, strong: bool = False) -> Whole:
    """The component of each node, numbered by their first node.

    Weak: tied in whatever direction. Strong: each reaches the other along the links' directions (Tarjan 1972,
    doi:10.1137/0201010). Cost: O(n + m).
    """
    if not network.node_count:
        return np.zeros(0, dtype=np.int32)
    from scipy.sparse import csr_array  # costs a tenth of a second, at start for nothing
    from scipy.sparse.csgraph import connected_components

    starts, neighbour = network.adjacency(Direction.OUT if strong else Direction.ANY)
    shape = (network.node_count, network.node_count)
    matrix = csr_array((np.ones(len(neighbour), np.int8), neighbour, starts), shape=shape)
    labels = connected_components(matrix, directed=strong, connection="strong" if strong else "weak")[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    place = np.empty(len(first), dtype=np.int32)
    place[np.argsort(first)] = np.arange(len(first), dtype=np.int32)
    return place[inverse]


def _part(network: Network, nodes: Mask, slots: Mask) -> Network:
    kept = np.concatenate(([0], np.cumsum(slots, dtype=np.int32)))
    rows = np.flatnonzero(nodes)
    starts = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum(kept[network.starts[rows + 1]] - kept[network.starts[rows]], out=starts[1:])
    ways = None if network.ways is None else network.ways[slots]
    given = None if network.given_distance is None else network.given_distance[slots]
    part = Network(
        projection=network.projection,
        ids=tuple(compress(network.ids, nodes)),
        actor_count=int(np.count_nonzero(nodes[: network.actor_count])),
        starts=starts,
        neighbour=(np.cumsum(nodes, dtype=np.int32) - np.int32(1))[network.neighbour[slots]],
        strength=network.strength[slots],
        ways=None if ways is None or bool(np.all(ways == BOTH)) else ways,
        given_distance=None if given is None or bool(np.all(np.isnan(given))) else given,
        untied_count=network.untied_count,
        material=network.material,
    )
    return freeze(part)
