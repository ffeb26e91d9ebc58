# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The erasure journal brings no record back, and is played again over an older store."""

from contextlib import closing
from pathlib import Path

from graph.errors import Gone, UnknownId
from graph.state.database import Database
from graph.state.journal import Erasure, Journal


def test_an_erasure_is_noted_once(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "state.db")) as base:
        first = Journal(base).note("s-8k2f", "command line", "asked for")
        again = Journal(base).note("s-8k2f", "someone else", "asked again")

        assert again == first
        assert Journal(base).all() == [first]


def test_a_replay_erases_what_is_there_and_passes_over_what_is_not(tmp_path: Path) -> None:
    erased: list[str] = []

    def erase(erasure: Erasure) -> None:
        if erasure.record == "s-b":
            raise Gone("s-b")
        if erasure.record == "s-c":
            raise UnknownId("s-c")
        erased.append(erasure.record)

    with closing(Database(tmp_path / "state.db")) as base:
        journal = Journal(base)
        for record in ("s-a", "s-b", "s-c", "s-d"):
            journal.note(record, "command line", "asked for")

        assert journal.replay(erase) == 2
    assert erased == ["s-a", "s-d"]
