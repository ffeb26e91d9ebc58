# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""When executions end, and that nothing goes on for a client that is gone."""

import threading
from collections.abc import MutableMapping

import pytest

from graph.errors import DeadlineExceeded
from schema.http.deadline import Deadline
from schema.http.errors import ClientGone
from schema.http.limits import Limits
from schema.http.workers import Workers
from tests.schema.http.client import Client
from tests.schema.http.toy import Clock, Service


def test_a_deadline_is_over_when_its_time_has_passed():
    clock = Clock()
    deadline = Deadline(1.0, clock)
    clock.now = 1.0
    deadline.check()
    clock.now = 1.1

    with pytest.raises(DeadlineExceeded):
        deadline.check()
    assert deadline.remaining == 0.0


def test_a_cancelled_deadline_is_over_at_once():
    deadline = Deadline(1.0, Clock())
    deadline.cancel()

    assert deadline.is_over


def test_waiting_for_a_snapshot_in_the_making_does_not_count():
    clock = Clock()
    deadline = Deadline(1.0, clock)
    with deadline.paused():
        clock.now = 5.0

    assert deadline.remaining == 1.0


@pytest.mark.anyio
async def test_a_resolver_that_looks_at_the_deadline_blanks_only_itself_if_it_was_the_last(client: Client):
    reply = await client.ask("{ hello careful(seconds: 2) }")

    assert reply.status == 200
    assert reply.data == {"hello": "Hello", "careful": None}
    assert reply.code == "DEADLINE_EXCEEDED"


@pytest.mark.anyio
async def test_after_the_deadline_no_further_field_is_begun_and_one_error_says_so(client: Client, service: Service):
    reply = await client.ask("{ slow(seconds: 2) more: slow(seconds: 100) towns { nodes { name } } }")

    assert (reply.status, len(reply.errors)) == (503, 1)
    assert "data" not in reply.json
    assert service.clock.now == 2


@pytest.mark.anyio
async def test_a_client_that_hangs_up_cancels_the_work():
    cancelled = threading.Event()

    async def hung_up() -> MutableMapping[str, object]:
        return {"type": "http.disconnect"}

    workers = Workers(Limits(executions=1))
    with pytest.raises(ClientGone):
        await workers.run_watched(lambda: cancelled.wait(10), hung_up, cancelled.set)
    assert cancelled.is_set()
    workers.close()
