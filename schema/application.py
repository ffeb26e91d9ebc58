# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service behind the edge: who callers are, what their answers depend on, and what resolvers are given."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import Unauthenticated
from graph.model import Audience
from graph.search.find import Finder
from graph.state.audit import Act, Audit
from graph.stores.protocol import Store
from graph.tokens import Tokens
from schema.http.app import Call, Caller
from schema.proposals import Proposer
from schema.scene import Request
from schema.service import About

if TYPE_CHECKING:
    from schema.imports import Loading
    from schema.jobs import JobDesk
    from schema.news import News

PUBLIC = Caller("PUBLIC")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside the store; each may be missing, and then is not offered."""

    audit: Audit | None = None
    jobs: "JobDesk | None" = None
    news: "News | None" = None
    load: "Loading | None" = None
    propose: Proposer = field(default_factory=Proposer)


@dataclass(frozen=True, slots=True)
class Application:
    """One store, served."""

    store: Store
    tokens: Tokens
    finder: Finder
    about: About
    public_url: str
    beside: Surroundings = field(default_factory=Surroundings)

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
        lasts = (token.expires - datetime.now(UTC)).total_seconds()
        return Caller(token.role, token.id, lasts, token.name)

    def tag(self, caller: Caller) -> str:
        """A hash of all that the caller's audience sees, and of the vocabulary that it is told in."""
        revision = self.store.view(audience_of(caller.role)).revision
        return f"{revision.number}.{revision.hash}.{self.store.kinds.version}"

    def context(self, call: Call) -> Request:
        """What resolvers find."""
        caller = call.asker.caller
        return Request(
            self.store,
            caller.role,
            call.asker.languages,
            call.deadline,
            self.public_url,
            self.about.version,
            self.finder.find,
            self.about,
            author=caller.name or f"token {caller.key}",
            audit=partial(self._note, call),
            load=self.beside.load,
            propose=self.beside.propose,
            owner=caller.key,
            progress=call.progress,
            jobs=self.beside.jobs,
            news=self.beside.news,
        )

    def _note(self, call: Call, action: str, records: tuple[str, ...], revision: int) -> None:
        """Notes a write in the audit log."""
        if self.beside.audit is not None:
            who, request = call.asker.caller.key, call.asker.request_id
            self.beside.audit.append(Act(who, action, records, request, revision))


def audience_of(role: str) -> Audience:
    """What a role may see."""
    return Audience.PUBLIC if role == "PUBLIC" else Audience.INTERNAL
