# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every limit of the table, tried from both sides where that is cheap."""

import json

import pytest

from schema.http.limits import Limits
from tests.schema.http.client import Client
from tests.schema.http.toy import Service, toy_endpoint

pytestmark = pytest.mark.anyio


def limited(**limits: int) -> Client:
    return Client(toy_endpoint(Service(), **limits))


def test_every_limit_is_described_with_its_value_and_unit():
    described = {info.name: info for info in Limits(cost=500).described()}

    assert described["cost"].value == 500
    assert described["cost"].unit == "points"
    assert described["body_size"].value == 64_000
    assert all(info.description.endswith(".") and info.unit for info in described.values())


def test_no_limit_can_be_switched_off():
    with pytest.raises(ValueError, match="depth is 0"):
        Limits(depth=0)


async def test_header_count(client: Client):
    many = {f"x-{number}": "1" for number in range(99)}

    assert (await client.ask("{ hello }", headers=many)).status == 431


async def test_header_size(client: Client):
    assert (await client.ask("{ hello }", headers={"x-long": "x" * 15_900})).status == 200
    assert (await client.ask("{ hello }", headers={"x-long": "x" * 16_000})).status == 431


async def test_target_length(client: Client):
    assert (await client.get(query="{ hello }" + " " * 7_900)).status == 200
    assert (await client.get(query="{ hello }" + " " * 8_000)).code == "URI_TOO_LONG"


async def test_body_size(client: Client):
    fits = json.dumps({"query": "{ hello }"}).encode().ljust(64_000)

    assert (await client.post(fits)).status == 200
    assert (await client.post(fits + b" ")).status == 413


async def test_a_body_announced_as_huge_is_not_read(client: Client):
    reply = await client.post(b"{}", headers={"content-length": "9000000000"})

    assert reply.status == 413
    assert reply.headers["connection"] == "close"


async def test_json_depth(client: Client):
    deep = json.loads("[" * 19 + "]" * 19)

    assert (await client.ask("{ hello }", variables={"x": deep})).status == 200
    assert (await client.ask("{ hello }", variables={"x": [deep]})).code == "BAD_REQUEST"
    assert (await client.ask("{ hello }", extensions={"x": [deep]})).code == "BAD_REQUEST"


async def test_json_values(client: Client):
    assert (await client.ask("{ hello }", variables={"x": [0] * 999})).status == 200
    assert (await client.ask("{ hello }", variables={"x": [0] * 1_000})).code == "BAD_REQUEST"
    assert (await client.get(query="{ hello }", variables=json.dumps({"x": [0] * 1_000}))).code == "BAD_REQUEST"


async def test_document_length(client: Client):
    assert (await client.ask("{ hello }" + " " * 31_991)).status == 200
    assert (await client.ask("{ hello }" + " " * 31_992)).code == "QUERY_TOO_COMPLEX"


async def test_document_tokens(client: Client):
    few = limited(document_tokens=20)

    assert (await few.ask("{" + "hello " * 18 + "}")).status == 200
    assert (await few.ask("{" + "hello " * 19 + "}")).code == "QUERY_TOO_COMPLEX"
    assert (await client.ask("{" + "hello " * 2_000 + "}")).code == "QUERY_TOO_COMPLEX"


async def test_document_comments(client: Client):
    assert (await client.ask("#\n" * 50 + "{ hello }")).status == 200
    assert (await client.ask("#\n" * 51 + "{ hello }")).code == "QUERY_TOO_COMPLEX"


def aliased(count: int) -> str:
    return "{" + " ".join(f"a{number}: hello" for number in range(count)) + "}"


async def test_aliases(client: Client):
    assert (await client.ask(aliased(30))).status == 200
    assert (await client.ask(aliased(31))).code == "QUERY_TOO_COMPLEX"


async def test_directives_in_one_place(client: Client):
    assert (await client.ask("{ hello" + " @a" * 4 + "}")).code == "GRAPHQL_VALIDATION_FAILED"
    assert (await client.ask("{ hello" + " @a" * 5 + "}")).code == "QUERY_TOO_COMPLEX"


async def test_directives_in_all(client: Client):
    assert (await client.ask("{" + "hello @skip(if: false) " * 20 + "}")).status == 200
    assert (await client.ask("{" + "hello @skip(if: false) " * 21 + "}")).code == "QUERY_TOO_COMPLEX"


async def test_operations(client: Client):
    named = [f"query Q{number} {{ hello }}" for number in range(6)]

    assert (await client.ask(" ".join(named[:5]), operationName="Q1")).status == 200
    assert (await client.ask(" ".join(named), operationName="Q1")).code == "QUERY_TOO_COMPLEX"


async def test_name_length(client: Client):
    assert (await client.ask("query " + "n" * 100 + " { hello }")).status == 200
    assert (await client.ask("query " + "n" * 101 + " { hello }")).code == "QUERY_TOO_COMPLEX"


