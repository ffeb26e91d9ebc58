# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that were sent to be read: each for the one who sent it, for an hour, in a folder that only we may read.

A file appears under its id when it is whole. It keeps nothing of the name that it was sent under but the last part,
for people to read; on the disk it has its id for a name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import BinaryIO

from graph.errors import BadInput, StoreUnavailable
from graph.state.database import Database, moment_of, text_of, utc_now
from graph.state.missing import missing

KEPT = timedelta(hours=1)
MOST_NAME = 120
"""Characters of a name that are kept."""
ALL = 5
"""Times as many files of all owners as of one."""
_COLUMNS = "id, owner, name, size, expires"


class NoRoom(BadInput):
    """So many files wait already, or arrive.

    Args:
        count: How many.
        is_of_all: Whether they are those of all owners.
    """

    def __init__(self, count: int, *, is_of_all: bool) -> None:
        whose = "of all tokens" if is_of_all else "of this token"
        super().__init__(f"{count} files {whose} wait to be read already, or arrive.", "Read those first, or wait.")
        self.is_of_all = is_of_all


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that waits to be read."""

    id: str
    owner: str
    """The id of the token that sent it."""
    name: str
    size: int
    """Bytes."""
    expires: datetime


class Uploads:
    """The files that were sent to one service.

    Args:
        base: The state file.
        folder: Where the files lie; made when the first one comes.
        most: How many of one owner may wait or arrive at once.
        now: The time in UTC.
        kept: How long they wait.
    """

    def __init__(
        self,
        base: Database,
        folder: Path,
        *,
        most: int = 20,
        now: Callable[[], datetime] = utc_now,
        kept: timedelta = KEPT,
    ) -> None:
        self._base, self._folder, self._most, self._now, self._kept = base, folder, most, now, kept
        self._arriving: Counter[str] = Counter()
        self._lock = Lock()

    def begin(self, owner: str, name: str) -> "Incoming":
        """A file that comes in, piece by piece.

        Raises:
            NoRoom: too many wait already, or arrive.
            StoreUnavailable: the folder cannot be written.
        """
        self.tidy()
        with self._lock:
            self._check_room(owner)
            self._arriving[owner] += 1
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return Incoming(self, f"u-{token_urlsafe(16)}", owner, safe_name(name))
        except OSError as error:
            self.arrived(owner)
            raise _unwritable(self._folder, error) from None

    def _check_room(self, owner: str) -> None:
        rows = self._base.rows("SELECT owner, count(*) FROM upload GROUP BY owner")
        held = self._arriving + Counter({str(whose): int(str(count)) for whose, count in rows})
        if held[owner] >= self._most:
            raise NoRoom(held[owner], is_of_all=False)
        if held.total() >= self._most * ALL:
            raise NoRoom(held.total(), is_of_all=True)

    def arrived(self, owner: str) -> None:
        """One less arrives: it is whole, or was given up."""
        with self._lock:
            self._arriving[owner] -= 1
            self._arriving += Counter()

    def one(self, identifier: str, owner: str) -> tuple[Upload, Path]:
        """A file and where it lies.

        Raises:
            UnknownId: there is none, not for this owner, or its time is over.
        """
        rows = self._base.rows(f"SELECT {_COLUMNS} FROM upload WHERE id = ? AND owner = ?", (identifier, owner))
        upload = _read(*rows[0]) if rows else None
        if upload is None or upload.expires <= self._now() or not self.place(identifier).exists():
            raise missing(identifier, "upload", "It was read, or its time is over: send the file to /uploads again.")
        return upload, self.place(identifier)

    def done(self, identifier: str) -> None:
        """Removes a file that was read."""
        self._base.write("DELETE FROM upload WHERE id = ?", (identifier,))
        self.place(identifier).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Removes the files whose time is over, and what an upload that was cut off left behind."""
        for (name,) in self._base.rows("SELECT id FROM upload WHERE expires <= ?", (text_of(self._now()),)):
            self.done(str(name))
        known = {str(name) for (name,) in self._base.rows("SELECT id FROM upload")}
        for path in self._folder.glob("u-*") if self._folder.is_dir() else ():
            if path.name not in known and self._is_old(path):
                path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Removes all files, those included that are not whole yet."""
        for path in list(self._folder.glob("u-*")) if self._folder.is_dir() else []:
            self.done(path.name)

    def place(self, identifier: str) -> Path:
        """Where a file of this id lies."""
        return self._folder / identifier

    def keep(self, incoming: "Incoming") -> Upload:
        """A file that is whole, under its id."""
        expires = self._now() + self._kept
        upload = Upload(incoming.id, incoming.owner, incoming.name, incoming.size, expires)
        row = (upload.id, upload.owner, upload.name, upload.size, text_of(expires))
        self._base.write(f"INSERT INTO upload({_COLUMNS}) VALUES (?,?,?,?,?)", row)
        return upload

    def _is_old(self, path: Path) -> bool:
        """Whether nothing was written for as long as a file is kept."""
        try:
            return self._now().timestamp() - path.stat().st_mtime > self._kept.total_seconds()
        except OSError:
            return False


class Incoming:
    """A file that is not whole yet."""

    def __init__(self, uploads: Uploads, identifier: str, owner: str, name: str) -> None:
        self.id, self.owner, self.name = identifier, owner, name
        self.size = 0
        self._is_arriving = True
        self._uploads = uploads
        self._path = uploads.place(identifier)
        self._path.touch(mode=0o600, exist_ok=False)
        self._file: BinaryIO = self._path.open("wb")

    def write(self, piece: bytes) -> None:
        """The next piece.

        Raises:
            StoreUnavailable: the disk does not take it.
        """
        try:
            self._file.write(piece)
        except OSError as error:
            raise _unwritable(self._path.parent, error) from None
        self.size += len(piece)

    def rename(self, name: str) -> None:
        """What it is called, where that was said later than that it comes."""
        self.name = safe_name(name)

    def finish(self) -> Upload:
        """The file, whole."""
        try:
            self._file.close()
        except OSError as error:
            raise _unwritable(self._path.parent, error) from None
        upload = self._uploads.keep(self)
        self._leave()
        return upload

    def discard(self) -> None:
        """As if it had never come."""
        self._leave()
        self._path.unlink(missing_ok=True)
        with suppress(OSError):  # what it still held is not to be kept
            self._file.close()

    def _leave(self) -> None:
        if self._is_arriving:
            self._is_arriving = False
            self._uploads.arrived(self.owner)


def safe_name(name: str) -> str:
    """The last part of a file's name, without what could mislead a reader, a shell or a file system.

    Example:
        >>> safe_name("../../etc/passwd"), safe_name("C:/Städte/Liste 2024.xlsx"), safe_name(" .")
        ('passwd', 'Liste 2024.xlsx', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in "<>:\"|?*'`$&;")
    kept = plain.strip(" .")
    if len(kept) > MOST_NAME:
        stem, dot, end = kept.rpartition(".")
        suffix = f".{end}" if dot and len(end) <= 10 else ""
        kept = (stem if suffix else kept)[: MOST_NAME - len(suffix)] + suffix
    return kept or "file"


def _unwritable(folder: Path, error: OSError) -> StoreUnavailable:
    hint = "See that the folder can be written and that the disk has room."
    return StoreUnavailable(f"{folder.name} cannot be written: {error.strerror}.", hint)


def _read(*row: object) -> Upload:
    identifier, owner, name, size, expires = map(str, row)
    moment = moment_of(expires)
    assert moment is not None
    return Upload(identifier, owner, name, int(size), moment)
