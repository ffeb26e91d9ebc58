# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a request's time goes into reading the store; the rest is GraphQL's execution and the encoding."""
# ruff: noqa: ANN401 - a stand-in passes on whatever it is given

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from strawberry import Schema

from graph.kinds import load_kinds
from graph.search.find import Finder
from graph.stores.opening import open_store
from schema.build import build_schema
from schema.scene import Request
from tests.speed.timing import Surroundings, median
from tests.speed.web_speed import LARGE, PAGE

RUNS = 7


class NoDeadline:
    """As long as it takes."""

    def check(self) -> None:
        """Never over."""


class Timed:
    """A view that counts the time spent in it."""

    def __init__(self, view: Any, spent: list[float]) -> None:
        self._view, self._spent = view, spent

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        return self._timed(found) if callable(found) else found

    def _timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return method(*given, **named)
            finally:
                self._spent[0] += time.perf_counter() - begun

        return call


class TimedStore(Timed):
    """A store whose views are timed."""

    def view(self, *given: Any) -> Any:
        """A timed view."""
        return Timed(self._view.view(*given), self._spent)


def measure_shares(path: Path) -> dict[str, float]:
    """Of two requests the milliseconds in all, and those in the store."""
    spent = [0.0]
    store = open_store(f"sqlite:{path}", load_kinds(), Surroundings())
    timed: Any = TimedStore(store, spent)
    schema = build_schema()
    found: dict[str, float] = {}
    for name, query in (("page", PAGE), ("large", LARGE)):
        whole, read = zip(*(_run(schema, timed, query, spent) for _ in range(RUNS)), strict=True)
        found |= {f"{name}_whole_ms": median(sorted(whole)), f"{name}_store_ms": median(sorted(read))}
    store.close()
    return found


def _run(schema: Schema, store: Any, query: str, spent: list[float]) -> tuple[float, float]:
    request = Request(store, "PUBLIC", ("de",), NoDeadline(), "", "0", Finder().find)
    spent[0], begun = 0.0, time.perf_counter()
    answer = schema.execute_sync(query, context_value=request)
    if answer.errors:
        raise RuntimeError(str(answer.errors))
    return (time.perf_counter() - begun) * 1000, spent[0] * 1000
