# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projections, by hand."""

from dataclasses import replace

import numpy as np
import pytest

from graph.errors import BadInput
from graph.network import Mode
from graph.network_build import build
from graph.network_material import Material, Members, numbers
from graph.selection import Projection
from tests.graph.written_networks import ROLES, city, comembership, stated, structure, told, with_topics


@pytest.mark.parametrize("projection", list(Projection))
def test_of_nothing_comes_an_empty_network(projection):
    network = build(projection, Material())

    assert (network.node_count, network.link_count, network.isolate_count, network.untied_count) == (0, 0, 0, 0)
    assert not network.is_directed
    assert len(network.links()) == 0


def test_one_stakeholder_alone_is_an_isolate():
    network = build(Projection.STATED, city(also="A"))

    assert (network.node_count, network.isolate_count) == (1, 1)


def test_parties_and_leads_are_tied_to_each_other():
    assert stated("A:party B:lead C:party") == ["A-B 1", "A-C 1", "B-C 1"]


def test_two_partners_of_one_partnership_are_not_tied():
    assert stated("A:party B:partner C:partner") == ["A-B 1", "A-C 1"]


def test_who_takes_part_on_a_side_is_tied_to_that_side_only():
    assert stated("Hannover:party Mykolaiv:party enercity:partner@Hannover") == [
        "Hannover-Mykolaiv 1",
        "Hannover-enercity 1",
    ]


def test_without_a_side_one_is_tied_to_every_party_and_lead():
    assert stated("A:party B:lead C:funder") == ["A-B 1", "A-C 1", "B-C 1"]


def test_a_lead_points_to_its_partners():
    assert stated("A:lead B:partner C:beneficiary") == ["A>B 1", "A-C 1"]


def test_direction_does_not_depend_on_the_order_of_names():
    assert stated("B:lead A:partner") == ["B>A 1"]


def test_who_leads_and_is_party_too_is_tied_both_ways():
    assert stated("A:lead A:party B:partner") == ["A-B 1"]


def test_two_roles_in_one_cooperation_count_once():
    assert stated("A:party B:partner B:funder") == ["A-B 1"]


def test_cooperations_add_up_and_one_that_goes_both_ways_makes_the_link_mutual():
    assert stated("A:lead B:partner", "A:lead B:partner") == ["A>B 2"]
    assert stated("A:lead B:partner", "A:party B:party") == ["A-B 2"]
    assert stated("A:lead B:partner", "B:lead A:partner") == ["A-B 2"]


def test_weights_of_cooperations_add_up():
    material = replace(city("A:party B:party", "A:party B:party"), weights=np.asarray([0.1, 2.5]))

    network = build(Projection.STATED, material)

    assert network.links()[0].weight == 2.6


def test_nobody_is_tied_to_itself():
    assert stated("A:lead A:partner B:partner@B") == []
    assert stated("A:party A:partner@A") == []


def test_a_party_that_takes_part_on_a_side_too_stays_tied_to_all_parties():
    assert stated("A:party B:party C:party A:partner@B") == ["A-B 1", "A-C 1", "B-C 1"]


def test_a_side_that_is_no_party_ties_nobody():
    assert stated("A:party B:partner C:partner@B") == ["A-B 1"]


def test_a_side_that_is_party_of_another_cooperation_ties_nobody_here():
    assert stated("A:party D:partner@B", "B:party C:party") == ["B-C 1"]


def test_a_cooperation_without_party_or_lead_ties_nobody_and_is_counted():
    network = build(Projection.STATED, city("A:partner B:partner", "A:party", ""))

    assert told(network) == []
    assert network.untied_count == 2


@pytest.mark.parametrize(("parties", "links", "untied"), [(100, 4950 + 100, 0), (101, 0, 1)])
def test_more_than_100_parties_tie_nobody(parties, links, untied):
    line = " ".join(f"s{place:03}:party" for place in range(parties)) + " x:partner"

    network = build(Projection.STATED, city(line))

    assert (network.link_count, network.untied_count) == (links, untied)


