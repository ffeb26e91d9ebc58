# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promise 3: a view never changes, and two views of one revision answer alike, to the byte, on every store."""

from collections.abc import Iterator

import pytest

from graph.errors import PartnernetzError, UnknownRevision
from graph.kinds import Kinds
from graph.model import NOW, Audience, at
from graph.selection import ClaimFilter, Selection
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, Store
from tests.graph.stores.city import DECK, HARBOUR, SOLIDARITY, TOWN, TWIN, city, edited, fed
from tests.graph.stores.contract import ALL, Engine, Repeatable, each, everything
from tests.graph.stores.story import Story

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC


def test_a_view_stays_as_it_was_whatever_is_written_meanwhile(town):
    view = town.view(PUBLIC)
    before = view.page(Selection("stakeholder"), ALL)

    town.commit(edited(HARBOUR, "label", "Hafenstadt"))
    town.commit(Change("erika", "", leave=tuple(claim.id for claim in town.view(STAFF).claims_of([TWIN])[0])))
    town.commit(Change("erika", "one body", merge=((HARBOUR, TOWN),)))

    assert (view.revision.number, view.at.revision) == (1, 1)
    assert view.page(Selection("stakeholder"), ALL) == before
    assert [record.id for record in view.records([TWIN, HARBOUR])] == [TWIN, HARBOUR]
    assert view.resolve(HARBOUR) == HARBOUR
    assert len(view.claims_of([HARBOUR], former=True)[0]) == 4


def test_an_earlier_revision_is_answered_as_it_was_then(town, reference):
    reference.commit(city())
    then = {audience: everything(reference, audience, NOW) for audience in Audience}

    town.commit(edited(HARBOUR, "label", "Hafenstadt"))
    town.commit(Change("erika", "", leave=tuple(claim.id for claim in town.view(STAFF).claims_of([TWIN])[0])))
    town.commit(Change("erika", "one body", merge=((HARBOUR, TOWN),)))

    assert {audience: everything(town, audience, at(revision=1)) for audience in Audience} == then


def test_a_revision_that_does_not_exist_cannot_be_asked_for(town):
    for number in (2, -1):
        with pytest.raises(UnknownRevision):
            town.view(STAFF, at(revision=number))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("point", [NOW, at("2023-06"), at("1990", "1999"), at(revision=1)], ids=str)
def test_every_store_answers_as_the_reference_does_to_the_byte(lived, long_told, audience, point):
    assert everything(lived, audience, point) == everything(long_told, audience, point)


@pytest.fixture(scope="module", params=each())
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, kinds: Kinds) -> Iterator[Store]:
    """A store of each engine after the long story; nobody may write to it."""
    engine: Engine = request.param
    store = engine.open(tmp_path_factory.mktemp("lived"), kinds, Repeatable())
    tell_a_long_story(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def long_told(kinds: Kinds) -> MemoryStore:
    """The engine that the others are compared with, after the long story."""
    store = MemoryStore(kinds, Repeatable())
    tell_a_long_story(store)
    return store


def tell_a_long_story(store: Store | MemoryStore) -> None:
    """Loads, edits, retractions, a shorter load, a merge, an erasure."""
    store.commit(city())
    ids = store.commit(fed("Nordowo", "Nordow", second="PL")).ids
    store.commit(edited(HARBOUR, "label", "Hafenstadt"))
    store.commit(fed("Nordów"))
    story = Story(source=DECK)
    story.joins(ids["+nordau"], SOLIDARITY, "funder", starts="2024", ends="2025-06")
    store.commit(story.change())
    claims, _ = store.view(STAFF).claims(ClaimFilter(), ALL)
    store.commit(Change("erika", "wrong", retract=tuple(c.id for c in claims if c.property == "topic")))
    store.commit(Change("erika", "one body", merge=((ids["+nordau"], TWIN),)))
    store.erase("s-helfende-haende", "they asked for it", "erika")


def test_errors_are_ours_and_say_what_to_do(town):
    with pytest.raises(PartnernetzError) as refused:
        town.commit(edited("s-atlantis", "alias", "Atlantis"))
    assert "s-atlantis" in refused.value.message
    assert refused.value.hint
