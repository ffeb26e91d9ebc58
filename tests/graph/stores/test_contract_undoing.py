# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was done can be tried before, seen afterwards and undone; nothing of it is lost on the way."""

from typing import Any

import pytest

from graph.changes import ChangeKind, difference
from graph.errors import BadInput, Conflict, UnknownRevision
from graph.model import Audience, Rank, Term, at
from graph.stores.entering import claim_key
from graph.stores.protocol import Change, Outcome, Store, View
from graph.undoing import undoing
from tests.graph.stores.city import (
    DECK,
    HARBOUR,
    SOLIDARITY,
    TOWN,
    TWIN,
    TWINNING,
    WATERWORKS,
    WATERWORKS_HELP,
    edited,
    fed,
)
from tests.graph.stores.story import Story

STAFF = Audience.INTERNAL
EVERYONE = Audience.PUBLIC


def facts(view: View, name: str) -> dict[str, list[Any]]:
    """What a record says, without who says it; nothing for one that is not there."""
    (record,) = view.records([name])
    return {key: [fact.value for fact in found] for key, found in record.facts.items()} if record else {}


def undo(store: Store, number: int) -> Outcome:
    """Undoes a revision."""
    return store.commit(undoing(store, number, author="erika"))


def claims(store: Store, name: str, kind: str = "description") -> list[Any]:
    """The present claims of one property."""
    (found,) = store.view(STAFF).claims_of([name])
    return [claim for claim in found if claim.property == kind]


# ------------------------------------------------------------------ trying


def test_a_rehearsal_shows_what_would_be_and_writes_nothing(town):
    with town.rehearse(edited(TWIN, "alias", "Nordauw")) as (outcome, view):
        would_be = facts(view, TWIN)["alias"]

    assert outcome.revision.number == 2
    assert outcome.entered == 1
    assert TWIN in outcome.touched
    assert len(would_be) == 1
    assert "alias" not in facts(town.view(STAFF), TWIN)
    assert town.latest() == 1


def test_after_a_rehearsal_the_same_can_be_committed(town):
    with town.rehearse(edited(TWIN, "alias", "Nordauw")) as (outcome, _):
        pass

    assert town.commit(edited(TWIN, "alias", "Nordauw")).revision.hash == outcome.revision.hash


def test_a_rehearsal_of_new_records_shows_them_and_their_relations(town):
    story = Story(source=DECK)
    story.body("ostau", "Ostau", "municipality")
    story.joins("+ostau", TWINNING, "party")
    with town.rehearse(story.change()) as (_, view):
        found = difference(town.view(STAFF), view, view.named("stakeholder", "Ostau"))

    assert [(change.kind, change.record) for change in found.changes] == [(ChangeKind.ADDED, "s-ostau")]
    assert town.view(STAFF).named("stakeholder", "Ostau") == ()


def test_a_rehearsal_is_refused_as_the_commit_would_be(town):
    town.commit(edited(TWIN, "alias", "Nordauw"))

    with (
        pytest.raises(Conflict),
        town.rehearse(edited(TWIN, "alias", "Nordow"), expected_revision=1),
    ):
        pass
    with pytest.raises(BadInput), town.rehearse(edited(TWIN, "starts", "about 1900")):
        pass

    assert town.latest() == 2


def test_what_a_rehearsal_would_read_is_not_remembered(town):
    with town.rehearse(edited(TWIN, "alias", "Nordauw")) as (_, view):
        facts(view, TWIN)
    town.commit(edited(TWIN, "alias", "Nordow"))

    assert [text.text for text in facts(town.view(STAFF), TWIN)["alias"]] == ["Nordow"]


# ------------------------------------------------------------------ seeing


def test_the_records_touched_by_revisions_are_among_those_told(town):
    town.commit(edited(TWIN, "alias", "Nordauw"))
    town.commit(edited(HARBOUR, "alias", "Hafenstadt"))

    assert TWIN in town.touched(1, 2)
    assert HARBOUR in town.touched(1, 3)
    assert town.touched(3, 3) == []


def test_a_difference_tells_facts_before_and_after(town):
    story = Story("erika", "moved", source=DECK)
    story.says(TWIN, "country", "DE", rank=Rank.PREFERRED)
    town.commit(story.change())

    found = difference(town.view(STAFF, at(revision=1)), town.view(STAFF), town.touched(1, 2), moved=(1, 0))

    ((change),) = found.changes
    assert (found.added, found.changed, found.removed) == (0, 1, 0)
    assert [(one.property, one.before and one.before.value, one.after and one.after.value) for one in change.facts] == [
        ("country", Term("PL"), Term("DE"))
    ]


def test_other_evidence_for_the_same_is_no_difference(town):
    town.commit(edited(TWIN, "country", "PL"))

    assert difference(town.view(STAFF, at(revision=1)), town.view(STAFF), town.touched(1, 2)).changes == ()


def test_a_revision_that_does_not_exist_has_no_past(town):
    for number in (0, 2):
        with pytest.raises(UnknownRevision):
            town.past(number)


# ------------------------------------------------------------------ withdrawing


