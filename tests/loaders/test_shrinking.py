# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A version of a feed that lacks much is refused, unless that is meant; what is said anew is not lacking."""

from collections.abc import Iterator

import pytest

from graph.model import Audience
from graph.selection import Cut, Selection
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.store import LARGE
from loaders.options import Options
from loaders.report import Report
from loaders.run import load
from tests.loaders.conftest import Steps


def ids(store: Store, type_name: str) -> list[str]:
    return [item.id for item in store.view(Audience.INTERNAL).page(Selection(type_name), Cut(first=100)).items]


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


@pytest.fixture(params=["memory", "sqlite", "sqlite in parts"])
def any_store(request, tmp_path, kinds) -> Iterator[Store]:
    store: Store = MemoryStore(kinds, Steps())
    if request.param != "memory":
        large = 1 if request.param == "sqlite in parts" else LARGE
        store = SqliteStore.open(tmp_path / "store.db", kinds, Steps(), large)
    yield store
    store.close()


def many(count: int, kind: str = "council") -> str:
    rows = (f"  s{number}: {{kind: {kind}, label: {{de: Rat {number}}}}}" for number in range(count))
    return "feed: many\nstakeholders:\n" + "\n".join(rows)


def test_a_version_that_lacks_more_than_a_fifth_is_not_written(any_store, written):
    load(any_store, [written(a=many(10))])

    report = load(any_store, [written(a=many(7))])

    assert codes(report) == ["FEED_SHRINKS"]
    assert "6 of 22 claims" in report.problems[0].message
    assert (report.revision, report.left, any_store.latest()) == (None, 0, 1)
    assert len(ids(any_store, "stakeholder")) == 10


def test_a_version_that_lacks_much_is_written_if_that_is_meant(any_store, written):
    load(any_store, [written(a=many(10))])

    report = load(any_store, [written(a=many(7))], options=Options(shrink=True))

    assert (report.problems, report.left, len(ids(any_store, "stakeholder"))) == ((), 6, 7)


def test_a_version_that_lacks_a_fifth_or_says_something_else_instead_is_written(any_store, written):
    load(any_store, [written(a=many(10))])

    less = load(any_store, [written(a=many(8))])
    other = load(any_store, [written(a=many(8, "municipality"))])

    assert (less.problems, less.left) == ((), 4)
    assert (other.problems, other.entered, other.left) == ((), 8, 8)
