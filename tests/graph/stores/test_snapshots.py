# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader finds in the file looks like one moment, whoever writes meanwhile."""

import sqlite3

from graph.stores.sqlite.files import File

COUNT = "SELECT count(*) FROM word"


def add(connection: sqlite3.Connection, text: str) -> None:
    connection.execute("INSERT INTO word (text) VALUES (?)", (text,))


def test_a_snapshot_does_not_see_what_is_written_after_its_first_look(tmp_path):
    file = File(tmp_path / "city.db")

    with file.snapshot() as reader:
        before = reader.execute(COUNT).fetchone()
        with file.writing() as writer:
            add(writer, "solidarity")
        during = reader.execute(COUNT).fetchone()
    with file.snapshot() as reader:
        after = reader.execute(COUNT).fetchone()
    file.close()

    assert (before, during, after) == ((0,), (0,), (1,))


def test_a_connection_returns_from_a_snapshot_that_failed_without_its_transaction(tmp_path):
    file = File(tmp_path / "city.db")

    try:
        with file.snapshot() as reader:
            raise KeyError("what a reader may meet")
    except KeyError:
        pass

    with file.reader() as again:
        assert again is reader
        assert not again.in_transaction
    file.close()
