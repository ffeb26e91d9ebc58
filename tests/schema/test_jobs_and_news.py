# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Jobs are for who started them; news comes at once, in order, and only what the listener may see."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.errors import StoreLocked
from graph.model import Audience, Claim, Passage, Text, Visibility
from graph.search.find import Finder
from graph.state.jobs import JobState
from graph.state.whole import open_state
from graph.stores.protocol import Change, Store
from graph.tokens import Tokens
from schema.application import Application, Surroundings
from schema.http.deadline import Deadline
from schema.http.endpoint import Endpoint
from schema.http.limits import Limits
from schema.http.longwork import Ending, LongWork
from schema.http.options import Options
from schema.watching import Watch
from tests.schema.http.talking import client_of, introduced, subscribe, until_complete
from tests.schema.town import ABOUT, EDITING, TOWN, Json, the_schema

LIMITS = Limits()
CASES = Path(__file__).parents[2] / "schema" / "cases" / "listening"


def case(name: str) -> str:
    return CASES.joinpath(f"{name}.graphql").read_text(encoding="utf-8")


class Clock:
    def __call__(self) -> float:
        return 0.0


class Netz:
    """The town, served with all that stands beside it."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.state = store, open_state(folder / "state.db")
        self.tokens, self.watch = Tokens(folder / "state.db"), Watch(store, every=0.01)
        self.work = LongWork(self.state.jobs, LIMITS, Clock())
        beside = Surroundings(self.state.audit, self.work, self.watch)
        app = Application(store, self.tokens, Finder(), ABOUT, "https://netz.example", beside)
        options = Options(work=self.work, address="https://netz.example", clock=Clock())
        self.endpoint = Endpoint(the_schema(), app, limits=LIMITS, version="1", options=options)

    @contextmanager
    def client(self) -> Iterator[TestClient]:
        with self.watch.running(), client_of(self.endpoint) as client:
            yield client

    def bearer(self, role: str) -> str:
        return f"Bearer {self.tokens.new(role, 'anna')[0]}"

    def close(self) -> None:
        self.work.close()
        self.state.close()
        self.tokens.close()


@pytest.fixture
def netz(own_town: Store, tmp_path: Path) -> Iterator[Netz]:
    with closing(Netz(own_town, tmp_path)) as one:
        yield one


@pytest.fixture
def client(netz: Netz) -> Iterator[TestClient]:
    with netz.client() as one:
        yield one


def say(store: Store, property_: str, value: str, visibility: Visibility = Visibility.PUBLIC) -> None:
    claim = Claim(TOWN, property_, Text(value, "de"), EDITING, (Passage("x"),), visibility=visibility, author="eve")
    store.commit(Change("eve", "said", (claim,)))


NEWS = case("revision_published")


def told(message: dict[str, Any]) -> dict[str, Any]:
    assert "errors" not in message["payload"], message
    news: dict[str, Any] = message["payload"]["data"]["revisionPublished"]
    return news


def numbers(message: dict[str, Any]) -> int:
    return int(told(message)["revision"]["number"])


def test_the_current_revision_comes_at_once_with_what_it_changed(client: TestClient):
    with introduced(client) as socket:
        subscribe(socket, NEWS)
        news = told(socket.receive_json())

    assert news["revision"] == {"number": 4}
    facts = [fact["property"]["code"] for node in news["diff"]["changes"]["nodes"] for fact in node["facts"]]
    assert "abbreviation" in facts


def test_each_new_revision_comes_with_what_changed_since(netz: Netz, client: TestClient):
    with introduced(client) as socket:
        subscribe(socket, NEWS)
        assert numbers(socket.receive_json()) == 4
        say(netz.store, "alias", "Lindenstadt")
        news = told(socket.receive_json())

    change = {"recordId": TOWN, "facts": [{"property": {"code": "alias"}}]}
    assert (news["revision"]["number"], news["diff"]) == (5, {"changedCount": 1, "changes": {"nodes": [change]}})


def test_what_is_internal_is_news_for_staff_alone(netz: Netz, client: TestClient):
    with introduced(client) as public, introduced(client, netz.bearer("STAFF")) as staff:
        for socket in (public, staff):
            subscribe(socket, NEWS)
            assert numbers(socket.receive_json()) == 4
        say(netz.store, "contact", "Zimmer 13", Visibility.INTERNAL)
        assert numbers(staff.receive_json()) == 5
        say(netz.store, "alias", "Lindenstadt")

        assert numbers(staff.receive_json()) == 6
        news = told(public.receive_json())
    assert news["revision"]["number"] == 6
    assert "contact" not in str(news)


# ------------------------------------------------------------------ the watch


@pytest.mark.anyio
async def test_a_slow_listener_is_told_of_the_newest_revision(own_town: Store):
    watch = Watch(own_town, every=0.01)
    with watch.running(), watch.listening():
        first = await watch.newer(Audience.PUBLIC, -1)
        for name in ("a", "b", "c"):
            say(own_town, "alias", name)
        while await watch.newer(Audience.PUBLIC, first) < 7:
            continue

        assert await watch.newer(Audience.PUBLIC, first) == 7


@pytest.mark.anyio
async def test_who_listens_after_a_pause_is_not_told_of_an_old_revision(own_town: Store):
    watch = Watch(own_town, every=0.01)
    with watch.running():
        with watch.listening():
            assert await watch.newer(Audience.PUBLIC, -1) == 4
        say(own_town, "alias", "a")
        with watch.listening():
            assert await watch.newer(Audience.PUBLIC, -1) == 5


class Held:
    """A store that another process holds for the first few looks."""

    def __init__(self, store: Store) -> None:
        self._store, self.looks = store, 0

    def latest(self) -> int:
        self.looks += 1
        if self.looks < 3:
            raise StoreLocked("held")
        return self._store.latest()

    def view(self, audience: Audience) -> object:
        return self._store.view(audience)


@pytest.mark.anyio
async def test_a_store_that_is_held_is_looked_at_again(own_town: Store):
    watch = Watch(Held(own_town), every=0.001)  # type: ignore[arg-type]  # what the watch asks of it
    with watch.running(), watch.listening():
        assert await watch.newer(Audience.INTERNAL, -1) == 4


@pytest.mark.anyio
async def test_who_no_longer_waits_is_forgotten(own_town: Store):
    watch = Watch(own_town, every=0.01)
    with watch.running(), watch.listening():
        waiting = asyncio.ensure_future(watch.newer(Audience.PUBLIC, 4))
        assert await watch.newer(Audience.PUBLIC, -1) == 4
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        say(own_town, "alias", "a")

        assert await watch.newer(Audience.PUBLIC, 4) == 5


# ------------------------------------------------------------------ jobs

JOB, CANCEL, FOLLOW = case("job"), case("cancel_job"), case("job_progressed")


def asked(client: TestClient, query: str, authorization: str = "", *, job: str = "", later: bool = False) -> Json:
    headers = {"authorization": authorization} if authorization else {}
    body = {"query": query} | ({"variables": {"id": job}} if job else {})
    return client.post("/graphql", json=body, headers=headers | ({"prefer": "respond-async"} if later else {})).json()


def followed(client: TestClient, job: str, authorization: str = "") -> list[dict[str, Any]]:
    """What a subscription tells of a job."""
    with introduced(client, authorization) as socket:
        subscribe(socket, FOLLOW, variables={"id": job})
        *messages, _ = until_complete(socket)
    return [message["payload"]["data"]["jobProgressed"] for message in messages]


def test_a_job_is_followed_until_its_end_and_then_looked_up(netz: Netz, client: TestClient):
    staff = netz.bearer("STAFF")
    answer = asked(client, "{ stakeholders { totalCount } }", staff, later=True)
    name = answer["extensions"]["job"]["id"]
    last = followed(client, name, staff)[-1]
    found = asked(client, JOB, staff, job=name)["data"]["job"]

    assert last == {"id": name, "state": "DONE", "progress": 1.0, "error": None}
    assert found["resultUrl"] == f"https://netz.example/jobs/{name}/result" == f"{found['url']}/result"
    assert found["startedAt"] <= found["finishedAt"]


def test_a_job_of_another_is_unknown(netz: Netz, client: TestClient):
    answer = asked(client, "{ service { name } }", netz.bearer("STAFF"), later=True)
    name = answer["extensions"]["job"]["id"]

    for query in (JOB, CANCEL):
        errors = asked(client, query, netz.bearer("EDITOR"), job=name)["errors"]
        assert errors[0]["extensions"]["code"] == "UNKNOWN_ID"
    with introduced(client) as socket:
        subscribe(socket, FOLLOW, variables={"id": name})
        assert until_complete(socket)[0]["payload"][0]["extensions"]["code"] == "UNKNOWN_ID"


def test_the_public_cancels_its_own_job(netz: Netz, client: TestClient):
    waits = [netz.work.start("", "x", lambda deadline, tell: waited(deadline)) for _ in range(2)]
    second, first = (asked(client, CANCEL, job=one.id)["data"]["cancelJob"]["state"] for one in reversed(waits))

    assert second == "CANCELLED"
    assert first in {"RUNNING", "CANCELLED"}
    assert followed(client, waits[0].id)[-1]["state"] == "CANCELLED"


def waited(deadline: Deadline) -> Ending:
    while not deadline.is_over:
        continue
    return Ending(JobState.CANCELLED)


def test_a_service_without_jobs_and_news_says_so(own_town: Store, tmp_path: Path):
    with closing(Tokens(tmp_path / "state.db")) as tokens:
        app = Application(own_town, tokens, Finder(), ABOUT, "")
        endpoint = Endpoint(the_schema(), app, limits=LIMITS, version="1")
        with client_of(endpoint) as client:
            assert "no jobs" in asked(client, JOB, job="j-1")["errors"][0]["message"]
            with introduced(client) as socket:
                subscribe(socket, "subscription { revisionPublished { revision { number } } }")
                assert "Nobody watches" in until_complete(socket)[0]["payload"][0]["message"]


def test_who_asks_the_same_is_answered_once_for_all(netz: Netz, client: TestClient):
    with introduced(client) as first, introduced(client) as second, introduced(client, netz.bearer("STAFF")) as staff:
        for socket in (first, second, staff):
            subscribe(socket, NEWS)
        answers = [socket.receive_json()["payload"] for socket in (first, second, staff)]

    assert answers[0] == answers[1]
    assert len(netz.endpoint._runner._kept) == 2


def test_who_follows_a_job_is_told_when_it_comes_further(netz: Netz, client: TestClient):
    on = Semaphore(0)

    def step(deadline: Deadline, tell: Callable[[float], None]) -> Ending:
        for share in (0.25, 0.75):
            tell(share)
            assert on.acquire(timeout=5)
        return Ending(JobState.DONE)

    with introduced(client) as socket:
        subscribe(socket, FOLLOW, variables={"id": netz.work.start("", "x", step).id})
        heard: list[float] = []
        while not heard or heard[-1] < 0.25:
            heard.append(socket.receive_json()["payload"]["data"]["jobProgressed"]["progress"])
        for _ in range(2):
            on.release()
        heard += [one["payload"]["data"]["jobProgressed"]["progress"] for one in until_complete(socket)[:-1]]

    assert heard == sorted(heard)
    assert heard[-1] == 1.0
