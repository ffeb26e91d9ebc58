# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers one admitted request: document, cost, tag, execution, bytes.

The order of checks is the order of their price. The tag is asked before and after the execution;
an answer made while the data changed has none.
"""

import logging
import time
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from strawberry import Schema

from schema.http.answer import Answer
from schema.http.app import App
from schema.http.bucket import Buckets, Clock
from schema.http.cost import Weights
from schema.http.deadline import Deadline
from schema.http.encode import Encoded, encoded_outcome
from schema.http.engine import Engine, Outcome, Plan
from schema.http.errors import Code, Refused
from schema.http.etag import GZIP, entity_tag, is_any, matched
from schema.http.exchange import Exchange
from schema.http.faults import Faults
from schema.http.limits import Limits
from schema.http.parameters import Parameters
from schema.http.served_schema import core_of
from schema.http.workers import Workers

LENGTH_PER_POINT = 4
"""Characters of an unknown document that weigh as much as one point of cost."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be left as it is."""

    weights: Weights = field(default_factory=lambda: MappingProxyType({}))
    docs: str = "/docs/errors"
    """Where error codes are explained; the code follows after #."""
    untagged: frozenset[str] = frozenset({"job"})
    """Root fields whose answer changes without a revision."""
    clock: Clock = time.monotonic
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("partnernetz.errors"))


class Service:
    """Executes documents for callers who are known."""

    def __init__(self, schema: Schema, app: App, *, limits: Limits, version: str, options: Options) -> None:
        self._app = app
        self._limits = limits
        self._version = f"{version} {limits}"
        self._options = options
        self._engine = Engine(core_of(schema), limits, weights=options.weights, clock=options.clock)
        self._workers = Workers(limits)
        self.buckets = Buckets(limits, options.clock)
        self.faults = Faults(options.docs, options.log)

    def close(self) -> None:
        """End the worker threads, after what they are doing."""
        self._workers.close()

    async def answer(self, exchange: Exchange, parameters: Parameters) -> Answer:
        """The answer to one request.

        Raises:
            Refused: It is beyond a limit, or wrong.
            PartnernetzError: The service cannot answer it.
            ClientGone: Nobody is left to answer.
        """
        begun = self._options.clock()
        plan = await self._plan(exchange, parameters)
        exchange.note("cost", plan.cost.points)
        tag = self._tag(exchange, parameters, plan)
        if held := tag and matched(tag, exchange.head.header("if-none-match")):
            return Answer(304, (("ETag", held), *exchange.caching()))
        # One point was taken when the request was admitted.
        self.buckets.take(exchange.key, plan.cost.points - 1)
        planned = self._options.clock()
        encoded = await self._execute(exchange, plan)
        ended = self._options.clock()
        timing = f"plan;dur={(planned - begun) * 1000:.1f}, execute;dur={(ended - planned) * 1000:.1f}"
        tag = tag if encoded.is_repeatable and tag == self._tag(exchange, parameters, plan) else ""
        if tag and exchange.head.method == "GET" and is_any(exchange.head.header("if-none-match")):
            return Answer(304, (("ETag", f'"{tag}"'), *exchange.caching()))
        return _answer(exchange, encoded, tag=tag, timing=timing)

    async def _plan(self, exchange: Exchange, parameters: Parameters) -> Plan:
        valid = self._engine.documents.kept(parameters.query)
        if valid:
            plan = self._engine.plan(valid, parameters)
        else:
            async with self._workers.gate.place(len(parameters.query) // LENGTH_PER_POINT):
                plan = await self._workers.run(partial(self._engine.read_and_plan, parameters))
        if plan.is_mutation and exchange.head.method == "GET":
            raise Refused(Code.METHOD_NOT_ALLOWED, "A mutation by GET.", "Send it by POST.", (("Allow", "POST"),))
        return plan

    def _tag(self, exchange: Exchange, parameters: Parameters, plan: Plan) -> str:
        """The entity tag of the answer; empty if it can have none."""
        if plan.is_mutation or plan.root_fields & self._options.untagged:
            return ""
        caller, languages = exchange.caller, ",".join(exchange.languages)
        seen = (self._app.tag(caller), self._version, caller.role, languages, exchange.media.value)
        return entity_tag((*seen, parameters.query, parameters.operation_name), parameters.variables)

    async def _execute(self, exchange: Exchange, plan: Plan) -> Encoded:
        async with self._workers.gate.place(plan.cost.points):
            deadline = self._engine.deadline(plan)
            work = partial(self._work, exchange, plan, deadline)
            # A mutation that has begun ends, whether or not anyone waits for it.
            cancel = (lambda: None) if plan.is_mutation else deadline.cancel
            return await self._workers.run_watched(work, exchange.receive, cancel)

    def _work(self, exchange: Exchange, plan: Plan, deadline: Deadline) -> Encoded:
        """What happens in the worker thread."""
        context = self._app.context(exchange.caller, exchange.languages, deadline)
        try:
            outcome = self._engine.run(plan, context, deadline)
        except Refused:
            # Time is what was spent, so a second's worth of points is what it costs, on top of what was requested.
            self.buckets.charge(exchange.key, self._limits.bucket_refill)
            raise
        self.buckets.give_back(exchange.key, plan.cost.points - outcome.actual)
        self.buckets.charge(exchange.key, outcome.excess)
        cost = self._cost(plan, outcome)
        return encoded_outcome(outcome, self.faults, request_id=exchange.id, cost=cost, gzip=exchange.gzip)

    def _cost(self, plan: Plan, outcome: Outcome) -> dict[str, int]:
        return {"requested": plan.cost.points, "actual": outcome.actual, "limit": self._limits.cost}


def _answer(exchange: Exchange, encoded: Encoded, *, tag: str, timing: str) -> Answer:
    headers = [("Content-Type", exchange.media.content_type), ("Server-Timing", timing)]
    if tag:
        headers += [("ETag", f'"{tag}{GZIP if encoded.is_compressed else ""}"'), *exchange.caching()]
    else:
        headers += [("Cache-Control", "no-store")]
    if encoded.is_compressed:
        headers += [("Content-Encoding", "gzip")]
    return Answer(200, tuple(headers), encoded.body)
