# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented town of the store tests after a while: loaded, corrected, merged, set apart, withdrawn, erased."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, View
from graph.undoing import undoing
from tests.graph.stores.city import HARBOUR, TOWN, TWIN, WATERWORKS, city, edited, fed
from tests.graph.stores.contract import Repeatable


def town(kinds: Kinds) -> MemoryStore:
    store = MemoryStore(kinds, Repeatable())
    store.commit(city())
    return store


def lived(kinds: Kinds) -> MemoryStore:
    store = town(kinds)
    store.commit(fed("Nordauw", "Nordow"))
    store.commit(edited(HARBOUR, "alias", "Hafenstadt"))
    store.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))
    store.commit(undoing(store, 4, author="erika"))
    store.commit(Change("erika", "closed", withdraw=(WATERWORKS,)))
    store.commit(undoing(store, 6, author="erika"))
    store.erase(TWIN, "asked", "erika")
    return store


def exported(write: Callable[[View, Wanted, BinaryIO], None], view: View, wanted: Wanted | None = None) -> bytes:
    """The file as bytes."""
    out = BytesIO()
    write(view, wanted or Wanted(), out)
    return out.getvalue()
