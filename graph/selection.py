# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked for: filters, orders, relations and pages, as plain values that every store understands.

A field that is None restricts nothing; an empty tuple matches nothing. The meaning of each is in
docs/reference/filters.md and, executable, in graph/stores/matching.py.
"""

# Longer than 300 lines because every filter of the contract is written out, field by field.

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import BadInput
from graph.model import Certainty, ValueState, Visibility


class Order(StrEnum):
    """Which way an order goes."""

    ASC = "ASC"
    DESC = "DESC"


class Direction(StrEnum):
    """Which way a tie or link is followed: OUT from the subject."""

    OUT = "OUT"
    IN = "IN"
    ANY = "ANY"


class Projection(StrEnum):
    """Which network is made of the cooperations (docs/why/networks.md)."""

    STATED = "STATED"
    COMEMBERSHIP = "COMEMBERSHIP"
    TWO_MODE = "TWO_MODE"
    TWO_MODE_TOPIC = "TWO_MODE_TOPIC"
    STRUCTURE = "STRUCTURE"


# ------------------------------------------------------------------ filters on one field


@dataclass(frozen=True, slots=True)
class CodeFilter:
    """On a vocabulary code; `within` is the code itself and every narrower one."""

    eq: str | None = None
    in_: tuple[str, ...] | None = None
    within: tuple[str, ...] | None = None
    not_: str | None = None
    state: tuple[ValueState, ...] | None = None


@dataclass(frozen=True, slots=True)
class IdentifierFilter:
    """On what another register calls it."""

    scheme: str
    in_: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class IdFilter:
    """On the record's id."""

    eq: str | None = None
    in_: tuple[str, ...] | None = None
    not_: str | None = None


@dataclass(frozen=True, slots=True)
class TextFilter:
    """On words, compared as search does: folded."""

    eq: str | None = None
    in_: tuple[str, ...] | None = None
    contains: str | None = None
    starts_with: str | None = None


@dataclass(frozen=True, slots=True)
class DateFilter:
    """On a date; a partial date matches where its interval touches the range."""

    from_: str | None = None
    to: str | None = None
    state: tuple[ValueState, ...] | None = None


# ------------------------------------------------------------------ filters on records


@dataclass(frozen=True, slots=True)
class StakeholderFilter:
    """Which stakeholders."""

    and_: tuple["StakeholderFilter", ...] | None = None
    or_: tuple["StakeholderFilter", ...] | None = None
    not_: "StakeholderFilter | None" = None
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    level: CodeFilter | None = None
    country: CodeFilter | None = None
    name: TextFilter | None = None
    is_named: bool | None = None
    identifier: IdentifierFilter | None = None
    visibility: tuple[Visibility, ...] | None = None
    certainty: tuple[Certainty, ...] | None = None
    source: "SourceRelation | None" = None
    cooperation: "CooperationRelation | None" = None
    tie: "TieRelation | None" = None
    event: "EventRelation | None" = None
    partner: "StakeholderRelation | None" = None


@dataclass(frozen=True, slots=True)
class CooperationFilter:
    """Which cooperations."""

    and_: tuple["CooperationFilter", ...] | None = None
    or_: tuple["CooperationFilter", ...] | None = None
    not_: "CooperationFilter | None" = None
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    formality: CodeFilter | None = None
    status: CodeFilter | None = None
    topic: CodeFilter | None = None
    instrument: CodeFilter | None = None
    name: TextFilter | None = None
    starts: DateFilter | None = None
    ends: DateFilter | None = None
    funding: tuple[ValueState, ...] | None = None
    certainty: tuple[Certainty, ...] | None = None
    participant: "ParticipantRelation | None" = None
    source: "SourceRelation | None" = None
    event: "EventRelation | None" = None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events."""

    and_: tuple["EventFilter", ...] | None = None
    or_: tuple["EventFilter", ...] | None = None
    not_: "EventFilter | None" = None
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    topic: CodeFilter | None = None
    name: TextFilter | None = None
    starts: DateFilter | None = None
    ends: DateFilter | None = None
    participant: "ParticipantRelation | None" = None
    source: "SourceRelation | None" = None


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes."""

    and_: tuple["NoteFilter", ...] | None = None
    or_: tuple["NoteFilter", ...] | None = None
    not_: "NoteFilter | None" = None
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    topic: CodeFilter | None = None
    text: TextFilter | None = None
    about: IdFilter | None = None
    source: "SourceRelation | None" = None


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which sources."""

    and_: tuple["SourceFilter", ...] | None = None
    or_: tuple["SourceFilter", ...] | None = None
    not_: "SourceFilter | None" = None
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    title: TextFilter | None = None
    published: DateFilter | None = None


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties."""

    and_: tuple["TieFilter", ...] | None = None
    or_: tuple["TieFilter", ...] | None = None
    not_: "TieFilter | None" = None
    kind: CodeFilter | None = None
    subject: IdFilter | None = None
    object: IdFilter | None = None
    certainty: tuple[Certainty, ...] | None = None
    source: "SourceRelation | None" = None


