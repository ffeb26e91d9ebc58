# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections as such: those that deliver nothing whole are cut off, all others are left alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from schema.http.connection import bounded_protocol
from schema.http.limits import Limits
from tests.schema.http.toy import Service, toy_endpoint

pytestmark = pytest.mark.anyio

BODY = b'{"query": "{ hello }"}'
HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
WHOLE = HEAD % len(BODY) + b"\r\n" + BODY
HALVES = (b"", b"\r\n", b"POST /gra", HEAD % 22, HEAD % 22 + b"\r\n", HEAD % 22 + b"\r\n" + BODY[:9])


@asynccontextmanager
async def served(**limits: int) -> AsyncIterator[int]:
    """The port of a server on loopback."""
    endpoint = toy_endpoint(Service())
    protocol = bounded_protocol(Limits(**limits))
    config = Config(endpoint, log_level="critical", access_log=False, timeout_keep_alive=60)
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(lambda: protocol(config, state, {}), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for connection in list(state.connections):
            connection.shutdown()
        endpoint.close()


async def said(port: int, *parts: bytes) -> bytes:
    """All that comes back until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


@pytest.mark.slow
async def test_half_requests_are_cut_off_after_a_second_here_and_an_idle_connection_is_not():
    async with served(request_arrival=1) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE)
        first = await reader.readuntil(b"}}}")
        cut = await asyncio.gather(*(said(port, half) for half in HALVES), said(port, WHOLE, WHOLE[:40]))
        writer.write(WHOLE)
        second = await reader.readuntil(b"}}}")
        writer.close()

    assert cut[:-1] == [b""] * len(HALVES)
    assert cut[-1].count(b"200 OK") == 1
    assert first.startswith(b"HTTP/1.1 200")
    assert second.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("endless", "status"),
    [
        ((b"GET /" + b"x" * 60_000,), b"HTTP/1.1 414"),
        ((b"GET / HTTP/1.1\r\nx: " + b"y" * 60_000,), b"HTTP/1.1 431"),
        ((b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 10_000,), b"HTTP/1.1 431"),
    ],
)
async def test_a_head_without_end_is_refused_before_it_fills_the_memory(endless: tuple[bytes, ...], status: bytes):
    async with served() as port:
        assert (await said(port, *endless)).startswith(status)


async def test_pipelined_requests_are_answered_in_order():
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE * 3)
        answers = [await reader.readuntil(b"}}}") for _ in range(3)]
        writer.close()

    assert all(answer.startswith(b"HTTP/1.1 200") for answer in answers)
