# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Operations answered piece by piece: a subscription once for each event, anything else once.

As event streams they follow graphql-sse in its distinct connections mode: one request, one stream; each answer is an
event `next`, the end an event `complete`. A line without meaning now and then shows whether the client is still there.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from graphql import GraphQLError

from graph.errors import PartnernetzError
from schema.http.app import Asker
from schema.http.body import Send
from schema.http.encode import encoded_errors
from schema.http.engine import Plan
from schema.http.errors import Code, Refused
from schema.http.exchange import Exchange
from schema.http.faults import Entry
from schema.http.media import EVENTS
from schema.http.openings import Openings
from schema.http.racing import first_to_end
from schema.http.reception import Reception
from schema.http.runner import Runner
from schema.http.token_watch import until_invalid
from schema.http.workers import hung_up

BEAT = 12.0
"""Seconds between lines without meaning."""
_COMPLETE = b"event: complete\ndata:\n\n"
_PASSING = (Code.OVERLOADED, Code.DEADLINE_EXCEEDED)
"""Refusals of one event after which the next one may be answered."""


class Failed(Exception):
    """An operation that ends with errors instead of an answer."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(entries)
        self.entries = entries


class Streams:
    """Answers operations piece by piece."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    async def answers(self, asker: Asker, plan: Plan) -> AsyncGenerator[bytes, None]:
        """The answers to a plan that has been paid for, as bodies.

        Raises:
            Failed: The operation cannot be answered, or no longer.
        """
        try:
            if not plan.is_subscription:
                yield (await self._runner.answer(asker, plan)).body
                return
            async with aclosing(await self._runner.events(asker, plan)) as events:
                async for event in events:
                    yield await self._answer(asker, plan, event)
        except (Refused, PartnernetzError) as error:
            raise Failed(self._runner.faults.of(error)[1]) from None
        except GraphQLError as error:
            raise Failed([self._runner.faults.field(error, asker.request_id)]) from None

    async def _answer(self, asker: Asker, plan: Plan, event: object) -> bytes:
        try:
            return (await self._runner.event(asker, plan, event)).body
        except Refused as refused:
            if refused.code not in _PASSING:
                raise
            return encoded_errors(self._runner.faults.refusal(refused))


class EventStream:
    """The answers to one request as an event stream, for which a place is taken."""

    def __init__(self, reception: Reception, streams: Streams, openings: Openings, plan: Plan) -> None:
        self._reception, self._streams, self._openings, self._plan = reception, streams, openings, plan

    async def send(self, exchange: Exchange, send: Send) -> None:
        """All of it, until it ends, the client is gone, or the token is no longer good."""
        exchange.note("streaming", True)
        put = _Put(send, self._reception.limits.stream_patience)
        authorization = exchange.head.header("authorization")
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _headers(exchange)})
            await first_to_end(
                hung_up(exchange.receive),
                until_invalid(self._reception, authorization, exchange.caller),
                put.beats(),
                self._told(exchange, put),
            )
        except PartnernetzError as error:
            await put.errors(self._reception.faults.of(error)[1])
        except TimeoutError:
            # It takes nothing any more: whatever is still sent would wait as well.
            return
        finally:
            self._openings.leave(exchange.key)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _told(self, exchange: Exchange, put: "_Put") -> None:
        try:
            async with aclosing(self._streams.answers(exchange.asker, self._plan)) as answers:
                async for body in answers:
                    await put.text(b"event: next\ndata: " + body + b"\n\n")
        except Failed as failed:
            await put.errors(failed.entries)
        else:
            await put.text(_COMPLETE)


class _Put:
    """Puts pieces of a stream out, one after the other, to a client that takes them."""

    def __init__(self, send: Send, patience: float) -> None:
        self._send, self._patience = send, patience
        self._turn = asyncio.Lock()

    async def text(self, text: bytes) -> None:
        """One piece.

        Raises:
            TimeoutError: The client takes nothing any more.
        """
        async with self._turn, asyncio.timeout(self._patience):
            await self._send({"type": "http.response.body", "body": text, "more_body": True})

    async def errors(self, entries: list[Entry]) -> None:
        """The end of an operation that failed."""
        await self.text(b"event: next\ndata: " + encoded_errors(entries) + b"\n\n" + _COMPLETE)

    async def beats(self) -> None:
        """A line without meaning, again and again."""
        while True:
            await self.text(b":\n\n")
            await asyncio.sleep(BEAT)


def _headers(exchange: Exchange) -> list[tuple[bytes, bytes]]:
    # Some proxies hold back what comes in pieces unless they are told not to.
    own = (("Content-Type", f"{EVENTS}; charset=utf-8"), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"))
    named = (*own, *exchange.common_headers())
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named]
