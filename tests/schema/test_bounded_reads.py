# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A query costs a bounded number of reads for each level of its depth: as many for a page of 2 as for one of 100.

The queries lie in deep/; each takes the size of its pages as $n.
"""

from collections import Counter
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from tests.graph.stores.contract import Repeatable
from tests.schema.counting import CountingStore, county
from tests.schema.town import Asking, Given

DEEP = sorted((Path(__file__).parent / "deep").glob("*.graphql"))
BY_ID = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Stakeholder { partners(first: 1) { nodes { id } } } } }"


@pytest.fixture(scope="module")
def store(kinds: Kinds) -> MemoryStore:
    made = MemoryStore(kinds, Repeatable())
    made.commit(county())
    return made


def reads_of(store: MemoryStore, document: str, **variables: Given) -> Counter[str]:
    counting = CountingStore(store)
    Asking(counting).data(document, **variables)
    return counting.reads


@pytest.mark.parametrize("query", DEEP, ids=lambda query: query.stem)
def test_a_page_of_a_hundred_is_read_as_often_as_a_page_of_two(store: MemoryStore, query: Path):
    document = query.read_text(encoding="utf-8")

    few, many = (reads_of(store, document, n=size) for size in (2, 100))

    assert many == few


def test_nodes_by_id_are_read_together(store: MemoryStore):
    names = [f"s-ort-{number}" for number in range(100)]

    few, many = (reads_of(store, BY_ID, ids=some) for some in (names[:2], names))

    assert many == few
    assert many["related"] == 1
