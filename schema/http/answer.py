# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An HTTP answer as one value, and how it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from schema.http.body import Send

Headers = tuple[tuple[str, str], ...]

_BODILESS = (204, 304)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    def with_headers(self, more: Sequence[tuple[str, str]]) -> "Answer":
        """The same answer with further headers."""
        return Answer(self.status, (*self.headers, *more), self.body)


async def send_answer(answer: Answer, send: Send) -> None:
    """The answer, out to the client."""
    length = () if answer.status in _BODILESS else (("Content-Length", str(len(answer.body))),)
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers + length]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
