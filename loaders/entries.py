# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From statements to the entries of a change: which records are meant, then the claims about them.

The feed's own name for a record decides; for a name that is new, an equal identifier of a register that gives one to
each body does. Everything else makes a record. Records come first, then claims in the order of the files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.kinds import Kinds
from graph.model import (
    LANGUAGES,
    Audience,
    Claim,
    Identifier,
    ParticipationKey,
    Ref,
    Term,
    Text,
    TieKey,
    Value,
    Visibility,
    pick,
)
from graph.stores.protocol import NewRecord, Store
from loaders.gathered import NAMES
from loaders.loader import FEED, Said, record_name

FEED_NAME = record_name("source", FEED)


@dataclass(slots=True)
class _About:
    """What is said of one record, as far as its id and its visibility depend on it."""

    first: Said
    kinds: list[str] = field(default_factory=list)
    names: list[tuple[Text, str]] = field(default_factory=list)
    """Labels that are not internal, each with the source that says it."""
    identifiers: list[Identifier] = field(default_factory=list)
    visibility: str = ""


class Entries:
    """The entries of one load into one store."""

    def __init__(self, said: Sequence[Said], store: Store, feed: tuple[str, str]) -> None:
        """`feed`: its key, and the id of its source in the store; "" for a new one."""
        self._said, self._store = said, store
        self._feed_key, self._feed = feed
        self._kinds: Kinds = store.kinds
        self._records: dict[str, _About] = {}
        for one in said:
            self._note(one)
        self._ids = self._known()

    @property
    def count(self) -> int:
        """How many records are spoken of."""
        return len(self._records)

    @property
    def feed(self) -> str:
        """The feed's id, or its handle."""
        return self._feed or _handle(FEED_NAME)

    def all(self, author: str) -> Iterator[NewRecord | Claim]:
        """The feed, the other records, then claims: the feed's own names belong to the feed that came before them."""
        if not self._feed:
            feed = self._records[FEED_NAME]
            yield NewRecord(self.feed, feed.first.type, self._name(feed), origin=self._feed_key)
        relations = [about for about in self._records.values() if not isinstance(about.first.key, str)]
        for name, about in self._records.items():
            if isinstance(about.first.key, str) and self._id(name) == _handle(name) != self.feed:
                yield NewRecord(self._id(name), about.first.type, self._name(about), origin=name)
        for about in relations:
            key = self._key(about.first)
            yield NewRecord(_handle(about.first.about), about.first.type, key=key, origin=about.first.about)
        for one in self._said:
            yield self._claim(one, author)

    # -------------------------------------------------------------- reading what was said

    def _note(self, one: Said) -> None:
        about = self._records.setdefault(one.about, _About(one))
        match one.value:
            case Term(code) if one.property == "kind":
                about.kinds.append(code)
            case Identifier() if self._is_exclusive(one.value):
                about.identifiers.append(one.value)
            case Text(text) if one.property == "visibility":
                about.visibility = about.visibility or text
            case Text() if one.property == NAMES.get(one.type) and one.visibility is not Visibility.INTERNAL:
                about.names.append((one.value, record_name("source", one.source)))

    def _is_exclusive(self, identifier: Identifier) -> bool:
        scheme = self._kinds.identifier_scheme(identifier.scheme)
        return scheme is not None and scheme.exclusive

    # -------------------------------------------------------------- which record is meant

    def _known(self) -> dict[str, str]:
        """By name: the id that the feed's name has already, or that an identifier leads to, or another's handle."""
        names = [name for name, about in self._records.items() if isinstance(about.first.key, str)]
        origins = self._store.origins(self._feed, names) if self._feed else [""] * len(names)
        found = {name: origin for name, origin in zip(names, origins, strict=True) if origin}
        found |= {FEED_NAME: self._feed} if self._feed else {}
        view = self._store.view(Audience.INTERNAL)
        owners: dict[tuple[str, Identifier], str] = {}
        for name in names:
            about = self._records[name]
            for identifier in about.identifiers:
                at = (about.first.type, identifier)
                stored = view.identified(about.first.type, identifier.scheme, identifier.value)
                owners.setdefault(at, found.get(name) or (stored[0] if stored else _handle(name)))
                found.setdefault(name, owners[at])
        return found

    def _id(self, name: str) -> str:
        return self._ids.get(name) or _handle(name)

    def _key(self, one: Said) -> ParticipationKey | TieKey:
        match one.key:
            case ParticipationKey(cooperation, stakeholder, role, side, spell):
                whole, member = self._id(f"cooperation/{cooperation}"), self._id(f"stakeholder/{stakeholder}")
                return ParticipationKey(whole, member, role, self._id(f"stakeholder/{side}") if side else "", spell)
            case TieKey(subject, kind, target, spell):
                return TieKey(self._id(f"stakeholder/{subject}"), kind, self._id(f"stakeholder/{target}"), spell)
        raise TypeError(one.key)

    def _name(self, about: _About) -> str:
        """What the id is made of: a label that a public source gives, German before English before Ukrainian.

        Nothing for persons: an id must not say a name.
        """
        if self._is_internal(about):
            return ""
        public = (text for text, source in about.names if not self._is_closed(source))
        found = pick(tuple(public), LANGUAGES)
        return found.text if found else ""

    # -------------------------------------------------------------- claims

    def _claim(self, one: Said, author: str) -> Claim:
        return Claim(
            record=self._id(one.about),
            property=one.property,
            value=self._value(one.value),
            source=self._id(record_name("source", one.source)),
            passages=one.passages,
            state=one.state,
            feed=self.feed,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            certainty=one.certainty,
            rank=one.rank,
            visibility=one.visibility or self._default(one),
            author=author,
        )

    def _value(self, value: Value | None) -> Value | None:
        return Ref(self._id(value.record), value.role) if isinstance(value, Ref) else value

    def _default(self, one: Said) -> Visibility:
        """What nobody has decided: internal for persons, for what speaks of them, and for contacts."""
        rule = self._kinds.property(one.type, one.property.partition(":")[0])
        if rule.default_visibility == "internal":
            return Visibility.INTERNAL
        internal = any(self._is_internal(self._records[name]) for name in _named(one) if name in self._records)
        return Visibility.INTERNAL if internal else Visibility.PUBLIC

    def _is_closed(self, source: str) -> bool:
        return source in self._records and self._is_internal(self._records[source])

    def _is_internal(self, about: _About) -> bool:
        if about.visibility or about.first.type != "stakeholder":
            return about.visibility == "internal"
        return any(self._kinds.stakeholder_kind(code).default_visibility == "internal" for code in about.kinds)


def _named(one: Said) -> Iterable[str]:
    """The records that a statement speaks of."""
    yield one.about
    match one.key:
        case ParticipationKey(cooperation, stakeholder, _, side):
            yield from (f"cooperation/{cooperation}", f"stakeholder/{stakeholder}", f"stakeholder/{side}")
        case TieKey(subject, _, target):
            yield from (f"stakeholder/{subject}", f"stakeholder/{target}")
    if isinstance(one.value, Ref):
        yield one.value.record


def _handle(name: str) -> str:
    return f"+{name}"
