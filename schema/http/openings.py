# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections that stay open, counted: so many in all, and so many of one token or address."""

from collections import Counter

from schema.http.errors import Code, Refused
from schema.http.limits import Limits


class Openings:
    """The sockets and event streams of one server; asked on the event loop only."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._open: Counter[str] = Counter()

    def enter(self, client: str) -> None:
        """Takes a place, until `leave`.

        Raises:
            Refused: RATE_LIMITED, OVERLOADED.
        """
        again = (("Retry-After", "10"),)
        if self._open[client] >= self._limits.streams_per_client:
            text = f"{self._open[client]} sockets or streams of this token or address are open."
            raise Refused(Code.RATE_LIMITED, text, "Close one, or ask for more over one socket.", again)
        if self._open.total() >= self._limits.streams:
            raise Refused(Code.OVERLOADED, "All places for sockets and streams are taken.", "Try again later.", again)
        self._open[client] += 1

    def leave(self, client: str) -> None:
        """Gives the place back; a client without any is not kept."""
        self._open[client] -= 1
        self._open += Counter()
