# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keys of all claims that a large change has told so far, and where their rows are, in 16 bytes each.

Keys lie in sorted runs, each at least twice as long as the next. A key that no run has is nearly always found out by a
table of marks, without a look into the runs.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
SLOTS = 1 << 25
"""Marks; with two million keys one in sixteen is set."""


class Keys:
    """Place of a row by the key of its claim; below 0 where the row was there before and stays."""

    def __init__(self) -> None:
        self._marks = np.zeros(SLOTS, np.bool_)
        self._runs: list[tuple[Whole, Whole]] = []
        self._moved: dict[int, int] = {}
        """Places that have changed since."""

    def __getitem__(self, key: int) -> int:
        return self.met(np.array([key], np.int64))[key]

    def move(self, key: int, place: int) -> None:
        """Notes another place for a key that is known."""
        self._moved[key] = place

    def add(self, keys: Iterable[int], places: Iterable[int], count: int) -> None:
        """Notes the places of so many keys, none of which is known."""
        if not count:
            return
        run, at = np.fromiter(keys, np.int64, count), np.fromiter(places, np.int64, count)
        self._marks[run & (SLOTS - 1)] = True
        order = np.argsort(run, kind="stable")
        self._runs.append((run[order], at[order]))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            self._join()

    def met(self, keys: Whole) -> Mapping[int, int]:
        """The places of those that are known."""
        found: dict[int, int] = {}
        maybe = np.sort(keys[self._marks[keys & (SLOTS - 1)]])
        for run, places in self._runs if len(maybe) else ():
            at = np.minimum(np.searchsorted(run, maybe), len(run) - 1)
            hits = run[at] == maybe
            found.update(zip(maybe[hits].tolist(), places[at[hits]].tolist(), strict=True))
        return {key: self._moved.get(key, place) for key, place in found.items()} if self._moved else found

    def unmet(self, keys: Whole) -> NDArray[np.bool_]:
        """Which of many keys are not known."""
        while len(self._runs) > 1:
            self._join()
        if not self._runs:
            return np.ones(len(keys), np.bool_)
        run = self._runs[0][0]
        at = np.minimum(np.searchsorted(run, keys), len(run) - 1)
        return np.asarray(run[at] != keys)

    def _join(self) -> None:
        (one, places), (other, further) = self._runs.pop(), self._runs.pop()
        keys, both = np.concatenate((other, one)), np.concatenate((further, places))
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], both[order]))
