# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The state file: brought to the newest version once, shared by its parts, all or nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreTooNew, StoreUnavailable
from graph.state.database import VERSION, Database

FIRST = """
CREATE TABLE token (
    id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, name TEXT NOT NULL,
    made TEXT NOT NULL, expires TEXT NOT NULL, used TEXT NOT NULL DEFAULT '', revoked TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO token(id, hash, role, name, made, expires) VALUES ('1', x'01', 'STAFF', 'office', '', '');
PRAGMA user_version = 1;
"""


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as other:
        return int(other.execute("PRAGMA user_version").fetchone()[0])


def test_a_file_of_the_first_version_gets_the_new_tables_and_keeps_its_tokens(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db")) as old:
        old.executescript(FIRST)

    with closing(Database(tmp_path / "state.db")) as base:
        assert base.rows("SELECT name FROM token") == [("office",)]
        assert base.rows("SELECT * FROM audit") == []
    assert version_of(tmp_path / "state.db") == VERSION


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db")) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (tmp_path / "state.db").read_bytes()

    with pytest.raises(StoreTooNew):
        Database(tmp_path / "state.db")
    assert (tmp_path / "state.db").read_bytes() == before


def half_done(base: Database) -> None:
    with base.together():
        base.write("INSERT INTO erasure(at, record, who, reason) VALUES ('', 's-a', '', '')")
        base.write("INSERT INTO erasure(at) VALUES (NULL)")


def test_what_fails_in_the_middle_is_undone(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "state.db")) as base:
        with pytest.raises(StoreUnavailable):
            half_done(base)

        assert base.rows("SELECT * FROM erasure") == []


def test_an_optional_change_is_left_out_while_another_writes(tmp_path: Path) -> None:
    change = "INSERT INTO erasure(at, record, who, reason) VALUES ('', ?, '', '')"
    with closing(Database(tmp_path / "state.db")) as base, closing(Database(tmp_path / "state.db", wait=0)) as hasty:
        with base.together():
            hasty.try_to_write(change, ("s-a",))
        hasty.try_to_write(change, ("s-b",))

        assert base.rows("SELECT record FROM erasure") == [("s-b",)]


def test_where_the_file_lies_is_told_to_who_opens_it_and_later_to_the_log_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StoreUnavailable, match=str(tmp_path)):
        Database(tmp_path / "folder.db")
    with closing(Database(tmp_path / "state.db")) as base, pytest.raises(StoreUnavailable) as told:
        base.write("INSERT INTO erasure(at) VALUES (NULL)")

    assert str(tmp_path) not in f"{told.value.message} {told.value.hint}"
    assert [record.fields["path"] for record in caplog.records] == [str(tmp_path / "state.db")]  # type: ignore[attr-defined]  # our logs carry it


def test_a_change_that_cannot_be_written_is_told_in_our_words(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "state.db")) as base, pytest.raises(StoreUnavailable, match="cannot be used"):
        base.write("INSERT INTO erasure(at) VALUES (NULL)")
