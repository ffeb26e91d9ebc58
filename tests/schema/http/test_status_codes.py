# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which status an answer has: one table, walked."""

import pytest

from graph.errors import PartnernetzError
from schema.http.errors import Code, Refused
from schema.http.media import Media, negotiate
from tests.schema.http.client import Client

pytestmark = pytest.mark.anyio

STATUS = {
    "BAD_REQUEST": 400, "UNAUTHENTICATED": 401, "FORBIDDEN": 403, "NOT_FOUND": 404, "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "PAYLOAD_TOO_LARGE": 413, "URI_TOO_LONG": 414, "UNSUPPORTED_MEDIA_TYPE": 415, "RATE_LIMITED": 429,
    "HEADERS_TOO_LARGE": 431, "GRAPHQL_PARSE_FAILED": 400, "GRAPHQL_VALIDATION_FAILED": 400,
    "OPERATION_RESOLUTION_FAILURE": 400, "QUERY_TOO_COMPLEX": 400, "BAD_USER_INPUT": 400, "DEADLINE_EXCEEDED": 503,
    "OVERLOADED": 503, "INTERNAL_SERVER_ERROR": 500, "UNKNOWN_CODE": 400, "UNKNOWN_ID": 400, "AMBIGUOUS_NAME": 400,
    "BAD_CURSOR": 400, "BAD_DATE": 400, "UNKNOWN_REVISION": 400, "GONE": 410, "CONFLICT": 409, "BAD_VOCABULARY": 500,
    "PARTNERNETZ_ERROR": 500, "STORE_ERROR": 503, "STORE_UNAVAILABLE": 503, "STORE_LOCKED": 503,
    "STORE_TOO_NEW": 503, "STORE_CORRUPT": 503,
}  # fmt: skip

OURS = "application/graphql-response+json, application/json;q=0.9"


def test_each_code_has_the_status_that_is_written_here():
    assert {code.name: code.status for code in Code} == STATUS


@pytest.mark.parametrize("code", Code)
def test_under_plain_json_only_errors_of_graphql_itself_answer_200(code: Code):
    soft = code.status in (400, 409, 410) or code is Code.DEADLINE_EXCEEDED

    assert Media.RESPONSE.status(code) == code.status
    assert Media.JSON.status(code) == (200 if soft and code is not Code.BAD_REQUEST else code.status)


def test_each_domain_error_has_a_place_in_the_table():
    waiting, codes = [PartnernetzError], set()
    while waiting:
        error = waiting.pop()
        codes.add(error.code)
        waiting.extend(error.__subclasses__())

    assert codes <= set(Code.__members__)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", Media.JSON),
        ("*/*", Media.JSON),
        ("application/*", Media.JSON),
        ("application/json", Media.JSON),
        ("application/graphql-response+json", Media.RESPONSE),
        ("application/json, application/graphql-response+json", Media.RESPONSE),
        ("application/graphql-response+json;q=0.5, application/json", Media.JSON),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", Media.RESPONSE),
        ("application/json;q=0, */*", Media.RESPONSE),
        ("text/html, */*;q=0.1", Media.JSON),
    ],
)
def test_the_media_type_follows_the_accept_header(accept: str, media: Media):
    assert negotiate(accept) is media


@pytest.mark.parametrize("accept", ["text/html", "application/json; charset=latin-1", "*/*;q=0", "application/xml"])
def test_what_is_not_offered_is_not_acceptable(accept: str):
    with pytest.raises(Refused) as refused:
        negotiate(accept)

    assert refused.value.code is Code.NOT_ACCEPTABLE


@pytest.mark.parametrize("query", ["{", "{ nothing }", "query ($n: Int!) { town(number: $n) { name } }"])
async def test_a_request_error_answers_400_or_under_plain_json_200_and_has_no_data(client: Client, query: str):
    newer, older = await client.ask(query), await client.ask(query, headers={"accept": "application/json"})

    assert (newer.status, older.status) == (400, 200)
    assert "data" not in newer.json
    assert newer.json == older.json


async def test_json_that_cannot_be_read_answers_400_under_both_media_types(client: Client):
    assert (await client.post(b'{"query')).status == 400
    assert (await client.post(b'{"query', headers={"accept": "application/json"})).status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "HEAD", "PATCH", "TRACE"])
async def test_other_methods_are_told_which_ones_there_are(client: Client, method: str):
    reply = await client.send(method, "")

    assert reply.status == 405
    assert reply.headers["allow"] == "GET, POST, OPTIONS"


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": ""},
        {"content-encoding": "gzip"},
    ],
)
async def test_a_body_that_is_not_plain_json_is_refused(client: Client, headers: dict[str, str]):
    assert (await client.ask("{ hello }", headers=headers)).status == 415


async def test_a_page_elsewhere_may_fetch_but_not_embed(client: Client):
    embedded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    fetched = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}

    assert (await client.get(headers=embedded, query="{ hello }")).status == 403
    assert (await client.get(headers=fetched, query="{ hello }")).status == 200


async def test_a_header_that_decides_something_may_stand_there_only_once(client: Client):
    twice = [("content-type", "application/json"), ("content-type", "text/plain")]

    assert (await client.send("POST", "", body=b"{}", headers=twice)).code == "BAD_REQUEST"


async def test_a_browser_that_asks_first_is_told_what_it_may_send(client: Client):
    reply = await client.send("OPTIONS", "", headers=[("origin", "https://elsewhere.example")])

    assert reply.status == 204
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    assert "authorization" not in reply.headers["access-control-allow-headers"].lower()


async def test_scripts_elsewhere_may_read_the_tag_and_the_bucket(client: Client):
    exposed = (await client.ask("{ hello }")).headers["access-control-expose-headers"]

    assert {"ETag", "RateLimit", "Retry-After"} <= set(exposed.split(", "))
