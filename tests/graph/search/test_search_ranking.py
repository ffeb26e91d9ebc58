# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person finds in the small world of conftest, and in which order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search.match import Hit
from graph.search.query import parse_query
from graph.search.rank import rank
from graph.selection import NameRow

World = tuple[NameRow, ...]


def found(world: World, text: str) -> list[Hit]:
    return rank(parse_query(text), world)


@pytest.mark.parametrize(
    ("text", "first", "how"),
    [
        ("Hannover", "s-hannover", "LABEL"),
        ("HANNOVER ", "s-hannover", "LABEL"),
        ("Ганновер", "s-hannover", "LABEL"),
        ("LHH", "s-hannover", "ALIAS"),
        ("Landeshauptstadt", "s-hannover", "ALIAS"),
        ("hanovver", "s-hannover", "TYPING_ERROR"),
        ("hanofer", "s-hannover", "TYPING_ERROR"),
        ("Gannover", "s-hannover", "TRANSLITERATION"),
        ("Q1715", "s-hannover", "IDENTIFIER"),
        ("wikidata:q1715", "s-hannover", "IDENTIFIER"),
        ("https://www.wikidata.org/wiki/Q1715", "s-hannover", "IDENTIFIER"),
        ("UA48060150010035747", "s-mykolaiv", "IDENTIFIER"),
        ("0304hq317", "s-leibniz-universitaet-hannover", "IDENTIFIER"),
        ("Mykolajiw", "s-mykolaiv", "LABEL"),
        ("Mykolayiv", "s-mykolaiv", "TRANSLITERATION"),
        ("Миколаїв", "s-mykolaiv", "LABEL"),
        ("Nikolaev", "s-mykolaiv", "ALIAS"),
        ("Николаев", "s-mykolaiv", "TRANSLITERATION"),
        ("Nikolajew", "s-mykolaiv", "TRANSLITERATION"),
        ("stadt", "s-mykolaiv", "ALIAS"),
        ("uni", "s-leibniz-universitaet-hannover", "ALIAS"),
        ("universität hannover", "s-leibniz-universitaet-hannover", "LABEL"),
        ("hannover universitaet", "s-leibniz-universitaet-hannover", "LABEL"),
        ("університет", "s-leibniz-universitaet-hannover", "LABEL"),
        ("IHK", "s-ihk-hannover", "ALIAS"),
        ("Handelskammer", "s-ihk-hannover", "LABEL"),
        ("Industrie-und Handelskammer", "s-ihk-hannover", "LABEL"),
        ("chamber of commerce", "s-ihk-hannover", "LABEL"),
        ("enercty", "s-enercity", "TYPING_ERROR"),
        ("enercity AG", "s-enercity", "LABEL"),
        ("hanova", "s-hanova", "LABEL"),
        ("Hanover Helps", "s-hanover-helps", "LABEL"),
        ("Hanover Helps e.V.", "s-hanover-helps", "LABEL"),
        ("Niedersachsen", "s-land-niedersachsen", "LABEL"),
        ("Саксонія", "s-land-niedersachsen", "LABEL"),
        ("ukrainischer verein", "s-ukrainischer-verein", "LABEL"),
        ("Rat Hannover", "s-rat", "LABEL"),
        ("messe", "e-hannover-messe", "LABEL"),
        ("wasser", "c-wasser", "LABEL"),
        ("Muenchen", "s-munich", "LABEL"),
        ("Munchen", "s-munich", "LABEL"),
        ("Poznan", "s-posen", "LABEL"),
    ],
)
def test_the_first_hit_is_what_was_meant(world: World, text: str, first: str, how: str) -> None:
    hits = found(world, text)

    assert hits
    assert (hits[0].record, hits[0].how) == (first, how)


def test_stadt_finds_the_city_before_its_council(world: World) -> None:
    assert [hit.record for hit in found(world, "stadt")] == ["s-mykolaiv", "s-hannover", "s-rat"]


def test_wasser_finds_compounds_at_their_beginning_and_end_names_before_texts(world: World) -> None:
    hits = found(world, "wasser")

    assert [hit.record for hit in hits] == ["c-wasser", "c-solidarity", "s-enercity", "n-goal"]
    assert [hit.how for hit in hits] == ["LABEL", "TEXT", "TEXT", "TEXT"]


def test_the_city_stands_before_those_that_bear_its_name(world: World) -> None:
    records = [hit.record for hit in found(world, "Hannover")]

    assert records[0] == "s-hannover"
    assert {"s-rat", "e-hannover-messe"} <= set(records[1:])
    assert "s-enercity" not in records


def test_of_hits_as_good_a_stakeholder_stands_before_what_is_said_of_it() -> None:
    rows = [NameRow("q-a", "source", "label", "Wasser"), NameRow("s-a", "stakeholder", "label", "Wasser")]

    assert [hit.record for hit in rank(parse_query("wasser"), rows)] == ["s-a", "q-a"]


def test_each_record_is_found_once_with_the_text_that_matched(world: World) -> None:
    hits = found(world, "Hanover")

    assert [hit.record for hit in hits].count("s-hannover") == 1
    assert hits[0].matched == "Hanover"


@pytest.mark.parametrize("text", ["", " – ", "Berlin", "Hannover Berlin", "2023", "kommunikation", "e.V. Berlin"])
def test_what_is_not_there_is_not_found(world: World, text: str) -> None:
    assert found(world, text) == []


def test_a_text_is_not_searched_with_errors(world: World) -> None:
    assert "s-enercity" not in [hit.record for hit in found(world, "Stron")]


@given(order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(world: World, order: Random) -> None:
    shuffled = list(world)
    order.shuffle(shuffled)

    assert rank(parse_query("hannover"), shuffled) == found(world, "hannover")


def test_equal_scores_are_ordered_by_type_then_label_then_id() -> None:
    rows = [
        NameRow("e-1", "event", "label", "Forum Bremen"),
        NameRow("s-3", "stakeholder", "label", "Forum Bremen"),
        NameRow("s-2", "stakeholder", "label", "Forum Bremen"),
        NameRow("s-9", "stakeholder", "label", "Forum Aachen"),
    ]

    assert [hit.record for hit in rank(parse_query("forum"), rows)] == ["s-9", "s-2", "s-3", "e-1"]
