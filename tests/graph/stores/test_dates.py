# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds at a date or in a window: partial dates, open ends, inherited dates, undated records, single claims."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import BadDate
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, ParticipationKey, Undated, ValueState, at
from graph.selection import (
    CodeFilter,
    CooperationFilter,
    DateFilter,
    Projection,
    RecordFilter,
    Related,
    Selection,
    StakeholderFilter,
)
from graph.stores.protocol import Store
from tests.graph.stores.contract import ALL, Repeatable, each, network_lines
from tests.graph.stores.story import Story, de, en, ref, taking_part, tied

PUBLIC = Audience.PUBLIC
UNKNOWN, NONE = ValueState.UNKNOWN, ValueState.NONE
TOWN, GUILD, CLUB = "s-altstadt", "s-gilde", "s-club"
ROAD, BRIDGE, WALK, PACT = "c-strasse", "c-bruecke", "c-weg", "c-pakt"


def told() -> Story:
    """A town that changed its name, a guild that ended in 1950, a club founded in May 1990, and what they did."""
    story = Story()
    story.new_source("q", "Chronik", "report")
    story.body("town", "Altstadt", "municipality")
    story.entries.pop()  # the label has dates of its own
    story.says("+town", "label", "Altstadt", valid_to="1946")
    story.says("+town", "label", "Neustadt", valid_from="1946-06")
    story.says("+town", "label", en("Newtown"), valid_from="1946-06")
    story.says("+town", "level", "state", valid_to="1918")
    story.says("+town", "country", "DE", valid_from="1949")
    story.body("guild", "Gilde", "association", ends="1950")
    story.body("club", "Club", "association", starts="1990-05")
    story.cooperation("road", "Straße", "contact", starts="1920", ends="1930")
    story.cooperation("bridge", "Brücke", "project_partnership", starts="1985-03")
    story.cooperation("walk", "Weg", "contact")
    story.cooperation("pact", "Pakt", "friendship")
    story.says("+pact", "starts", state=UNKNOWN)
    story.says("+pact", "ends", state=NONE)
    for word in ("road", "bridge", "walk", "pact"):
        story.joins("+town", f"+{word}", "party")
    story.joins("+guild", "+road", "party")
    story.joins("+guild", "+walk", "party", ends="1940")
    story.joins("+club", "+bridge", "partner", "+town")
    story.joins("+guild", "+pact", "funder", starts="1945-02-03")
    story.ties("+club", "member_of", "+town", starts="2000", ends="2010")
    story.ties("+guild", "part_of", "+town")
    story.record("fair", "event", "Messe", kind="trade_fair", label="Messe", starts="1992-10-03", ends="1992-10-05")
    story.record("talk", "event", "Gespräch", kind="meeting", label="Gespräch", participant=ref("+club", "host"))
    story.record("note", "note", "Ziel", kind="goal", text="Mehr Brücken", about=[ref("+guild")])
    return story


@pytest.fixture(scope="module", params=each())
def chronicle(request, tmp_path_factory, kinds: Kinds) -> Iterator[Store]:
    """A store of each engine with the chronicle in it."""
    store = request.param.open(tmp_path_factory.mktemp("dates"), kinds, Repeatable())
    store.commit(told().change())
    yield store
    store.close()


def ids(store: Store, kind: str, point: At, wanted: RecordFilter | None = None) -> set[str]:
    """What of a type is there at a point."""
    return {item.id for item in store.view(PUBLIC, point).page(Selection(kind, wanted), ALL).items}


def cooperations(store: Store, valid: str = "", until: str = "", undated: Undated = Undated.INCLUDE) -> set[str]:
    """The cooperations that are there at a date."""
    return ids(store, "cooperation", at(valid, until, undated))


# ------------------------------------------------------------------ periods


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((), {ROAD, BRIDGE, WALK, PACT}),
        (("1919",), {WALK, PACT}),
        (("1919-12-31",), {WALK, PACT}),
        (("1920",), {ROAD, WALK, PACT}),
        (("1930-12-31",), {ROAD, WALK, PACT}),
        (("1931",), {WALK, PACT}),
        (("1985-02-28",), {WALK, PACT}),
        (("1985",), {BRIDGE, WALK, PACT}),
        (("1985-03",), {BRIDGE, WALK, PACT}),
        (("2999",), {BRIDGE, WALK, PACT}),
        (("1925", "1990"), {ROAD, BRIDGE, WALK, PACT}),
        (("1931", "1984"), {WALK, PACT}),
        (("1930-12", "1931"), {ROAD, WALK, PACT}),
        (("", "1920-01-01"), {ROAD, WALK, PACT}),
    ],
)
def test_a_cooperation_is_there_if_its_period_overlaps(chronicle, dates, expected):
    assert cooperations(chronicle, *dates) == expected


