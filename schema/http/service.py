# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers one admitted request over HTTP: document, cost, tag, execution, bytes; or a job that does it later.

The order of checks is the order of their price. The tag is asked before and after the execution;
an answer made while the data changed has none.
"""

import orjson

from schema.http.answer import Answer
from schema.http.app import App
from schema.http.encode import Encoded
from schema.http.engine import Plan
from schema.http.errors import Code, Refused
from schema.http.etag import GZIP, entity_tag, is_any, matched
from schema.http.exchange import Exchange
from schema.http.jobpages import job_answer
from schema.http.longwork import LongWork
from schema.http.options import Options
from schema.http.parameters import Parameters
from schema.http.prefer import wants_later
from schema.http.runner import Runner

STREAM = 'Ask for it with "Accept: text/event-stream", or over a WebSocket that speaks graphql-transport-ws.'


class Service:
    """Answers requests of callers who are known."""

    def __init__(self, runner: Runner, app: App, *, version: str, options: Options) -> None:
        self._runner = runner
        self._app = app
        self._version = version
        self._options = options

    async def answer(self, exchange: Exchange, parameters: Parameters) -> Answer:
        """The answer to one request.

        Raises:
            Refused: It is beyond a limit, or wrong.
            PartnernetzError: The service cannot answer it.
            ClientGone: Nobody is left to answer.
        """
        begun = self._options.clock()
        plan = await self.plan(exchange, parameters)
        if plan.is_subscription:
            text = "A subscription needs a connection that stays open."
            raise Refused(Code.OPERATION_RESOLUTION_FAILURE, text, STREAM)
        tag = self._tag(exchange, parameters, plan)
        if held := tag and matched(tag, exchange.head.header("if-none-match")):
            return Answer(304, (("ETag", held), *exchange.caching()))
        self.pay(exchange, plan)
        if self._options.work is not None and exchange.head.method == "POST" and wants_later(exchange.head):
            return await self._later(exchange, plan, self._options.work)
        planned = self._options.clock()
        encoded = await self._runner.answer(exchange.asker, plan, receive=exchange.receive, gzip=exchange.gzip)
        ended = self._options.clock()
        timing = f"plan;dur={(planned - begun) * 1000:.1f}, execute;dur={(ended - planned) * 1000:.1f}"
        tag = tag if encoded.is_repeatable and tag == self._tag(exchange, parameters, plan) else ""
        if tag and exchange.head.method == "GET" and is_any(exchange.head.header("if-none-match")):
            return Answer(304, (("ETag", f'"{tag}"'), *exchange.caching()))
        return _answer(exchange, encoded, tag=tag, timing=timing)

    async def plan(self, exchange: Exchange, parameters: Parameters) -> Plan:
        """The plan for what a request asks.

        Raises:
            Refused: It is beyond a limit, or wrong, or a change by GET.
        """
        plan = await self._runner.plan(parameters)
        if plan.is_mutation and exchange.head.method == "GET":
            raise Refused(Code.METHOD_NOT_ALLOWED, "A mutation by GET.", "Send it by POST.", (("Allow", "POST"),))
        exchange.note("cost", plan.cost.points)
        return plan

    def pay(self, exchange: Exchange, plan: Plan) -> None:
        """Takes what a plan may cost out of the bucket; one point was taken when the request was admitted.

        Raises:
            Refused: RATE_LIMITED.
        """
        self._runner.buckets.take(exchange.key, plan.cost.points - 1)

    async def _later(self, exchange: Exchange, plan: Plan, work: LongWork) -> Answer:
        """A job instead of an answer."""
        job = await self._runner.job(work, exchange.asker, plan, exchange.media)
        told = job_answer(job, self._options.address)
        place = f"{self._options.address}/jobs/{job.id}"
        headers = (("Location", place), ("Preference-Applied", "respond-async"), *told.headers)
        return Answer(202, headers, orjson.dumps({"data": None, "extensions": {"job": orjson.loads(told.body)}}))

    def _tag(self, exchange: Exchange, parameters: Parameters, plan: Plan) -> str:
        """The entity tag of the answer; empty if it can have none."""
        if plan.is_mutation or plan.root_fields & self._options.untagged:
            return ""
        caller, languages = exchange.caller, ",".join(exchange.languages)
        seen = (self._app.tag(caller), self._version, caller.role, languages, exchange.media.value)
        return entity_tag((*seen, parameters.query, parameters.operation_name), parameters.variables)


def _answer(exchange: Exchange, encoded: Encoded, *, tag: str, timing: str) -> Answer:
    headers = [("Content-Type", exchange.media.content_type), ("Server-Timing", timing)]
    if tag:
        headers += [("ETag", f'"{tag}{GZIP if encoded.is_compressed else ""}"'), *exchange.caching()]
    else:
        headers += [("Cache-Control", "no-store")]
    if encoded.is_compressed:
        headers += [("Content-Encoding", "gzip")]
    return Answer(200, tuple(headers), encoded.body)
