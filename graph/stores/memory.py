# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in memory: the readable reference of what every store does, for tests, trials and small networks.

All claims that ever entered lie in one list; a view folds those of its revision. Commits exclude one another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock

from graph.errors import Conflict, Gone, StoreUnavailable, UnknownId
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Claim, Key, ParticipationKey, Ref, Revision, TieKey
from graph.stores.draft import Draft
from graph.stores.entering import claim_key, moved_key
from graph.stores.ledger import Tally, revision_of, tally_at
from graph.stores.memory_view import MemoryView
from graph.stores.protocol import Change, Outcome, Surroundings
from graph.stores.sight import Present, seen
from graph.stores.world import moved, present_at

KEPT_VIEWS = 16


@dataclass(slots=True)
class Entry:
    """One record that was ever made."""

    type: str
    key: Key
    claims: list[Claim] = field(default_factory=list)
    survivor: str = ""
    since: int = 0
    """The revision of the merge: earlier ones do not know of it."""
    erased: bool = False


class MemoryStore:
    """Keeps everything in this process, and nothing after it."""

    def __init__(self, kinds: Kinds, surroundings: Surroundings) -> None:
        self.kinds = kinds
        self._around = surroundings
        self._lock = RLock()
        self._entries: dict[str, Entry] = {}
        self._origins: dict[tuple[str, str], str] = {}
        self._held: set[int] = set()
        self._books: dict[Audience, list[Tally]] = {audience: [] for audience in Audience}
        self._views: dict[tuple[Audience, At], MemoryView] = {}
        self._number = 0
        self._places: dict[str, int] = {}

    # -------------------------------------------------------------- reading

    def latest(self) -> int:
        """The number of the last revision."""
        return self._number

    def view(self, audience: Audience, point: At = NOW) -> MemoryView:
        """What the audience sees at a point."""
        with self._lock:
            tally = tally_at(self._books[audience], point.revision)
            whole = replace(point, revision=tally.number)
            if (audience, whole) not in self._views:
                self._views = dict(list(self._views.items())[1 - KEPT_VIEWS :])
                self._views[audience, whole] = MemoryView(self, audience, whole, revision_of(tally, audience))
            return self._views[audience, whole]

    def revisions(self, audience: Audience) -> Sequence[Revision]:
        """All revisions that the audience sees."""
        return [revision_of(tally, audience) for tally in self._books[audience] if tally.is_news]

    def present(self, revision: int) -> list[Present]:
        """Every record of a revision with its claims, whoever may see them."""
        with self._lock:
            survivors = {name: self._survivor(name, revision) for name, e in self._entries.items() if e.survivor}
            records = [(name, entry.type, entry.key, tuple(entry.claims)) for name, entry in self._entries.items()]
        return present_at(records, survivors, revision)

    def _survivor(self, name: str, revision: int) -> str:
        while (entry := self._entries[name]).survivor and entry.since <= revision:
            name = entry.survivor
        return name

    def claims_about(self, name: str, revision: int) -> list[Claim]:
        """All claims that were ever made about a record and those merged into it up to a revision."""
        with self._lock:
            merged = {other: self._survivor(other, revision) for other in self._entries}
            about = (entry for other, entry in self._entries.items() if merged[other] == name)
            found = [moved(claim, merged) for entry in about for claim in entry.claims if claim.entered <= revision]
            return sorted(found, key=lambda claim: self._places[claim.id])

    def resolve(self, identifier: str, revision: int) -> str:
        """The record's id, or that of its survivor."""
        with self._lock:
            entry = self._entries.get(identifier)
            if entry is None:
                raise UnknownId(identifier)
            if entry.erased:
                raise Gone(identifier)
            return self._survivor(identifier, revision)

    def place(self, claim: str) -> int:
        """Where a claim stands in the order of entry."""
        return self._places[claim]

    def origins(self, feed: str, keys: Sequence[str]) -> list[str]:
        """The records that a feed calls by these names."""
        return [self._origins.get((feed, key), "") for key in keys]

    # -------------------------------------------------------------- writing

    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        """Writes a change as one revision."""
        with self._lock:
            draft = Draft(self, self.kinds, change)
            if expected_revision is not None:
                self._refuse_stale(draft, expected_revision)
            outcome = Outcome(None, 0, 0, draft.unchanged, draft.held_back, draft.ids)
            if not draft.is_change:
                return outcome
            entered = draft.numbered(self.latest() + 1)
            revision = self._revise(change.message, change.author, lambda number: self._write(draft, entered, number))
            return replace(outcome, revision=revision, entered=len(entered), left=len(draft.leaving))

    def _refuse_stale(self, draft: Draft, expected: int) -> None:
        known = (name for name in sorted(draft.touched) if name in self._entries)
        touched = tuple(name for name in known if _has_changed(self._entries[name], expected))
        if touched:
            raise Conflict(expected, self.latest(), touched)

    def _write(self, draft: Draft, entered: list[Claim], number: int) -> None:
        for made in draft.made.values():
            self._entries[made.id] = Entry(made.type, made.key)
        self._origins |= draft.origins
        for old in draft.leaving.values():
            claims = self._entries[old.record].claims
            claims[claims.index(old)] = replace(old, left=number)
        for claim in entered:
            self._places[claim.id] = len(self._places)
            self._entries[claim.record].claims.append(claim)
        for merged, survivor in draft.merging:
            self._entries[merged].survivor, self._entries[merged].since = survivor, number
        self._held |= draft.holding

    def _revise(self, message: str, author: str, write: Callable[[int], None]) -> Revision:
        """Writes, and enters in the book what each audience saw change."""
        before = {audience: self._seen(audience) for audience in Audience}
        number, now = self.latest() + 1, self._around.now()
        write(number)
        self._number = number
        for audience, book in self._books.items():
            last = book[-1] if book else Tally.empty()
            tally = last.next(number, now, (message, author), before[audience], self._seen(audience))
            book.append(tally.told() if audience is Audience.INTERNAL else tally)
        return revision_of(self._books[Audience.INTERNAL][-1], Audience.INTERNAL)

    def _seen(self, audience: Audience) -> dict[str, Claim]:
        """All claims that an audience sees now, by id, each about the record that it is read under."""
        claims = seen(self.present(self.latest()), self.kinds, audience)
        return {claim.id: replace(claim, record=name) for name, group in claims.items() for claim in group}

    # -------------------------------------------------------------- what a draft asks (see Shelf)

    def survivor(self, identifier: str) -> str:
        """What the record is read as."""
        return self._survivor(identifier, self.latest())

    def type_of(self, identifier: str) -> str:
        """The type of a record that can be written about."""
        entry = self._entries.get(identifier)
        return entry.type if entry and not entry.erased else ""

    def was_given(self, identifier: str) -> bool:
        """Whether an id was ever given out."""
        return identifier in self._entries

    def origin(self, feed: str, key: str) -> str:
        """The record that a feed calls by this name."""
        return self._origins.get((feed, key), "")

    def said_by(self, feed: str) -> dict[int, Claim]:
        """The present claims that a feed brought, by key."""
        claims = (claim for entry in self._entries.values() for claim in entry.claims)
        return {
            claim_key(claim): claim for claim in claims if claim.left is None and (claim.feed or claim.source) == feed
        }

    def known_claim(self, identifier: str) -> Claim | None:
        """A claim, also one that has left."""
        claims = (claim for entry in self._entries.values() for claim in entry.claims)
        return next((claim for claim in claims if claim.id == identifier), None)

    def keyed_at(self, identifier: str) -> dict[str, Key]:
        """The unmerged participations and ties whose keys, as they are read now, name the record as an end."""
        survivors = {name: self.survivor(name) for name in self._entries}
        keys = {name: moved_key(entry.key, survivors) for name, entry in self._entries.items() if not entry.survivor}
        return {name: key for name, key in keys.items() if _joins(key, {identifier})}

    def present_like(self, claim: Claim, key: int) -> Claim | None:
        """The present claim with the same key."""
        entry = self._entries.get(claim.record)
        claims = entry.claims if entry else ()
        return next((other for other in claims if other.left is None and claim_key(other) == key), None)

    def is_held_back(self, key: int) -> bool:
        """Whether an editor retracted this statement for good."""
        return key in self._held

    def random(self) -> bytes:
        """Fresh random bytes."""
        return self._around.random()

    # -------------------------------------------------------------- forgetting

    def erase(self, identifier: str, reason: str, author: str) -> Revision:
        """Removes a record and everything said about it from every revision."""
        with self._lock:
            name = self.resolve(identifier, self.latest())
            self._views.clear()
            return self._revise(f"erased: {reason}", author, lambda _: self._forget(name))

    def _forget(self, name: str) -> None:
        gone = {other for other in self._entries if self._survivor(other, self.latest()) == name}
        gone |= {other for other, entry in self._entries.items() if _joins(entry.key, gone)}
        for other, entry in self._entries.items():
            if other in gone:
                self._entries[other] = Entry(entry.type, None, erased=True)
            else:
                entry.claims = [claim for claim in entry.claims if not _speaks_of(claim, gone)]
        self._origins = {place: record for place, record in self._origins.items() if record not in gone}

    def backup(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        """Not for this engine."""
        raise StoreUnavailable("A store in memory has no file to back up.", "Use sqlite:PATH.")

    def problems(self) -> list[str]:
        """Claims that speak of records which are not there."""
        with self._lock:
            known = set(self._entries)
            return [
                f"{claim.id} speaks of {claim.value.record}, which is not there"
                for entry in self._entries.values()
                for claim in entry.claims
                if isinstance(claim.value, Ref) and claim.value.record not in known
            ]

    def close(self) -> None:
        """Nothing to let go of."""


def _has_changed(entry: Entry, revision: int) -> bool:
    changes = (number for claim in entry.claims for number in (claim.entered, claim.left or 0))
    return max((entry.since, *changes)) > revision


def _joins(key: Key, names: set[str]) -> bool:
    match key:
        case ParticipationKey():
            return bool({key.cooperation, key.stakeholder, key.side} & names)
        case TieKey():
            return bool({key.subject, key.object} & names)
        case None:
            return False


def _speaks_of(claim: Claim, names: set[str]) -> bool:
    in_value = isinstance(claim.value, Ref) and claim.value.record in names
    return in_value or claim.source in names or claim.feed in names
