# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Event streams in the distinct connections mode of graphql-sse, by POST and by GET."""

import asyncio
from collections.abc import MutableMapping

import pytest
from starlette.testclient import TestClient

from schema.http.endpoint import Endpoint
from tests.schema.http.talking import events, toy_client
from tests.schema.http.toy import Service, toy_endpoint

STREAM = {"accept": "text/event-stream"}


@pytest.fixture
def client():
    with toy_client() as one:
        yield one


def test_each_event_is_a_next_and_the_end_a_complete(client: TestClient):
    answer = client.post("/graphql", json={"query": "subscription { news(most: 2) { number } }"}, headers=STREAM)

    (one, first), (two, second), end = events(answer.text)
    assert (one, two, end) == ("next", "next", ("complete", None))
    assert [first["data"], second["data"]] == [{"news": {"number": 1}}, {"news": {"number": 2}}]
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_a_browser_asks_by_get(client: TestClient):
    answer = client.get("/graphql", params={"query": "subscription { news(most: 1) { text } }"}, headers=STREAM)

    assert events(answer.text)[0][1]["data"]["news"]["text"] == "News 1 for PUBLIC"


def test_a_query_has_one_event(client: TestClient):
    answer = client.post("/graphql", json={"query": "{ role }"}, headers=STREAM | {"authorization": "Bearer staff"})

    (name, told), end = events(answer.text)
    assert (name, told["data"], end) == ("next", {"role": "STAFF"}, ("complete", None))


def test_what_cannot_be_asked_is_refused_as_without_a_stream(client: TestClient):
    invalid = client.post("/graphql", json={"query": "{ nothing }"}, headers=STREAM)
    by_get = client.get("/graphql", params={"query": 'mutation { found(name: "x") { name } }'}, headers=STREAM)

    assert (invalid.status_code, by_get.status_code) == (400, 405)
    assert invalid.headers["content-type"].startswith("application/graphql-response+json")


def test_errors_end_a_stream(client: TestClient):
    answer = client.post("/graphql", json={"query": "subscription { trouble { number } }"}, headers=STREAM)

    _, (name, told), end = events(answer.text)
    assert (name, end) == ("next", ("complete", None))
    assert told["errors"][0]["extensions"] == {
        "code": "BAD_USER_INPUT", "hint": "Ask for something else.", "docs": "/docs/errors#BAD_USER_INPUT"
    }  # fmt: skip


def test_a_subscription_without_a_stream_is_told_how_to_ask(client: TestClient):
    answer = client.post("/graphql", json={"query": "subscription { news { number } }"})

    assert "text/event-stream" in answer.json()["errors"][0]["extensions"]["hint"]


def test_a_token_that_is_no_longer_good_ends_a_stream():
    query = {"query": "subscription { silence { number } }"}
    with toy_client(Service(lasts=0.0, good_for=2)) as client:
        answer = client.post("/graphql", json=query, headers=STREAM | {"authorization": "Bearer staff"})

    assert events(answer.text)[0][1]["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


# ------------------------------------------------------------------ clients that go away


class Listener:
    """Opens a stream and hangs up when it is told to."""

    def __init__(self, endpoint: Endpoint, query: str) -> None:
        self.endpoint, self.query = endpoint, query
        self.gone, self.heard = asyncio.Event(), asyncio.Event()
        self.sent: list[MutableMapping[str, object]] = []
        self._asked = False

    async def listen(self) -> None:
        target = f"query={self.query}".encode()
        scope: MutableMapping[str, object] = {
            "type": "http", "method": "GET", "path": "/graphql", "raw_path": b"/graphql", "query_string": target,
            "headers": [(b"accept", b"text/event-stream")], "client": ("192.0.2.1", 5000),
        }  # fmt: skip
        await self.endpoint(scope, self.receive, self.send)

    async def receive(self) -> MutableMapping[str, object]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, object]) -> None:
        self.sent.append(message)
        self.heard.set()

    async def once_more(self) -> None:
        """Returns when something was heard again."""
        self.heard.clear()
        await self.heard.wait()


SILENCE = "subscription{silence{number}}"


@pytest.mark.anyio
async def test_a_client_that_hangs_up_makes_room():
    endpoint = toy_endpoint(Service(), streams=1)
    for _ in range(2):
        listener = Listener(endpoint, SILENCE)
        task = asyncio.ensure_future(listener.listen())
        await listener.heard.wait()
        listener.gone.set()
        await task
        assert listener.sent[0]["status"] == 200
    endpoint.close()


@pytest.mark.anyio
async def test_so_many_streams_of_one_client():
    endpoint = toy_endpoint(Service(), streams_per_client=1)
    first, second = Listener(endpoint, SILENCE), Listener(endpoint, SILENCE)
    task = asyncio.ensure_future(first.listen())
    await first.heard.wait()
    await second.listen()
    first.gone.set()
    await task
    endpoint.close()

    assert second.sent[0]["status"] == 429


class Deaf(Listener):
    """Takes the head of an answer, and then nothing."""

    async def send(self, message: MutableMapping[str, object]) -> None:
        self.sent.append(message)
        if message["type"] == "http.response.body":
            await asyncio.get_running_loop().create_future()


@pytest.mark.anyio
@pytest.mark.slow
async def test_a_client_that_takes_nothing_is_cut_off():
    endpoint = toy_endpoint(Service(), stream_patience=1)
    listener = Deaf(endpoint, SILENCE)
    async with asyncio.timeout(5):
        await listener.listen()
    endpoint.close()

    assert listener.sent[-1]["more_body"] is True


@pytest.mark.anyio
async def test_who_has_spent_everything_hears_of_the_next_event_later():
    service = Service()
    endpoint = toy_endpoint(service, bucket_capacity=40, bucket_refill=1)
    listener = Listener(endpoint, "subscription{news(most:3){number}}")
    task = asyncio.ensure_future(listener.listen())
    while len(listener.sent) < 3:
        await listener.once_more()
    listener.gone.set()
    await task
    endpoint.close()

    told = str([message.get("body") for message in listener.sent])
    assert '"number":1' in told
    assert '"number":3' not in told
