# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in memory: the readable reference of what every store does, for tests, trials and small networks.

All claims that ever entered lie in one list; a view folds those of its revision. Commits exclude one another.
"""

# Longer than 300 lines because the reference is read as one: all promises of a store, each kept in a few lines.

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock

from graph.errors import Conflict, Gone, StoreUnavailable, UnknownId, UnknownRevision
from graph.ids import tombstone
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Claim, Key, ParticipationKey, Ref, Revision, TieKey
from graph.stores.archive import HeldLine, Line, MergeLine, OriginLine, RecordLine, RevisionLine
from graph.stores.archiving import checked_lines, refuse_filled, revision_line, tallies_of
from graph.stores.draft import Draft
from graph.stores.entering import claim_key, moved_key
from graph.stores.ledger import ERASED, Tally, buried, revision_of, tally_at
from graph.stores.memory_view import MemoryView
from graph.stores.protocol import Change, Outcome, Past, Surroundings
from graph.stores.sight import Present, seen
from graph.stores.world import moved, present_at

KEPT_VIEWS = 16


@dataclass(slots=True)
class Entry:
    """One record that was ever made."""

    type: str
    key: Key
    claims: list[Claim] = field(default_factory=list)
    merges: list[MergeLine] = field(default_factory=list)
    """As what it was read, from which revision to which."""
    erased: bool = False

    def survivor(self, revision: int) -> str:
        """What it was merged into in a revision; "" for none."""
        return next((one.survivor for one in self.merges if _lasted(one.since, one.until, revision)), "")

    @property
    def changed(self) -> int:
        """The revision in which it was last merged or set apart."""
        return max((number or 0 for one in self.merges for number in (one.since, one.until)), default=0)


class MemoryStore:
    """Keeps everything in this process, and nothing after it."""

    def __init__(self, kinds: Kinds, surroundings: Surroundings) -> None:
        self.kinds = kinds
        self._around = surroundings
        self._lock = RLock()
        self._entries: dict[str, Entry] = {}
        self._origins: dict[tuple[str, str], str] = {}
        self._held: list[HeldLine] = []
        self._books: dict[Audience, list[Tally]] = {audience: [] for audience in Audience}
        self._views: dict[tuple[Audience, At], MemoryView] = {}
        self._number = 0
        self._places: dict[str, int] = {}
        self._reached: dict[int, tuple[str, ...]] = {}
        """By revision, the records that it was about."""

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
            survivors = {name: self._survivor(name, revision) for name, e in self._entries.items() if e.merges}
            records = [(name, entry.type, entry.key, tuple(entry.claims)) for name, entry in self._entries.items()]
        return present_at(records, survivors, revision)

    def _survivor(self, name: str, revision: int) -> str:
        while survivor := self._entries[name].survivor(revision):
            name = survivor
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
            entry = self._entries.get(identifier) or self._entries.get(tombstone(identifier))
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
            revision = self._revise(
                change.message,
                change.author,
                lambda number: self._write(draft, entered, number),
                self._entries if draft.merging else draft.touched,
            )
            return replace(outcome, revision=revision, entered=len(entered), left=len(draft.leaving))

    @contextmanager
    def rehearse(self, change: Change, *, expected_revision: int | None = None) -> Iterator[tuple[Outcome, MemoryView]]:
        """What a commit would do, on a copy."""
        trial = self._copy()
        outcome = trial.commit(change, expected_revision=expected_revision)
        touched = trial.touched(self.latest(), trial.latest())
        yield replace(outcome, touched=touched), trial.view(Audience.INTERNAL)

    def _copy(self) -> "MemoryStore":
        with self._lock:
            copy = MemoryStore(self.kinds, self._around)
            copy._number, copy._places, copy._held = self._number, dict(self._places), list(self._held)
            copy._origins, copy._reached = dict(self._origins), dict(self._reached)
            copy._books = {audience: list(book) for audience, book in self._books.items()}
            copy._entries = {
                name: replace(entry, claims=list(entry.claims), merges=list(entry.merges))
                for name, entry in self._entries.items()
            }
            return copy

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
        for merged, survivor in draft.merging.pairs:
            self._entries[merged].merges.append(MergeLine(merged, survivor, number))
        for freed in draft.merging.freed:
            merges = self._entries[freed].merges
            merges[-1] = replace(merges[-1], until=number)
        held = {line.key for line in self._held if line.until is None}
        self._held = [_released(line, draft.releasing, number) for line in self._held]
        self._held += [HeldLine(key, number) for key in sorted(draft.holding - (held - draft.releasing))]

    def _revise(self, message: str, author: str, write: Callable[[int], None], touched: Collection[str]) -> Revision:
        """Writes, and enters in the book what each audience saw change."""
        before = {audience: self._seen(audience) for audience in Audience}
        number, now = self.latest() + 1, self._around.now()
        write(number)
        self._reached[number] = tuple(sorted(touched))
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

    # -------------------------------------------------------------- what was done

    def touched(self, after: int, upto: int) -> list[str]:
        """The records whose reading may have changed in these revisions: here all that were ever made."""
        with self._lock:
            return sorted(self._entries) if any(after < number <= upto for number in self._reached) else []

    def past(self, number: int) -> Past:
        """What one revision did, as it is known now."""
        with self._lock:
            if not 1 <= number <= self._number:
                raise UnknownRevision(number, self._number)
            claims = [claim for entry in self._entries.values() for claim in entry.claims]
            claims.sort(key=lambda claim: self._places[claim.id])
            merges = [line for entry in self._entries.values() for line in entry.merges]
            now = {line.record for line in merges if line.until is None}
            return Past(
                number,
                tuple(claim for claim in claims if claim.entered == number),
                tuple(claim for claim in claims if claim.left == number),
                tuple(line.record for line in merges if line.since == number and line.until is None),
                tuple(
                    (line.record, line.survivor) for line in merges if line.until == number and line.record not in now
                ),
                tuple(line.key for line in self._held if line.since == number and line.until is None),
                tuple(line.key for line in self._held if line.until == number and not self.is_held_back(line.key)),
                self._books[Audience.INTERNAL][number - 1].message.startswith(ERASED),
            )

    def archive(self) -> Iterator[Line]:
        """Everything that the store holds."""
        with self._lock:
            for name, entry in self._entries.items():
                yield RecordLine(name, entry.type, entry.key, entry.erased)
            for feed, key in sorted(self._origins):
                yield OriginLine(feed, key, self._origins[feed, key])
            merges = [line for entry in self._entries.values() for line in entry.merges]
            yield from sorted(merges, key=lambda line: (line.since, line.record))
            yield from sorted(self._held, key=lambda line: (line.since, line.key))
            claims = [claim for entry in self._entries.values() for claim in entry.claims]
            yield from sorted(claims, key=lambda claim: self._places[claim.id])
            for tallies in zip(*self._books.values(), strict=True):
                yield revision_line(dict(zip(self._books, tallies, strict=True)), self._reached[tallies[0].number])

    def fill(self, archive: Iterable[Line]) -> None:
        """Takes in an archive."""
        with self._lock:
            refuse_filled(self.latest())
            trial = MemoryStore(self.kinds, self._around)
            for line in checked_lines(archive, self.kinds):
                trial._take(line)
            self._entries, self._origins, self._held = trial._entries, trial._origins, trial._held
            self._books, self._places = trial._books, trial._places
            self._reached, self._number = trial._reached, trial._number

    def _take(self, line: Line) -> None:
        match line:
            case RecordLine(name, type_name, key, erased):
                self._entries[name] = Entry(type_name, key, erased=erased)
            case OriginLine(feed, key, record):
                self._origins[feed, key] = record
            case MergeLine(record):
                self._entries[record].merges.append(line)
            case HeldLine():
                self._held.append(line)
            case Claim():
                self._places[line.id] = len(self._places)
                self._entries[line.record].claims.append(line)
            case RevisionLine(number):
                self._number, self._reached[number] = number, line.reached
                for audience, tally in tallies_of(line).items():
                    self._books[audience].append(tally)

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
        return identifier in self._entries or tombstone(identifier) in self._entries

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
        keys = {name: moved_key(self._entries[name].key, survivors) for name, read in survivors.items() if name == read}
        return {name: key for name, key in keys.items() if _joins(key, {identifier})}

    def present_like(self, claim: Claim, key: int) -> Claim | None:
        """The present claim with the same key."""
        entry = self._entries.get(claim.record)
        claims = entry.claims if entry else ()
        return next((other for other in claims if other.left is None and claim_key(other) == key), None)

    def is_held_back(self, key: int) -> bool:
        """Whether an editor retracted this statement for good."""
        return any(line.key == key and line.until is None for line in self._held)

    def merged_with(self, identifier: str) -> list[str]:
        """The record, if it is merged, and the participations and ties at it that the same revision merged."""
        last = self._last_merge(identifier)
        if last is None:
            return []
        joined = (name for name, entry in self._entries.items() if _joins(entry.key, {identifier}))
        merges = ((name, self._last_merge(name)) for name in joined)
        return [identifier, *(name for name, merge in merges if merge and merge.since == last.since)]

    def _last_merge(self, name: str) -> MergeLine | None:
        merges = self._entries[name].merges
        return merges[-1] if merges and merges[-1].until is None else None

    def claims_with(self, identifier: str) -> list[Claim]:
        """The present claims about a record and all that is read as it, about what joins it, and that point to it."""
        name = self.survivor(identifier)
        wanted = {name, *self.keyed_at(name)}
        about = {other for other in self._entries if self.survivor(other) in wanted}
        claims = (claim for entry in self._entries.values() for claim in entry.claims if claim.left is None)
        found = (claim for claim in claims if claim.record in about or _points_to(claim, about))
        return sorted(found, key=lambda claim: self._places[claim.id])

    def citations(self, source: str) -> int:
        """How many present claims about other records name the source, or were brought by it."""
        claims = (claim for entry in self._entries.values() for claim in entry.claims if claim.left is None)
        return sum(claim.record != source and source in (claim.source, claim.feed) for claim in claims)

    def random(self) -> bytes:
        """Fresh random bytes."""
        return self._around.random()

    # -------------------------------------------------------------- forgetting

    def erase(self, identifier: str, reason: str, author: str) -> Revision:
        """Removes a record and everything said about it from every revision."""
        with self._lock:
            name = self.resolve(identifier, self.latest())
            self._views.clear()
            return self._revise(f"{ERASED}{reason}", author, lambda _: self._forget(name), {tombstone(name)})

    def _forget(self, name: str) -> None:
        gone = {other for other in self._entries if self._survivor(other, self.latest()) == name}
        gone |= {other for other, entry in self._entries.items() if _joins(entry.key, gone)}
        for entry in self._entries.values():
            entry.claims = [claim for claim in entry.claims if not _speaks_of(claim, gone)]
        self._entries = {
            tombstone(other) if other in gone else other: Entry(entry.type, None, erased=True)
            if other in gone
            else entry
            for other, entry in self._entries.items()
        }
        self._bury(gone)
        self._origins = {place: record for place, record in self._origins.items() if record not in gone}
        for entry in self._entries.values():
            entry.merges = [one for one in entry.merges if one.survivor not in gone]

    def _bury(self, gone: Collection[str]) -> None:
        """Lets ids that may say a name stand nowhere else: in messages, and among what revisions reached."""
        for book in self._books.values():
            for place, tally in enumerate(book):
                book[place] = replace(tally, message=buried(tally.message, sorted(gone)))
        left = {name: tombstone(name) for name in gone}
        self._reached = {
            number: tuple(sorted(left.get(name, name) for name in names)) for number, names in self._reached.items()
        }

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
    return max((entry.changed, *changes)) > revision


def _lasted(since: int, until: int | None, revision: int) -> bool:
    return since <= revision and (until is None or until > revision)


def _released(line: HeldLine, keys: Collection[int], number: int) -> HeldLine:
    return replace(line, until=number) if line.until is None and line.key in keys else line


def _points_to(claim: Claim, names: Collection[str]) -> bool:
    return isinstance(claim.value, Ref) and claim.value.record in names


def _joins(key: Key, names: set[str]) -> bool:
    match key:
        case ParticipationKey():
            return bool({key.cooperation, key.stakeholder, key.side} & names)
        case TieKey():
            return bool({key.subject, key.object} & names)
        case None:
            return False


def _speaks_of(claim: Claim, names: set[str]) -> bool:
    return _points_to(claim, names) or claim.source in names or claim.feed in names
