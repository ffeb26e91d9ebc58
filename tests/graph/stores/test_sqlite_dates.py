# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the store in a file keeps for the dates asked of it is never seen: it answers as one that keeps nothing."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from graph.dates import Window, partial_date
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Rank, Undated, at
from graph.selection import Order, OrderKey, Selection
from graph.stores.memory import MemoryStore
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.spans import AFTER, BEFORE, NEAREST, Spans
from tests.graph.stores.contract import ALL, Repeatable, everything
from tests.graph.stores.story import INTERNAL, Loose, Story

PUBLIC, STAFF = Audience.PUBLIC, Audience.INTERNAL
TOWN, CLUB = "s-altstadt", "s-club"


def told() -> Story:
    """A town that changed its name and rank, staff knowing of one more name, and a club."""
    story = Story()
    story.new_source("q", "Chronik", "report")
    story.body("town", "Altstadt", "municipality")
    story.entries.pop()  # the label has dates of its own
    story.says("+town", "label", "Altstadt", valid_to="1946-05")
    story.says("+town", "label", "Neustadt", valid_from="1946-07-15")
    story.says(
        "+town", "label", "Aktenstadt", valid_from="1930", valid_to="1939", visibility=INTERNAL, rank=Rank.PREFERRED
    )
    story.says("+town", "country", "DE", valid_from="1949")
    story.body("club", "Club", "association")
    story.cooperation("walk", "Weg", "contact", starts="1920", ends="1950")
    story.joins("+town", "+walk", "party")
    return story


@pytest.fixture
def store(tmp_path: Path, kinds: Kinds) -> Iterator[SqliteStore]:
    """A store with the town in it."""
    found = SqliteStore.open(tmp_path / "dates.db", kinds, Repeatable())
    found.commit(told().change())
    yield found
    found.close()


def labels(store: SqliteStore, point: At, audience: Audience = PUBLIC) -> list[str]:
    """The first labels of all stakeholders, in their order."""
    view = store.view(audience, point)
    items = view.page(Selection("stakeholder"), ALL).items
    return [record.texts("label")[0].text for record in view.records([item.id for item in items]) if record]


def countries(store: SqliteStore, point: At) -> list[tuple[str, int]]:
    """How many stakeholders there are of each country."""
    return store.view(PUBLIC, point).facet(Selection("stakeholder"), "country")


def said(store: SqliteStore, name: str, value: str, **details: Loose) -> None:
    """One more claim about the town."""
    story = Story(source="q-chronik")
    story.says(TOWN, name, value, locator=f"{name} {value}", **details)
    store.commit(story.change())


def test_partial_dates_and_windows_are_told_apart_by_how_statements_lie_to_them(store):
    assert labels(store, at("1946-04")) == ["Altstadt", "Club"]
    assert labels(store, at("1946")) == ["Altstadt", "Club"]
    assert labels(store, at("1946-08")) == ["Club", "Neustadt"]
    assert labels(store, at("1945", "1946-06")) == ["Altstadt", "Club"]
    assert labels(store, at("1946-07-15", "1960")) == ["Club", "Neustadt"]


def test_where_no_name_holds_the_nearest_stays(store):
    assert labels(store, at("1946-06-01")) == ["Altstadt", "Club"]
    assert labels(store, at("1946-07-14")) == ["Club", "Neustadt"]
    assert labels(store, at("1946-06-10")) == ["Altstadt", "Club"]


def test_a_commit_between_two_questions_at_one_date_is_seen_in_the_second(store):
    assert countries(store, at("1930")) == []
    earlier = store.latest()

    said(store, "country", "FR", valid_to="1948")

    assert countries(store, at("1930")) == [("FR", 1)]
    assert countries(store, at("1950")) == [("DE", 1)]
    assert countries(store, at("1930", revision=earlier)) == []
    assert countries(store, at("1930")) == [("FR", 1)]


def test_a_record_that_is_bounded_no_longer_shows_the_same_at_every_date(store):
    assert labels(store, at("1900")) == ["Altstadt", "Club"]

    said(store, "label", "Stadt", rank=Rank.PREFERRED)

    assert [labels(store, at(year)) for year in ("1900", "1950")] == [["Club", "Stadt"]] * 2


def test_a_change_elsewhere_leaves_dates_right(store):
    assert labels(store, at("1900")) == ["Altstadt", "Club"]
    story = Story(source="q-chronik")
    story.body("guild", "Bund", "association")
    store.commit(story.change())

    assert labels(store, at("1900")) == ["Altstadt", "Bund", "Club"]
    assert labels(store, at("1950")) == ["Bund", "Club", "Neustadt"]


def test_the_same_date_is_another_for_staff(store):
    assert labels(store, at("1935"), STAFF) == ["Aktenstadt", "Club"]
    assert labels(store, at("1935")) == ["Altstadt", "Club"]
    assert labels(store, at("1946-01"), STAFF) == ["Altstadt", "Club"]


@pytest.mark.parametrize("first", list(Undated))
def test_the_same_date_with_and_without_the_undated(store, first):
    for undated in (first, *Undated):
        cooperations = store.view(PUBLIC, at("1930", undated=undated)).page(Selection("cooperation"), ALL).items
        assert [item.id for item in cooperations] == ([] if undated is Undated.ONLY else ["c-weg"])
        assert labels(store, at("1930", undated=undated)) == ["Altstadt", "Club"]


