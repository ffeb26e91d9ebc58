# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of one record type: a value a row, pairs where there are several, folded texts, and the order of labels.

A table never changes; a patched one shares what was not touched and answers anew for the rows that were.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from graph.stores.sqlite.registry import Bytes, Mask, Whole, inverse
from graph.stores.sqlite.segments import Segment

Cells = NDArray[Any]  # of whichever type the column has
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Several values a row, in any order."""

    row: Whole
    value: Whole
    more: Whole
    """What belongs to the pair: how many claims, or a role."""

    @classmethod
    def empty(cls) -> "Pairs":
        """No pair."""
        none = np.zeros(0, np.int32)
        return cls(none, none, none)

    def patched(self, touched: Mask, new: Sequence[tuple[int, int, int]]) -> "Pairs":
        """Without the touched rows' pairs, with the new ones."""
        keep = ~touched[self.row] if len(self.row) else np.zeros(0, np.bool_)
        added = np.array(new, np.int32).reshape(-1, 3)
        if keep.all() and not len(added):
            return self
        columns = (self.row, self.value, self.more)
        return Pairs(*(np.concatenate((column[keep], added[:, at])) for at, column in enumerate(columns)))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All that lists, filters and counts need of the records of one type."""

    cells: Mapping[str, Cells]
    pairs: Mapping[str, Pairs]
    texts: tuple[Segment, ...]
    """Names; of notes their texts."""
    details: tuple[Segment, ...]
    """Descriptions and results."""
    identifiers: tuple[Segment, ...]
    keys: list[str]
    """The sort key of each row's label."""
    order: Whole
    """The rows by label, then id."""
    _made: dict[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def made(self, name: str, make: Callable[[], Made]) -> Made:
        """What follows from this table, made when first asked for and kept with it."""
        if name not in self._made:
            self._made[name] = make()
        return cast("Made", self._made[name])

    @property
    def rank(self) -> Whole:
        """Of each row, its place by label, then id."""
        return self.made("rank", lambda: inverse(self.order))

    @property
    def label_rank(self) -> Whole:
        """Of each row, the place of its label; equal labels have one place."""
        return self.made("label_rank", self._label_rank)

    def _label_rank(self) -> Whole:
        keys = [self.keys[row] for row in self.order.tolist()]
        differs = np.fromiter((one != other for one, other in pairwise(keys)), np.bool_)
        places = np.zeros(len(keys), np.int32)
        places[1:] = np.cumsum(differs)
        ranks = np.empty(len(keys), np.int32)
        ranks[self.order] = places
        return ranks

    def grouped(self, name: str) -> tuple[NDArray[np.int64], Whole]:
        """The rows by the value of a column: those of value v stand from starts[v] to starts[v + 1]."""
        return self.made(f"grouped {name}", lambda: _grouped(self.cells[name]))


def _grouped(column: Cells) -> tuple[NDArray[np.int64], Whole]:
    order = np.argsort(column, kind="stable").astype(np.int32)
    most = int(column.max(initial=-1)) + 1
    starts = np.searchsorted(column[order], np.arange(most + 1)).astype(np.int64)
    return starts, order


FEW = 300
"""Rows up to which each is put into its place in the order; more are sorted with the rest."""


def reordered(old: Table, keys: list[str], ids: Bytes, touched: Sequence[int]) -> Whole:
    """The order by label, then id, when the touched rows have new labels."""
    if len(touched) > FEW:
        return np.array(sorted(range(len(keys)), key=lambda row: (keys[row], ids[row])), np.int32)
    moved = set(touched)
    gone = [int(old.rank[row]) for row in touched if row < len(old)]
    order = np.delete(old.order, gone) if gone else old.order
    places = [
        (
            bisect_left(order, (keys[row], ids[row]), key=lambda other: (keys[other], ids[other])),
            keys[row],
            ids[row],
            row,
        )
        for row in moved
    ]
    places.sort()
    at, rows = [place[0] for place in places], [place[3] for place in places]
    return np.insert(order, at, rows).astype(np.int32) if places else order


def one_of(column: Cells, wanted: Iterable[int]) -> Mask:
    """Which cells are one of the few numbers wanted."""
    masks = [column == number for number in wanted]
    return cast("Mask", reduce(np.logical_or, masks, np.zeros(len(column), np.bool_)))
