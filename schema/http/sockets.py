# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sockets that speak graphql-transport-ws, and nothing else: who may open one, and what closes it.

An operation on a socket is admitted, paid for and run like a request. The token comes in the payload of
`connection_init`, or in the header of the handshake; when it is no longer good, the socket is closed.
"""

import asyncio

from starlette.websockets import WebSocket

from graph.errors import PartnernetzError
from schema.http.app import Asker
from schema.http.body import Receive, Send
from schema.http.bucket import Clock, bucket_key
from schema.http.conversation import Conversation
from schema.http.errors import Refused
from schema.http.head import Head, Scope, read_head
from schema.http.languages import accepted_languages
from schema.http.openings import Openings
from schema.http.racing import first_to_end
from schema.http.reception import Reception
from schema.http.requestid import request_id
from schema.http.runner import Runner
from schema.http.streams import Streams
from schema.http.token_watch import until_invalid
from schema.http.wire import Closed, Wire, WireBroken

FORBIDDEN, TOO_SLOW, TRY_LATER = 4403, 4408, 1013


class Sockets:
    """The sockets of one server."""

    def __init__(
        self, reception: Reception, runner: Runner, streams: Streams, openings: Openings, *, clock: Clock
    ) -> None:
        self._reception, self._runner, self._streams, self._openings = reception, runner, streams, openings
        self._clock = clock

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One socket, from its opening to its end."""
        socket = WebSocket(scope, receive, send)
        wire = Wire(socket, self._reception.limits, self._clock)
        try:
            head = read_head(scope, self._reception.limits)
        except Refused:
            await socket.close()
            return
        try:
            await wire.open()
            await self._counted(wire, head, request_id(scope))
        except Closed as closed:
            await wire.close(closed.code, closed.reason)
        except WireBroken:
            return

    async def _counted(self, wire: Wire, head: Head, ident: str) -> None:
        client = bucket_key("", head.address)
        try:
            self._openings.enter(client)
        except Refused as refused:
            raise Closed(TRY_LATER, refused.message) from None
        try:
            await self._held(wire, head, ident)
        finally:
            self._openings.leave(client)

    async def _held(self, wire: Wire, head: Head, ident: str) -> None:
        try:
            async with asyncio.timeout(self._reception.limits.socket_init):
                given = await wire.introduction()
        except TimeoutError:
            raise Closed(TOO_SLOW, "Connection initialisation timeout") from None
        authorization = _named(given, "authorization") or head.header("authorization")
        languages = _named(given, "accept-language") or head.header("accept-language")
        try:
            asker = self._asker(authorization, head.address, languages=languages, ident=ident)
            wire.note("role", asker.caller.role)
            await wire.say("connection_ack")
            talk = Conversation(wire, self._runner, self._streams, asker)
            await first_to_end(talk.held(), until_invalid(self._reception, authorization, asker.caller))
        except (PartnernetzError, Refused) as error:
            raise Closed(FORBIDDEN, error.message) from None

    def _asker(self, authorization: str, address: str, *, languages: str, ident: str) -> Asker:
        caller = self._reception.caller(authorization or None, bucket_key("", address))
        return Asker(caller, bucket_key(caller.key, address), accepted_languages(languages), ident)


def _named(payload: object, name: str) -> str:
    """A text in the payload of connection_init, whatever the case of its name."""
    pairs = payload.items() if isinstance(payload, dict) else ()
    return next((str(value) for key, value in pairs if str(key).lower() == name and isinstance(value, str)), "")
