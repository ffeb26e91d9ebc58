# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a change on its way into a store must know of it; each engine answers in its own way."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from graph.model import Claim, Key


class Shelf(Protocol):
    """What a draft must know of the store it goes into."""

    def type_of(self, identifier: str) -> str:
        """The type of a record that can be written about; "" where there is none (erased ones included)."""
        ...

    def was_given(self, identifier: str) -> bool:
        """Whether an id was ever given out."""
        ...

    def survivor(self, identifier: str) -> str:
        """What a record of the store is read as; itself if it was never merged."""
        ...

    def origin(self, feed: str, key: str) -> str:
        """The record that a feed calls by this name; "" for none."""
        ...

    def said_by(self, feed: str) -> Mapping[int, Claim]:
        """The present claims that a feed brought, by key."""
        ...

    def known_claim(self, identifier: str) -> Claim | None:
        """A claim, also one that has left."""
        ...

    def latest(self) -> int:
        """The number of the last revision."""
        ...

    def keyed_at(self, identifier: str) -> Mapping[str, Key]:
        """The unmerged participations and ties whose keys, as they are read now, name the record as an end."""
        ...

    def merged_with(self, identifier: str) -> Collection[str]:
        """The record, if it is merged, and the participations and ties at it that the same revision merged."""
        ...

    def claims_with(self, identifier: str) -> Iterable[Claim]:
        """The present claims about a record and all that is read as it, about what joins it, and that point to it."""
        ...

    def citations(self, source: str) -> int:
        """How many present claims about other records name the source, or were brought by it."""
        ...

    def present_like(self, claim: Claim, key: int) -> Claim | None:
        """The present claim with the same key."""
        ...

    def is_held_back(self, key: int) -> bool:
        """Whether an editor retracted this statement for good."""
        ...

    def random(self) -> bytes:
        """At least 8 fresh random bytes."""
        ...
