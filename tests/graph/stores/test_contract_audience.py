# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promise 6: what an audience may not see is nowhere in its answers, and does not change them."""
# Longer than 300 lines because a promise is one file, and this one has most ways of being broken.

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.errors import UnknownId, UnknownRevision
from graph.model import NOW, Audience, Claim, Identifier, Passage, Rank, at
from graph.selection import ClaimFilter, CodeFilter, Projection, Related, Selection, TextFilter
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, NewRecord, Store
from tests.graph.stores.city import (
    CONFERENCE,
    HARBOUR,
    HELPERS,
    MEMO,
    PAGE,
    SOLIDARITY,
    TOWN,
    TWIN,
    WATERWORKS,
    told,
)
from tests.graph.stores.contract import ALL, Repeatable, everything, network_lines
from tests.graph.stores.story import INTERNAL, Story, de, ref, tied

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
HIDDEN_WORDS = ("Erika", "Beispiel", "Bürgermeisterin", "Vermerk", "Pumpen", "post@helfende.example", "q-vermerk")


@pytest.fixture
def erika(town):
    """The id of the person."""
    (found,) = town.view(STAFF).named("stakeholder", "Erika Beispiel")
    return found


def said_to(store: Store, audience: Audience) -> str:
    """All that an audience is told."""
    return "\n".join(everything(store, audience, NOW))


# ------------------------------------------------------------------ nothing hidden in any answer


def test_staff_is_told_what_the_public_is_not(town):
    staff, public = said_to(town, STAFF), said_to(town, PUBLIC)
    assert all(word in staff for word in HIDDEN_WORDS)
    assert not any(word in public for word in HIDDEN_WORDS)


def test_the_public_answers_are_those_of_a_store_that_knows_only_what_is_public(town, kinds):
    """A world told without person, memo and internal claims: all is equal but the claims' ids and the hash."""
    hidden = {"+vermerk", "+erika"}

    def is_public(entry: NewRecord | Claim) -> bool:
        text = repr(entry)
        return not any(f"'{name}'" in text for name in hidden) and "INTERNAL" not in text

    entries = tuple(entry for entry in told().entries if is_public(entry))
    entries = tuple(entry for entry in entries if not is_of_erikas_keys(entry, told().entries))
    other = MemoryStore(kinds, Repeatable())
    other.commit(Change("loader slides 1.0", "", entries))

    assert everything(town, PUBLIC, NOW) == everything(other, PUBLIC, NOW)


def is_of_erikas_keys(entry: NewRecord | Claim, entries: Sequence[NewRecord | Claim]) -> bool:
    """Whether a claim is about a participation or tie of the person."""
    handles = {e.handle for e in entries if isinstance(e, NewRecord) and e.key and "+erika" in repr(e.key)}
    return isinstance(entry, Claim) and entry.record in handles


def test_a_person_is_found_under_no_name_and_no_id(town, erika):
    view = town.view(PUBLIC)

    assert view.named("stakeholder", "Erika Beispiel") == ()
    assert view.records([erika]) == [None]
    with pytest.raises(UnknownId):
        view.resolve(erika)
    assert "erika" not in erika


def test_a_person_whom_a_source_makes_public_is_seen(town, erika):
    story = Story(source=PAGE)
    story.says(erika, "visibility", "public")
    town.commit(story.change())

    assert town.view(PUBLIC).named("stakeholder", "Erika Beispiel") == (erika,)


def test_participations_and_ties_with_a_hidden_end_are_hidden(town, erika):
    staff, public = town.view(STAFF), town.view(PUBLIC)

    assert staff.page(Selection("participation"), ALL).total == 7
    assert public.page(Selection("participation"), ALL).total == 6
    assert staff.records([tied(erika, "holds_role", TOWN)])[0] is not None
    assert public.records([tied(erika, "holds_role", TOWN)]) == [None]
    assert public.related(Related.TIES, [TOWN], Selection("tie"), ALL)[0].total == 1


def test_a_participation_on_a_hidden_side_is_hidden(town):
    story = Story(source=PAGE)
    story.says(TOWN, "visibility", "internal")
    town.commit(story.change())

    assert [item.id for item in town.view(PUBLIC).page(Selection("stakeholder"), ALL).items] == [
        HELPERS,
        TWIN,
        HARBOUR,
        WATERWORKS,
    ]
    assert (
        town.view(PUBLIC).related(Related.PARTICIPATIONS, [SOLIDARITY], Selection("participation"), ALL)[0].total == 1
    )


def test_what_points_to_something_hidden_does_not_point(town, erika):
    (event,) = town.view(PUBLIC).records([CONFERENCE])
    assert event.refs("participant") == (ref(TOWN, "host"), ref(HARBOUR, "visitor"))
    assert town.view(PUBLIC).related(Related.PARTICIPANTS, [CONFERENCE], Selection("stakeholder"), ALL)[0].total == 2


