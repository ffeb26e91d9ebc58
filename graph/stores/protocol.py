# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every store promises, as protocols: a store commits changes and gives views; a view never changes.

The promises themselves are executable: tests/graph/stores/contract.py runs them over every store.
"""
# Longer than 300 lines because the promises of a store, and what they speak in, are read together.

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Claim, Key, Record, Revision
from graph.network import Network
from graph.selection import ClaimFilter, Cut, NameRow, NetworkFilter, Page, Projection, Related, Selection
from graph.stores.archive import Line


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that a change speaks of: a handle for its claims to use, and what its id is made of.

    A record with a key (participation, tie) that the store has already is that record. `origin` is the feed's own
    name for it: the same feed and origin is the same record, whatever the handle.
    """

    handle: str
    """Begins with "+"; claims of the same change may use it wherever an id stands."""
    type: str
    name: str = ""
    """What the id is made of; "": an id that says nothing (persons, records without a public label)."""
    key: Key = None
    """Its parts may be handles."""
    origin: str = ""
    is_apart: bool = False
    """Whether the origin is the record's own, as that of a feed is, and not what the change's feed calls it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit does. Entries come in order: a record before the claims that use its handle."""

    author: str
    message: str
    entries: Iterable[NewRecord | Claim] = ()
    leave: tuple[str, ...] = ()
    """Claims that leave."""
    retract: tuple[str, ...] = ()
    """Claims that leave and that the same feed does not bring back while it says the same."""
    feed: str = ""
    """The feed (an id or a handle) whose former claims are replaced by these: what it no longer says leaves.

    A handle's record comes first, with the feed's key as its origin: so the store knows the feed again.
    """
    is_partial: bool = False
    """Not all of the feed could be read: what it said of records that it does not speak of now stays."""
    most_leaving: float = 1.0
    """The share of the feed's claims that may leave with nothing in their place."""
    merge: tuple[tuple[str, str], ...] = ()
    """Pairs (record, survivor): from now on the first is read as the second."""
    unmerge: tuple[str, ...] = ()
    """Merged records that stand for themselves again, and with them the participations and ties merged thereby."""
    withdraw: tuple[str, ...] = ()
    """Records that leave with all that is said about them and by joining them; no feed brings it back."""
    hold: tuple[int, ...] = ()
    """Keys of claims (as `graph.stores.entering.claim_key` makes them) that no feed brings back."""
    release: tuple[int, ...] = ()
    """Keys of claims that a feed may bring again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a commit did."""

    revision: Revision | None
    """None: nothing had to change."""
    entered: int = 0
    left: int = 0
    unchanged: int = 0
    held_back: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)
    """The id of each handle."""
    touched: Sequence[str] = ()
    """Of a rehearsal: the records whose reading may change; of a commit ask `Store.touched`."""


@dataclass(frozen=True, slots=True)
class Past:
    """What one revision did."""

    number: int
    entered: tuple[Claim, ...]
    """In order of entry; those that have left since say so."""
    left: tuple[Claim, ...]
    merged: tuple[str, ...]
    """The records that it merged and that are merged still."""
    freed: tuple[tuple[str, str], ...]
    """Pairs (record, former survivor) that it set apart and that are apart still."""
    held: tuple[int, ...]
    """The keys that it held back and that are held back still."""
    released: tuple[int, ...]
    """The keys that it released and that are free still."""
    erases: bool = False


class Surroundings(Protocol):
    """What makes a store repeatable: its clock and its randomness."""

    def now(self) -> datetime:
        """The time in UTC."""
        ...

    def random(self) -> bytes:
        """At least 8 fresh random bytes."""
        ...


