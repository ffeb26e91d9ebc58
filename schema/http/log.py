# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One JSON line per request, and one form for all other log lines.

A line says who (role), how much and how it ended. It never holds a query string, a document, a variable
or a value: whoever reads logs learns nothing of what was asked.
"""

import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson

from schema.http.body import Message, Receive, Send
from schema.http.bucket import Clock
from schema.http.head import Scope
from schema.http.requestid import request_id

Application = Callable[[Scope, Receive, Send], Awaitable[None]]
"""An ASGI application."""


@dataclass(frozen=True, slots=True)
class Served:
    """One request that was answered (or whose client hung up: status 499)."""

    request_id: str
    method: str
    path: str
    status: int
    seconds: float
    size: int
    """Bytes of the body as sent."""
    role: str
    cost: int
    code: str
    """The error code of a refused request; empty otherwise."""

    def fields(self) -> dict[str, object]:
        """The fields of its log line."""
        line: dict[str, object] = {"request_id": self.request_id, "method": self.method, "path": self.path}
        line |= {"status": self.status, "ms": round(self.seconds * 1000, 1), "bytes": self.size}
        optional = {"role": self.role, "cost": self.cost, "code": self.code}
        return line | {name: value for name, value in optional.items() if value}


class JsonLines(logging.Formatter):
    """Log records as JSON lines; what stands in `extra={"fields": …}` becomes part of the line."""

    def format(self, record: logging.LogRecord) -> str:
        """One line. A traceback is reduced to its type, since its message may hold values."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
        fields = getattr(record, "fields", {})
        return orjson.dumps(line | (fields if isinstance(fields, dict) else {}), default=str).decode()


class AccessLog:
    """Tells of every HTTP request that passes through, and of every socket when it ends.

    Args:
        app: The application behind.
        tell: Called once per request, after its end: a logger, metrics, or both.
        clock: Seconds.
    """

    def __init__(self, app: Application, tell: Callable[[Served], None], clock: Clock = time.perf_counter) -> None:
        self._app = app
        self._tell = tell
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        begun, sent = self._clock(), _Sent(send)
        ident = request_id(scope)
        try:
            await self._app(scope, receive, sent)
        finally:
            self._tell(_served(scope, sent, ident=ident, seconds=self._clock() - begun))


class _Sent:
    """Watches what goes out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 499
        self.size = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(str(message["status"]))
        elif message["type"] == "websocket.accept":
            self.status = 101
        body = message.get("body") or message.get("text") or b""
        self.size += len(body) if isinstance(body, bytes | str) else 0
        await self._send(message)


def _served(scope: Scope, sent: _Sent, *, ident: str, seconds: float) -> Served:
    state = scope.get("state")
    known = state if isinstance(state, dict) else {}
    method, path = str(scope.get("method", "SOCKET")), str(scope["path"])
    role, cost, code = str(known.get("role", "")), int(known.get("cost", 0)), str(known.get("code", ""))
    return Served(ident, method, path, sent.status, seconds, sent.size, role, cost, code)


def log_to(logger: logging.Logger) -> Callable[[Served], None]:
    """Writes each request as one line of this logger."""
    return lambda served: logger.info("request", extra={"fields": served.fields()})
