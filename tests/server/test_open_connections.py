# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sockets, event streams, uploads and jobs behind the real server, with clients that others wrote."""

import asyncio
import json
import re
import signal
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.server.conftest import Command
from tests.server.served import Process, Served, serving

NEWS = "subscription { revisionPublished { revision { number } diff { addedCount } } }"
PROTOCOL = Subprotocol("graphql-transport-ws")
PAPER = """partnernetz: 1
feed: {key: %s}
sources: {paper: {kind: report, title: {de: %s}}}
stakeholders: {%s: {kind: municipality, label: {de: %s}}}
"""


def socket_of(address: str) -> str:
    return f"ws{address.removeprefix('http')}/graphql"


async def news_of(address: str) -> AsyncGenerator[dict[str, object], None]:
    """What a subscription tells a client that others wrote."""
    transport = WebsocketsTransport(socket_of(address), subprotocols=[PROTOCOL])
    async with Client(transport=transport) as session:
        async for result in session.subscribe(gql(NEWS)):
            yield result["revisionPublished"]


def spoken(address: str) -> connect:
    return connect(address, subprotocols=[PROTOCOL])


async def introduced(connection: ClientConnection, query: str) -> None:
    await connection.send(json.dumps({"type": "connection_init"}))
    await connection.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": query}}))
    assert json.loads(await connection.recv()) == {"type": "connection_ack"}


@pytest.mark.anyio
async def test_a_client_that_others_wrote_is_told_of_the_current_revision(served: Served) -> None:
    async with aclosing(news_of(served.address)) as news:
        assert (await anext(news))["revision"] == {"number": 1}


@pytest.mark.anyio
async def test_an_event_stream_begins_with_the_current_revision(served: Served) -> None:
    headers = {"accept": "text/event-stream"}
    async with (
        httpx2.AsyncClient() as client,
        client.stream("GET", f"{served.address}/graphql", params={"query": NEWS}, headers=headers) as answer,
    ):
        told = await _data(answer)

    assert json.loads(told)["data"]["revisionPublished"]["revision"] == {"number": 1}


async def _data(answer: httpx2.Response) -> str:
    """What the first event carries."""
    read = ""
    async for text in answer.aiter_text():
        read += text
        if found := re.search(r"^data: (.+)$", read, re.MULTILINE):
            return found[1]
    raise AssertionError("No event came.")


@pytest.mark.anyio
async def test_a_frame_beyond_the_limit_closes_the_socket(served: Served) -> None:
    async with spoken(socket_of(served.address)) as connection:
        await connection.send("x" * 300_000)
        with pytest.raises(ConnectionClosed) as ended:
            await connection.recv()
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == 1009


def test_long_work_is_fetched_where_its_answer_lies(served: Served) -> None:
    query = {"query": "{ stakeholders { totalCount } }"}
    begun = httpx2.post(f"{served.address}/graphql", json=query, headers={"prefer": "respond-async"})
    place, answer = begun.headers["location"], begun
    while answer.status_code == 202:
        answer = httpx2.get(f"{place}/result")

    assert answer.json()["data"]["stakeholders"]["totalCount"] > 10


# ------------------------------------------------------------------ a process of its own


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("open")
    environment = {"PARTNERNETZ_LIMITS__REQUEST_ARRIVAL": "1"}
    with serving(folder, "--store", f"sqlite:{folder}/netz.db", "--sample", environment=environment) as running:
        yield running


def load(command: Command, process: Process, name: str) -> None:
    """Another process (this one) loads a document."""
    path = process.folder / f"{name}.yaml"
    path.write_text(PAPER % (name, name, name, name), encoding="utf-8")
    done = command("import", str(path), "--store", f"sqlite:{process.folder}/netz.db")
    assert done.exit_code == 0, done.output


@pytest.mark.slow
@pytest.mark.anyio
async def test_what_the_command_line_wrote_is_news_within_a_second(command: Command, process: Process) -> None:
    async with aclosing(news_of(process.address)) as news:
        first = await anext(news)
        await asyncio.to_thread(load, command, process, "neustadt")
        begun = time.monotonic()
        second = await anext(news)

    assert time.monotonic() - begun < 1
    assert (first["revision"], second["revision"]) == ({"number": 1}, {"number": 2})
    assert second["diff"] == {"addedCount": 3}


def trickled() -> Iterator[bytes]:
    for _ in range(4):
        time.sleep(0.5)
        yield b"x" * 100


@pytest.mark.slow
def test_an_upload_may_take_longer_than_a_request(process: Process) -> None:
    told = (process.folder / "told").read_text(encoding="utf-8").splitlines()
    token = next(line for line in told if line.startswith("Token for editing")).split()[-1]
    place, slow = f"{process.address}/uploads?name=x.csv", trickled()
    sent = httpx2.post(place, content=slow, headers={"authorization": f"Bearer {token}"}, timeout=30)

    assert (sent.status_code, sent.json()["size"]) == (201, 400)
    lying = process.folder / "data" / "uploads" / sent.json()["id"]
    assert lying.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
@pytest.mark.anyio
async def test_who_may_not_send_is_told_before_the_body_and_cut_off(process: Process) -> None:
    port = urlsplit(process.address).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /uploads HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n")
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()

    assert answer.startswith(b"HTTP/1.1 403")


@pytest.mark.slow
@pytest.mark.anyio
async def test_a_server_that_stops_says_so_on_sockets_and_ends_streams(tmp_path: Path) -> None:
    with serving(tmp_path, "--store", "memory:", "--sample") as process:
        stream = asyncio.create_task(_listened(process.address))
        async with connect(
            socket_of(process.address) + "?secret=canary", subprotocols=[Subprotocol("graphql-transport-ws")]
        ) as connection:
            await introduced(connection, NEWS)
            await connection.recv()
            begun = time.monotonic()
            process.process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionClosed) as ended:
                await connection.recv()
        await stream
        await asyncio.to_thread(process.process.wait, 10)

        assert ended.value.rcvd is not None
        assert ended.value.rcvd.code == 1012
        assert time.monotonic() - begun < 5
        assert "canary" not in process.logged()


async def _listened(address: str) -> None:
    headers = {"accept": "text/event-stream"}
    async with (
        httpx2.AsyncClient(timeout=20) as client,
        client.stream("GET", f"{address}/graphql", params={"query": NEWS}, headers=headers) as answer,
    ):
        try:
            async for _ in answer.aiter_lines():
                pass
        except httpx2.RemoteProtocolError:
            return