def test_a_withdrawn_record_leaves_with_what_joins_it(town):
    town.commit(Change("erika", "closed", withdraw=(WATERWORKS,)))

    view = town.view(STAFF)
    assert view.records([WATERWORKS, WATERWORKS_HELP]) == [None, None]
    assert view.resolve(WATERWORKS) == WATERWORKS
    assert town.view(STAFF, at(revision=1)).records([WATERWORKS])[0]


def test_a_withdrawn_record_is_not_brought_back_by_its_feed(town):
    town.commit(fed("Nordauw"))
    name = feed_town(town)
    town.commit(Change("erika", "wrong", withdraw=(name,)))

    outcome = town.commit(fed("Nordauw"))

    assert (outcome.held_back, outcome.revision) == (3, None)
    assert town.view(STAFF).records([name]) == [None]


def test_a_source_that_others_cite_cannot_be_withdrawn_as_a_record(town):
    with pytest.raises(BadInput):
        town.commit(Change("erika", "no", withdraw=(DECK,)))


# ------------------------------------------------------------------ holding back and releasing


def test_what_is_released_may_come_again(town):
    town.commit(fed("Nordauw"))
    (claim,) = (one for one in claims(town, feed_town(town), "alias"))
    town.commit(Change("erika", "no", retract=(claim.id,)))
    assert town.commit(fed("Nordauw")).held_back == 1

    town.commit(Change("erika", "yes", release=(claim_key(claim),)))

    outcome = town.commit(fed("Nordauw"))
    assert (outcome.held_back, outcome.entered) == (0, 1)


def feed_town(store: Store) -> str:
    """The record that the feed calls Nordau."""
    (feed,) = store.view(STAFF).named("source", "Namensregister")
    return store.origins(feed, ["nordau"])[0]


# ------------------------------------------------------------------ undoing


def test_undoing_an_edit_gives_what_was_there_before(town):
    before = facts(town.view(STAFF), TWIN)
    town.commit(edited(TWIN, "alias", "Nordauw"))

    undo(town, 2)

    assert facts(town.view(STAFF), TWIN) == before
    assert town.latest() == 3


def test_undoing_the_undoing_gives_it_back(town):
    town.commit(edited(TWIN, "alias", "Nordauw"))
    after = facts(town.view(STAFF), TWIN)
    undo(town, 2)

    undo(town, 3)

    assert facts(town.view(STAFF), TWIN) == after


def test_undoing_a_retraction_lets_the_feed_speak_again(town):
    town.commit(fed("Nordauw"))
    (claim,) = claims(town, feed_town(town), "alias")
    town.commit(Change("erika", "no", retract=(claim.id,)))

    undo(town, 3)

    assert len(claims(town, feed_town(town), "alias")) == 1
    assert town.commit(fed("Nordauw")).revision is None


def test_undoing_a_withdrawal_brings_the_record_and_its_relations_back(town):
    before = [facts(town.view(STAFF), name) for name in (WATERWORKS, WATERWORKS_HELP, SOLIDARITY)]
    town.commit(Change("erika", "closed", withdraw=(WATERWORKS,)))

    undo(town, 2)

    assert [facts(town.view(STAFF), name) for name in (WATERWORKS, WATERWORKS_HELP, SOLIDARITY)] == before
    assert town.view(EVERYONE).records([WATERWORKS])[0]


def test_undoing_leaves_alone_what_later_revisions_made_of_it(town):
    for said in ("one", "two"):
        (*old,) = claims(town, HARBOUR, "alias")
        story = Story("erika", said, source=old[0].source)
        story.says(HARBOUR, "alias", said)
        town.commit(Change("erika", said, story.entries, leave=tuple(claim.id for claim in old)))

    undo(town, 2)

    assert [claim.value.text for claim in claims(town, HARBOUR, "alias")] == ["two"]


# ------------------------------------------------------------------ merging and setting apart


def test_a_merged_record_stands_for_itself_again(town):
    before = [facts(town.view(STAFF), name) for name in (TOWN, HARBOUR)]
    town.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))
    assert town.view(STAFF).resolve(HARBOUR) == TOWN

    town.commit(Change("erika", "two", unmerge=(HARBOUR,)))

    view = town.view(STAFF)
    assert view.resolve(HARBOUR) == HARBOUR
    assert [facts(view, name) for name in (TOWN, HARBOUR)] == before
    assert town.view(STAFF, at(revision=2)).resolve(HARBOUR) == TOWN


def test_participations_come_apart_with_what_they_join(town):
    before = {name: facts(town.view(STAFF), name) for name in joined(town)}
    town.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))

    undo(town, 2)

    assert {name: facts(town.view(STAFF), name) for name in joined(town)} == before


def joined(store: Store) -> list[str]:
    """The participations in the solidarity partnership."""
    return sorted(name for name in store.touched(0, 1) if name.startswith("p-"))


def test_undoing_the_setting_apart_merges_again(town):
    town.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))
    undo(town, 2)

    undo(town, 3)

    assert town.view(STAFF).resolve(HARBOUR) == TOWN


def test_what_is_not_merged_cannot_be_set_apart(town):
    with pytest.raises(BadInput):
        town.commit(Change("erika", "two", unmerge=(HARBOUR,)))
