# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the edge needs to know of the service behind it: who asks, what they see, and how to answer them."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from schema.http.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    role: str
    key: str = ""
    """The id of the token (never the token); empty for the public."""
    lasts: float = inf
    """Seconds for which the token is still good."""
    name: str = ""
    """For whom the token was made; what they write names them so."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how the answer should be."""

    caller: Caller
    bucket: str
    """Whose bucket is paid from."""
    languages: tuple[str, ...] = ()
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One execution, as its resolvers may know it."""

    asker: Asker
    deadline: Deadline
    tell: Callable[[float], None] | None = None
    """Takes how far the work is, from 0 to 1; None where nobody waits to hear it."""

    def progress(self, share: float) -> None:
        """Tells how far the work is, and stops it if it is to end.

        Raises:
            DeadlineExceeded: time is up, the client gone, or the job cancelled.
        """
        self.deadline.check_work()
        if self.tell is not None:
            self.tell(share)


class App(Protocol):
    """The service. All but `context` are asked on the event loop: they must answer at once."""

    def caller(self, authorization: str | None) -> Caller:
        """Who this Authorization header stands for.

        Raises:
            Unauthenticated: The token is unknown, expired or revoked.
        """
        ...

    def tag(self, caller: Caller) -> str:
        """A hash of all that this audience can see now; another one after each change it may see."""
        ...

    def context(self, call: Call) -> object:
        """What resolvers find in `info.context`; made for each execution, and for each event of a subscription."""
        ...

    def close(self) -> None:
        """Ends what is done beside the requests, once there are no more."""
        ...
