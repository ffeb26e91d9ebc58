# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What any loader says is checked against the vocabulary, whatever its own care."""

from decimal import Decimal

import pytest

from graph.model import Identifier, Number, ParticipationKey, Passage, Ref, Term, Text, TieKey, ValueState
from loaders.checks import Checks
from loaders.loader import Said

FINE = [
    Said("stakeholder", "a", "kind", Term("municipality")),
    Said("stakeholder", "a", "named", Number(Decimal(0))),
    Said("stakeholder", "a", "attribute:size", Number(Decimal(3)), valid_from="2023", valid_to=".."),
    Said("stakeholder", "a", "identifier", Identifier("wikidata", "Q1715")),
    Said("event", "a", "participant", Ref("b", "host")),
    Said("cooperation", "a", "funding", state=ValueState.UNKNOWN),
    Said("participation", ParticipationKey("c", "a", "party"), "holds"),
    Said("tie", TieKey("a", "part_of", "b"), "holds"),
]
WRONG = [
    ("UNKNOWN_CODE", Said("stakeholders", "a", "kind", Term("municipality"))),
    ("UNKNOWN_CODE", Said("stakeholder", "a", "knd", Term("municipality"))),
    ("MISSING_KEY", Said("stakeholder", "a", "attribute", Text("x"))),
    ("BAD_STATE", Said("cooperation", "a", "weight", Number(Decimal(1)), ValueState.UNKNOWN)),
    ("BAD_VALUE", Said("stakeholder", "a", "kind", Text("municipality"))),
    ("BAD_VALUE", Said("stakeholder", "a", "kind")),
    ("BAD_VALUE", Said("participation", ParticipationKey("c", "a", "party"), "holds", Text("yes"))),
    ("BAD_VALUE", Said("stakeholder", "a", "named", Number(Decimal(2)))),
    ("BAD_VALUE", Said("stakeholder", "a", "visibility", Text("secret"))),
    ("BAD_DATE", Said("stakeholder", "a", "kind", Term("council"), valid_from="spring")),
    ("LONG_QUOTE", Said("stakeholder", "a", "kind", Term("council"), passages=(Passage("line 1", "word " * 16),))),
    ("UNKNOWN_CODE", Said("event", "a", "participant", Ref("b", "hosst"))),
    ("UNKNOWN_CODE", Said("stakeholder", "a", "identifier", Identifier("oecd_dac", "14030"))),
]


@pytest.mark.parametrize("said", FINE, ids=lambda said: said.about)
def test_what_the_vocabulary_allows_has_no_problem(said, kinds):
    assert list(Checks(kinds).problems(said)) == []


@pytest.mark.parametrize(("code", "said"), WRONG, ids=lambda part: part if isinstance(part, str) else part.property)
def test_what_it_does_not_allow_is_a_problem_that_names_the_record(code, said, kinds):
    (problem,) = Checks(kinds).problems(said)

    assert (problem.code, problem.about) == (code, said.about)
