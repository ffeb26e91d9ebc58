# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sockets speak graphql-transport-ws within their limits, and answer as HTTP does."""

from threading import Semaphore
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketTestSession

from schema.http.log import AccessLog, Served
from tests.schema.http.talking import (
    PROTOCOL,
    closing_code,
    introduced,
    routes_of,
    subscribe,
    toy_client,
    until_complete,
)
from tests.schema.http.toy import Service, toy_endpoint


@pytest.fixture
def client():
    with toy_client() as one:
        yield one


@pytest.fixture
def socket(client: TestClient):
    with introduced(client) as one:
        yield one


def raw(client: TestClient):
    return client.websocket_connect("/graphql", subprotocols=[PROTOCOL])


def code_of(message: dict[str, object]) -> str:
    errors: Any = message["payload"]
    return str(errors[0]["extensions"]["code"])


def test_a_query_is_answered_once_and_then_complete(socket: WebSocketTestSession):
    subscribe(socket, "query ($t: String!) { hello echo(text: $t) }", variables={"t": "x"})

    answer, complete = until_complete(socket)
    assert answer["payload"]["data"] == {"hello": "Hello", "echo": "x"}
    assert answer["payload"]["extensions"]["cost"]["requested"] == 1
    assert (answer["id"], complete) == ("1", {"type": "complete", "id": "1"})


def test_a_subscription_is_answered_for_each_event(socket: WebSocketTestSession):
    subscribe(socket, "subscription { news { text } }")

    *answers, _ = until_complete(socket)
    assert [one["payload"]["data"]["news"]["text"] for one in answers] == [f"News {n} for PUBLIC" for n in (1, 2, 3)]


def test_the_token_of_the_introduction_counts(client: TestClient):
    with introduced(client, "Bearer staff") as socket:
        subscribe(socket, "{ role }")
        assert until_complete(socket)[0]["payload"]["data"] == {"role": "STAFF"}


def test_the_token_of_the_handshake_counts_where_the_introduction_has_none(client: TestClient):
    named = {"authorization": "Bearer staff"}
    with client.websocket_connect("/graphql", subprotocols=[PROTOCOL], headers=named) as socket:
        socket.send_json({"type": "connection_init"})
        socket.receive_json()
        subscribe(socket, "{ role }")
        assert until_complete(socket)[0]["payload"]["data"] == {"role": "STAFF"}


def test_languages_come_from_the_handshake_or_the_introduction(client: TestClient):
    with raw(client) as socket:
        socket.send_json({"type": "connection_init", "payload": {"Accept-Language": "uk"}})
        socket.receive_json()
        subscribe(socket, "{ languages }")
        assert until_complete(socket)[0]["payload"]["data"] == {"languages": ["uk"]}


