# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names and dates: none before it begins, and which claims make a name what it is."""

from graph.folding import Frame, fold
from graph.model import Claim, NameKind, Passage, Record, Text, Visibility, at
from tests.vocabulary import the_kinds


def called(number: int, text: str, valid_from: str = "", valid_to: str = "", name: str = "alias") -> Claim:
    """One claim of a name."""
    passages = (Passage("line 1"),)
    return Claim(
        "s-a", name, Text(text, "de"), "q-a", passages, valid_from=valid_from, valid_to=valid_to, id=f"k-{number}"
    )


def folded(*claims: Claim, valid: str = "") -> Record:
    """The record that these claims tell."""
    point = at(valid)
    frame = Frame(the_kinds(), point.window, point.is_dated, {})
    return fold("s-a", "stakeholder", key=None, visibility=Visibility.PUBLIC, claims=claims, frame=frame)


def test_a_name_that_begins_later_is_no_name_yet():
    claims = (called(1, "Altstadt", name="label"), called(2, "Neustadt", "1990"), called(3, "NS", "1990-05"))

    assert [name.text for name in folded(*claims, valid="1989").names] == ["Altstadt"]
    assert {name.text for name in folded(*claims, valid="1990").names} == {"Altstadt", "Neustadt", "NS"}
    assert {name.text for name in folded(*claims).names} == {"Altstadt", "Neustadt", "NS"}


def test_a_label_that_begins_later_stays_where_it_is_the_only_one():
    assert [name.text for name in folded(called(1, "Neustadt", "1990", name="label"), valid="1980").names] == [
        "Neustadt"
    ]


def test_the_claims_of_the_best_kind_decide_what_a_name_is():
    claims = (
        called(1, "Nord", "1900", "1910"),
        called(2, "Nord", name="label"),
        called(3, "Nord", "1950", name="label"),
    )
    (name,) = folded(*claims).names

    assert name.kind is NameKind.LABEL
    assert [claim.id for claim in name.deciding] == ["k-2", "k-3"]
    assert [claim.id for claim in folded(*reversed(claims)).names[0].deciding] == ["k-2", "k-3"]
