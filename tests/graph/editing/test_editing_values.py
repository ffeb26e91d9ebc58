# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an edit does to what is said already: absent is untouched, a value replaces the editor's, null takes back."""

from dataclasses import replace

import pytest

from graph.editing.saying import Evidence, Given
from graph.kinds import Kinds
from graph.model import Audience, Claim, Identifier, Passage, Rank, Term, Text, ValueState, Visibility
from graph.stores.protocol import Change, NewRecord
from tests.graph.editing.small_town import CLUB, FEED, TOWN, Editor, citing, tell, town


@pytest.fixture
def anna(kinds: Kinds) -> Editor:
    return Editor(town(kinds))


def claims_of(anna: Editor, record: str, name: str) -> list[Claim]:
    return [claim for claim in anna.record(record).claims if claim.property == name]


def test_a_value_is_shown_before_what_sources_say_and_they_stay_as_alternatives(anna: Editor):
    anna.update(TOWN, description=Text("Eine alte Stadt.", "de"))

    (fact,) = anna.record(TOWN).facts["description"]
    assert fact.value == Text("Eine alte Stadt.", "de")
    assert not fact.is_disputed
    assert [claim.value for claim in fact.alternatives] == [Text("Eine Stadt.", "de")]


def test_what_is_not_given_is_untouched(anna: Editor):
    before = anna.record(TOWN)

    anna.update(TOWN, description=Text("Eine alte Stadt.", "de"))

    after = anna.record(TOWN)
    assert {name: fact for name, fact in after.facts.items() if name != "description"} == {
        name: fact for name, fact in before.facts.items() if name != "description"
    }