class View(Protocol):
    """What one audience sees at one point; immutable while it is held."""

    @property
    def kinds(self) -> Kinds:
        """The vocabulary."""
        ...

    @property
    def audience(self) -> Audience:
        """For whom."""
        ...

    @property
    def at(self) -> At:
        """The point, its revision filled in."""
        ...

    @property
    def revision(self) -> Revision:
        """The revision, as this audience sees it."""
        ...

    def resolve(self, identifier: str) -> str:
        """The id itself, or that of the record which it was merged into; also of one that has left.

        Raises:
            UnknownId: never given, or not to this audience.
            Gone: erased (only told to those who may know of it).
        """
        ...

    def records(self, identifiers: Sequence[str]) -> list[Record | None]:
        """The records in the order asked; None for what this view does not show. One round trip."""
        ...

    def shows(self, identifiers: Sequence[str]) -> list[bool]:
        """Of each id, without a look at what is said of it, whether `records` gives a record."""
        ...

    def page(self, selection: Selection, cut: Cut) -> Page:
        """A page of the records selected."""
        ...

    def related(self, what: Related, owners: Sequence[str], selection: Selection, cut: Cut) -> list[Page]:
        """The same page of the same list for each owner. One round trip."""
        ...

    def facet(
        self, selection: Selection, name: str, what: Related | None = None, owner: str = ""
    ) -> list[tuple[str, int]]:
        """Codes and counts, most first, under the selection without its filter on that field."""
        ...

    def claims(self, wanted: ClaimFilter, cut: Cut) -> tuple[tuple[Claim, ...], Page]:
        """A page of claims, in order of entry."""
        ...

    def claims_of(self, identifiers: Sequence[str], *, former: bool = False) -> list[tuple[Claim, ...]]:
        """All claims about each record; with `former` also those that have left. One round trip."""
        ...

    def said_by(self, sources: Sequence[str], cut: Cut) -> list[tuple[tuple[Claim, ...], Page]]:
        """The same page of what each source says, in order of entry. One round trip."""
        ...

    def claim_counts(self, sources: Sequence[str]) -> list[int]:
        """How many claims of this view cite each source. One round trip."""
        ...

    def claim(self, identifier: str) -> Claim | None:
        """One claim, also one that has left."""
        ...

    def named(self, type_name: str, name: str) -> tuple[str, ...]:
        """The records of a type one of whose names folds to the same key."""
        ...

    def identified(self, type_name: str, scheme: str, value: str) -> tuple[str, ...]:
        """The records of a type with this identifier."""
        ...

    def names(self, groups: Sequence[Sequence[str]] | None = None, keys: Sequence[str] = ()) -> Iterable[NameRow]:
        """All names; with groups, at least those that have a word of each group, or one of the identifier keys.

        Groups are folded words as `graph.text.words` gives them; keys as `graph.search.query.identifier_keys` does.
        """
        ...

    def words(self, since: int = 0) -> Sequence[str]:
        """All folded words that came into names after a revision.

        Possibly more than this view shows: for a lexicon only, never to be handed out.
        """
        ...

    def network(self, projection: Projection, wanted: NetworkFilter) -> Network:
        """The snapshot of a projection."""
        ...


class Store(Protocol):
    """Keeps claims and gives views of what they tell."""

    @property
    def kinds(self) -> Kinds:
        """The vocabulary."""
        ...

    def latest(self) -> int:
        """The number of the last revision; 0 for an empty store."""
        ...

    def view(self, audience: Audience, point: At = NOW) -> View:
        """What the audience sees at a point.

        Raises:
            UnknownRevision: the point's revision does not exist.
        """
        ...

    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        """Writes a change as one revision, durable before it returns; nothing to change makes none.

        Raises:
            Conflict: a record that the change touches has changed since `expected_revision`.
            BadInput: a claim that the vocabulary does not allow, or of an unknown record.
            Shrinks: more of the feed's claims would leave than the change allows.
        """
        ...

    def rehearse(
        self, change: Change, *, expected_revision: int | None = None
    ) -> AbstractContextManager[tuple[Outcome, View]]:
        """What a commit would do, and what staff would see then, as long as the context lasts; nothing is written.

        Raises:
            Conflict, BadInput, Shrinks: as the commit would.
        """
        ...

    def touched(self, after: int, upto: int) -> Sequence[str]:
        """The records whose reading may have changed in the revisions after one, up to another, by id."""
        ...

    def past(self, number: int) -> "Past":
        """What one revision did, as it is known now.

        Raises:
            UnknownRevision: there is none.
        """
        ...

    def archive(self) -> Iterator[Line]:
        """Everything that the store holds, line by line, in the order in which `fill` takes it."""
        ...

    def fill(self, archive: Iterable[Line]) -> None:
        """Takes in an archive, as one durable step.

        Raises:
            BadInput: the store is not empty, or the lines do not fit together.
        """
        ...

    def origins(self, feed: str, keys: Sequence[str]) -> list[str]:
        """The records that a feed calls by these names; "" where it has not spoken of it."""
        ...

    def revisions(self, audience: Audience) -> Sequence[Revision]:
        """All revisions that the audience sees, in order (revisions without public change are not the public's)."""
        ...

    def erase(self, identifier: str, reason: str, author: str) -> Revision:
        """Removes a record and all its claims from every revision, physically; its id stays as a tombstone."""
        ...

    def backup(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        """Writes one whole revision to a file, also while others write."""
        ...

    def problems(self) -> list[str]:
        """What a full check finds wrong; empty for a sound store."""
        ...

    def close(self) -> None:
        """Lets go of files and threads."""
        ...
