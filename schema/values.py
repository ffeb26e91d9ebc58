# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values of the API: dates, money, names, identifiers, and what is known where there is none."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph import model
from graph.dates import PartialDate as ExactDate
from graph.dates import partial_date
from graph.model import NameKind, ValueState
from schema.evidence import Evidence, evidence_of
from schema.levels import Member
from schema.naming import named
from schema.scalars import Decimal, LanguageTag, PartialDate
from schema.scene import Scene
from schema.terms import Concept, Text, concept_of, text_of

if TYPE_CHECKING:
    from schema.records import AnyRecord

LazyRecord: TypeAlias = Annotated["AnyRecord", strawberry.lazy("schema.records")]


@strawberry.type
class DateValue:
    scene: strawberry.Private[Scene]
    fact: strawberry.Private[model.Fact | None]

    @strawberry.field
    def state(self) -> ValueState:
        return self.fact.state if self.fact else ValueState.NOT_STATED

    @strawberry.field
    def date(self) -> PartialDate | None:
        value = self.fact.value if self.fact else None
        return PartialDate(value.text) if isinstance(value, ExactDate) else None

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.scene, self.fact.claims if self.fact else ())


@strawberry.type
class Period:
    scene: strawberry.Private[Scene]
    domain: strawberry.Private[model.Period]

    @named("from")
    def from_(self) -> DateValue:
        return DateValue(scene=self.scene, fact=self.domain.starts)

    @strawberry.field
    def to(self) -> DateValue:
        return DateValue(scene=self.scene, fact=self.domain.ends)


def period_of_claim(scene: Scene, claim: model.Claim) -> Period:
    """When one statement holds."""
    return Period(scene=scene, domain=model.Period(_bound(claim, claim.valid_from), _bound(claim, claim.valid_to)))


def _bound(claim: model.Claim, bound: str) -> model.Fact | None:
    if not bound:
        return None
    state = {"?": ValueState.UNKNOWN, "..": ValueState.NONE}.get(bound, ValueState.STATED)
    value = partial_date(bound) if state is ValueState.STATED else None
    return model.Fact(claim.property, state, value, claim.certainty, False, (claim,))


@strawberry.type
class Money:
    scene: strawberry.Private[Scene]
    fact: strawberry.Private[model.Fact]

    @property
    def _money(self) -> model.Money | None:
        return self.fact.value if isinstance(self.fact.value, model.Money) else None

    @strawberry.field
    def state(self) -> ValueState:
        return self.fact.state

    @strawberry.field
    def amount(self) -> Decimal | None:
        return Decimal(self._money.amount) if self._money else None

    @strawberry.field
    def currency(self) -> str | None:
        return self._money.currency if self._money else None

    @strawberry.field
    def year(self) -> int | None:
        return (self._money.year or None) if self._money else None

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.scene, self.fact.claims)


@strawberry.type
class Funding:
    state: ValueState
    amounts: list[Money]


@strawberry.type
class Point:
    latitude: float
    longitude: float


@strawberry.type
class Identifier:
    scheme: str
    value: str
    url: str | None
    scene: strawberry.Private[Scene | None] = None
    claims: strawberry.Private[tuple[model.Claim, ...]] = ()

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.scene, self.claims) if self.scene else []


def identifier_of(scene: Scene, found: model.Identifier, claims: tuple[model.Claim, ...]) -> Identifier:
    """An identifier of a record."""
    url = scene.view.kinds.identifier_url(found.scheme, found.value)
    return Identifier(scheme=found.scheme, value=found.value, url=url or None, scene=scene, claims=claims)


@strawberry.type
class Name:
    scene: strawberry.Private[Scene]
    domain: strawberry.Private[model.Name]

    @strawberry.field
    def text(self) -> str:
        return self.domain.text

    @strawberry.field
    def lang(self) -> LanguageTag | None:
        return LanguageTag(self.domain.lang) if self.domain.lang else None

    @strawberry.field
    def kind(self) -> NameKind:
        return self.domain.kind

    @strawberry.field
    def period(self) -> Period:
        return period_of_claim(self.scene, widest(self.domain))

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.scene, self.domain.claims)


def widest(name: model.Name) -> model.Claim:
    """Of the claims that make the name what it is, the one that holds longest; whoever entered it first."""
    return min(name.deciding or name.claims, key=_narrowness)


def _narrowness(claim: model.Claim) -> tuple[int, int, bool, bool, str]:
    """Orders claims by how long they hold, the longest first; of equals those that say so."""
    first, last = model.first_day(claim.valid_from), model.last_day(claim.valid_to)
    return (first - last, first, not claim.valid_from, not claim.valid_to, claim.id)


@strawberry.type
class NumberValue:
    number: Decimal
    unit: str | None


@strawberry.type
class RecordValue:
    member: strawberry.Private[Member]
    code: strawberry.Private[str] = ""

    @strawberry.field
    def record(self) -> LazyRecord:
        from schema.records import record_of

        return record_of(self.member)

    @strawberry.field
    def role(self) -> Concept | None:
        return concept_of(self.member.scene, "roles", self.code) if self.code else None


Value = Annotated[
    Text | NumberValue | DateValue | Money | Concept | Identifier | Point | RecordValue, strawberry.union("Value")
]
AnyValue = Text | NumberValue | DateValue | Money | Concept | Identifier | Point | RecordValue


def value_of(scene: Scene, type_name: str, fact: model.Fact) -> AnyValue | None:
    """The value of a fact as the API shows it; None where there is none, or where it names a hidden record."""
    match fact.value:
        case model.Text():
            return text_of(fact.value)
        case model.Number(number, unit):
            return NumberValue(number=Decimal(number), unit=unit or None)
        case ExactDate():
            return DateValue(scene=scene, fact=fact)
        case model.Money():
            return Money(scene=scene, fact=fact)
        case model.Term(code):
            return concept_of(scene, scene.view.kinds.property(type_name, fact.property).scheme, code)
        case model.Identifier():
            return identifier_of(scene, fact.value, fact.claims)
        case model.Point(latitude, longitude):
            return Point(latitude=latitude, longitude=longitude)
        case model.Ref(record, role):
            is_shown = scene.record(record) is not None
            return RecordValue(member=scene.one(record), code=role) if is_shown else None
        case None:
            return None
