# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records of the store that a file names by their ids, as new rows of an exported workbook do."""

from collections.abc import Callable

from graph.errors import PartnernetzError
from graph.ids import LETTERS, type_of
from graph.model import Audience
from graph.stores.protocol import Store

Stored = Callable[[str], str]
"""Of an id, also a merged one, the id of the record that the store has under it; "" for none."""
_STARTS = frozenset(f"{letter}-" for letter in LETTERS.values())


def stored_in(store: Store) -> Stored:
    """What a store has under an id; each is asked for once."""
    view, known = store.view(Audience.INTERNAL), dict[str, str]()

    def found(name: str) -> str:
        if name[:2] not in _STARTS:
            return ""
        if name not in known:
            known[name] = _resolved(name)
        return known[name]

    def _resolved(name: str) -> str:
        try:
            record = view.resolve(name)
        except PartnernetzError:
            return ""
        return record if view.shows([record])[0] else ""

    return found


def stored_type(stored: Stored, name: str) -> str:
    """The type of the record that the store has under an id; "" for none."""
    found = stored(name)
    return type_of(found) if found else ""
