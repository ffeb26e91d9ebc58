# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The erasure journal: which records were erased, when and why, so that a restored backup does not bring them back.

It is written before the store erases: an erasure that is cut off is finished by the next replay. No name stands in it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graph.ids import tombstone
from graph.state.database import Database, moment_of, text_of, utc_now


@dataclass(frozen=True, slots=True)
class Erasure:
    """One record that was erased."""

    record: str
    who: str
    reason: str
    at: datetime


class Erasable(Protocol):
    """A store in which it may be that something has to be erased again."""

    def is_gone(self, tombstone: str) -> bool:
        """Whether it knows that this record was erased."""
        ...

    def ids(self) -> Iterable[str]:
        """The ids of all records."""
        ...

    def erase(self, name: str, erasure: Erasure) -> None:
        """Erases one."""
        ...


class Journal:
    """The journal of one state file."""

    def __init__(self, base: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._base, self._now = base, now

    def note(self, record: str, who: str, reason: str) -> Erasure:
        """An erasure, on the disk when this returns; noted once, however often it is done.

        Of the record's id, which may say a name, only a hash is noted.
        """
        record = tombstone(record)
        known = [one for one in self.all() if one.record == record]
        if known:
            return known[0]
        erasure = Erasure(record, who, reason, self._now())
        row = (text_of(erasure.at), record, who, reason)
        self._base.write("INSERT INTO erasure(at, record, who, reason) VALUES (?,?,?,?)", row)
        return erasure

    def all(self) -> list[Erasure]:
        """Every erasure, oldest first."""
        rows = self._base.rows("SELECT record, who, reason, at FROM erasure ORDER BY number")
        return [_read(*map(str, row)) for row in rows]

    def replay(self, store: Erasable) -> int:
        """How many records were still there, and have now been erased again."""
        left = {tombstone(one.record): one for one in self.all() if not store.is_gone(tombstone(one.record))}
        found = [name for name in store.ids() if tombstone(name) in left] if left else []
        for name in found:
            store.erase(name, left[tombstone(name)])
        return len(found)


def _read(record: str, who: str, reason: str, at: str) -> Erasure:
    moment = moment_of(at)
    assert moment is not None
    return Erasure(record, who, reason, moment)
