# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From statements to the entries of a change: which records are meant, then the claims about them.

Records come first, then claims in the order of the files, then why each name was found to mean a record that was there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.kinds import Kinds
from graph.model import LANGUAGES, Audience, Claim, ParticipationKey, Ref, TieKey, Value, Visibility, pick
from graph.stores.protocol import NewRecord, Store
from loaders.deciding import DECIDED_NAME, Decided
from loaders.deciding import entries as decisions
from loaders.loader import Said, record_name
from loaders.periods import Joined, Periods
from loaders.resolving import FEED_NAME, Resolved
from loaders.spoken import About, Closed, handle, spoken
from loaders.stored import stored_in

__all__ = ["FEED_NAME", "Entries"]


class Entries:
    """The entries of one load into one store."""

    def __init__(self, said: Sequence[Said], store: Store, feed: tuple[str, str]) -> None:
        """`feed`: its key, and the id of its source in the store; "" for a new one."""
        self._said, self._stored = said, stored_in(store)
        self._feed_key, self._feed = feed
        self._kinds: Kinds = store.kinds
        found = spoken(said)
        self._records, self._names = found.records, found.names
        self._closed = Closed(self._records, self._kinds)
        self._resolved = Resolved(self._records, store, self._feed)
        self._ids = {name: self._resolved.id(name) for name in self._records}
        self._periods = Periods(self._records, self._key)
        self._periods.compare(store, store.view(Audience.INTERNAL), self._feed)
        self._internal: dict[tuple[str, str], bool] = {}
        self._sources: dict[str, str] = {}

    @property
    def count(self) -> int:
        """How many records are spoken of."""
        return len(self._records)

    @property
    def feed(self) -> str:
        """The feed's id, or its handle."""
        return self._feed or handle(FEED_NAME)

    def decided(self, ids: Mapping[str, str]) -> tuple[Decided, ...]:
        """What was decided about identity in this load; `ids` tells the records of handles."""
        new = (one for one in self._resolved.decided if one.reason)
        return tuple(replace(one, record=ids.get(one.record, one.record)) for one in new)

    def all(self, author: str) -> Iterator[NewRecord | Claim]:
        """The feed, the other records, then claims: the feed's own names belong to the feed that came before them."""
        if not self._feed:
            feed = self._records[FEED_NAME]
            yield NewRecord(self.feed, feed.first.type, self._name(feed), origin=self._feed_key)
        for name, about in self._records.items():
            if isinstance(about.first.key, str) and self._ids[name] == handle(name) != self.feed:
                yield NewRecord(self._ids[name], about.first.type, self._name(about), origin=name)
        for name, about in self._records.items():
            for relation in () if isinstance(about.first.key, str) else self._periods.relations(name):
                if not relation.record:
                    yield NewRecord(handle(relation.name), relation.type, key=relation.key, origin=relation.name)
        for name, one in zip(self._names, self._said, strict=True):
            yield self._claim(name, one, author)
        yield from self._decisions(author)

    def _decisions(self, author: str) -> Iterable[NewRecord | Claim]:
        joined = [one for one in self._resolved.decided if one.record]
        return decisions(joined, self._resolved.decisions_source or handle(DECIDED_NAME), author) if joined else ()

    # -------------------------------------------------------------- which record is meant

    def _id(self, name: str) -> str:
        found = self._ids.get(name)
        if not found and name not in self._records:
            found = self._stored(name.partition("/")[2])
        return found or self._resolved.id(name)

    def _key(self, key: Joined) -> Joined:
        match key:
            case ParticipationKey(cooperation, stakeholder, role, side, spell):
                whole, member = self._id(f"cooperation/{cooperation}"), self._id(f"stakeholder/{stakeholder}")
                return ParticipationKey(whole, member, role, self._id(f"stakeholder/{side}") if side else "", spell)
            case TieKey(subject, kind, target, spell):
                return TieKey(self._id(f"stakeholder/{subject}"), kind, self._id(f"stakeholder/{target}"), spell)

    def _name(self, about: About) -> str:
        """What the id is made of: a label that a public source gives, German before English before Ukrainian.

        Nothing for persons: an id must not say a name.
        """
        if about.first.about in self._closed:
            return ""
        public = (text for text, source in about.labels if source not in self._closed)
        found = pick(tuple(public), LANGUAGES)
        return found.text if found else ""

    # -------------------------------------------------------------- claims

    def _claim(self, name: str, one: Said, author: str) -> Claim:
        return Claim(
            record=self._ids[name] if isinstance(one.key, str) else self._periods.record(name, one.place),
            property=one.property,
            value=self._value(one.value),
            source=self._sources.get(one.source) or self._source(one.source),
            passages=one.passages,
            state=one.state,
            feed=self.feed,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            certainty=one.certainty,
            rank=one.rank,
            visibility=one.visibility or self._default(name, one),
            author=author,
        )

    def _source(self, key: str) -> str:
        return self._sources.setdefault(key, self._id(record_name("source", key)))

    def _value(self, value: Value | None) -> Value | None:
        return Ref(self._id(value.record), value.role) if isinstance(value, Ref) else value

    def _default(self, name: str, one: Said) -> Visibility:
        """What nobody has decided: internal for persons, for what speaks of them, and for contacts."""
        at = (one.type, one.property)
        if at not in self._internal:
            rule = self._kinds.property(one.type, one.property.partition(":")[0])
            self._internal[at] = rule.default_visibility == "internal"
        if self._internal[at] or (self._closed and any(other in self._closed for other in _named(name, one))):
            return Visibility.INTERNAL
        return Visibility.PUBLIC


def _named(name: str, one: Said) -> Iterable[str]:
    """The records that a statement speaks of."""
    yield name
    match one.key:
        case ParticipationKey(cooperation, stakeholder, _, side):
            yield from (f"cooperation/{cooperation}", f"stakeholder/{stakeholder}", f"stakeholder/{side}")
        case TieKey(subject, _, target):
            yield from (f"stakeholder/{subject}", f"stakeholder/{target}")
    if isinstance(one.value, Ref):
        yield one.value.record
