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
from loaders.gathered import KEYED
from loaders.loader import record_name
from loaders.minutes import Minutes
from loaders.periods import Joined, Periods
from loaders.quick import Claims, participation_key, plain_passage
from loaders.resolving import FEED_NAME, Resolved
from loaders.spoken import About, Closed, Spoken, handle
from loaders.stored import stored_in

__all__ = ["FEED_NAME", "Entries"]


class Entries:
    """The entries of one load into one store."""

    def __init__(self, minutes: Minutes, store: Store, feed: tuple[str, str]) -> None:
        """`feed`: its key, and the id of its source in the store; "" for a new one."""
        self._minutes, self._stored = minutes, stored_in(store)
        self._feed_key, self._feed = feed
        self._kinds: Kinds = store.kinds
        self._spoken = Spoken(minutes)
        self._records, self._names = self._spoken.records, self._spoken.names
        self._closed = Closed(self._records, self._kinds)
        self._private = frozenset(
            rule.code for rule in self._kinds.stakeholder_kinds() if rule.default_visibility == "internal"
        )
        self._resolved = Resolved(self._spoken, store, self._feed)
        self._ids = {name: self._resolved.id(name) for name in self._records}
        self._wholes, self._members = self._of_type("cooperation"), self._of_type("stakeholder")
        self._periods = Periods(self._spoken, self._key)
        self._periods.compare(store, store.view(Audience.INTERNAL), self._feed)
        self._shown: dict[int, Visibility] = {}
        """By form, where it is the same for all statements of that form."""
        self._sources: dict[str, str] = {}
        self.count = len(self._spoken)
        """How many records are spoken of."""
        self.feed = self._feed or handle(FEED_NAME)
        """The feed's id, or its handle."""

    def record_of(self, key: str) -> str:
        """The record, or its handle, of a row's key; of what is no key itself: an id."""
        names = (record_name(type_name, key) for type_name in KEYED)
        return next((self._ids[name] for name in names if name in self._ids), key)

    def _of_type(self, type_name: str) -> Mapping[str, str]:
        """The records of a type, or their handles, by key."""
        keys = self._minutes.keys
        found = ((keys[about.number], name) for name, about in self._records.items() if about.type == type_name)
        return {key: self._ids[name] for key, name in found if isinstance(key, str)}

    def decided(self, ids: Mapping[str, str]) -> tuple[Decided, ...]:
        """What was decided about identity in this load; `ids` tells the records of handles."""
        new = (one for one in self._resolved.decided if one.reason)
        return tuple(replace(one, record=ids.get(one.record, one.record)) for one in new)

    def all(self, author: str, *, is_last: bool = True) -> Iterator[NewRecord | Claim]:
        """The feed, the other records, then claims: the feed's own names belong to the feed that came before them.

        Args:
            is_last: what was told is forgotten, to make room for what the store makes of it.
        """
        if not self._feed:
            feed = self._records[FEED_NAME]
            yield NewRecord(self.feed, feed.type, self._name(FEED_NAME, feed), origin=self._feed_key)
        for name, about in self._records.items():
            if self._ids[name] == handle(name) != self.feed:
                yield NewRecord(self._ids[name], about.type, self._name(name, about), origin=name)
        handles = [self._ids.get(name) or f"+{number}" for number, name in enumerate(self._names)]
        keys, types, are_plain = self._minutes.keys, self._minutes.types, not self._periods.has_others
        for number in self._spoken.relations:
            key = keys[number]
            if are_plain and not isinstance(key, str):
                yield NewRecord(handles[number], types[number], "", self._key(key), self._names[number])
                continue
            for relation in self._periods.relations(number):
                if not relation.record:
                    yield NewRecord(relation.handle, relation.type, key=relation.key, origin=relation.name)
        yield from self._claims(author, handles)
        if is_last:
            self._minutes.forget()
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
        if isinstance(key, TieKey):
            return TieKey(self._member(key.subject), key.kind, self._member(key.object), key.spell)
        whole = self._wholes.get(key.cooperation) or self._id(f"cooperation/{key.cooperation}")
        member = self._members.get(key.stakeholder) or self._member(key.stakeholder)
        return participation_key((whole, member, self._member(key.side) if key.side else ""), key.role, key.spell)

    def _member(self, key: str) -> str:
        return self._members.get(key) or self._id(f"stakeholder/{key}")

    def _name(self, name: str, about: About) -> str:
        """What the id is made of: a label that a public source gives, German before English before Ukrainian.

        Nothing for persons, shown or not: an id must not say a name.
        """
        if name in self._closed or (about.type == "stakeholder" and not self._private.isdisjoint(about.kinds)):
            return ""
        public = (text for text, source in about.labels if source not in self._closed)
        found = pick(tuple(public), LANGUAGES)
        return found.text if found else ""

    # -------------------------------------------------------------- claims

    def _claims(self, author: str, handles: Sequence[str]) -> Iterator[Claim]:
        """What the statements say, in their order."""
        minutes, sources, shown = self._minutes, self._sources, self._shown
        forms, cited, made = minutes.forms, minutes.cited, Claims(self.feed, author).made
        is_plain, relation = not self._periods.has_others, self._periods.record
        columns = (minutes.live, minutes.records, minutes.kept_as, minutes.values, minutes.locators())
        for number, (live, record, kept_as, value, locator) in enumerate(zip(*columns, strict=True)):
            if not live:
                continue
            form, named = forms[kept_as], handles[record]
            yield made(
                named if is_plain or named[:1] != "+" or "/" in named else relation(record, number),
                form,
                self._value(value) if type(value) is Ref else value,
                source=sources.get(form.source) or self._source(form.source),
                passages=(plain_passage(locator),) if locator else cited[number],
                shown=form.visibility or shown.get(kept_as) or self._default(kept_as, record, value),
            )

    def _source(self, key: str) -> str:
        return self._sources.setdefault(key, self._id(record_name("source", key)))

    def _value(self, value: Ref) -> Ref:
        return Ref(self._id(value.record), value.role)

    def _default(self, kept_as: int, record: int, value: Value | None) -> Visibility:
        """What nobody has decided: internal for persons, for what speaks of them, and for contacts."""
        form = self._minutes.forms[kept_as]
        rule = self._kinds.property(form.type, form.property.partition(":")[0])
        if rule.default_visibility == "internal" or not self._closed:
            found = Visibility.INTERNAL if rule.default_visibility == "internal" else Visibility.PUBLIC
            return self._shown.setdefault(kept_as, found)
        is_closed = any(one in self._closed for one in self._spoken_of(record, value))
        return Visibility.INTERNAL if is_closed else Visibility.PUBLIC

    def _spoken_of(self, record: int, value: Value | None) -> Iterable[str]:
        """The records that a statement speaks of."""
        yield self._names[record]
        match self._minutes.keys[record]:
            case ParticipationKey(cooperation, stakeholder, _, side):
                yield from (f"cooperation/{cooperation}", f"stakeholder/{stakeholder}", f"stakeholder/{side}")
            case TieKey(subject, _, target):
                yield from (f"stakeholder/{subject}", f"stakeholder/{target}")
        if isinstance(value, Ref):
            yield value.record
