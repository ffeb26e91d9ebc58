# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client that speaks ASGI to an endpoint, without a network."""

import gzip
import json
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from urllib.parse import urlencode

import anyio

from schema.http.endpoint import Endpoint
from schema.http.log import Application


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        plain = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        found: dict[str, object] = json.loads(plain)
        return found

    @property
    def data(self) -> dict[str, object]:
        data = self.json["data"]
        assert isinstance(data, dict)
        return data

    @property
    def errors(self) -> list[dict[str, object]]:
        errors = self.json.get("errors", [])
        assert isinstance(errors, list)
        return errors

    @property
    def code(self) -> str:
        """The code of the first error."""
        extensions = self.errors[0]["extensions"]
        assert isinstance(extensions, dict)
        return str(extensions["code"])

    @property
    def cost(self) -> dict[str, int]:
        extensions = self.json["extensions"]
        assert isinstance(extensions, dict)
        return extensions["cost"]  # type: ignore[no-any-return]  # JSON of a known shape


RESPONSE = "application/graphql-response+json"


@dataclass
class Client:
    """Speaks ASGI to an endpoint."""

    endpoint: Endpoint
    address: str = "192.0.2.1"

    async def ask(self, query: object, /, *, headers: dict[str, str] | None = None, **more: object) -> Reply:
        """POST a document as JSON."""
        body = json.dumps({"query": query} | more).encode()
        return await self.post(body, headers=headers)

    async def post(self, body: bytes, *, headers: dict[str, str] | None = None) -> Reply:
        plain = {"content-type": "application/json", "accept": RESPONSE}
        return await self.send("POST", "", body=body, headers=(plain | (headers or {})).items())

    async def get(self, headers: dict[str, str] | None = None, **parameters: str) -> Reply:
        plain = {"accept": RESPONSE} | (headers or {})
        return await self.send("GET", urlencode(parameters), headers=plain.items())

    async def send(
        self, method: str, target: str, *, body: bytes = b"", headers: Iterable[tuple[str, str]] = ()
    ) -> Reply:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
        scope: MutableMapping[str, object] = {
            "type": "http", "method": method, "path": "/graphql", "raw_path": b"/graphql",
            "query_string": target.encode(), "headers": raw, "client": (self.address, 5000),
        }  # fmt: skip
        return await exchanged(self.endpoint, scope, body)


async def pieces(endpoint: Application, parts: list[bytes]) -> Reply:
    """A POST whose body comes in pieces."""
    scope: MutableMapping[str, object] = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b"",
        "headers": [(b"content-type", b"application/json")], "client": ("192.0.2.1", 5000),
    }  # fmt: skip
    return await exchanged(endpoint, scope, *parts)


async def exchanged(endpoint: Application, scope: MutableMapping[str, object], *parts: bytes) -> Reply:
    waiting: list[MutableMapping[str, object]] = [
        {"type": "http.request", "body": part, "more_body": number > 0} for number, part in enumerate(reversed(parts))
    ]
    sent: list[MutableMapping[str, object]] = []
    gone = _Never()

    async def receive() -> MutableMapping[str, object]:
        return waiting.pop() if waiting else await gone.wait()

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(message)

    await endpoint(scope, receive, send)
    start, end = sent
    headers = start["headers"]
    assert isinstance(headers, list)
    assert isinstance(start["status"], int)
    assert isinstance(end["body"], bytes)
    return Reply(start["status"], {name.decode(): value.decode() for name, value in headers}, end["body"])


class _Never:
    async def wait(self) -> MutableMapping[str, object]:
        await anyio.sleep_forever()
        raise AssertionError
