# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which languages a client wants, best first, from its Accept-Language header."""

import re

from schema.http.media import quality_of

MOST = 10
"""Languages taken from one header; further ones are not read."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def accepted_languages(header: str) -> tuple[str, ...]:
    """Language tags by falling quality, each once; equal quality keeps the client's order.

    Example:
        >>> accepted_languages("de;q=0.5, uk, *;q=0.1")
        ('uk', 'de')
    """
    found: dict[str, float] = {}
    for part in header.split(",")[:MOST]:
        tag, *parameters = (piece.strip() for piece in part.split(";"))
        if _TAG.fullmatch(tag):
            found.setdefault(_written(tag), quality_of([p.lower() for p in parameters]))
    wanted = [tag for tag, quality in found.items() if quality > 0]
    return tuple(sorted(wanted, key=lambda tag: -found[tag]))


def _written(tag: str) -> str:
    """The usual case of a tag: de, de-AT, sr-Latn."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])
