# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens the store file, having looked at its first bytes: what is not ours, damaged or too new stays untouched."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from graph.errors import StoreCorrupt, StoreTooNew, StoreUnavailable
from graph.stores.sqlite.errors import WAIT, told
from graph.stores.sqlite.schema import APPLICATION, MAGIC, STEPS, TABLES, VERSION

CACHE, BULK_CACHE = 16_000, 200_000
"""kB of pages that a connection keeps."""
MOST_LOG = 64_000_000
"""Bytes of write-ahead log that stay after it was folded into the file."""


class File:
    """One store file: a connection that writes, and as many that read as are in use at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._all: list[sqlite3.Connection] = []
        self._lock = Lock()
        look_at(path)
        with told(path):
            if not path.exists() or path.stat().st_size == 0:
                _create(path)
            self.writer = self._connect()
            _migrate(self.writer)

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """A connection for one thread, for a while."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        with told(self.path):
            connection = connection or self._connect(reads_only=True)
            try:
                yield connection
            finally:
                with self._lock:
                    self._idle.append(connection)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection for one thread, to which all that it reads looks like one moment, whoever writes meanwhile."""
        with self.reader() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, in_bulk: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, durable, or nothing; in bulk with room to sort in, and references unchecked."""
        with told(self.path):
            self.writer.execute(f"PRAGMA foreign_keys = {'OFF' if in_bulk else 'ON'}")
            self.writer.execute(f"PRAGMA cache_size = {-BULK_CACHE if in_bulk else -CACHE}")
            self.writer.execute("BEGIN IMMEDIATE")
            try:
                yield self.writer
                if self.writer.in_transaction:
                    self.writer.execute("COMMIT")
            finally:
                if self.writer.in_transaction:
                    self.writer.execute("ROLLBACK")

    def close(self) -> None:
        """Closes every connection; the last one folds the write-ahead log into the file."""
        with self._lock:
            for connection in reversed(self._all):
                connection.close()
            self._all, self._idle = [], []

    def _connect(self, *, reads_only: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = {-CACHE}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA journal_size_limit = {MOST_LOG}")
        if reads_only:
            connection.execute("PRAGMA query_only = ON")
        with self._lock:
            self._all.append(connection)
        return connection


def look_at(path: Path) -> None:
    """Refuses what cannot be a store of ours, without opening it.

    Raises:
        StoreUnavailable: no such folder, or no right to write.
        StoreCorrupt: not a store of ours.
        StoreTooNew: written by a newer version.
    """
    if not path.parent.is_dir():
        raise StoreUnavailable(f"There is no folder {path.parent}.", "Make it, or name another place for the store.")
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder.", "Name a file in it.")
    if not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        raise StoreUnavailable(
            f"{path} cannot be written.", "Give this user the right to write the file and its folder."
        )
    if path.exists() and path.stat().st_size:
        _judge(path, path.read_bytes()[:100] if path.stat().st_size < 200 else _head(path))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _judge(path: Path, head: bytes) -> None:
    if not head.startswith(MAGIC) or len(head) < 100:
        raise StoreCorrupt(f"{path} is not a Partnernetz store, or its beginning is damaged.", "Restore a backup.")
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application != APPLICATION:
        raise StoreCorrupt(f"{path} belongs to another program.", "Name another file for the store.")
    if version > VERSION:
        raise StoreTooNew(
            f"{path} was written by a newer version (format {version}, this one knows {VERSION}).",
            "Update Partnernetz, or restore a backup made with this version.",
        )


def _create(path: Path) -> None:
    """A new file under another name first, so that a half-made one is never found."""
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600, exist_ok=False)  # there are persons in it; what the engine puts beside it is as closed
    connection = sqlite3.connect(fresh, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.executescript(f"BEGIN;{TABLES}COMMIT;")
    connection.close()
    path.unlink(missing_ok=True)
    fresh.replace(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _migrate(connection: sqlite3.Connection) -> None:
    """Brings older tables up to date, each step whole or not at all."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for step in range(version, VERSION):
        # Asked again within the transaction: another process may have taken the step meanwhile.
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == step:
                for statement in STEPS[step].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step + 1}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    connection.execute("SELECT number FROM revision ORDER BY number DESC LIMIT 1").fetchone()
