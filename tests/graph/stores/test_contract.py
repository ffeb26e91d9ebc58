# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises 1 and 2: commits are atomic and gapless, equal content is no news."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.errors import BadInput, Conflict, UnknownCode, UnknownId
from graph.model import NOW, Audience, Claim, Passage, Term
from graph.selection import Selection
from graph.stores.protocol import Change, NewRecord, Store
from tests.graph.stores.city import HARBOUR, PAGE, TOWN, TWIN, city, edited, fed
from tests.graph.stores.contract import ALL, everything
from tests.graph.stores.story import Story

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


def labels(store: Store, name: str) -> list[str]:
    """All names of a record, as staff sees it."""
    record = store.view(STAFF).records([name])[0]
    return [found.text for found in record.names] if record else []


# ------------------------------------------------------------------ 1 atomic, gapless, refused when stale


def test_an_empty_store_is_at_revision_0_and_shows_nothing(store):
    assert store.latest() == 0
    assert store.revisions(STAFF) == []
    assert store.view(PUBLIC).revision.number == 0
    assert store.view(PUBLIC).page(Selection("stakeholder"), ALL).total == 0


def test_revisions_are_numbered_without_gaps(town):
    town.commit(edited(TWIN, "alias", "Nordowo"))
    town.commit(city())  # says nothing new
    town.commit(edited(HARBOUR, "alias", "Hafenstadt"))

    assert [revision.number for revision in town.revisions(STAFF)] == [1, 2, 3]
    assert town.latest() == 3


def test_a_revision_tells_who_when_and_how_much(town):
    outcome = town.commit(edited(TWIN, "alias", "Nordowo"))

    revision = town.revisions(STAFF)[-1]
    assert (revision.author, revision.message, revision.entered, revision.left) == ("erika", "corrected", 1, 0)
    assert revision.at.isoformat() == "2026-01-01T12:00:00+00:00"
    assert outcome.revision == revision
    assert (outcome.entered, outcome.left, outcome.unchanged) == (1, 0, 0)


@pytest.mark.parametrize(
    ("claim", "error"),
    [
        (Claim("s-atlantis", "alias", None, PAGE, ()), UnknownId),
        (Claim(TOWN, "kind", Term("twon"), PAGE, ()), UnknownCode),
        (Claim(TOWN, "favourite", None, PAGE, ()), UnknownCode),
        (Claim(TOWN, "kind", None, TWIN, ()), BadInput),
        (Claim(TOWN, "starts", Term("municipality"), PAGE, ()), BadInput),
        (Claim("+nobody", "kind", Term("municipality"), PAGE, ()), BadInput),
    ],
)
def test_a_change_with_one_wrong_claim_changes_nothing(town, claim, error):
    before = everything(town, STAFF, NOW)
    right = edited(TWIN, "alias", "Nordowo").entries

    with pytest.raises(error):
        town.commit(Change("erika", "half wrong", (*right, claim)))

    assert town.latest() == 1
    assert everything(town, STAFF, NOW) == before


def test_a_loader_that_breaks_half_way_leaves_nothing_behind(town):
    def breaking() -> Iterator[NewRecord | Claim]:
        yield from edited(TWIN, "alias", "Nordowo").entries
        raise OSError("the file ends here")

    with pytest.raises(OSError, match="ends here"):
        town.commit(Change("loader file 1", "", breaking()))

    assert (town.latest(), labels(town, TWIN)) == (1, ["Nordau"])


def test_a_change_decided_on_old_knowledge_is_refused_and_names_what_has_changed(town):
    town.commit(edited(TWIN, "alias", "Nordowo"))
    town.commit(edited(HARBOUR, "alias", "Hafenstadt"))

    with pytest.raises(Conflict) as refused:
        town.commit(edited(TWIN, "alias", "Nordow"), expected_revision=1)

    assert (refused.value.expected, refused.value.current, refused.value.touched) == (1, 3, (TWIN,))
    assert town.latest() == 3


def test_old_knowledge_does_no_harm_where_nothing_touched_has_changed(town):
    town.commit(edited(HARBOUR, "alias", "Hafenstadt"))

    town.commit(edited(TWIN, "alias", "Nordow"), expected_revision=1)

    assert labels(town, TWIN) == ["Nordau", "Nordow"]


def test_two_people_who_replace_one_claim_are_told_of_each_other(town):
    (claim,) = [claim for claim in town.view(STAFF).claims_of([TWIN])[0] if claim.property == "country"]
    town.commit(replace(edited(TWIN, "country", "LT"), leave=(claim.id,)), expected_revision=1)

    with pytest.raises(Conflict) as refused:
        town.commit(replace(edited(TWIN, "country", "LV"), leave=(claim.id,)), expected_revision=1)

    assert refused.value.touched == (TWIN,)


