# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small service of towns behind the edge."""
# Longer than 300 lines because the toy service is read as one by all tests of the edge.

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from math import inf
from types import MappingProxyType
from typing import Annotated, NewType

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from graph.errors import BadDate, BadInput, Unauthenticated
from schema.http.app import Call, Caller
from schema.http.deadline import Deadline
from schema.http.endpoint import Endpoint
from schema.http.limits import Limits
from schema.http.longwork import LongWork
from schema.http.options import Options

TOWNS = 500


@dataclass
class Clock:
    """Seconds that pass only when a test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Context:
    caller: Caller
    languages: tuple[str, ...]
    deadline: Deadline
    clock: Clock
    call: Call
    at_each_step: Callable[[int], None] = field(default=lambda step: None)
    at_founding: Callable[[int], None] = field(default=lambda step: None)


Info = strawberry.Info[Context, None]


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Town(Named):
    number: int

    @strawberry.field
    def partners(self, first: int | None = None, last: int | None = None) -> "TownConnection":
        return page((self.number * 7) % TOWNS, first or last or 20)

    @strawberry.field
    def neighbours(self) -> list["Town"]:
        return [town(self.number + step) for step in range(3)]

    @strawberry.field
    def sights(self, first: int = 5) -> list["Town"]:
        return [town(number) for number in range(first)]

    @strawberry.field
    def centrality(self) -> float:
        return 0.5


@strawberry.type
class Bridge(Named):
    spans: int


@strawberry.type
class TownEdge:
    cursor: str
    node: Town


@strawberry.type
class Facet:
    value: str


@strawberry.type
class TownConnection:
    edges: list[TownEdge]
    nodes: list[Town]
    total_count: int
    facets: list[Facet]


def town(number: int) -> Town:
    return Town(name=f"Town {number}", number=number % TOWNS)


def page(start: int, size: int) -> TownConnection:
    towns = [town(start + step) for step in range(size)]
    edges = [TownEdge(cursor=one.name, node=one) for one in towns]
    return TownConnection(edges=edges, nodes=towns, total_count=TOWNS, facets=[Facet(value="all")])


def parsed_date(value: object) -> str:
    if value != "2023":
        raise BadDate(str(value))
    return "2023"


Date = NewType("Date", str)


@strawberry.input
class Wish:
    name: strawberry.Maybe[str]


@strawberry.type
class Query:
    @strawberry.field
    def at(self, date: Date) -> str:
        return date

    @strawberry.field
    def wish(self, wish: Wish) -> str:
        return "granted"

    @strawberry.field
    def too_large(self) -> int | None:
        return 2**40

    @strawberry.field
    def hello(self) -> str:
        return "Hello"

    @strawberry.field
    def job(self) -> str:
        return "running"

    @strawberry.field
    def towns(self, first: int | None = None, last: int | None = None) -> TownConnection:
        return page(0, first if first is not None else last if last is not None else 20)

    @strawberry.field
    def town(self, number: int) -> Town | None:
        return town(number) if number < TOWNS else None

    @strawberry.field
    def search(self) -> list[Annotated[Town | Bridge, strawberry.union("Found")]]:
        return [town(1), Bridge(name="Old bridge", spans=3)]

    @strawberry.field
    def echo(self, text: str) -> str:
        return text

    @strawberry.field
    def languages(self, info: Info) -> list[str]:
        return list(info.context.languages)

    @strawberry.field
    def role(self, info: Info) -> str:
        return info.context.caller.role

    @strawberry.field
    def long(self, info: Info, steps: int) -> int | None:
        """Tells how far it is, and ends when it is to end."""
        for step in range(steps):
            info.context.call.progress(step / steps)
            info.context.at_each_step(step)
        return steps

    @strawberry.field
    def kind(self, code: str) -> str | None:
        raise BadInput(f'No kind "{code}".', 'Did you mean "twinning"?')

    @strawberry.field
    def boom(self) -> str | None:
        raise RuntimeError("the password is swordfish")

    @strawberry.field
    def slow(self, info: Info, seconds: float) -> str | None:
        """Takes that long on the test's clock, without looking at the deadline."""
        info.context.clock.now += seconds
        return "done"

    @strawberry.field
    def careful(self, info: Info, seconds: float) -> str | None:
        """Takes that long, and looks at the deadline."""
        info.context.clock.now += seconds
        info.context.deadline.check()
        return "done"


