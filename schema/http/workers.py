# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worker threads for what takes time, so that the event loop never does, watched for clients that hang up."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from schema.http.body import Receive
from schema.http.errors import ClientGone
from schema.http.gate import Gate
from schema.http.limits import Limits

T = TypeVar("T")


class Workers:
    """The threads of one server; a place at the gate comes before a thread."""

    def __init__(self, limits: Limits) -> None:
        self.gate = Gate(limits)
        self._pool = ThreadPoolExecutor(limits.executions, thread_name_prefix="graphql")

    async def run(self, work: Callable[[], T]) -> T:
        """The result of the work, done in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def run_watched(self, work: Callable[[], T], receive: Receive, cancel: Callable[[], None]) -> T:
        """The result of the work; if the client hangs up first, `cancel` is called and the work left to end.

        Raises:
            ClientGone: Nobody is left to answer.
        """
        running = asyncio.ensure_future(self.run(work))
        gone = asyncio.ensure_future(hung_up(receive))
        try:
            await asyncio.wait({running, gone}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                return running.result()
            cancel()
            await asyncio.wait({running})
            # Asked for, so that nothing is reported as never retrieved; the outcome itself has no reader.
            running.exception()
            raise ClientGone
        finally:
            gone.cancel()

    async def run_shielded(self, work: Callable[[], T], cancel: Callable[[], None]) -> T:
        """The result of the work; if the task is cancelled first, `cancel` is called and the work left to end.

        A place at the gate is thus held for as long as the work really goes on.
        """
        running = asyncio.ensure_future(self.run(work))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            cancel()
            await asyncio.wait({running})
            if not running.cancelled():
                running.exception()
            raise

    def close(self) -> None:
        """Wait for what is running, take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)


async def hung_up(receive: Receive) -> None:
    """Returns when the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
