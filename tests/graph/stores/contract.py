# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stores that must keep the promises of docs/why/stores.md, and which promise one of them is excused from.

A new engine is one line in ENGINES; the tests beside this file run over every one of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from random import Random

import pytest
from _pytest.mark.structures import ParameterSet

from graph.kinds import Kinds
from graph.model import At, Audience
from graph.selection import (
    ClaimFilter,
    Cut,
    Direction,
    NetworkFilter,
    OrderKey,
    Projection,
    Related,
    Selection,
)
from graph.stores.opening import open_store, store_path
from graph.stores.protocol import Store, Surroundings, View
from graph.stores.sqlite import SqliteStore

TYPES = ("stakeholder", "cooperation", "participation", "tie", "event", "note", "source")
FACETS = {
    "stakeholder": ("kind", "level", "country", "topic", "role"),
    "cooperation": ("kind", "formality", "status", "topic", "instrument"),
    "event": ("kind", "topic"),
}
RELATED = {
    Related.COOPERATIONS: "cooperation",
    Related.PARTNERS: "stakeholder",
    Related.TIES: "tie",
    Related.EVENTS: "event",
    Related.NOTES: "note",
    Related.PARTICIPATIONS: "participation",
    Related.COOPERATION_EVENTS: "event",
    Related.PARTICIPANTS: "stakeholder",
    Related.EVENT_COOPERATIONS: "cooperation",
    Related.SOURCES: "source",
}
ALL = Cut()


class Promise(StrEnum):
    """What a store may be excused from."""

    DURABLE = "what was committed is there when it is opened again (1)"
    BACKUP = "a backup is one whole revision (8)"
    PROCESSES = "other processes may write (11)"


@dataclass(frozen=True)
class Engine:
    """One way of keeping claims, as the tests open it."""

    name: str
    url: str
    """FOLDER stands for a folder of the test's own; a store in a file of it is found there again."""
    excused: frozenset[Promise] = frozenset()
    large: int = 0
    """From how many entries on an embedded store writes part by part; 0: as it is shipped."""

    def __str__(self) -> str:
        return self.name

    def open(self, folder: Path, kinds: Kinds, surroundings: Surroundings) -> Store:
        """The store in this folder, new or as it was left."""
        url = self.url.replace("FOLDER", str(folder))
        if self.large:
            return SqliteStore.open(store_path(url), kinds, surroundings, self.large)
        return open_store(url, kinds, surroundings)


ENGINES = (
    Engine("memory", "memory:", frozenset(Promise)),
    Engine("sqlite", "sqlite:FOLDER/graph.db"),
    Engine("sqlite part by part", "sqlite:FOLDER/graph.db", large=1),
)


def each(engines: Sequence[Engine] = ENGINES) -> list[ParameterSet]:
    """These engines as parameters of a test; one that only writes otherwise is slow."""
    return [pytest.param(engine, marks=pytest.mark.slow if engine.large else (), id=str(engine)) for engine in engines]


def keeping(promise: Promise) -> list[ParameterSet]:
    """The engines that are not excused from a promise."""
    return each([engine for engine in ENGINES if promise not in engine.excused])


class Repeatable:
    """A clock that stands still unless told, and dice that always fall alike."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, 12, tzinfo=UTC)
        self._dice = Random(20260101)

    def now(self) -> datetime:
        return self._now

    def random(self) -> bytes:
        return self._dice.randbytes(16)

    def wait(self, minutes: int) -> None:
        """Time passes."""
        self._now += timedelta(minutes=minutes)


# ------------------------------------------------------------------ all that a view says


def everything(store: Store, audience: Audience, point: At) -> list[str]:
    """All that a view answers, line by line: equal lines are equal answers."""
    return list(_lines(store.view(audience, point)))


def _lines(view: View) -> Iterator[str]:
    yield f"revision {view.revision}"
    names = []
    for type_name in TYPES:
        page = view.page(Selection(type_name), ALL)
        yield f"{type_name}s {page}"
        names += [item.id for item in page.items]
        yield from _orders_and_facets(view, type_name)
    for record in view.records(names):
        yield spelled(record)
    for what, type_name in RELATED.items():
        for direction in Direction if what is Related.TIES else (Direction.ANY,):
            pages = view.related(what, names, Selection(type_name, direction=direction), ALL)
            yield from (f"{what} {name} {page}" for name, page in zip(names, pages, strict=True) if page.total)
    claims, page = view.claims(ClaimFilter(), ALL)
    yield f"claims {page} {spelled(claims)}"
    yield f"with former ones {spelled(view.claims_of(names, former=True))}"
    yield f"cited {view.claim_counts(names)}"
    yield from sorted(str(row) for row in view.names())
    yield from (line for projection in Projection for line in network_lines(view, projection))


def _orders_and_facets(view: View, type_name: str) -> Iterator[str]:
    if type_name == "stakeholder":
        for key in ("kind", "level", "country", "partnerCount"):
            page = view.page(Selection(type_name, order=(OrderKey(key),)), Cut(first=3))
            yield f"{type_name}s by {key} {page}"
    for name in FACETS.get(type_name, ()):
        yield f"{type_name} {name} {view.facet(Selection(type_name), name)}"


def network_lines(view: View, projection: Projection) -> list[str]:
    """Nodes and links of a network, as text."""
    network = view.network(projection, NetworkFilter(include_persons=True))
    links = [
        (network.ids[int(link.source)], network.ids[int(link.target)], link.weight)
        for link in map(network.links().__getitem__, range(network.link_count))
    ]
    return [f"{projection} {list(network.ids)}", f"{projection} {links} {network.untied_count}"]


def spelled(value: object) -> str:
    """A value as text that shows all of it: mappings in order, whatever keeps them."""
    if isinstance(value, str | int | None):
        return repr(value)
    if names := getattr(type(value), "__dataclass_fields__", ()):
        inside = (f"{name}={spelled(getattr(value, name))}" for name in names)
        return f"{type(value).__name__}({', '.join(inside)})"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(spelled, value))}]"
    if hasattr(value, "items"):
        return f"{{{', '.join(f'{name}: {spelled(inside)}' for name, inside in value.items())}}}"
    return repr(value)
