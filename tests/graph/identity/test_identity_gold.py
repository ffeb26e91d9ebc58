# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gold pairs: no wrong automatic merge, and the proposals find the rest."""

from collections.abc import Mapping

import pytest

from graph.kinds import Kinds
from tests.graph.identity.gold import gold
from tests.graph.identity.trial import Couple, joined, proposed


@pytest.fixture(scope="module")
def merged(kinds: Kinds) -> set[Couple]:
    return joined(gold(), kinds)


@pytest.fixture(scope="module")
def scores(kinds: Kinds) -> Mapping[Couple, float]:
    return proposed(gold(), kinds)


def test_there_are_enough_pairs_and_they_do_not_contradict_one_another():
    clusters = gold().clusters()

    assert len(gold().same) + len(gold().different) >= 220
    assert [pair for pair in gold().different if clusters[pair[0]] == clusters[pair[1]]] == []


def test_no_rule_joins_what_is_different(merged):
    wrong = merged - gold().all_same()

    assert [sorted(body.text for body in pair) for pair in wrong] == []


def test_the_rules_join_what_needs_no_person(merged):
    assert len(merged) >= 50


def test_the_proposals_find_what_is_the_same(scores):
    same = [frozenset(pair) for pair in gold().same]

    missed = [sorted(body.text for body in pair) for pair in same if pair not in scores]
    assert len(missed) <= 0.05 * len(same), missed


def test_most_of_what_is_proposed_of_the_pairs_is_the_same(scores):
    right = sum(frozenset(pair) in scores for pair in gold().same)
    wrong = sum(frozenset(pair) in scores for pair in gold().different)

    assert right / (right + wrong) >= 0.7
