# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a record, every order, every facet, over one small world and every store."""

import pytest

from graph.errors import UnknownCode
from graph.selection import (
    CooperationRelation,
    Direction,
    IdFilter,
    Order,
    OrderKey,
    OwnTieFilter,
    Related,
    Selection,
    StakeholderFilter,
    TieFilter,
    TieRelation,
)
from tests.graph.stores.contract import ALL
from tests.graph.stores.small_world import IDS, IN_DE, TOWNS, TWINNINGS, A, B, C, code, found

# ------------------------------------------------------------------ lists of a record


@pytest.mark.parametrize(
    ("what", "owner", "selection", "expected"),
    [
        (Related.COOPERATIONS, A, Selection("cooperation"), "21"),
        (Related.COOPERATIONS, A, Selection("cooperation", roles=("lead",)), "1"),
        (Related.COOPERATIONS, A, Selection("cooperation", TWINNINGS), "2"),
        (Related.PARTNERS, A, Selection("stakeholder"), "BCD"),
        (Related.PARTNERS, A, Selection("stakeholder", via=TWINNINGS), "D"),
        (Related.PARTNERS, A, Selection("stakeholder", IN_DE), "B"),
        (Related.PARTNERS, B, Selection("stakeholder"), "A"),
        (Related.EVENTS, C, Selection("event"), "F"),
        (Related.EVENTS, C, Selection("event", roles=("host",)), ""),
        (Related.NOTES, A, Selection("note"), "G"),
        (Related.NOTES, A, Selection("note", kinds=("need",)), ""),
        (Related.PARTICIPANTS, "e-fest", Selection("stakeholder", roles=("host",)), "A"),
        (Related.SOURCES, C, Selection("source"), "W"),
    ],
)
def test_lists_of_a_record(view, what, owner, selection, expected):
    (page,) = view.related(what, [owner], selection, ALL)
    assert "".join(IDS[item.id] for item in page.items) == expected


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection("tie"), 2),
        (Selection("tie", direction=Direction.OUT), 1),
        (Selection("tie", kinds=("member_of",)), 1),
        (Selection("tie", kinds=("member_of",), direction=Direction.OUT), 0),
        (Selection("tie", TieFilter(object=IdFilter(eq=B))), 1),
    ],
)
def test_ties_of_a_stakeholder(view, selection, expected):
    assert view.related(Related.TIES, [A], selection, ALL)[0].total == expected


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection("participation"), 3),
        (Selection("participation", roles=("lead", "funder")), 2),
        (Selection("participation", IN_DE), 2),
        (Selection("participation", via=TWINNINGS), 0),
    ],
)
def test_participations_in_a_cooperation(view, selection, expected):
    assert view.related(Related.PARTICIPATIONS, ["c-wasser"], selection, ALL)[0].total == expected


# ------------------------------------------------------------------ orders


@pytest.mark.parametrize(
    ("order", "up", "down"),
    [
        ("label", "ABCDE", "EDCBA"),
        ("kind", "ADCBE", "EBCDA"),
        ("level", "ABECD", "EBACD"),
        ("country", "ABCDE", "ABCDE"),
        ("partnerCount", "EBCDA", "ABCDE"),
    ],
)
def test_orders_of_stakeholders_put_what_is_missing_last_both_ways(view, order, up, down):
    by_label = OrderKey("label")
    assert found(view, "stakeholder", order=(OrderKey(order), by_label)) == up
    assert found(view, "stakeholder", order=(OrderKey(order, Order.DESC), by_label)) == down


@pytest.mark.parametrize(
    ("order", "up", "down"),
    [("starts", "123", "123"), ("participantCount", "321", "123"), ("kind", "231", "132"), ("label", "231", "132")],
)
def test_orders_of_cooperations(view, order, up, down):
    assert found(view, "cooperation", order=(OrderKey(order), OrderKey("label"))) == up
    assert found(view, "cooperation", order=(OrderKey(order, Order.DESC), OrderKey("label"))) == down


def test_events_come_by_date_those_without_last(view):
    assert found(view, "event") == "FM"
    assert found(view, "event", order=(OrderKey("starts", Order.DESC),)) == "FM"


def test_a_search_orders_by_relevance_and_narrows(view):
    among = {B: 0.5, A: 0.9, "c-wasser": 1.0, "s-atlantis": 1.0}
    assert found(view, "stakeholder", among=among) == "AB"
    assert found(view, "stakeholder", TOWNS, among=among) == "A"
    assert found(view, "stakeholder", among={}) == ""


def test_orders_may_be_combined(view):
    keys = OrderKey("country"), OrderKey("kind", Order.DESC)
    assert found(view, "stakeholder", order=keys) == "BAECD"
    keys = OrderKey("level", Order.DESC), OrderKey("label", Order.DESC)
    assert found(view, "stakeholder", order=keys) == "EBADC"


# ------------------------------------------------------------------ facets


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("stakeholder", "country", [("DE", 2)]),
        ("stakeholder", "role", [("funder", 1), ("lead", 1), ("partner", 1), ("party", 2)]),
        ("cooperation", "topic", [("health", 1), ("renewable_energy", 1), ("water_supply", 1)]),
        ("cooperation", "instrument", [("training", 1)]),
        ("cooperation", "formality", [("agreement", 1)]),
        ("event", "kind", [("conference", 1), ("meeting", 1)]),
        ("note", "topic", [("water", 1)]),
        ("source", "kind", [("slides", 1), ("web_page", 1)]),
        ("tie", "kind", [("member_of", 1), ("part_of", 1)]),
    ],
)
def test_facets(view, kind, name, expected):
    assert sorted(view.facet(Selection(kind), name)) == expected


def test_a_facet_ignores_its_field_also_inside_and(view):
    both = StakeholderFilter(and_=(StakeholderFilter(kind=code("state")), IN_DE))
    assert view.facet(Selection("stakeholder", both), "kind") == [("municipality", 1), ("state", 1)]


def test_a_facet_on_kind_ignores_the_kinds_of_a_list(view):
    ties = Selection("tie", kinds=("part_of",))
    assert view.facet(ties, "kind", Related.TIES, A) == [("member_of", 1), ("part_of", 1)]


@pytest.mark.parametrize(
    "wanted",
    [
        StakeholderFilter(kind=code("twon")),
        StakeholderFilter(or_=(StakeholderFilter(country=code(in_=("XX",))),)),
        StakeholderFilter(cooperation=CooperationRelation(role=code("leed"))),
        StakeholderFilter(tie=TieRelation(none=OwnTieFilter(kind=code("part")))),
        StakeholderFilter(level=code(within=("high",))),
        StakeholderFilter(not_=StakeholderFilter(kind=code(not_="nobody"))),
    ],
)
def test_unknown_codes_are_refused_wherever_they_stand(view, wanted):
    with pytest.raises(UnknownCode):
        view.page(Selection("stakeholder", wanted), ALL)
