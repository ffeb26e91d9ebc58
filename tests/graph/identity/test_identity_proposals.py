# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is proposed, why, and what never is."""

import pytest

from graph.errors import DeadlineExceeded
from graph.identity.judgement import Judgement
from graph.identity.proposals import Proposal, proposals
from graph.identity.reasons import Because
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from tests.graph.identity.gold import body, told
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story


def found(kinds: Kinds, *texts: str) -> list[Proposal]:
    store = MemoryStore(kinds, Repeatable())
    store.commit(told([body(text) for text in texts]))
    return proposals(store.view(Audience.INTERNAL), {})


def codes(proposal: Proposal) -> list[Because]:
    return [reason.code for reason in proposal.reasons]


def test_an_equal_name_without_a_country_comes_first_and_says_what_is_missing(kinds):
    (proposal,) = found(kinds, "Hausberg | municipality | DE", "Hausberg | municipality |")

    assert proposal.score == 1.0
    assert [reason.words(("de",)) for reason in proposal.reasons] == [
        "derselbe Name „Hausberg“",
        "aber ein Land ist nicht angegeben",
    ]


def test_different_identifiers_are_never_proposed(kinds):
    assert found(kinds, "A-Stadt | municipality | DE | wikidata:Q1", "A-Stadt | municipality | DE | wikidata:Q2") == []


def test_a_person_is_no_city(kinds):
    assert found(kinds, "Paris | municipality | FR", "Paris | person | FR") == []


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Mykolajiw | municipality | UA", "Миколаїв | municipality | UA", Because.EQUAL_SOUND),
        ("Muster | company | DE", "Muster GmbH | company | DE", Because.EQUAL_BUT_FORM),
        (
            "Tierschutzverband Hameln | association | DE",
            "Tierschutzverbund Hameln | association | DE",
            Because.NEAR_NAME,
        ),
        ("Verein Brückenschlag | association | DE", "Brückenschlag Celle | association | DE", Because.SHARED_WORDS),
        ("MHH | university | DE", "Medizinische Hochschule Hannover | university | DE", Because.INITIALS),
    ],
)
def test_a_proposal_says_why(kinds, one, other, why):
    (proposal,) = found(kinds, one, other)

    assert codes(proposal)[0] is why


def test_an_equal_web_host_proposes_what_the_names_do_not(kinds):
    one = "Brückenbauer Nord | association | DE | | https://www.bruecken.example/start"
    other = "Nordbrücke | civil_society_group | DE | | bruecken.example"

    (proposal,) = found(kinds, one, other)

    assert Because.EQUAL_HOST in codes(proposal)


def test_a_number_that_differs_makes_it_unlikely(kinds):
    assert (
        found(kinds, "Schule Nr. 5 Mykolajiw | organisation | UA", "Schule Nr. 7 Mykolajiw | organisation | UA") == []
    )


def test_what_was_judged_says_so(kinds):
    store = MemoryStore(kinds, Repeatable())
    store.commit(told([body("Hausberg | municipality | DE"), body("Hausberg | municipality |")]))
    view = store.view(Audience.INTERNAL)
    (proposal,) = proposals(view, {})

    (again,) = proposals(view, {proposal.pair: Judgement.UNSURE})

    assert (again.pair, again.judgement) == (proposal.pair, Judgement.UNSURE)


def test_cooperations_of_equal_kind_and_parties_and_events_of_equal_kind_and_date_are_proposed(kinds):
    story = Story()
    story.new_source("q", "Quelle")
    for name in ("Adorf", "Bedorf"):
        story.body(name, name, "municipality", country="DE")
    for word in ("eins", "zwei"):
        story.cooperation(word, f"Projekt {word}", "project_partnership")
        story.joins("+Adorf", f"+{word}", "party")
        story.joins("+Bedorf", f"+{word}", "party")
        story.record(f"tag-{word}", "event", f"Tag {word}", kind="visit", label=f"Tag {word}", starts="2024-05")
    store = MemoryStore(kinds, Repeatable())
    store.commit(story.change())

    proposed = proposals(store.view(Audience.INTERNAL), {})

    assert [(one.left, one.right, codes(one)) for one in proposed] == [
        ("c-projekt-eins", "c-projekt-zwei", [Because.SAME_KIND_AND_PARTIES]),
        ("e-tag-eins", "e-tag-zwei", [Because.SAME_KIND_AND_DATE]),
    ]


def test_an_empty_store_proposes_nothing(kinds):
    assert proposals(MemoryStore(kinds, Repeatable()).view(Audience.INTERNAL), {}) == []


class Impatient:
    """Waits for three blocks."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> None:
        self.looks += 1
        if self.looks == 3:
            raise DeadlineExceeded("Over.")


def test_who_waits_no_longer_ends_it_between_two_blocks(kinds: Kinds):
    store = MemoryStore(kinds, Repeatable())
    store.commit(told([body("Hausberg | municipality | DE"), body("Hausberg | municipality |")]))

    with pytest.raises(DeadlineExceeded):
        proposals(store.view(Audience.INTERNAL), {}, check=Impatient())
