# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one table of error codes: what each means and which HTTP status it has.

The status is used when the request as a whole is refused. An error of one field stands beside the
data, with status 200. `soft` codes belong to GraphQL rather than to HTTP: under `application/json`
they answer 200, as the GraphQL-over-HTTP draft wants it.
"""

from collections.abc import Sequence
from enum import Enum


class Code(Enum):
    """A stable error code; its name is what programs read."""

    BAD_REQUEST = 400, "The body or the parameters are not a GraphQL request."
    UNAUTHENTICATED = 401, "The token is unknown, expired or revoked."
    FORBIDDEN = 403, "The role or the place the request comes from does not allow this."
    NOT_FOUND = 404, "Nothing is at this address, or not for this token."
    METHOD_NOT_ALLOWED = 405, "This operation does not go with this HTTP method."
    NOT_ACCEPTABLE = 406, "None of the accepted media types is offered."
    PAYLOAD_TOO_LARGE = 413, "The body is longer than allowed."
    URI_TOO_LONG = 414, "Path and query string are longer than allowed."
    UNSUPPORTED_MEDIA_TYPE = 415, "The body is not plain application/json in UTF-8."
    RATE_LIMITED = 429, "The bucket of this token or address is empty."
    HEADERS_TOO_LARGE = 431, "The headers are too many or too long."
    GRAPHQL_PARSE_FAILED = 400, "The document is not GraphQL.", True
    GRAPHQL_VALIDATION_FAILED = 400, "The document does not fit the schema.", True
    OPERATION_RESOLUTION_FAILURE = 400, "The document has no such operation, or it cannot be run here.", True
    QUERY_TOO_COMPLEX = 400, "The document or its cost is beyond a limit.", True
    BAD_USER_INPUT = 400, "The caller's values do not fit.", True
    DEADLINE_EXCEEDED = 503, "The answer took longer than allowed.", True
    OVERLOADED = 503, "All places for executions are taken."
    INTERNAL_SERVER_ERROR = 500, "An error of ours; the log has it under the request id."
    UNKNOWN_CODE = 400, "No such code in a vocabulary.", True
    UNKNOWN_ID = 400, "No record has this id.", True
    AMBIGUOUS_NAME = 400, "A name fits several records.", True
    BAD_CURSOR = 400, "The cursor does not belong to this list.", True
    BAD_DATE = 400, "Not a partial date.", True
    UNKNOWN_REVISION = 400, "No such revision.", True
    GONE = 410, "The record was erased.", True
    CONFLICT = 409, "The store has moved on since it was read.", True
    BAD_VOCABULARY = 500, "The vocabulary file is wrong."
    PARTNERNETZ_ERROR = 500, "An error of ours without a code of its own."
    STORE_ERROR = 503, "The store cannot answer."
    STORE_UNAVAILABLE = 503, "The store cannot be opened, read or written."
    STORE_LOCKED = 503, "Another process holds the store."
    STORE_TOO_NEW = 503, "The store was written by a newer version."
    STORE_CORRUPT = 503, "The store is damaged."

    def __init__(self, status: int, meaning: str, soft: bool = False) -> None:
        self.status = status
        self.meaning = meaning
        self.soft = soft


def code_named(name: str) -> Code:
    """The code of this name; one that the table does not know counts as an error of ours."""
    return Code.__members__.get(name, Code.INTERNAL_SERVER_ERROR)


class Refused(Exception):
    """A request that is answered without being executed (or without its result).

    Args:
        code: What is wrong.
        message: What, which, where.
        hint: What to do next.
        headers: Headers that belong to the answer, such as Allow or Retry-After.
    """

    def __init__(self, code: Code, message: str, hint: str = "", headers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.headers = tuple(headers)


class ClientGone(Exception):
    """The client has hung up; nobody is left to answer."""
