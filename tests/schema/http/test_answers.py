# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What well-formed requests get."""

import pytest

from tests.schema.http.client import Client
from tests.schema.http.toy import Service

pytestmark = pytest.mark.anyio


async def test_a_query_by_post_gets_its_data(client: Client):
    reply = await client.ask("{ hello }")

    assert reply.status == 200
    assert reply.data == {"hello": "Hello"}
    assert reply.headers["content-type"] == "application/graphql-response+json; charset=utf-8"


async def test_a_query_by_get_gets_its_data(client: Client):
    reply = await client.get(query="query Q($n: Int!) { town(number: $n) { name } }", variables='{"n": 3}')

    assert reply.data == {"town": {"name": "Town 3"}}


async def test_errors_come_before_the_data_and_the_cost_after_it(client: Client):
    reply = await client.ask('{ kind(code: "twining") hello }')

    assert list(reply.json) == ["errors", "data", "extensions"]
    assert reply.status == 200
    assert reply.data == {"kind": None, "hello": "Hello"}


async def test_an_error_of_the_service_keeps_its_code_its_hint_and_a_link(client: Client):
    reply = await client.ask('{ kind(code: "twining") }')

    assert reply.errors[0]["message"] == 'No kind "twining".'
    assert reply.errors[0]["path"] == ["kind"]
    assert reply.errors[0]["extensions"] == {
        "code": "BAD_USER_INPUT",
        "hint": 'Did you mean "twinning"?',
        "docs": "/docs/errors#BAD_USER_INPUT",
    }


async def test_an_unexpected_error_is_masked_and_logged_without_its_message(client: Client, caplog):
    reply = await client.ask("{ boom hello }", headers={"x-request-id": "abc-1"})

    assert reply.errors[0]["message"] == "Internal error"
    assert reply.code == "INTERNAL_SERVER_ERROR"
    assert b"swordfish" not in reply.body
    (record,) = caplog.records
    assert record.fields["request_id"] == "abc-1"
    assert record.fields["error"] == "RuntimeError"
    assert "swordfish" not in str(record.__dict__)


async def test_a_wrong_field_gets_the_nearest_one_suggested(client: Client):
    reply = await client.ask("{ helo }")

    assert "Did you mean 'hello'?" in str(reply.errors[0]["message"])
    assert reply.code == "GRAPHQL_VALIDATION_FAILED"


async def test_the_languages_of_the_client_reach_the_resolvers_best_first(client: Client):
    reply = await client.ask("{ languages }", headers={"accept-language": "de;q=0.5, uk, *;q=0.1"})

    assert reply.data == {"languages": ["uk", "de"]}


async def test_a_token_gives_a_role_and_a_wrong_one_is_refused(client: Client):
    staff = await client.ask("{ role }", headers={"authorization": "Bearer staff"})
    stranger = await client.ask("{ role }", headers={"authorization": "Bearer nobody"})

    assert staff.data == {"role": "STAFF"}
    assert stranger.status == 401
    assert stranger.code == "UNAUTHENTICATED"
    assert stranger.headers["www-authenticate"] == "Bearer"


async def test_a_mutation_changes_something_only_by_post(client: Client):
    posted = await client.ask('mutation { found(name: "New") { name } }')
    got = await client.get(query='mutation { found(name: "New") { name } }')

    assert posted.data == {"found": {"name": "New"}}
    assert got.status == 405
    assert got.headers["allow"] == "POST"


async def test_one_of_several_operations_is_chosen_by_name(client: Client):
    document = "query A { hello } query B { job }"

    assert (await client.ask(document, operationName="B")).data == {"job": "running"}
    assert (await client.ask(document)).code == "OPERATION_RESOLUTION_FAILURE"
    assert (await client.ask(document, operationName="C")).code == "OPERATION_RESOLUTION_FAILURE"


async def test_a_subscription_needs_another_connection(client: Client):
    assert (await client.ask("subscription { news { number } }")).code == "OPERATION_RESOLUTION_FAILURE"


async def test_variables_that_do_not_fit_are_refused_before_anything_runs(client: Client, service: Service):
    reply = await client.ask("query ($n: Int!) { town(number: $n) { name } }", variables={"n": "three"})

    assert reply.status == 400
    assert reply.code == "BAD_USER_INPUT"
    assert "data" not in reply.json
    assert service.executed == 0


async def test_a_request_id_is_taken_from_the_client_if_it_is_plain(client: Client):
    plain = await client.ask("{ hello }", headers={"x-request-id": "job-7.a"})
    odd = await client.ask("{ hello }", headers={"x-request-id": 'x" y'})

    assert plain.headers["x-request-id"] == "job-7.a"
    assert odd.headers["x-request-id"].isalnum()


async def test_timings_are_in_a_header_and_never_in_the_body(client: Client):
    first, second = await client.ask("{ hello }"), await client.ask("{ hello }")

    assert first.headers["server-timing"].startswith("plan;dur=")
    assert first.body == second.body


async def test_what_a_scalar_says_of_a_value_reaches_the_caller_with_its_hint(client: Client):
    written = await client.ask('{ at(date: "2O23") }')
    sent = await client.ask("query ($d: Date!) { at(date: $d) }", variables={"d": "2O23"})

    assert (written.code, sent.code) == ("BAD_DATE", "BAD_DATE")
    assert "Write 2023" in str(sent.errors[0]["extensions"])


async def test_a_value_that_fits_no_argument_is_the_callers_error(client: Client):
    nothing = "query ($n: Int) { town(number: 1) { sights(first: $n) { name } } }"
    wish = "query ($w: Wish!) { wish(wish: $w) }"

    assert (await client.ask(nothing, variables={"n": None})).code == "BAD_USER_INPUT"
    assert (await client.ask(wish, variables={"w": {"name": None}})).code == "BAD_USER_INPUT"


async def test_a_value_of_ours_that_fits_no_type_is_our_error_and_not_shown(client: Client):
    reply = await client.ask("{ tooLarge }")

    assert reply.code == "INTERNAL_SERVER_ERROR"
    assert str(2**40).encode() not in reply.body


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("{ hello", "look there for a bracket"),
        ("{ helo }", "ask for __schema"),
        ("query ($a: String!) { echo(text: $a) }", "Send each variable"),
        ("{ towns(first: -1) { totalCount } }", "one item or more"),
        ("{ towns(first: 101) { totalCount } }", "smaller page"),
    ],
)
async def test_what_is_refused_says_what_to_do(client: Client, query: str, hint: str):
    assert hint in str((await client.ask(query)).errors[0]["extensions"])
