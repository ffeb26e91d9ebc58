# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are written whole or not at all, never over another, and readable by their owner only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput, StoreUnavailable


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which bears its name once it is whole.

    Raises:
        BadInput: there is such a file already.
        StoreUnavailable: it cannot be written.
    """
    if path.exists():
        raise BadInput(f"{path} is there already.", "Choose another name, or move it away.")
    part = path.with_name(f"{path.name}.part-{os.getpid()}")
    try:
        with _made(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        hint = "See that the folder exists, can be written and has room."
        raise StoreUnavailable(f"{path} cannot be written: {error.strerror}.", hint) from None
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _made(part: Path) -> Iterator[BinaryIO]:
    part.touch(mode=0o600)  # what staff see is in it, persons too
    with part.open("r+b") as file:
        yield file
