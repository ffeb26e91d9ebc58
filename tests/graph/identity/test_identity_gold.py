# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gold pairs: no wrong automatic merge, and the proposals find the rest."""

from itertools import permutations

import pytest

from graph.identity.proposals import proposals
from graph.identity.rules import by_identifier, by_name
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from tests.graph.identity.gold import Body, gold, told
from tests.graph.stores.contract import Repeatable


@pytest.fixture(scope="module")
def joined(kinds: Kinds) -> set[frozenset[Body]]:
    """The pairs of all entries that a rule would join, if the one were in the store and the other came."""
    profiles = {body: body.profile(kinds) for body in gold().bodies}
    found = set()
    for one, other in permutations(gold().bodies, 2):
        mine, theirs = profiles[one], profiles[other]
        if mine.identifiers & theirs.identifiers:
            decision = by_identifier(mine, [theirs])
        elif mine.keys & theirs.keys:
            decision = by_name(mine, [theirs])
        else:
            continue
        if decision and decision.record:
            found.add(frozenset((one, other)))
    return found


@pytest.fixture(scope="module")
def proposed(kinds: Kinds) -> set[frozenset[Body]]:
    """The pairs that are proposed where every entry is a record."""
    store, bodies = MemoryStore(kinds, Repeatable()), gold().bodies
    ids = store.commit(told(bodies)).ids
    names = {ids[f"+{number}"]: body for number, body in enumerate(bodies)}
    found = proposals(store.view(Audience.INTERNAL), {})
    return {frozenset((names[one.left], names[one.right])) for one in found}


def test_there_are_enough_pairs_and_they_do_not_contradict_one_another():
    clusters = gold().clusters()

    assert len(gold().same) + len(gold().different) >= 220
    assert [pair for pair in gold().different if clusters[pair[0]] == clusters[pair[1]]] == []


def test_no_rule_joins_what_is_different(joined):
    wrong = joined - gold().all_same()

    assert [sorted(body.text for body in pair) for pair in wrong] == []


def test_the_rules_join_what_needs_no_person(joined):
    assert len(joined) >= 50


def test_the_proposals_find_what_is_the_same(proposed):
    same = [frozenset(pair) for pair in gold().same]

    missed = [sorted(body.text for body in pair) for pair in same if pair not in proposed]
    assert len(missed) <= 0.05 * len(same), missed


def test_most_of_what_is_proposed_of_the_pairs_is_the_same(proposed):
    right = sum(frozenset(pair) in proposed for pair in gold().same)
    wrong = sum(frozenset(pair) in proposed for pair in gold().different)

    assert right / (right + wrong) >= 0.7
