# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of one request while it is being answered, and what its answer's headers say of it."""

from dataclasses import dataclass, field

from schema.http.answer import Headers
from schema.http.app import Asker, Caller
from schema.http.body import Receive
from schema.http.compress import accepts_gzip
from schema.http.cors import cors_headers
from schema.http.head import Head, Scope
from schema.http.languages import accepted_languages
from schema.http.media import Media

VARY = ("Vary", "Accept, Accept-Encoding, Accept-Language, Authorization")


@dataclass(slots=True)
class Exchange:
    """One request; filled from left to right as it is understood."""

    scope: Scope
    receive: Receive
    id: str
    head: Head
    media: Media = Media.JSON
    caller: Caller = field(default_factory=lambda: Caller(""))
    key: str = ""
    """The bucket it is paid from; empty until the caller is known."""

    @property
    def languages(self) -> tuple[str, ...]:
        """What the client reads, best first."""
        return accepted_languages(self.head.header("accept-language"))

    @property
    def asker(self) -> Asker:
        """Who asks, once that is known."""
        return Asker(self.caller, self.key, self.languages, self.id)

    @property
    def gzip(self) -> bool:
        """Whether the answer may be compressed."""
        return accepts_gzip(self.head.header("accept-encoding"))

    def note(self, name: str, value: object) -> None:
        """Something for the access log."""
        state = self.scope["state"]
        if isinstance(state, dict):
            state[name] = value

    def common_headers(self) -> Headers:
        """The headers of every answer."""
        return (("X-Request-Id", self.id), VARY, *cors_headers())

    def caching(self) -> Headers:
        """Caches may keep an answer, but must ask each time; those to a token belong to its bearer alone."""
        whose = "private" if self.head.header("authorization") else "public"
        return (("Cache-Control", f"{whose}, no-cache"),)
