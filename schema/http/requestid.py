# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One id per request, from the client or made here, that answer and log lines share."""

import re
import secrets
from collections.abc import MutableMapping

_FIT = re.compile(r"[A-Za-z0-9._-]{1,64}")


def request_id(scope: MutableMapping[str, object]) -> str:
    """The id of this request; the same each time it is asked.

    A client's own id is taken only if it is short and plain, since it goes into logs.
    """
    state = scope.setdefault("state", {})
    if not isinstance(state, dict):
        return secrets.token_hex(8)
    if "request_id" not in state:
        sent = _sent(scope)
        state["request_id"] = sent if _FIT.fullmatch(sent) else secrets.token_hex(8)
    return str(state["request_id"])


def _sent(scope: MutableMapping[str, object]) -> str:
    headers = scope.get("headers")
    pairs = headers if isinstance(headers, (list, tuple)) else ()
    return next((value.decode("latin-1") for name, value in pairs if name == b"x-request-id"), "")
