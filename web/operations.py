# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What those who run the service ask of it: does it live, can it work, how much does it do.

The check of readiness runs in a worker thread and at most once a second, however often it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from prometheus_client import CollectorRegistry, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from graph.errors import PartnernetzError, StoreCorrupt
from graph.model import Audience
from graph.stores.protocol import Store

KEPT = 1.0
"""Seconds for which an answer about readiness holds."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found when it was last looked."""

    status: int
    body: dict[str, object]
    at: float


class Operations:
    """Health and metrics of one service.

    Args:
        store: Is asked for its revision.
        probe: Tries to write; raises an error of ours if that fails.
        registry: What is counted.
        clock: Seconds.
    """

    def __init__(
        self,
        store: Store,
        probe: Callable[[], None],
        registry: CollectorRegistry,
        *,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._store, self._probe, self._registry, self._clock = store, probe, registry, clock
        self._lock = Lock()
        self._last: Readiness | None = None
        self._wrong = ""

    def refuse(self, sentence: str) -> None:
        """From now on it is not ready, and says why."""
        with self._lock:
            self._wrong, self._last = sentence, None

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [
            Route("/health/live", self._live, methods=["GET"]),
            Route("/health/ready", self._ready, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
        ]

    async def _live(self, _: Request) -> Response:
        return JSONResponse({"status": "live"}, headers=_HEADERS)

    def _ready(self, _: Request) -> Response:
        found = self.readiness()
        return JSONResponse(found.body, found.status, headers=_HEADERS)

    def _metrics(self, _: Request) -> Response:
        media = "text/plain; version=0.0.4; charset=utf-8"
        return Response(generate_latest(self._registry), media_type=media, headers=_HEADERS)

    def readiness(self) -> Readiness:
        """Whether the store can be read and written; looked at anew if the last look is a second old."""
        with self._lock:
            if self._last is None or self._clock() - self._last.at >= KEPT:
                self._last = self._look()
            return self._last

    def _look(self) -> Readiness:
        if self._wrong:
            body: dict[str, object] = {"status": "not ready", "code": StoreCorrupt.code, "message": self._wrong}
            return Readiness(503, body, self._clock())
        try:
            number = self._store.view(Audience.PUBLIC).revision.number
            self._probe()
        except PartnernetzError as error:
            # The message names files: it is for the log and the command line, not for whoever asks here.
            return Readiness(503, {"status": "not ready", "code": error.code}, self._clock())
        return Readiness(200, {"status": "ready", "revision": number}, self._clock())
