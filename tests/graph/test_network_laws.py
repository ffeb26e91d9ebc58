# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every city: the projections against a plain reading of their definitions, and invariances."""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.network_build import build
from graph.network_via import via_pairs
from graph.selection import Projection
from tests.graph.written_networks import ROLES, Row, city_of, told

Strength = defaultdict[frozenset[str], float]
Arrows = defaultdict[frozenset[str], set[tuple[str, str]]]
NAMES = "ABCDE"
rows = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(["", *NAMES])),
    max_size=24,
    unique=True,
)
cooperations = ["c0", "c1", "c2", "c3"]
ONE_WAY = {
    Projection.STATED: {("lead", "partner")},
    Projection.COMEMBERSHIP: {
        ("lead", "partner"),
        ("funder", "beneficiary"),
        ("implementer", "beneficiary"),
        ("host", "visitor"),
    },
}


def ties(row: Row, other: Row, core: set[str]) -> bool:
    """Whether `stated` ties two participations in one cooperation."""
    if row[2] in {"party", "lead"} and other[2] in {"party", "lead"}:
        return True
    return other[2] in {"party", "lead"} and row[1] not in core and row[3] in {"", other[1]}


def plainly(projection: Projection, members: list[Row]) -> tuple[Strength, Arrows]:
    """Strength and one-way arrows of each pair, straight from the definitions."""
    strength: Strength = defaultdict(float)
    arrows: Arrows = defaultdict(set)
    for cooperation in range(4):
        here = [row for row in members if row[0] == cooperation]
        core = {row[1] for row in here if row[2] in {"party", "lead"}}
        size = len({row[1] for row in here})
        tied = set()
        for row, other in permutations(here, 2):
            is_tied = ties(row, other, core) or ties(other, row, core)
            if row[1] == other[1] or (projection is Projection.STATED and not is_tied):
                continue
            tied.add(frozenset((row[1], other[1])))
            if (row[2], other[2]) not in ONE_WAY[projection] or (other[2], row[2]) in ONE_WAY[projection]:
                arrows[frozenset((row[1], other[1]))].add((other[1], row[1]))
        for pair in tied:
            strength[pair] += 1 if projection is Projection.STATED else 1 / (size - 1)
    return strength, arrows


def as_told(strength: Strength, arrows: Arrows) -> list[str]:
    lines: dict[tuple[str, str], str] = {}
    for pair, weight in strength.items():
        low, high = sorted(pair)
        if len(arrows[pair]) == 2:
            lines[low, high] = f"{low}-{high} {weight:g}"
        else:
            source, target = next(iter(arrows[pair]))
            lines[low, high] = f"{source}>{target} {weight:g}"
    return [lines[pair] for pair in sorted(lines)]


@pytest.mark.parametrize("projection", list(ONE_WAY))
@given(members=rows)
def test_the_network_is_what_the_definition_says(projection, members):
    network = build(projection, city_of(members, cooperations, NAMES))

    assert told(network) == as_told(*plainly(projection, members))


@pytest.mark.parametrize("projection", list(ONE_WAY))
@given(members=rows, order=st.randoms(use_true_random=False))
def test_the_order_of_participations_changes_no_byte(projection, members, order):
    shuffled = list(members)
    order.shuffle(shuffled)

    one, two = (build(projection, city_of(some, cooperations, NAMES)) for some in (members, shuffled))

    assert one.starts.tobytes() + one.neighbour.tobytes() == two.starts.tobytes() + two.neighbour.tobytes()
    assert one.strength.tobytes() == two.strength.tobytes()
    assert told(one) == told(two)


@pytest.mark.parametrize("projection", list(ONE_WAY))
@given(members=rows, names=st.permutations(NAMES))
def test_other_names_give_the_same_network_under_other_names(projection, members, names):
    new = dict(zip(NAMES, names, strict=True)) | {"": ""}
    renamed = [(row[0], new[row[1]], row[2], new[row[3]]) for row in members]

    one, two = (build(projection, city_of(some, cooperations, NAMES)) for some in (members, renamed))

    for low, high in combinations(NAMES, 2):
        link = one.link(one.index(low), one.index(high))
        other = two.link(two.index(new[low]), two.index(new[high]))
        assert (link is None) == (other is None)
        if link and other:
            assert (link.weight, link.is_mutual) == (other.weight, other.is_mutual)
            assert link.is_mutual or new[one.ids[link.source]] == two.ids[other.source]


@pytest.mark.parametrize("projection", list(ONE_WAY))
@given(members=rows, admitted=st.lists(st.booleans(), min_size=5, max_size=5))
def test_a_filter_on_stakeholders_gives_a_part_of_the_whole(projection, members, admitted):
    material = city_of(members, cooperations, NAMES)
    names = {name for name, is_in in zip(NAMES, admitted, strict=True) if is_in}

    part = build(projection, replace(material, admitted=np.asarray(admitted)))

    whole = told(build(projection, material))
    assert told(part) == [line for line in whole if {line[0], line[2]} <= names]


@given(members=rows)
def test_as_many_cooperations_are_named_as_make_the_strength(members):
    network = build(Projection.STATED, city_of(members, cooperations, NAMES))
    pairs = list(product(range(5), range(5)))

    named = via_pairs(network, pairs)

    links = [network.link(*pair) for pair in pairs]
    assert [len(ways) for ways in named] == [link.weight if link else 0 for link in links]
