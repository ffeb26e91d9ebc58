# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be asked of a load."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a load."""

    feed: str = ""
    """The feed's key, where the files say none."""
    author: str = ""
    """Who loads; "": the loader."""
    dry_run: bool = False
    """Read, check and report, but write nothing."""
    strict: bool = False
    """Write nothing if there is any error."""
    shrink: bool = False
    """Write also what lacks more than a fifth of the claims that the feed has."""
    mapping: str = ""
    """The text of a mapping file, for what needs one; remembered with the feed."""
    loader: str = ""
    """The name of the loader that was asked for; remembered with the feed."""
    expected: int | None = None
    """Refuse if what the load touches has changed since this revision."""


DEFAULTS = Options()