@pytest.mark.parametrize(
    ("valid", "expected"),
    [("1940", {TOWN, GUILD}), ("1950-12-31", {TOWN, GUILD}), ("1951", {TOWN}), ("1990-05-01", {TOWN, CLUB})],
)
def test_a_stakeholder_is_there_if_its_period_overlaps_and_without_dates_always(chronicle, valid, expected):
    assert ids(chronicle, "stakeholder", at(valid)) == expected


def test_notes_and_sources_are_always_there(chronicle):
    assert ids(chronicle, "note", at("1600")) == {"n-ziel"}
    assert ids(chronicle, "source", at("1600")) == {"q-chronik"}


@pytest.mark.parametrize("text", ["1990-13", "90", "1990-02-30", "today", "1990-5", "199０"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(BadDate):
        at(text)


# ------------------------------------------------------------------ undated


@pytest.mark.parametrize(
    ("undated", "expected"),
    [
        (Undated.INCLUDE, {ROAD, WALK, PACT}),
        (Undated.EXCLUDE, {ROAD}),
        (Undated.ONLY, {WALK, PACT}),
    ],
)
def test_cooperations_without_a_known_date_can_be_left_out_or_asked_for_alone(chronicle, undated, expected):
    assert cooperations(chronicle, "1925", undated=undated) == expected


def test_undated_looks_at_dates_also_when_no_date_is_asked_for(chronicle):
    assert cooperations(chronicle, undated=Undated.EXCLUDE) == {ROAD, BRIDGE}
    assert cooperations(chronicle, undated=Undated.ONLY) == {WALK, PACT}


def test_undated_never_looks_at_stakeholders(chronicle):
    for undated in Undated:
        assert ids(chronicle, "stakeholder", at("1925", undated=undated)) == {TOWN, GUILD}


@pytest.mark.parametrize(
    ("undated", "expected"),
    [(Undated.INCLUDE, {"e-messe", "e-gespraech"}), (Undated.EXCLUDE, {"e-messe"}), (Undated.ONLY, {"e-gespraech"})],
)
def test_undated_looks_at_events(chronicle, undated, expected):
    assert ids(chronicle, "event", at("1992", undated=undated)) == expected


@pytest.mark.parametrize(
    ("undated", "expected"),
    [(Undated.INCLUDE, {"member_of"}), (Undated.EXCLUDE, {"member_of"}), (Undated.ONLY, set())],
)
def test_undated_looks_at_ties(chronicle, undated, expected):
    view = chronicle.view(PUBLIC, at("2005", undated=undated))
    found = view.records([item.id for item in view.page(Selection("tie"), ALL).items])
    assert {record.key.kind for record in found} == expected


# ------------------------------------------------------------------ participations and ties


def members(store: Store, cooperation: str, valid: str, undated: Undated = Undated.INCLUDE) -> set[str]:
    """Who takes part at a point."""
    view = store.view(PUBLIC, at(valid, undated=undated))
    (page,) = view.related(Related.PARTICIPATIONS, [cooperation], Selection("participation"), ALL)
    keys = [record.key for record in view.records([item.id for item in page.items]) if record]
    return {key.stakeholder for key in keys if isinstance(key, ParticipationKey)}


def test_a_participation_without_dates_has_those_of_its_cooperation(chronicle):
    assert members(chronicle, ROAD, "1925") == {TOWN, GUILD}
    assert members(chronicle, ROAD, "1925", undated=Undated.EXCLUDE) == {TOWN, GUILD}
    assert members(chronicle, ROAD, "1931") == set()
    assert members(chronicle, BRIDGE, "1995", undated=Undated.EXCLUDE) == {TOWN, CLUB}


def test_a_participation_ends_by_its_own_date_while_the_cooperation_goes_on(chronicle):
    assert members(chronicle, WALK, "1940") == {TOWN, GUILD}
    assert members(chronicle, WALK, "1941") == {TOWN}


def test_what_a_participation_inherits_it_inherits_bound_by_bound(chronicle):
    assert members(chronicle, PACT, "1945-02-02") == {TOWN}
    assert members(chronicle, PACT, "1945-02-03") == {TOWN, GUILD}


def test_a_participation_is_not_there_without_its_stakeholder(chronicle):
    assert members(chronicle, PACT, "1951") == {TOWN}
    assert members(chronicle, BRIDGE, "1988") == {TOWN}
    assert members(chronicle, BRIDGE, "1990") == {TOWN, CLUB}


def test_a_participation_with_dates_is_not_undated(chronicle):
    assert members(chronicle, WALK, "1930", undated=Undated.ONLY) == {TOWN}
    assert members(chronicle, WALK, "1930", undated=Undated.EXCLUDE) == set()


def test_a_tie_holds_if_it_and_both_its_ends_do(chronicle):
    membership, part = tied(CLUB, "member_of", TOWN), tied(GUILD, "part_of", TOWN)
    assert ids(chronicle, "tie", at("1999")) == set()
    assert ids(chronicle, "tie", at("2010-12-31")) == {membership}
    assert ids(chronicle, "tie", at("1950")) == {part}
    assert ids(chronicle, "tie", NOW) == {membership, part}


def test_partners_and_networks_are_those_of_the_date(chronicle):
    def partners(point: At) -> set[str]:
        (page,) = chronicle.view(PUBLIC, point).related(Related.PARTNERS, [TOWN], Selection("stakeholder"), ALL)
        return {item.id for item in page.items}

    assert [partners(at(year)) for year in ("1925", "1946", "1960", "1995")] == [{GUILD}, {GUILD}, set(), {CLUB}]
    assert network_lines(chronicle.view(PUBLIC, at("1960")), Projection.STATED)[0] == f"STATED ['{TOWN}']"


def test_event_guests_who_are_not_there_are_not_listed(chronicle):
    view = chronicle.view(PUBLIC, at("1980"))
    assert view.related(Related.PARTICIPANTS, ["e-gespraech"], Selection("stakeholder"), ALL)[0].total == 0
    assert view.related(Related.EVENTS, [CLUB], Selection("event"), ALL)[0].total == 0


# ------------------------------------------------------------------ claims with a validity of their own


@pytest.mark.parametrize(
    ("dates", "label", "level", "country"),
    [
        ((), "Neustadt", "state", "DE"),
        (("1900",), "Altstadt", "state", ""),
        (("1930",), "Altstadt", "state", ""),
        (("1949",), "Neustadt", "state", "DE"),
        (("2020",), "Neustadt", "state", "DE"),
    ],
)
def test_facts_are_those_of_the_date(chronicle, dates, label, level, country):
    (town,) = chronicle.view(PUBLIC, at(*dates)).records([TOWN])
    assert town.texts("label")[0] == de(label)
    assert (town.code("level"), town.code("country")) == (level, country)


def test_filters_and_facets_read_the_facts_of_the_date(chronicle):
    germans = StakeholderFilter(country=CodeFilter(eq="DE"))
    assert ids(chronicle, "stakeholder", at("1930"), germans) == set()
    assert ids(chronicle, "stakeholder", at("1950"), germans) == {TOWN}
    assert chronicle.view(PUBLIC, at("1930")).facet(Selection("stakeholder"), "country") == []


def test_names_find_the_record_at_every_date_and_labels_order_by_the_date(chronicle):
    assert chronicle.view(PUBLIC, at("2020")).named("stakeholder", "Altstadt") == (TOWN,)
    order = [item.id for item in chronicle.view(PUBLIC, at("1940")).page(Selection("stakeholder"), ALL).items]
    assert order == [TOWN, GUILD]
    order = [item.id for item in chronicle.view(PUBLIC, at("1948")).page(Selection("stakeholder"), ALL).items]
    assert order == [GUILD, TOWN]


def test_a_filter_on_dates_is_apart_from_the_date_asked_for(chronicle):
    began = CooperationFilter(starts=DateFilter(from_="1980", to="1989"))
    assert ids(chronicle, "cooperation", NOW, began) == {BRIDGE}
    assert ids(chronicle, "cooperation", at("1925"), began) == set()


def test_date_and_revision_may_be_asked_for_together(engine, tmp_path, kinds):
    store = engine.open(tmp_path, kinds, Repeatable())
    store.commit(told().change())
    story = Story(source="q-chronik")
    story.says(WALK, "starts", "1925")
    store.commit(story.change())

    point = at("1920", revision=1)

    assert WALK in ids(store, "cooperation", point)
    assert WALK not in ids(store, "cooperation", replace(point, revision=2))
    assert taking_part(WALK, TOWN, "party") not in ids(store, "participation", at("1920"))
    store.close()
