# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Partners: one cooperation ties two bodies once, whatever the number of roles that they have in it."""

import pytest

from graph.model import Audience
from graph.network_via import via
from graph.selection import NetworkFilter, Projection, Related, Selection, Via
from graph.stores.protocol import Store
from tests.graph.stores.city import HARBOUR, HELPERS, PAGE, SOLIDARITY, TOWN
from tests.graph.stores.contract import ALL
from tests.graph.stores.story import Story, taking_part


def ways(store: Store, owner: str, other: str) -> tuple[Via, ...]:
    (page,) = store.view(Audience.PUBLIC).related(Related.PARTNERS, [owner], Selection("stakeholder"), ALL)
    return next(item.via for item in page.items if item.id == other)


@pytest.fixture
def many_roles(town: Store) -> Store:
    """The harbour is funder, partner and party; the helpers are partner and organiser on no side."""
    story = Story(source=PAGE)
    story.joins(HARBOUR, SOLIDARITY, "funder")
    story.joins(HARBOUR, SOLIDARITY, "partner", TOWN)
    story.joins(HELPERS, SOLIDARITY, "funder", TOWN)
    story.joins(HELPERS, SOLIDARITY, "partner")
    town.commit(story.change())
    return town


def test_who_has_several_roles_is_shown_as_party(many_roles: Store):
    one, other = taking_part(SOLIDARITY, TOWN, "party"), taking_part(SOLIDARITY, HARBOUR, "party")

    assert ways(many_roles, TOWN, HARBOUR) == (Via(SOLIDARITY, one, other),)
    assert ways(many_roles, HARBOUR, TOWN) == (Via(SOLIDARITY, other, one),)


def test_who_is_no_party_is_shown_in_the_first_role_that_ties_the_two(many_roles: Store):
    roles = [role.code for role in many_roles.kinds.roles()]
    first = "funder" if roles.index("funder") < roles.index("partner") else "partner"
    town, harbour = taking_part(SOLIDARITY, TOWN, "party"), taking_part(SOLIDARITY, HARBOUR, "party")
    # On the town's side they are tied to the town; without a side to every party.
    tied = taking_part(SOLIDARITY, HELPERS, first, TOWN if first == "funder" else "")

    assert ways(many_roles, TOWN, HELPERS) == (Via(SOLIDARITY, town, tied),)
    assert ways(many_roles, HELPERS, HARBOUR) == (
        Via(SOLIDARITY, taking_part(SOLIDARITY, HELPERS, "partner"), harbour),
    )


def test_a_network_names_the_same_participations(many_roles: Store):
    view = many_roles.view(Audience.PUBLIC)
    network = view.network(Projection.STATED, NetworkFilter())
    pages = view.related(Related.PARTNERS, network.ids, Selection("stakeholder"), ALL)
    tied = {
        (name, item.id): set(item.via) for name, page in zip(network.ids, pages, strict=True) for item in page.items
    }
    places = {name: place for place, name in enumerate(network.ids)}

    assert len(tied) > 8
    assert tied == {pair: set(via(network, *(places[name] for name in pair))) for pair in tied}
