# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The messages of one socket, in and out: JSON objects with a type, so large, so many a second, to who takes them."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from schema.http.body import check_values, strict_json
from schema.http.bucket import Clock
from schema.http.errors import Refused
from schema.http.limits import Limits

PROTOCOL = "graphql-transport-ws"
INVALID, UNAUTHORIZED, NOT_SPOKEN, TOO_MANY, TOO_LARGE = 4400, 4401, 4406, 4429, 1009


class Closed(Exception):
    """A socket that is to be closed."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class WireBroken(Exception):
    """Nobody is at the other end, or takes anything."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a client."""

    type: str
    id: str
    payload: object


class Wire:
    """One socket's messages."""

    def __init__(self, socket: WebSocket, limits: Limits, clock: Clock) -> None:
        self._socket, self._limits, self._clock = socket, limits, clock
        self._left, self._at = float(limits.socket_burst), clock()
        self._turn = asyncio.Lock()

    @property
    def limits(self) -> Limits:
        """All limits."""
        return self._limits

    def note(self, name: str, value: object) -> None:
        """Something for the access log."""
        state = self._socket.scope.setdefault("state", {})
        state[name] = value

    async def open(self) -> None:
        """Accepts a client that speaks our protocol.

        Raises:
            Closed: It speaks another one.
        """
        is_spoken = PROTOCOL in self._socket.scope.get("subprotocols", ())
        await self._sent(self._socket.accept(PROTOCOL if is_spoken else None))
        if not is_spoken:
            raise Closed(NOT_SPOKEN, "Subprotocol not acceptable")

    async def introduction(self) -> object:
        """The payload of the first message, which must be connection_init.

        Raises:
            Closed: It was another one.
            WireBroken: There was none.
        """
        while True:
            message = await self.next()
            if message.type == "connection_init":
                return message.payload
            if message.type == "subscribe":
                raise Closed(UNAUTHORIZED, "Unauthorized")

    async def next(self) -> Message:
        """The next message; pings are answered on the way.

        Raises:
            Closed: It is none, too large, or one too many.
            WireBroken: There is no more.
        """
        while True:
            message = await self._received()
            if message.type == "ping":
                await self.say("pong", payload=message.payload)
            elif message.type != "pong":
                return message

    async def say(self, kind: str, *, name: str = "", payload: object = None) -> None:
        """A message to the client.

        Raises:
            WireBroken: It takes none.
        """
        told: dict[str, object] = {"type": kind}
        told |= ({"id": name} if name else {}) | ({"payload": payload} if payload is not None else {})
        await self._put(orjson.dumps(told))

    async def answer(self, name: str, body: bytes) -> None:
        """An answer to an operation, as the bytes that it is made of."""
        await self._put(b'{"type":"next","id":' + orjson.dumps(name) + b',"payload":' + body + b"}")

    async def close(self, code: int, reason: str) -> None:
        """Ends the socket."""
        try:
            await self._sent(self._socket.close(code, reason.encode()[:120].decode(errors="ignore")))
        except WireBroken:
            return

    async def _put(self, text: bytes) -> None:
        async with self._turn:
            await self._sent(self._socket.send_text(text.decode()))

    async def _sent(self, sending: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._limits.stream_patience):
                await sending
        except (TimeoutError, WebSocketDisconnect, RuntimeError):
            # RuntimeError: the server has closed the socket meanwhile, which Starlette takes for our mistake.
            raise WireBroken from None

    async def _received(self) -> Message:
        try:
            text = await self._socket.receive_text()
        except (WebSocketDisconnect, RuntimeError):
            raise WireBroken from None
        except KeyError:
            raise Closed(INVALID, "Only text is understood") from None
        self._count()
        if len(text) > self._limits.socket_frame:
            raise Closed(TOO_LARGE, "Message too big")
        return self._read(text)

    def _count(self) -> None:
        now = self._clock()
        refilled = self._left + (now - self._at) * self._limits.socket_rate
        self._left, self._at = min(float(self._limits.socket_burst), refilled) - 1, now
        if self._left < 0:
            raise Closed(TOO_MANY, "Too many messages")

    def _read(self, text: str) -> Message:
        try:
            value = strict_json(text, "The message")
            check_values(value, self._limits, "The message")
        except Refused as refused:
            raise Closed(INVALID, refused.message) from None
        if not isinstance(value, dict) or not isinstance(value.get("type"), str):
            raise Closed(INVALID, "A message is an object with a type")
        name = value.get("id", "")
        if not isinstance(name, str) or len(name) > self._limits.name_length:
            raise Closed(INVALID, "The id of a message is a short text")
        return Message(value["type"], name, value.get("payload"))
