# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The GraphQL endpoint: one ASGI application that admits requests and sockets and has them answered."""

from strawberry import Schema

from schema.http.answer import Answer
from schema.http.app import App
from schema.http.body import Receive, Send, read_body
from schema.http.cors import preflight_headers
from schema.http.exchange import Exchange
from schema.http.head import Scope, check_graphql, read_head
from schema.http.limits import Limits
from schema.http.media import Media, negotiate, wants_events
from schema.http.openings import Openings
from schema.http.options import Options
from schema.http.parameters import Parameters, in_query_string, posted
from schema.http.reception import Reception, Stream
from schema.http.runner import Runner
from schema.http.service import Service
from schema.http.sockets import Sockets
from schema.http.streams import EventStream, Streams


class Endpoint:
    """Serves a schema whose resolvers are synchronous, its subscriptions excepted.

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
        options = options or Options()
        self._limits = limits
        self._runner = Runner(schema, app, limits, options)
        self._service = Service(self._runner, app, version=f"{version} {limits}", options=options)
        self.reception = Reception(app, limits, buckets=self._runner.buckets, faults=self._runner.faults)
        openings, self._streams = Openings(limits), Streams(self._runner)
        self._openings = openings
        self._sockets = Sockets(self.reception, self._runner, self._streams, openings, clock=options.clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one socket, answered."""
        if scope["type"] == "websocket":
            await self._sockets.serve(scope, receive, send)
        else:
            await self.reception.receive(scope, receive, send, self._admitted)

    def close(self) -> None:
        """End the worker threads, after what they are doing."""
        self._runner.close()

    async def _admitted(self, exchange: Exchange) -> Answer | Stream:
        """The answer to a request whose head is in order and whose caller is known and within bounds."""
        exchange.head = read_head(exchange.scope, self._limits)
        check_graphql(exchange.head)
        if exchange.head.method == "OPTIONS":
            return Answer(204, preflight_headers())
        accept = exchange.head.header("accept")
        is_stream = wants_events(accept)
        exchange.media = Media.RESPONSE if is_stream else negotiate(accept)
        self.reception.identify(exchange)
        parameters = await self._parameters(exchange)
        if not is_stream:
            return await self._service.answer(exchange, parameters)
        plan = await self._service.plan(exchange, parameters)
        self._service.pay(exchange, plan)
        self._openings.enter(exchange.key)
        return EventStream(self.reception, self._streams, self._openings, plan)

    async def _parameters(self, exchange: Exchange) -> Parameters:
        if exchange.head.method == "GET":
            return in_query_string(exchange.head.target, self._limits)
        body = await read_body(exchange.receive, exchange.head.header("content-length"), self._limits)
        return posted(body, self._limits)
