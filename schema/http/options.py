# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be left as it is when an edge is made."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from schema.http.bucket import Clock
from schema.http.longwork import LongWork


@dataclass(frozen=True, slots=True)
class Options:
    """What may be left as it is."""

    weights: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))
    docs: str = "/docs/errors"
    """Where error codes are explained; the code follows after #."""
    untagged: frozenset[str] = frozenset({"job"})
    """Root fields whose answer changes without a revision."""
    clock: Clock = time.monotonic
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("partnernetz.errors"))
    work: LongWork | None = None
    """Takes what is sent with `Prefer: respond-async`; without it that header says nothing."""
    address: str = ""
    """Where the service lies, for the addresses of jobs: "https://example.org/netz"."""
