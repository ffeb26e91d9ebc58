# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ego networks: by hand and against networkx."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.measures.ego import ego
from graph.network_pairs import network_of
from graph.selection import Direction
from tests.graph.written_networks import told

SIZE = 9
some_links = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=16)


@pytest.fixture
def line_with_triangle():
    """0 - 1 - 2 - 3, and 0 - 2."""
    return network_of(5, [(0, 1), (1, 2), (2, 3), (0, 2)])


def test_links_among_those_around_ego_are_in(line_with_triangle):
    assert told(ego(line_with_triangle, 0)) == ["0-1 1", "0-2 1", "1-2 1"]


def test_depth_counts_steps(line_with_triangle):
    assert [ego(line_with_triangle, 3, depth=depth).ids for depth in (0, 1, 2, 9)] == [
        ("3",),
        ("2", "3"),
        ("0", "1", "2", "3"),
        ("0", "1", "2", "3"),
    ]


def test_an_isolate_is_alone(line_with_triangle):
    assert ego(line_with_triangle, 4, depth=3).ids == ("4",)


def test_a_step_follows_the_direction_asked_for():
    network = network_of(4, [(0, 1), (2, 1), (3, 2)], is_directed=True)

    assert ego(network, 1, direction=Direction.OUT).ids == ("1",)
    assert ego(network, 1, depth=2, direction=Direction.IN).ids == ("0", "1", "2", "3")


def test_a_negative_depth_is_refused(line_with_triangle):
    with pytest.raises(BadInput, match="depth"):
        ego(line_with_triangle, 0, depth=-1)


@given(links=some_links, depth=st.integers(0, 4))
def test_it_is_that_of_networkx(links, depth):
    graph: nx.Graph[int] = nx.Graph(link for link in links if link[0] != link[1])
    graph.add_nodes_from(range(SIZE))

    found = ego(network_of(SIZE, links), 0, depth=depth)

    expected = nx.ego_graph(graph, 0, radius=depth)
    assert list(found.ids) == sorted(map(str, expected.nodes))
    assert found.link_count == expected.number_of_edges()
