# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promise 7: every id ever given out resolves; ids are readable, made once, and say no person's name."""

import re

import pytest

from graph.errors import BadInput, Gone, UnknownId
from graph.model import Audience, at
from graph.selection import ClaimFilter, IdFilter, Related, Selection
from graph.stores.protocol import Change, Outcome, Store
from tests.graph.stores.city import (
    CONFERENCE,
    GOAL,
    HARBOUR,
    HELPERS,
    PAGE,
    SOLIDARITY,
    TOWN,
    TWIN,
    WATERWORKS,
    WATERWORKS_HELP,
    WATERWORKS_OWNED,
    city,
)
from tests.graph.stores.contract import ALL
from tests.graph.stores.story import Story, de, ref, taking_part, tied

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


def merged(store: Store, one: str, survivor: str) -> Outcome:
    """Two records turn out to be one."""
    return store.commit(Change("erika", "one body", merge=((one, survivor),)))


def double(store: Store) -> str:
    """The same town once more, from another file."""
    story = Story(source=PAGE)
    story.body("doppelt", "Seehafen", "municipality", origin="doppelt", alias="Hafenstadt")
    return store.commit(story.change()).ids["+doppelt"]


# ------------------------------------------------------------------ how ids are made


def test_ids_are_slugs_of_the_name_and_say_what_they_are_of(store):
    ids = store.commit(city()).ids
    assert [ids[word] for word in ("+brückau", "+solidarität", "+foliensatz", "+tage", "+ziel")] == [
        "s-brueckau",
        "c-solidaritaet-mit-seehafen",
        "q-foliensatz",
        "e-brueckentage",
        "n-wasser-fuer-alle",
    ]


def test_a_name_that_is_taken_is_numbered(town):
    assert [double(town)] == ["s-seehafen-2"]
    story = Story(source=PAGE)
    story.body("dritte", "Seehafen", "company")
    story.body("vierte", "Seehafen", "company")
    assert list(town.commit(story.change()).ids.values()) == ["s-seehafen-3", "s-seehafen-4"]


def test_one_name_in_two_types_is_no_conflict(store):
    story = Story()
    story.new_source("name", "Seehafen")
    story.body("ort", "Seehafen", "municipality")
    assert set(store.commit(story.change()).ids.values()) == {"q-seehafen", "s-seehafen"}


def test_the_id_of_a_person_is_ten_characters_that_say_nothing(store):
    name = store.commit(city()).ids["+erika"]
    assert re.fullmatch("s-[0-9a-z]{10}", name)


def test_participations_ties_and_claims_are_named_by_what_they_are(store, reference):
    assert store.commit(city()).ids == reference.commit(city()).ids
    view = store.view(STAFF)

    assert [record is None for record in view.records([WATERWORKS_HELP, WATERWORKS_OWNED])] == [False, False]
    ids = [claim.id for claim in view.claims_of([TOWN])[0]]
    assert ids == [claim.id for claim in reference.view(STAFF).claims_of([TOWN])[0]]
    assert all(re.fullmatch("k-[0-9a-z]{12}", name) for name in ids)


def test_an_id_stays_when_the_label_changes(town):
    story = Story(source=PAGE)
    story.says(TWIN, "label", "Neustadt")
    town.commit(story.change())
    assert town.view(PUBLIC).named("stakeholder", "Neustadt") == (TWIN,)


def test_a_feed_finds_its_records_again_by_its_own_names(town):
    assert town.origins("", ["brückau", "atlantis", "wasserwerk"]) == [TOWN, "", WATERWORKS]
    assert town.origins(PAGE, ["brückau"]) == [""]


# ------------------------------------------------------------------ ids resolve


@pytest.mark.parametrize("name", [TOWN, SOLIDARITY, WATERWORKS_HELP, WATERWORKS_OWNED, CONFERENCE, GOAL, PAGE])
def test_an_id_given_out_resolves_to_itself(town, name):
    assert town.view(PUBLIC).resolve(name) == name


