# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A writer is killed at any moment: what it was told is written is there, and nothing is half there."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from graph.kinds import Kinds
from graph.model import Audience
from graph.selection import Cut, Selection
from graph.stores.sqlite import SqliteStore
from tests.graph.stores.contract import Repeatable

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from graph.kinds import load_kinds
from graph.model import Audience
from graph.stores.protocol import Change
from graph.stores.sqlite import SqliteStore
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story

store = SqliteStore.open(Path(sys.argv[1]), load_kinds(), Repeatable())
while True:
    number = store.latest() + 1
    story = Story(message=f"told {number}")
    story.new_source(f"q{number}", f"Quelle {number}")
    for place in range(number % 3 * 40 + 1):
        story.body(f"s{place}", f"Ort {number} {place}", "municipality", country="DE")
    outcome = store.commit(story.change())
    print(outcome.revision.number, outcome.entered, flush=True)
"""


def told_until_killed(path: Path, seconds: float) -> dict[int, int]:
    """Revisions that a writer was told are written, with their claims; it is killed some time after its first."""
    command, surroundings = [sys.executable, "-c", WRITER, str(path)], {**os.environ, "PYTHONPATH": "."}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=surroundings) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            pass
        writer.kill()
        rest = writer.stdout.read()
    lines = [line.split() for line in (first + rest).decode().splitlines(keepends=True) if line.endswith("\n")]
    return {int(number): int(entered) for number, entered in lines}


def is_whole(store: SqliteStore, told: dict[int, int]) -> bool:
    """Whether every revision told is there with all its claims, at most one more, and nothing else."""
    revisions = {revision.number: revision.entered for revision in store.revisions(Audience.INTERNAL)}
    view = store.view(Audience.INTERNAL)
    cited = view.claim_counts([item.id for item in view.page(Selection("source"), Cut()).items])
    return (
        told.items() <= revisions.items()
        and list(revisions) == list(range(1, len(revisions) + 1))
        and sorted(cited) == sorted(revisions.values())
        and store.problems() == []
    )


def killed_again_and_again(folder: Path, kinds: Kinds, rounds: int) -> None:
    dice, told = Random(7), dict[int, int]()
    for _ in range(rounds):
        told |= told_until_killed(folder / "graph.db", dice.random() * 0.3)
        store = SqliteStore.open(folder / "graph.db", kinds, Repeatable())
        assert is_whole(store, told)
        store.close()


@pytest.mark.slow
def test_what_was_acknowledged_outlives_two_kills(kinds: Kinds, tmp_path: Path) -> None:
    killed_again_and_again(tmp_path, kinds, 2)


@pytest.mark.slow
def test_what_was_acknowledged_outlives_fifty_kills(kinds: Kinds, tmp_path: Path) -> None:
    killed_again_and_again(tmp_path, kinds, 50)
