# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors as clients see them: message, place, code, hint, and a link to what the code means.

What went wrong inside stays inside: an unexpected error is shown as "Internal error" and logged under
the request id with its type and its frames, but without its message, since that may hold values.
"""

import logging
import traceback
from collections.abc import Mapping

from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError

from graph.errors import PartnernetzError, StoreError
from schema.http.documents import Invalid
from schema.http.errors import Code, Refused, code_named

Entry = dict[str, object]
"""One error of an answer, as JSON."""
HINTS: Mapping[Code, str] = {
    Code.GRAPHQL_PARSE_FAILED: "The position says where GraphQL ends: look there for a bracket or a quotation mark.",
    Code.GRAPHQL_VALIDATION_FAILED: "Compare with the schema: ask for __schema, or read /schema.graphql.",
    Code.BAD_USER_INPUT: "Send each variable that the operation declares, under its name and of its type.",
}
"""What to do about an error for which nobody has said so."""
STORE_SAYS = "The store cannot be used at the moment."
STORE_HINT = "Try again later; the operators find more in the log."


class Faults:
    """Writes the errors of one service.

    Args:
        docs: Where error codes are explained, without the code: "https://example.org/docs/errors".
        log: Takes internal errors.
    """

    def __init__(self, docs: str, log: logging.Logger) -> None:
        self._docs = docs
        self._log = log

    def of(self, error: Refused | PartnernetzError) -> tuple[Code, list[Entry]]:
        """The code and the errors of a request that was not executed, whoever refused it."""
        if isinstance(error, Refused):
            return error.code, self.refusal(error)
        return code_named(error.code), self.domain(error)

    def refusal(self, error: Refused) -> list[Entry]:
        """The errors of a request that was not executed."""
        if isinstance(error, Invalid):
            return [self._invalid(one, error.code) for one in error.errors]
        return [self._entry(error.message, error.code.name, error.hint)]

    def domain(self, error: PartnernetzError) -> list[Entry]:
        """The errors of a request that the service itself refused."""
        return [self._told(error)]

    def _told(self, error: PartnernetzError, of: GraphQLError | None = None) -> Entry:
        """What the service says of an error of its own; where a store lies is for the log alone."""
        if not isinstance(error, StoreError):
            return self._entry(error.message, error.code, error.hint, of=of)
        self._log.error("store error", extra={"fields": {"code": error.code, "message": error.message}})
        return self._entry(STORE_SAYS, error.code, STORE_HINT, of=of)

    def field(self, error: GraphQLError, request_id: str) -> Entry:
        """The error of one field, beside the data."""
        cause = _cause(error)
        if isinstance(cause, PartnernetzError):
            return self._told(cause, error)
        if isinstance(cause, GraphQLError) and _is_for_callers(cause):
            code = (cause.extensions or {}).get("code", Code.BAD_USER_INPUT.name)
            return self._entry(cause.message, str(code), of=error)
        self._log.error("internal error", extra={"fields": traced(cause, request_id)})
        hint = f"Tell the operators the request id {request_id}."
        return self._entry("Internal error", Code.INTERNAL_SERVER_ERROR.name, hint, of=error)

    def _invalid(self, error: GraphQLError, code: Code) -> Entry:
        """One thing wrong in a document or its variables; a scalar of ours may have said what, and what to do."""
        cause = _cause(error)
        if isinstance(cause, PartnernetzError):
            return self._entry(error.message, cause.code, cause.hint, of=error)
        return self._entry(error.message, code.name, HINTS.get(code, ""), of=error)

    def _entry(self, message: str, code: str, hint: str = "", of: GraphQLError | None = None) -> Entry:
        entry: Entry = {"message": message}
        if of is not None and of.locations:
            entry["locations"] = [{"line": place.line, "column": place.column} for place in of.locations]
        if of is not None and of.path is not None:
            entry["path"] = list(of.path)
        extensions = {"code": code, "hint": hint, "docs": f"{self._docs}#{code}"}
        entry["extensions"] = {key: value for key, value in extensions.items() if value}
        return entry


def _cause(error: GraphQLError) -> Exception:
    """The error that was raised first."""
    cause: Exception = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _is_for_callers(error: GraphQLError) -> bool:
    """Whether it speaks of the caller's values: arguments carry their node, values that we return do not."""
    named = "code" in (error.extensions or {}) or isinstance(error, StrawberryInputCoercionError)
    return named or bool(error.nodes)


def traced(error: BaseException, request_id: str) -> dict[str, object]:
    """What the log has of an error of ours: its type and its frames, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-20:]
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"request_id": request_id, "error": type(error).__qualname__, "frames": places}