def test_a_record_without_a_public_label_is_hidden(town):
    story = Story(source=PAGE)
    story.record("still", "stakeholder", kind="association")
    story.says("+still", "label", "Stille Gruppe", visibility=INTERNAL)
    name = town.commit(story.change()).ids["+still"]

    assert town.view(STAFF).records([name])[0].one("label").value == de("Stille Gruppe")
    assert town.view(PUBLIC).records([name]) == [None]
    assert town.view(PUBLIC).facet(Selection("stakeholder"), "kind")[0] == ("municipality", 3)


def test_a_deprecated_label_does_not_make_a_record_public(town):
    story = Story(source=PAGE)
    story.record("irrtum", "stakeholder", kind="association")
    story.says("+irrtum", "label", "Irrtum", rank=Rank.DEPRECATED)
    name = town.commit(story.change()).ids["+irrtum"]

    assert town.view(PUBLIC).records([name]) == [None]


def test_an_internal_claim_wins_no_fact_of_the_public(town):
    story = Story(source=PAGE)
    story.says(TWIN, "country", "LT", rank=Rank.PREFERRED, visibility=INTERNAL)
    town.commit(story.change())

    assert town.view(STAFF).records([TWIN])[0].code("country") == "LT"
    assert town.view(PUBLIC).records([TWIN])[0].code("country") == "PL"
    assert town.view(PUBLIC).identified("stakeholder", "wikidata", "Q101") == (TOWN,)


def test_an_internal_name_or_identifier_finds_nothing(town):
    story = Story(source=MEMO)
    story.says(TWIN, "alias", "Geheimdorf")
    story.says(TWIN, "identifier", Identifier("wikidata", "Q999"))
    town.commit(story.change())
    view = town.view(PUBLIC)

    assert (view.named("stakeholder", "Geheimdorf"), view.identified("stakeholder", "wikidata", "Q999")) == ((), ())
    assert "Geheimdorf" not in {row.text for row in view.names()}
    assert town.view(STAFF).named("stakeholder", "geheimdorf") == (TWIN,)


def test_a_hidden_cooperation_ties_nobody(town):
    before = network_lines(town.view(PUBLIC), Projection.STATED)
    story = Story(source=PAGE)
    story.cooperation("plan", "Geheimer Plan", "contact", claims=INTERNAL)
    story.joins(HARBOUR, "+plan", "party")
    story.joins(TWIN, "+plan", "party")
    town.commit(story.change())

    assert network_lines(town.view(PUBLIC), Projection.STATED) == before
    assert network_lines(town.view(STAFF), Projection.STATED) != before
    assert town.view(PUBLIC).related(Related.PARTNERS, [HARBOUR], Selection("stakeholder"), ALL)[0].total == 1


# ------------------------------------------------------------------ who says so


def test_the_public_is_told_of_a_loader_and_that_an_editor_wrote_but_not_who(town):
    story = Story(source=PAGE)
    story.says(TWIN, "alias", "Nordowo", author="erika.beispiel")
    town.commit(replace(story.change(), author="erika.beispiel", message="what Erika told me"))
    view = town.view(PUBLIC)

    (claim,) = [claim for claim in view.claims_of([TWIN])[0] if claim.property == "alias"]
    assert claim.author == view.revision.author == "editor"
    assert view.revision.message == ""
    assert town.revisions(PUBLIC)[0].author == "slides 1.0"
    assert town.view(STAFF).revision.message == "what Erika told me"


def test_the_public_cannot_ask_for_an_editor_by_name(town):
    story = Story(source=PAGE)
    story.says(TWIN, "alias", "Nordowo", author="erika.beispiel")
    town.commit(story.change())
    wanted = ClaimFilter(author=TextFilter(contains="erika"))

    assert town.view(STAFF).claims(wanted, ALL)[1].total == 1
    assert town.view(PUBLIC).claims(wanted, ALL)[1].total == 0


def test_a_hidden_feed_that_cites_a_public_source_is_not_named(town):
    story = Story(feed="+mappe", source=PAGE)
    story.record("mappe", "source", "Interne Mappe", kind="spreadsheet", title="Interne Mappe", visibility="internal")
    story.says(TWIN, "alias", "Nordowo")
    feed = town.commit(story.change()).ids["+mappe"]

    (claim,) = [claim for claim in town.view(PUBLIC).claims_of([TWIN])[0] if claim.property == "alias"]
    assert (claim.source, claim.feed) == (PAGE, "")
    assert feed not in said_to(town, PUBLIC)


# ------------------------------------------------------------------ revisions without public change are no news


def add_internally(store: Store, text: str) -> None:
    """An editor adds what only staff may know."""
    story = Story("erika", "internal", source=PAGE)
    story.says(TWIN, "description", text, visibility=INTERNAL)
    store.commit(story.change())


