# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is an archive what it says it is? Asked before anything in it is read: sizes, ratio, number and names of its files.

A small file may unpack to more than any memory holds, and a directory may lie about it; so every part is unpacked once,
in small pieces, and must end where the directory says.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from loaders.loader import Place, Problem
from loaders.tables.table import MAX_BYTES, broken

MAX_UNPACKED = 1_500_000_000
MAX_RATIO = 150
"""How much larger than the archive its content may be, once it is larger than `FREELY`."""
FREELY = 50_000_000
MAX_FILES = 5_000
PIECE = 4_000_000

Look = Callable[[str], Callable[[bytes], str] | None]
"""For a part's name: what looks at its pieces and says what is wrong, "" for nothing; None: nobody looks."""


def archive_problem(path: Path, look: Look) -> Problem | None:
    """What is wrong with a ZIP archive; None if it may be read.

    Cost: O(unpacked size), a few MB of memory.
    """
    place = Place(path.name)
    if path.stat().st_size > MAX_BYTES:
        message = f"The file has more than {MAX_BYTES // 1_000_000} MB."
        return broken("TOO_LARGE", message, place, "Divide it into several files.")
    try:
        with zipfile.ZipFile(path) as archive:
            wrong = _directory(archive.infolist(), path.stat().st_size) or _content(archive, look)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError):
        hint = "Open and save it anew, or fetch it again."
        return broken("BAD_ARCHIVE", "The file is damaged, or protected by a password.", place, hint)
    return broken("NOT_OPENED", wrong, place, "Such a file is not opened: it could take all memory.") if wrong else None


def _directory(parts: list[zipfile.ZipInfo], size: int) -> str:
    whole = sum(part.file_size for part in parts)
    if len(parts) > MAX_FILES:
        return f"The archive holds more than {MAX_FILES:,} files."
    if len({part.filename for part in parts}) < len(parts):
        return "The archive holds a file twice."
    if whole > MAX_UNPACKED or (whole > FREELY and whole > size * MAX_RATIO):
        return f"The archive unpacks to {whole // 1_000_000:,} MB."
    if any(re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:", part.filename) for part in parts):
        return "The archive names files outside itself."
    return ""


def _content(archive: zipfile.ZipFile, look: Look) -> str:
    for part in archive.infolist():
        see = look(part.filename)
        with archive.open(part) as content:
            while piece := content.read(PIECE):
                if see and (wrong := see(piece)):
                    return wrong
    return ""
