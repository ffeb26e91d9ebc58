# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values of the API: texts, dates, money, concepts, facts, and the evidence behind each."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, TypeAlias
from urllib.parse import quote

import strawberry

from graph import model
from graph import terms as vocabulary
from graph.dates import PartialDate as ExactDate
from graph.dates import partial_date
from graph.ids import type_of
from graph.model import Certainty, NameKind, Rank, ValueState, Visibility
from schema.levels import Member
from schema.naming import named
from schema.scalars import ConceptScheme, DateTime, Decimal, LanguageTag, PartialDate
from schema.scene import Scene

if TYPE_CHECKING:
    from schema.records import AnyRecord, Source

LazySource: TypeAlias = Annotated["Source", strawberry.lazy("schema.records")]
LazyRecord: TypeAlias = Annotated["AnyRecord", strawberry.lazy("schema.records")]


@strawberry.type
class Text:
    text: str
    lang: LanguageTag | None


def text_of(text: model.Text) -> Text:
    """A text of the model."""
    return Text(text=text.text, lang=LanguageTag(text.lang) if text.lang else None)


def chosen(scene: Scene, texts: tuple[model.Text, ...], lang: list[LanguageTag] | None) -> Text | None:
    """The text in the caller's language."""
    found = scene.text(texts, list(map(str, lang)) if lang else None)
    return text_of(found) if found else None


@strawberry.interface(name="Node")
class Node:
    @strawberry.field
    def id(self) -> strawberry.ID:
        raise NotImplementedError


@strawberry.type
class Concept(Node):
    scene: strawberry.Private[Scene]
    domain: strawberry.Private[vocabulary.Concept]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"v-{self.domain.scheme}.{self.domain.code}")

    @strawberry.field
    def code(self) -> str:
        return self.domain.code

    @strawberry.field
    def in_scheme(self) -> ConceptScheme:
        return ConceptScheme(self.domain.scheme)

    @strawberry.field
    def label(self, lang: list[LanguageTag] | None = None) -> Text:
        return self.called(lang)

    def called(self, lang: list[LanguageTag] | None) -> Text:
        """Its name in the caller's language."""
        found = chosen(self.scene, _texts(self.domain.labels), lang)
        return found or Text(text=self.domain.code, lang=None)

    @strawberry.field
    def labels(self) -> list[Text]:
        return [text_of(text) for text in _texts(self.domain.labels)]

    @strawberry.field
    def definition(self, lang: list[LanguageTag] | None = None) -> Text | None:
        return chosen(self.scene, _texts(self.domain.definitions), lang)

    @strawberry.field
    def broader(self) -> list["Concept"]:
        return [concept_of(self.scene, self.domain.scheme, code) for code in self.domain.broader]

    @strawberry.field
    def narrower(self) -> list["Concept"]:
        return [concept_of(self.scene, self.domain.scheme, code) for code in self.domain.narrower]

    @strawberry.field
    def exact_matches(self) -> list["Identifier"]:
        return [Identifier(scheme=same.scheme, value=same.value, url=same.url or None) for same in self.domain.matches]


def _texts(labels: Mapping[str, str]) -> tuple[model.Text, ...]:
    return tuple(model.Text(text, lang) for lang, text in labels.items())


def concept_of(scene: Scene, scheme: str, code: str) -> Concept:
    """The concept of a code; an attribute's concept bears the attribute's own name."""
    head, _, name = code.partition(":")
    domain = scene.view.kinds.concept(scheme, head)
    if name:
        domain = vocabulary.Concept(scheme, code, {"": name}, domain.definitions, broader=(head,))
    return Concept(scene=scene, domain=domain)


# ------------------------------------------------------------------ evidence


@strawberry.type
class Evidence:
    scene: strawberry.Private[Scene]
    claim: strawberry.Private[model.Claim]
    passage: strawberry.Private[model.Passage]

    @strawberry.field
    def source(self) -> LazySource:
        return _source(self.scene, self.claim.source)

    @strawberry.field
    def feed(self) -> LazySource | None:
        is_shown = self.claim.feed and self.claim.feed != self.claim.source and self.scene.record(self.claim.feed)
        return _source(self.scene, self.claim.feed) if is_shown else None

    @strawberry.field
    def locator(self) -> str:
        return self.passage.locator

    @strawberry.field
    def url(self) -> str:
        place = quote(self.passage.locator.replace(" ", "-"), safe="")
        return f"{self.scene.request.public_url}/id/{self.claim.source}#{place}"

    @strawberry.field
    def quote(self) -> str | None:
        return self.passage.quote or None

    @strawberry.field
    def original(self) -> str | None:
        return self.passage.original or None

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.claim.certainty

    @strawberry.field
    def visibility(self) -> Visibility:
        return self.claim.visibility


