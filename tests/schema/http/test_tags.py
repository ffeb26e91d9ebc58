# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Equal requests get equal bytes under one tag, and a tag that is held saves the execution."""

import pytest

from tests.schema.http.client import Client
from tests.schema.http.toy import Service

pytestmark = pytest.mark.anyio

PAGE = "{ towns(first: 100) { nodes { name number } } }"


async def tag_of(client: Client, query: str = "{ hello }", **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return (await client.ask(query, headers=named)).headers["etag"]


async def test_a_tag_that_is_held_answers_304_without_executing(client: Client, service: Service):
    tag = await tag_of(client)
    reply = await client.ask("{ hello }", headers={"if-none-match": f'"other", {tag}'})

    assert reply.status == 304
    assert reply.body == b""
    assert reply.headers["etag"] == tag
    assert service.executed == 1


async def test_a_get_with_a_held_tag_answers_304(client: Client):
    tag = (await client.get(query="{ hello }")).headers["etag"]

    assert (await client.get(headers={"if-none-match": f"W/{tag}"}, query="{ hello }")).status == 304


async def test_a_get_that_wants_nothing_that_is_there_answers_304(client: Client):
    tag = (await client.get(query="{ hello }")).headers["etag"]
    reply = await client.get(headers={"if-none-match": "*"}, query="{ hello }")

    assert (reply.status, reply.body, reply.headers["etag"]) == (304, b"", tag)
    assert (await client.ask("{ hello }", headers={"if-none-match": "*"})).status == 200
    assert (await client.get(headers={"if-none-match": "*"}, query="{ boom }")).status == 200


async def test_a_new_revision_makes_a_new_tag(client: Client, service: Service):
    tag = await tag_of(client)
    service.revision = 2

    assert (await client.ask("{ hello }", headers={"if-none-match": tag})).status == 200


async def test_role_language_media_type_and_variables_each_make_another_tag(client: Client):
    document = "query ($n: Int!) { town(number: $n) { name } }"
    tags = [
        await tag_of(client),
        await tag_of(client, authorization="Bearer staff"),
        await tag_of(client, accept_language="uk"),
        await tag_of(client, accept="application/json"),
        (await client.ask(document, variables={"n": 1})).headers["etag"],
        (await client.ask(document, variables={"n": 2})).headers["etag"],
    ]

    assert len(set(tags)) == 6


async def test_the_order_of_variables_makes_no_other_tag(client: Client):
    document = "query ($a: String!, $b: String!) { a: echo(text: $a) b: echo(text: $b) }"
    one = await client.ask(document, variables={"a": "1", "b": "2"})
    other = await client.ask(document, variables={"b": "2", "a": "1"})

    assert one.headers["etag"] == other.headers["etag"]


async def test_compressed_bytes_have_a_tag_of_their_own_and_both_are_recognised(client: Client):
    plain = await client.ask(PAGE)
    zipped = await client.ask(PAGE, headers={"accept-encoding": "gzip"})
    held = await client.ask(PAGE, headers={"if-none-match": zipped.headers["etag"]})

    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.json == plain.json
    assert zipped.headers["etag"] == plain.headers["etag"][:-1] + '-gzip"'
    assert held.status == 304


async def test_small_answers_are_not_compressed(client: Client):
    reply = await client.ask("{ hello }", headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize(
    "query",
    [
        "{ job }",
        "{ ...F } fragment F on Query { now: job }",
        'mutation { found(name: "x") { name } }',
        "{ boom }",
        "{ careful(seconds: 2) }",
        "{ nothing }",
    ],
)
async def test_what_may_differ_next_time_has_no_tag_and_is_not_stored(client: Client, query: str):
    reply = await client.ask(query)

    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


async def test_an_error_in_the_callers_values_is_as_repeatable_as_data(client: Client):
    assert "etag" in (await client.ask('{ kind(code: "x") }')).headers


async def test_an_answer_made_while_the_data_changed_has_no_tag(client: Client, service: Service):
    service.moves_on = True

    assert "etag" not in (await client.ask("{ hello }")).headers


async def test_answers_to_a_token_are_private(client: Client):
    public = await client.ask("{ hello }")
    staff = await client.ask("{ hello }", headers={"authorization": "Bearer staff"})

    assert public.headers["cache-control"] == "public, no-cache"
    assert staff.headers["cache-control"] == "private, no-cache"
    assert "Authorization" in public.headers["vary"]
