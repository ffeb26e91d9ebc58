# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The toy service in a process of its own: `python -m tests.schema.http.served PORT`."""

import asyncio
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from schema.http.app import Call
from schema.http.connection import bounded_protocol
from schema.http.endpoint import Endpoint
from schema.http.limits import Limits
from tests.schema.http.toy import Clock, Context, Service, toy_schema

ROOT = Path(__file__).parents[3]


@dataclass
class _RealTime(Service):
    def context(self, call: Call) -> Context:
        return Context(call.asker.caller, call.asker.languages, call.deadline, Clock(time.monotonic()), call)


def serve(port: int) -> None:
    """Buckets never run dry here, so that nothing but the other limits protects the service."""
    limits = Limits(bucket_capacity=1_000_000_000, bucket_refill=1_000_000)
    endpoint = Endpoint(toy_schema(), _RealTime(), limits=limits, version="1")
    uvicorn.run(endpoint, port=port, http=bounded_protocol(limits), log_level="critical")


@asynccontextmanager
async def server() -> AsyncIterator[int]:
    """The port of the service, once it answers."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.schema.http.served", str(port), cwd=ROOT
    )
    try:
        async with asyncio.timeout(30):
            while not await is_reachable(port):
                assert process.returncode is None
        yield port
    finally:
        process.kill()
        await process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def is_reachable(port: int) -> bool:
    try:
        return (await asked(port, b'{"query": "{ hello }"}'))[0] == 200
    except OSError:
        # Another process has to begin listening; nothing but asking again tells when it does.
        await asyncio.sleep(0.05)
        return False


async def asked(port: int, body: bytes) -> tuple[int, float]:
    """Status, and seconds to the whole answer, on a connection of its own; status 0 if it was cut off."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
    writer.write(head.encode() + b"connection: close\r\n\r\n" + body)
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]) if answer else 0, time.perf_counter() - begun


if __name__ == "__main__":
    serve(int(sys.argv[1]))
