# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens: shown once, kept as hashes, ended by time or by hand."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import BadInput, StoreTooNew, StoreUnavailable, Unauthenticated
from graph.tokens import Tokens


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def test_a_token_is_found_by_its_secret_and_the_secret_is_nowhere_in_the_file(tmp_path: Path) -> None:
    with closing(Tokens(tmp_path / "state.db")) as tokens:
        secret, token = tokens.new("STAFF", "office")
        assert tokens.who(secret).id == token.id
        files = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert secret.encode() not in files
    assert b"office" in files


def test_the_state_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    Tokens(tmp_path / "state.db").close()

    assert (tmp_path / "state.db").stat().st_mode & 0o077 == 0


def test_a_token_ends_with_its_last_day(tmp_path: Path) -> None:
    clock = Clock()
    with closing(Tokens(tmp_path / "state.db", clock)) as tokens:
        secret, _ = tokens.new("ADMIN", "", days=1)
        clock.at += timedelta(days=1)

        with pytest.raises(Unauthenticated):
            tokens.who(secret)


def test_an_unknown_and_a_revoked_token_are_told_the_same(tmp_path: Path) -> None:
    with closing(Tokens(tmp_path / "state.db")) as tokens:
        secret, token = tokens.new("EDITOR", "")
        tokens.revoke(token.id)

        messages = set()
        for wrong in (secret, "pn_made-up"):
            with pytest.raises(Unauthenticated) as raised:
                tokens.who(wrong)
            messages.add(raised.value.message)

    assert len(messages) == 1


def test_the_last_use_is_noted_and_the_first_end_stays(tmp_path: Path) -> None:
    clock = Clock()
    with closing(Tokens(tmp_path / "state.db", clock)) as tokens:
        secret, token = tokens.new("STAFF", "")
        tokens.who(secret)
        tokens.revoke(token.id)
        clock.at += timedelta(hours=1)
        tokens.revoke(token.id)
        (listed,) = tokens.all()

    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (listed.used, listed.revoked) == (noon, noon)


def test_asking_who_a_token_is_does_not_wait_for_another_writer(tmp_path: Path) -> None:
    with closing(Tokens(tmp_path / "state.db")) as tokens:
        secret, token = tokens.new("STAFF", "")
        with closing(sqlite3.connect(tmp_path / "state.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert tokens.who(secret).id == token.id
            other.execute("ROLLBACK")


def test_a_token_of_this_run_is_written_nowhere_and_ends_with_it(tmp_path: Path) -> None:
    with closing(Tokens(tmp_path / "state.db")) as tokens:
        secret = tokens.for_this_run("EDITOR")
        assert tokens.who(secret).role == "EDITOR"
        assert tokens.all() == []
    with closing(Tokens(tmp_path / "state.db")) as tokens, pytest.raises(Unauthenticated):
        tokens.who(secret)


@pytest.mark.parametrize(("role", "days"), [("PUBLIC", 1), ("BOSS", 1), ("STAFF", 0), ("STAFF", 3661)])
def test_no_token_for_an_unknown_role_or_an_odd_time(tmp_path: Path, role: str, days: int) -> None:
    with closing(Tokens(tmp_path / "state.db")) as tokens, pytest.raises(BadInput):
        tokens.new(role, "", days=days)


def test_a_file_of_another_program_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "state.db").write_text("not a data base" * 100)

    with pytest.raises(StoreUnavailable, match=r"state\.db cannot be used"):
        Tokens(tmp_path / "state.db")
    assert (tmp_path / "state.db").read_text() == "not a data base" * 100


def test_a_state_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Tokens(tmp_path / "state.db").close()
    with closing(sqlite3.connect(tmp_path / "state.db")) as other:
        other.execute("PRAGMA user_version = 99")

    with pytest.raises(StoreTooNew):
        Tokens(tmp_path / "state.db")