def test_filtered_stakeholders_are_no_nodes_but_count_for_the_others():
    material = city("A:party B:party C:partner@A D:partner", also="E")
    without_a = replace(material, admitted=np.asarray([False, True, True, True, True]))

    network = build(Projection.STATED, without_a)

    assert network.ids == ("B", "C", "D", "E")
    assert told(network) == ["B-D 1"]


def test_comembership_ties_all_pairs_and_divides_by_the_others():
    assert comembership("A:party B:party C:partner", "A:party B:funder") == ["A-B 1.5", "A-C 0.5", "B-C 0.5"]


def test_comembership_counts_members_that_a_filter_leaves_out():
    material = replace(city("A:party B:party C:party"), admitted=np.asarray([True, True, False]))

    assert told(build(Projection.COMEMBERSHIP, material)) == ["A-B 0.5"]


def test_comembership_of_one_ties_nobody():
    assert comembership("A:party A:lead") == []


@pytest.mark.parametrize("roles", ["lead partner", "funder beneficiary", "implementer beneficiary", "host visitor"])
def test_comembership_points_from_who_gives_to_who_receives(roles):
    giver, taker = roles.split()

    assert comembership(f"B:{giver} A:{taker}") == ["B>A 1"]


def test_comembership_goes_both_ways_unless_all_roles_agree():
    assert comembership("A:funder A:implementer B:beneficiary") == ["A>B 1"]
    assert comembership("A:funder B:beneficiary B:partner") == ["A-B 1"]


def test_two_modes_link_stakeholders_with_cooperations():
    network = build(Projection.TWO_MODE, city("A:party B:party B:lead", "B:visitor", "", also="C"))

    assert network.ids == ("A", "B", "C", "c0", "c1")
    assert told(network) == ["A-c0 1", "B-c0 1", "B-c1 1"]
    assert [network.mode(node) for node in (2, 3)] == [Mode.ACTOR, Mode.AFFILIATION]
    assert (network.index("c0"), network.index("B")) == (3, 1)


def test_topics_are_linked_by_every_cooperation_on_them():
    material = with_topics(city("A:party B:party", "A:party", "C:party"), "water energy", "water", "")

    network = build(Projection.TWO_MODE_TOPIC, material)

    assert network.ids == ("A", "B", "C", "energy", "water")
    assert told(network) == ["A-energy 1", "A-water 2", "B-energy 1", "B-water 1"]


def test_structure_points_from_subject_to_object():
    material = structure("B part_of A", "B owned_by A", "C member_of B", "C successor_of A", "D owned_by D")

    assert told(build(Projection.STRUCTURE, material)) == ["B>A 2", "C>B 1"]


def test_the_smallest_distance_given_counts_else_the_inverse_of_strength():
    material = city("A:party B:party", "A:party B:party", "B:party C:party", "B:party C:party")
    material = replace(material, distances=np.asarray([9.0, 7.0, np.nan, np.nan]))

    links = build(Projection.STATED, material).links()

    assert links.distance.tolist() == [7.0, 0.5]


def test_too_many_pairs_are_refused():
    members = numbers(range(5000))
    material = Material(
        stakeholders=tuple(f"s{place:05}" for place in range(5000)),
        cooperations=("c",),
        members=Members(members * 0, members, members * 0, members * 0 - 1, members),
        roles=ROLES,
    )

    with pytest.raises(BadInput, match="12,497,500 pairs"):
        build(Projection.COMEMBERSHIP, material)


def test_ids_out_of_order_are_a_mistake_of_the_store():
    with pytest.raises(ValueError, match="ascending"):
        build(Projection.STATED, Material(stakeholders=("b", "a")))
    with pytest.raises(ValueError, match="ascending"):
        build(Projection.STATED, Material(cooperations=("c1", "c1")))