def test_an_internal_change_is_no_news_to_the_public(town):
    before = said_to(town, PUBLIC)

    add_internally(town, "streng vertraulich")

    assert said_to(town, PUBLIC) == before
    assert [revision.number for revision in town.revisions(PUBLIC)] == [1]
    assert [revision.number for revision in town.revisions(STAFF)] == [1, 2]
    assert town.view(PUBLIC).revision == town.revisions(PUBLIC)[-1]


def test_a_revision_that_is_no_news_cannot_be_asked_for(town):
    add_internally(town, "streng vertraulich")

    with pytest.raises(UnknownRevision) as refused:
        town.view(PUBLIC, at(revision=2))

    assert "to 1" in refused.value.hint
    assert town.view(STAFF, at(revision=2)).revision.number == 2


def test_between_two_public_revisions_the_earlier_one_is_shown(town):
    add_internally(town, "streng vertraulich")
    story = Story(source=PAGE)
    story.says(TWIN, "alias", "Nordowo")
    town.commit(story.change())

    assert [revision.number for revision in town.revisions(PUBLIC)] == [1, 3]
    assert town.view(PUBLIC, at(revision=2)).revision.number == 1


def test_counts_and_hash_of_a_revision_are_over_what_the_public_sees(town):
    (public,), (staff,) = town.revisions(PUBLIC), town.revisions(STAFF)

    assert (staff.entered, public.entered) == (62, 51)
    assert staff.hash != public.hash


def test_the_hash_comes_back_when_the_claims_do(town, erika):
    before = town.view(PUBLIC).revision.hash
    town.commit(Change("erika", "", leave=(town.view(STAFF).claims_of([TWIN])[0][2].id,)))
    changed = town.view(PUBLIC).revision.hash
    town.erase(erika, "asked for", "admin")

    assert changed != before
    assert town.view(PUBLIC).revision.hash == changed


def test_a_visibility_that_changes_is_news(town):
    story = Story(source=PAGE)
    story.says(TWIN, "visibility", "internal")
    town.commit(story.change())

    last = town.revisions(PUBLIC)[-1]
    assert (last.number, last.entered, last.left) == (2, 0, 4)
    assert town.view(PUBLIC).records([TWIN]) == [None]


def test_what_has_left_is_shown_to_the_public_only_as_far_as_it_was_public(town):
    claims = [c for c in town.view(STAFF).claims_of([HELPERS])[0] if c.property in ("contact", "country")]
    town.commit(Change("erika", "", leave=tuple(claim.id for claim in claims)))
    view = town.view(PUBLIC)

    former = [claim.property for claim in view.claims_of([HELPERS], former=True)[0] if claim.left]
    assert former == ["country"]
    assert [view.claim(claim.id) is None for claim in claims] == [claim.property == "contact" for claim in claims]


def test_filters_count_only_what_is_public(town):
    wanted = ClaimFilter(property=CodeFilter(in_=("contact", "description")))
    assert town.view(STAFF).claims(wanted, ALL)[1].total == 2
    assert town.view(PUBLIC).claims(wanted, ALL)[1].total == 0


# ------------------------------------------------------------------ sources that rest on sources


def resting(store: Store, **minutes: str) -> None:
    """Minutes that alone say what a press release is, which alone speaks of a company."""
    story = Story()
    story.new_source("minutes", "Protokoll", **minutes)
    press = story.record("press", "source", "Presse", kind="press_release", title="Presse")
    story.source = press
    story.body("acme", "Acme", "company")
    store.commit(story.change())


def test_what_rests_on_a_hidden_source_is_hidden_too(store):
    resting(store, visibility="internal")
    assert store.view(STAFF).page(Selection("source"), ALL).total == 2
    assert store.view(PUBLIC).page(Selection("source"), ALL).total == 0
    assert store.view(PUBLIC).page(Selection("stakeholder"), ALL).total == 0
    assert "Acme" not in said_to(store, PUBLIC)


def test_when_the_source_beneath_opens_or_closes_so_does_all_that_rests_on_it(store):
    resting(store)
    assert "Acme" in said_to(store, PUBLIC)
    minutes = store.view(STAFF).named("source", "Protokoll")[0]
    line = (Passage("line 1"),)
    hiding = Claim(minutes, "visibility", de("internal"), minutes, line, author="Erika", visibility=INTERNAL)
    store.commit(Change("Erika", "hidden", (hiding,)))
    assert "Acme" not in said_to(store, PUBLIC)
    claim = next(said for said in store.view(STAFF).claims_of([minutes])[0] if said.property == "visibility")
    store.commit(Change("Erika", "shown again", leave=(claim.id,)))
    assert "Acme" in said_to(store, PUBLIC)