def test_an_editor_replaces_what_editors_said_before(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    Editor(anna.store, "bert").update(TOWN, level=Term("state"))

    (claim,) = claims_of(anna, TOWN, "level")
    assert (claim.value, claim.author, claim.rank) == (Term("state"), "bert", Rank.PREFERRED)


def test_an_edit_cites_the_source_of_edits_and_the_revision_that_it_makes(anna: Editor):
    saved = anna.update(TOWN, level=Term("regional"))

    (claim,) = claims_of(anna, TOWN, "level")
    assert saved.outcome
    assert saved.outcome.revision
    assert saved.outcome.revision.number == 2
    assert claim.passages == (Passage("revision 2"),)
    assert anna.record(claim.source).code("kind") == "editing"


def test_there_is_one_source_of_edits(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    Editor(anna.store, "bert").update(CLUB, level=Term("municipal"))

    sources = {claim.source for record in (TOWN, CLUB) for claim in claims_of(anna, record, "level")}
    assert len(sources) == 1


def test_saying_what_is_shown_already_makes_no_revision(anna: Editor):
    saved = anna.update(TOWN, kind=Term("municipality"), label=[Text("Auental", "de")])

    assert saved.plan.change is None
    assert anna.store.latest() == 1


def test_saying_what_is_shown_already_with_a_source_is_a_claim_of_that_source(anna: Editor):
    citing(anna, Evidence(FEED, "line 7", "Auental, Stadt")).update(TOWN, kind=Term("municipality"))

    claim = claims_of(anna, TOWN, "kind")[-1]
    assert (claim.source, claim.passages) == (FEED, (Passage("line 7", "Auental, Stadt"),))
    assert claim.feed == anna.store.origins("", ["editing"])[0]


def test_saying_it_again_with_the_same_source_makes_no_revision(anna: Editor):
    for _ in range(2):
        citing(anna, Evidence(FEED, "line 7")).update(TOWN, kind=Term("municipality"))

    assert anna.store.latest() == 2


def test_only_the_languages_given_are_replaced(anna: Editor):
    anna.update(TOWN, label=[Text("Auental am Fluss", "de")])

    assert anna.shown(TOWN, "label") == ["Auental am Fluss", "Auenthal"]


def test_null_takes_back_what_everyone_says(anna: Editor):
    anna.update(TOWN, description=None)

    assert anna.shown(TOWN, "description") == []


def test_what_null_took_back_does_not_come_with_the_same_feed_again(anna: Editor):
    anna.update(TOWN, description=None)

    tell(anna.store)

    assert anna.shown(TOWN, "description") == []


def test_what_null_took_back_may_be_said_by_an_editor_again(anna: Editor):
    anna.update(TOWN, description=Text("Alt.", "de"))
    anna.update(TOWN, description=None)

    anna.update(TOWN, description=Text("Alt.", "de"))

    assert anna.shown(TOWN, "description") == ["Alt."]


def test_what_a_record_needs_is_not_taken_back(anna: Editor):
    saved = anna.update(TOWN, kind=None)

    assert [(found.code, found.place) for found in saved.plan.complaints] == [("MISSING_VALUE", "kind")]
    assert anna.shown(TOWN, "kind") == ["municipality"]


# ------------------------------------------------------------------ many values


def test_a_list_is_the_new_set(anna: Editor):
    anna.update(TOWN, url=[Text("https://auental.example"), Text("https://neu.example")])

    assert anna.shown(TOWN, "url") == ["https://auental.example", "https://neu.example"]


def test_what_is_beyond_the_list_does_not_come_with_the_same_feed_again(anna: Editor):
    anna.update(TOWN, url=[Text("https://auental.example")])

    tell(anna.store, level=Term("municipal"))

    assert anna.shown(TOWN, "url") == ["https://auental.example"]


def test_an_empty_list_takes_all_back(anna: Editor):
    anna.update(TOWN, url=[])

    assert anna.shown(TOWN, "url") == []


def test_what_a_feed_says_of_a_list_stays_the_feeds(anna: Editor):
    anna.update(TOWN, url=[Text("https://auental.example"), Text("https://neu.example")])

    by = {str(claim.value): claim.source == FEED for claim in claims_of(anna, TOWN, "url")}
    assert list(by.values()) == [True, False]


def test_a_list_is_shown_whole_even_beside_a_preferred_value(anna: Editor):
    anna.add(TOWN, "url", Given(Text("https://a.example")), Rank.PREFERRED)

    anna.update(TOWN, url=[Text("https://a.example"), Text("https://b.example")])

    assert anna.shown(TOWN, "url") == ["https://a.example", "https://b.example"]


# ------------------------------------------------------------------ states, ranks, what is seen


def test_unknown_and_none_are_said_as_such(anna: Editor):
    anna.update(TOWN, starts=ValueState.UNKNOWN, ends=ValueState.NONE)

    assert (anna.shown(TOWN, "starts"), anna.shown(TOWN, "ends")) == (["UNKNOWN"], ["NONE"])


def test_what_a_person_corrects_is_shown_even_where_a_feed_prefers_its_own(anna: Editor):
    preferred = Claim(TOWN, "level", Term("state"), FEED, (Passage("line 3"),), rank=Rank.PREFERRED)
    anna.store.commit(Change("loader t 1", "prefers", (preferred,)))

    anna.update(TOWN, level=Term("regional"))

    (fact,) = anna.record(TOWN).facts["level"]
    assert (fact.value, fact.is_disputed) == (Term("regional"), False)
    assert [claim.value for claim in fact.alternatives] == [Term("state")]


def test_added_claims_stand_beside_what_is_there(anna: Editor):
    anna.add(TOWN, "identifier", Given(Identifier("geonames", "7")))

    assert anna.shown(TOWN, "identifier") == ["geonames:7", "wikidata:Q1"]


def test_adding_the_same_claim_again_makes_no_revision(anna: Editor):
    for _ in range(2):
        anna.add(TOWN, "alias", Given(Text("Altstadt", "de"), valid=("1900", "1950")))

    assert anna.store.latest() == 2


def test_contacts_and_persons_are_for_staff_only(anna: Editor):
    anna.update(TOWN, contact=[Text("rathaus@auental.example")])
    saved = anna.create("stakeholder", kind=Term("person"), label=[Text("Erna Muster", "de")])

    contact = claims_of(anna, TOWN, "contact")[0]
    assert contact.visibility is Visibility.INTERNAL
    assert {claim.visibility for claim in anna.record(saved.about).claims} == {Visibility.INTERNAL}
    assert "muster" not in saved.about


def test_a_person_becomes_public_by_saying_so_and_what_shall_be_seen(anna: Editor):
    person = anna.create("stakeholder", kind=Term("person"), label=[Text("Erna Muster", "de")]).about

    anna.update(person, visibility=Text("public"), kind=Term("person"), label=[Text("Erna Muster", "de")])

    assert anna.record(person, Audience.PUBLIC).texts("label") == (Text("Erna Muster", "de"),)


def test_the_public_does_not_learn_who_edits(anna: Editor):
    anna.update(TOWN, level=Term("regional"))

    authors = {claim.author for claim in anna.record(TOWN, Audience.PUBLIC).claims if claim.property == "level"}
    assert authors == {"editor"}


def test_a_merged_record_is_edited_as_its_survivor(anna: Editor):
    double = anna.create("stakeholder", kind=Term("association"), label=[Text("Ruderverein", "de")]).about
    anna.store.commit(Change("anna", "merged", merge=((double, CLUB),)))

    anna.update(CLUB, label=[Text("Ruderclub Auental", "de")])

    assert anna.shown(CLUB, "label") == ["Ruderclub Auental"]


def test_a_record_of_another_feed_is_not_taken_for_the_source_of_edits(anna: Editor):
    new = NewRecord("+x", "source", "Anderes", origin="anderes")
    said = [Claim("+x", "kind", Term("register"), "+x", ()), Claim("+x", "title", Text("Anderes"), "+x", ())]
    anna.store.commit(Change("loader t 1", "x", (new, *(replace(claim, passages=(Passage("1"),)) for claim in said))))

    anna.update(TOWN, level=Term("regional"))

    assert claims_of(anna, TOWN, "level")[0].source.startswith("q-bearbeitung")
