# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""When what records show changes: the days on which statements begin and end, of many records at once.

All that folding asks of a date is whether a statement begins after it, whether it ended before it and, where a record
is never without a property and none holds, which is nearest. Equal answers are equal marks, and equal folding.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.dates import FIRST_DAY, LAST_DAY, Window
from graph.folding import NEAREST_STAYS
from graph.model import first_day, last_day
from graph.stores.sqlite.registry import Whole
from graph.stores.sqlite.rows import DEPRECATED, RANK_BITS, Row
from graph.stores.sqlite.segments import Long
from graph.stores.sqlite.told import is_bounded

Marks = NDArray[np.uint8]
Span = tuple[int, int, int]
"""A property of which the nearest statement stays (-1 for others), first and last day."""
AFTER, BEFORE, NEAREST = 1, 2, 4


def spans_of(rows: Sequence[Row], folded: frozenset[str], name: Callable[[int], str]) -> tuple[Span, ...]:
    """The spans of a record's statements with a validity of their own, as far as they decide a column."""
    usable = [row for row in rows if row[6] & RANK_BITS != DEPRECATED and name(row[5]) in folded]
    always = {row[5] for row in usable if not is_bounded(row)}
    stays = {row[5] for row in usable if name(row[5]) in NEAREST_STAYS} - always
    bounded = (row for row in usable if is_bounded(row))
    return tuple(
        sorted(
            (row[5] if row[5] in stays else -1, first_day(row[11] or ""), last_day(row[12] or "")) for row in bounded
        )
    )


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """The spans of some rows of a table, as columns."""

    rows: Whole
    starts: Long
    """Where each row's spans begin; one more for the end."""
    first: Whole
    last: Whole
    stays: Long
    """Which spans are of a property of which the nearest statement stays."""
    groups: Long
    """Where, among those, each record's property begins."""

    @classmethod
    def of(cls, found: Sequence[tuple[int, tuple[Span, ...]]]) -> "Spans":
        """These rows with their spans; rows without any are left out."""
        found = [(row, spans) for row, spans in found if spans]
        flat = np.array([span for _, spans in found for span in spans], np.int32).reshape(-1, 3)
        lengths = np.fromiter((len(spans) for _, spans in found), np.int64, len(found))
        rows = np.fromiter((row for row, _ in found), np.int32, len(found))
        stays = np.flatnonzero(flat[:, 0] >= 0)
        owners = np.repeat(rows, lengths)[stays].astype(np.int64) << 32 | flat[stays, 0]
        groups = np.flatnonzero(np.diff(owners, prepend=-1))
        starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        return cls(rows, starts, flat[:, 1].copy(), flat[:, 2].copy(), stays, groups)

    def __len__(self) -> int:
        return len(self.rows)

    def marks(self, window: Window) -> Marks:
        """Of each span, how it lies to a window."""
        return self._marks(window.first, window.last)

    def _marks(self, first: int | Whole, last: int | Whole) -> Marks:
        early, late = self.first - last, first - self.last
        marks = (early > 0) * np.uint8(AFTER) | (late > 0) * np.uint8(BEFORE)
        if len(self.stays):
            # What overlaps the window is at no distance; so where anything does, that stays.
            away = np.maximum(np.maximum(early, late)[self.stays], 0)
            least = np.minimum.reduceat(away, self.groups)
            sizes = np.diff(self.groups, append=len(self.stays))
            marks[self.stays] |= (away == np.repeat(least, sizes)) * np.uint8(NEAREST)
        return marks

    def ways(self) -> list[dict[bytes, int]]:
        """Of each row all marks that a day may have, each with such a day; but for days at equal distance."""
        lengths = np.diff(self.starts)
        found: list[dict[bytes, int]] = [{} for _ in range(len(self))]
        begins, ends = self.starts[:-1].tolist(), self.starts[1:].tolist()
        for place in range(int(lengths.max(initial=0))):
            # The days beside one span of each row; where it has fewer, beside its first one.
            chosen = self.starts[:-1] + np.where(place < lengths, place, 0)
            for beside in (self.first[chosen] - 1, self.first[chosen], self.last[chosen] + 1):
                days = np.clip(beside, FIRST_DAY, LAST_DAY)
                each = np.repeat(days, lengths)
                marks = self._marks(each, each).tobytes()
                for own, begin, end, day in zip(found, begins, ends, days.tolist(), strict=True):
                    own.setdefault(marks[begin:end], day)
        return found

    def differing(self, one: Marks, other: Marks) -> list[int]:
        """The places of rows with other marks."""
        if not len(self):
            return []
        places: list[int] = np.flatnonzero(np.logical_or.reduceat(one != other, self.starts[:-1])).tolist()
        return places
