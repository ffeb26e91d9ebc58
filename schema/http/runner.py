# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans documents and runs plans for callers who are known, whatever way the answer goes: HTTP, socket, stream or job.

Everybody pays from the same buckets and waits at the same gate.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from functools import partial

from strawberry import Schema

from graph.errors import PartnernetzError
from graph.state.jobs import Job, JobState, Result
from schema.http.app import App, Asker, Call
from schema.http.body import Receive
from schema.http.bucket import Buckets
from schema.http.deadline import Deadline
from schema.http.encode import Encoded, encoded_errors, encoded_outcome
from schema.http.engine import Engine, Outcome, Plan
from schema.http.errors import Code, Refused
from schema.http.etag import entity_tag
from schema.http.faults import Faults
from schema.http.limits import Limits
from schema.http.longwork import Ending, LongWork
from schema.http.media import Media
from schema.http.options import Options
from schema.http.parameters import Parameters
from schema.http.served_schema import core_of
from schema.http.workers import Workers

LENGTH_PER_POINT = 4
"""Characters of an unknown document that weigh as much as one point of cost."""

EVENT_COST = 20
"""Points that an event costs at least, so that listening to all that moves is not for nothing."""
BREATH = 1.0
"""Seconds to wait for an empty bucket."""
KEPT = 20
"""Answers to events that are kept for others who asked the same."""


