# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the edge needs to know of the service behind it: who asks, what they see, and how to answer them."""

from dataclasses import dataclass
from typing import Protocol

from schema.http.deadline import Deadline


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks."""

    role: str
    key: str = ""
    """The id of the token (never the token); empty for the public."""


class App(Protocol):
    """The service. `caller` and `tag` are asked on the event loop: they must answer at once."""

    def caller(self, authorization: str | None) -> Caller:
        """Who this Authorization header stands for.

        Raises:
            Unauthenticated: The token is unknown, expired or revoked.
        """
        ...

    def tag(self, caller: Caller) -> str:
        """A hash of all that this audience can see now; another one after each change it may see."""
        ...

    def context(self, caller: Caller, languages: tuple[str, ...], deadline: Deadline) -> object:
        """What resolvers find in `info.context`; called in the worker thread that runs them."""
        ...
