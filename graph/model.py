# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values everything speaks in: claims, what they say, and the records folded from them.

A claim is one statement of one source about one property of one record. Nothing here knows a store, a file
format or GraphQL; everything is frozen.
"""

# Longer than 300 lines because all rooms speak in these values: they are read together, and depend on one another.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from graph.dates import ALWAYS, FIRST_DAY, LAST_DAY, PartialDate, Window, partial_date


class ValueState(StrEnum):
    """What a statement says of its value; NOT_STATED is the absence of any statement."""

    STATED = "STATED"
    UNKNOWN = "UNKNOWN"
    NONE = "NONE"
    NOT_STATED = "NOT_STATED"


class Certainty(StrEnum):
    """How sure the source is; in the order in which folding prefers them."""

    STATED = "STATED"
    INFERRED = "INFERRED"
    DISPUTED = "DISPUTED"


class Rank(StrEnum):
    """Which of several statements counts; in the order in which folding prefers them."""

    PREFERRED = "PREFERRED"
    NORMAL = "NORMAL"
    DEPRECATED = "DEPRECATED"


class Visibility(StrEnum):
    """Who may see it; the strictest of claim, source and record wins."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"


class Audience(StrEnum):
    """For whom a view is made: everyone, or staff and above."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"


class Undated(StrEnum):
    """What to do with what has no date."""

    INCLUDE = "INCLUDE"
    EXCLUDE = "EXCLUDE"
    ONLY = "ONLY"


# ------------------------------------------------------------------ values


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language; "" where the language is not known."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number and its unit, "" where it has none."""

    number: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A code of the vocabulary that the property names."""

    code: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217), in a year; 0 where no year is given."""

    amount: Decimal
    currency: str
    year: int = 0


@dataclass(frozen=True, slots=True)
class Identifier:
    """What another register calls it."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Ref:
    """Another record, with the role it has there, "" where it has none."""

    record: str
    role: str = ""


Value = Text | Number | PartialDate | Term | Money | Identifier | Point | Ref
_VALUE_TYPES: Mapping[type, str] = MappingProxyType(
    {
        Text: "text",
        Number: "number",
        PartialDate: "date",
        Money: "money",
        Term: "concept",
        Identifier: "identifier",
        Point: "point",
        Ref: "record",
        type(None): "nothing",
    }
)


def value_type(value: Value | None) -> str:
    """The word of the vocabulary for the type of the value.

    Example:
        >>> value_type(Term("municipality")), value_type(None)
        ('concept', 'nothing')
    """
    return _VALUE_TYPES[type(value)]


def written(value: Value | None) -> str:
    """The value as one canonical line: what stores keep, keys hash and orders compare.

    Example:
        >>> written(Text("Hannover", "de")), written(Term("municipality")), written(None)
        ('t:de:Hannover', 'c:municipality', '')
    """
    match value:
        case None:
            return ""
        case Text(text, lang):
            return f"t:{lang}:{text}"
        case Term(code):
            return f"c:{code}"
        case PartialDate():
            return f"d:{value.text}"
        case Ref(record, role):
            return f"r:{role}:{record}"
        case Identifier(scheme, number):
            return f"i:{scheme}:{number}"
        case Number(number, unit):
            return f"n:{unit}:{number}"
        case Money(amount, currency, year):
            return f"m:{currency}:{year}:{amount}"
        case Point(latitude, longitude):
            return f"p:{latitude!r}:{longitude!r}"


def read(line: str) -> Value | None:
    """The value that `written` wrote.

    Example:
        >>> read("m:EUR:2023:1250.00")
        Money(amount=Decimal('1250.00'), currency='EUR', year=2023)
    """
    if not line:
        return None
    match line[0], line[2:]:
        case "t", rest:
            lang, _, text = rest.partition(":")
            return Text(text, lang)
        case "c", rest:
            return Term(rest)
        case "d", rest:
            return partial_date(rest)
        case "r", rest:
            role, _, record = rest.partition(":")
            return Ref(record, role)
        case "i", rest:
            scheme, _, number = rest.partition(":")
            return Identifier(scheme, number)
        case "n", rest:
            unit, _, amount = rest.partition(":")
            return Number(Decimal(amount), unit)
        case "m", rest:
            currency, year, amount = rest.split(":")
            return Money(Decimal(amount), currency, int(year))
        case _, rest:
            latitude, longitude = rest.split(":")
            return Point(float(latitude), float(longitude))


# ------------------------------------------------------------------ claims


MAX_QUOTE_WORDS = 15
"""The longest quote of a source."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source that says it."""

    locator: str
    """Line, page, slide, sheet and cell, XPath or record key: "line 9"."""
    quote: str = ""
    """At most `MAX_QUOTE_WORDS` words of the source."""
    original: str = ""
    """The form that the source uses, where it differs from the value."""


