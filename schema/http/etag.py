# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strong entity tags: equal request, equal bytes, so the tag is known before anything is executed.

The tag covers what the answer depends on: the revision this audience sees, the program, the limits, the
document, the variables, the operation, the role, the languages and the media type. Compressed bytes
are other bytes, so their tag ends in `-gzip`. A match answers 304 to a GET and, unlike in plain HTTP, to
a query by POST too: a GraphQL query is safe whatever method carries it.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

GZIP = "-gzip"

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def entity_tag(parts: Iterable[str], variables: Mapping[str, object]) -> str:
    """A tag without quotes.

    Args:
        parts: What the answer depends on beside the variables, in a fixed order.
        variables: As sent; their order does not matter.
    """
    written = json.dumps(variables, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256()
    for part in (*parts, written):
        encoded = part.encode()
        digest.update(f"{len(encoded)}:".encode())
        digest.update(encoded)
    return digest.hexdigest()[:32]


def matched(tag: str, if_none_match: str) -> str:
    """The tag the client holds for this answer, quoted; empty if it holds another one.

    Example:
        >>> matched("abc", '"xyz", W/"abc-gzip"')
        '"abc-gzip"'
    """
    for held in _TAG.findall(if_none_match):
        if held in (tag, tag + GZIP):
            return f'"{held}"'
    return ""


def is_any(if_none_match: str) -> bool:
    """Whether the client wants no answer at all if there is one; whether there is, only executing tells."""
    return if_none_match.strip() == "*"
