# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may be executed now: few at a time, the lightest first, and nobody waits for ever.

One place is kept for light requests, so that a small question is answered while all other places
are busy with large ones. The gate lives on the event loop; the work itself runs in worker threads.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from schema.http.errors import Code, Refused
from schema.http.limits import Limits


class Gate:
    """The places of one server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = limits.executions
        self.patience: float = limits.waiting_time
        """Longest wait, in seconds."""
        self._order = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def place(self, weight: int) -> AsyncIterator[None]:
        """A place, held while the work runs.

        Args:
            weight: How heavy the work is expected to be (points).

        Raises:
            Refused: OVERLOADED if too many wait, or it took too long.
        """
        await self._enter(weight)
        try:
            yield
        finally:
            self._free += 1
            self._admit()

    async def _enter(self, weight: int) -> None:
        if not self._waiting and self._fits(weight):
            self._free -= 1
            return
        if len(self._waiting) >= self._limits.waiting:
            raise _overloaded()
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (weight, next(self._order), turn))
        self._admit()
        try:
            async with asyncio.timeout(self.patience):
                await turn
        except TimeoutError:
            self._leave(turn)
            raise _overloaded() from None
        except asyncio.CancelledError:
            self._leave(turn)
            raise

    def _fits(self, weight: int) -> bool:
        kept = 1 if weight > self._limits.light_cost and self._limits.executions > 1 else 0
        return self._free > kept

    def _admit(self) -> None:
        """Let in those whose turn it is."""
        while self._waiting and self._fits(self._waiting[0][0]):
            *_, turn = heapq.heappop(self._waiting)
            if not turn.done():
                self._free -= 1
                turn.set_result(None)

    def _leave(self, turn: "asyncio.Future[None]") -> None:
        """Take back a turn; a place that was given in the same moment goes to the next."""
        self._waiting = [entry for entry in self._waiting if entry[2] is not turn]
        heapq.heapify(self._waiting)
        if not turn.cancelled():
            self._free += 1
            self._admit()


def _overloaded() -> Refused:
    text = "All places for executions are taken."
    return Refused(Code.OVERLOADED, text, "Try again in a moment.", (("Retry-After", "1"),))
