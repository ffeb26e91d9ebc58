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
        return _ranked(self.order, np.fromiter((one != other for one, other in pairwise(keys)), np.bool_))

    def next_label_rank(self, keys: list[str], order: Whole, touched: Mask) -> Whole:
        """The label rank when the touched rows have new labels: of others, neighbours are as alike as before."""
        known = np.zeros(len(keys), np.int32)
        known[: len(self)] = self.label_rank
        one, other = order[:-1], order[1:]
        differs = known[one] != known[other]
        for place in np.flatnonzero(touched[one] | touched[other]).tolist():
            differs[place] = keys[one[place]] != keys[other[place]]
        return _ranked(order, differs)

    def grouped(self, name: str) -> tuple[NDArray[np.int64], Whole]:
        """The rows by the value of a column: those of value v stand from starts[v] to starts[v + 1]."""
        return self.made(f"grouped {name}", lambda: _grouped(self.cells[name]))


def _ranked(order: Whole, differs: Mask) -> Whole:
    places = np.zeros(len(order), np.int32)
    places[1:] = np.cumsum(differs)
    ranks = np.empty(len(order), np.int32)
    ranks[order] = places
    return ranks


def carried(old: Table, new: Table, touched: Mask) -> Table:
    """The new table with what was made for the old one and is still so."""
    # A reader may add to it meanwhile.
    made, known = new._made, old._made.copy()
    if new.keys is old.keys:
        made |= {name: known[name] for name in ("rank", "label_rank", "id_rank") if name in known}
    elif "label_rank" in known:
        made["label_rank"] = old.next_label_rank(new.keys, new.order, touched)
    same = {name for name, column in new.cells.items() if column is old.cells[name]}
    made |= {name: found for name, found in known.items() if name.partition("grouped ")[2] in same}
    bounds = {name for name in new.cells if name == "whole" or name.startswith(("starts_", "ends_"))}
    if "period" in known and bounds <= same:
        made["period"] = known["period"]
    return new


def _grouped(column: Cells) -> tuple[NDArray[np.int64], Whole]:
    order = np.argsort(column, kind="stable").astype(np.int32)
    most = int(column.max(initial=-1)) + 1
    starts = np.searchsorted(column[order], np.arange(most + 1)).astype(np.int64)
    return starts, order


FEW = 300
"""Rows up to which each is put into its place in the order, whatever the size of the table."""
SHARE = 40
"""Where more than one row in so many has moved, all are sorted anew."""


def reordered(old: Table, keys: list[str], ids: Bytes, touched: Sequence[int]) -> Whole:
    """The order by label, then id, when the touched rows have new labels."""
    if len(touched) > max(FEW, len(keys) // SHARE):
        return np.array(sorted(range(len(keys)), key=lambda row: (keys[row], ids[row])), np.int32)
    moved = sorted((keys[row], ids[row], row) for row in set(touched))
    gone = [int(old.rank[row]) for row in touched if row < len(old)]
    order = np.delete(old.order, gone) if gone else old.order
    places: list[int] = []
    for label, name, _ in moved:
        lowest = places[-1] if places else 0
        places.append(bisect_left(order, (label, name), lowest, key=lambda row: (keys[row], ids[row])))
    return np.insert(order, places, [row for _, _, row in moved]).astype(np.int32) if places else order


def one_of(column: Cells, wanted: Iterable[int]) -> Mask:
    """Which cells are one of the few numbers wanted."""
    masks = [column == number for number in wanted]
    return cast("Mask", reduce(np.logical_or, masks, np.zeros(len(column), np.bool_)))
