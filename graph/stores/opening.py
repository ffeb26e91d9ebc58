# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opens the store that an address names: `sqlite:PATH` or `memory:`."""

from pathlib import Path

from graph.errors import StoreUnavailable
from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store, Surroundings


def open_store(url: str, kinds: Kinds, surroundings: Surroundings) -> Store:
    """The store at an address.

    Raises:
        StoreUnavailable: no engine knows such an address.
        StoreError: what the engine finds wrong with the file.
    """
    engine, _, path = url.partition(":")
    if engine == "memory" and not path:
        return MemoryStore(kinds, surroundings)
    if engine == "sqlite" and path:
        from graph.stores.sqlite import SqliteStore

        return SqliteStore.open(Path(path), kinds, surroundings)
    raise StoreUnavailable(f'No store is known by the address "{url}".', "Write sqlite:PATH or memory:.")


def store_path(url: str) -> Path:
    """The file of an embedded store.

    Raises:
        StoreUnavailable: the address names none.
    """
    engine, _, path = url.partition(":")
    if engine != "sqlite" or not path:
        raise StoreUnavailable(f'"{url}" names no store file.', "Write sqlite:PATH.")
    return Path(path)