@dataclass(frozen=True, slots=True)
class OwnTieFilter:
    """Ties seen from the stakeholder: OUT where it is the subject."""

    kind: CodeFilter | None = None
    direction: Direction = Direction.ANY
    other: StakeholderFilter | None = None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims."""

    and_: tuple["ClaimFilter", ...] | None = None
    or_: tuple["ClaimFilter", ...] | None = None
    not_: "ClaimFilter | None" = None
    record: IdFilter | None = None
    type: tuple[str, ...] | None = None
    property: CodeFilter | None = None
    value_type: tuple[str, ...] | None = None
    text: TextFilter | None = None
    source: IdFilter | None = None
    locator: TextFilter | None = None
    certainty: tuple[Certainty, ...] | None = None
    state: tuple[ValueState, ...] | None = None
    visibility: tuple[Visibility, ...] | None = None
    valid_from: DateFilter | None = None
    valid_to: DateFilter | None = None
    author: TextFilter | None = None


RecordFilter = StakeholderFilter | CooperationFilter | EventFilter | NoteFilter | SourceFilter | TieFilter


# ------------------------------------------------------------------ filters on what is related


@dataclass(frozen=True, slots=True)
class StakeholderRelation:
    """Quantified over partners."""

    some: StakeholderFilter | None = None
    every: StakeholderFilter | None = None
    none: StakeholderFilter | None = None


@dataclass(frozen=True, slots=True)
class CooperationRelation:
    """Quantified over the cooperations in which it takes part (in this role)."""

    some: CooperationFilter | None = None
    every: CooperationFilter | None = None
    none: CooperationFilter | None = None
    role: CodeFilter | None = None


@dataclass(frozen=True, slots=True)
class ParticipantRelation:
    """Quantified over those who take part (in this role)."""

    some: StakeholderFilter | None = None
    every: StakeholderFilter | None = None
    none: StakeholderFilter | None = None
    role: CodeFilter | None = None


@dataclass(frozen=True, slots=True)
class SourceRelation:
    """Quantified over the sources that back it."""

    some: SourceFilter | None = None
    every: SourceFilter | None = None
    none: SourceFilter | None = None


@dataclass(frozen=True, slots=True)
class EventRelation:
    """Quantified over its events (in this role)."""

    some: EventFilter | None = None
    every: EventFilter | None = None
    none: EventFilter | None = None
    role: CodeFilter | None = None


@dataclass(frozen=True, slots=True)
class TieRelation:
    """Quantified over its ties."""

    some: OwnTieFilter | None = None
    every: OwnTieFilter | None = None
    none: OwnTieFilter | None = None


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """Which part of the network."""

    stakeholder: StakeholderFilter | None = None
    cooperation: CooperationFilter | None = None
    include_persons: bool = False
    min_weight: float | None = None
    drop_isolates: bool = False
    largest_component: bool = False


# ------------------------------------------------------------------ what is listed, and which part of the list


class Related(StrEnum):
    """The lists that hang on a record."""

    COOPERATIONS = "cooperations of a stakeholder"
    PARTNERS = "partners of a stakeholder"
    TIES = "ties of a stakeholder"
    EVENTS = "events of a stakeholder"
    NOTES = "notes about a record"
    PARTICIPATIONS = "participations in a cooperation"
    COOPERATION_EVENTS = "events of a cooperation"
    PARTICIPANTS = "participants of an event"
    EVENT_COOPERATIONS = "cooperations of an event"
    SOURCES = "sources of a record"


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of an order: label, kind, level, country, partnerCount, participantCount, starts, relevance."""

    key: str
    order: Order = Order.ASC


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records of one type, in which order; ties in the order are broken by id."""

    type: str
    filter: RecordFilter | None = None
    order: tuple[OrderKey, ...] = ()
    """Empty: by relevance where a search narrowed it, else by label (events, cooperations and the rest too)."""
    among: Mapping[str, float] | None = None
    """Only these, with their relevance: what a search found."""
    roles: tuple[str, ...] | None = None
    """On cooperations, participations, events and participants: in one of these roles."""
    kinds: tuple[str, ...] | None = None
    """On ties and notes: of one of these kinds."""
    direction: Direction = Direction.ANY
    """On ties: seen from their owner."""
    via: CooperationFilter | None = None
    """On partners: tied by one of these cooperations. On participations: in one of these cooperations."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list: the first or last n, after or before an item."""

    first: int | None = None
    after: str = ""
    """An item's id, "" for the beginning."""
    last: int | None = None
    before: str = ""


DEFAULT_PAGE = 20
MOST = 100


def checked_cut(first: int | None, after: str, last: int | None, before: str) -> Cut:
    """The part asked for; 20 items where no size is given.

    Raises:
        BadInput: a size below 0 or above 100, or both sizes at once.
    """
    for name, size in (("first", first), ("last", last)):
        if size is not None and not 0 <= size <= MOST:
            raise BadInput(f"{name} is {size}.", f"A page has 0 to {MOST} items.")
    if first is not None and last is not None:
        raise BadInput("first and last exclude each other.", "Give one of them.")
    return Cut(DEFAULT_PAGE if first is None and last is None else first, after, last, before)


@dataclass(frozen=True, slots=True)
class Via:
    """One cooperation that ties two stakeholders, with both participations."""

    cooperation: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a list, and what puts it there."""

    id: str
    through: tuple[str, ...] = ()
    """Participations (of a cooperation), or roles (in an event)."""
    via: tuple[Via, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list."""

    items: tuple[Item, ...]
    total: int
    has_next: bool
    has_previous: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    """One searchable text of one record."""

    record: str
    type: str
    """The record's type: "stakeholder", "cooperation", "event", …"""
    kind: str
    """label, alias, abbreviation, former, surface_form, identifier or text (description, note)."""
    text: str
    lang: str = ""
    folded: str = ""
    """`fold(text)` if the store kept it: saves folding each candidate again."""
