# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client would rather have, from its Prefer header (RFC 7240)."""

from schema.http.head import Head


def wants_later(head: Head) -> bool:
    """Whether a request would rather be answered later than not at all: `Prefer: respond-async`."""
    preferences = (part.split(";")[0].strip().lower() for part in head.header("prefer").split(",")[:20])
    return "respond-async" in preferences