NOT_STATED_BOUND, UNKNOWN_BOUND, OPEN_BOUND = "", "?", ".."


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source about one property of one record."""

    record: str
    property: str
    """A property of the vocabulary; "attribute:NAME" for what foreign files bring."""
    value: Value | None
    source: str
    passages: tuple[Passage, ...]
    state: ValueState = ValueState.STATED
    feed: str = ""
    """The file that brought it, a source itself; "" where it is the source."""
    valid_from: str = NOT_STATED_BOUND
    """When this one statement holds: "" not stated, "?" unknown, ".." open, else a partial date."""
    valid_to: str = NOT_STATED_BOUND
    certainty: Certainty = Certainty.STATED
    rank: Rank = Rank.NORMAL
    visibility: Visibility = Visibility.PUBLIC
    author: str = ""
    id: str = ""
    """Made when it enters the store."""
    entered: int = 0
    left: int | None = None

    def holds_in(self, window: Window) -> bool:
        """Whether the statement may hold at some time within the window."""
        return window.overlaps(first_day(self.valid_from), last_day(self.valid_to))


def first_day(bound: str) -> int:
    """The first day of a beginning; an open, unknown or unstated one excludes nothing."""
    return FIRST_DAY if bound in ("", "?", "..") else partial_date(bound).first


def last_day(bound: str) -> int:
    """The last day of an end; an open, unknown or unstated one excludes nothing."""
    return LAST_DAY if bound in ("", "?", "..") else partial_date(bound).last


@dataclass(frozen=True, slots=True)
class ParticipationKey:
    """What a participation is: who takes part in what, as what, on whose side."""

    cooperation: str
    stakeholder: str
    role: str
    side: str = ""
    """The party or lead with which it takes part; "" for all of them."""
    spell: str = ""
    """Tells periods apart that do not touch; "" for the first."""


@dataclass(frozen=True, slots=True)
class TieKey:
    """What a tie is: subject, kind, object."""

    subject: str
    kind: str
    object: str
    spell: str = ""


Key = ParticipationKey | TieKey | None


def key_parts(key: ParticipationKey | TieKey) -> tuple[str, ...]:
    """The parts of a natural key, in the order that ids hash."""
    if isinstance(key, ParticipationKey):
        return (key.cooperation, key.stakeholder, key.role, key.side, key.spell)
    return (key.subject, key.kind, key.object, key.spell)


def key_ends(key: ParticipationKey | TieKey) -> tuple[str, ...]:
    """The records that a participation or tie joins."""
    if isinstance(key, ParticipationKey):
        return tuple(end for end in (key.cooperation, key.stakeholder, key.side) if end)
    return (key.subject, key.object)


# ------------------------------------------------------------------ what is folded from claims


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one property, with the claims that say it and those that say otherwise."""

    property: str
    state: ValueState
    value: Value | None
    certainty: Certainty
    is_disputed: bool
    claims: tuple[Claim, ...]
    alternatives: tuple[Claim, ...] = ()


