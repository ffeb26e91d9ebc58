# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is taken down of a load comes back as it was said."""

import pytest

from graph.model import Certainty, Claim, ParticipationKey, Passage, Rank, Term, Text, ValueState, Visibility
from loaders.loader import Place, Said
from loaders.minutes import AT_ONCE, Form, Minutes
from loaders.quick import Claims

KEY = ParticipationKey("c", "a", "party")
STATEMENTS = (
    Said("stakeholder", "a", "kind", Term("university"), passages=(Passage("line 2"),), place=Place("a.csv", 2)),
    Said("participation", KEY, "holds", passages=(Passage("line 3"),), place=Place("b.csv", 3, where="column Rolle")),
    Said("cooperation", "c", "ends", state=ValueState.UNKNOWN, source="q", place=Place("c.xlsx", where="Blatt!C7")),
    Said("cooperation", "c", "label", Text("C", "de"), passages=(Passage("p. 1", "a quote"), Passage("p. 2"))),
    Said("cooperation", "c", "label", Text("D", "de"), certainty=Certainty.INFERRED, rank=Rank.PREFERRED),
    Said("tie", KEY, "holds", valid_from="2020", valid_to="..", visibility=Visibility.INTERNAL),
    Said(
        "stakeholder", "a", "alias", Text("x"), passages=(Passage("odd\x1eplace"),), place=Place("f", 1, 7, "odd\x1e")
    ),
)


@pytest.fixture
def minutes() -> Minutes:
    found = Minutes()
    for one in STATEMENTS:
        found.add(one)
    return found


@pytest.mark.parametrize("number", range(len(STATEMENTS) - 1))
def test_a_statement_comes_back_as_it_was_said(minutes, number):
    assert minutes.said(number) == STATEMENTS[number]


def test_a_locator_of_any_signs_comes_back(minutes):
    assert minutes.passages(6) == (Passage("odd\x1eplace"),)


def test_each_record_has_one_number(minutes):
    assert list(minutes.names) == ["stakeholder/a", "participation/c/a/party", "cooperation/c", "tie/c/a/party"]
    assert list(minutes.records) == [0, 1, 2, 2, 2, 3, 0]


def test_what_is_cut_leaves_no_trace(minutes):
    minutes.cut(2)
    minutes.add(STATEMENTS[5])

    assert list(minutes.names) == ["stakeholder/a", "participation/c/a/party", "tie/c/a/party"]
    assert [minutes.said(number) for number in range(3)] == [*STATEMENTS[:2], STATEMENTS[5]]


def test_a_record_that_is_dropped_has_no_first_statement(minutes):
    minutes.drop({0, 2})

    assert minutes.first() == [-1, 1, -1, 5]
    assert minutes.of("kind", "label", "holds") == [1, 5]


def test_locators_come_back_in_order_over_many_parts():
    minutes = Minutes()
    for number in range(2 * AT_ONCE + 5):
        minutes.add(Said("note", f"n{number}", "text", passages=(Passage(f"line {number}"),)))

    minutes.cut(AT_ONCE + 3)

    assert list(minutes.locators()) == [f"line {number}" for number in range(AT_ONCE + 3)]
    assert minutes.passages(7) == (Passage("line 7"),)


def test_a_claim_made_quickly_is_the_claim_that_is_made_slowly():
    form = Form("note", "text", ValueState.STATED, "q", "2020", "..", Certainty.STATED, Rank.NORMAL, None, "f", 0, "")
    passages = (Passage("line 1"),)

    made = Claims("q-feed", "erika").made(
        "n-a", form, Text("x"), source="q-a", passages=passages, shown=Visibility.INTERNAL
    )

    assert made == Claim(
        "n-a",
        "text",
        Text("x"),
        "q-a",
        passages,
        feed="q-feed",
        valid_from="2020",
        valid_to="..",
        visibility=Visibility.INTERNAL,
        author="erika",
    )
