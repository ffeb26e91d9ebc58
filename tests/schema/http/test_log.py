# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Log lines and metrics: who, how much, how it ended, and nothing of what was asked."""

import json
import logging

import pytest
from prometheus_client import CollectorRegistry

from schema.http.body import Message, Receive, Send
from schema.http.head import Scope
from schema.http.log import AccessLog, JsonLines, Served, log_to
from schema.http.metrics import count_in
from tests.schema.http.client import exchanged
from tests.schema.http.toy import Clock, Service, toy_endpoint


def scope(method: str = "GET", target: bytes = b"query=%7B%20hello%20%7D") -> dict[str, object]:
    headers = [(b"x-request-id", b"abc"), (b"content-type", b"application/json")]
    return {
        "type": "http", "method": method, "path": "/graphql", "raw_path": b"/graphql", "query_string": target,
        "headers": headers, "client": ("192.0.2.1", 1),
    }  # fmt: skip


@pytest.mark.anyio
async def test_a_request_is_told_with_role_cost_and_size():
    told: list[Served] = []
    clock = Clock()
    reply = await exchanged(AccessLog(toy_endpoint(Service()), told.append, clock), scope(), b"")

    (served,) = told
    assert served == Served("abc", "GET", "/graphql", 200, 0.0, len(reply.body), "PUBLIC", 1, "")


@pytest.mark.anyio
async def test_a_refused_request_is_told_with_its_code():
    told: list[Served] = []
    await exchanged(AccessLog(toy_endpoint(Service()), told.append), scope(target=b"query=%7Bsecret%7D"), b"")

    assert (told[0].status, told[0].code) == (200, "GRAPHQL_VALIDATION_FAILED")


@pytest.mark.anyio
async def test_a_line_holds_no_query_string_and_no_document(caplog):
    caplog.set_level(logging.INFO)
    logger = logging.getLogger("partnernetz.access")
    await exchanged(AccessLog(toy_endpoint(Service()), log_to(logger)), scope(), b"")
    line = JsonLines().format(caplog.records[0])

    assert "hello" not in line
    assert json.loads(line)["path"] == "/graphql"
    assert set(json.loads(line)) == {
        "time", "level", "logger", "message", "request_id", "method", "path", "status", "ms", "bytes", "role", "cost",
    }  # fmt: skip


def test_a_traceback_becomes_its_type_since_its_message_may_hold_values():
    try:
        raise ValueError("the name of a person")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", (), (type(error), error, None))

    assert json.loads(JsonLines().format(record))["error"] == "ValueError"
    assert "person" not in JsonLines().format(record)


@pytest.mark.anyio
async def test_other_protocols_pass_through_untold():
    told: list[Served] = []
    seen: list[str] = []

    async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(str(scope["type"]))

    await AccessLog(lifespan, told.append)({"type": "lifespan"}, nothing, nowhere)

    assert (seen, told) == (["lifespan"], [])


async def nothing() -> Message:
    return {}


async def nowhere(message: Message) -> None:
    return None


def test_metrics_count_by_method_status_and_code():
    registry = CollectorRegistry()
    count = count_in(registry)
    count(Served("a", "POST", "/graphql", 400, 0.02, 10, "PUBLIC", 0, "QUERY_TOO_COMPLEX"))
    count(Served("c", "POST", "/graphql", 200, 0.02, 10, "PUBLIC", 40, ""))
    count(Served("b", "BREW", "/x", 405, 0.02, 10, "", 0, ""))

    assert registry.get_sample_value("partnernetz_requests_total", {"method": "POST", "status": "400"}) == 1
    assert registry.get_sample_value("partnernetz_requests_total", {"method": "other", "status": "405"}) == 1
    assert registry.get_sample_value("partnernetz_request_cost_sum") == 40
    assert registry.get_sample_value("partnernetz_refused_total", {"code": "QUERY_TOO_COMPLEX"}) == 1
