# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an address of a download asks for, once it is understood: which view, what of it, and under which tag."""

from dataclasses import dataclass

from graph.export.wanted import Wanted
from graph.stores.protocol import View


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was asked for; its format is told by the name in the address."""

    view: View
    wanted: Wanted
    tag: str
    """Equal tags, equal files of one format."""
    is_public: bool
    """Whether everybody gets the same."""
