# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readiness: looked at once a second at most, and not ready as soon as nothing can be written."""

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from graph.errors import StoreUnavailable
from graph.stores.memory import MemoryStore
from graph.stores.probing import probe_places
from server import SystemSurroundings
from tests.vocabulary import the_kinds
from web.operations import Operations


class Probe:
    """A place that can be written, until it cannot."""

    def __init__(self) -> None:
        self.looks, self.is_full = 0, False

    def __call__(self) -> None:
        self.looks += 1
        if self.is_full:
            raise StoreUnavailable("/secret/place is full.", "Make room.")


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def operations(probe: Probe, clock: Clock) -> Operations:
    store = MemoryStore(the_kinds(), SystemSurroundings())
    return Operations(store, probe, CollectorRegistry(), clock=clock)


def test_many_questions_in_a_second_cost_one_look() -> None:
    probe, clock = Probe(), Clock()
    asked = operations(probe, clock)
    for _ in range(100):
        asked.readiness()
    clock.at = 1.0
    asked.readiness()

    assert probe.looks == 2


def test_a_full_disk_is_not_ready_and_names_no_place() -> None:
    probe = Probe()
    probe.is_full = True

    found = operations(probe, Clock()).readiness()

    assert (found.status, found.body) == (503, {"status": "not ready", "code": "STORE_UNAVAILABLE"})


def test_a_damaged_store_is_not_ready_and_says_so() -> None:
    asked = operations(Probe(), Clock())
    assert asked.readiness().status == 200

    asked.refuse("The store is damaged.")

    found = asked.readiness()
    assert found.status == 503
    assert found.body == {"status": "not ready", "code": "STORE_CORRUPT", "message": "The store is damaged."}


def test_a_place_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("x")

    probe_places([tmp_path / "store.db"])

    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]


def test_a_store_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is gone or cannot be written"):
        probe_places([tmp_path / "store.db"])
