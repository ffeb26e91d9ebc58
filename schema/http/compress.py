# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers over about a kilobyte are compressed where the client accepts gzip.

Level 4: a tenth of the time of level 9 for nearly the size. The header carries no time, so equal
answers stay equal to the byte.
"""

import gzip

from schema.http.media import quality_of

SMALLEST = 1_000
"""Bytes below which compression gains nothing."""

_LEVEL = 4


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether the client takes gzip.

    Example:
        >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0"), accepts_gzip("")
        (True, False, False)
    """
    found: dict[str, float] = {}
    for part in accept_encoding.lower().split(",")[:20]:
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        found[coding] = quality_of(parameters)
    return found.get("gzip", found.get("*", 0.0)) > 0


def compressed(body: bytes) -> bytes:
    """The body as gzip."""
    return gzip.compress(body, _LEVEL, mtime=0)
