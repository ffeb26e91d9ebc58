# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Long work and what came of it: a row for each job, for as long as its answer is kept.

A row outlives the process that works on it; a job whose process has ended says so, and what is known of what it wrote.
How far a job is, is known only to the process that works on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_urlsafe
from typing import TypeAlias

from graph.state.database import Database, moment_of, text_of, utc_now
from graph.state.missing import missing

LOST = "Lost at a restart of the service. Nothing of it was written; send the request again."
PERHAPS = "Lost at a restart of the service. It may have been written: look at the revisions before you send it again."
WRITTEN = "Lost at a restart of the service, after it had written these revisions: "
FORGOTTEN = "Its answer was removed, since something that it may have held was erased. Send the request again."
_COLUMNS = "id, owner, state, made, started, finished, error, status"


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})
"""The states of a job that has not ended."""

Pulse: TypeAlias = tuple[JobState, float]
"""State and progress of a job that has not ended."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer that waits to be fetched."""

    status: int
    """The HTTP status that the request itself would have had."""
    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it is now."""

    id: str
    owner: str
    """The id of the token that started it; "" for the public: whoever knows the id."""
    state: JobState
    made: datetime
    progress: float = 0.0
    """From 0 to 1."""
    started: datetime | None = None
    finished: datetime | None = None
    error: str = ""
    has_result: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN


class Jobs:
    """The jobs of one state file.

    Args:
        base: The state file.
        kept: How long an answer waits.
        most: How many that have ended are kept of one token, and of the public as a whole.
        now: The time in UTC.
    """

    def __init__(self, base: Database, *, kept: timedelta, most: int, now: Callable[[], datetime] = utc_now) -> None:
        self._base, self._kept, self._most, self._now = base, kept, most, now
        self._pulses: dict[str, Pulse] = {}

    def new(self, owner: str, request: str = "") -> Job:
        """A job that waits for its turn; its id cannot be guessed.

        Args:
            owner: The id of the token; "" for the public.
            request: The id of the request, which the audit log has of what it writes; "" where it writes nothing.
        """
        self.tidy()
        job = Job(f"j-{token_urlsafe(16)}", owner, JobState.QUEUED, self._now())
        row = (job.id, owner, job.state, text_of(job.made), request)
        self._base.write("INSERT INTO job(id, owner, state, made, request) VALUES (?,?,?,?,?)", row)
        self._pulses[job.id] = (JobState.QUEUED, 0.0)
        return job

    def one(self, identifier: str, owner: str) -> Job:
        """A job of this owner.

        Raises:
            UnknownId: there is none.
        """
        rows = self._base.rows(f"SELECT {_COLUMNS} FROM job WHERE id = ? AND owner = ?", (identifier, owner))
        if not rows:
            raise missing(identifier, "job", "Its answer is kept for an hour, for the one who started it.")
        return self._read(rows[0])

    def result(self, identifier: str, owner: str) -> Result | None:
        """The answer of a job of this owner; None as long as there is none, or if it was cancelled or lost.

        Raises:
            UnknownId: there is no such job.
        """
        self.one(identifier, owner)
        ((status, media, body),) = self._base.rows("SELECT status, media, result FROM job WHERE id = ?", (identifier,))
        return Result(int(str(status)), str(media), body) if isinstance(body, bytes) else None

    def begin(self, identifier: str) -> None:
        """Notes that the work has begun."""
        self._base.write("UPDATE job SET state = 'RUNNING', started = ? WHERE id = ?", (self._moment(), identifier))
        self._pulses[identifier] = (JobState.RUNNING, 0.0)

    def tell(self, identifier: str, share: float) -> None:
        """Notes how far the work is; it never goes back."""
        state, before = self._pulses.get(identifier, (JobState.QUEUED, 0.0))
        if state is JobState.RUNNING:
            self._pulses[identifier] = (state, max(before, min(1.0, share)))

    def pulse(self, identifier: str) -> Pulse | None:
        """What changes whenever a job comes further; None for one that this process does not work on.

        Asked as often as one likes: it reads nothing.
        """
        return self._pulses.get(identifier)

    def end(self, identifier: str, state: JobState, *, error: str = "", result: Result | None = None) -> None:
        """Notes that the work has ended, and with what."""
        status, media, body = (result.status, result.media, result.body) if result else (0, "", None)
        values = (state, self._moment(), error, status, media, body, identifier)
        sql = "UPDATE job SET state = ?, finished = ?, error = ?, status = ?, media = ?, result = ? WHERE id = ?"
        self._base.write(sql, values)
        self._pulses.pop(identifier, None)

    def recover(self) -> int:
        """How many jobs an earlier process left unfinished, which now say so."""
        # Of a row of an earlier version it is not known whether it was to write.
        told = "group_concat(revision, ', ') FROM audit WHERE request = job.request AND who = owner AND at >= started"
        found = f"CASE WHEN state = 'QUEUED' OR request = '' THEN ? ELSE coalesce((SELECT ? || {told}), ?) END"
        sql = f"UPDATE job SET state = 'FAILED', finished = ?, error = {found} WHERE state IN ('QUEUED', 'RUNNING')"
        return self._base.write(sql, (self._moment(), LOST, WRITTEN, PERHAPS))

    def tidy(self) -> None:
        """Removes jobs whose time is over, and of those that have ended all but the latest of each owner."""
        ended = "state NOT IN ('QUEUED', 'RUNNING')"
        self._base.write(f"DELETE FROM job WHERE {ended} AND finished <= ?", (text_of(self._now() - self._kept),))
        placed = "SELECT number, row_number() OVER (PARTITION BY owner ORDER BY number DESC) AS place FROM job"
        older = f"SELECT number FROM ({placed} WHERE {ended}) WHERE place > ?"
        self._base.write(f"DELETE FROM job WHERE number IN ({older})", (self._most,))

    def forget(self) -> None:
        """Removes the answers of all jobs; the jobs themselves say so."""
        gone = "state = 'FAILED', finished = ?, error = ?, status = 0, result = NULL"
        self._base.write(f"UPDATE job SET {gone} WHERE result IS NOT NULL", (self._moment(), FORGOTTEN))

    def _moment(self) -> str:
        return text_of(self._now())

    def _read(self, row: Sequence[object]) -> Job:
        identifier, owner, state, made, started, finished, error, status = map(str, row)
        moment = moment_of(made)
        assert moment is not None
        share = 1.0 if state == JobState.DONE else self._pulses.get(identifier, (state, 0.0))[1]
        times = (moment_of(started), moment_of(finished))
        return Job(identifier, owner, JobState(state), moment, share, *times, error, status != "0")
