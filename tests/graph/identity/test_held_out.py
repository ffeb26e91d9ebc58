# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of somebody who had not read the rules: no wrong automatic merge, and the proposals find the rest.

They are held out no more: the rules were bettered by what these pairs showed. The figures of the first sight are in
docs/why/identity.md; those of now are printed with `pytest -s`.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from graph.kinds import Kinds
from tests.graph.identity.gold import Body, Gold, gold
from tests.graph.identity.trial import Couple, joined, proposed


@pytest.fixture(scope="module", params=["held_out.yaml", "held_out_later.yaml"])
def pairs(request: pytest.FixtureRequest) -> Gold:
    return gold(Path(__file__).with_name(request.param))


@pytest.fixture(scope="module")
def merged(pairs: Gold, kinds: Kinds) -> set[Couple]:
    return joined(pairs, kinds)


@pytest.fixture(scope="module")
def scores(pairs: Gold, kinds: Kinds) -> Mapping[Couple, float]:
    return proposed(pairs, kinds)


def couples(pairs: Iterable[tuple[Body, Body]]) -> list[Couple]:
    return [frozenset(pair) for pair in pairs]


def test_about_half_of_the_pairs_are_the_same_and_many_are_cyrillic(pairs):
    clusters, said = pairs.clusters(), [*pairs.same, *pairs.different]
    cyrillic = [pair for pair in said if any("Є" <= letter <= "ї" for body in pair for letter in body.text)]

    assert min(len(pairs.same), len(pairs.different)) >= 0.4 * len(said)
    assert len(cyrillic) >= 0.3 * len(said)
    assert [pair for pair in pairs.different if clusters[pair[0]] == clusters[pair[1]]] == []


@pytest.mark.slow
def test_no_rule_joins_two_bodies_of_these_pairs(pairs, merged):
    wrong = merged - pairs.all_same()
    print(f"{len(merged)} automatic merges, {len(wrong)} of them wrong")

    assert [sorted(body.text for body in pair) for pair in wrong] == []


@pytest.mark.slow
def test_the_proposals_find_nearly_all_of_these_pairs(pairs, scores):
    same = couples(pairs.same)
    missed = [sorted(body.text for body in pair) for pair in same if pair not in scores]
    print(f"recall {1 - len(missed) / len(same):.3f}")

    assert len(missed) <= 0.06 * len(same), missed


@pytest.mark.slow
def test_most_of_what_is_proposed_of_these_pairs_is_the_same(pairs, scores):
    right = sum(pair in scores for pair in couples(pairs.same))
    wrong = sum(pair in scores for pair in couples(pairs.different))
    print(f"precision {right / (right + wrong):.3f}")

    assert right / (right + wrong) >= 0.6
