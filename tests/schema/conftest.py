# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the API share: the invented town in every store that there is, and who asks."""

from collections.abc import Iterator

import pytest

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from tests.graph.stores.contract import Engine, Repeatable, each
from tests.schema.town import Asking, tell


@pytest.fixture(scope="session")
def town(kinds: Kinds) -> Store:
    """The town in memory; nobody may write to it."""
    store = MemoryStore(kinds, Repeatable())
    tell(store)
    return store


@pytest.fixture
def own_town(kinds: Kinds, town: Store) -> Store:
    """A town of the test's own, to write to."""
    store = MemoryStore(kinds, Repeatable())
    store.fill(town.archive())
    return store


@pytest.fixture(scope="session", params=each())
def every_town(
    request: pytest.FixtureRequest, kinds: Kinds, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The town in each store; nobody may write to it."""
    engine: Engine = request.param
    store = engine.open(tmp_path_factory.mktemp(engine.name), kinds, Repeatable())
    tell(store)
    yield store
    store.close()


@pytest.fixture
def public(town: Store) -> Asking:
    return Asking(town)


@pytest.fixture
def staff(town: Store) -> Asking:
    return Asking(town, "STAFF")
