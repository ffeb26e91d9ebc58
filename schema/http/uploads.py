# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where files are sent to be read: POST /uploads takes one, streamed to the disk; GET and DELETE look after it.

Who may not send is told so before the body is read; a body that is too long is cut off.
"""

import asyncio
from datetime import UTC

import orjson

from graph.errors import UnknownId
from graph.state.uploads import Incoming, NoRoom, Upload, Uploads
from schema.http.answer import Answer
from schema.http.body import Receive, Send
from schema.http.cors import preflight_headers
from schema.http.errors import ClientGone, Code, Refused
from schema.http.exchange import Exchange
from schema.http.head import Scope, id_in_path, read_head
from schema.http.media import Media
from schema.http.reception import Reception
from schema.http.upload_bodies import FileInBody, file_in_body

ROLES = frozenset({"EDITOR", "ADMIN"})
AGAIN = "60"
"""Seconds after which there may be room again."""
BLOCK = 1_000_000
"""Bytes that are written to the disk at once."""
_FRAME = 100_000
"""What a form may have beside its file."""
_CLOSE = ("Connection", "close")


class UploadPages:
    """Serves /uploads and /uploads/ID; the id is the path parameter `id`."""

    def __init__(self, reception: Reception, uploads: Uploads, address: str) -> None:
        self._reception, self._uploads, self._address = reception, uploads, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered."""
        await self._reception.receive(scope, receive, send, self._admitted)

    async def _admitted(self, exchange: Exchange) -> Answer:
        exchange.head = read_head(exchange.scope, self._reception.limits)
        if exchange.head.method == "OPTIONS":
            return Answer(204, preflight_headers())
        self._reception.identify(exchange)
        if exchange.caller.role not in ROLES:
            text = f"This needs the role EDITOR; yours is {exchange.caller.role}."
            raise Refused(Code.FORBIDDEN, text, 'Send "Authorization: Bearer TOKEN" of an editor.', (_CLOSE,))
        name = id_in_path(exchange.scope)
        wanted = ("GET", "DELETE") if name else ("POST",)
        if exchange.head.method not in wanted:
            allow = ("Allow", ", ".join((*wanted, "OPTIONS")))
            text = f"{exchange.head.method} is not supported here."
            raise Refused(Code.METHOD_NOT_ALLOWED, text, f"Use {' or '.join(wanted)}.", (allow, _CLOSE))
        return await (self._looked_after(exchange, name) if name else self._taken(exchange))

    async def _looked_after(self, exchange: Exchange, name: str) -> Answer:
        try:
            upload, _ = await asyncio.to_thread(self._uploads.one, name, exchange.caller.key)
        except UnknownId as error:
            raise Refused(Code.NOT_FOUND, error.message, error.hint) from None
        if exchange.head.method == "DELETE":
            await asyncio.to_thread(self._uploads.done, name)
            return Answer(204)
        return self._answer(200, upload)

    async def _taken(self, exchange: Exchange) -> Answer:
        declared = exchange.head.header("content-length")
        if declared.isdecimal() and int(declared) > self._reception.limits.upload_size + _FRAME:
            raise self._too_large()
        file = file_in_body(exchange.head)
        incoming = await self._begun(exchange.caller.key, file.name)
        try:
            await self._written(exchange, file, incoming)
            upload = await asyncio.to_thread(incoming.finish)
        except BaseException:
            # Whatever went wrong, half a file is none.
            incoming.discard()
            raise
        return self._answer(201, upload)

    async def _begun(self, owner: str, name: str) -> Incoming:
        try:
            return await asyncio.to_thread(self._uploads.begin, owner, name)
        except NoRoom as error:
            code = Code.OVERLOADED if error.is_of_all else Code.RATE_LIMITED
            raise Refused(code, error.message, error.hint, (("Retry-After", AGAIN), _CLOSE)) from None

    async def _written(self, exchange: Exchange, file: FileInBody, incoming: Incoming) -> None:
        most, waiting, size, more = self._reception.limits.upload_size, bytearray(), 0, True
        while more:
            message = await exchange.receive()
            if message["type"] == "http.disconnect":
                raise ClientGone
            body, more = message.get("body", b""), bool(message.get("more_body"))
            piece = body if isinstance(body, bytes) else b""
            waiting += file.feed(piece)
            size += len(piece)
            if incoming.size + len(waiting) > most or size > most + _FRAME:
                raise self._too_large()
            if len(waiting) >= BLOCK or not more:
                await asyncio.to_thread(incoming.write, bytes(waiting))
                waiting.clear()
        file.end()
        incoming.rename(file.name)

    def _too_large(self) -> Refused:
        text = f"The file is longer than {self._reception.limits.upload_size} bytes."
        return Refused(Code.PAYLOAD_TOO_LARGE, text, "Divide it, or load it with the command import.", (_CLOSE,))

    def _answer(self, status: int, upload: Upload) -> Answer:
        expires = upload.expires.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        told = {"id": upload.id, "name": upload.name, "size": upload.size, "expires": expires}
        headers = (("Content-Type", Media.JSON.content_type), ("Cache-Control", "no-store"))
        place = ("Location", f"{self._address}/uploads/{upload.id}")
        return Answer(status, (*headers, place), orjson.dumps(told))
