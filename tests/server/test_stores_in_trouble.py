# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store file in trouble: one sentence that says what to do, status 2, and the file stays as it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from server import SAMPLE
from tests.server.conftest import Command

STORE = Path("data/partnernetz.db")


@pytest.fixture
def store(command: Command) -> Path:
    assert command("import", str(SAMPLE)).exit_code == 0
    return STORE


@pytest.mark.parametrize("words", [["check"], ["import", "x.yaml"], ["backup", "x.backup"], ["serve", "--port", "0"]])
def test_a_store_of_a_newer_version(command: Command, store: Path, words: list[str]) -> None:
    with closing(sqlite3.connect(store)) as other:
        other.execute("PRAGMA user_version = 999")
    before = store.read_bytes()

    result = command(*words)

    assert result.exit_code == 2
    assert "STORE_TOO_NEW data/partnernetz.db was written by a newer version" in result.stderr
    assert store.read_bytes() == before


@pytest.mark.parametrize("words", [["check"], ["backup", "x.backup"]])
def test_a_damaged_store(command: Command, store: Path, words: list[str]) -> None:
    damaged = bytearray(store.read_bytes())
    damaged[4096 : len(damaged) // 2] = bytes(len(damaged) // 2 - 4096)
    store.write_bytes(damaged)

    result = command(*words)

    assert result.exit_code == 2
    assert "STORE_CORRUPT data/partnernetz.db is damaged" in result.stderr
    assert store.read_bytes() == damaged


def damage(store: Path, start: int, end: int) -> None:
    held = bytearray(store.read_bytes())
    held[start:end] = bytes(end - start)
    store.write_bytes(held)


@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["import", str(SAMPLE)]])
def test_a_store_damaged_inside_is_told_before_anything_is_announced(
    command: Command, store: Path, words: list[str]
) -> None:
    damage(store, 8192, 20480)

    result = command(*words)

    assert result.exit_code == 2
    assert result.stderr.startswith("STORE_CORRUPT data/partnernetz.db is damaged")
    assert "Restore a backup" in result.stderr
    assert "Token" not in result.stderr


def test_a_check_of_a_store_damaged_inside_says_which_and_what_to_do(command: Command, store: Path) -> None:
    damage(store, 8192, 20480)

    result = command("check")

    assert result.exit_code == 1
    assert "data/partnernetz.db is damaged" in result.stdout + result.stderr
    assert "restore a backup" in result.stderr


def test_nobody_else_on_the_machine_reads_a_new_store(command: Command, store: Path) -> None:
    assert [oct(path.stat().st_mode & 0o777) for path in sorted(store.parent.iterdir())] == ["0o600", "0o600"]


@pytest.mark.slow
def test_a_store_that_another_process_holds(command: Command, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        result = command("import", str(SAMPLE), "--feed", "other")
        other.execute("ROLLBACK")

    assert result.exit_code == 2
    assert "STORE_LOCKED data/partnernetz.db is held by another process." in result.stderr
