# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The inputs of the API: the filters of graph.selection under their GraphQL names, turned into them by name.

Each class here has the name and the fields of its twin in graph.selection; `filter_of` turns one into the other.
"""

# Longer than 300 lines because every filter has every field of its twin, by name.

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

import strawberry

from graph import selection
from graph.errors import BadInput, UnknownCode
from graph.kinds import Kinds
from graph.model import At, Certainty, Undated, ValueState, Visibility, at
from graph.nearest import nearest_word
from graph.selection import Direction, Order, OrderKey
from schema.point import bare_id
from schema.scalars import PartialDate, RecordType, ValueType
from schema.scene import Scene

F = TypeVar("F")


@strawberry.input(name="At")
class AtInput:
    valid: PartialDate | None = None
    valid_to: PartialDate | None = None
    undated: Undated = Undated.INCLUDE
    revision: int | None = None


def point_of(wanted: AtInput | None) -> At:
    """The point that an argument names; absent: now."""
    if wanted is None:
        return at()
    if wanted.valid_to and not wanted.valid:
        raise BadInput("validTo needs valid.", "Give the beginning too.")
    if (
        wanted.valid
        and wanted.valid_to
        and at(wanted.valid, wanted.valid_to).window.last < at(wanted.valid).window.first
    ):
        raise BadInput(f"validTo {wanted.valid_to} lies before valid {wanted.valid}.", "Exchange them.")
    return at(wanted.valid or "", wanted.valid_to or "", wanted.undated, wanted.revision)


@strawberry.input
class CodeFilter:
    eq: str | None = None
    in_: list[str] | None = strawberry.field(name="in", default=None)
    within: list[str] | None = None
    not_: str | None = strawberry.field(name="not", default=None)
    state: list[ValueState] | None = None


@strawberry.input
class IdentifierFilter:
    scheme: str
    in_: list[str] | None = strawberry.field(name="in", default=None)


@strawberry.input
class IdFilter:
    eq: strawberry.ID | None = None
    in_: list[strawberry.ID] | None = strawberry.field(name="in", default=None)
    not_: strawberry.ID | None = strawberry.field(name="not", default=None)


@strawberry.input
class TextFilter:
    eq: str | None = None
    in_: list[str] | None = strawberry.field(name="in", default=None)
    contains: str | None = None
    starts_with: str | None = None


@strawberry.input
class DateFilter:
    from_: PartialDate | None = strawberry.field(name="from", default=None)
    to: PartialDate | None = None
    state: list[ValueState] | None = None


@strawberry.input
class StakeholderFilter:
    and_: list["StakeholderFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["StakeholderFilter"] | None = strawberry.field(name="or", default=None)
    not_: "StakeholderFilter | None" = strawberry.field(name="not", default=None)
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    level: CodeFilter | None = None
    country: CodeFilter | None = None
    name: TextFilter | None = None
    is_named: bool | None = None
    identifier: IdentifierFilter | None = None
    visibility: list[Visibility] | None = None
    certainty: list[Certainty] | None = None
    source: "SourceRelation | None" = None
    cooperation: "CooperationRelation | None" = None
    tie: "TieRelation | None" = None
    event: "EventRelation | None" = None
    partner: "StakeholderRelation | None" = None


@strawberry.input
class CooperationFilter:
    and_: list["CooperationFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["CooperationFilter"] | None = strawberry.field(name="or", default=None)
    not_: "CooperationFilter | None" = strawberry.field(name="not", default=None)
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    formality: CodeFilter | None = None
    status: CodeFilter | None = None
    topic: CodeFilter | None = None
    instrument: CodeFilter | None = None
    name: TextFilter | None = None
    starts: DateFilter | None = None
    ends: DateFilter | None = None
    funding: list[ValueState] | None = None
    certainty: list[Certainty] | None = None
    participant: "ParticipantRelation | None" = None
    source: "SourceRelation | None" = None
    event: "EventRelation | None" = None


@strawberry.input
class EventFilter:
    and_: list["EventFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["EventFilter"] | None = strawberry.field(name="or", default=None)
    not_: "EventFilter | None" = strawberry.field(name="not", default=None)
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    topic: CodeFilter | None = None
    name: TextFilter | None = None
    starts: DateFilter | None = None
    ends: DateFilter | None = None
    participant: "ParticipantRelation | None" = None
    source: "SourceRelation | None" = None


@strawberry.input
class NoteFilter:
    and_: list["NoteFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["NoteFilter"] | None = strawberry.field(name="or", default=None)
    not_: "NoteFilter | None" = strawberry.field(name="not", default=None)
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    topic: CodeFilter | None = None
    text: TextFilter | None = None
    about: IdFilter | None = None
    source: "SourceRelation | None" = None


@strawberry.input
class SourceFilter:
    and_: list["SourceFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["SourceFilter"] | None = strawberry.field(name="or", default=None)
    not_: "SourceFilter | None" = strawberry.field(name="not", default=None)
    id: IdFilter | None = None
    kind: CodeFilter | None = None
    title: TextFilter | None = None
    published: DateFilter | None = None


@strawberry.input
class ClaimFilter:
    and_: list["ClaimFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["ClaimFilter"] | None = strawberry.field(name="or", default=None)
    not_: "ClaimFilter | None" = strawberry.field(name="not", default=None)
    record: IdFilter | None = None
    type: list[RecordType] | None = None
    property: CodeFilter | None = None
    value_type: list[ValueType] | None = None
    text: TextFilter | None = None
    source: IdFilter | None = None
    locator: TextFilter | None = None
    certainty: list[Certainty] | None = None
    state: list[ValueState] | None = None
    visibility: list[Visibility] | None = None
    valid_from: DateFilter | None = None
    valid_to: DateFilter | None = None
    author: TextFilter | None = None


@strawberry.input
class TieFilter:
    and_: list["TieFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["TieFilter"] | None = strawberry.field(name="or", default=None)
    not_: "TieFilter | None" = strawberry.field(name="not", default=None)
    kind: CodeFilter | None = None
    subject: IdFilter | None = None
    object: IdFilter | None = None
    certainty: list[Certainty] | None = None
    source: "SourceRelation | None" = None


@strawberry.input
class StakeholderRelation:
    some: StakeholderFilter | None = None
    every: StakeholderFilter | None = None
    none: StakeholderFilter | None = None


@strawberry.input
class CooperationRelation:
    some: CooperationFilter | None = None
    every: CooperationFilter | None = None
    none: CooperationFilter | None = None
    role: CodeFilter | None = None


@strawberry.input
class ParticipantRelation:
    some: StakeholderFilter | None = None
    every: StakeholderFilter | None = None
    none: StakeholderFilter | None = None
    role: CodeFilter | None = None


@strawberry.input
class SourceRelation:
    some: SourceFilter | None = None
    every: SourceFilter | None = None
    none: SourceFilter | None = None


@strawberry.input
class EventRelation:
    some: EventFilter | None = None
    every: EventFilter | None = None
    none: EventFilter | None = None
    role: CodeFilter | None = None


@strawberry.input
class OwnTieFilter:
    kind: CodeFilter | None = None
    direction: Direction = Direction.ANY
    other: StakeholderFilter | None = None


@strawberry.input
class TieRelation:
    some: OwnTieFilter | None = None
    every: OwnTieFilter | None = None
    none: OwnTieFilter | None = None


@strawberry.input
class NetworkFilter:
    stakeholder: StakeholderFilter | None = None
    cooperation: CooperationFilter | None = None
    include_persons: bool = False
    min_weight: float | None = None
    drop_isolates: bool = False
    largest_component: bool = False


@strawberry.input(one_of=True)
class StakeholderOrder:
    label: strawberry.Maybe[Order]
    kind: strawberry.Maybe[Order]
    level: strawberry.Maybe[Order]
    country: strawberry.Maybe[Order]
    partner_count: strawberry.Maybe[Order]
    relevance: strawberry.Maybe[Order]


@strawberry.input(one_of=True)
class CooperationOrder:
    label: strawberry.Maybe[Order]
    kind: strawberry.Maybe[Order]
    starts: strawberry.Maybe[Order]
    participant_count: strawberry.Maybe[Order]
    relevance: strawberry.Maybe[Order]


@strawberry.input(one_of=True)
class EventOrder:
    label: strawberry.Maybe[Order]
    starts: strawberry.Maybe[Order]


@strawberry.input
class IdentifierInput:
    scheme: str
    value: str


@strawberry.input(one_of=True)
class StakeholderRef:
    id: strawberry.Maybe[strawberry.ID]
    identifier: strawberry.Maybe[IdentifierInput]
    name: strawberry.Maybe[str]


# ------------------------------------------------------------------ turned into what graph speaks


def filter_of(given: object, scene: Scene) -> object:
    """The filter of graph.selection that an input names; lists become tuples, ids those of the records meant.

    Raises:
        UnknownId: it names an id that was never given, or not to this audience.
    """
    scene.undated.want(map(bare_id, _ids_in(given)))
    return _filter_of(given, scene)


def _ids_in(given: object) -> Iterator[str]:
    if isinstance(given, IdFilter):
        yield from (*filter(None, (given.eq, given.not_)), *(given.in_ or ()))
    elif isinstance(given, list):
        yield from (name for part in given for name in _ids_in(part))
    elif is_dataclass(given):
        yield from (name for field in fields(given) for name in _ids_in(getattr(given, field.name)))


def _filter_of(given: object, scene: Scene) -> object:
    if isinstance(given, list):
        return tuple(_filter_of(part, scene) for part in given)
    if isinstance(given, IdFilter):
        within = tuple(map(scene.meant, given.in_)) if given.in_ is not None else None
        eq, not_ = (scene.meant(name) if name is not None else None for name in (given.eq, given.not_))
        return selection.IdFilter(eq, within, not_)
    if isinstance(given, IdentifierFilter):
        check_register(given.scheme, scene.view.kinds)
    if is_dataclass(given):
        twin = getattr(selection, type(given).__name__)
        return twin(**{field.name: _filter_of(getattr(given, field.name), scene) for field in fields(given)})
    if isinstance(given, RecordType):
        return given.value.lower()
    return given.value if isinstance(given, ValueType) else given


def check_register(scheme: str, kinds: Kinds) -> None:
    """Whether the vocabulary knows a register.

    Raises:
        UnknownCode: it does not; with the nearest.
    """
    if kinds.identifier_scheme(scheme) is None:
        known = (register.code for register in kinds.identifier_schemes())
        raise UnknownCode("identifier scheme", scheme, nearest_word(known, scheme))


def order_of(given: list[F] | None) -> tuple[OrderKey, ...]:
    """The order that a list of keys names."""
    keys = []
    for entry in given or []:
        for field in fields(entry):  # type: ignore[arg-type]  # strawberry inputs are dataclasses
            chosen = getattr(entry, field.name)
            if chosen is not None:
                keys.append(OrderKey(_KEYS.get(field.name, field.name), chosen.value))
    return tuple(keys)


_KEYS = {"partner_count": "partnerCount", "participant_count": "participantCount"}