def test_no_date_is_as_before_after_dates_were_asked_for(store):
    before = everything(store, PUBLIC, NOW)
    for year in ("1900", "1946-06", "1950"):
        labels(store, at(year))

    assert everything(store, PUBLIC, NOW) == before


def test_after_an_erasure_dates_are_those_of_what_is_left(store):
    assert labels(store, at("1900")) == ["Altstadt", "Club"]

    store.erase(CLUB, "asked for", "erika")

    assert labels(store, at("1900")) == ["Altstadt"]


def test_the_order_of_labels_is_kept_right_from_date_to_date_and_from_change_to_change(store):
    def backwards(point: At) -> list[str]:
        selection = Selection("stakeholder", order=(OrderKey("label", Order.DESC),))
        items = store.view(PUBLIC, point).page(selection, ALL).items
        return [item.id for item in items]

    assert [backwards(point) for point in (NOW, at("1900"), at("1950"))] == [[TOWN, CLUB], [CLUB, TOWN], [TOWN, CLUB]]

    said(store, "label", "Altstadt", rank=Rank.PREFERRED)
    assert [backwards(point) for point in (NOW, at("1900"), at("1950"))] == [[CLUB, TOWN]] * 3

    story = Story(source="q-chronik")
    story.body("other", "Club", "association")
    store.commit(story.change())
    assert [backwards(point) for point in (NOW, at("1900"), at("1950"))] == [[CLUB, f"{CLUB}-2", TOWN]] * 3


# ------------------------------------------------------------------ by the dice

BODIES = tuple(f"+b{number}" for number in range(12))


def thrown(dice: Random) -> dict[str, Loose]:
    """A validity, open at either end or not at all."""
    first, last = sorted(dice.sample(range(1900, 1960), 2))
    bounds: dict[str, Loose] = {"valid_from": f"{first}-0{dice.randrange(1, 10)}", "valid_to": str(last)}
    return {name: bound for name, bound in bounds.items() if dice.random() < 0.6}


def some_claims(dice: Random, names: tuple[str, ...], source: str, turn: int) -> Story:
    """Names, countries and levels of bodies, some of them known to staff alone."""
    story = Story(source=source)
    for number in range(20):
        name, values = dice.choice((("label", "ABCDEF"), ("country", ("DE", "FR", "PL")), ("alias", "GHI")))
        details = {**thrown(dice), "locator": f"{turn} {number}"}
        if dice.random() < 0.2:
            details["visibility"] = INTERNAL
        story.says(dice.choice(names), name, dice.choice(values), **details)
    return story


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_many_dates_with_commits_between_are_answered_as_from_memory(seed: int, tmp_path: Path, kinds: Kinds) -> None:
    dice, stores = (
        Random(seed),
        (MemoryStore(kinds, Repeatable()), SqliteStore.open(tmp_path / "a", kinds, Repeatable())),
    )
    story = Story()
    story.new_source("q", "Chronik", "report")
    for name in BODIES:
        story.body(name[1:], f"Haus {name[1:]}", dice.choice(("municipality", "association")))
    ids = [store.commit(story.change()).ids for store in stores].pop()
    names = tuple(dict(ids)[name] for name in BODIES)
    for turn in range(3):
        change = some_claims(dice, names, "q-chronik", turn).change()
        assert len({store.commit(change).revision for store in stores}) == 1
        for _ in range(6):
            year = dice.randrange(1898, 1962)
            point = at(f"{year}-05", dice.choice(("", str(year + 3))), revision=dice.choice((None, None, turn + 1)))
            audience = dice.choice(tuple(Audience))
            memory, sqlite = (everything(store, audience, point) for store in stores)
            assert sqlite == memory
    stores[1].close()


# ------------------------------------------------------------------ spans and orders


def days(first: str, last: str = "") -> Window:
    """A window by its partial dates."""
    return Window(partial_date(first).first, partial_date(last or first).last)


def test_marks_say_how_each_statement_lies_to_a_window_and_which_is_nearest():
    one, two = days("1910", "1919"), days("1930", "1939")
    spans = Spans.of([(3, ((7, one.first, one.last), (7, two.first, two.last))), (5, ()), (8, ((-1, *span(one)),))])

    assert spans.rows.tolist() == [3, 8]
    assert spans.marks(days("1915")).tolist() == [NEAREST, AFTER, 0]
    assert spans.marks(days("1922")).tolist() == [BEFORE | NEAREST, AFTER, BEFORE]
    assert spans.marks(days("1929")).tolist() == [BEFORE, AFTER | NEAREST, BEFORE]
    assert spans.marks(days("1915", "1935")).tolist() == [NEAREST, NEAREST, 0]
    assert spans.differing(spans.marks(days("1922")), spans.marks(days("1929"))) == [0]


def span(window: Window) -> tuple[int, int]:
    """Its first and last day."""
    return window.first, window.last


def test_the_ways_of_a_day_are_each_named_with_such_a_day():
    spans = Spans.of([(3, ((7, *span(days("1910"))), (-1, *span(days("1930"))))), (4, ((-1, *span(days("1920"))),))])
    ways = spans.ways()

    assert [len(found) for found in ways] == [5, 3]
    for place, found in enumerate(ways):
        begin, end = spans.starts[place], spans.starts[place + 1]
        assert all(spans.marks(Window(day, day))[begin:end].tobytes() == way for way, day in found.items())
