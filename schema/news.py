# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""News in the API: the current revision at once, then each new one, with what changed for the one who listens."""

from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

import strawberry

from graph.errors import BadInput
from graph.model import Audience, at
from schema.changes import Diff, diff_between
from schema.claims import Revision
from schema.scene import Request

Info: TypeAlias = strawberry.Info[Request, None]


class News(Protocol):
    """Tells of new revisions."""

    def listening(self) -> AbstractContextManager[None]:
        """While this is open, somebody may wait for news."""
        ...

    async def newer(self, audience: Audience, than: int) -> int:
        """The newest revision of this audience, as soon as it is later than this one."""
        ...


@strawberry.type
class RevisionNews:
    number: strawberry.Private[int]
    before: strawberry.Private[int | None]
    """The revision that was told of before; None: this is the first news, of what the revision itself changed."""

    @property
    def sharing(self) -> str:
        """Equal for equal news: what it says depends on nothing but who asks for what, in which role and language."""
        return f"{self.before}-{self.number}"

    @strawberry.field
    def revision(self, info: Info) -> Revision:
        return Revision(domain=_at(info.context, self.number).scene().view.revision)

    @strawberry.field
    def diff(self, info: Info) -> Diff:
        request = _at(info.context, self.number)
        return diff_between(request.scene(at(revision=self._since(request))), request.scene())

    def _since(self, request: Request) -> int:
        if self.before is not None:
            return self.before
        return max((number for number in request.revisions() if number < self.number), default=0)


def _at(request: Request, number: int) -> Request:
    """The request, which sees the revision that it is told of, not one that came meanwhile."""
    if request.revision is None:
        request.revision = number
    return request


@strawberry.type
class NewsSubscription:
    @strawberry.subscription
    async def revision_published(self, info: Info) -> AsyncGenerator[RevisionNews, None]:
        request, before = info.context, None
        if request.news is None:
            raise BadInput("Nobody watches for news here.", "Ask for revisions again and again instead.")
        with request.news.listening():
            while True:
                number = await request.news.newer(request.audience, -1 if before is None else before)
                yield RevisionNews(number=number, before=before)
                before = number
