# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what, judged for all records at once: what graph/stores/sight.py says, over columns of claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from graph.ids import RECORD_TYPES
from graph.stores.sight import NEEDS
from graph.stores.sqlite.building import Built
from graph.stores.sqlite.closure import Sight
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.judging import Judge
from graph.stores.sqlite.registry import NOBODY, SOURCE, Mask
from graph.stores.sqlite.rows import DEPRECATED, INTERNAL, RANK_BITS


@dataclass(slots=True)
class Sighted(Sight):
    """Sight over everything, judged at once."""

    all_open: Mask = field(default_factory=lambda: np.zeros(0, np.bool_))
    all_shown: Mask = field(default_factory=lambda: np.zeros(0, np.bool_))

    def is_open(self, source: int) -> bool:
        """Whether a source may be cited to the public."""
        return bool(self.all_open[source])

    def is_shown(self, number: int) -> bool:
        """Whether the public sees a record."""
        return bool(self.all_shown[number])


def sighted(built: Built, judge: Judge, old: Columns) -> tuple[Sighted, Mask, Mask]:
    """Who may see what; which records are internal, and of which the public does not see everything."""
    claims, ground = built.claims, built.ground
    internal = _internal(built, judge)
    needs = _Needs(built)
    public = (claims.marks & INTERNAL) == 0
    is_source = ground.registry.types == SOURCE
    opened = _opened(is_source & ~internal, needs, built, public)
    seen = public & opened[claims.source]
    shown = ~internal & needs.met(seen)
    base, roots = shown, ground.roots()
    for column in (ground.registry.first, ground.registry.second, ground.registry.side):
        shown = shown & ((column == NOBODY) | base[roots[column]])
    hides = np.zeros(len(shown), np.bool_)
    hides[claims.record] = ~shown[claims.record]
    hides[claims.record[~seen | ((claims.target > 0) & ~shown[claims.target])]] = True
    return Sighted(ground, judge, old, all_open=opened, all_shown=shown), internal, hides


def _opened(sources: Mask, needs: "_Needs", built: Built, public: Mask) -> Mask:
    """The sources that may be cited to the public: what falls takes with it what only it speaks of."""
    while True:
        told = sources & needs.met(public & sources[built.claims.source])
        if np.array_equal(told, sources):
            return told
        sources = told


def _internal(built: Built, judge: Judge) -> Mask:
    """The records that are internal: as is said of them, else by their kind."""
    registry = built.ground.registry
    internal = np.zeros(len(registry.types), np.bool_)
    kinds = built.about("kind")
    private = np.array([*(line in judge.private for line in built.scan.lines), False])
    internal[kinds.record[private[kinds.line]]] = True
    internal &= registry.types == RECORD_TYPES.index("stakeholder")
    said = set(built.about("visibility").record.tolist())
    for number, rows in built.ground.rows(said).items():
        internal[number] = judge.is_internal(int(registry.types[number]), rows)
    return internal


class _Needs:
    """What must be seen of each record for it to be seen at all."""

    def __init__(self, built: Built) -> None:
        self._claims, self._types = built.claims, built.ground.registry.types
        names = sorted({name for group in NEEDS.values() for name in group})
        self._bits = {name: np.uint8(1 << place) for place, name in enumerate(names)}
        self._words: Mapping[str, list[int]] = built.words
        self._needed = np.array([sum(int(self._bits[name]) for name in NEEDS[kind]) for kind in RECORD_TYPES], np.uint8)

    def met(self, among: Mask) -> Mask:
        """Which records have all that they need among these claims."""
        claims = self._claims
        stated = among & ((claims.marks & 3) == 0) & ((claims.marks & RANK_BITS) != DEPRECATED)
        has = np.zeros(len(self._types), np.uint8)
        for name, bit in self._bits.items():
            # The whole word says it: a need is no property that carries a name.
            found = np.zeros(len(self._types), np.bool_)
            found[claims.record[stated & np.isin(claims.word, self._words.get(name, []))]] = True
            has |= np.where(found, bit, np.uint8(0))
        needed = self._needed[self._types]
        return np.asarray((self._types >= 0) & ((has & needed) == needed))
