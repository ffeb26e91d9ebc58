# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the file well: a backup while others write, and a full check."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.stores.sqlite.errors import told
from graph.stores.sqlite.files import File

STEP = 512
"""Pages copied before others may go on."""
OFTEN = 10_000
"""Steps of the engine after which a check asks whether it is over."""


def back_up(file: File, path: Path, progress: Callable[[float], None] | None = None) -> None:
    """Writes one whole revision to a new file, also while others write.

    Raises:
        StoreUnavailable: there is such a file, or it cannot be written.
    """
    if path.exists() and path.stat().st_size:
        raise StoreUnavailable(f"{path} is there already.", "Choose another name: a backup is never overwritten.")

    def tell(_: int, remaining: int, total: int) -> None:
        if progress is not None and total:
            progress(1 - remaining / total)

    with told(path):
        copy = sqlite3.connect(path, isolation_level=None)
        try:
            with file.reader() as connection:
                # One read transaction holds one revision, whatever is written meanwhile.
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM revision").fetchone()
                connection.backup(copy, pages=STEP, progress=tell)
                connection.execute("COMMIT")
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def found_quickly(file: File, is_over: Callable[[], bool]) -> list[str]:
    """What a look at every page finds wrong, without comparing indexes; nothing if it was over before the end."""
    with file.reader() as connection:
        connection.set_progress_handler(is_over, OFTEN)
        try:
            return [str(row[0]) for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
        except sqlite3.DatabaseError as error:
            return [] if is_over() else [str(error)]
        finally:
            connection.set_progress_handler(None, 0)


def found_wrong(file: File) -> list[str]:
    """What a full check finds wrong: in the file, between its tables, and in its order of revisions."""
    with file.reader() as connection:
        try:
            wrong = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            if wrong:
                return wrong
            wrong += [f"{row[0]} {row[1]} speaks of {row[2]} that is not there" for row in _dangling(connection)]
            last, count = connection.execute("SELECT coalesce(max(number), 0), count(*) FROM revision").fetchone()
            wrong += [f"{last} revisions are numbered, {count} are there"] if last != count else []
            late = connection.execute(
                "SELECT count(*) FROM claim WHERE entered > ? OR left > ?", (last, last)
            ).fetchone()[0]
            return wrong + ([f"{late} claims are of revisions that are not there"] if late else [])
        except sqlite3.DatabaseError as error:
            return [str(error)]


def _dangling(connection: sqlite3.Connection) -> list[tuple[str, int, str]]:
    return connection.execute("PRAGMA foreign_key_check").fetchall()[:20]
