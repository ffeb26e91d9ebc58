# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises 4, 5 and 9: pages give each record once, counts hold under the same filter, many ids are one question."""

import pytest

from graph.errors import BadCursor, BadInput, UnknownCode
from graph.model import Audience, at
from graph.selection import (
    ClaimFilter,
    CodeFilter,
    CooperationFilter,
    CooperationRelation,
    Cut,
    IdFilter,
    Order,
    OrderKey,
    Page,
    Related,
    Selection,
    StakeholderFilter,
)
from graph.stores.protocol import View
from tests.graph.stores.city import DECK, HARBOUR, HELPERS, MEMO, PAGE, SOLIDARITY, TOWN, TWIN, TWINNING, WATERWORKS
from tests.graph.stores.contract import ALL
from tests.graph.stores.story import Story

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
BODIES = Selection("stakeholder")
IN_ORDER = [TOWN, HELPERS, TWIN, HARBOUR, WATERWORKS]
"""By label: Brückau, Helfende Hände, Nordau, Seehafen, Wasserwerk Brückau."""


def names(page: Page) -> list[str]:
    """The ids on a page."""
    return [item.id for item in page.items]


def walked(view: View, selection: Selection, size: int) -> list[str]:
    """All items of a list, page by page."""
    found: list[str] = []
    cut = Cut(first=size)
    while True:
        page = view.page(selection, cut)
        found += names(page)
        if not page.has_next:
            return found
        cut = Cut(first=size, after=found[-1])


# ------------------------------------------------------------------ 4 keyset pages


def test_a_list_is_ordered_by_label_unless_another_order_is_asked_for(town):
    page = town.view(PUBLIC).page(BODIES, ALL)
    assert (names(page), page.total, page.has_next, page.has_previous) == (IN_ORDER, 5, False, False)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
@pytest.mark.parametrize("order", [(), (OrderKey("kind"),), (OrderKey("country", Order.DESC), OrderKey("kind"))])
def test_walking_all_pages_gives_each_record_once(town, size, order):
    view = town.view(PUBLIC)
    whole = names(view.page(Selection("stakeholder", order=order), ALL))

    assert sorted(whole) == sorted(IN_ORDER)
    assert walked(view, Selection("stakeholder", order=order), size) == whole


def test_what_the_order_leaves_open_is_decided_by_id(town):
    by_country = Selection("stakeholder", order=(OrderKey("country"),))
    assert names(town.view(PUBLIC).page(by_country, ALL)) == [TOWN, HELPERS, WATERWORKS, TWIN, HARBOUR]


def test_walking_goes_on_where_it_was_when_something_was_written_between_two_pages(town):
    first = town.view(PUBLIC).page(BODIES, Cut(first=2))
    story = Story(source=PAGE)
    story.body("aa", "Aadorf", "municipality")
    story.says(HELPERS, "label", "Zupackende Hände")
    town.commit(story.change())

    rest = town.view(PUBLIC, at(revision=1)).page(BODIES, Cut(first=9, after=first.items[-1].id))

    assert names(first) + names(rest) == IN_ORDER
    assert (rest.total, rest.has_previous, rest.has_next) == (5, True, False)


def test_pages_can_be_turned_backwards(town):
    view = town.view(PUBLIC)

    last = view.page(BODIES, Cut(last=2))
    before = view.page(BODIES, Cut(last=2, before=names(last)[0]))

    assert (names(last), last.has_next, last.has_previous) == ([HARBOUR, WATERWORKS], False, True)
    assert (names(before), before.has_next, before.has_previous) == ([HELPERS, TWIN], True, True)


def test_a_page_of_no_items_still_counts(town):
    page = town.view(PUBLIC).page(BODIES, Cut(first=0))
    assert (page.items, page.total, page.has_next) == ((), 5, True)


@pytest.mark.parametrize("cursor", ["s-atlantis", SOLIDARITY, "", "' OR 1=1"])
def test_a_cursor_from_elsewhere_is_refused(town, cursor):
    if cursor:
        with pytest.raises(BadCursor):
            town.view(PUBLIC).page(BODIES, Cut(first=1, after=cursor))


def test_claims_are_paged_in_order_of_entry(town):
    view, wanted = town.view(STAFF), ClaimFilter(record=IdFilter(eq=WATERWORKS))

    claims, page = view.claims(wanted, Cut(first=2))
    more, last = view.claims(wanted, Cut(first=2, after=claims[-1].id))

    assert [claim.property for claim in (*claims, *more)] == ["kind", "label", "country", "description"]
    assert (page.total, page.has_next, last.has_next) == (4, True, False)


# ------------------------------------------------------------------ 5 counts and facets under the same filter

IN_GERMANY = StakeholderFilter(country=CodeFilter(eq="DE"))
GERMAN_TOWNS = StakeholderFilter(country=CodeFilter(eq="DE"), kind=CodeFilter(eq="municipality"))


def test_the_count_holds_under_the_filter(town):
    page = town.view(PUBLIC).page(Selection("stakeholder", IN_GERMANY), Cut(first=1))
    assert (names(page), page.total) == ([TOWN], 3)


