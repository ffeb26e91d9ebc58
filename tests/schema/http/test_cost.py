# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operation costs before it runs: sums worked out by hand."""

import pytest
from graphql import build_schema

from schema.http.cost import Cost, Rules, operation_cost
from schema.http.document import read_document
from schema.http.errors import Code, Refused
from schema.http.limits import Limits
from tests.schema.http.client import Client
from tests.schema.http.toy import toy_schema

SCHEMA = toy_schema()._schema
RULES = Rules(SCHEMA, Limits(), {("Town", "centrality"): 7})


def cost_of(text: str, **variables: object) -> Cost:
    document = read_document(text, RULES.limits)
    return operation_cost(document, document.operations[0], variables=variables, rules=RULES)


@pytest.mark.parametrize(
    ("query", "points"),
    [
        ("{ hello }", 1),
        ("{ __typename }", 1),
        ("{ town(number: 1) { name } }", 2),
        ("{ towns { totalCount } }", 1 + 20),
        ("{ towns(first: 3) { nodes { name } } }", 1 + 3),
        ("{ towns(first: 3) { edges { node { name } } } }", 1 + 3 * (1 + 1)),
        ("{ towns(first: 0) { nodes { name } } }", 1),
        ("{ towns(last: 4) { nodes { name } } }", 1 + 4),
        ("{ towns(first: 3) { nodes { name } facets { value } } }", 1 + 3 + 5),
        ("{ towns(first: 3) { nodes { partners(first: 2) { nodes { name } } } } }", 1 + 3 * (1 + 2)),
        ("{ search { ... on Town { name } ... on Bridge { spans } } }", 1 + 5),
        ("{ search { ... on Town { neighbours { name } } ... on Bridge { spans } } }", 1 + 5 * (1 + 5)),
        ("{ town(number: 1) { neighbours { name } } }", 1 + 1 + 5),
        ("{ town(number: 1) { sights { name } } }", 1 + 1 + 5),
        ("{ town(number: 1) { sights(first: 9) { name } } }", 1 + 1 + 9),
        ("{ town(number: 1) { centrality } }", 1 + 1 + 7),
        ("{ towns(first: 3) { nodes { centrality } } }", 1 + 3 * (1 + 7)),
        ("{ __schema { types { name fields { name } } } }", 1 + 1),
        ("{ ...F ...F } fragment F on Query { town(number: 1) { name } }", 1 + 1 + 1),
    ],
)
def test_points(query: str, points: int):
    assert cost_of(query).points == points


def test_a_page_size_may_be_a_variable():
    assert cost_of("query ($n: Int) { towns(first: $n) { totalCount } }", n=7).points == 1 + 7
    assert cost_of("query ($n: Int) { towns(first: $n) { totalCount } }").points == 1 + 20
    assert cost_of("query ($n: Int) { towns(first: $n) { totalCount } }", n=None).points == 1 + 20


def test_a_default_page_size_counts_also_in_a_schema_that_was_read_from_text():
    schema = build_schema("type Query { names(first: Int! = 5): [Name!]! } type Name { text: String! }")
    document = read_document("{ names { text } }", Limits())
    rules = Rules(schema, Limits(), {})

    assert operation_cost(document, document.operations[0], variables={}, rules=rules).points == 1 + 5


def test_weights_within_pages_are_told_apart_since_they_are_spent_in_any_case():
    assert cost_of("{ towns(first: 3) { nodes { centrality } } }").weights == 3 * 7


def test_depth_counts_fields_and_not_fragments():
    assert cost_of("{ ... { ... { ...F } } } fragment F on Query { town(number: 1) { name } }").depth == 2


def test_a_fragment_that_spreads_itself_ends():
    assert cost_of("{ ...A } fragment A on Query { hello ...B } fragment B on Query { ...A }").points == 1


def test_a_fragment_is_measured_once_however_often_it_is_spread():
    levels = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} ...F{n + 1} }}" for n in range(40))

    assert cost_of("{ ...F0 }" + levels + "fragment F40 on Query { hello }").points == 1


def test_a_doubling_fragment_is_too_expensive_and_known_at_once():
    levels = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))

    with pytest.raises(Refused) as refused:
        cost_of("{ ...F0 }" + levels + "fragment F60 on Query { town(number: 1) { name } }")
    assert refused.value.code is Code.QUERY_TOO_COMPLEX


def test_a_long_chain_of_fragments_is_refused_and_breaks_nothing():
    chain = "".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(240))

    with pytest.raises(Refused, match="within each other"):
        cost_of("{ ...F0 }" + chain + "fragment F240 on Query { hello }")


@pytest.mark.anyio
async def test_the_answer_says_what_was_asked_for_what_it_took_and_what_is_allowed(client: Client):
    reply = await client.ask("{ towns(first: 100) { nodes { name partners(first: 0) { totalCount } } } }")
    short = await client.ask("{ search { ... on Town { name } } }")

    assert reply.cost == {"requested": 101, "actual": 101, "limit": 10_000}
    assert short.cost == {"requested": 6, "actual": 3, "limit": 10_000}
