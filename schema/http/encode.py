# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A result as bytes: errors first, then data, then what it cost; nothing that a clock or chance could change."""

from dataclasses import dataclass

import orjson

from schema.http.compress import SMALLEST, compressed
from schema.http.engine import Outcome
from schema.http.errors import code_named
from schema.http.faults import Entry, Faults


@dataclass(frozen=True, slots=True)
class Encoded:
    """The body of an answer."""

    body: bytes
    is_compressed: bool
    is_repeatable: bool
    """Whether the same request would get the same bytes: false if something of ours failed."""
    codes: frozenset[str] = frozenset()
    """The codes of the errors of its fields."""


def encoded_errors(entries: list[Entry]) -> bytes:
    """The body of a request that was not executed: no data, not even null."""
    return orjson.dumps({"errors": entries})


def encoded_outcome(outcome: Outcome, faults: Faults, *, request_id: str, cost: dict[str, int], gzip: bool) -> Encoded:
    """The body of an executed request."""
    entries = [faults.field(error, request_id) for error in outcome.result.errors or ()]
    whole: dict[str, object] = {"errors": entries} if entries else {}
    whole |= {"data": outcome.result.data, "extensions": {"cost": cost}}
    body = orjson.dumps(whole)
    small = not gzip or len(body) < SMALLEST
    codes = frozenset(map(_code, entries))
    is_ours = any(code_named(code).status >= 500 for code in codes)
    return Encoded(body if small else compressed(body), not small, not is_ours, codes)


def _code(entry: Entry) -> str:
    extensions = entry["extensions"]
    return str(extensions["code"]) if isinstance(extensions, dict) else ""
