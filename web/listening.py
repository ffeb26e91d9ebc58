# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket that the service listens on, and the server behind it, which ends in good order when it is told to."""

import asyncio
import errno
import logging
import signal
import socket

import uvicorn
from starlette.types import ASGIApp

from graph.errors import BadInput

PATIENCE = 15
"""Seconds that requests have to end when the server is told to stop."""
_TRIED = 100
"""Ports after the wanted one that are tried for a free one."""
_BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any free one.

    Raises:
        BadInput: the port is taken, which names a free one, or the address is none of this machine.
    """
    opened = socket.socket(_family(host), socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        raise _refused(host, port, error) from None
    return opened


def address_of(listening: socket.socket) -> str:
    """The address to type: "http://127.0.0.1:8000"."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(
    app: ASGIApp,
    listening: socket.socket,
    *,
    protocol: type[asyncio.Protocol],
    frame: int,
    proxies: tuple[str, ...],
) -> None:
    """Serves until SIGTERM or SIGINT; then running requests are answered, and sockets closed, before it returns.

    Args:
        app: The service.
        listening: The socket.
        protocol: How connections are read.
        frame: Bytes that one message on a socket may have.
        proxies: Addresses and networks whose X-Forwarded-* headers count.
    """
    config = uvicorn.Config(
        app,
        http=protocol,
        # Its other protocols for sockets build on parts of the websockets library that are on their way out.
        ws="websockets-sansio",
        ws_max_size=frame,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=PATIENCE,
    )
    # It would log the whole address of each socket that opens; query strings stay out of logs.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server = uvicorn.Server(config)
    # uvicorn raises the signal again once it has stopped; this handler keeps that from ending the process.
    former = {one: signal.signal(one, server.handle_exit) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        server.run(sockets=[listening])
    finally:
        for one, handler in former.items():
            signal.signal(one, handler)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _refused(host: str, port: int, error: OSError) -> BadInput:
    if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
        hint = "Name an address of this machine, such as 127.0.0.1."
        return BadInput(f"{host} cannot be listened on: {error.strerror}.", hint)
    free = _free_port(host, port)
    hint = f"Port {free} is free: serve --port {free}" if free else "Name another one with --port."
    why = "is taken" if error.errno == errno.EADDRINUSE else "may not be used by this user"
    return BadInput(f"Port {port} on {host} {why}.", hint)


def _free_port(host: str, port: int) -> int:
    """The next port that could be taken now; 0 if there is none near."""
    for candidate in range(max(port, 1023) + 1, min(max(port, 1023) + 1 + _TRIED, 65536)):
        with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if not _is_refused(probe, host, candidate):
                return candidate
    return 0


def _is_refused(probe: socket.socket, host: str, port: int) -> bool:
    try:
        probe.bind((host, port))
    except OSError:
        return True
    return False
