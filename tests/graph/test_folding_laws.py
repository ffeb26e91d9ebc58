# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of folding and loading whatever the claims are: a few examples by default, many in the slow run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from graph.dates import partial_date
from graph.folding import NEAREST_STAYS, Frame, fold
from graph.model import (
    Audience,
    Certainty,
    Claim,
    Identifier,
    Money,
    Number,
    Passage,
    Point,
    Rank,
    Ref,
    Term,
    Text,
    ValueState,
    Visibility,
    at,
    last_day,
    read,
    written,
)
from graph.selection import Cut, Selection
from graph.stores.entering import claim_key, combined
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, NewRecord
from graph.stores.sight import Present
from graph.stores.world import make_world
from tests.vocabulary import the_kinds

KINDS = the_kinds()
BODY, SECRET, SOURCES = "s-a", "q-c", ("q-a", "q-b", "q-c")
LAWS: dict[str, tuple[Callable[..., None], tuple[SearchStrategy, ...]]] = {}

# ------------------------------------------------------------------ some claims

dates = some.sampled_from(["1950", "1990-05", "1990", "2022", "2022-12", "2022-12-07", "2023", "2023-12-31"])
bounds = some.one_of(some.sampled_from(["", "?", ".."]), dates)
texts = some.sampled_from(["Nordau", "Nordowo", "Nördau"])
words = some.builds(Text, texts, some.sampled_from(["de", "en", "uk", ""]))
said = some.one_of(
    some.tuples(some.sampled_from(["label", "alias", "abbreviation", "description"]), words),
    some.tuples(some.just("kind"), some.sampled_from(["municipality", "association"]).map(Term)),
    some.tuples(some.just("level"), some.sampled_from(["municipal", "state"]).map(Term)),
    some.tuples(some.just("country"), some.sampled_from(["DE", "PL"]).map(Term)),
    some.tuples(some.sampled_from(["starts", "ends"]), dates.map(partial_date)),
    some.tuples(some.just("identifier"), some.builds(Identifier, some.just("ror"), some.sampled_from("12"))),
)
states = some.sampled_from([ValueState.STATED] * 4 + [ValueState.UNKNOWN, ValueState.NONE])
passages = some.lists(some.builds(Passage, some.sampled_from(["line 2", "line 10"]), original=texts), max_size=2)


@some.composite
def claims(draw, sources=SOURCES, feed=""):
    """One claim on the one body."""
    (name, value), state = draw(said), draw(states)
    return Claim(
        BODY,
        name,
        value if state is ValueState.STATED else None,
        draw(some.sampled_from(sources)),
        tuple(draw(passages)),
        state,
        feed,
        draw(bounds),
        draw(bounds),
        draw(some.sampled_from(Certainty)),
        draw(some.sampled_from(Rank)),
        draw(some.sampled_from(Visibility)),
    )


