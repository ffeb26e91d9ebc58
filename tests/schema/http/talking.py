# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client that talks over a socket, and one that listens to a stream, without a network."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from schema.http.endpoint import Endpoint
from tests.schema.http.toy import Service, toy_endpoint

PROTOCOL = "graphql-transport-ws"


@contextmanager
def toy_client(service: Service | None = None, **limits: int) -> Iterator[TestClient]:
    """A client of a toy service."""
    with client_of(toy_endpoint(service or Service(), **limits)) as client:
        yield client


@contextmanager
def client_of(endpoint: Endpoint, *more: BaseRoute) -> Iterator[TestClient]:
    try:
        with TestClient(Starlette(routes=[*routes_of(endpoint), *more])) as client:
            yield client
    finally:
        endpoint.close()


def routes_of(endpoint: Endpoint) -> list[BaseRoute]:
    return [Route("/graphql", endpoint), WebSocketRoute("/graphql", endpoint)]


@contextmanager
def introduced(client: TestClient, authorization: str = "") -> Iterator[WebSocketTestSession]:
    """A socket that has been acknowledged."""
    payload = {"payload": {"Authorization": authorization}} if authorization else {}
    with client.websocket_connect("/graphql", subprotocols=[PROTOCOL]) as socket:
        socket.send_json({"type": "connection_init"} | payload)
        assert socket.receive_json() == {"type": "connection_ack"}
        yield socket


def subscribe(socket: WebSocketTestSession, query: str, name: str = "1", **more: object) -> None:
    socket.send_json({"type": "subscribe", "id": name, "payload": {"query": query} | more})


def until_complete(socket: WebSocketTestSession) -> list[dict[str, Any]]:
    """The messages up to the one that ends an operation."""
    found: list[dict[str, Any]] = []
    while not found or found[-1]["type"] not in {"complete", "error"}:
        found.append(socket.receive_json())
    return found


def closing_code(socket: WebSocketTestSession, talk: Callable[[], None] = lambda: None) -> int:
    """With which code the server closes a socket."""
    try:
        talk()
        while True:
            socket.receive_json()
    except WebSocketDisconnect as end:
        return end.code


def events(text: str) -> list[tuple[str, Any]]:
    """The events of a stream: their names and what they carry."""
    blocks = (block for block in text.split("\n\n") if block and not block.startswith(":"))
    pairs = [block.split("\n") for block in blocks]
    return [(name.removeprefix("event: "), json.loads(data[6:]) if data[6:] else None) for name, data in pairs]
