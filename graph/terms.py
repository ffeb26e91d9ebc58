# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a vocabulary is made of: concepts, properties, and the rules that roles, ties and kinds carry.

Mappings from language to text hold `de`, `en` and `uk`, in this order. An empty set of kinds means: any kind.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

LANGUAGES = ("de", "en", "uk")
SCHEME_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "stakeholder_kinds": "stakeholder kind",
        "levels": "level",
        "cooperation_kinds": "cooperation kind",
        "formalities": "formality",
        "statuses": "status",
        "roles": "role",
        "tie_kinds": "tie kind",
        "event_kinds": "event kind",
        "note_kinds": "note kind",
        "source_kinds": "source kind",
        "topics": "topic",
        "instruments": "instrument",
        "properties": "property",
        "countries": "country",
    }
)
"""Each scheme with the word for one of its concepts, as messages use it."""
SCHEMES: tuple[str, ...] = tuple(SCHEME_NAMES)
RECORD_TYPES = ("stakeholder", "cooperation", "participation", "tie", "event", "note", "source")
VALUE_TYPES = ("text", "number", "date", "money", "concept", "identifier", "point", "record", "nothing")
VISIBILITIES = ("public", "internal")
ALL_NAMES = "*"


@dataclass(frozen=True, slots=True)
class Match:
    """The same concept elsewhere: an SDG goal, an OECD DAC purpose code, a Wikidata item."""

    scheme: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One term of a scheme; countries have no definitions, and no broader or narrower ones."""

    scheme: str
    code: str
    labels: Mapping[str, str] = field(hash=False)
    definitions: Mapping[str, str] = field(hash=False)
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    also: tuple[str, ...] = ()
    """Other words by which people look for it, in any language."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that leads to it: the code, the labels, the other words."""
        return (self.code, *self.labels.values(), *self.also)


def narrowed(codes: Iterable[str], concepts: Mapping[str, Concept]) -> frozenset[str]:
    """These codes and everything narrower.

    Cost: O(concepts found).
    """
    found: set[str] = set()
    waiting = set(codes)
    while waiting:
        found |= waiting
        waiting = {code for known in waiting for code in concepts[known].narrower} - found
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Property:
    """What may be said of the records of one type, and how often."""

    name: str
    record_type: str
    value_type: str
    many: bool
    per_language: bool
    """One value in each language (if not `many`)."""
    scheme: str
    """Where its concepts come from; empty if its values are no concepts."""
    default_visibility: str
    labels: Mapping[str, str] = field(hash=False)
    definitions: Mapping[str, str] = field(hash=False)
    other_types: tuple[str, ...] = ()
    carries: str = ""
    """What each value needs beside it: `name` (an attribute's name), `role` (a participant's role), or nothing."""
    values: tuple[str, ...] = ()
    """The only values allowed, written as text; empty: any."""
    unit: str = ""
    refers_to: frozenset[str] = frozenset()
    """The types of the records that it may refer to; empty: any."""

    def accepts(self, value_type: str) -> bool:
        """Whether values of this type may be stated."""
        return value_type == self.value_type or value_type in self.other_types


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Where a role may be taken, by whom, and what it is called from each end."""

    code: str
    in_cooperations: bool
    in_events: bool
    ties_parties: bool
    """Those who take it are tied to one another in the `stated` projection."""
    stakeholder_kinds: frozenset[str]
    cooperation_kinds: frozenset[str]
    from_stakeholder: Mapping[str, str] = field(hash=False)
    from_cooperation: Mapping[str, str] = field(hash=False)

    def allows(self, stakeholder_kind: str, cooperation_kind: str = "") -> bool:
        """Whether such a stakeholder may take it in such a cooperation (in an event: leave the second out)."""
        joins = not cooperation_kind or not self.cooperation_kinds or cooperation_kind in self.cooperation_kinds
        return joins and (not self.stakeholder_kinds or stakeholder_kind in self.stakeholder_kinds)


@dataclass(frozen=True, slots=True)
class TieRule:
    """Which stakeholders a tie may join, and what it is called from each end."""

    code: str
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    from_subject: Mapping[str, str] = field(hash=False)
    from_object: Mapping[str, str] = field(hash=False)

    def allows(self, subject_kind: str, object_kind: str) -> bool:
        """Whether it may lead from such a subject to such an object."""
        fits_subject = not self.subject_kinds or subject_kind in self.subject_kinds
        return fits_subject and (not self.object_kinds or object_kind in self.object_kinds)


@dataclass(frozen=True, slots=True)
class KindRule:
    """What follows from a stakeholder's kind."""

    code: str
    family: str
    """Kinds of one family are those that different sources may give to one and the same stakeholder."""
    default_level: str
    """The level where none is stated; empty if none follows from the kind."""
    default_visibility: str
    legal_forms: tuple[str, ...]
    """Legal forms that hint at this kind when they end a name."""
    shared_names: tuple[str, ...] = ()
    """Names that several such stakeholders of one country bear, so that an equal one says nothing; `ALL_NAMES`: any."""


@dataclass(frozen=True, slots=True)
class IdentifierScheme:
    """A register that gives identifiers to bodies, or a list that gives codes to concepts."""

    code: str
    labels: Mapping[str, str] = field(hash=False)
    url: str
    """Address with `{value}` in it; empty if an identifier has no page."""
    exclusive: bool
    """It gives one identifier to each body: different ones are different bodies."""
    pattern: str
    """Regular expression for the whole identifier; empty: anything."""
    for_concepts: bool = False
    """Its codes may be exact matches of concepts."""
    for_stakeholders: bool = True
    """Its identifiers may be those of stakeholders."""

    def fits(self, value: str) -> bool:
        """Whether the value is written as this scheme writes its identifiers."""
        return not self.pattern or re.fullmatch(self.pattern, value) is not None

    def address(self, value: str) -> str:
        """The page of this identifier; empty if it has none."""
        if self.url == "{value}":
            return value if value.startswith(("https://", "http://")) else ""
        return self.url.replace("{value}", quote(value, safe=""))
