# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that take long, worked on in threads of their own: few at a time, in order, each can be cancelled.

Who has no token may do so too, but never takes the last place: an import does not wait for a stranger's question, and
strangers wait at places of their own. Whoever started a job sees it; the public's jobs are seen by whoever knows their
id, which cannot be guessed. How a job ended is kept until the state file takes it.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Condition

from graph.errors import StoreError
from graph.state.jobs import Job, Jobs, JobState, Result
from graph.state.noting import Noting
from schema.http.bucket import Clock
from schema.http.deadline import Deadline
from schema.http.errors import Code, Refused
from schema.http.faults import traced
from schema.http.limits import Limits

CANCELLED = "Cancelled."
BROKEN = "An error of ours; the log has it."
ENDED = "The service was stopped before this ended. Send the request again."


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended."""

    state: JobState
    error: str = ""
    result: Result | None = None


Work = Callable[[Deadline, Callable[[float], None]], Ending]
"""Does the work until the deadline, and tells how far it is."""


@dataclass(slots=True)
class _Task:
    """A job that has not ended."""

    job: Job
    client: str
    work: Work
    deadline: Deadline
    is_running: bool = False
    error: str = field(default=CANCELLED)
    """What is said of it if it is cancelled."""

    @property
    def is_public(self) -> bool:
        return not self.job.owner


class LongWork:
    """The jobs of one server. May be used from any thread."""

    def __init__(self, jobs: Jobs, limits: Limits, clock: Clock) -> None:
        self._jobs, self._limits, self._clock = jobs, limits, clock
        self._tasks: dict[str, _Task] = {}
        self._changed, self._noting = Condition(), Noting()
        self._is_closed = False
        self._pool = ThreadPoolExecutor(limits.jobs, thread_name_prefix="job")

    def recover(self) -> None:
        """Says of the jobs of an earlier process that they were lost, and removes what is old."""
        self._jobs.recover()
        self._jobs.tidy()

    def start(self, owner: str, client: str, work: Work, *, request: str = "") -> Job:
        """A job that begins when it is its turn.

        Args:
            owner: The id of the token; "" for the public.
            client: Whose place in the queue it takes.
            work: What is to be done.
            request: The id of a request that writes; "" for one that does not.

        Raises:
            Refused: OVERLOADED, or RATE_LIMITED if the client has too many that have not ended.
        """
        with self._changed:
            self._check_room(owner, client)
            job = self._jobs.new(owner, request)
            deadline = Deadline(self._limits.job_deadline / 1000, self._clock)
            self._tasks[job.id] = _Task(job, client, work, deadline)
            self._dispatch()
        return job

    def one(self, identifier: str, owner: str) -> Job:
        """A job as it is now.

        Raises:
            UnknownId: there is none of this owner.
        """
        return self._jobs.one(identifier, owner)

    def pulse(self, identifier: str) -> object:
        """What changes whenever a job comes further, without a look into the state file."""
        return self._jobs.pulse(identifier)

    def result(self, identifier: str, owner: str) -> Result | None:
        """The answer of a job; None if there is none (yet).

        Raises:
            UnknownId: there is none of this owner.
        """
        return self._jobs.result(identifier, owner)

    def cancel(self, identifier: str, owner: str) -> Job:
        """A job that was told to end; one that waited has ended, one that runs ends as soon as it looks.

        Raises:
            UnknownId: there is none of this owner.
        """
        self._jobs.one(identifier, owner)
        with self._changed:
            task = self._tasks.get(identifier)
            is_dropped = task is not None and self._drop(task)
        if task is not None and is_dropped:
            self._note(task, Ending(JobState.CANCELLED))
        return self._jobs.one(identifier, owner)

    def close(self) -> None:
        """Ends all jobs: those that wait never begin, those that run are told to end and waited for."""
        with self._changed:
            self._is_closed = True
            for task in self._tasks.values():
                task.error = ENDED
            dropped = [task for task in list(self._tasks.values()) if self._drop(task)]
        for task in dropped:
            self._note(task, Ending(JobState.CANCELLED), patience=0.0)
        with self._changed:
            self._changed.wait_for(lambda: not self._tasks)
        self._pool.shutdown()
        self._noting.close()

    def _check_room(self, owner: str, client: str) -> None:
        mine = [task for task in self._tasks.values() if task.client == client]
        waiting = [task for task in self._tasks.values() if not task.is_running and task.is_public == (not owner)]
        most = self._limits.jobs_waiting if owner else max(1, self._limits.jobs_waiting // 4)
        again = (("Retry-After", "10"),)
        if self._is_closed or len(waiting) >= most:
            raise Refused(Code.OVERLOADED, "All places for jobs are taken.", "Try again in a while.", again)
        if len(mine) >= self._limits.jobs_per_client:
            text = f"{len(mine)} jobs of this token or address have not ended yet."
            raise Refused(Code.RATE_LIMITED, text, "Wait for one to end, or cancel it with cancelJob.", again)

    def _dispatch(self) -> None:
        """Begins the jobs whose turn it is; who has a token goes first."""
        for task in sorted(self._tasks.values(), key=lambda one: one.is_public):
            if not task.is_running and self._fits(task):
                task.is_running = True
                self._pool.submit(self._run, task).add_done_callback(_noted)

    def _fits(self, task: _Task) -> bool:
        running = [one for one in self._tasks.values() if one.is_running]
        public = sum(one.is_public for one in running)
        most_public = max(1, self._limits.jobs - 1)
        return len(running) < self._limits.jobs and (not task.is_public or public < most_public)

    def _drop(self, task: _Task) -> bool:
        """Tells a job to end; whether it has ended by that."""
        task.deadline.cancel()
        return not task.is_running and self._tasks.pop(task.job.id) is task

    def _run(self, task: _Task) -> None:
        """What happens in the job's thread."""
        name, ending = task.job.id, Ending(JobState.FAILED, BROKEN)
        # The time that it waited does not count.
        task.deadline.begin(self._limits.job_deadline / 1000)
        try:
            self._jobs.begin(name)
            ending = task.work(task.deadline, lambda share: self._jobs.tell(name, share))
        except StoreError as error:  # only `begin` raises it: nothing was done
            ending = Ending(JobState.FAILED, f"{error.code} {error.message} {error.hint}")
        finally:
            self._end(task, ending)

    def _end(self, task: _Task, ending: Ending) -> None:
        self._note(task, ending)
        with self._changed:
            del self._tasks[task.job.id]
            if not self._is_closed:
                self._dispatch()
            self._changed.notify_all()

    def _note(self, task: _Task, ending: Ending, patience: float | None = None) -> None:
        """Keeps how a job ended, now or as soon as the state file can be written."""
        name, error = task.job.id, task.error if ending.state is JobState.CANCELLED else ending.error
        end = partial(self._jobs.end, name, ending.state, error=error, result=ending.result)
        self._noting.note(end, f"the end of job {name}", patience)


def _noted(future: "Future[None]") -> None:
    """What broke a job goes to the log, as any error of ours does."""
    if error := future.exception():
        logging.getLogger("partnernetz.errors").error("internal error", extra={"fields": traced(error, "job")})
