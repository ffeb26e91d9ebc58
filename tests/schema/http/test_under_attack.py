# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One client cannot stall another: while hostile requests run, a small question is answered at once."""

import asyncio
import time

import pytest

from tests.schema.http.hostile import bodies
from tests.schema.http.served import asked, server

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ATTACKERS = 24
SECONDS = 6.0
ALLOWED = 0.3


async def attack(port: int, offset: int, until: float) -> list[int]:
    """One attacker, sending everything there is, over and over."""
    statuses: list[int] = []
    arsenal = bodies()
    while time.perf_counter() < until:
        status, _ = await asked(port, arsenal[(offset + len(statuses) * 7) % len(arsenal)])
        statuses.append(status)
    return statuses


async def half_sent(port: int, until: float) -> None:
    """Requests that never end, held open."""
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(50)]
    for _, writer in opened:
        writer.write(b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-le")
    await asyncio.sleep(max(0.0, until - time.perf_counter()))
    for _, writer in opened:
        writer.close()


async def questions(port: int, until: float) -> list[tuple[int, float]]:
    """A small question, again and again."""
    found = []
    while time.perf_counter() < until:
        found.append(await asked(port, b'{"query": "{ __typename }"}'))
        await asyncio.sleep(0.03)
    return found


async def test_a_small_question_is_answered_at_once_while_hostile_requests_run():
    async with server() as port:
        until = time.perf_counter() + SECONDS
        small = asyncio.ensure_future(questions(port, until))
        attackers = [attack(port, number * 3, until) for number in range(ATTACKERS)]
        await asyncio.gather(small, half_sent(port, until), *attackers)
    slowest = max(seconds for _, seconds in small.result())
    print(f"{len(small.result())} questions, slowest {slowest * 1000:.0f} ms")

    assert {status for status, _ in small.result()} == {200}
    assert slowest < ALLOWED
