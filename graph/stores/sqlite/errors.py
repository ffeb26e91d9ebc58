# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the engine's errors mean for the person who runs the service: ours, each with what to do."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreCorrupt, StoreError, StoreLocked, StoreUnavailable

WAIT = 10.0
"""Seconds that a writer waits for another."""
DAMAGE = ("not a database", "malformed", "corrupt", "could not decode")
"""In the engine's words."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Lets errors of the engine out as ours."""
    try:
        yield
    except (sqlite3.Error, zlib.error) as error:
        raise meaning(path, error) from error


def meaning(path: Path, error: sqlite3.Error | zlib.error) -> StoreError:
    """The error of ours that says what this one means."""
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return StoreLocked(
            f"{path} is held by another process.", f"Waited {WAIT:.0f} s; try again when its import has ended."
        )
    is_damage = isinstance(error, zlib.error) or any(word in words for word in DAMAGE)
    if is_damage:
        return StoreCorrupt(f"{path} is damaged: {error}.", "Restore a backup; keep the damaged file for inspection.")
    if "readonly" in words or "permission" in words:
        return StoreUnavailable(
            f"{path} cannot be written.", "Give this user the right to write the file and its folder."
        )
    if "full" in words:
        return StoreUnavailable(f"{path}: the disk is full.", "Make room; nothing of the last change was written.")
    return StoreUnavailable(
        f"{path} cannot be used: {error}.", "See that the file and its folder can be read and written."
    )
