# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receives requests for every address of the edge: who asks, may they, who pays, and how they are told that not.

Wherever a request fails, its answer has the same shape: errors with code, hint and docs, no data.
"""

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from typing import Protocol

from graph.errors import PartnernetzError
from schema.http.answer import Answer, send_answer
from schema.http.app import App, Caller
from schema.http.body import Receive, Send
from schema.http.bucket import Buckets, bucket_key
from schema.http.encode import encoded_errors
from schema.http.errors import ClientGone, Code, Refused
from schema.http.exchange import Exchange
from schema.http.faults import Entry, Faults
from schema.http.head import Head, Scope
from schema.http.limits import Limits
from schema.http.requestid import request_id

_FREE = (Code.RATE_LIMITED, Code.OVERLOADED)
"""Refusals that cost the client nothing more: it asked in vain through no fault of the request."""

_NO_HEAD = Head("", "", MappingProxyType({}), "")


class Stream(Protocol):
    """An answer that comes piece by piece."""

    async def send(self, exchange: Exchange, send: Send) -> None:
        """All of it, until it ends or the client is gone."""
        ...


Handler = Callable[[Exchange], Awaitable[Answer | Stream]]


class Reception:
    """Receives the requests of one service."""

    def __init__(self, app: App, limits: Limits, *, buckets: Buckets, faults: Faults) -> None:
        self.app = app
        self.limits = limits
        self.buckets = buckets
        self.faults = faults

    async def receive(self, scope: Scope, receive: Receive, send: Send, handler: Handler) -> None:
        """One request, answered."""
        exchange = Exchange(scope, receive, request_id(scope), _NO_HEAD)
        try:
            answer = await self._answered(exchange, handler)
            if isinstance(answer, Answer):
                await send_answer(answer.with_headers(exchange.common_headers()), send)
            else:
                await answer.send(exchange, send)
        except ClientGone:
            return

    def identify(self, exchange: Exchange) -> None:
        """Who asks, and that there is something in their bucket.

        Raises:
            Unauthenticated: The token is none.
            Refused: RATE_LIMITED.
        """
        address = exchange.head.address
        exchange.key = bucket_key("", address)
        exchange.caller = self.caller(exchange.head.header("authorization") or None, exchange.key)
        exchange.key = bucket_key(exchange.caller.key, address)
        exchange.note("role", exchange.caller.role)
        self.buckets.take(exchange.key, 1)

    def caller(self, authorization: str | None, bucket: str) -> Caller:
        """Who an Authorization header stands for."""
        try:
            return self.app.caller(authorization)
        except PartnernetzError:
            # Whoever tries tokens pays for each wrong one, from the bucket of the address.
            self.buckets.take(bucket, self.limits.refused_cost)
            raise

    async def _answered(self, exchange: Exchange, handler: Handler) -> Answer | Stream:
        try:
            answer = await handler(exchange)
        except (Refused, PartnernetzError) as error:
            code, entries = self.faults.of(error)
            if isinstance(error, Refused) and exchange.key and code not in _FREE:
                self.buckets.charge(exchange.key, self.limits.refused_cost)
            answer = self._refusal(exchange, code, entries)
            answer = answer.with_headers(error.headers if isinstance(error, Refused) else ())
        if isinstance(answer, Answer) and exchange.key:
            return answer.with_headers(self.buckets.headers(exchange.key))
        return answer

    def _refusal(self, exchange: Exchange, code: Code, entries: list[Entry]) -> Answer:
        exchange.note("code", code.name)
        headers = [("Content-Type", exchange.media.content_type), ("Cache-Control", "no-store")]
        if code is Code.UNAUTHENTICATED:
            headers.append(("WWW-Authenticate", "Bearer"))
        return Answer(exchange.media.status(code), tuple(headers), encoded_errors(entries))