class Runner:
    """Plans and runs the documents of one schema."""

    def __init__(self, schema: Schema, app: App, limits: Limits, options: Options) -> None:
        self._app, self._limits = app, limits
        self._engine = Engine(core_of(schema), limits, weights=options.weights, clock=options.clock)
        self._workers = Workers(limits)
        # One event of all subscriptions is answered at a time: news must not crowd out questions.
        self._events = asyncio.Lock()
        self._kept: dict[str, Encoded] = {}
        self.buckets = Buckets(limits, options.clock)
        self.faults = Faults(options.docs, options.log)

    def close(self) -> None:
        """End the worker threads, after what they are doing, and what the service does beside them."""
        self._workers.close()
        self._app.close()

    async def plan(self, parameters: Parameters) -> Plan:
        """The plan for what is asked.

        Raises:
            Refused: It is beyond a limit, or wrong.
        """
        valid = self._engine.documents.kept(parameters.query)
        if valid:
            return self._engine.plan(valid, parameters)
        async with self._workers.gate.place(len(parameters.query) // LENGTH_PER_POINT):
            return await self._workers.run(partial(self._engine.read_and_plan, parameters))

    async def answer(self, asker: Asker, plan: Plan, *, receive: Receive | None = None, gzip: bool = False) -> Encoded:
        """The answer to a plan that has been paid for.

        Args:
            asker: Who asks.
            plan: What is asked.
            receive: Where it shows that the client hung up; without it the task of a client that is gone is cancelled.
            gzip: Whether the answer may be compressed.

        Raises:
            Refused: OVERLOADED, DEADLINE_EXCEEDED.
            ClientGone: Nobody is left to answer.
        """
        async with self._workers.gate.place(plan.cost.points):
            deadline = self._engine.deadline(plan)
            work = partial(self._made, Call(asker, deadline), plan, gzip=gzip)
            # A mutation that has begun ends, whether or not anyone waits for it.
            cancel = (lambda: None) if plan.is_mutation else deadline.cancel
            if receive is not None:
                return await self._workers.run_watched(work, receive, cancel)
            return await self._workers.run_shielded(work, cancel)

    async def events(self, asker: Asker, plan: Plan) -> AsyncGenerator[object, None]:
        """What happens that a subscription is to be told of.

        Raises:
            GraphQLError: It cannot begin.
        """
        return await self._engine.events(plan, self._app.context(Call(asker, self._engine.deadline(plan))))

    async def event(self, asker: Asker, plan: Plan, root: object) -> Encoded:
        """The answer of a subscription to one event, as soon as it can be paid for.

        An event that says that its answer is the same for all (`sharing`) is answered once for all who asked the same.

        Raises:
            Refused: OVERLOADED, DEADLINE_EXCEEDED.
        """
        shared = _sharing(asker, plan, root)
        await self._paid(asker.bucket, max(plan.cost.points, EVENT_COST))
        async with self._events:
            if shared in self._kept:
                return self._kept[shared]
            async with self._workers.gate.place(plan.cost.points):
                deadline = self._engine.deadline(plan)
                work = partial(self._made, Call(asker, deadline), plan, root=root)
                encoded = await self._workers.run_shielded(work, deadline.cancel)
            if shared and encoded.is_repeatable:
                self._kept = dict([*self._kept.items(), (shared, encoded)][-KEPT:])
            return encoded

    async def _paid(self, bucket: str, points: int) -> None:
        """Returns when the bucket held so much; whoever listens to too much at once hears of less."""
        while True:
            try:
                self.buckets.take(bucket, min(points, self._limits.bucket_capacity))
            except Refused:
                await asyncio.sleep(BREATH)
            else:
                return

    async def job(self, long: LongWork, asker: Asker, plan: Plan, media: Media) -> Job:
        """A job that works on a plan that has been paid for.

        Raises:
            Refused: Too many wait already.
        """
        work, request = partial(self._worked, asker, plan, media), asker.request_id if plan.is_mutation else ""
        return await self._workers.run(partial(long.start, asker.caller.key, asker.bucket, work, request=request))

    def _made(self, call: Call, plan: Plan, *, root: object = None, gzip: bool = False) -> Encoded:
        """What happens in a worker thread."""
        bucket = call.asker.bucket
        try:
            outcome = self._engine.run(plan, self._app.context(call), call.deadline, root=root)
        except Refused:
            # Time is what was spent, so a second's worth of points is what it costs, on top of what was requested.
            self.buckets.charge(bucket, self._limits.bucket_refill)
            raise
        self.buckets.give_back(bucket, plan.cost.points - outcome.actual)
        self.buckets.charge(bucket, outcome.excess)
        request_id = call.asker.request_id
        return encoded_outcome(outcome, self.faults, request_id=request_id, cost=self._cost(plan, outcome), gzip=gzip)

    def _worked(
        self, asker: Asker, plan: Plan, media: Media, deadline: Deadline, tell: Callable[[float], None]
    ) -> Ending:
        """What happens in the thread of a job."""
        try:
            encoded = self._made(Call(asker, deadline, tell), plan)
        except (Refused, PartnernetzError) as error:
            return self._failed(error, media, deadline)
        if deadline.is_cancelled and not deadline.has_written and Code.DEADLINE_EXCEEDED.name in encoded.codes:
            return Ending(JobState.CANCELLED)
        if len(encoded.body) > self._limits.job_result:
            text = f"The answer has {len(encoded.body)} bytes; at most {self._limits.job_result} are kept."
            text += " What was asked for was written: look at the revisions." if deadline.has_written else ""
            return self._failed(Refused(Code.QUERY_TOO_COMPLEX, text, "Ask for smaller pages."), media, deadline)
        return Ending(JobState.DONE, result=Result(200, media.content_type, encoded.body))

    def _failed(self, error: Refused | PartnernetzError, media: Media, deadline: Deadline) -> Ending:
        code, entries = self.faults.of(error)
        if deadline.is_cancelled and code is Code.DEADLINE_EXCEEDED:
            return Ending(JobState.CANCELLED)
        result = Result(media.status(code), media.content_type, encoded_errors(entries))
        return Ending(JobState.FAILED, f"{code.name} {error.message}", result)

    def _cost(self, plan: Plan, outcome: Outcome) -> dict[str, int]:
        return {"requested": plan.cost.points, "actual": outcome.actual, "limit": self._limits.cost}


def _sharing(asker: Asker, plan: Plan, event: object) -> str:
    """A key that is equal for equal answers; "" for an answer that is for one alone."""
    sharing, asked = str(getattr(event, "sharing", "")), plan.parameters
    if not sharing:
        return ""
    return entity_tag(
        (sharing, asker.caller.role, *asker.languages, "", asked.query, asked.operation_name), asked.variables
    )
