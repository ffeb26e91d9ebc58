# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A query costs a bounded number of reads for each level of its depth: as many for a page of 1 as for one of 100.

The queries lie in deep/; each takes the size of its pages as $n. How often each may read at most is written here by
hand: whoever needs one read more for a query says so by changing its number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from tests.graph.stores.contract import Repeatable
from tests.schema.counting import CountingStore, county
from tests.schema.town import Asking, Given, Json

DEEP = Path(__file__).parent / "deep"
MOST = {
    "a-networks-nodes-and-links": 10,
    "a-structures-ties": 4,
    "changes": 7,
    "claims": 4,
    "cooperations-and-those-who-take-part": 11,
    "ego-networks": 2,
    "events-and-participants": 9,
    "notes-and-what-they-are-about": 11,
    "partners-with-what-ties-them": 12,
    "search": 4,
    "sources-and-what-they-say": 20,
    "ties-and-their-ends": 7,
}
ONE_LACKS = {
    "a-networks-nodes-and-links": 2,
    "cooperations-and-those-who-take-part": 1,
    "partners-with-what-ties-them": 2,
}
"""How many reads a page of one can do without: its one entry has nothing, or nothing new, at some level."""
LONG = ("partners-with-what-ties-them", "sources-and-what-they-say")
BY_ID = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Stakeholder { partners(first: 1) { nodes { id } } } } }"


@pytest.fixture(scope="module")
def store(kinds: Kinds) -> MemoryStore:
    made = MemoryStore(kinds, Repeatable())
    made.commit(county())
    return made


def asked(store: MemoryStore, document: str, **variables: Given) -> tuple[Counter[str], Json]:
    """How often each method of the store was called, and the answer."""
    counting = CountingStore(store)
    data = Asking(counting).data(document, **variables)
    return counting.reads, data


def levels(part: Json, way: str = "") -> Iterator[tuple[str, int]]:
    """Each list of an answer and each total, as the way to it and how many there are."""
    if isinstance(part, list):
        yield way, len(part)
        for one in part:
            yield from levels(one, way)
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from levels(value, f"{way}.{name}")
    elif way.endswith(("totalCount", "Count")):
        yield way, part


def test_every_query_has_its_number():
    assert sorted(MOST) == sorted(path.stem for path in DEEP.glob("*.graphql"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "query", [pytest.param(name, marks=pytest.mark.slow) if name in LONG else name for name in MOST]
)
def test_a_page_of_a_hundred_is_read_as_often_as_a_page_of_one(store: MemoryStore, query: str):
    document = (DEEP / f"{query}.graphql").read_text(encoding="utf-8")

    (one, _), (two, _), (many, answer) = (asked(store, document, n=size) for size in (1, 2, 100))

    assert many == two
    assert (many - one).total() == ONE_LACKS.get(query, 0)
    assert one - many == Counter()
    assert 1 <= one.total() <= many.total() <= MOST[query]
    assert_is_full(answer)


def assert_is_full(answer: Json) -> None:
    """A hundred at the top, and something at every level: reads that were never needed prove nothing."""
    found: dict[str, list[int]] = defaultdict(list)
    for way, count in levels(answer):
        found[way].append(count)

    assert max(found[min(found, key=len)]) == 100
    assert [way for way, counts in found.items() if not any(counts)] == []


def test_nodes_by_id_are_read_together(store: MemoryStore):
    names = [f"s-ort-{number}" for number in range(100)]

    (few, _), (many, answer) = (asked(store, BY_ID, ids=some) for some in (names[:1], names))

    assert many == few
    assert many["related"] == 1
    assert [len(node["partners"]["nodes"]) for node in answer["nodes"]] == [1] * 100