@pytest.mark.parametrize("name", ["s-atlantis", "", "brueckau", "S-BRUECKAU", "k-000000000000", "s-%", "s-brueckau "])
def test_an_id_never_given_is_unknown(town, name):
    with pytest.raises(UnknownId):
        town.view(STAFF).resolve(name)
    assert town.view(STAFF).records([name]) == [None]


def test_a_merged_id_leads_to_the_survivor(town):
    other = double(town)
    merged(town, other, HARBOUR)

    assert [town.view(audience).resolve(other) for audience in Audience] == [HARBOUR, HARBOUR]
    assert town.view(STAFF).records([other]) == [None]
    assert {name.text for name in town.view(PUBLIC).records([HARBOUR])[0].names} >= {"Seehafen", "Hafenstadt"}


def test_a_chain_of_merges_leads_to_the_last(town):
    first, second = double(town), double_again(town)
    merged(town, first, second)
    merged(town, second, HARBOUR)

    assert [town.view(PUBLIC).resolve(name) for name in (first, second)] == [HARBOUR, HARBOUR]


def double_again(store: Store) -> str:
    """And once more."""
    story = Story(source=PAGE)
    story.body("dreifach", "Seehafen", "municipality")
    return store.commit(story.change()).ids["+dreifach"]


def test_a_merge_is_a_revision_and_news_and_the_same_again_is_none(town):
    other = double(town)

    assert merged(town, other, HARBOUR).revision == town.revisions(STAFF)[2]
    assert merged(town, other, HARBOUR).revision is None
    assert merged(town, HARBOUR, other).revision is None
    assert [revision.number for revision in town.revisions(PUBLIC)] == [1, 2, 3]


def test_before_the_merge_there_were_two(town):
    other = double(town)
    merged(town, other, HARBOUR)

    then = town.view(PUBLIC, at(revision=2))

    assert (then.resolve(other), then.records([other])[0].id) == (other, other)
    assert [name.text for name in then.records([HARBOUR])[0].names] == ["Seehafen", "Seehaven", "Seehavener"]


def test_what_pointed_to_the_merged_points_to_the_survivor(town):
    other = double(town)
    story = Story(source=PAGE)
    story.joins(other, SOLIDARITY, "funder")
    story.says(CONFERENCE, "participant", ref(other, "speaker"))
    town.commit(story.change())
    merged(town, other, HARBOUR)
    view = town.view(PUBLIC)

    (held,) = view.related(Related.PARTICIPATIONS, [HARBOUR], Selection("participation", roles=("funder",)), ALL)
    assert [view.records([item.id])[0].key.stakeholder for item in held.items] == [HARBOUR]
    assert ref(HARBOUR, "speaker") in view.records([CONFERENCE])[0].refs("participant")
    claims, _ = view.claims(ClaimFilter(record=IdFilter(eq=HARBOUR), type=("stakeholder",)), ALL)
    assert de("Hafenstadt") in [claim.value for claim in claims]


def test_participations_that_become_equal_are_one(town):
    other = double(town)
    story = Story(source=PAGE)
    second = story.joins(other, SOLIDARITY, "party", starts="2023-05")
    second = town.commit(story.change()).ids[second]
    merged(town, other, HARBOUR)
    view, first = town.view(PUBLIC), taking_part(SOLIDARITY, HARBOUR, "party")

    (parties,) = view.related(Related.PARTICIPATIONS, [SOLIDARITY], Selection("participation", roles=("party",)), ALL)
    assert [item.id for item in parties.items] == [taking_part(SOLIDARITY, TOWN, "party"), first]
    assert view.resolve(second) == first
    assert view.records([first])[0].one("starts").value.text == "2023-05"


def test_a_feed_that_knows_the_merged_one_loads_as_before(town):
    other = double(town)
    story = Story(source=PAGE)
    story.joins(other, SOLIDARITY, "funder")
    town.commit(story.change())
    merged(town, other, HARBOUR)

    assert town.commit(story.change()).revision is None
    assert double(town) == other
    assert town.latest() == 4


