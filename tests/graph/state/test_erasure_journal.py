# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The erasure journal brings no record back, and is played again over an older store."""

from contextlib import closing
from pathlib import Path

from graph import ids
from graph.state.database import Database
from graph.state.journal import Erasure, Journal


def test_an_erasure_is_noted_once(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "state.db")) as base:
        first = Journal(base).note("s-8k2f", "command line", "asked for")
        again = Journal(base).note("s-8k2f", "someone else", "asked again")

        assert again == first
        assert Journal(base).all() == [first]


class Kept:
    """A store with some records, of which one is gone already."""

    def __init__(self) -> None:
        self.names = ["s-a", "s-b", "s-d", "s-e"]
        self.erased: list[str] = []

    def is_gone(self, tombstone: str) -> bool:
        return tombstone == ids.tombstone("s-b")

    def ids(self) -> list[str]:
        return self.names

    def erase(self, name: str, erasure: Erasure) -> None:
        self.erased.append(f"{name}: {erasure.reason}")


def test_a_replay_erases_what_is_there_and_passes_over_what_is_not(tmp_path: Path) -> None:
    store = Kept()
    with closing(Database(tmp_path / "state.db")) as base:
        journal = Journal(base)
        for record in ("s-a", "s-b", "s-c", "s-d"):
            journal.note(record, "command line", "asked for")

        assert journal.replay(store) == 2
    assert store.erased == ["s-a: asked for", "s-d: asked for"]


def test_the_journal_does_not_tell_an_id_which_may_say_a_name(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "state.db")) as base:
        Journal(base).note("s-kanarienvogel", "command line", "asked for")

    assert b"kanarienvogel" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
