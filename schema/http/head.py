# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The head of a request: what is refused before a byte of the body is read.

Repeated headers that decide something are refused, since two readers may disagree on which counts.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from schema.http.errors import Code, Refused
from schema.http.limits import Limits

Scope = MutableMapping[str, object]
"""An ASGI connection scope."""

_ONCE = ("authorization", "content-type", "content-encoding", "content-length", "if-none-match")
_ALLOWED = ("Allow", "GET, POST, OPTIONS")


@dataclass(frozen=True, slots=True)
class Head:
    """Method, target and headers of one request."""

    method: str
    target: str
    """The query string, undecoded."""
    headers: Mapping[str, str]
    """By lower-case name; repeated ones joined by a comma."""
    address: str
    """The client's address; empty if unknown (a local socket)."""

    def header(self, name: str) -> str:
        """The value of a header, or an empty string."""
        return self.headers.get(name, "")


def read_head(scope: Scope, limits: Limits) -> Head:
    """The head, once all rules that need nothing but it are met.

    Raises:
        Refused: 431, 414, 400 for repeated headers, 403.
    """
    raw = _raw_headers(scope)
    _check_size(scope, raw, limits)
    # A socket begins with a GET.
    method = str(scope.get("method", "GET"))
    head = Head(method, _text(scope.get("query_string", b"")), _joined(raw), _address(scope))
    _check_place(head)
    return head


def id_in_path(scope: Scope) -> str:
    """The path parameter `id`; "" where the address has none."""
    parameters = scope.get("path_params")
    return str(parameters.get("id", "")) if isinstance(parameters, dict) else ""


def check_graphql(head: Head) -> None:
    """Nothing, if this can be a GraphQL request.

    Raises:
        Refused: 405, 415.
    """
    if head.method not in ("GET", "POST", "OPTIONS"):
        raise Refused(Code.METHOD_NOT_ALLOWED, f"{head.method} is not supported here.", "Use GET or POST.", (_ALLOWED,))
    if head.method == "POST":
        _check_type(head)


def _raw_headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    headers = scope["headers"]
    return [(bytes(name), bytes(value)) for name, value in headers] if isinstance(headers, (list, tuple)) else []


def _check_size(scope: Scope, raw: list[tuple[bytes, bytes]], limits: Limits) -> None:
    if len(raw) > limits.header_count:
        raise Refused(Code.HEADERS_TOO_LARGE, f"{len(raw)} headers; at most {limits.header_count} are read.")
    size = sum(len(name) + len(value) for name, value in raw)
    if size > limits.header_size:
        raise Refused(Code.HEADERS_TOO_LARGE, f"Headers of {size} bytes; at most {limits.header_size} are read.")
    length = len(_text(scope.get("raw_path") or b"")) + len(_text(scope.get("query_string", b"")))
    if length > limits.target_length:
        hint = "Send the document in the body of a POST."
        raise Refused(Code.URI_TOO_LONG, f"A target of {length} bytes; at most {limits.target_length} are read.", hint)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _joined(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = _text(name).lower(), _text(value)
        if key in headers and key in _ONCE:
            raise Refused(Code.BAD_REQUEST, f"The header {key} stands there twice.", "Send it once.")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if isinstance(client, (list, tuple)) and client else ""


def _check_place(head: Head) -> None:
    foreign = head.header("sec-fetch-site") == "cross-site" and head.header("sec-fetch-mode") != "cors"
    if head.method == "GET" and foreign:
        raise Refused(Code.FORBIDDEN, "A page elsewhere may not embed this address.", "Use fetch with mode cors.")


def _check_type(head: Head) -> None:
    media, *parameters = (part.strip().lower() for part in head.header("content-type").split(";"))
    plain = all(p.replace('"', "").replace(" ", "") in ("charset=utf-8", "charset=utf8", "") for p in parameters)
    if media != "application/json" or not plain:
        hint = "Send Content-Type: application/json, with or without charset=utf-8."
        raise Refused(Code.UNSUPPORTED_MEDIA_TYPE, "The body is not application/json in UTF-8.", hint)
    if head.header("content-encoding").strip().lower() not in ("", "identity"):
        raise Refused(Code.UNSUPPORTED_MEDIA_TYPE, "A compressed body is not read.", "Send it without encoding.")
