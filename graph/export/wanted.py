# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a view is exported, and how: projection, filter and languages; the view itself decides who sees what."""

from dataclasses import dataclass, field

from graph.selection import NetworkFilter, Projection


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export shall hold."""

    projection: Projection = Projection.STATED
    """Which network, where the format is one of networks."""
    filter: NetworkFilter = field(default_factory=NetworkFilter)
    """Which part of the network."""
    languages: tuple[str, ...] = ("de", "en")
    """In which language labels are shown: the first that has one."""
    address: str = ""
    """Where the service lies ("https://example.org/netz"), for formats that name records by address; "": nowhere."""