def numbered(found: list[Claim]) -> list[Claim]:
    """The claims with ids, as a store would have them."""
    return [replace(claim, id=f"k-{number:012}", entered=1 + number // 3) for number, claim in enumerate(found)]


sets = some.lists(claims(), max_size=9).map(numbered)


def folded(found: list[Claim], valid: str = ""):
    """The record that they tell."""
    point = at(valid)
    frame = Frame(KINDS, point.window, point.is_dated, {"q-a": 5, "q-b": 7})
    return fold(BODY, "stakeholder", key=None, visibility=Visibility.PUBLIC, claims=found, frame=frame)


def law(*strategies: SearchStrategy) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Keeps a law with what it is tried on."""

    def keep(stated: Callable[..., None]) -> Callable[..., None]:
        LAWS[stated.__name__] = (stated, strategies)
        return stated

    return keep


# ------------------------------------------------------------------ folding


@law(sets, some.randoms(use_true_random=False), some.sampled_from(["", "1990", "2022-12"]))
def folding_does_not_depend_on_the_order_of_claims(found, dice, valid):
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert folded(shuffled, valid) == folded(found, valid)


@law(sets, dates)
def a_valid_date_never_shows_what_ended_before_it(found, valid):
    first = at(valid).window.first
    for name, facts in folded(found, valid).facts.items():
        late = [last_day(claim.valid_to) >= first for fact in facts for claim in fact.claims]
        assert all(late) or (name in NEAREST_STAYS and not any(late))


@law(sets, some.sampled_from(["", "1990"]))
def every_claim_is_shown_or_an_alternative_of_each_fact_of_its_language(found, valid):
    for name, facts in folded(found, valid).facts.items():
        if name != "label" and name != "description":
            shown = [claim.id for fact in facts for claim in fact.claims]
            beside = {claim.id for fact in facts for claim in fact.alternatives}
            assert {*shown, *beside} == {claim.id for claim in found if claim.property == name}
            assert not beside & set(shown)


@law(sets)
def the_public_view_of_all_claims_is_the_view_of_the_public_claims(found):
    public = [claim for claim in found if claim.visibility is Visibility.PUBLIC and claim.source != SECRET]
    everything = make_world(
        [*sources(), Present(BODY, "stakeholder", None, tuple(found))], KINDS, Audience.PUBLIC, at()
    )
    alone = make_world(
        [*sources()[:2], Present(BODY, "stakeholder", None, tuple(public))], KINDS, Audience.PUBLIC, at()
    )
    assert everything.records == alone.records


def sources() -> list[Present]:
    """Two public sources, and one that is internal."""
    return [
        Present(
            name,
            "source",
            None,
            (
                Claim(name, "kind", Term("report"), name, (), id=f"k-kind-{name}"),
                Claim(name, "title", Text(name), name, (), id=f"k-title-{name}"),
                Claim(name, "visibility", Text("internal" if name == SECRET else "public"), name, (), id=f"k-v-{name}"),
            ),
        )
        for name in SOURCES
    ]


# ------------------------------------------------------------------ loading


class Still:
    """A clock that stands, and no randomness."""

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def random(self) -> bytes:
        return bytes(16)


def begun(found: list[Claim]) -> MemoryStore:
    """A store with three sources, the body and these claims."""
    store = MemoryStore(KINDS, Still())
    made = [NewRecord(f"+{name[2:]}", "source", name[2:], origin=name) for name in SOURCES]
    told = [Claim(f"+{name[2:]}", "title", Text(name), f"+{name[2:]}", ()) for name in SOURCES]
    store.commit(Change("", "", (*made, NewRecord("+body", "stakeholder", "a"), *told, *found)))
    return store


def loaded(feed_claims: list[Claim]) -> Change:
    """A feed that says this."""
    return Change("loader f 1", "", (NewRecord("+feed", "source", "feed", origin="f"), *feed_claims), feed="+feed")


def known(store: MemoryStore):
    """All that staff sees of sources and bodies."""
    view = store.view(Audience.INTERNAL)
    names = [item.id for kind in ("source", "stakeholder") for item in view.page(Selection(kind), Cut()).items]
    return view.records(names)


handled = claims(sources=("+a", "+b")).map(lambda claim: replace(claim, record="+body"))


@law(
    some.lists(handled, max_size=6),
    some.lists(claims(sources=("q-a", "q-feed"), feed="q-feed"), min_size=1, max_size=6),
)
def withdrawing_a_feed_gives_what_was_there_without_it(base, brought):
    store = begun(base)
    before = known(store)
    store.commit(
        loaded([replace(c, source="+feed" if c.source == "q-feed" else c.source, feed="+feed") for c in brought])
    )
    store.commit(Change("loader f 1", "", feed="q-feed"))
    assert known(store) == before


@law(some.lists(claims(sources=("q-a", "+feed"), feed="+feed"), min_size=1, max_size=6))
def a_claim_set_loaded_twice_makes_one_revision(brought):
    store = begun([])
    first, second = store.commit(loaded(brought)), store.commit(loaded(brought[::-1]))
    assert first.revision is not None
    assert (second.revision, second.unchanged, store.latest()) == (None, first.entered, 2)


@law(claims(), claims())
def combining_equal_claims_does_not_depend_on_which_comes_first(one, other):
    other = replace(
        other,
        property=one.property,
        value=one.value,
        state=one.state,
        source=one.source,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        author="b",
    )
    both = combined(one, other)
    assert both == combined(other, one) == combined(both, one)
    assert claim_key(both) == claim_key(one)


# ------------------------------------------------------------------ values

line = some.text(some.characters(codec="utf-8"), max_size=12)
decimals = some.decimals(allow_nan=False, allow_infinity=False, places=None)
values = some.one_of(
    some.builds(Text, line, some.sampled_from(["", "de", "uk"])),
    some.builds(Term, some.sampled_from(["municipality", "DE"])),
    some.builds(Number, decimals, some.sampled_from(["", "km", "m²"])),
    some.builds(Money, decimals, some.sampled_from(["EUR", "UAH"]), some.integers(0, 9999)),
    some.builds(Identifier, some.sampled_from(["wikidata", "ror"]), line),
    some.builds(Point, some.floats(-90, 90), some.floats(-180, 180)),
    some.builds(Ref, some.sampled_from(["s-a", "p-0"]), some.sampled_from(["", "lead"])),
    dates.map(partial_date),
    some.none(),
)


@law(values)
def what_was_written_is_read_as_it_was(value):
    assert read(written(value)) == value
    assert written(read(written(value))) == written(value)


@pytest.mark.parametrize("name", LAWS)
def test_it_is_a_law_that(name):
    stated, strategies = LAWS[name]
    given(*strategies)(stated)()


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
def test_on_many_examples_it_is_a_law_that(name):
    stated, strategies = LAWS[name]
    settings(max_examples=2000)(given(*strategies)(stated))()
