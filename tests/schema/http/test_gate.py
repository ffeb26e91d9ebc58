# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Few run at a time, the lightest first, and nobody waits for ever."""

import asyncio

import pytest

from schema.http.errors import Code, Refused
from schema.http.gate import Gate
from schema.http.limits import Limits

pytestmark = pytest.mark.anyio

HEAVY, LIGHT = 5_000, 10


class Visit:
    """Someone at the gate."""

    def __init__(self, gate: Gate, weight: int) -> None:
        self.inside = asyncio.Event()
        self.leave = asyncio.Event()
        self.task = asyncio.ensure_future(self._visit(gate, weight))

    async def _visit(self, gate: Gate, weight: int) -> None:
        async with gate.place(weight):
            self.inside.set()
            await self.leave.wait()


async def settled() -> None:
    """Everything that can happen now has happened."""
    for _ in range(10):
        await asyncio.sleep(0)


async def ended(*visits: Visit) -> None:
    for visit in visits:
        visit.leave.set()
        visit.task.cancel()
    await asyncio.gather(*(visit.task for visit in visits), return_exceptions=True)


async def test_one_place_is_kept_for_light_requests():
    gate = Gate(Limits(executions=2))
    first, second, light = Visit(gate, HEAVY), Visit(gate, HEAVY), Visit(gate, LIGHT)
    await settled()

    assert [visit.inside.is_set() for visit in (first, second, light)] == [True, False, True]
    await ended(first, second, light)


async def test_the_lightest_of_those_waiting_is_next():
    gate = Gate(Limits(executions=1))
    first, heavy, light = Visit(gate, LIGHT), Visit(gate, HEAVY), Visit(gate, LIGHT)
    await settled()
    first.leave.set()
    await settled()

    assert (heavy.inside.is_set(), light.inside.is_set()) == (False, True)
    await ended(first, heavy, light)


async def test_too_many_waiting_are_refused():
    gate = Gate(Limits(executions=1, waiting=1))
    inside, waiting = Visit(gate, LIGHT), Visit(gate, LIGHT)
    await settled()

    with pytest.raises(Refused) as refused:
        async with gate.place(LIGHT):
            pass
    assert refused.value.code is Code.OVERLOADED
    assert refused.value.headers == (("Retry-After", "1"),)
    await ended(inside, waiting)


async def test_who_waits_too_long_is_refused_and_leaves_no_gap():
    gate = Gate(Limits(executions=1, waiting_time=1))
    gate.patience = 0.01
    inside, late = Visit(gate, LIGHT), Visit(gate, LIGHT)
    results = await asyncio.gather(late.task, return_exceptions=True)
    inside.leave.set()
    await settled()

    assert isinstance(results[0], Refused)
    async with gate.place(LIGHT):
        pass


async def test_who_gives_up_while_waiting_takes_no_place_along():
    gate = Gate(Limits(executions=1))
    inside, waiting = Visit(gate, LIGHT), Visit(gate, LIGHT)
    await settled()
    waiting.task.cancel()
    await settled()
    inside.leave.set()
    await settled()

    async with gate.place(LIGHT):
        pass


async def test_who_gives_up_in_the_moment_of_being_let_in_passes_the_place_on():
    gate = Gate(Limits(executions=1))
    inside, second, third = Visit(gate, LIGHT), Visit(gate, LIGHT), Visit(gate, LIGHT)
    await settled()
    inside.leave.set()
    await asyncio.sleep(0)
    second.task.cancel()
    await settled()

    assert third.inside.is_set()
    await ended(inside, second, third)
