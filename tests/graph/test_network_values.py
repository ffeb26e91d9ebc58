# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a network answers about its nodes and links, and its parts."""

import numpy as np
import pytest

from graph.errors import UnknownId
from graph.network import Link
from graph.network_build import build
from graph.network_pairs import network_of
from graph.network_slices import at_least, component_labels, largest_component, sliced, subgraph, without_isolates
from graph.selection import Direction, NetworkFilter, Projection
from tests.graph.written_networks import city, told


@pytest.fixture
def towns():
    """A leads B; C and D are friends; E knows B and D."""
    return build(Projection.STATED, city("A:lead B:partner", "C:party D:party", "E:lead B:partner", "E:party D:party"))


def test_neighbours_and_degrees_follow_the_direction(towns):
    assert towns.neighbours(1).tolist() == [0, 4]
    assert towns.neighbours(1, Direction.OUT).tolist() == []
    assert towns.neighbours(1, Direction.IN).tolist() == [0, 4]
    assert towns.degree().tolist() == [1, 2, 1, 2, 2]
    assert towns.degree(Direction.OUT).tolist() == [1, 0, 1, 2, 2]
    assert towns.degree(Direction.IN).tolist() == [0, 2, 1, 2, 1]


def test_a_link_is_found_from_either_end(towns):
    assert towns.link(1, 0) == towns.link(0, 1) == Link(0, 1, 1.0, 1.0, is_mutual=False)
    assert towns.link(3, 2) == Link(2, 3, 1.0, 1.0, is_mutual=True)
    assert towns.link(0, 2) is None
    assert towns.link(4, 4) is None


def test_an_id_that_is_no_node_is_unknown(towns):
    assert [towns.index(name) for name in "AE"] == [0, 4]
    for name in ("", "AA", "Z"):
        with pytest.raises(UnknownId):
            towns.index(name)


def test_nobody_can_write_into_a_network(towns):
    with pytest.raises(ValueError, match="read-only"):
        towns.neighbour[0] = 4


def test_strengths_stay_as_exact_as_they_are():
    whole = build(Projection.STATED, city("A:party B:party"))
    thirds = build(Projection.COMEMBERSHIP, city("A:party B:party C:party D:party"))

    assert whole.strength.dtype == np.float32
    assert thirds.links()[0].weight == 1 / 3


def test_a_mutual_network_keeps_no_directions():
    assert network_of(2, [(0, 1)]).ways is None
    assert network_of(2, [(0, 1), (1, 0)], is_directed=True).ways is None
    assert network_of(2, [(0, 1)], is_directed=True).is_directed


def test_a_link_costs_at_most_twenty_bytes():
    ring = network_of(1000, [(node, (node + step) % 1000) for node in range(1000) for step in (1, 2, 3, 4)])

    assert ring.starts.nbytes + ring.neighbour.nbytes + ring.strength.nbytes < 20 * ring.link_count


def test_a_subgraph_has_all_links_among_its_nodes(towns):
    part = subgraph(towns, np.asarray([True, True, False, True, True]))

    assert part.ids == ("A", "B", "D", "E")
    assert told(part) == ["A>B 1", "E>B 1", "D-E 1"]


def test_a_part_whose_links_are_mutual_is_not_directed(towns):
    assert not subgraph(towns, np.asarray([False, False, True, True, False])).is_directed


def test_weak_links_go_but_their_ends_stay():
    network = build(Projection.STATED, city("A:party B:party", "A:party B:party", "B:party C:party"))

    strong = at_least(network, 1.5)

    assert told(strong) == ["A-B 2"]
    assert (strong.node_count, strong.isolate_count) == (3, 1)


def test_a_weight_is_compared_in_full_precision():
    assert at_least(network_of(2, [(0, 1)]), 1.0 + 1e-12).link_count == 0


def test_isolates_go_when_asked_for():
    assert without_isolates(network_of(4, [(1, 3)])).ids == ("1", "3")
    assert without_isolates(network_of(2, [])).node_count == 0


def test_of_equal_components_the_one_with_the_first_node_is_the_largest():
    assert largest_component(network_of(5, [(3, 4), (1, 2)])).ids == ("1", "2")
    assert largest_component(network_of(0, [])).node_count == 0


def test_weak_links_go_before_the_largest_component_is_found():
    network = network_of(6, [(0, 1), (1, 2), (2, 3), (4, 5), (4, 5), (2, 3)])

    part = sliced(network, NetworkFilter(min_weight=2.0, largest_component=True))

    assert part.ids == ("2", "3")
    assert sliced(network, NetworkFilter(drop_isolates=True, min_weight=2.0)).ids == ("2", "3", "4", "5")
    assert sliced(network, NetworkFilter()) is network


def test_components_are_numbered_by_their_first_node():
    network = network_of(5, [(4, 0), (2, 3)])

    assert component_labels(network).tolist() == [0, 1, 2, 2, 0]
    assert component_labels(network_of(0, [])).tolist() == []
