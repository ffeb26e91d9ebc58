# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was written is told, however late it was, whatever else was asked for, and whoever wanted it to end."""

import pytest

from graph.errors import DeadlineExceeded
from schema.http.deadline import Deadline
from tests.schema.http.client import Client
from tests.schema.http.toy import Clock

pytestmark = pytest.mark.anyio


async def test_a_long_answer_to_what_was_written_is_given_whole(client: Client):
    reply = await client.ask('mutation { write(name: "a", seconds: 11) { pause(seconds: 100) name } }')

    assert (reply.status, reply.data) == (200, {"write": {"pause": True, "name": "a"}})
    assert "errors" not in reply.json


async def test_the_next_change_of_a_request_has_its_own_time(client: Client):
    first, next_ = 'a: write(name: "a", seconds: 11) { name }', 'b: write(name: "b", seconds: 11) { name }'
    reply = await client.ask(f"mutation {{ {first} {next_} }}")

    assert (reply.status, reply.data) == (200, {"a": {"name": "a"}, "b": {"name": "b"}})


async def test_long_work_after_a_change_may_be_left_but_nothing_else():
    clock = Clock()
    deadline = Deadline(10.0, clock)
    deadline.wrote()
    deadline.unsettle()
    clock.now = 10.1

    deadline.check()
    with pytest.raises(DeadlineExceeded):
        deadline.check_work()
