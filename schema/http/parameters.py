# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parameters of a GraphQL request, from the body of a POST or the query string of a GET."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from schema.http.body import check_values, strict_json
from schema.http.errors import Code, Refused
from schema.http.limits import Limits


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a client asks, as it was sent."""

    query: str
    operation_name: str
    """Empty: the only operation of the document."""
    variables: Mapping[str, object]
    extensions: Mapping[str, object]


def posted(body: bytes, limits: Limits) -> Parameters:
    """The parameters in the body of a POST.

    Raises:
        Refused: BAD_REQUEST.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(Code.BAD_REQUEST, f"The body is not UTF-8: byte {error.start}.") from None
    return checked(strict_json(text), limits)


def in_query_string(target: str, limits: Limits) -> Parameters:
    """The parameters in the query string of a GET; variables and extensions are JSON there.

    Raises:
        Refused: BAD_REQUEST.
    """
    try:
        pairs = parse_qsl(target, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise Refused(Code.BAD_REQUEST, "The query string cannot be read as UTF-8.") from None
    found: dict[str, object] = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(Code.BAD_REQUEST, "A parameter stands twice in the query string.", "Send it once.")
    for name in ("variables", "extensions"):
        if text := found.get(name):
            found[name] = strict_json(str(text), f'The parameter "{name}"')
        else:
            found.pop(name, None)
    return checked(found, limits)


def checked(value: object, limits: Limits) -> Parameters:
    """The parameters in a JSON value.

    Raises:
        Refused: BAD_REQUEST.
    """
    if not isinstance(value, dict):
        raise Refused(Code.BAD_REQUEST, "The body is not a JSON object.", 'Send {"query": "{ __typename }"}.')
    query, name = value.get("query"), value.get("operationName")
    if not isinstance(query, str):
        raise Refused(Code.BAD_REQUEST, 'The parameter "query" is missing or not a string.', "Send the document in it.")
    if not isinstance(name, (str, type(None))):
        raise Refused(Code.BAD_REQUEST, 'The parameter "operationName" is not a string.')
    check_values([query, name], limits, "The request")
    variables, extensions = (_mapping(value.get(key), key, limits) for key in ("variables", "extensions"))
    return Parameters(query, name or "", variables, extensions)


def _mapping(value: object, name: str, limits: Limits) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(Code.BAD_REQUEST, f'The parameter "{name}" is not an object.')
    check_values(value, limits, f'The parameter "{name}"')
    return value
