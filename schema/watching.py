# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Watches a store for new revisions, whoever wrote them, and wakes those who wait for one.

One thread looks four times a second, and only while somebody listens. Who is slow is told of the newest revision: news
may be left out, but never come in another order.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Thread

from graph.errors import PartnernetzError
from graph.model import Audience
from graph.stores.protocol import Store

EVERY = 0.25
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """Somebody who waits for a revision after this one."""

    audience: Audience
    than: int
    future: "asyncio.Future[int]"

    def wake(self, number: int) -> None:
        """Tells them, on their own event loop."""
        self.future.get_loop().call_soon_threadsafe(self._answer, number)

    def _answer(self, number: int) -> None:
        if not self.future.done():
            self.future.set_result(number)


class Watch:
    """The watch over one store."""

    def __init__(self, store: Store, every: float = EVERY) -> None:
        self._store, self._every = store, every
        self._changed = Condition()
        self._newest: Mapping[Audience, int] = {}
        self._latest = -1
        self._waiting: list[_Waiting] = []
        self._listeners = 0
        self._is_over = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watches beside what is done inside, and ends with it."""
        thread = Thread(target=self._work, name="watch")
        thread.start()
        try:
            yield
        finally:
            with self._changed:
                self._is_over = True
                self._changed.notify_all()
            thread.join()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this is open, somebody may wait for news."""
        with self._changed:
            if not self._listeners:
                # What was known when the last one left may be old.
                self._newest, self._latest = {}, -1
            self._listeners += 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._listeners -= 1

    async def newer(self, audience: Audience, than: int) -> int:
        """The newest revision that this audience sees, as soon as it is later than this one."""
        with self._changed:
            number = self._newest.get(audience, -1)
            if number > than:
                return number
            waiting = _Waiting(audience, than, asyncio.get_running_loop().create_future())
            self._waiting.append(waiting)
        try:
            return await waiting.future
        finally:
            with self._changed:
                self._waiting = [one for one in self._waiting if one is not waiting]

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_over or self._listeners)
                if self._is_over:
                    return
            try:
                self._look()
            except PartnernetzError as error:  # such as a store that is held: the next look finds out for itself
                logging.getLogger("partnernetz").warning("not watched", extra={"fields": {"code": error.code}})
            with self._changed:
                self._changed.wait_for(lambda: self._is_over, timeout=self._every)

    def _look(self) -> None:
        latest = self._store.latest()
        if latest == self._latest:
            return
        numbers = {audience: self._store.view(audience).revision.number for audience in Audience}
        with self._changed:
            self._newest, self._latest = numbers, latest
            for waiting in self._waiting:
                if numbers[waiting.audience] > waiting.than:
                    waiting.wake(numbers[waiting.audience])
