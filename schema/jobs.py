# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work in the API: how far a job is, that it goes on, and that it is to end. A job is for who started it."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Protocol, TypeAlias

import strawberry

from graph.errors import BadInput
from graph.state import jobs
from graph.state.jobs import JobState
from schema.scalars import DateTime
from schema.scene import Request

Info: TypeAlias = strawberry.Info[Request, None]
LOOK = 0.2
"""Seconds between two looks at a job that somebody follows."""

strawberry.enum(JobState)


class JobDesk(Protocol):
    """Where jobs are asked for."""

    def one(self, identifier: str, owner: str) -> jobs.Job:
        """A job as it is now; UnknownId if there is none of this owner."""
        ...

    def pulse(self, identifier: str) -> object:
        """What changes whenever a job comes further; asked as often as one likes."""
        ...

    def cancel(self, identifier: str, owner: str) -> jobs.Job:
        """A job that was told to end; UnknownId if there is none of this owner."""
        ...


@strawberry.type
class Job:
    domain: strawberry.Private[jobs.Job]
    address: strawberry.Private[str]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.domain.id)

    @strawberry.field
    def state(self) -> JobState:
        return self.domain.state

    @strawberry.field
    def progress(self) -> float:
        return self.domain.progress

    @strawberry.field
    def started_at(self) -> DateTime | None:
        return DateTime(self.domain.started) if self.domain.started else None

    @strawberry.field
    def finished_at(self) -> DateTime | None:
        return DateTime(self.domain.finished) if self.domain.finished else None

    @strawberry.field
    def result_url(self) -> str | None:
        return f"{self.place}/result" if self.domain.has_result else None

    @strawberry.field
    def error(self) -> str | None:
        return self.domain.error or None

    @strawberry.field
    def url(self) -> str:
        return self.place

    @property
    def sharing(self) -> str:
        """Equal for equal states of one job: all who follow it are told the same."""
        job = self.domain
        return f"{job.id} {job.state} {job.progress} {job.finished}"

    @property
    def place(self) -> str:
        """Where it is looked up without GraphQL."""
        return f"{self.address}/jobs/{self.domain.id}"


def _desk(request: Request) -> JobDesk:
    if request.jobs is None:
        raise BadInput("This service has no jobs.", "Send the request without Prefer: respond-async.")
    return request.jobs


def job_named(request: Request, identifier: str) -> Job:
    """A job of the one who asks.

    Raises:
        UnknownId: there is none.
    """
    return Job(domain=_desk(request).one(identifier, request.owner), address=request.public_url)


@strawberry.type
class JobQuery:
    @strawberry.field
    def job(self, info: Info, id: strawberry.ID) -> Job | None:
        return job_named(info.context, id)


@strawberry.type
class JobMutation:
    @strawberry.mutation
    def cancel_job(self, info: Info, id: strawberry.ID) -> Job:
        request = info.context
        return Job(domain=_desk(request).cancel(id, request.owner), address=request.public_url)


@strawberry.type
class JobSubscription:
    @strawberry.subscription
    async def job_progressed(self, info: Info, id: strawberry.ID) -> AsyncGenerator[Job, None]:
        desk, before = _desk(info.context), None
        while True:
            pulse = desk.pulse(id)
            if before is None or pulse is None or pulse != before:
                # Asked in a thread: the state file may be busy.
                job = await asyncio.to_thread(job_named, info.context, id)
                yield job
                if not job.domain.is_open:
                    return
                before = pulse
            await asyncio.sleep(LOOK)
