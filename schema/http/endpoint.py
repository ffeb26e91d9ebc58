# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL endpoint: one ASGI application that admits requests, has them answered, and says why not.

Wherever a request fails, its answer has the same shape: errors with code, hint and docs, no data.
"""

from types import MappingProxyType

from strawberry import Schema

from graph.errors import PartnernetzError
from schema.http.answer import Answer, send_answer
from schema.http.app import App, Caller
from schema.http.body import Receive, Send, read_body
from schema.http.bucket import bucket_key
from schema.http.cors import preflight_headers
from schema.http.encode import encoded_errors
from schema.http.errors import ClientGone, Code, Refused, code_named
from schema.http.exchange import Exchange
from schema.http.faults import Entry
from schema.http.head import Head, Scope, read_head
from schema.http.limits import Limits
from schema.http.media import negotiate
from schema.http.parameters import Parameters, in_query_string, posted
from schema.http.requestid import request_id
from schema.http.service import Options, Service

_FREE = (Code.RATE_LIMITED, Code.OVERLOADED)
"""Refusals that cost the client nothing more: it asked in vain through no fault of the request."""

_NO_HEAD = Head("", "", MappingProxyType({}), "")


class Endpoint:
    """Serves a schema whose resolvers are synchronous.

    Args:
        schema: Any Strawberry schema without extensions.
        app: Who callers are, what they may see, and the context of resolvers.
        limits: All limits.
        version: The program's version; answers of another one have other tags.
        options: What may be left as it is.
    """

    def __init__(
        self, schema: Schema, app: App, *, limits: Limits, version: str, options: Options | None = None
    ) -> None:
        self._app = app
        self._limits = limits
        self._service = Service(schema, app, limits=limits, version=version, options=options or Options())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered."""
        exchange = Exchange(scope, receive, request_id(scope), _NO_HEAD)
        try:
            answer = await self._answered(exchange)
        except ClientGone:
            return
        await send_answer(answer.with_headers(exchange.common_headers()), send)

    def close(self) -> None:
        """End the worker threads, after what they are doing."""
        self._service.close()

    async def _answered(self, exchange: Exchange) -> Answer:
        try:
            answer = await self._admitted(exchange)
        except Refused as refused:
            if exchange.key and refused.code not in _FREE:
                self._service.buckets.charge(exchange.key, self._limits.refused_cost)
            answer = self._refusal(exchange, refused.code, self._service.faults.refusal(refused))
            answer = answer.with_headers(refused.headers)
        except PartnernetzError as error:
            code = code_named(error.code)
            answer = self._refusal(exchange, code, self._service.faults.domain(error))
        return answer.with_headers(self._service.buckets.headers(exchange.key)) if exchange.key else answer

    async def _admitted(self, exchange: Exchange) -> Answer:
        """The answer to a request whose head is in order and whose caller is known and within bounds."""
        exchange.head = read_head(exchange.scope, self._limits)
        if exchange.head.method == "OPTIONS":
            return Answer(204, preflight_headers())
        exchange.media = negotiate(exchange.head.header("accept"))
        exchange.key = bucket_key("", exchange.head.address)
        exchange.caller = self._caller(exchange)
        exchange.key = bucket_key(exchange.caller.key, exchange.head.address)
        exchange.note("role", exchange.caller.role)
        self._service.buckets.take(exchange.key, 1)
        return await self._service.answer(exchange, await self._parameters(exchange))

    def _caller(self, exchange: Exchange) -> Caller:
        try:
            return self._app.caller(exchange.head.header("authorization") or None)
        except PartnernetzError:
            # Whoever tries tokens pays for each wrong one, from the bucket of the address.
            self._service.buckets.take(exchange.key, self._limits.refused_cost)
            raise

    async def _parameters(self, exchange: Exchange) -> Parameters:
        if exchange.head.method == "GET":
            return in_query_string(exchange.head.target, self._limits)
        body = await read_body(exchange.receive, exchange.head.header("content-length"), self._limits)
        return posted(body, self._limits)

    def _refusal(self, exchange: Exchange, code: Code, entries: list[Entry]) -> Answer:
        exchange.note("code", code.name)
        headers = [("Content-Type", exchange.media.content_type), ("Cache-Control", "no-store")]
        if code is Code.UNAUTHENTICATED:
            headers.append(("WWW-Authenticate", "Bearer"))
        return Answer(exchange.media.status(code), tuple(headers), encoded_errors(entries))
