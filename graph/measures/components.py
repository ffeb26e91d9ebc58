# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components: the pieces into which a network falls, within which everyone reaches everyone."""

from dataclasses import dataclass

import numpy as np

from graph.network import Network
from graph.network_material import Whole
from graph.network_slices import component_labels


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """The pieces, largest first; of equal size, that with the first node first."""

    labels: Whole
    """Which piece each node belongs to."""
    sizes: Whole
    """How many nodes each has; empty for an empty network."""
    internal_links: Whole
    """How many links lie within each."""
    external_links: Whole
    """How many lead out of each or into it; 0 unless strong."""

    def __len__(self) -> int:
        return len(self.sizes)

    def members(self, place: int) -> Whole:
        """The nodes of one piece, ascending."""
        return np.flatnonzero(self.labels == place).astype(np.int32)


def components(network: Network, *, strong: bool = False) -> Components:
    """The pieces of a network; an isolate is one of its own.

    Weak: tied in whatever direction. Strong: each reaches every other along the links' directions; where all links are
    mutual, the same as weak.

    Cost: O(n + m).

    Source: Hopcroft and Tarjan (1973), doi:10.1145/362248.362272; Tarjan (1972), doi:10.1137/0201010.
    """
    by_first_node = component_labels(network, strong=strong)
    count = int(by_first_node.max(initial=-1)) + 1
    sizes = np.bincount(by_first_node, minlength=count)
    order = np.argsort(-sizes, kind="stable")
    place = np.empty(count, dtype=np.int32)
    place[order] = np.arange(count, dtype=np.int32)
    labels = place[by_first_node]
    internal, external = _link_counts(network, labels, count)
    for column in (labels, internal, external):
        column.setflags(write=False)
    return Components(labels, sizes[order].astype(np.int32), internal, external)


def _link_counts(network: Network, labels: Whole, count: int) -> tuple[Whole, Whole]:
    links = network.links()
    source, target = labels[links.source], labels[links.target]
    within = source == target
    internal = np.bincount(source[within], minlength=count)
    external = np.bincount(np.concatenate((source[~within], target[~within])), minlength=count)
    return internal.astype(np.int32), external.astype(np.int32)
