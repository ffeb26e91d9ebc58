# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The state file: one SQLite database with the tables of every part of the state, brought to this version when opened.

Each part opens it by itself, so that no part waits for another's connection. Readers never wait for writers (WAL).
"""

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock

from graph.errors import StoreTooNew, StoreUnavailable

WAIT = 10.0
"""Seconds to wait for another process that writes."""
_APPLICATION = 0x506E5374
_STEPS = (
    """
    CREATE TABLE IF NOT EXISTS token (
        id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, name TEXT NOT NULL,
        made TEXT NOT NULL, expires TEXT NOT NULL, used TEXT NOT NULL DEFAULT '', revoked TEXT NOT NULL DEFAULT ''
    ) STRICT;
    """,
    """
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, records TEXT NOT NULL,
        request TEXT NOT NULL, revision INTEGER, hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE erasure (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, record TEXT NOT NULL, who TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE upload (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, expires TEXT NOT NULL
    ) STRICT;
    CREATE TABLE job (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, state TEXT NOT NULL,
        made TEXT NOT NULL, started TEXT NOT NULL DEFAULT '', finished TEXT NOT NULL DEFAULT '',
        error TEXT NOT NULL DEFAULT '', status INTEGER NOT NULL DEFAULT 0, media TEXT NOT NULL DEFAULT '', result BLOB
    ) STRICT;
    """,
    """
    ALTER TABLE job ADD COLUMN request TEXT;
    """,
)
"""What each version adds to the one before; a step that was released is never changed."""
VERSION = len(_STEPS)


def utc_now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


def text_of(moment: datetime) -> str:
    """A moment as the tables hold it; they sort as they follow each other."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime | None:
    """The moment that a table holds; None for "" (not yet)."""
    return datetime.fromisoformat(text) if text else None


class Database:
    """One connection to a state file; may be used from any thread.

    Raises:
        StoreUnavailable: the file cannot be opened, read or written.
        StoreTooNew: a newer version wrote it.
    """

    def __init__(self, path: Path, *, wait: float = WAIT) -> None:
        self.path = path
        self._is_open = False
        self._lock = RLock()
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._base = sqlite3.connect(path, timeout=wait, check_same_thread=False, isolation_level=None)
            self._base.execute("PRAGMA secure_delete = ON")
            self._base.execute(f"PRAGMA synchronous = {'FULL' if wait else 'NORMAL'}")
            self._prepare()
        self._is_open = True

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """What a question finds."""
        with self._lock, self._told():
            found: list[tuple[object, ...]] = self._base.execute(sql, tuple(values)).fetchall()
        return found

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """How many rows a change changed; durable when it returns."""
        with self._lock, self._told():
            return self._base.execute(sql, tuple(values)).rowcount

    def try_to_write(self, sql: str, values: Sequence[object] = ()) -> None:
        """A change that may be left out: while another process writes, it is."""
        with self._lock, self._told():
            try:
                self._base.execute(sql, tuple(values))
            except sqlite3.OperationalError:
                return

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is read and written inside is one: nobody else writes between, and a failure undoes all of it."""
        with self._lock, self._told():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def flush(self) -> None:
        """What was removed is nowhere in the file any more, nor beside it, once nobody reads an earlier state."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._base.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the file system and the engine complain of, in our words.

        Once the file is open, clients may be told of it: where it lies goes to the log alone.
        """
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            if not self._is_open:
                hint = "See that the file is ours and that it and its folder can be written, or set PARTNERNETZ_STATE."
                raise StoreUnavailable(f"The state file {self.path} cannot be used: {error}.", hint) from None
            fields = {"path": str(self.path), "error": str(error)}
            logging.getLogger("partnernetz").error("state file", extra={"fields": fields})
            is_busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            why = "another process writes to it" if is_busy else "the log says why"
            raise StoreUnavailable(f"The state file cannot be used now: {why}.", "Try again in a while.") from None

    def _prepare(self) -> None:
        if self._known_version() == VERSION:
            return
        self._base.execute("PRAGMA journal_mode = WAL")
        with self.together():
            # Asked again: another process may have done it meanwhile.
            version = self._known_version()
            for step in _STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    self._base.execute(statement)
            self._base.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._base.execute(f"PRAGMA user_version = {VERSION}")

    def _known_version(self) -> int:
        (number,) = self._base.execute("PRAGMA user_version").fetchone()
        if number > VERSION:
            raise StoreTooNew(f"The state file {self.path} was written by a newer version.", "Update Partnernetz.")
        return int(number)
