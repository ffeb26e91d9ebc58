# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A query costs a bounded number of reads for each level of its depth: as many for a page of 1 as for one of 100."""

from collections import Counter

import pytest

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from tests.graph.stores.contract import Repeatable
from tests.schema.counting import CountingStore, county
from tests.schema.town import Asking

TOWNS = 'stakeholders(first: $n, filter: {kind: {eq: "municipality"}})'
QUERIES = {
    "partners with what ties them": TOWNS
    + """{ edges { node { label { text } partners(first: $n) { totalCount edges {
        node { label { text } level { code } }
        via { cooperation { label { text } participations(first: 3) { nodes { role { code } } } } role { code } theirRole { code }
              period { from { date } } evidence { locator source { title { text } publisher } } }
        evidence { url feed { id } source { says(first: 1) { nodes { record { label { text } } } } claimCount } }
    } } } } }""",
    "cooperations and those who take part": TOWNS
    + """{ nodes { cooperations(first: $n) { edges { participations { role { code } period { from { date } } label { text } }
        node { participations { nodes { stakeholder { label { text } cooperations(first: $n) { nodes { label { text } } } }
        side { label { text } } cooperation { label { text } } evidence(first: 1) { nodes { source { label { text } } } } } } } } } } }""",
    "ties and their ends": """ties(first: $n) { nodes { label { text } subject { label { text } partners(first: 1) { totalCount } }
        object { label { text } ties(first: $n) { nodes { id evidence { nodes { source { sources { nodes { id } } } } } } } } } }""",
    "events and participants": """events(first: $n) { nodes { place { label { text } } partOf { id } label { text }
        participants { edges { roles { code } evidence { source { label { text } } } node { label { text } events(first: 2) { edges { roles { code } evidence { locator } } } } } }
        cooperations { nodes { label { text } } } facts { value { ... on RecordValue { record { label { text } evidence(first: 1) { totalCount } } } } } } }""",
    "notes and what they are about": """notes(first: $n) { nodes { text { text } about { label { text }
        ... on Cooperation { participations { nodes { stakeholder { label { text } } } } events(first: 1) { totalCount } } claims(first: 2) { nodes { author enteredIn { number } } } } } }""",
    "sources and what they say": """sources(first: $n) { nodes { claimCount lastConfirmed says(first: $n) { nodes { record { label { text } sources(first: 1) { nodes { id } } }
        value { ... on RecordValue { record { label { text } } } } passages { source { label { text } claimCount } } enteredIn { number } } } } }""",
    "claims": """claims(first: $n) { nodes { record { label { text } claims(first: 1, includeFormer: true) { totalCount } }
        passages { source { label { text } says(first: 1) { totalCount } } } value { ... on RecordValue { record { label { text } } } } } }""",
    "a network's nodes and links": """network { nodes(first: $n) { nodes { label { text } kind { code } degree component
            member { ... on Stakeholder { partners(first: 1) { totalCount } } } } }
        links(first: $n) { nodes { from { label { text } } to { member { ... on Stakeholder { notes { totalCount } } } } weight
            via { cooperation { label { text } notes { totalCount } } role { code } period { from { date } } evidence { locator } } ties { id } evidence { source { label { text } } } } } }""",
    "a structure's ties": """network(projection: STRUCTURE) { links(first: $n) { nodes { ties { label { text } subject { label { text } } evidence { nodes { locator } } } evidence { source { claimCount } } } } }""",
    "ego networks": TOWNS + "{ nodes { ego { nodeCount links(first: 1) { nodes { weight } } } } }",
    "search": """search(text: "Ort", first: $n) { nodes { score record { label { text } ... on Stakeholder { partners(first: 1) { totalCount } } } } }""",
}


@pytest.fixture(scope="module")
def store(kinds: Kinds) -> MemoryStore:
    made = MemoryStore(kinds, Repeatable())
    made.commit(county())
    return made


def reads_of(store: MemoryStore, query: str, size: int) -> Counter[str]:
    counting = CountingStore(store)
    Asking(counting).data(f"query ($n: Int = {size}) {{ {query} }}")  # type: ignore[arg-type]  # stands in for a store
    return counting.reads


@pytest.mark.parametrize("name", QUERIES)
def test_a_page_of_a_hundred_is_read_as_often_as_a_page_of_two(store: MemoryStore, name: str):
    few, many = reads_of(store, QUERIES[name], 2), reads_of(store, QUERIES[name], 100)

    assert many == few


def test_nodes_by_id_are_read_together(store: MemoryStore):
    names = [f"s-ort-{number}" for number in range(100)]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Stakeholder { label { text } partners(first: 1) { nodes { id } } } } }"
    few, many = CountingStore(store), CountingStore(store)

    Asking(few).data(query, ids=names[:2])  # type: ignore[arg-type]  # stands in for a store
    Asking(many).data(query, ids=names)  # type: ignore[arg-type]  # stands in for a store

    assert many.reads == few.reads