@strawberry.type
class Deed:
    """Something that was written."""

    name: str

    @strawberry.field
    def pause(self, info: Info, seconds: float) -> bool | None:
        """Takes that long on the test's clock."""
        info.context.clock.now += seconds
        info.context.deadline.check()
        return True


@strawberry.type
class Mutation:
    @strawberry.mutation
    def write(self, info: Info, name: str, seconds: float = 0.0) -> Deed:
        """Writes something, as late as that."""
        info.context.clock.now += seconds
        info.context.deadline.wrote()
        return Deed(name=name)

    @strawberry.mutation
    def found(self, info: Info, name: str, seconds: float = 0.0) -> Town:
        info.context.clock.now += seconds
        info.context.at_founding(0)
        return Town(name=name, number=1)


@strawberry.type
class Headline:
    number: int

    @strawberry.field
    def text(self, info: Info) -> str:
        return f"News {self.number} for {info.context.caller.role}"

    @strawberry.field
    def pause(self, info: Info, seconds: float) -> bool | None:
        """Takes that long on the test's clock."""
        info.context.clock.now += seconds
        info.context.deadline.check()
        return True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def news(self, most: int = 3) -> AsyncGenerator[Headline, None]:
        for number in range(1, most + 1):
            yield Headline(number=number)

    @strawberry.subscription
    async def silence(self) -> AsyncGenerator[Headline, None]:
        await asyncio.get_running_loop().create_future()
        yield Headline(number=0)

    @strawberry.subscription
    async def trouble(self) -> AsyncGenerator[Headline, None]:
        yield Headline(number=1)
        raise BadInput("No more of this.", "Ask for something else.")


@dataclass
class Service:
    """What the edge asks of the service behind it; counts how often something ran."""

    clock: Clock = field(default_factory=Clock)
    revision: int = 1
    executed: int = 0
    moves_on: bool = False
    """Whether each look at the data finds a new revision."""
    at_each_step: Callable[[int], None] = field(default=lambda step: None)
    """What happens at each step of long work."""
    at_founding: Callable[[int], None] = field(default=lambda step: None)
    is_broken: bool = False
    is_revoked: bool = False
    lasts: float = inf
    good_for: int = 1_000_000
    """How often a token may be shown before it is revoked."""

    def caller(self, authorization: str | None) -> Caller:
        if authorization is None:
            return Caller("PUBLIC")
        self.good_for -= 1
        role = authorization.removeprefix("Bearer ").upper()
        if role in ("STAFF", "EDITOR", "ADMIN") and self.good_for >= 0 and not self.is_revoked:
            return Caller(role, f"token of {role}", self.lasts)
        raise Unauthenticated("This token is not known.", "Ask for a new one.")

    def tag(self, caller: Caller) -> str:
        self.revision += self.moves_on
        return f"revision {self.revision}"

    def close(self) -> None:
        """Nothing is done beside the requests."""

    def context(self, call: Call) -> Context:
        self.executed += 1
        if self.is_broken:
            raise RuntimeError("the password is swordfish")
        asker, steps = call.asker, (self.at_each_step, self.at_founding)
        return Context(asker.caller, asker.languages, call.deadline, self.clock, call, *steps)


def toy_schema() -> strawberry.Schema:
    dates: dict[object, ScalarDefinition] = {Date: strawberry.scalar(name="Date", parse_value=parsed_date)}
    config = StrawberryConfig(scalar_map=dates)
    return strawberry.Schema(Query, Mutation, Subscription, types=[Town, Bridge], config=config)


def toy_endpoint(service: Service, /, *works: LongWork, **limits: int) -> Endpoint:
    weights = MappingProxyType({("Town", "centrality"): 7})
    options = Options(weights=weights, clock=service.clock, work=next(iter(works), None), address="https://toy.example")
    return Endpoint(toy_schema(), service, limits=Limits(**limits), version="1", options=options)
