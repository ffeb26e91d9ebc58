# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done in the background: searches made ready for each audience, damage told in one sentence and one line."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.errors import StoreLocked
from graph.model import Audience
from graph.stores.memory import MemoryStore
from graph.stores.protocol import View
from graph.stores.sqlite import SqliteStore
from loaders.run import load
from server import SAMPLE, SystemSurroundings
from tests.vocabulary import the_kinds
from web.background import Background


class Damaged(MemoryStore):
    """A store of which a check finds something."""

    def quick_check(self, is_over: Callable[[], bool]) -> list[str]:
        """One finding, unless it is over."""
        return [] if is_over() else ["page 7 is torn", "page 8 too"]


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore.open(tmp_path / "store.db", the_kinds(), SystemSurroundings())
    load(store, [SAMPLE])
    yield store
    store.close()


def test_a_search_of_each_audience_is_made_ready_and_a_sound_store_is_left_alone(on_disk: SqliteStore) -> None:
    searched: list[Audience] = []
    told: list[str] = []

    Background(on_disk, lambda view: searched.append(view.audience), told.append).work()

    assert (sorted(searched), told) == (sorted(Audience), [])


def test_damage_is_one_line_of_the_log_and_one_sentence(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []

    with caplog.at_level(logging.ERROR):
        Background(Damaged(the_kinds(), SystemSurroundings()), lambda _: None, told.append).work()

    assert [record.message for record in caplog.records] == ["store damaged"]
    assert told == ["The store is damaged. Run check, then restore the last backup."]


def test_a_store_that_cannot_be_asked_just_now_is_not_called_damaged() -> None:
    def held(_: View) -> None:
        raise StoreLocked("Another process holds it.")

    told: list[str] = []

    Background(MemoryStore(the_kinds(), SystemSurroundings()), held, told.append).work()

    assert told == []


def test_it_ends_with_the_service(on_disk: SqliteStore) -> None:
    background = Background(on_disk, lambda _: None, lambda _: None)

    with background.running():
        pass

    assert on_disk.quick_check(lambda: True) == []


def test_a_quick_check_finds_a_torn_page(tmp_path: Path, on_disk: SqliteStore) -> None:
    on_disk.close()
    held = bytearray((tmp_path / "store.db").read_bytes())
    held[8192:20480] = bytes(12288)
    (tmp_path / "store.db").write_bytes(held)
    torn = SqliteStore.open(tmp_path / "store.db", the_kinds(), SystemSurroundings())

    found = torn.quick_check(lambda: False)

    torn.close()
    assert found
