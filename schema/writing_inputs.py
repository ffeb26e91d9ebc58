# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The inputs of what writes. Wherever nothing is given the field is untouched; null takes back what is said.

`Maybe` keeps the two apart: None is a field that was not sent, `Some(None)` one that was sent as null.
"""

import strawberry

from graph.model import Certainty, Rank, ValueState, Visibility
from schema.inputs import IdentifierInput
from schema.scalars import Decimal, LanguageTag, PartialDate


@strawberry.input
class TextInput:
    text: str
    lang: LanguageTag | None = None


@strawberry.input
class PeriodInput:
    from_: strawberry.Maybe[PartialDate | None] = strawberry.field(name="from", default=None)
    from_state: strawberry.Maybe[ValueState | None]
    to: strawberry.Maybe[PartialDate | None]
    to_state: strawberry.Maybe[ValueState | None]


@strawberry.input
class MoneyInput:
    state: ValueState
    amount: Decimal | None = None
    currency: str | None = None
    year: int | None = None


@strawberry.input
class PointInput:
    latitude: float
    longitude: float


@strawberry.input(one_of=True)
class ValueInput:
    text: strawberry.Maybe[TextInput]
    number: strawberry.Maybe[Decimal]
    date: strawberry.Maybe[PartialDate]
    money: strawberry.Maybe[MoneyInput]
    concept: strawberry.Maybe[str]
    record: strawberry.Maybe[strawberry.ID]
    identifier: strawberry.Maybe[IdentifierInput]
    point: strawberry.Maybe[PointInput]


@strawberry.input
class ClaimInput:
    property: str
    state: ValueState = ValueState.STATED
    value: ValueInput | None = None
    valid: PeriodInput | None = None
    rank: Rank = Rank.NORMAL


@strawberry.input
class EvidenceInput:
    source: strawberry.ID
    locator: str | None = None
    quote: str | None = None
    certainty: Certainty = Certainty.STATED
    visibility: Visibility | None = None


# ------------------------------------------------------------------ records


@strawberry.input
class StakeholderInput:
    kind: strawberry.Maybe[str | None]
    level: strawberry.Maybe[str | None]
    labels: strawberry.Maybe[list[TextInput] | None]
    aliases: strawberry.Maybe[list[TextInput] | None]
    identifiers: strawberry.Maybe[list[IdentifierInput] | None]
    country: strawberry.Maybe[str | None]
    latitude: strawberry.Maybe[float | None]
    longitude: strawberry.Maybe[float | None]
    urls: strawberry.Maybe[list[str] | None]
    contact: strawberry.Maybe[list[TextInput] | None]
    period: strawberry.Maybe[PeriodInput | None]
    description: strawberry.Maybe[list[TextInput] | None]
    visibility: strawberry.Maybe[Visibility | None]


@strawberry.input
class ParticipationInput:
    stakeholder: strawberry.ID
    role: str
    side: strawberry.ID | None = None
    status: strawberry.Maybe[str | None]
    period: strawberry.Maybe[PeriodInput | None]


@strawberry.input
class ParticipationUpdate:
    status: strawberry.Maybe[str | None]
    period: strawberry.Maybe[PeriodInput | None]


@strawberry.input
class CooperationInput:
    kind: strawberry.Maybe[str | None]
    formality: strawberry.Maybe[str | None]
    status: strawberry.Maybe[str | None]
    labels: strawberry.Maybe[list[TextInput] | None]
    description: strawberry.Maybe[list[TextInput] | None]
    period: strawberry.Maybe[PeriodInput | None]
    topics: strawberry.Maybe[list[str] | None]
    instruments: strawberry.Maybe[list[str] | None]
    weight: strawberry.Maybe[float | None]
    funding: strawberry.Maybe[list[MoneyInput] | None]
    visibility: strawberry.Maybe[Visibility | None]
    participations: strawberry.Maybe[list[ParticipationInput] | None]


@strawberry.input
class TieInput:
    kind: str
    subject: strawberry.ID
    object: strawberry.ID
    role_title: strawberry.Maybe[list[TextInput] | None]
    period: strawberry.Maybe[PeriodInput | None]


@strawberry.input
class TieUpdate:
    role_title: strawberry.Maybe[list[TextInput] | None]
    period: strawberry.Maybe[PeriodInput | None]


@strawberry.input
class EventParticipantInput:
    stakeholder: strawberry.ID
    role: str


@strawberry.input
class EventInput:
    kind: strawberry.Maybe[str | None]
    labels: strawberry.Maybe[list[TextInput] | None]
    description: strawberry.Maybe[list[TextInput] | None]
    period: strawberry.Maybe[PeriodInput | None]
    place: strawberry.Maybe[strawberry.ID | None]
    part_of: strawberry.Maybe[strawberry.ID | None]
    result: strawberry.Maybe[list[TextInput] | None]
    topics: strawberry.Maybe[list[str] | None]
    participants: strawberry.Maybe[list[EventParticipantInput] | None]
    cooperations: strawberry.Maybe[list[strawberry.ID] | None]
    visibility: strawberry.Maybe[Visibility | None]


@strawberry.input
class NoteInput:
    kind: strawberry.Maybe[str | None]
    text: strawberry.Maybe[list[TextInput] | None]
    about: strawberry.Maybe[list[strawberry.ID] | None]
    topics: strawberry.Maybe[list[str] | None]
    visibility: strawberry.Maybe[Visibility | None]


@strawberry.input
class SourceInput:
    kind: strawberry.Maybe[str | None]
    title: strawberry.Maybe[TextInput | None]
    publisher: strawberry.Maybe[str | None]
    url: strawberry.Maybe[str | None]
    lang: strawberry.Maybe[LanguageTag | None]
    published: strawberry.Maybe[PartialDate | None]
    licence: strawberry.Maybe[str | None]
    visibility: strawberry.Maybe[Visibility | None]
