# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The body of a request, read strictly: bounded, UTF-8, JSON without NaN, each key once."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import NoReturn

from schema.http.errors import ClientGone, Code, Refused
from schema.http.limits import Limits

Message = MutableMapping[str, object]
"""An ASGI message."""
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

DRAINED = 16
"""A body this many times too long is still read to its end, so that its sender can read the 413."""


async def read_body(receive: Receive, declared: str, limits: Limits) -> bytes:
    """The whole body.

    Args:
        receive: The ASGI channel.
        declared: The Content-Length header; empty if the body comes in chunks.
        limits: `body_size` counts.

    Raises:
        Refused: PAYLOAD_TOO_LARGE.
        ClientGone: The connection ended first.
    """
    patience = limits.body_size * DRAINED
    if declared.isdecimal() and int(declared) > patience:
        raise _too_large(limits)
    parts: list[bytes] = []
    size, more = 0, True
    while more and size <= patience:
        part, more = await _next_part(receive)
        size += len(part)
        if size <= limits.body_size:
            parts.append(part)
    if size > limits.body_size:
        raise _too_large(limits)
    return b"".join(parts)


async def _next_part(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGone
    body = message.get("body", b"")
    return body if isinstance(body, bytes) else b"", bool(message.get("more_body"))


def _too_large(limits: Limits) -> Refused:
    text = f"The body is longer than {limits.body_size} bytes."
    return Refused(Code.PAYLOAD_TOO_LARGE, text, "Send long values by another way.", (("Connection", "close"),))


def strict_json(text: str, where: str = "The body") -> object:
    """A JSON value without NaN, without infinite numbers, and with each key once.

    Raises:
        Refused: BAD_REQUEST.
    """
    try:
        value: object = json.loads(text, parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_each_once)
    except RecursionError:
        raise Refused(Code.BAD_REQUEST, f"{where} is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise Refused(Code.BAD_REQUEST, f"{where} is not JSON: {error.msg} at character {error.pos}.") from None
    except ValueError as error:
        raise Refused(Code.BAD_REQUEST, f"{where} is not JSON that can be read: {_reason(error)}") from None
    return value


def check_values(value: object, limits: Limits, where: str) -> None:
    """Nothing, if a JSON value is neither too deep nor too big, and all its texts can be written as UTF-8.

    Cost:
        O(values), never more than `json_values` of them.
    """
    depth, most = limits.json_depth, limits.json_values
    waiting, seen = [(value, 0)], 0
    while waiting:
        one, level = waiting.pop()
        seen += 1
        if seen > most + 1:
            raise Refused(Code.BAD_REQUEST, f"{where} has more than {most} values.")
        if isinstance(one, str):
            _check_text(one, where)
        elif isinstance(one, (dict, list)):
            if level >= depth:
                raise Refused(Code.BAD_REQUEST, f"{where} is nested deeper than {depth} levels.")
            waiting.extend((child, level + 1) for child in (one.values() if isinstance(one, dict) else one))
            for key in one if isinstance(one, dict) else ():
                _check_text(key, where)


def _check_text(text: str, where: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair is legal JSON, but no text: stores and answers could not hold it.
        raise Refused(Code.BAD_REQUEST, f"{where} has half a surrogate pair.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number.")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number is too large.")
    return number


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object.")
    return found


def _reason(error: ValueError) -> str:
    # Python's own refusal of long integers names an interpreter setting, which helps nobody here.
    return "a number has too many digits." if "digits" in str(error) else str(error)
