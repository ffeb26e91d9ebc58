# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store of each engine, empty or with the invented town in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store, View
from tests.graph.stores.city import city
from tests.graph.stores.contract import Engine, Repeatable, each
from tests.graph.stores.small_world import small_world


@pytest.fixture(params=each())
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn; a test of a promise from which some are excused names its own."""
    found: Engine = request.param
    return found


@pytest.fixture
def store(engine: Engine, tmp_path: Path, kinds: Kinds) -> Iterator[Store]:
    """An empty store."""
    opened = engine.open(tmp_path, kinds, Repeatable())
    yield opened
    opened.close()


@pytest.fixture
def town(store: Store) -> Store:
    """A store that has been told of the town, as revision 1."""
    store.commit(city())
    return store


@pytest.fixture
def reference(kinds: Kinds) -> MemoryStore:
    """The engine that the others are compared with, empty."""
    return MemoryStore(kinds, Repeatable())


@pytest.fixture(scope="module", params=each())
def filled(request, tmp_path_factory, kinds: Kinds) -> Iterator[Store]:
    """A store of each engine with the small world in it."""
    store = request.param.open(tmp_path_factory.mktemp("filters"), kinds, Repeatable())
    store.commit(small_world())
    yield store
    store.close()


@pytest.fixture
def view(filled: Store) -> View:
    """What staff sees."""
    return filled.view(Audience.INTERNAL)
