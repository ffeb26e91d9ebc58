# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of a scope as search reads them: all, or those that have a word of each group."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.ids import RECORD_TYPES
from graph.selection import NameRow
from graph.stores.sqlite.registry import Mask
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.segments import KINDS, LANG, Segment

Groups = Sequence[Sequence[str]] | None
_FIELD_END = re.compile(r"[/:#=]")


def found_names(scope: Scope, groups: Groups, keys: frozenset[str]) -> Iterator[NameRow]:
    """Names with a word of each group, and identifiers with one of the keys; all where there are no groups."""
    for place, name in enumerate(RECORD_TYPES):
        table, alive = scope.table(place), scope.alive[place]
        for segment in (*table.texts, *table.details):
            for row, folded, tag, text in segment.entries(_places(segment, alive, groups)):
                lang = scope.codes.code(tag >> LANG)
                yield NameRow(scope.registry.name(place, row), name, KINDS[tag & (1 << LANG) - 1], text, lang, folded)
        for segment in table.identifiers:
            yield from _identifiers(scope, (place, name), segment, None if groups is None else keys)


def _places(segment: Segment, alive: Mask, groups: Groups) -> list[int]:
    """The texts of rows in view that have a word of each group."""
    places = np.arange(len(segment.owner)) if groups is None else _having(segment, groups)
    owner = segment.owner[places]
    kept: list[int] = places[(owner >= 0) & alive[owner]].tolist() if len(alive) else []
    return kept


def _having(segment: Segment, groups: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    found: NDArray[np.int64] | None = None
    for group in groups:
        some = [segment.index.having(word) for word in group]
        places = np.unique(np.concatenate(some)).astype(np.int64) if some else np.zeros(0, np.int64)
        found = places if found is None else np.intersect1d(found, places, assume_unique=True)
        if not len(found):
            return found
    return np.zeros(0, np.int64) if found is None else found


def _identifiers(
    scope: Scope, of_type: tuple[int, str], segment: Segment, keys: frozenset[str] | None
) -> Iterator[NameRow]:
    place, name = of_type
    alive = scope.alive[place]
    known = scope.made(("identifier keys", id(segment)), lambda: _keyed(segment)) if keys else {}
    places: Iterable[int] = (
        range(len(segment.owner)) if keys is None else sorted({at for key in keys for at in known.get(key, ())})
    )
    for at in places:
        row = int(segment.owner[at])
        if row >= 0 and alive[row]:
            value = segment.line(at).partition(":")[2].replace("\x1e", "\n")
            yield NameRow(scope.registry.name(place, row), name, "identifier", value)


def _keyed(segment: Segment) -> dict[str, list[int]]:
    """The identifiers of a segment by the keys on which they meet."""
    found: dict[str, list[int]] = {}
    for place, line in enumerate(segment.lines()):
        value = line.partition(":")[2]
        for key in {_letters(value), _letters(_FIELD_END.split(value.strip().rstrip("/"))[-1])}:
            found.setdefault(key, []).append(place)
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def found_words(scope: Scope, since: int) -> list[str]:
    """The folded words of names that came after a revision, possibly more than the scope shows."""
    found: set[str] = set()
    for place in range(len(RECORD_TYPES)):
        table = scope.table(place)
        for segment in (*table.texts, *table.details):
            if not since:
                found.update(segment.index.words)
            else:
                is_new = (segment.owner >= 0) & (table.cells["stamp"][segment.owner] > since)
                found.update(word for at in np.flatnonzero(is_new).tolist() for word in segment.line(at).split(" "))
    return sorted(found - {""})
