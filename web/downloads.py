# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files to fetch: `/download/network.graphml?…`, made when they are asked for, and named by a tag.

A file is made in a thread of its own, few at a time, set down in a nameless file and sent from there: so a slow reader
holds no thread, and an error is answered as one. A reader that hangs up ends the making.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from io import BufferedRandom, FileIO
from os import dup
from tempfile import TemporaryFile
from threading import Event
from time import monotonic

import anyio
from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from graph.errors import BadInput, PartnernetzError
from graph.export.download import Download
from graph.export.formats import Format, format_of_suffix

PATH = "/download/network.{suffix}"
RETRY = "10"
"""Seconds after which to try again."""

Asked = Callable[[str | None, Mapping[str, str]], Download]
"""From the Authorization header and the words of an address to what they ask for."""

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_PART = 1 << 18
_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Content-Disposition"}
_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What files may cost."""

    making: int = 2
    """Files made at once; more are told to come again."""
    sending: int = 16
    """Files being made or sent at once."""
    seconds: float = 600.0
    """For the making of one."""
    most_bytes: int = 2 << 30
    """In one."""


class Downloads:
    """All downloads of one service.

    Args:
        asked: Understands addresses; raises errors of ours.
        status_of: The HTTP status of an error's code.
        bounds: What files may cost.
    """

    def __init__(self, asked: Asked, status_of: Callable[[str], int], bounds: Bounds | None = None) -> None:
        self._asked, self._status_of, self._bounds = asked, status_of, bounds or Bounds()
        self._making = self._sending = 0

    def routes(self) -> list[BaseRoute]:
        """Their address."""
        return [Route(PATH, self._network, methods=["GET"])]

    async def _network(self, request: Request) -> Response:
        form = format_of_suffix(request.path_params["suffix"])
        if form is None or not form.is_available:
            raise HTTPException(404)
        words = dict(request.query_params)
        try:
            download = await run_sync(self._asked, request.headers.get("authorization"), words)
            return await self._answer(request, form, download)
        except PartnernetzError as error:
            return self._refusal(error)

    async def _answer(self, request: Request, form: Format, download: Download) -> Response:
        tag = f"{download.tag}-{form.name}"
        headers = _headers(download, form, tag)
        if tag in _TAG.findall(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if request.method == "HEAD":
            return Response(headers=headers, media_type=form.media_type)
        if self._making >= self._bounds.making or self._sending >= self._bounds.sending:
            return _busy()
        self._making += 1
        try:
            file = await self._made(request, form, download)
        finally:
            self._making -= 1
        if file is None:
            return Response(status_code=499)  # nobody reads it
        self._sending += 1
        return _Sent(file, self._sent, headers=headers, media_type=form.media_type)

    async def _made(self, request: Request, form: Format, download: Download) -> "BufferedRandom | None":
        """The file, at its beginning; None if the reader has hung up."""
        over, refused = Event(), list[PartnernetzError]()
        made = None
        async with anyio.create_task_group() as group:
            group.start_soon(_watch, request, over)
            try:
                made = await run_sync(partial(_make, form, download, bounds=self._bounds, over=over))
            except PartnernetzError as error:  # a group would wrap it
                refused.append(error)
            group.cancel_scope.cancel()
        if refused:
            raise refused[0]
        return made

    def _sent(self) -> None:
        self._sending -= 1

    def _refusal(self, error: PartnernetzError) -> Response:
        extensions = {"code": error.code, **({"hint": error.hint} if error.hint else {})}
        body = {"errors": [{"message": error.message, "extensions": extensions}]}
        return JSONResponse(body, self._status_of(error.code), headers={"Cache-Control": "no-store", **_OPEN})


def _headers(download: Download, form: Format, tag: str) -> dict[str, str]:
    name = f"partnernetz-{download.view.revision.number}.{form.suffix}"
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": "no-cache" if download.is_public else "private, no-cache",
        "Vary": "Authorization",
        "Content-Disposition": f'attachment; filename="{name}"',
        **_OPEN,
        **_SAFE,
    }


def _busy() -> Response:
    message, hint = "Other files are being made.", f"Try again in {RETRY} seconds."
    body = {"errors": [{"message": message, "extensions": {"code": "OVERLOADED", "hint": hint}}]}
    return JSONResponse(body, 503, headers={"Retry-After": RETRY, "Cache-Control": "no-store", **_OPEN})


# ------------------------------------------------------------------ made


class _Stopped(Exception):
    """The reader has hung up."""


class _Bounded(BufferedRandom):
    """A file that grows only as long as somebody waits for it."""

    def __init__(self, raw: FileIO, bounds: Bounds, over: Event) -> None:
        super().__init__(raw)
        self._bounds, self._over = bounds, over
        self._ends = monotonic() + bounds.seconds

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]  # all that is written
        if self._over.is_set():
            raise _Stopped
        if monotonic() > self._ends:
            raise BadInput(f"The file takes longer than {self._bounds.seconds:g} seconds.", "Narrow it by a filter.")
        if self.tell() + len(data) > self._bounds.most_bytes:
            raise BadInput(f"The file is larger than {self._bounds.most_bytes:,} bytes.", "Narrow it by a filter.")
        return super().write(data)


def _make(form: Format, download: Download, *, bounds: Bounds, over: Event) -> "BufferedRandom | None":
    with ExitStack() as files:
        with TemporaryFile() as nameless:
            file = files.enter_context(_Bounded(FileIO(dup(nameless.fileno()), "r+"), bounds, over))
        try:
            form.write(download.view, download.wanted, file)
        except _Stopped:
            return None
        file.seek(0)
        files.pop_all()
        return file


async def _watch(request: Request, over: Event) -> None:
    """Tells when the reader hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        continue
    over.set()


# ------------------------------------------------------------------ sent


class _Sent(StreamingResponse):
    """A file on its way; closed whatever becomes of it."""

    def __init__(
        self, file: BufferedRandom, done: Callable[[], None], *, headers: Mapping[str, str], media_type: str
    ) -> None:
        size = file.seek(0, 2)
        file.seek(0)
        super().__init__(_parts(file), headers={**headers, "Content-Length": str(size)}, media_type=media_type)
        self._file, self._done = file, done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()
            self._done()


def _parts(file: BufferedRandom) -> Iterator[bytes]:
    while part := file.read(_PART):
        yield part
