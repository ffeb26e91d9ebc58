# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paths: by hand, against networkx, and invariances."""

from dataclasses import replace
from itertools import islice, pairwise
from math import inf

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput, DeadlineExceeded
from graph.measures.paths import Paths, PathsWanted, paths
from graph.network import Network, Weight
from graph.network_build import build
from graph.network_pairs import network_of
from graph.selection import Direction, Projection
from tests.graph.written_networks import city


def nodes(found: Paths) -> list[tuple[int, ...]]:
    return [path.nodes for path in found.paths]


def test_the_shortest_path_comes_first_then_the_next_longer():
    network = network_of(5, [(0, 1), (1, 4), (0, 2), (2, 3), (3, 4)])

    found = paths(network, 0, target=4)

    assert nodes(found) == [(0, 1, 4), (0, 2, 3, 4)]
    assert (found.distance, found.shortest_count) == (2.0, 1)
    assert [(path.length, path.distance) for path in found.paths] == [(2, 2.0), (3, 3.0)]


def test_equally_short_paths_come_in_the_order_of_their_nodes():
    network = network_of(6, [(0, 4), (4, 5), (0, 1), (1, 5), (0, 3), (3, 5), (0, 2), (2, 5)])

    found = paths(network, 0, target=5)

    assert nodes(found) == [(0, 1, 5), (0, 2, 5), (0, 3, 5)]
    assert found.shortest_count == 4


def test_a_path_visits_no_node_twice():
    network = network_of(4, [(0, 1), (1, 2), (1, 3)])

    assert nodes(paths(network, 0, target=2)) == [(0, 1, 2)]


def test_from_a_node_to_itself_there_is_one_path_of_no_steps():
    found = paths(network_of(3, [(0, 1), (1, 2), (0, 2)]), 1, target=1)

    assert (nodes(found), found.distance, found.shortest_count) == ([(1,)], 0.0, 1)


@pytest.mark.parametrize("network", [network_of(2, []), network_of(4, [(0, 2), (1, 3)])])
def test_where_there_is_no_way_there_is_no_distance(network):
    found = paths(network, 0, target=1)

    assert (found.distance, found.shortest_count, found.paths) == (None, 0, ())


def test_a_path_longer_than_allowed_does_not_exist():
    line = network_of(5, [(0, 1), (1, 2), (2, 3), (3, 4)])

    assert paths(line, 0, target=4, wanted=PathsWanted(max_length=3)).distance is None
    assert paths(line, 0, target=4, wanted=PathsWanted(max_length=4)).distance == 4
    assert paths(line, 0, target=1, wanted=PathsWanted(max_length=0)).distance is None


def test_direction_is_followed_only_when_asked_for():
    network = network_of(3, [(0, 1), (1, 2)], is_directed=True)

    assert nodes(paths(network, 2, target=0)) == [(2, 1, 0)]
    assert nodes(paths(network, 2, target=0, wanted=PathsWanted(direction=Direction.OUT))) == []
    assert nodes(paths(network, 2, target=0, wanted=PathsWanted(direction=Direction.IN))) == [(2, 1, 0)]
    assert nodes(paths(network, 0, target=2, wanted=PathsWanted(direction=Direction.OUT))) == [(0, 1, 2)]


def test_paths_are_counted_exactly_where_they_are_too_many_to_list():
    width, steps = 30, 12
    links = [(0, 1 + place) for place in range(width)]
    for layer in range(steps - 1):
        first = 1 + layer * width
        links += [(first + place, first + width + other) for place in range(width) for other in range(width)]
    last = 1 + steps * width
    links += [(last - 1 - place, last) for place in range(width)]

    found = paths(network_of(last + 1, links), 0, target=last, wanted=PathsWanted(most=1, max_length=20))

    assert found.shortest_count == 30**12
    assert len(found.paths) == 1


def test_of_no_paths_wanted_the_number_and_distance_are_told():
    found = paths(network_of(3, [(0, 1), (1, 2)]), 0, target=2, wanted=PathsWanted(most=0))

    assert (found.distance, found.shortest_count, found.paths) == (2.0, 1, ())


def test_strong_links_are_short():
    network = network_of(3, [(0, 2), (0, 1), (0, 1), (0, 1), (1, 2), (1, 2), (1, 2)])

    found = paths(network, 0, target=2, wanted=PathsWanted(weight=Weight.DISTANCE))

    assert nodes(found) == [(0, 1, 2), (0, 2)]
    assert [path.distance for path in found.paths] == [pytest.approx(2 / 3), 1.0]


def test_ways_of_a_third_each_are_as_long_as_one_whole():
    network = network_of(4, [(0, 3), *[(0, 1), (1, 2), (2, 3)] * 3])

    found = paths(network, 0, target=3, wanted=PathsWanted(weight=Weight.DISTANCE))

    assert (found.shortest_count, nodes(found)) == (2, [(0, 1, 2, 3), (0, 3)])