class NameKind(StrEnum):
    """What a name is to its record."""

    LABEL = "LABEL"
    ALIAS = "ALIAS"
    ABBREVIATION = "ABBREVIATION"
    FORMER = "FORMER"
    SURFACE_FORM = "SURFACE_FORM"


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a record is called."""

    text: str
    lang: str
    kind: NameKind
    claims: tuple[Claim, ...]
    deciding: tuple[Claim, ...] = ()
    """Those of the claims that make it a name of this kind."""


@dataclass(frozen=True, slots=True)
class Period:
    """From and to, as facts; None where no source speaks of it."""

    starts: Fact | None = None
    ends: Fact | None = None

    @property
    def first(self) -> int:
        """The first day that it may cover."""
        return self.starts.value.first if self.starts and isinstance(self.starts.value, PartialDate) else FIRST_DAY

    @property
    def last(self) -> int:
        """The last day that it may cover."""
        return self.ends.value.last if self.ends and isinstance(self.ends.value, PartialDate) else LAST_DAY

    @property
    def is_undated(self) -> bool:
        """Whether neither a beginning nor an end is known."""
        return self.first == FIRST_DAY and self.last == LAST_DAY


@dataclass(frozen=True, slots=True)
class Record:
    """A stakeholder, cooperation, participation, tie, event, note or source as its claims tell it."""

    id: str
    type: str
    key: Key
    visibility: Visibility
    facts: Mapping[str, tuple[Fact, ...]]
    """By property, properties in alphabetical order."""
    names: tuple[Name, ...]
    claims: tuple[Claim, ...]
    """All claims that this audience sees at this point, in order of entry."""

    def one(self, name: str) -> Fact | None:
        """The fact of a property that has one value."""
        facts = self.facts.get(name)
        return facts[0] if facts else None

    def code(self, name: str) -> str:
        """The code that a property shows; "" where none is stated."""
        fact = self.one(name)
        return fact.value.code if fact and isinstance(fact.value, Term) else ""

    def codes(self, name: str) -> tuple[str, ...]:
        """All codes of a property with many values."""
        return tuple(fact.value.code for fact in self.facts.get(name, ()) if isinstance(fact.value, Term))

    def refs(self, name: str) -> tuple[Ref, ...]:
        """The records that a property points to."""
        return tuple(fact.value for fact in self.facts.get(name, ()) if isinstance(fact.value, Ref))

    def texts(self, name: str) -> tuple[Text, ...]:
        """The texts of a property, one per language."""
        return tuple(fact.value for fact in self.facts.get(name, ()) if isinstance(fact.value, Text))

    @property
    def period(self) -> Period:
        """When the record itself holds; a source's is when it was published."""
        return Period(self.one("starts"), self.one("ends"))

    @property
    def sources(self) -> frozenset[str]:
        """The sources that say something of it."""
        return frozenset(claim.source for claim in self.claims)

    @property
    def confirmed(self) -> int:
        """The last revision in which somebody said what it says."""
        return max((claim.entered for claim in self.claims), default=0)


# ------------------------------------------------------------------ points in time


@dataclass(frozen=True, slots=True)
class At:
    """Where a question takes place: when in the world, and what was known then."""

    window: Window = ALWAYS
    """What held at some time within it; ALWAYS: no restriction."""
    valid: str = ""
    valid_to: str = ""
    undated: Undated = Undated.INCLUDE
    revision: int | None = None
    """Only what was recorded up to this revision; None: now."""

    @property
    def is_dated(self) -> bool:
        """Whether a date was asked for."""
        return self.window != ALWAYS


NOW = At()


def at(valid: str = "", valid_to: str = "", undated: Undated = Undated.INCLUDE, revision: int | None = None) -> At:
    """The point that these words name.

    Raises:
        BadDate: one of the dates is not a partial date.
    """
    first = partial_date(valid) if valid else None
    last = partial_date(valid_to) if valid_to else first
    window = Window(first.first if first else FIRST_DAY, last.last if last else LAST_DAY)
    return At(window, valid, valid_to, undated, revision)


@dataclass(frozen=True, slots=True)
class Revision:
    """One atomic, numbered, timed, described change of the claim set."""

    number: int
    hash: str
    at: datetime
    message: str = ""
    author: str = ""
    entered: int = 0
    left: int = 0


LANGUAGES = ("de", "en", "uk")
DEFAULT_LANGUAGES = ("de", "en")


def pick(texts: tuple[Text, ...], languages: tuple[str, ...] = DEFAULT_LANGUAGES) -> Text | None:
    """The text in the first language of the chain that has one, else in de, en, uk, else the first.

    Capitals do not matter, and a tag that no text has is cut from its end before the next one is tried: who wants
    uk-UA is given uk (RFC 4647, lookup).

    Example:
        >>> pick((Text("Hanover", "en"), Text("Ганновер", "uk")), ("pl", "uk-UA")).text
        'Ганновер'
    """
    by_language = {text.lang.lower(): text for text in reversed(texts)}
    for language in (*languages, *LANGUAGES):
        for tag in _lookups(language):
            if tag in by_language:
                return by_language[tag]
    return texts[0] if texts else None


def _lookups(language: str) -> Iterator[str]:
    """The tag, and what is left of it as it is cut; a single letter goes with what follows it."""
    tag = language.lower()
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
        if tag[-2:-1] == "-":
            tag = tag[:-2]