def _source(scene: Scene, identifier: str) -> "Source":
    from schema.records import Source

    return Source(member=scene.one(identifier))


def evidence_of(scene: Scene, claims: Iterable[model.Claim]) -> list[Evidence]:
    """One entry for each passage of these claims; what says the same thing at the same place stands once."""
    found: dict[tuple[str, model.Passage], Evidence] = {}
    for claim in claims:
        for passage in claim.passages:
            found.setdefault((claim.source, passage), Evidence(scene=scene, claim=claim, passage=passage))
    return [found[place] for place in sorted(found, key=_reading_order)]


def _reading_order(place: tuple[str, model.Passage]) -> tuple[str, int, str, str, str]:
    source, passage = place
    digits = "".join(character if character.isdigit() else " " for character in passage.locator).split()
    number = int(digits[0][:9]) if digits else 0
    return (source, number, passage.locator, passage.original, passage.quote)


# ------------------------------------------------------------------ values


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
        return period_of_claim(self.scene, self.domain.claims[0])

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.scene, self.domain.claims)


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


@strawberry.type
class Fact:
    member: strawberry.Private[Member]
    domain: strawberry.Private[model.Fact]

    @strawberry.field
    def property(self) -> Concept:
        return concept_of(self.member.scene, "properties", self.domain.property)

    @strawberry.field
    def state(self) -> ValueState:
        return self.domain.state

    @strawberry.field
    def value(self) -> Value | None:
        if isinstance(self.domain.value, model.Ref):
            self.member.level.gather(self.domain.property)
        return value_of(self.member.scene, self.member.record.type, self.domain)

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.domain.certainty

    @strawberry.field
    def is_disputed(self) -> bool:
        return self.domain.is_disputed

    @strawberry.field
    def alternatives(self) -> list[Annotated["Claim", strawberry.lazy("schema.values")]]:
        return [Claim(member=self.member, domain=claim) for claim in self.domain.alternatives]

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.member.scene, self.domain.claims)


@strawberry.type
class Revision(Node):
    domain: strawberry.Private[model.Revision]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"r-{self.domain.number}")

    @strawberry.field
    def number(self) -> int:
        return self.domain.number

    @strawberry.field
    def hash(self) -> str:
        return self.domain.hash

    @strawberry.field
    def at(self) -> DateTime:
        return DateTime(self.domain.at)

    @strawberry.field
    def message(self) -> str:
        return self.domain.message

    @strawberry.field
    def author(self) -> str:
        return self.domain.author

    @strawberry.field
    def entered(self) -> int:
        return self.domain.entered

    @strawberry.field
    def left(self) -> int:
        return self.domain.left


@strawberry.type
class Claim(Node):
    member: strawberry.Private[Member]
    domain: strawberry.Private[model.Claim]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.domain.id)

    @strawberry.field
    def record(self) -> LazyRecord:
        from schema.records import record_of

        return record_of(self.member)

    @strawberry.field
    def property(self) -> Concept:
        return concept_of(self.member.scene, "properties", self.domain.property)

    @strawberry.field
    def state(self) -> ValueState:
        return self.domain.state

    @strawberry.field
    def value(self) -> Value | None:
        claim = self.domain
        fact = model.Fact(claim.property, claim.state, claim.value, claim.certainty, False, (claim,))
        return value_of(self.member.scene, type_of(self.member.id), fact)

    @strawberry.field
    def valid(self) -> Period:
        return period_of_claim(self.member.scene, self.domain)

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.domain.certainty

    @strawberry.field
    def rank(self) -> Rank:
        return self.domain.rank

    @strawberry.field
    def visibility(self) -> Visibility:
        return self.domain.visibility

    @strawberry.field
    def passages(self) -> list[Evidence]:
        return evidence_of(self.member.scene, (self.domain,))

    @strawberry.field
    def author(self) -> str:
        return self.domain.author

    @strawberry.field
    def entered_in(self) -> Revision:
        found = self.member.scene.revision(self.domain.entered)
        return Revision(domain=found or self.member.scene.view.revision)

    @strawberry.field
    def left_in(self) -> Revision | None:
        number, shown = self.domain.left, self.member.scene.view.revision.number
        found = self.member.scene.revision(number) if number is not None and number <= shown else None
        return Revision(domain=found) if found else None
