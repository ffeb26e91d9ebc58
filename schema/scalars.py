# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scalars and enums of the API, made of the values that graph speaks in."""

from datetime import UTC, datetime
from decimal import Decimal as Exact
from enum import Enum, StrEnum
from typing import NewType

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.scalar import ScalarDefinition

from graph import dates
from graph.errors import BadInput
from graph.model import Certainty, NameKind, Rank, Undated, ValueState, Visibility
from graph.network import Mode, Weight
from graph.selection import Direction, Order, Projection

PartialDate = NewType("PartialDate", str)
LanguageTag = NewType("LanguageTag", str)
DateTime = NewType("DateTime", datetime)
Decimal = NewType("Decimal", Exact)


class RecordType(StrEnum):
    """The types of records."""

    STAKEHOLDER = "STAKEHOLDER"
    COOPERATION = "COOPERATION"
    PARTICIPATION = "PARTICIPATION"
    TIE = "TIE"
    EVENT = "EVENT"
    NOTE = "NOTE"
    SOURCE = "SOURCE"


class ValueType(StrEnum):
    """The types of values."""

    TEXT = "TEXT"
    NUMBER = "NUMBER"
    DATE = "DATE"
    MONEY = "MONEY"
    CONCEPT = "CONCEPT"
    IDENTIFIER = "IDENTIFIER"
    POINT = "POINT"
    RECORD = "RECORD"


class ConceptScheme(StrEnum):
    """The vocabularies; each value is the scheme's name in graph/kinds.yaml."""

    STAKEHOLDER_KIND = "stakeholder_kinds"
    LEVEL = "levels"
    COOPERATION_KIND = "cooperation_kinds"
    FORMALITY = "formalities"
    STATUS = "statuses"
    ROLE = "roles"
    TIE_KIND = "tie_kinds"
    EVENT_KIND = "event_kinds"
    NOTE_KIND = "note_kinds"
    SOURCE_KIND = "source_kinds"
    TOPIC = "topics"
    INSTRUMENT = "instruments"
    COUNTRY = "countries"
    PROPERTY = "properties"


class MatchKind(StrEnum):
    """Why a search found something."""

    LABEL = "LABEL"
    ALIAS = "ALIAS"
    IDENTIFIER = "IDENTIFIER"
    TEXT = "TEXT"
    TRANSLITERATION = "TRANSLITERATION"
    TYPING_ERROR = "TYPING_ERROR"


class Role(StrEnum):
    """Who asks, from least to most."""

    PUBLIC = "PUBLIC"
    STAFF = "STAFF"
    EDITOR = "EDITOR"
    ADMIN = "ADMIN"


_OURS: tuple[type[Enum], ...] = (RecordType, ValueType, ConceptScheme, MatchKind, Role)
_OF_GRAPH: tuple[type[Enum], ...] = (ValueState, Certainty, Rank, Visibility, Undated, NameKind)
_OF_LISTS: tuple[type[Enum], ...] = (Direction, Order, Projection, Mode, Weight)
for _enum in (*_OURS, *_OF_GRAPH, *_OF_LISTS):
    strawberry.enum(_enum)


def _partial_date(text: object) -> PartialDate:
    if not isinstance(text, str):
        raise BadInput(f"{text!r} is not a date.", "Write 2023, 2022-12 or 2022-12-07 in quotation marks.")
    return PartialDate(dates.partial_date(text).text)


def _language(text: object) -> LanguageTag:
    if not isinstance(text, str) or not 2 <= len(text) <= 35 or not text.replace("-", "").isalnum():
        raise BadInput(f"{str(text)[:40]!r} is not a language.", "Write a BCP 47 tag: de, en, uk, pl.")
    first, *rest = text.split("-")
    return LanguageTag("-".join([first.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)]))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _exact(text: object) -> Decimal:
    try:
        return Decimal(Exact(str(text)))
    except ArithmeticError:
        raise BadInput(f"{str(text)[:40]!r} is not a number.", 'Write "1250000.00".') from None


SCALARS: dict[object, ScalarDefinition] = {
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="A date as precise as the source gives it: 2023, 2022-12 or 2022-12-07 (EDTF level 0).",
        serialize=str,
        parse_value=_partial_date,
    ),
    LanguageTag: strawberry.scalar(
        name="LanguageTag", description="A language, BCP 47: de, en, uk, pl.", serialize=str, parse_value=_language
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="An instant, RFC 3339, UTC.",
        serialize=_instant,
        parse_value=lambda text: DateTime(datetime.fromisoformat(text)),
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description='A number without rounding, as a string: "1250000.00".',
        serialize=lambda number: f"{number:f}",
        parse_value=_exact,
    ),
}
CONFIG = StrawberryConfig(scalar_map=SCALARS)
