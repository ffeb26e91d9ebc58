# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""After an erasure, no byte of what was erased is in the state file, beside it, or among the uploads."""

from contextlib import closing
from pathlib import Path

from graph.state.jobs import JobState, Result
from graph.state.whole import State, open_state

CANARY = b"Zzanary Person"


def fill(state: State) -> None:
    """An answer, a whole upload and half of one."""
    job = state.jobs.new("1a2b")
    state.jobs.end(job.id, JobState.DONE, result=Result(200, "application/json", CANARY * 1000))
    for number in range(2):
        incoming = state.uploads.begin("1a2b", "x.csv")
        incoming.write(CANARY)
        if number:
            incoming.finish()
        else:
            incoming._file.close()


def test_what_may_hold_something_that_was_erased_is_gone_to_the_byte(tmp_path: Path) -> None:
    with closing(open_state(tmp_path / "state.db")) as state:
        fill(state)
        assert any(CANARY in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        state.forget()

        left = [path.name for path in tmp_path.rglob("*") if path.is_file() and CANARY in path.read_bytes()]
    assert left == []
    assert list((tmp_path / "uploads").iterdir()) == []
