# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ties a pair, with both participations."""

from dataclasses import replace

import numpy as np
import pytest

from graph.network_build import build
from graph.network_material import as_numbers
from graph.network_slices import at_least, subgraph
from graph.network_via import tie_pairs, via, via_pairs
from graph.selection import Projection, Via
from tests.graph.written_networks import city, structure, with_topics


def test_every_cooperation_that_ties_the_pair_is_named_once():
    network = build(Projection.STATED, city("A:lead B:partner B:funder", "A:party C:party", "B:party A:party"))

    assert via(network, 0, 1) == (Via("c0", "p-A-lead", "p-B-partner"), Via("c2", "p-A-party", "p-B-party"))
    assert via(network, 1, 0)[0] == Via("c0", "p-B-partner", "p-A-lead")


def test_a_common_cooperation_that_does_not_tie_is_not_named():
    network = build(Projection.STATED, city("A:party C:party B:partner@C", "A:party B:partner"))

    assert via(network, 0, 1) == (Via("c1", "p-A-party", "p-B-partner"),)


def test_a_large_membership_is_not_named():
    members = " ".join(f"s{place:03}:party" for place in range(101))

    network = build(Projection.STATED, city(members, "s000:party s001:party"))

    assert via(network, 0, 1) == (Via("c1", "p-s000-party", "p-s001-party"),)


def test_comembership_names_any_common_cooperation():
    network = build(Projection.COMEMBERSHIP, city("A:partner A:party B:partner"))

    assert via(network, 0, 1) == (Via("c0", "p-A-party", "p-B-partner"),)


def test_in_two_modes_only_the_stakeholder_takes_part():
    material = with_topics(city("A:party B:party", "A:party B:funder"), "water energy", "water")
    two_mode, topic = (build(projection, material) for projection in (Projection.TWO_MODE, Projection.TWO_MODE_TOPIC))

    assert via(two_mode, 0, 2) == (Via("c0", "p-A-party", ""),)
    assert via(topic, topic.index("water"), 1) == (Via("c0", "p-B-party", ""), Via("c1", "p-B-funder", ""))
    assert via(two_mode, 0, 1) == via(two_mode, 2, 3) == ()


def test_parts_of_a_network_keep_their_evidence():
    network = build(Projection.STATED, city("A:party D:party", "B:party D:party", "B:party D:party"))

    part = subgraph(network, np.asarray([False, True, True]))
    strong = at_least(network, 2)

    assert [found.cooperation for found in via(part, 0, 1)] == ["c1", "c2"]
    assert [found.cooperation for found in via(strong, 1, 2)] == ["c1", "c2"]
    assert via(strong, 0, 2) == ()


def test_ties_are_named_whatever_their_direction():
    network = build(Projection.STRUCTURE, structure("B part_of A", "B owned_by A", "A successor_of B", "C part_of B"))

    assert tie_pairs(network, [(0, 1), (1, 0), (0, 2), (1, 1)]) == [("t0", "t1"), ("t0", "t1"), (), ()]
    assert via(network, 0, 1) == ()


def test_a_store_that_names_nothing_tells_row_numbers():
    material = replace(city("A:party B:party"), participation_ids=as_numbers)

    assert via(build(Projection.STATED, material), 1, 0) == (Via("c0", "1", "0"),)


@pytest.mark.parametrize("projection", list(Projection))
def test_without_material_nothing_is_named(projection):
    network = replace(build(projection, city("A:party B:party")), material=None)

    assert via_pairs(network, [(0, 1)]) == [()]
    assert tie_pairs(network, [(0, 1)]) == [()]
