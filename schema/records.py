# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records of the API: stakeholders, cooperations, participations, ties, events, notes and sources.

Longer than 300 lines because GraphQL wants every field of every type named; each is one line that asks graph.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph import model
from graph.ids import type_of
from graph.model import ParticipationKey, Record, TieKey
from graph.selection import Direction, Related, Selection
from graph.stores.matching import codes_of, certainty_of, is_named
from graph.stores.world import effective_period
from schema import connections as lists
from schema.inputs import CooperationFilter, EventFilter, NetworkFilter, StakeholderFilter, filter_of
from schema.pages import leaf_of
from schema.scalars import Certainty, DateTime, LanguageTag, Projection, Visibility
from schema.scene import Member, Window
from schema.values import (
    Claim,
    Concept,
    DateValue,
    Fact,
    Funding,
    Identifier,
    Money,
    Name,
    Node,
    Period,
    Point,
    Text,
    chosen,
    concept_of,
    evidence_of,
    identifier_of,
)

if TYPE_CHECKING:
    from schema.networks import Network

LazyNetwork: TypeAlias = Annotated["Network", strawberry.lazy("schema.networks")]
Langs: TypeAlias = list[LanguageTag] | None


@strawberry.interface
class AnyRecord(Node):
    member: strawberry.Private[Member]

    @property
    def record(self) -> Record:
        """The folded record."""
        return self.member.record

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.member.id + self.member.scene.suffix)

    @strawberry.field
    def uri(self) -> str:
        return f"{self.member.scene.request.public_url}/id/{self.member.id}"

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        return self.text("label", lang) or Text(text=self.member.id, lang=None)

    @strawberry.field
    def visibility(self) -> Visibility:
        return self.record.visibility

    @strawberry.field
    def last_confirmed(self) -> DateTime | None:
        found = self.member.scene.revision(self.record.confirmed)
        return DateTime(found.at) if found else None

    @strawberry.field
    def facts(self, property: list[str] | None = None) -> list[Fact]:
        wanted = known_properties(self.member, property)
        named = ((name, found) for name, found in self.record.facts.items() if wanted is None or head(name) in wanted)
        return [Fact(member=self.member, domain=fact) for _, found in named for fact in found]

    @strawberry.field
    def claims(
        self,
        property: list[str] | None = None,
        include_former: bool = False,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.ClaimConnection:
        wanted = known_properties(self.member, property)
        found = self.member.level.claims(self.member.id, former=include_former)
        shown = [claim for claim in found if wanted is None or head(claim.property) in wanted]
        nodes = [(claim.id, Claim(member=self.member, domain=claim)) for claim in shown]
        return lists.ClaimConnection(leaf=leaf_of(self.member.scene, nodes, Window(first, after, last, before)))

    @strawberry.field
    def evidence(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.EvidenceConnection:
        entries = evidence_of(self.member.scene, self.record.claims)
        named = [(f"{entry.claim.source}/{place}", entry) for place, entry in enumerate(entries)]
        return lists.EvidenceConnection(leaf=leaf_of(self.member.scene, named, Window(first, after, last, before)))

    @strawberry.field
    def sources(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.SourceConnection:
        window = Window(first, after, last, before)
        return lists.sources(self.member.related(Related.SOURCES, Selection("source"), window))

    # what the fields of the types below are made of

    def text(self, name: str, lang: Langs) -> Text | None:
        """The text of a property in the caller's language."""
        return chosen(self.member.scene, self.record.texts(name), lang)

    def plain(self, name: str) -> str | None:
        """The text of a property without a language."""
        found = self.record.texts(name)
        return found[0].text if found else None

    def concept(self, scheme: str, name: str, otherwise: str = "") -> Concept | None:
        """The concept that a property shows."""
        code = self.record.code(name) or otherwise
        return concept_of(self.member.scene, scheme, code) if code else None

    def concepts(self, scheme: str, name: str) -> list[Concept]:
        """The concepts that a property shows."""
        return [concept_of(self.member.scene, scheme, code) for code in self.record.codes(name)]

    def kind_of(self, scheme: str, otherwise: str) -> Concept:
        """What kind it is."""
        return concept_of(self.member.scene, scheme, (*codes_of(self.record, "kind"), otherwise)[0])

    def own_period(self) -> Period:
        """When it holds by itself."""
        return Period(scene=self.member.scene, domain=self.record.period)


def head(property_name: str) -> str:
    """The property of the vocabulary: an attribute's own name left out."""
    return property_name.partition(":")[0]


def known_properties(member: Member, names: list[str] | None) -> frozenset[str] | None:
    """The properties asked for, if the vocabulary has them for this type of record."""
    kinds = member.scene.view.kinds
    return None if names is None else frozenset(kinds.property(type_of(member.id), name).name for name in names)


@strawberry.type
class Stakeholder(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.kind_of("stakeholder_kinds", "organisation")

    @strawberry.field
    def level(self) -> Concept:
        return concept_of(self.member.scene, "levels", codes_of(self.record, "level")[0])

    @strawberry.field
    def is_named(self) -> bool:
        return is_named(self.record)

    @strawberry.field
    def names(self) -> list[Name]:
        return [Name(scene=self.member.scene, domain=name) for name in self.record.names]

    @strawberry.field
    def identifiers(self) -> list[Identifier]:
        facts = self.record.facts.get("identifier", ())
        found = [(fact.value, fact.claims) for fact in facts]
        return [identifier_of(self.member.scene, v, c) for v, c in found if isinstance(v, model.Identifier)]

    @strawberry.field
    def country(self) -> Concept | None:
        return self.concept("countries", "country")

    @strawberry.field
    def location(self) -> Point | None:
        fact = self.record.one("point")
        value = fact.value if fact else None
        return Point(latitude=value.latitude, longitude=value.longitude) if isinstance(value, model.Point) else None

    @strawberry.field
    def period(self) -> Period:
        return self.own_period()

    @strawberry.field
    def urls(self) -> list[str]:
        return [text.text for text in self.record.texts("url")]

    @strawberry.field
    def description(self, lang: Langs = None) -> Text | None:
        return self.text("description", lang)

    @strawberry.field
    def cooperations(
        self,
        filter: CooperationFilter | None = None,
        role: list[str] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.StakeholderCooperationConnection:
        selection = lists.selected("cooperation", filter_of(filter), roles=role)
        part = self.member.related(Related.COOPERATIONS, selection, Window(first, after, last, before))
        return lists.StakeholderCooperationConnection(part=part)

    @strawberry.field
    def partners(
        self,
        filter: StakeholderFilter | None = None,
        via: CooperationFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.PartnerConnection:
        selection = lists.selected("stakeholder", filter_of(filter), via=filter_of(via))
        return lists.PartnerConnection(
            part=self.member.related(Related.PARTNERS, selection, Window(first, after, last, before))
        )

    @strawberry.field
    def ties(
        self,
        kind: list[str] | None = None,
        direction: Direction = Direction.ANY,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.TieConnection:
        selection = lists.selected("tie", None, kinds=kind, direction=direction)
        return lists.ties(self.member.related(Related.TIES, selection, Window(first, after, last, before)))

    @strawberry.field
    def events(
        self,
        filter: EventFilter | None = None,
        role: list[str] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.StakeholderEventConnection:
        selection = lists.selected("event", filter_of(filter), roles=role)
        return lists.StakeholderEventConnection(
            part=self.member.related(Related.EVENTS, selection, Window(first, after, last, before))
        )

    @strawberry.field
    def notes(
        self,
        kind: list[str] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.NoteConnection:
        selection = lists.selected("note", None, kinds=kind)
        return lists.notes(self.member.related(Related.NOTES, selection, Window(first, after, last, before)))

    @strawberry.field
    def ego(
        self, depth: int = 1, projection: Projection = Projection.STATED, filter: NetworkFilter | None = None
    ) -> LazyNetwork | None:
        from schema.networks import ego_of

        return ego_of(self.member, depth, projection, filter)


@strawberry.type
class Cooperation(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.kind_of("cooperation_kinds", "contact")

    @strawberry.field
    def formality(self) -> Concept | None:
        return self.concept("formalities", "formality")

    @strawberry.field
    def status(self) -> Concept | None:
        return self.concept("statuses", "status")

    @strawberry.field
    def description(self, lang: Langs = None) -> Text | None:
        return self.text("description", lang)

    @strawberry.field
    def period(self) -> Period:
        return self.own_period()

    @strawberry.field
    def topics(self) -> list[Concept]:
        return self.concepts("topics", "topic")

    @strawberry.field
    def instruments(self) -> list[Concept]:
        return self.concepts("instruments", "instrument")

    @strawberry.field
    def funding(self) -> Funding:
        facts = self.record.facts.get("funding", ())
        state = facts[0].state if facts else model.ValueState.NOT_STATED
        stated = [fact for fact in facts if fact.state is model.ValueState.STATED]
        return Funding(state=state, amounts=[Money(scene=self.member.scene, fact=fact) for fact in stated])

    @strawberry.field
    def participations(
        self,
        role: list[str] | None = None,
        filter: StakeholderFilter | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.ParticipationConnection:
        selection = lists.selected("participation", filter_of(filter), roles=role)
        window = Window(first, after, last, before)
        return lists.participations(self.member.related(Related.PARTICIPATIONS, selection, window))

    @strawberry.field
    def events(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.EventConnection:
        window = Window(first, after, last, before)
        return lists.events(self.member.related(Related.COOPERATION_EVENTS, Selection("event"), window))

    @strawberry.field
    def notes(
        self,
        kind: list[str] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.NoteConnection:
        selection = lists.selected("note", None, kinds=kind)
        return lists.notes(self.member.related(Related.NOTES, selection, Window(first, after, last, before)))


@strawberry.type
class Participation(AnyRecord):
    @property
    def key(self) -> ParticipationKey:
        """What it is."""
        return participation_key(self.record)

    @strawberry.field
    def stakeholder(self) -> Stakeholder:
        name = self.key.stakeholder
        member = self.member.follow("stakeholder", name, lambda record: [participation_key(record).stakeholder])
        return Stakeholder(member=member)

    @strawberry.field
    def cooperation(self) -> Cooperation:
        return Cooperation(member=self.whole())

    @strawberry.field
    def role(self) -> Concept:
        return concept_of(self.member.scene, "roles", self.key.role)

    @strawberry.field
    def side(self) -> Stakeholder | None:
        if not self.key.side:
            return None
        return Stakeholder(member=self.member.follow("side", self.key.side, _sides))

    @strawberry.field
    def status(self) -> Concept | None:
        return self.concept("statuses", "status")

    @strawberry.field
    def period(self) -> Period:
        whole = self.whole()
        return Period(scene=self.member.scene, domain=effective_period(self.record, {whole.id: whole.record}))

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        who, what = self.stakeholder().label(lang), self.cooperation().label(lang)
        return Text(text=f"{who.text} · {self.role().label(lang).text} · {what.text}", lang=what.lang)

    def whole(self) -> Member:
        """The cooperation."""
        name = self.key.cooperation
        return self.member.follow("cooperation", name, lambda record: [participation_key(record).cooperation])


def participation_key(record: Record) -> ParticipationKey:
    """What a participation is."""
    assert isinstance(record.key, ParticipationKey)
    return record.key


def _sides(record: Record) -> list[str]:
    side = participation_key(record).side
    return [side] if side else []


@strawberry.type
class Tie(AnyRecord):
    @property
    def key(self) -> TieKey:
        """What it is."""
        return tie_key(self.record)

    @strawberry.field
    def kind(self) -> Concept:
        return concept_of(self.member.scene, "tie_kinds", self.key.kind)

    @strawberry.field
    def subject(self) -> Stakeholder:
        name = self.key.subject
        return Stakeholder(member=self.member.follow("subject", name, lambda record: [tie_key(record).subject]))

    @strawberry.field
    def object(self) -> Stakeholder:
        name = self.key.object
        return Stakeholder(member=self.member.follow("object", name, lambda record: [tie_key(record).object]))

    @strawberry.field
    def role_title(self, lang: Langs = None) -> Text | None:
        return self.text("role_title", lang)

    @strawberry.field
    def period(self) -> Period:
        return self.own_period()

    @strawberry.field
    def certainty(self) -> Certainty:
        return certainty_of(self.record)

    @strawberry.field
    def label(
        self,
        lang: Langs = None,
        from_: Annotated[strawberry.ID | None, strawberry.argument(name="from")] = None,
    ) -> Text:
        rule = self.member.scene.view.kinds.tie(self.key.kind)
        is_object = from_ is not None and from_.partition("@")[0] == self.key.object
        words = rule.from_object if is_object else rule.from_subject
        texts = tuple(model.Text(text, language) for language, text in words.items())
        return chosen(self.member.scene, texts, lang) or Text(text=self.key.kind, lang=None)


def tie_key(record: Record) -> TieKey:
    """What a tie is."""
    assert isinstance(record.key, TieKey)
    return record.key


@strawberry.type
class Event(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.kind_of("event_kinds", "meeting")

    @strawberry.field
    def description(self, lang: Langs = None) -> Text | None:
        return self.text("description", lang)

    @strawberry.field
    def period(self) -> Period:
        return self.own_period()

    @strawberry.field
    def place(self) -> Stakeholder | None:
        member = self.target("place")
        return Stakeholder(member=member) if member else None

    @strawberry.field
    def part_of(self) -> "Event | None":
        member = self.target("part_of")
        return Event(member=member) if member else None

    @strawberry.field
    def countries(self) -> list[Concept]:
        return self.concepts("countries", "country")

    @strawberry.field
    def result(self, lang: Langs = None) -> Text | None:
        return self.text("result", lang)

    @strawberry.field
    def topics(self) -> list[Concept]:
        return self.concepts("topics", "topic")

    @strawberry.field
    def participants(
        self,
        role: list[str] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.EventParticipantConnection:
        selection = lists.selected("stakeholder", None, roles=role)
        part = self.member.related(Related.PARTICIPANTS, selection, Window(first, after, last, before))
        return lists.EventParticipantConnection(part=part)

    @strawberry.field
    def cooperations(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.CooperationConnection:
        window = Window(first, after, last, before)
        part = self.member.related(Related.EVENT_COOPERATIONS, Selection("cooperation"), window)
        return lists.CooperationConnection(part=part)

    def target(self, name: str) -> Member | None:
        """The record that a property points to, if this view shows it."""
        refs = self.record.refs(name)
        if not refs:
            return None
        member = self.member.follow(name, refs[0].record, lambda record: [ref.record for ref in record.refs(name)])
        return member if member.is_shown else None


@strawberry.type
class Note(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.kind_of("note_kinds", "goal")

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        whole = self.text("text", lang) or Text(text=self.member.id, lang=None)
        return Text(text=shortened(whole.text), lang=whole.lang)

    @strawberry.field(name="text")
    def words(self, lang: Langs = None) -> Text:
        return self.text("text", lang) or Text(text=self.member.id, lang=None)

    @strawberry.field
    def about(self) -> list[AnyRecord]:
        refs = [ref.record for ref in self.record.refs("about")]
        members = [self.member.follow("about", name, lambda record: _targets(record, "about")) for name in refs]
        return [record_of(member) for member in members if member.is_shown]

    @strawberry.field
    def topics(self) -> list[Concept]:
        return self.concepts("topics", "topic")


def _targets(record: Record, name: str) -> list[str]:
    return [ref.record for ref in record.refs(name)]


LABEL_LENGTH = 80


def shortened(text: str) -> str:
    """The text, cut between words if it is longer than a label."""
    if len(text) <= LABEL_LENGTH:
        return text
    return f"{text[:LABEL_LENGTH].rpartition(' ')[0] or text[:LABEL_LENGTH]} …"


@strawberry.type
class Source(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.kind_of("source_kinds", "web_page")

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        return self.text("title", lang) or Text(text=self.member.id, lang=None)

    @strawberry.field
    def title(self) -> Text:
        return self.text("title", None) or Text(text=self.member.id, lang=None)

    @strawberry.field
    def subtitle(self) -> Text | None:
        return self.text("subtitle", None)

    @strawberry.field
    def publisher(self) -> str | None:
        return self.plain("publisher")

    @strawberry.field
    def url(self) -> str | None:
        return self.plain("url")

    @strawberry.field
    def lang(self) -> LanguageTag | None:
        found = self.plain("lang")
        return LanguageTag(found) if found else None

    @strawberry.field
    def file_hash(self) -> str | None:
        return self.plain("file_hash")

    @strawberry.field
    def published(self) -> DateValue:
        return DateValue(scene=self.member.scene, fact=self.record.one("published"))

    @strawberry.field
    def retrieved(self) -> DateTime | None:
        found = self.plain("retrieved")
        return DateTime(datetime.fromisoformat(found)) if found else None

    @strawberry.field
    def licence(self) -> str | None:
        return self.plain("licence")

    @strawberry.field
    def loader(self) -> str | None:
        return self.plain("loader")

    @strawberry.field
    def claim_count(self) -> int:
        return self.member.level.counts()[self.member.id]

    @strawberry.field
    def says(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.ClaimConnection:
        return lists.claims(*self.member.level.said(self.member.id, Window(first, after, last, before)))


_CLASSES: dict[str, type[AnyRecord]] = {
    "stakeholder": Stakeholder,
    "cooperation": Cooperation,
    "participation": Participation,
    "tie": Tie,
    "event": Event,
    "note": Note,
    "source": Source,
}


def record_of(member: Member) -> AnyRecord:
    """A record as the type that it is."""
    return _CLASSES[type_of(member.id)](member=member)


RECORDS = tuple(_CLASSES.values())