def test_merging_sources_keeps_what_they_say(town):
    story = Story()
    story.new_source("blatt", "Webseite, Seite 2")
    story.says(TWIN, "alias", "Nordowo")
    other = town.commit(story.change()).ids["+blatt"]
    merged(town, other, PAGE)
    view = town.view(PUBLIC)

    assert view.named("stakeholder", "Nordowo") == (TWIN,)
    assert view.claims_of([TWIN])[0][-1].source == PAGE
    assert view.claim_counts([PAGE, other]) == [6, 0]


def test_only_records_of_one_type_can_be_merged(town):
    with pytest.raises(BadInput):
        merged(town, SOLIDARITY, TOWN)
    with pytest.raises(UnknownId):
        merged(town, "s-atlantis", TOWN)
    assert town.latest() == 1


# ------------------------------------------------------------------ erased


def test_an_erased_id_is_gone_for_staff_and_was_never_given_for_the_public(town):
    town.erase(HELPERS, "they asked for it", "admin")

    with pytest.raises(Gone):
        town.view(STAFF).resolve(HELPERS)
    with pytest.raises(UnknownId):
        town.view(PUBLIC).resolve(HELPERS)
    with pytest.raises(Gone):
        town.view(STAFF, at(revision=1)).resolve(HELPERS)


def test_erasing_takes_what_was_merged_into_it_and_what_joined_it(town):
    other = double(town)
    merged(town, other, HARBOUR)
    town.erase(HARBOUR, "they asked for it", "admin")
    view = town.view(STAFF)

    for name in (other, HARBOUR, taking_part(SOLIDARITY, HARBOUR, "party")):
        with pytest.raises(Gone):
            view.resolve(name)
    assert view.records([CONFERENCE])[0].refs("participant")[0].record == TOWN
    assert HARBOUR not in {ref.record for ref in view.records([CONFERENCE])[0].refs("participant")}


def test_the_erased_is_in_no_earlier_revision(town):
    town.commit(Change("erika", "", leave=(town.view(STAFF).claims_of([HELPERS])[0][2].id,)))
    town.erase(HELPERS, "they asked for it", "admin")

    then = town.view(STAFF, at(revision=1))

    assert then.records([HELPERS]) == [None]
    assert then.named("stakeholder", "Helfende Hände") == ()
    assert town.problems() == []


def test_an_erased_id_is_not_given_again(town):
    town.erase(HELPERS, "they asked for it", "admin")
    story = Story(source=PAGE)
    story.body("neu", "Helfende Hände", "association", origin="helfer")

    assert town.commit(story.change()).ids["+neu"] == "s-helfende-haende-2"


def test_erasing_is_a_revision_that_says_why_to_staff_only(town):
    revision = town.erase(HELPERS, "they asked for it", "admin")

    assert (revision.number, revision.message, revision.author) == (2, "erased: they asked for it", "admin")
    assert (town.revisions(PUBLIC)[-1].message, town.revisions(PUBLIC)[-1].author) == ("", "editor")
    assert town.latest() == 2


def test_nothing_can_be_said_of_the_erased(town):
    town.erase(HELPERS, "they asked for it", "admin")
    story = Story(source=PAGE)
    story.says(HELPERS, "alias", "Helfer")

    with pytest.raises(UnknownId):
        town.commit(story.change())
    with pytest.raises(Gone):
        town.erase(HELPERS, "once more", "admin")
    with pytest.raises(UnknownId):
        town.erase("s-atlantis", "never there", "admin")


def test_a_tie_of_the_erased_is_gone_too(town):
    town.erase(WATERWORKS, "wrong", "admin")
    with pytest.raises(Gone):
        town.view(STAFF).resolve(tied(WATERWORKS, "owned_by", TOWN))
    assert town.view(STAFF).related(Related.TIES, [TOWN], Selection("tie"), ALL)[0].total == 1
