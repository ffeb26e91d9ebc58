# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests sent with `Prefer: respond-async` are worked on later, within bounds, for the one who sent them."""
# Longer than 300 lines because everything that long work promises is tried here, side by side.

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient

from graph.state.database import Database
from graph.state.jobs import Jobs, JobState, Result
from schema.http.deadline import Deadline
from schema.http.errors import Refused
from schema.http.jobpages import JobPages
from schema.http.limits import Limits
from schema.http.longwork import Ending, LongWork, Work
from tests.schema.http.talking import client_of
from tests.schema.http.toy import Service, toy_endpoint

LATER = {"prefer": "respond-async, wait=5"}
STAFF = {"authorization": "Bearer staff"}


class Steps:
    """Long work that goes on when a test says so."""

    def __init__(self) -> None:
        self.reached, self.on = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, step: int) -> None:
        self.reached.release()
        assert self.on.acquire(timeout=5)

    def go(self) -> None:
        for _ in range(100):
            self.on.release()


class Desk:
    """A toy service that takes long work."""

    def __init__(self, folder: Path, **limits: int) -> None:
        self.steps, self.base = Steps(), Database(folder / "state.db")
        self.service = Service(at_each_step=self.steps)
        chosen = Limits(**limits)
        jobs = Jobs(self.base, kept=timedelta(seconds=chosen.job_kept), most=chosen.jobs_kept)
        self.work = LongWork(jobs, chosen, self.service.clock)
        self.endpoint = toy_endpoint(self.service, self.work, **limits)
        self.reception = self.endpoint.reception

    def routes(self) -> list[BaseRoute]:
        address = "https://toy.example"
        return [
            Route("/jobs/{id}", JobPages(self.reception, self.work, address, is_result=False)),
            Route("/jobs/{id}/result", JobPages(self.reception, self.work, address, is_result=True)),
        ]

    def close(self) -> None:
        self.steps.go()
        self.work.close()
        self.base.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with closing(Desk(tmp_path)) as one:
        yield one


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with client_of(desk.endpoint, *desk.routes()) as one:
        yield one


def started(client: TestClient, query: str = "{ long(steps: 4) }", **headers: str) -> dict[str, Any]:
    """The job that a request became."""
    answer = client.post("/graphql", json={"query": query}, headers=LATER | headers)
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()["extensions"]["job"]
    return job


def path_of(address: str) -> str:
    return address.removeprefix("https://toy.example")


def ended(client: TestClient, job: dict[str, Any], **headers: str) -> dict[str, Any]:
    """A job once it has ended; nothing but asking tells when."""
    told: dict[str, Any] = {"finishedAt": None}
    while told["finishedAt"] is None:
        told = client.get(path_of(job["url"]), headers=headers).json()
    return told