async def test_literals():
    client = limited(literals=10)

    assert (await client.ask("{ echo(text: [" + "1 " * 10 + "]) }")).code == "GRAPHQL_VALIDATION_FAILED"
    assert (await client.ask("{ echo(text: [" + "1 " * 11 + "]) }")).code == "QUERY_TOO_COMPLEX"


async def test_mutation_fields_also_in_fragments(client: Client):
    fields = [f'm{number}: found(name: "x") {{ name }}' for number in range(11)]
    split = f"mutation {{ ...F {' '.join(fields[5:])} }} fragment F on Mutation {{ {' '.join(fields[:5])} }}"

    assert (await client.ask("mutation {" + " ".join(fields[:10]) + "}")).status == 200
    assert (await client.ask("mutation {" + " ".join(fields) + "}")).code == "QUERY_TOO_COMPLEX"
    assert (await client.ask(split)).code == "QUERY_TOO_COMPLEX"


async def test_page_size_as_literal_variable_and_default(client: Client):
    document = "query ($n: Int = 101) { towns(first: $n) { totalCount } }"

    assert (await client.ask("{ towns(first: 100) { totalCount } }")).status == 200
    assert (await client.ask("{ towns(first: 0) { totalCount } }")).status == 200
    assert (await client.ask("{ towns(first: 101) { totalCount } }")).code == "BAD_USER_INPUT"
    assert (await client.ask("{ towns(last: -1) { totalCount } }")).code == "BAD_USER_INPUT"
    assert (await client.ask(document)).code == "BAD_USER_INPUT"
    assert (await client.ask(document, variables={"n": 100})).status == 200


async def test_cost(client: Client):
    inner = "nodes { partners(first: %d) { nodes { name } } }"

    assert (await client.ask("{ towns(first: 100) {" + inner % 98 + "} }")).status == 200
    assert (await client.ask("{ towns(first: 100) {" + inner % 100 + "} }")).code == "QUERY_TOO_COMPLEX"


async def test_depth(client: Client):
    def deep(levels: int) -> str:
        return "{ town(number: 1) " + "{ partners(first: 1) { nodes " * levels + "{ name }" + "}}" * levels + "}"

    assert (await client.ask(deep(6))).status == 200
    assert (await client.ask(deep(7))).code == "QUERY_TOO_COMPLEX"


async def test_introspection_has_a_depth_of_its_own(client: Client):
    def deep(levels: int) -> str:
        return '{ __type(name: "Town") ' + "{ ofType " * levels + "{ name }" + "}" * levels + "}"

    assert (await client.ask(deep(18))).status == 200
    assert (await client.ask(deep(20))).code == "QUERY_TOO_COMPLEX"


async def test_work_for_merging_fields(client: Client):
    overlapping = await client.ask("{" + "town(number: 1) { name number } " * 150 + "}")

    assert overlapping.code == "QUERY_TOO_COMPLEX"
    assert "too many fields of one name" in str(overlapping.errors[0]["message"])
    assert (await client.ask("{" + "town(number: 1) { name number } " * 10 + "}")).status == 200


async def test_bucket_capacity_and_refill():
    service = Service()
    client = Client(toy_endpoint(service, bucket_capacity=100, bucket_refill=10))
    document = "{ towns(first: 60) { nodes { name } } }"

    spent = [(await client.ask(document)).status for _ in range(2)]
    service.clock.now += 3

    assert spent == [200, 429]
    assert (await client.ask(document)).status == 200


async def test_a_refused_document_is_paid_for():
    client = limited(bucket_capacity=250, refused_cost=100, bucket_refill=1)

    assert [(await client.ask("{ nothing }")).status for _ in range(4)] == [400, 400, 400, 429]


async def test_a_refused_body_is_paid_for():
    client = limited(bucket_capacity=250, refused_cost=100, bucket_refill=1)

    assert [(await client.post(b"[]")).status for _ in range(4)] == [400, 400, 400, 429]


async def test_query_deadline(client: Client):
    assert (await client.ask("{ slow(seconds: 0.9) hello }")).status == 200
    assert (await client.ask("{ slow(seconds: 1.1) hello }")).code == "DEADLINE_EXCEEDED"


async def test_mutation_deadline(client: Client):
    assert (await client.ask('mutation { found(name: "x", seconds: 9.9) { name } }')).status == 200
    late = 'mutation { found(name: "x", seconds: 10.1) { name } more: found(name: "y") { name } }'
    assert (await client.ask(late)).code == "DEADLINE_EXCEEDED"


async def test_what_a_mutation_has_done_is_told_even_if_it_was_late(client: Client):
    late = await client.ask('mutation { found(name: "x", seconds: 10.1) { name number } }')

    assert (late.status, late.data) == (200, {"found": {"name": "x", "number": 1}})
