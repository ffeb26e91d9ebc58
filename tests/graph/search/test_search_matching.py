# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One query against one name: grades, reasons and the limits of a query."""

import pytest

from graph.search.closeness import Way, closeness
from graph.search.match import match
from graph.search.query import parse_query
from graph.selection import NameRow
from graph.text import fold


def score(text: str, name: str, kind: str = "label") -> float:
    hit = match(parse_query(text), NameRow("s-1", "stakeholder", kind, name))
    return hit.score if hit else 0.0


def test_the_grades_fall_from_the_whole_name_to_the_typing_error() -> None:
    names = ["Wasser", "Wasser GmbH", "Wasser Nord", "Trinkwasser", "Wasserwerk", "Waßer", "Vasser", "Wasset"]
    scores = [score("Wasser", name) for name in names]

    assert scores[0] == scores.pop(5)
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_words_in_their_order_are_better_than_in_another() -> None:
    assert score("Hannover Messe", "Hannover Messe Forum") > score("Hannover Messe", "Messe Hannover Forum") > 0.6


def test_small_words_between_do_not_break_the_order() -> None:
    assert score("Industrie Handelskammer", "Industrie- und Handelskammer Celle") > 0.8


def test_the_kinds_of_name_are_weighed() -> None:
    kinds = ["label", "alias", "former", "text"]
    scores = [score("Nikolaev", "Nikolaev", kind) for kind in kinds]

    assert scores == sorted(set(scores), reverse=True)
    assert score("Nikolaev", "Nikolaev", "identifier") == 1.0


def test_an_identifier_is_found_whole_or_not_at_all() -> None:
    assert score("UA48060150010035747", "ua48060150010035747", "identifier") == 1.0
    assert score("DE 123-456", "DE123456", "identifier") == 1.0
    assert score("UA4806", "UA48060150010035747", "identifier") == 0.0
    assert score("Q171", "Q1715", "identifier") == 0.0


@pytest.mark.parametrize(
    ("wanted", "word", "way"),
    [
        ("uni", "universitat", Way.BEGINNING),
        ("amt", "jugendamt", Way.ENDING),
        ("werk", "stadtwerke", Way.INSIDE),
        ("Харків", "charkiw", Way.SOUND),
        ("hamburg", "hamburger", Way.BEGINNING),
        ("hambrug", "hamburg", Way.TYPING_ERROR),
        ("ihk", "ihr", None),
        ("uni", "juni", None),
        ("uni", "kommunikation", None),
        ("2022", "2023", None),
        ("berlin", "bern", None),
    ],
)
def test_a_word_is_near_in_one_way_or_not_at_all(wanted: str, word: str, way: Way | None) -> None:
    near = closeness(parse_query(wanted).needed[0], word)

    assert (near.way if near else None) == way


def test_typing_errors_are_forgiven_by_length() -> None:
    errors = [parse_query(word).needed[0].typing_errors for word in ("ihk", "stadt", "hafens", "hannover", "q171500")]

    assert errors == [0, 1, 1, 2, 0]


def test_a_pasted_paragraph_is_searched_by_its_beginning() -> None:
    query = parse_query("Wasser " * 10_000)

    assert query.is_cut
    assert len(query.words) == 10
    assert [word.text for word in query.needed] == ["wasser"]


def test_legal_forms_and_articles_are_not_asked_for_unless_nothing_else_is() -> None:
    assert [word.text for word in parse_query("die Hanover Helps e. V.").needed] == ["hanover", "helps"]
    assert [word.text for word in parse_query("e. V.").needed] == ["e", "v"]


def test_a_row_that_was_folded_by_the_store_gives_the_same_hit() -> None:
    query = parse_query("universität")
    plain = NameRow("s-1", "stakeholder", "label", "Leibniz Universität")
    folded = NameRow("s-1", "stakeholder", "label", "Leibniz Universität", "de", fold("Leibniz Universität"))

    assert match(query, plain) == match(query, folded)
