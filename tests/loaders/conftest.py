# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of loaders share: the vocabulary, an empty store, and a store with the Hannover sample."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from loaders.report import Report
from loaders.run import load

SAMPLE = Path(__file__).parents[2] / "loaders" / "samples" / "hannover"


class Steps:
    """A clock that goes a minute at each look, and randomness that counts."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.looks)

    def random(self) -> bytes:
        self.looks += 1
        return self.looks.to_bytes(8, "big")


@pytest.fixture
def store(kinds: Kinds) -> MemoryStore:
    return MemoryStore(kinds, Steps())


@pytest.fixture(scope="session")
def sample_path() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def sample(kinds: Kinds) -> tuple[MemoryStore, Report]:
    """The sample in a store; nobody may write to it."""
    loaded = MemoryStore(kinds, Steps())
    return loaded, load(loaded, [SAMPLE])


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes documents into a folder: name without ending → text after the first line."""

    def write(**documents: str) -> Path:
        folder = tmp_path / "documents"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, text in documents.items():
            (folder / f"{name}.yaml").write_text(f"partnernetz: 1\n{text}", encoding="utf-8")
        return folder

    return write