def test_a_given_distance_counts_instead_of_the_strength():
    material = city("A:party B:party", "B:party C:party", "A:party C:party")
    network = build(Projection.STATED, replace(material, distances=np.asarray([2.0, 3.5, 6.0])))

    found = paths(network, 0, target=2, wanted=PathsWanted(weight=Weight.DISTANCE))

    assert [(path.nodes, path.distance) for path in found.paths] == [((0, 1, 2), 5.5), ((0, 2), 6.0)]


def test_a_link_without_strength_is_no_way():
    network = build(Projection.STATED, replace(city("A:party B:party"), weights=np.asarray([0.0])))

    assert paths(network, 0, target=1, wanted=PathsWanted(weight=Weight.DISTANCE)).distance is None
    assert paths(network, 0, target=1).distance == 1


@pytest.mark.parametrize(
    "wrong", [{"most": -1}, {"most": 101}, {"max_length": -1}, {"max_length": 65}, {"weight": Weight.STRENGTH}]
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(BadInput):
        PathsWanted(**wrong)


def test_a_deadline_ends_the_search():
    def out_of_time() -> None:
        raise DeadlineExceeded("too late")

    with pytest.raises(DeadlineExceeded):
        paths(network_of(2, [(0, 1)]), 0, target=1, tick=out_of_time)


# ------------------------------------------------------------------ against networkx


SIZE = 7
some_links = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)


def as_graph(network: Network) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(network.node_count))
    links = network.links()
    for link in (links[place] for place in range(len(links))):
        graph.add_edge(link.source, link.target, length=link.distance)
        if link.is_mutual:
            graph.add_edge(link.target, link.source, length=link.distance)
    return graph


@given(links=some_links, limit=st.integers(0, SIZE))
def test_all_paths_are_those_of_networkx_in_order(links, limit):
    network = network_of(SIZE, links, is_directed=True)
    expected = [tuple(path) for path in nx.all_simple_paths(as_graph(network), 0, 1, cutoff=limit)]

    wanted = PathsWanted(most=100, max_length=limit, direction=Direction.OUT)
    found = paths(network, 0, target=1, wanted=wanted)

    assert nodes(found) == sorted(expected, key=lambda path: (len(path), path))[:100]
    shortest = min(map(len, expected), default=0)
    assert found.shortest_count == sum(len(path) == shortest for path in expected)


@given(links=some_links, limit=st.integers(1, SIZE))
def test_weighted_paths_are_as_long_as_those_of_networkx(links, limit):
    network = network_of(SIZE, links)
    graph = as_graph(network)
    lengths = sorted(
        sum(graph.edges[step]["length"] for step in pairwise(path))
        for path in nx.all_simple_paths(graph, 0, 1, cutoff=limit)
    )

    found = paths(network, 0, target=1, wanted=PathsWanted(8, limit, Direction.ANY, Weight.DISTANCE))

    assert [path.distance for path in found.paths] == pytest.approx(lengths[:8])
    shortest = lengths[0] if lengths else inf
    assert found.shortest_count == sum(length == pytest.approx(shortest) for length in lengths)
    assert all(nx.is_path(graph, path.nodes) and len(set(path.nodes)) == len(path.nodes) for path in found.paths)


@given(links=some_links)
def test_the_way_back_is_the_way_there(links):
    network = network_of(SIZE, links, is_directed=True)
    wanted = [PathsWanted(5, 6, direction, Weight.DISTANCE) for direction in (Direction.OUT, Direction.IN)]

    there, back = paths(network, 0, target=1, wanted=wanted[0]), paths(network, 1, target=0, wanted=wanted[1])

    assert (there.distance, there.shortest_count) == (back.distance, back.shortest_count)
    assert [path.distance for path in there.paths] == [path.distance for path in back.paths]


@given(links=some_links, order=st.permutations(range(SIZE)))
def test_other_numbers_give_as_many_paths_of_the_same_lengths(links, order):
    renumbered = [(order[one], order[two]) for one, two in links]

    found = paths(network_of(SIZE, links), 0, target=1)
    again = paths(network_of(SIZE, renumbered), order[0], target=order[1])

    assert found.shortest_count == again.shortest_count
    assert [path.length for path in found.paths] == [path.length for path in again.paths]


def test_a_larger_network_agrees_with_networkx_on_the_first_paths():
    graph = nx.gnm_random_graph(120, 300, seed=3)
    network = network_of(120, list(graph.edges))

    for target in range(1, 40, 3):
        if nx.has_path(graph, 0, target):
            expected = [len(path) - 1 for path in islice(nx.shortest_simple_paths(graph, 0, target), 12)]
            found = paths(network, 0, target=target, wanted=PathsWanted(most=12, max_length=20))
            assert [path.length for path in found.paths] == expected
