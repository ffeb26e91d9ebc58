# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bodies and query strings that are not what they should be: each gets one sentence, none gets a 500."""

import json

import pytest

from tests.schema.http.client import Client, pieces

pytestmark = pytest.mark.anyio

DIGITS = "9" * 5_000


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"null", "not a JSON object"),
        (b"[]", "not a JSON object"),
        (b'"{ hello }"', "not a JSON object"),
        (b'[{"query": "{ hello }"}]', "not a JSON object"),
        (b"{", "not JSON"),
        (b'{"query": "{ hello }"} x', "not JSON"),
        (b"{}", '"query" is missing'),
        (b'{"query": null}', '"query" is missing'),
        (b'{"query": 1}', '"query" is missing'),
        (b'{"query": "{ hello }", "operationName": 1}', '"operationName" is not a string'),
        (b'{"query": "{ hello }", "variables": []}', '"variables" is not an object'),
        (b'{"query": "{ hello }", "extensions": "x"}', '"extensions" is not an object'),
        (b'{"query": "{ hello }", "query": "{ job }"}', "a key stands twice"),
        (b'{"query": "{ hello }", "variables": {"x": NaN}}', "NaN is not a number"),
        (b'{"query": "{ hello }", "variables": {"x": -Infinity}}', "-Infinity is not a number"),
        (b'{"query": "{ hello }", "variables": {"x": 1e999}}', "too large"),
        (b'{"query": "\xff"}', "not UTF-8: byte 11"),
        (b'{"query": "{ hello }", "variables": {"x": "\\ud800"}}', "half a surrogate pair"),
        (b'{"query": "{ hello }", "variables": {"\\ud800": 1}}', "half a surrogate pair"),
        (b'{"query": "\\ud800"}', "half a surrogate pair"),
        (b'{"query": "{ hello }", "operationName": "\\udc00"}', "half a surrogate pair"),
        (b"[" * 60_000, "nested too deeply"),
        (f'{{"query": "{{ hello }}", "variables": {{"x": {DIGITS}}}}}'.encode(), "too many digits"),
    ],
)
async def test_a_body_that_is_no_request_is_a_bad_request(client: Client, body: bytes, message: str):
    reply = await client.post(body)

    assert (reply.status, reply.code) == (400, "BAD_REQUEST")
    assert message in str(reply.errors[0]["message"])
    assert "data" not in reply.json


@pytest.mark.parametrize("name", ["variables", "operationName", "extensions"])
async def test_an_optional_parameter_may_be_null(client: Client, name: str):
    assert (await client.ask("{ hello }", **{name: None})).data == {"hello": "Hello"}


@pytest.mark.parametrize(
    "target",
    [
        "",
        "query=%7Bhello%7D&query=%7Bjob%7D",
        "query=%ff",
        "query=%7Bhello%7D&variables=%5B%5D",
        "query=%7Bhello%7D&variables=%7B",
        "query=%7Bhello%7D&" + "&".join(f"p{n}=1" for n in range(60)),
    ],
)
async def test_a_query_string_that_is_no_request_is_a_bad_request(client: Client, target: str):
    reply = await client.send("GET", target)

    assert (reply.status, reply.code) == (400, "BAD_REQUEST")


async def test_a_long_integer_in_the_document_is_a_validation_error(client: Client):
    assert (await client.ask(f"{{ town(number: {DIGITS}) {{ name }} }}")).code == "GRAPHQL_VALIDATION_FAILED"
    assert (await client.ask(f"{{ towns(first: {DIGITS}) {{ totalCount }} }}")).code == "GRAPHQL_VALIDATION_FAILED"


async def test_an_integer_beyond_64_bits_is_a_bad_value_and_breaks_nothing(client: Client):
    reply = await client.ask("query ($n: Int!) { town(number: $n) { name } }", variables={"n": 2**70})

    assert reply.code == "BAD_USER_INPUT"


async def test_unused_variables_of_any_kind_do_no_harm(client: Client):
    odd = {"big": 2**70, "text": "\u0000", "emoji": "🏃", "": [None, True, {}]}

    assert (await client.ask("{ hello }", variables=odd)).status == 200


async def test_the_body_may_come_in_pieces(client: Client):
    whole = json.dumps({"query": "{ hello }"}).encode()
    reply = await pieces(client.endpoint, [whole[:5], b"", whole[5:]])

    assert reply.data == {"hello": "Hello"}
