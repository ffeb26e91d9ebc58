# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Components: by hand and against networkx."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.measures.components import components
from graph.network_pairs import network_of

SIZE = 9
some_links = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=14)


def test_the_largest_piece_comes_first_then_that_with_the_first_node():
    pieces = components(network_of(7, [(0, 1), (4, 5), (5, 6)]))

    assert pieces.labels.tolist() == [1, 1, 2, 3, 0, 0, 0]
    assert pieces.sizes.tolist() == [3, 2, 1, 1]
    assert pieces.members(0).tolist() == [4, 5, 6]
    assert pieces.internal_links.tolist() == [2, 1, 0, 0]


def test_an_empty_network_has_no_pieces_and_an_isolate_is_one():
    assert len(components(network_of(0, []))) == 0
    assert components(network_of(1, []), strong=True).sizes.tolist() == [1]


def test_strong_pieces_reach_each_other_along_the_links():
    pieces = components(network_of(4, [(0, 1), (1, 2), (2, 0), (2, 3)], is_directed=True), strong=True)

    assert pieces.labels.tolist() == [0, 0, 0, 1]
    assert pieces.internal_links.tolist() == [3, 0]
    assert pieces.external_links.tolist() == [1, 1]


def test_mutual_links_make_weak_pieces_strong():
    network = network_of(5, [(0, 1), (3, 4)])

    assert components(network, strong=True).labels.tolist() == components(network).labels.tolist()


def test_finding_strong_pieces_leaves_the_network_as_it_was():
    network = network_of(3, [(0, 1), (1, 2)], is_directed=True)
    before = network.neighbour.tolist()

    components(network, strong=True)

    assert network.neighbour.tolist() == before


@given(links=some_links)
def test_pieces_are_those_of_networkx(links):
    network = network_of(SIZE, links, is_directed=True)
    graph: nx.DiGraph[int] = nx.DiGraph(link for link in links if link[0] != link[1])
    graph.add_nodes_from(range(SIZE))

    for strong, expected in (
        (True, nx.strongly_connected_components(graph)),
        (False, nx.weakly_connected_components(graph)),
    ):
        pieces = components(network, strong=strong)
        found = [pieces.members(place).tolist() for place in range(len(pieces))]
        assert found == sorted((sorted(piece) for piece in expected), key=lambda piece: (-len(piece), piece[0]))
