# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service behind the edge: who callers are, what their answers depend on, and what resolvers are given.

What was written is noted and told, whatever goes wrong afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from graph.errors import DeadlineExceeded, StoreError, Unauthenticated
from graph.model import Audience
from graph.search.find import Finder
from graph.state.audit import Act, Audit
from graph.stores.protocol import Store, View
from graph.tokens import Tokens
from schema.http.app import Call, Caller
from schema.imports import Stopped
from schema.proposing import PATIENCE, Proposer
from schema.scene import Request
from schema.service import About

if TYPE_CHECKING:
    from graph.identity.proposals import Proposal
    from schema.imports import Loaded, Loading, Wanted
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
            load=partial(_loaded, self.beside.load, call) if self.beside.load else None,
            propose=partial(self._proposed, call),
            owner=caller.key,
            progress=call.progress,
            jobs=self.beside.jobs,
            news=self.beside.news,
        )

    def begin(self) -> None:
        """For the start of the service: finds what an earlier one wrote and did not note, and what may be the same.

        Raises:
            StoreError: the store or the state file cannot be read or written.
        """
        if self.beside.audit is not None:
            self.beside.audit.reconcile(one.number for one in self.store.revisions(Audience.INTERNAL))
        self.beside.propose.expect(self.store.view(Audience.INTERNAL))

    def close(self) -> None:
        """Ends what is done beside the requests; what is not noted yet is noted, or logged."""
        self.beside.propose.close()
        if self.beside.audit is not None:
            self.beside.audit.close()

    def _note(self, call: Call, action: str, records: tuple[str, ...], revision: int) -> None:
        """Notes a write in the audit log. It raises nothing: the write is done."""
        call.deadline.wrote()
        try:
            touched = records or tuple(self.store.touched(revision - 1, revision))
            self.beside.propose.expect(self.store.view(Audience.INTERNAL))
        except StoreError:
            touched = records
        if self.beside.audit is not None:
            who, request = call.asker.caller.key, call.asker.request_id
            self.beside.audit.note(Act(who, action, touched, request, revision))

    def _proposed(self, call: Call, view: View) -> "Sequence[Proposal]":
        """What may be the same: long work waits until it is found."""
        is_long = call.tell is not None and not call.deadline.has_written
        return self.beside.propose(view, call.deadline.check, inf if is_long else PATIENCE)


def _loaded(load: "Loading", call: Call, wanted: "Wanted") -> "Loaded":
    """What a load did. Where something was written before it in the same request, its end by time is told beside it."""
    try:
        return load(wanted)
    except DeadlineExceeded as error:
        if not call.deadline.has_written:
            raise
        return Stopped(error)


def audience_of(role: str) -> Audience:
    """What a role may see."""
    return Audience.PUBLIC if role == "PUBLIC" else Audience.INTERNAL
