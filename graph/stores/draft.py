# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A change on its way into a store: handles become ids, equal claims become one, what is unchanged drops out.

The draft reads the store through `Shelf` and decides; writing is the store's. Given the same shelf, change and
randomness it decides the same, which is why ids are equal on every store.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.errors import BadInput, Conflict, UnknownId
from graph.kinds import Kinds
from graph.model import Claim, Key, ParticipationKey, Ref, TieKey, key_ends
from graph.stores.entering import (
    check_key,
    check_target,
    checked,
    claim_content,
    claim_id,
    claim_key,
    combined,
    keyed_id,
    made_id,
    moved_key,
)
from graph.stores.merging import Merging
from graph.stores.protocol import Change, NewRecord
from graph.stores.shelf import Shelf
from graph.stores.shrinking import refuse_shrinking
from graph.text import slug

_NAMING = ("kind", "title")
"""What a source must have to be cited to the public."""


@dataclass(frozen=True, slots=True)
class Made:
    """A record that the draft makes."""

    id: str
    type: str
    key: Key


class Draft:
    """What a change comes to."""

    def __init__(self, shelf: Shelf, kinds: Kinds, change: Change) -> None:
        self.change = change
        self.made: dict[str, Made] = {}
        self.handles: dict[str, str] = {}
        self.origins: dict[tuple[str, str], str] = {}
        """Record ids by feed and the feed's own name for them; a feed's own key stands under feed ""."""
        self.entering: dict[int, Claim] = {}
        self.leaving: dict[str, Claim] = {}
        self.holding: set[int] = set(change.hold)
        self.releasing = frozenset(change.release)
        self.merging = Merging(shelf, self._known, self.made)
        self.unchanged = 0
        self.held_back = 0
        self._shelf, self._kinds = shelf, kinds
        self._next: dict[str, int] = {}
        self._kept: set[int] = set()
        self._spoken: set[str] = set()
        self._feed = ""
        self._read()
        self._compare()

    @property
    def feed(self) -> str:
        """The id of the feed that the change replaces; "" for none."""
        return self._feed

    @property
    def is_change(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.entering or self.leaving or self.merging or self.change.hold or self.change.release)

    @property
    def ids(self) -> Mapping[str, str]:
        """The id of each handle, as far as there is such a record once this is written."""
        if self.is_change:
            return self.handles
        return {handle: name for handle, name in self.handles.items() if name not in self.made}

    @property
    def touched(self) -> frozenset[str]:
        """The records that the change is about."""
        claims = (*self.entering.values(), *self.leaving.values())
        return frozenset({claim.record for claim in claims} | self.merging.touched)

    def numbered(self, revision: int) -> list[Claim]:
        """The claims that enter, as those of this revision."""
        return [
            replace(claim, id=claim_id(key, revision), entered=revision, left=None)
            for key, claim in self.entering.items()
        ]

    # -------------------------------------------------------------- reading the entries

    def _read(self) -> None:
        self._feed = self.change.feed if not self.change.feed.startswith("+") else ""
        for entry in self.change.entries:
            if isinstance(entry, NewRecord):
                self._read_record(entry)
            else:
                self._read_claim(entry)
        if self.change.feed and not self._feed:
            raise BadInput(f'The change names a feed "{self.change.feed}" and does not bring it.')

    def _read_record(self, new: NewRecord) -> None:
        key = self._real_key(new.key)
        feed = "" if new.is_apart else self._feed
        known = self._shelf.origin(feed, new.origin) if new.origin and key is None else ""
        name = known or (self._keyed(new.type, key) if key is not None else self._new_id(new))
        self.handles[new.handle] = name
        if not self._type_of(name):
            self.made[name] = Made(name, new.type, key)
        if new.origin:
            self.origins[feed, new.origin] = name
        if new.handle == self.change.feed:
            self._feed = name

    def _keyed(self, type_name: str, key: ParticipationKey | TieKey) -> str:
        """The id of what the key names; where its ends were merged since, of what it is read as."""
        check_key(key, self._known, self._kinds)
        name = keyed_id(type_name, key)
        if self._type_of(name):
            return name
        survivors = {end: self.merging.survivor(end) for end in key_ends(key)}
        read = moved_key(key, survivors) if any(end != other for end, other in survivors.items()) else None
        return keyed_id(type_name, read) if read else name

    def _new_id(self, new: NewRecord) -> str:
        stem = slug(new.name)
        place = f"{new.type}:{stem}"
        while True:
            self._next[place] = nth = self._next.get(place, 0) + 1
            name = made_id(new.type, stem, nth, self._shelf.random)
            if not self._is_made(name) and not self._shelf.was_given(name):
                return name

    def _is_made(self, name: str) -> bool:
        """Whether the change makes the record of this id."""
        return name in self.made

    def _real(self, name: str) -> str:
        if not name.startswith("+"):
            return name
        if name not in self.handles:
            raise BadInput(f'The change uses the handle "{name}" before it brings the record.')
        return self.handles[name]

    def _real_key(self, key: Key) -> Key:
        match key:
            case ParticipationKey(cooperation, stakeholder, role, side, spell):
                return ParticipationKey(self._real(cooperation), self._real(stakeholder), role, self._real(side), spell)
            case TieKey(subject, kind, target, spell):
                return TieKey(self._real(subject), kind, self._real(target), spell)
            case None:
                return None

    def _type_of(self, name: str) -> str:
        return self.made[name].type if name in self.made else self._shelf.type_of(name)

    def _known(self, name: str) -> str:
        found = self._type_of(name)
        if not found:
            raise UnknownId(name)
        return found

    def _read_claim(self, said: Claim) -> None:
        value = Ref(self._real(said.value.record), said.value.role) if isinstance(said.value, Ref) else said.value
        record, source = self._real(said.record), self._real(said.source)
        feed = self._real(said.feed) or self._feed
        feed = "" if feed == source else feed
        claim = replace(said, record=record, value=value, source=source, feed=feed, id="", entered=0, left=None)
        checked(claim, self._known(record), self._kinds)
        for name in (source, feed):
            if name and self._known(name) != "source":
                raise BadInput(f"{name} is not a source.", "Cite the id of a source.")
        if isinstance(value, Ref):
            check_target(claim, self._known(record), self._known(value.record), self._kinds)
        if (feed or source) == self._feed:
            self._spoken.add(record)
        key = claim_key(claim)
        self.entering[key] = combined(self.entering[key], claim) if key in self.entering else claim

    # -------------------------------------------------------------- comparing with what the store has

    def _compare(self) -> None:
        former = self._shelf.said_by(self._feed) if self._feed and self._type_of(self._feed) else {}
        for key, claim in list(self.entering.items()):
            if key not in self.releasing and self._shelf.is_held_back(key):
                self.held_back += 1
                del self.entering[key]
            else:
                self._compare_one(key, claim, former.get(key) or self._shelf.present_like(claim, key))
        for key, old in former.items():
            is_spoken_of = old.record in self._spoken or not self.change.is_partial
            if is_spoken_of and key not in self.entering and key not in self._kept:
                self.leaving[old.id] = old
        said = {(claim.record, claim.property) for claim in self.entering.values()}
        lacking = sum((old.record, old.property) not in said for old in self.leaving.values())
        refuse_shrinking(self.change, len(former), lacking)
        self._take_out()
        self._keep_cited()
        self._withdraw()
        for name in self.change.unmerge:
            self.merging.free(name)
        for merged, survivor in self.change.merge:
            self.merging.merge(merged, survivor)
        self.merging.merge_equal_keys()

    def _compare_one(self, key: int, claim: Claim, old: Claim | None) -> None:
        if old is None:
            return
        if claim_content(old) == claim_content(claim):
            self.unchanged += 1
            self._kept.add(key)
            del self.entering[key]
        else:
            self.leaving[old.id] = old

    def _take_out(self) -> None:
        for name in (*self.change.leave, *self.change.retract):
            claim = self._shelf.known_claim(name)
            if claim is None:
                raise UnknownId(name)
            if claim.left is not None:
                raise Conflict(claim.left - 1, self._shelf.latest(), (claim.record,))
            self.leaving[name] = claim
        for name in self.change.retract:
            self.holding.add(claim_key(self.leaving[name]))

    def _keep_cited(self) -> None:
        """A source on which others still rest keeps kind and title, whoever takes out what it brought.

        Kind and title rest on a source in turn, so it is asked again until no more are kept.
        """
        said = {(claim.record, claim.property) for claim in self.entering.values()}
        naming = [
            claim
            for claim in self.leaving.values()
            if claim.property in _NAMING
            and self._type_of(claim.record) == "source"
            and (claim.record, claim.property) not in said
            and claim.id not in self.change.retract
        ]
        cited = {name: self._shelf.citations(name) for name in {claim.record for claim in naming}}
        gone = Counter(name for claim in self.leaving.values() for name in _rests_on(claim))
        while kept := [claim for claim in naming if cited[claim.record] > gone[claim.record]]:
            for claim in kept:
                del self.leaving[claim.id]
                gone.subtract(_rests_on(claim))
            naming = [claim for claim in naming if claim.id in self.leaving]

    def _withdraw(self) -> None:
        """Takes out all that is said about a record, that joins it, and that points to it.

        Raises:
            BadInput: it is a source, on which others rest.
        """
        for name in self.change.withdraw:
            if self._known(name) == "source" and self._shelf.citations(name):
                raise BadInput(f"{name} is a source that others cite.", "Withdraw what it brought instead.")
            for claim in self._shelf.claims_with(name):
                self.leaving[claim.id] = claim
                self.holding.add(claim_key(claim))


def _rests_on(claim: Claim) -> frozenset[str]:
    """The other sources that a claim cites or was brought by."""
    return frozenset({claim.source, claim.feed} - {claim.record, ""})
