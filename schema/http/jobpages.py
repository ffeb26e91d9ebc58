# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where jobs are looked up without GraphQL: /jobs/ID says how far one is, /jobs/ID/result gives its answer.

Both are for the one who started it, and no cache keeps them. The answer has the status, the media type and the bytes
that the request itself would have had.
"""

import asyncio
from datetime import datetime

import orjson

from graph.errors import UnknownId
from graph.state.jobs import Job
from schema.http.answer import Answer
from schema.http.body import Receive, Send
from schema.http.cors import preflight_headers
from schema.http.errors import Code, Refused
from schema.http.exchange import Exchange
from schema.http.head import Scope, id_in_path, read_head
from schema.http.longwork import LongWork
from schema.http.media import Media
from schema.http.reception import Reception

_HEADERS = (("Content-Type", Media.JSON.content_type), ("Cache-Control", "no-store"))


def job_answer(job: Job, address: str) -> Answer:
    """How far a job is, as JSON."""
    place = f"{address}/jobs/{job.id}"
    told = {
        "id": job.id,
        "state": job.state,
        "progress": job.progress,
        "startedAt": _moment(job.started),
        "finishedAt": _moment(job.finished),
        "error": job.error or None,
        "url": place,
        "resultUrl": f"{place}/result" if job.has_result else None,
    }
    return Answer(200, (*_HEADERS, *((("Retry-After", "1"),) if job.is_open else ())), orjson.dumps(told))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


class JobPages:
    """Serves /jobs/ID and /jobs/ID/result; the id is the path parameter `id`."""

    def __init__(self, reception: Reception, work: LongWork, address: str, *, is_result: bool) -> None:
        self._reception, self._work, self._address, self._is_result = reception, work, address, is_result

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, answered."""
        await self._reception.receive(scope, receive, send, self._admitted)

    async def _admitted(self, exchange: Exchange) -> Answer:
        exchange.head = read_head(exchange.scope, self._reception.limits)
        if exchange.head.method == "OPTIONS":
            return Answer(204, preflight_headers())
        if exchange.head.method != "GET":
            raise Refused(Code.METHOD_NOT_ALLOWED, "A job is looked up by GET.", "", (("Allow", "GET, OPTIONS"),))
        self._reception.identify(exchange)
        name = id_in_path(exchange.scope)
        try:
            return await asyncio.to_thread(self._found, name, exchange.caller.key)
        except UnknownId as error:
            raise Refused(Code.NOT_FOUND, error.message, error.hint) from None

    def _found(self, name: str, owner: str) -> Answer:
        job = self._work.one(name, owner)
        if not self._is_result:
            return job_answer(job, self._address)
        result = self._work.result(name, owner)
        if result is not None:
            return Answer(result.status, (("Content-Type", result.media), _HEADERS[1]), result.body)
        if job.is_open:
            told = job_answer(job, self._address)
            return Answer(202, told.headers, told.body)
        raise Refused(Code.NOT_FOUND, f'The job "{name}" has no answer: {job.error}', "Send the request again.")
