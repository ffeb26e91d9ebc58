# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: who wrote when, what was done, to which records; never what was written.

Each entry is chained to the one before by a hash, so that an entry that was changed, taken out or put in later shows.
Entries cut off at the end do not show by themselves: `head` tells what to note elsewhere to see that too.

What was written to the graph is noted in any case: a state file that is busy is tried until it takes the entry, and a
revision whose entry was lost with its process is found at the next start.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from graph.state.database import Database, moment_of, text_of, utc_now
from graph.state.noting import Noting

FEW = 1000
"""Entries read at once."""
MOST_RECORDS = 1000
"""Records named by one entry: a load touches more; its revision tells which."""
UNKNOWN = "unknown"
"""Who wrote what was found at the start; the revision names its author."""
FOUND = "found at the start: unaudited at the time"
_COLUMNS = "number, at, who, action, records, request, revision, hash"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done."""

    who: str
    """The id of a token; or "command line"."""
    action: str
    """The name of the mutation or command: "updateStakeholder"."""
    records: tuple[str, ...] = ()
    request: str = ""
    """The id of the request."""
    revision: int | None = None
    """The revision that it made; None: none was made."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as it was noted."""

    number: int
    """From 1, without a gap."""
    at: datetime
    act: Act


class Audit:
    """The log of one state file."""

    def __init__(self, base: Database, now: Callable[[], datetime] = utc_now, *, noting: Noting | None = None) -> None:
        self._base, self._now, self._noting = base, now, noting or Noting()

    def append(self, act: Act) -> Entry:
        """The entry that now stands at the end, on the disk.

        Raises:
            StoreUnavailable: the state file cannot be written.
        """
        with self._base.together():
            return self._appended(act, self._now())

    def note(self, act: Act) -> bool:
        """Whether the act stands in the log; if not yet, it will, with the time of now. Raises nothing."""
        at, words = self._now(), f"{act.action} by {act.who}, request {act.request}, revision {act.revision}"

        def write() -> None:
            with self._base.together():
                self._appended(act, at)

        return self._noting.note(write, words)

    def reconcile(self, revisions: Iterable[int]) -> int:
        """How many of these revisions no entry bears; now they have one, which says that they were found.

        For the start of a service: a process may have ended between its write and the entry.
        """
        with self._base.together():
            known = {row[0] for row in self._base.rows("SELECT DISTINCT revision FROM audit")}
            missing = sorted(number for number in revisions if number not in known)
            for number in missing:
                self._appended(Act(UNKNOWN, FOUND, revision=number), self._now())
        return len(missing)

    def close(self) -> None:
        """Notes what waits; what cannot be noted goes to the log."""
        self._noting.close()

    def entries(self, *, after: int = 0, who: str = "", record: str = "") -> Iterator[Entry]:
        """What was done, oldest first.

        Args:
            after: Only entries behind this number.
            who: Only by this token.
            record: Only to this record.
        """
        found = (_entry(row[:-1]) for row in self._rows(after))
        return (one for one in found if who in ("", one.act.who) and (not record or record in one.act.records))

    def head(self) -> tuple[int, bytes]:
        """The number and the hash of the last entry; (0, b"") of an empty log."""
        rows = self._base.rows("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
        return (int(str(rows[0][0])), _bytes(rows[0][1])) if rows else (0, b"")

    def verify(self, *, upto: tuple[int, bytes] = (0, b"")) -> list[str]:
        """What is wrong with the chain, each in a sentence; nothing if all entries are as they were written.

        Args:
            upto: A head that was noted before: it must still be there.

        Cost:
            O(entries).
        """
        found: list[str] = []
        last, before, is_there = 0, b"", not upto[0]
        for row in self._rows(0):
            number, hash_ = int(str(row[0])), _bytes(row[-1])
            if number != last + 1:
                found.append(f"Entries {last + 1} to {number - 1} of the audit log are missing.")
            elif hash_ != _hash(before, row[:-1]):
                found.append(f"Entry {number} of the audit log is not what was written.")
            is_there = is_there or (number, hash_) == upto
            last, before = number, hash_
        return found if is_there else [*found, f"The audit log no longer has the entry {upto[0]} that was noted."]

    def _appended(self, act: Act, at: datetime) -> Entry:
        act = Act(act.who, act.action, act.records[:MOST_RECORDS], act.request, act.revision)
        number, before = self.head()
        records = json.dumps(act.records)
        row = (number + 1, text_of(at), act.who, act.action, records, act.request, act.revision)
        self._base.write(f"INSERT INTO audit({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)", (*row, _hash(before, row)))
        return _entry(row)

    def _rows(self, after: int) -> Iterator[tuple[object, ...]]:
        while True:
            rows = self._base.rows(
                f"SELECT {_COLUMNS} FROM audit WHERE number > ? ORDER BY number LIMIT {FEW}", (after,)
            )
            yield from rows
            if len(rows) < FEW:
                return
            after = int(str(rows[-1][0]))


def _hash(before: bytes, row: Sequence[object]) -> bytes:
    return sha256(before + json.dumps(row, ensure_ascii=False).encode()).digest()


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _entry(row: Sequence[object]) -> Entry:
    number, at, who, action, records, request, revision = row
    moment = moment_of(str(at))
    assert moment is not None
    made = None if revision is None else int(str(revision))
    act = Act(str(who), str(action), tuple(json.loads(str(records))), str(request), made)
    return Entry(int(str(number)), moment, act)
