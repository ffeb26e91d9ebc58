# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tallies of a large change: summed over columns of numbers, read one by one only where the public sees less."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.model import Audience
from graph.stores.ledger import MODULUS, Tally
from graph.stores.sqlite.closure import Ground, Sight
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.judging import Judge
from graph.stores.sqlite.revising import Read, Readings, after

if TYPE_CHECKING:
    from graph.stores.sqlite.bulk_parts import Parts

Head = tuple[int, datetime, str, str]
Count = Callable[[Audience, Tally, Head], Tally]
"""From the audience, its last tally and the head of a revision to its next tally."""
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sides:
    """Where rows are read as they were before, and as they are after."""

    before: Ground
    after: Ground


@dataclass(slots=True)
class Counted:
    """What a large change did for each audience."""

    parts: "Parts"
    sides: Sides
    judge: Judge
    public: tuple[Columns, Columns]
    """The columns of the public, before and after."""
    reached: set[int] = field(init=False)
    """The records whose reading may have changed."""
    _hidden: set[int] = field(init=False)
    """The records of which the public does not see all, before or after."""

    def __post_init__(self) -> None:
        self._hidden = _hiding(self.public[0]) | _hiding(self.public[1])
        self.reached = self.parts.reached | self._hidden

    def tallies(self, audience: Audience, last: Tally, head: Head) -> Tally:
        """The next tally of an audience."""
        parts = self.parts
        entered = np.frombuffer(parts.entered, np.int64).reshape(-1, 2)
        left = np.array([(one[0], one[1]) for one in parts.left.values()], np.int64).reshape(-1, 2)
        counts, total, changed = [len(entered), len(left)], last.total + digests(entered) - digests(left), 0
        if audience is Audience.PUBLIC:
            old, new = self._read(self.sides.before, self.public[0]), self._read(self.sides.after, self.public[1])
            for sign, part in ((-1, "staff"), (1, "public")):
                then, now = getattr(old, part), getattr(new, part)
                came, went = now.keys() - then.keys(), then.keys() - now.keys()
                counts = [counts[0] + sign * len(came), counts[1] + sign * len(went)]
                total += sign * (digests(_pairs(now, came)) - digests(_pairs(then, went)))
                changed = sum(then[one][1:] != now[one][1:] for one in then.keys() & now.keys())
        return Tally(*head, counts[0], counts[1], total % MODULUS, changed)

    def _read(self, ground: Ground, columns: Columns) -> Read:
        sight = Sight(ground, self.judge, columns)
        sight.rows |= ground.rows([one for one in self._hidden if one <= len(columns.registry)])
        return after(sight)


def _hiding(columns: Columns) -> set[int]:
    """The records of which the public does not see everything."""
    tables = zip(columns.registry.numbers, columns.tables, strict=True)
    return {number for numbers, table in tables for number in numbers[np.flatnonzero(table.cells["hides"])].tolist()}


def _pairs(readings: Readings, numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.array([(number, readings[number][0]) for number in numbers], np.int64).reshape(-1, 2)


def digests(pairs: NDArray[np.int64]) -> int:
    """The sum of the digests of claims, each given by number and content; as `entering.digest_of` for each."""
    number, content = pairs[:, 0].astype(np.uint64), pairs[:, 1].astype(np.uint64)
    return (_sum(mixed(number, content)) << 60) + _sum(mixed(content, number))


def mixed(numbers: Words, salt: Words) -> Words:
    """`graph.ids.mixed` of many numbers at once."""
    bits = numbers + salt * np.uint64(0x9E37_79B9_7F4A_7C15)
    bits = (bits ^ bits >> np.uint64(30)) * np.uint64(0xBF58_476D_1CE4_E5B9)
    bits = (bits ^ bits >> np.uint64(27)) * np.uint64(0x94D0_49BB_1331_11EB)
    return np.asarray((bits ^ bits >> np.uint64(31)) >> np.uint64(4))


def _sum(values: Words) -> int:
    """Without overflow: high and low halves apart."""
    high, low = values >> np.uint64(32), values & np.uint64(0xFFFF_FFFF)
    return (int(high.sum()) << 32) + int(low.sum())
