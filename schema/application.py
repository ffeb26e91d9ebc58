# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service behind the edge: who callers are, what their answers depend on, and what resolvers are given."""

from dataclasses import dataclass

from graph.errors import Unauthenticated
from graph.model import Audience
from graph.search.find import Finder
from graph.stores.protocol import Store
from graph.tokens import Tokens
from schema.http.app import Caller
from schema.http.deadline import Deadline
from schema.scene import Request
from schema.service import About

PUBLIC = Caller("PUBLIC")


@dataclass(frozen=True, slots=True)
class Application:
    """One store, served."""

    store: Store
    tokens: Tokens
    finder: Finder
    about: About
    public_url: str

    def caller(self, authorization: str | None) -> Caller:
        """Who an Authorization header stands for; no header is the public.

        Raises:
            Unauthenticated: another scheme than Bearer, or a token that is none.
        """
        if authorization is None:
            return PUBLIC
        scheme, _, secret = authorization.partition(" ")
        if scheme.lower() != "bearer" or not secret.strip():
            raise Unauthenticated("Only bearer tokens are known.", 'Send "Authorization: Bearer TOKEN", or nothing.')
        token = self.tokens.who(secret.strip())
        return Caller(token.role, token.id)

    def tag(self, caller: Caller) -> str:
        """A hash of all that the caller's audience sees, and of the vocabulary that it is told in."""
        revision = self.store.view(audience_of(caller.role)).revision
        return f"{revision.number}.{revision.hash}.{self.store.kinds.version}"

    def context(self, caller: Caller, languages: tuple[str, ...], deadline: Deadline) -> Request:
        """What resolvers find."""
        return Request(
            self.store,
            caller.role,
            languages,
            deadline,
            self.public_url,
            self.about.version,
            self.finder.find,
            self.about,
        )


def audience_of(role: str) -> Audience:
    """What a role may see."""
    return Audience.PUBLIC if role == "PUBLIC" else Audience.INTERNAL
