# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs outlive their process, belong to who started them, and are forgotten in time."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import UnknownId
from graph.state.audit import Act, Audit
from graph.state.database import Database
from graph.state.jobs import FORGOTTEN, LOST, PERHAPS, WRITTEN, Jobs, JobState, Result

ANSWER = Result(200, "application/json", b'{"data":{}}')


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "state.db")) as opened:
        yield opened


@pytest.fixture
def jobs(base: Database, clock: Clock) -> Jobs:
    return Jobs(base, kept=timedelta(hours=1), most=2, now=clock)


def test_a_job_goes_from_queued_to_done(jobs: Jobs, clock: Clock) -> None:
    job = jobs.new("1a2b")
    jobs.begin(job.id)
    jobs.tell(job.id, 0.5)
    running = jobs.one(job.id, "1a2b")
    clock.at += timedelta(minutes=1)
    jobs.end(job.id, JobState.DONE, result=ANSWER)
    done = jobs.one(job.id, "1a2b")

    assert (job.state, running.state, done.state) == (JobState.QUEUED, JobState.RUNNING, JobState.DONE)
    assert (job.progress, running.progress, done.progress) == (0.0, 0.5, 1.0)
    assert done.finished == clock.at
    assert jobs.result(job.id, "1a2b") == ANSWER


def test_a_pulse_changes_whenever_a_job_comes_further(jobs: Jobs) -> None:
    job = jobs.new("")
    pulses = [jobs.pulse(job.id)]
    jobs.begin(job.id)
    pulses.append(jobs.pulse(job.id))
    jobs.tell(job.id, 0.5)
    pulses.append(jobs.pulse(job.id))
    jobs.end(job.id, JobState.DONE)

    assert pulses == [(JobState.QUEUED, 0.0), (JobState.RUNNING, 0.0), (JobState.RUNNING, 0.5)]
    assert jobs.pulse(job.id) is None


def test_progress_never_goes_back_and_ends_with_the_job(jobs: Jobs) -> None:
    job = jobs.new("")
    jobs.tell(job.id, 0.9)
    assert jobs.one(job.id, "").progress == 0.0
    jobs.begin(job.id)
    for share in (0.5, 0.2, 7.0):
        jobs.tell(job.id, share)

    assert jobs.one(job.id, "").progress == 1.0


def test_a_job_is_for_its_owner_alone(jobs: Jobs) -> None:
    job = jobs.new("1a2b")

    for ask in (jobs.one, jobs.result):
        with pytest.raises(UnknownId, match="There is no job"):
            ask(job.id, "3c4d")


def test_what_was_open_at_a_restart_says_so(jobs: Jobs) -> None:
    queued, running, done = (jobs.new("") for _ in range(3))
    jobs.begin(running.id)
    jobs.end(done.id, JobState.DONE, result=ANSWER)

    assert jobs.recover() == 2
    assert [jobs.one(one.id, "").error for one in (queued, running, done)] == [LOST, LOST, ""]
    assert jobs.one(running.id, "").state is JobState.FAILED


def test_answers_go_after_their_time_and_when_there_are_too_many(jobs: Jobs, clock: Clock) -> None:
    first, second, third = (jobs.new("") for _ in range(3))
    for one in (first, second, third):
        jobs.end(one.id, JobState.DONE, result=ANSWER)
    jobs.tidy()
    with pytest.raises(UnknownId):
        jobs.one(first.id, "")
    assert jobs.result(third.id, "") == ANSWER
    clock.at += timedelta(hours=1)
    jobs.tidy()

    with pytest.raises(UnknownId):
        jobs.one(third.id, "")


def test_a_lost_job_says_what_is_known_of_what_it_wrote(base: Database, jobs: Jobs) -> None:
    waiting, written, perhaps = (jobs.new("1a2b", request) for request in ("r0", "r1", "r2"))
    for one in (written, perhaps):
        jobs.begin(one.id)
    Audit(base, lambda: NOON).append(Act("1a2b", "importUpload", (), "r1", 5))
    Audit(base, lambda: NOON).append(Act("3c4d", "importUpload", (), "r2", 6))
    jobs.recover()

    told = [jobs.one(one.id, "1a2b").error for one in (waiting, written, perhaps)]
    assert told == [LOST, f"{WRITTEN}5", PERHAPS]


def test_strangers_never_drive_out_the_jobs_of_a_token(jobs: Jobs) -> None:
    mine, theirs = jobs.new("1a2b"), [jobs.new("") for _ in range(3)]
    for one in (mine, *theirs):
        jobs.end(one.id, JobState.DONE, result=ANSWER)
    jobs.tidy()

    assert jobs.result(mine.id, "1a2b") == ANSWER
    with pytest.raises(UnknownId):
        jobs.one(theirs[0].id, "")


def test_after_an_erasure_no_answer_is_kept(jobs: Jobs) -> None:
    done, running = jobs.new(""), jobs.new("")
    jobs.begin(running.id)
    jobs.end(done.id, JobState.DONE, result=ANSWER)
    jobs.forget()

    assert jobs.result(done.id, "") is None
    assert jobs.one(done.id, "").error == FORGOTTEN
    assert jobs.one(running.id, "").state is JobState.RUNNING