def code_of(answer: Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


def test_a_request_becomes_a_job_whose_answer_waits(desk: Desk, client: TestClient):
    answer = client.post("/graphql", json={"query": "{ long(steps: 4) }"}, headers=LATER)
    job = answer.json()["extensions"]["job"]
    desk.steps.go()
    done = ended(client, job)
    result = client.get(path_of(done["resultUrl"]))

    assert (answer.status_code, answer.json()["data"]) == (202, None)
    assert answer.headers["location"] == job["url"] == f"https://toy.example/jobs/{job['id']}"
    assert answer.headers["preference-applied"] == "respond-async"
    assert (done["state"], done["progress"], done["error"]) == ("DONE", 1.0, None)
    assert (result.status_code, result.json()["data"]) == (200, {"long": 4})
    assert (result.headers["cache-control"], result.headers["content-type"]) == ("no-store", answer_type(answer))


def answer_type(answer: Response) -> str:
    return str(answer.headers["content-type"])


def test_without_the_header_it_is_answered_at_once(client: TestClient):
    assert client.post("/graphql", json={"query": "{ hello }"}).json()["data"] == {"hello": "Hello"}


def test_what_cannot_be_asked_becomes_no_job(client: TestClient):
    answer = client.post("/graphql", json={"query": "{ nothing }"}, headers=LATER)

    assert code_of(answer) == "GRAPHQL_VALIDATION_FAILED"


def test_how_far_it_is_shows_while_it_runs(desk: Desk, client: TestClient):
    job = started(client)
    for _ in range(2):
        assert desk.steps.reached.acquire(timeout=5)
        desk.steps.on.release()
    assert desk.steps.reached.acquire(timeout=5)
    told = client.get(path_of(job["url"]))
    waiting = client.get(path_of(job["url"]) + "/result")

    assert (told.json()["state"], told.json()["progress"], told.json()["resultUrl"]) == ("RUNNING", 0.5, None)
    assert told.headers["retry-after"] == "1"
    assert waiting.status_code == 202


def test_a_job_is_for_the_token_that_started_it(desk: Desk, client: TestClient):
    job = started(client, **STAFF)
    desk.steps.go()
    done = ended(client, job, **STAFF)

    for path in (path_of(done["url"]), path_of(done["resultUrl"]), "/jobs/j-unknown"):
        refused = client.get(path)
        assert (refused.status_code, code_of(refused)) == (404, "NOT_FOUND")
    assert client.get(path_of(done["resultUrl"]), headers=STAFF).json()["data"] == {"long": 4}


def test_a_running_job_is_cancelled_when_it_looks(desk: Desk, client: TestClient):
    job = started(client)
    assert desk.steps.reached.acquire(timeout=5)
    desk.work.cancel(job["id"], "")
    desk.steps.go()
    told = ended(client, job)

    assert (told["state"], told["error"], told["resultUrl"]) == ("CANCELLED", "Cancelled.", None)
    assert client.get(path_of(job["url"]) + "/result").status_code == 404


def test_a_waiting_job_is_cancelled_at_once(desk: Desk, client: TestClient):
    started(client)
    waiting = started(client)

    assert desk.work.cancel(waiting["id"], "").state == "CANCELLED"
    assert ended(client, waiting)["startedAt"] is None


def test_what_a_mutation_has_done_is_told_though_it_was_cancelled(desk: Desk, client: TestClient):
    desk.service.at_founding = desk.steps
    job = started(client, 'mutation { found(name: "x") { name } }', **STAFF)
    assert desk.steps.reached.acquire(timeout=5)
    desk.work.cancel(job["id"], "token of STAFF")
    desk.steps.go()
    done = ended(client, job, **STAFF)

    assert done["state"] == "DONE"
    assert client.get(path_of(done["resultUrl"]), headers=STAFF).json()["data"] == {"found": {"name": "x"}}


def test_the_public_never_takes_the_last_place(desk: Desk, client: TestClient):
    for _ in range(2):
        started(client)
    staff = started(client, **STAFF)
    for _ in range(2):
        assert desk.steps.reached.acquire(timeout=5)
    states = [client.get(path_of(staff["url"]), headers=STAFF).json()["state"]]
    desk.steps.go()

    assert states == ["RUNNING"]


def test_so_many_jobs_of_one_client(desk: Desk, client: TestClient):
    for _ in range(3):
        started(client)
    refused = client.post("/graphql", json={"query": "{ long(steps: 1) }"}, headers=LATER)

    assert (refused.status_code, code_of(refused), refused.headers["retry-after"]) == (429, "RATE_LIMITED", "10")


def with_limits(tmp_path: Path, use: Callable[[Desk, TestClient], None], **limits: int) -> None:
    with closing(Desk(tmp_path, **limits)) as desk, client_of(desk.endpoint, *desk.routes()) as client:
        use(desk, client)


def test_so_many_wait_in_all(tmp_path: Path):
    def use(desk: Desk, client: TestClient) -> None:
        for headers in ({}, {}, STAFF):
            started(client, **headers)
        for headers in ({}, STAFF):
            refused = client.post("/graphql", json={"query": "{ long(steps: 1) }"}, headers=LATER | headers)
            assert (refused.status_code, code_of(refused)) == (503, "OVERLOADED")

    with_limits(tmp_path, use, jobs=1, jobs_waiting=1)


def test_strangers_wait_at_few_places_and_never_at_those_of_tokens(tmp_path: Path):
    def use(desk: Desk, client: TestClient) -> None:
        def strangers() -> int:
            return [status(desk, "", f"192.0.2.{number}") for number in range(4)].count(202)

        assert status(desk, "token of STAFF", "a") == 202
        assert strangers() == 2
        assert [status(desk, "token of STAFF", f"b{number}") for number in range(9)].count(202) == 8

    with_limits(tmp_path, use, jobs=1, jobs_waiting=8)


def stepping(desk: Desk, note: Callable[[], None] = lambda: None, result: Result | None = None) -> Work:
    """Work of one step."""

    def work(deadline: Deadline, tell: Callable[[float], None]) -> Ending:
        note()
        desk.steps(0)
        return Ending(JobState.DONE, result=result)

    return work


def status(desk: Desk, owner: str, client: str) -> int:
    try:
        desk.work.start(owner, client, stepping(desk))
    except Refused as refused:
        return refused.code.status
    return 202


def test_who_has_a_token_goes_before_strangers_who_came_earlier(tmp_path: Path):
    begun: list[str] = []

    def use(desk: Desk, client: TestClient) -> None:
        for name, owner in (("first", "x"), ("stranger", ""), ("editor", "x")):
            desk.work.start(owner, name, stepping(desk, partial(begun.append, name)))
        for _ in range(3):
            assert desk.steps.reached.acquire(timeout=5)
            desk.steps.on.release()

    with_limits(tmp_path, use, jobs=1)

    assert begun == ["first", "editor", "stranger"]


@pytest.mark.slow
def test_how_a_job_ended_is_kept_until_the_state_file_takes_it(tmp_path: Path):
    with closing(Desk(tmp_path)) as desk:
        desk.base._base.execute("PRAGMA busy_timeout = 1")
        job = desk.work.start("", "x", stepping(desk, result=Result(200, "a", b"b")))
        assert desk.steps.reached.acquire(timeout=5)
        with closing(Database(tmp_path / "state.db")) as other, other.together():
            desk.steps.go()
            while desk.work._tasks:
                continue
            assert desk.work.one(job.id, "").state is JobState.RUNNING
        desk.work.close()

        assert desk.work.one(job.id, "").state is JobState.DONE


def test_a_job_has_its_own_deadline(tmp_path: Path):
    def use(desk: Desk, client: TestClient) -> None:
        job = started(client)
        assert desk.steps.reached.acquire(timeout=5)
        desk.service.clock.now += 3.1
        desk.steps.go()
        told = ended(client, job)
        assert (told["state"], told["error"]) == ("DONE", None)
        assert code_of(client.get(path_of(told["resultUrl"]))) == "DEADLINE_EXCEEDED"

    with_limits(tmp_path, use, job_deadline=3000)


def test_a_job_abandoned_between_fields_fails_with_the_status_it_would_have_had(tmp_path: Path):
    def use(desk: Desk, client: TestClient) -> None:
        accept = {"accept": "application/graphql-response+json"}
        told = ended(client, started(client, "{ slow(seconds: 4) hello }", **accept))
        assert (told["state"], told["error"][:17]) == ("FAILED", "DEADLINE_EXCEEDED")
        assert client.get(path_of(told["resultUrl"])).status_code == 503

    with_limits(tmp_path, use, job_deadline=3000)


def test_an_answer_that_is_too_long_is_not_kept(tmp_path: Path):
    def use(desk: Desk, client: TestClient) -> None:
        told = ended(client, started(client, "{ towns(first: 50) { nodes { name } } }"))
        assert told["state"] == "FAILED"
        assert "at most 300 are kept" in told["error"]

    with_limits(tmp_path, use, job_result=300)


def test_a_job_that_breaks_says_so(desk: Desk, client: TestClient, caplog: pytest.LogCaptureFixture):
    desk.service.is_broken = True
    told = ended(client, started(client))
    desk.work.close()

    assert (told["state"], told["error"]) == ("FAILED", "An error of ours; the log has it.")
    assert caplog.messages == ["internal error"]
    assert "swordfish" not in str(vars(caplog.records[0]))


def test_a_service_that_stops_ends_its_jobs(desk: Desk, client: TestClient):
    running, waiting = started(client), started(client)
    assert desk.steps.reached.acquire(timeout=5)
    desk.steps.go()
    desk.work.close()

    for job in (running, waiting):
        assert "The service was stopped" in desk.work.one(job["id"], "").error
    refused = client.post("/graphql", json={"query": "{ hello }"}, headers=LATER)
    assert code_of(refused) == "OVERLOADED"


def test_a_job_of_an_earlier_process_was_lost(tmp_path: Path):
    with closing(Desk(tmp_path)) as desk:
        job = desk.work._jobs.new("")
        desk.work.recover()

        assert desk.work.one(job.id, "").error.startswith("Lost at a restart")


def test_jobs_are_looked_up_by_get(client: TestClient):
    refused = client.post("/jobs/j-1", json={})

    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, OPTIONS")
    assert client.options("/jobs/j-1").status_code == 204