def test_a_claim_that_is_not_there_cannot_leave(town):
    with pytest.raises(UnknownId):
        town.commit(Change("erika", "", leave=("k-000000000000",)))
    assert town.latest() == 1


# ------------------------------------------------------------------ 2 equal content is no news


def test_telling_the_same_again_makes_no_revision(store):
    first = store.commit(city())
    again = store.commit(city())

    assert (first.entered, first.unchanged) == (62, 0)
    assert (again.revision, again.entered, again.left, again.unchanged) == (None, 0, 0, 62)
    assert again.ids == first.ids


def test_loading_a_feed_again_makes_no_revision(town):
    first = town.commit(fed("Nordowo", second="PL"))
    again = town.commit(fed("Nordowo", second="PL"))

    assert (again.revision, again.entered, again.left) == (None, 0, 0)
    assert again.unchanged == first.entered == 6
    assert again.ids == first.ids == {"+file": "q-namensregister", "+nordau": "s-nordau-2"}
    assert town.latest() == 2


def test_what_a_shorter_version_of_a_feed_no_longer_says_leaves(town):
    ids = town.commit(fed("Nordowo", "Nordow", second="PL")).ids

    outcome = town.commit(fed("Nordow"))

    assert (outcome.entered, outcome.left) == (0, 2)
    assert labels(town, ids["+nordau"]) == ["Nordau", "Nordow"]
    assert town.view(STAFF).records([ids["+nordau"]])[0].code("country") == ""


def test_a_feed_takes_back_only_what_it_brought_itself(town):
    ids = town.commit(fed("Nordowo")).ids
    story = Story("loader other 1", feed="+other", source=ids["+file"])
    story.record("other", "source", "Andere Datei", kind="dataset", title="Andere Datei")
    story.says(ids["+nordau"], "alias", "Severin")
    town.commit(story.change())
    town.commit(edited(ids["+nordau"], "alias", "Nordstadt"))

    town.commit(fed())

    assert labels(town, ids["+nordau"]) == ["Nordau", "Nordstadt", "Severin"]


def test_a_moved_row_changes_the_place_and_no_fact(town):
    ids = town.commit(fed("Nordowo")).ids
    moved = [
        replace(entry, passages=(Passage("line 99"),))
        if isinstance(entry, Claim) and entry.property == "alias"
        else entry
        for entry in fed("Nordowo").entries
    ]

    outcome = town.commit(replace(fed(), entries=moved))

    (claim,) = [claim for claim in town.view(STAFF).claims_of([ids["+nordau"]])[0] if claim.property == "alias"]
    assert (outcome.entered, outcome.left, claim.passages[0].locator) == (1, 1, "line 99")


def test_equal_claims_of_one_load_are_one_claim_with_both_places(town):
    story = Story(source=PAGE)
    story.says(TWIN, "alias", "Nordowo", locator="line 12")
    story.says(TWIN, "alias", "Nordowo", locator="line 4")
    outcome = town.commit(story.change())

    (claim,) = town.view(STAFF).claims_of([TWIN])[0][-1:]
    assert outcome.entered == 1
    assert [passage.locator for passage in claim.passages] == ["line 4", "line 12"]


def test_what_an_editor_retracted_the_same_feed_does_not_bring_back(town):
    ids = town.commit(fed("Nordowo", "Nordow")).ids
    (wrong,) = [c for c in town.view(STAFF).claims_of([ids["+nordau"]])[0] if getattr(c.value, "text", "") == "Nordow"]
    town.commit(Change("erika", "nobody says that", retract=(wrong.id,)))

    again = town.commit(fed("Nordowo", "Nordow"))
    other = town.commit(fed("Nordowo", "Nordow", "Nordów"))

    assert (again.revision, again.held_back) == (None, 1)
    assert (other.entered, other.held_back) == (1, 1)
    assert labels(town, ids["+nordau"]) == ["Nordau", "Nordowo", "Nordów"]


def test_what_only_left_comes_back_with_its_feed(town):
    ids = town.commit(fed("Nordowo")).ids
    (claim,) = [c for c in town.view(STAFF).claims_of([ids["+nordau"]])[0] if c.property == "alias"]
    town.commit(Change("erika", "", leave=(claim.id,)))

    town.commit(fed("Nordowo"))

    assert labels(town, ids["+nordau"]) == ["Nordau", "Nordowo"]


def test_a_claim_is_the_same_whether_its_feed_is_named_or_not(town):
    town.commit(fed("Nordowo"))
    named = [replace(entry, feed="+file") if isinstance(entry, Claim) else entry for entry in fed("Nordowo").entries]

    assert town.commit(replace(fed(), entries=named)).revision is None
    assert {claim.feed for claim in town.view(STAFF).claims_of(["q-namensregister"])[0]} == {""}
