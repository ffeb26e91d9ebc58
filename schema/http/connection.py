# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections that do not deliver a whole request in time, or deliver a head without end, are cut off.

The clock runs from the opening of a connection, and then from the first byte of each further request, to
the end of that request; between requests the server's keep-alive time holds. It stands still while we
ourselves have stopped reading (a pipelined request behind one that is still being answered). An upload has longer.

Event streams end when the server is told to stop; sockets are closed by the server's own protocol for them.
"""

import asyncio
from typing import ClassVar, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from schema.http.limits import Limits


def bounded_protocol(limits: Limits) -> type["BoundedProtocol"]:
    """A protocol class with these limits, for uvicorn's `http` setting."""
    return type("LimitedProtocol", (BoundedProtocol,), {"limits": limits})


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol with a clock, and with a bound on heads that the parser lacks."""

    limits: ClassVar[Limits]
    _timer: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _in_head = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_head:
            self._head_bytes += len(data)
            self._check_head()
        if self._is_idle():
            # Empty lines between requests stop the keep-alive time but begin nothing.
            self._start()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0
        self._start()

    def on_headers_complete(self) -> None:
        self._in_head = False
        super().on_headers_complete()
        if self._is_upload():
            self._stop()
            self._start(self.limits.upload_arrival)

    def on_message_complete(self) -> None:
        self._stop()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._stop()
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _is_idle(self) -> bool:
        # uvicorn leaves it None until the first request, whatever its annotation says.
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle is None or cycle.response_complete

    def shutdown(self) -> None:
        """The server is told to stop: an event stream would go on for ever."""
        state = self.scope.get("state") if self._timer is None and self.cycle is not None else None
        if isinstance(state, dict) and state.get("streaming"):
            self.transport.close()
        else:
            super().shutdown()

    def _is_upload(self) -> bool:
        return self.scope["method"] == "POST" and self.scope["path"].endswith("/uploads")

    def _start(self, seconds: float | None = None) -> None:
        if self._timer is None and not self.transport.is_closing():
            self._timer = self.loop.call_later(seconds or self.limits.request_arrival, self._cut)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cut(self) -> None:
        self._timer = None
        if self.flow.read_paused:
            self._start()
        elif not self.transport.is_closing():
            self.transport.abort()

    def _check_head(self) -> None:
        """Ends a head that grows beyond twice what the endpoint would accept; it answers smaller ones itself."""
        if self._head_bytes > 2 * (self.limits.header_size + self.limits.target_length):
            status = 414 if len(self.url) > self.limits.target_length else 431
            answer = [STATUS_LINE[status], b"content-length: 0\r\nconnection: close\r\n\r\n"]
            if self._is_idle():
                self.transport.write(b"".join(answer))
            self.transport.close()
