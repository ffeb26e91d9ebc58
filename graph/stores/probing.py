# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the places of the store and the state can be written now: what the health page asks before a client does."""

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile

from graph.errors import StoreUnavailable

BLOCK = 4096
"""Bytes that are written for a try: one page of the store."""


def probe_places(files: Iterable[Path]) -> None:
    """Returns if each file is there and can be written, and its folder takes a new block to the disk.

    Raises:
        StoreUnavailable: names the first that cannot.

    Cost: one write to the disk per folder.
    """
    known = list(files)
    for file in known:
        if not os.access(file, os.R_OK | os.W_OK):
            raise StoreUnavailable(f"{file} is gone or cannot be written.", "Look at the disk and the rights.")
    for folder in sorted({file.absolute().parent for file in known}):
        _try_folder(folder)


def _try_folder(folder: Path) -> None:
    try:
        with TemporaryFile(dir=folder) as trial:
            trial.write(bytes(BLOCK))
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        hint = "Look at the disk's room and the rights."
        raise StoreUnavailable(f"{folder} cannot be written: {error.strerror}.", hint) from None
