# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records that a large change speaks of: numbers by handle or id, ids by number.

A handle leads to a number only: of seven hundred thousand records an id is kept once.
"""

from collections.abc import Iterator, Mapping


class Numbers:
    """Numbers of records; those above `old` are made by the change."""

    def __init__(self, old: int) -> None:
        self.old = old
        self.of: dict[str, int] = {}
        """By handle and by id."""
        self._made: list[str] = []
        self._known: dict[int, str] = {}

    def name(self, number: int) -> str:
        """The id of a record."""
        return self._made[number - self.old - 1] if number > self.old else self._known[number]

    def make(self, name: str) -> int:
        """The number of a new record."""
        self._made.append(name)
        number = self.of[name] = self.old + len(self._made)
        return number

    def take(self, name: str, number: int) -> int:
        """Notes a record that is there already."""
        self.of[name], self._known[number] = number, name
        return number

    def is_made(self, name: str) -> bool:
        """Whether the change makes the record of this id."""
        return self.of.get(name, 0) > self.old


class Ids(Mapping[str, str]):
    """The id of each handle of a large change."""

    def __init__(self, numbers: Numbers, *, are_made: bool) -> None:
        """`are_made`: whether there are the new records once the change is written."""
        self._numbers, self._last = numbers, float("inf") if are_made else numbers.old

    def __getitem__(self, handle: str) -> str:
        number = self._numbers.of[handle]
        if not handle.startswith("+") or number > self._last:
            raise KeyError(handle)
        return self._numbers.name(number)

    def __iter__(self) -> Iterator[str]:
        found = self._numbers.of.items()
        return (name for name, number in found if name.startswith("+") and number <= self._last)

    def __len__(self) -> int:
        return sum(1 for _ in self)
