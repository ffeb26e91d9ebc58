# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ego networks: a stakeholder, those around it, and all links among them."""

import numpy as np

from graph.errors import BadInput
from graph.network import Network
from graph.network_slices import subgraph
from graph.selection import Direction


def ego(network: Network, node: int, *, depth: int = 1, direction: Direction = Direction.ANY) -> Network:
    """The node itself, those within `depth` steps, and all links among them.

    Depth 0 is the node alone. The links among those around it are in, also between two that only ego ties.

    Args:
        network: The whole.
        node: Ego.
        depth: Steps; 0 and more.
        direction: Which links a step may follow, and from which end.

    Raises:
        BadInput: a negative depth.

    Cost: O(n + m).

    Source: Freeman (1982), Centered graphs and the structure of ego networks, doi:10.1016/0165-4896(82)90076-2.
    """
    if depth < 0:
        raise BadInput(f"depth is {depth}.", "An ego network has a depth of 0 or more.")
    inside = np.zeros(network.node_count, dtype=np.bool_)
    inside[node] = True
    shell = np.asarray([node], dtype=np.int32)
    for _ in range(depth):
        around = network.neighbour[network.slots(shell, direction)[1]]
        shell = np.unique(around[~inside[around]])
        if not len(shell):
            break
        inside[shell] = True
    return subgraph(network, inside)