def test_a_facet_ignores_the_filter_on_its_own_field_and_heeds_the_others(town):
    view, towns = town.view(PUBLIC), Selection("stakeholder", GERMAN_TOWNS)

    assert view.facet(towns, "kind") == [("association", 1), ("municipal_company", 1), ("municipality", 1)]
    assert view.facet(towns, "country") == [("DE", 1), ("PL", 1), ("UA", 1)]
    assert view.facet(towns, "level") == [("municipal", 1)]


def test_facets_come_most_first_then_by_code_and_take_a_level_not_stated_from_the_kind(town):
    view = town.view(PUBLIC)

    assert view.facet(BODIES, "country") == [("DE", 3), ("PL", 1), ("UA", 1)]
    assert view.facet(BODIES, "level") == [("municipal", 4), ("unstated", 1)]
    assert view.facet(BODIES, "role") == [("party", 3), ("partner", 2)]
    assert view.facet(BODIES, "topic") == [("medical_aid", 4), ("water", 4)]
    assert view.facet(Selection("cooperation"), "status") == [("active", 1)]


def test_a_facet_on_topic_ignores_the_topic_wherever_it_was_asked_for(town):
    on_water = CooperationRelation(some=CooperationFilter(topic=CodeFilter(within=("municipal_infrastructure",))))
    selection = Selection("stakeholder", StakeholderFilter(cooperation=on_water))
    view = town.view(PUBLIC)

    assert view.page(selection, ALL).total == 4
    assert view.facet(selection, "topic") == [("medical_aid", 4), ("water", 4)]


def test_the_facets_of_a_related_list_count_that_list(town):
    view, partners = town.view(PUBLIC), Selection("stakeholder")
    assert view.facet(partners, "country", Related.PARTNERS, TOWN) == [("DE", 2), ("PL", 1), ("UA", 1)]


def test_an_unknown_code_is_refused_with_the_nearest_one(town):
    with pytest.raises(UnknownCode) as refused:
        town.view(PUBLIC).page(Selection("stakeholder", StakeholderFilter(kind=CodeFilter(eq="municipalty"))), ALL)
    assert refused.value.nearest == "municipality"
    assert refused.value.message == 'No stakeholder kind "municipalty".'


def test_an_unknown_order_is_refused(town):
    with pytest.raises(BadInput):
        town.view(PUBLIC).page(Selection("stakeholder", order=(OrderKey("beauty"),)), ALL)


# ------------------------------------------------------------------ 9 many ids, one question


def test_records_come_in_the_order_asked_also_twice_also_not_at_all(town):
    found = town.view(PUBLIC).records([TWIN, "s-atlantis", TOWN, TWIN])
    assert [record and record.id for record in found] == [TWIN, None, TOWN, TWIN]


def test_lists_come_for_each_owner_in_the_order_asked(town):
    view = town.view(PUBLIC)

    pages = view.related(Related.COOPERATIONS, [TWIN, TOWN, "s-atlantis", TWIN], Selection("cooperation"), Cut(first=1))

    assert [names(page) for page in pages] == [[TWINNING], [SOLIDARITY], [], [TWINNING]]
    assert [page.total for page in pages] == [1, 2, 0, 1]


def test_claims_and_counts_come_for_each_id_in_the_order_asked(town):
    view = town.view(STAFF)

    claims = view.claims_of([TWIN, "s-atlantis", TWIN])

    assert [[claim.property for claim in group] for group in claims] == [
        ["kind", "label", "country"],
        [],
        ["kind", "label", "country"],
    ]
    assert view.claim_counts([MEMO, "q-atlantis", PAGE, DECK, MEMO]) == [4, 0, 3, 55, 4]


def test_asking_for_nothing_gives_nothing(town):
    view = town.view(STAFF)
    assert view.records([]) == view.related(Related.TIES, [], Selection("tie"), ALL) == view.claims_of([]) == []


@pytest.mark.parametrize(
    ("what", "kind", "owner", "expected"),
    [
        (Related.PARTNERS, "stakeholder", TOWN, [HELPERS, TWIN, HARBOUR, WATERWORKS]),
        (Related.PARTNERS, "stakeholder", HARBOUR, [TOWN]),
        (Related.PARTNERS, "stakeholder", WATERWORKS, [TOWN]),
        (Related.EVENTS, "event", HARBOUR, ["e-brueckentage"]),
        (Related.NOTES, "note", SOLIDARITY, ["n-wasser-fuer-alle"]),
        (Related.COOPERATION_EVENTS, "event", SOLIDARITY, ["e-brueckentage"]),
        (Related.PARTICIPANTS, "stakeholder", "e-brueckentage", [TOWN, HARBOUR]),
        (Related.EVENT_COOPERATIONS, "cooperation", "e-brueckentage", [SOLIDARITY]),
        (Related.SOURCES, "source", HARBOUR, [DECK, PAGE]),
    ],
)
def test_what_hangs_on_a_record(town, what, kind, owner, expected):
    (page,) = town.view(PUBLIC).related(what, [owner], Selection(kind), ALL)
    assert names(page) == expected