def test_pings_are_answered_also_before_the_introduction(client: TestClient):
    with raw(client) as socket:
        socket.send_json({"type": "ping", "payload": {"n": 1}})
        assert socket.receive_json() == {"type": "pong", "payload": {"n": 1}}
        socket.send_json({"type": "pong"})
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json() == {"type": "connection_ack"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ towns(first: 100) { nodes { partners(first: 100) { nodes { name } } } } }", "QUERY_TOO_COMPLEX"),
        ("subscription { a: news { text } b: news { text } }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
def test_what_http_refuses_is_refused_with_the_same_code(socket: WebSocketTestSession, query: str, code: str):
    subscribe(socket, query)

    (refused,) = until_complete(socket)
    assert (refused["type"], refused["id"], code_of(refused)) == ("error", "1", code)


def test_a_payload_that_is_no_request_is_an_error_of_the_operation(socket: WebSocketTestSession):
    socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": 5}})

    assert code_of(until_complete(socket)[0]) == "BAD_REQUEST"


def test_an_error_for_the_client_within_a_subscription_says_what_to_do(socket: WebSocketTestSession):
    subscribe(socket, "subscription { trouble { number } }")

    assert until_complete(socket)[-1]["payload"][0]["message"] == "No more of this."


def test_an_event_that_takes_too_long_is_an_error_beside_the_next(socket: WebSocketTestSession):
    subscribe(socket, "subscription { news(most: 2) { pause(seconds: 11) text } }")

    first, second, _ = until_complete(socket)
    assert first["payload"]["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"
    assert second["type"] == "next"


def test_a_client_may_end_an_operation_and_use_its_id_again(socket: WebSocketTestSession):
    subscribe(socket, "subscription { silence { text } }")
    socket.send_json({"type": "complete", "id": "1"})
    socket.send_json({"type": "complete", "id": "never begun"})
    socket.send_json({"type": "ping"})
    assert socket.receive_json() == {"type": "pong"}
    subscribe(socket, "{ hello }")

    assert until_complete(socket)[0]["payload"]["data"] == {"hello": "Hello"}


def test_what_a_client_no_longer_wants_is_stopped():
    reached, on, stopped = Semaphore(0), Semaphore(0), Semaphore(0)

    def step(number: int) -> None:
        reached.release()
        if number:
            stopped.release()
        assert on.acquire(timeout=5)

    with toy_client(Service(at_each_step=step)) as client, introduced(client) as socket:
        subscribe(socket, "{ long(steps: 5) }")
        assert reached.acquire(timeout=5)
        socket.send_json({"type": "complete", "id": "1"})
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        on.release()
        subscribe(socket, "{ hello }", "2")
        assert until_complete(socket)[0]["payload"]["data"] == {"hello": "Hello"}

    assert not stopped.acquire(blocking=False)


def test_many_operations_run_side_by_side(socket: WebSocketTestSession):
    subscribe(socket, "subscription { silence { text } }", "quiet")
    subscribe(socket, "{ hello }", "loud")

    assert {message["id"] for message in until_complete(socket)} == {"loud"}


def test_so_many_operations_at_once():
    with toy_client(socket_operations=2) as client, introduced(client) as socket:
        for name in ("1", "2", "3"):
            subscribe(socket, "subscription { silence { text } }", name)

        refused = socket.receive_json()
        assert (refused["id"], code_of(refused)) == ("3", "RATE_LIMITED")


def test_operations_are_paid_for():
    with toy_client(bucket_capacity=150, bucket_refill=1) as client, introduced(client) as socket:
        for _ in range(2):
            subscribe(socket, "{ nothing }")
            refused = until_complete(socket)[-1]

        subscribe(socket, "{ towns(first: 90) { nodes { name } } }")
        assert code_of(until_complete(socket)[-1]) == "RATE_LIMITED"
        assert code_of(refused) == "GRAPHQL_VALIDATION_FAILED"


# ------------------------------------------------------------------ what closes a socket


def test_another_protocol_is_not_spoken(client: TestClient):
    with client.websocket_connect("/graphql", subprotocols=["graphql-ws"]) as socket:
        assert closing_code(socket) == 4406


def test_an_operation_before_the_introduction_closes(client: TestClient):
    with raw(client) as socket:
        assert closing_code(socket, lambda: subscribe(socket, "{ hello }")) == 4401


def test_an_unknown_token_closes(client: TestClient):
    with raw(client) as socket:
        socket.send_json({"type": "connection_init", "payload": {"authorization": "Bearer wrong"}})
        assert closing_code(socket) == 4403


@pytest.mark.slow
def test_who_does_not_introduce_himself_is_closed():
    with toy_client(socket_init=1) as client, raw(client) as socket:
        assert closing_code(socket) == 4408


NO_MESSAGES = [
    "", "[]", "{", '{"type": 1}', '{"type": "dance"}', '{"type": "subscribe", "payload": {}}', "[" * 10_000,
    '{"type": "subscribe", "id": "' + "i" * 101 + '"}', '{"type": "subscribe", "id": 7}', '{"type": "x", "type": "y"}',
]  # fmt: skip


@pytest.mark.parametrize("text", NO_MESSAGES)
def test_what_is_no_message_closes(socket: WebSocketTestSession, text: str):
    assert closing_code(socket, lambda: socket.send_text(text)) == 4400


def test_bytes_close(socket: WebSocketTestSession):
    assert closing_code(socket, lambda: socket.send_bytes(b"{}")) == 4400


def test_a_second_introduction_closes(socket: WebSocketTestSession):
    assert closing_code(socket, lambda: socket.send_json({"type": "connection_init"})) == 4429


def test_an_id_in_use_closes(socket: WebSocketTestSession):
    for _ in range(2):
        subscribe(socket, "subscription { silence { text } }")

    assert closing_code(socket) == 4409


def test_a_message_that_is_too_large_closes():
    with toy_client(socket_frame=100) as client, introduced(client) as socket:
        assert closing_code(socket, lambda: socket.send_text('{"type": "ping"}' + " " * 100)) == 1009


def test_so_many_messages_at_once_and_then_so_many_a_second():
    service = Service()
    with toy_client(service, socket_burst=3, socket_rate=1) as client, introduced(client) as socket:
        for _ in range(2):
            socket.send_json({"type": "ping"})
            socket.receive_json()
        service.clock.now += 1
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}

        assert closing_code(socket, lambda: socket.send_json({"type": "ping"})) == 4429


def test_a_token_that_is_no_longer_good_closes():
    service = Service(lasts=0.0)
    with toy_client(service) as client, introduced(client, "Bearer staff") as socket:
        subscribe(socket, "subscription { silence { text } }")
        service.is_revoked = True

        assert closing_code(socket) == 4403


def test_so_many_sockets_of_one_client():
    with toy_client(streams_per_client=1) as client, introduced(client), raw(client) as second:
        assert closing_code(second) == 1013


def test_so_many_sockets_in_all():
    with toy_client(streams=1) as client, introduced(client), raw(client) as second:
        assert closing_code(second) == 1013


def test_a_socket_that_ended_makes_room():
    with toy_client(streams=1) as client:
        for _ in range(3):
            with introduced(client) as socket:
                subscribe(socket, "{ hello }")
                assert until_complete(socket)[-1]["type"] == "complete"
                assert closing_code(socket, lambda: socket.send_text("x")) == 4400


def test_a_socket_is_one_line_of_the_log():
    told: list[Served] = []
    endpoint = toy_endpoint(Service())
    logged = AccessLog(Starlette(routes=routes_of(endpoint)), told.append)
    client = TestClient(logged)
    with introduced(client, "Bearer staff") as socket:
        subscribe(socket, '{ echo(text: "swordfish") }')
        until_complete(socket)
    endpoint.close()

    (line,) = told
    assert (line.method, line.path, line.status, line.role) == ("SOCKET", "/graphql", 101, "STAFF")
    assert line.size > 100
    assert "swordfish" not in str(line)
