# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records of the API: stakeholders, cooperations, participations, ties, events, notes and sources."""

# Longer than 300 lines because GraphQL wants every field of every type named; each is one line that asks graph.

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph import model
from graph.ids import type_of
from graph.kinds import Kinds
from graph.model import Certainty, ParticipationKey, Record, TieKey, ValueState, Visibility
from graph.selection import Direction, Projection, Related, Selection
from graph.stores.matching import certainty_of, codes_of, is_named
from graph.stores.world import effective_period
from schema import connections as lists
from schema.claims import Claim, Fact
from schema.evidence import evidence_of
from schema.inputs import CooperationFilter, EventFilter, NetworkFilter, StakeholderFilter
from schema.levels import Member, Window
from schema.naming import named
from schema.pages import leaf_of
from schema.participants import EventParticipantConnection, StakeholderEventConnection
from schema.partners import PartnerConnection
from schema.scalars import DateTime, LanguageTag
from schema.terms import Concept, Node, Text, chosen, concept_of
from schema.values import DateValue, Funding, Identifier, Money, Name, Period, Point, identifier_of

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
        return self.called(lang)

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
        asked = (found for name, found in self.record.facts.items() if is_wanted(name, wanted))
        silent = unstated(self.record, wanted or frozenset(), self.member.scene.view.kinds)
        return [Fact(member=self.member, domain=fact) for found in (*asked, silent) for fact in found]

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
        window = Window(first, after, last, before)
        member = self.member.pinned(window)
        found = member.level.claims(member.id, former=include_former)
        shown = [claim for claim in found if is_wanted(claim.property, wanted)]
        nodes = [(claim.id, Claim(member=member, domain=claim)) for claim in shown]
        return lists.ClaimConnection(leaf=leaf_of(member.scene, nodes, window))

    @strawberry.field
    def evidence(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.EvidenceConnection:
        window = Window(first, after, last, before)
        member = self.member.pinned(window)
        entries = evidence_of(member.scene, member.record.claims)
        nodes = [(f"{entry.claim.source}/{place}", entry) for place, entry in enumerate(entries)]
        return lists.EvidenceConnection(leaf=leaf_of(member.scene, nodes, window))

    @strawberry.field
    def sources(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.SourceConnection:
        window = Window(first, after, last, before)
        return lists.sources(self.member.related(Related.SOURCES, Selection("source"), window))

    # what the fields of the types below are made of

    def called(self, lang: Langs) -> Text:
        """What it is called in the caller's language."""
        return self.text("label", lang) or Text(text=self.member.id, lang=None)

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

    def own_kind(self) -> Concept:
        """What kind it is."""
        scheme, otherwise = _KINDS[self.record.type]
        return concept_of(self.member.scene, scheme, (*self.codes("kind"), otherwise)[0])

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes that a field shows and is filtered by."""
        return codes_of(self.record, name, self.member.scene.view.kinds)

    def own_period(self) -> Period:
        """When it holds by itself."""
        return Period(scene=self.member.scene, domain=self.record.period)


def is_wanted(name: str, wanted: frozenset[str] | None) -> bool:
    """Whether a property was asked for; `attribute` stands for all attributes, whatever their own name."""
    return wanted is None or name in wanted or name.partition(":")[0] in wanted


def unstated(record: Record, wanted: frozenset[str], kinds: Kinds) -> list[model.Fact]:
    """The facts that were asked for by name, that its type may have, and of which no source speaks."""
    possible = {rule.name for rule in kinds.properties(record.type)} - {"attribute"}
    missing = sorted(wanted & possible - record.facts.keys())
    return [model.Fact(name, ValueState.NOT_STATED, None, Certainty.STATED, False, ()) for name in missing]


def known_properties(member: Member, names: list[str] | None) -> frozenset[str] | None:
    """The properties asked for, if the vocabulary has them, be it for other types of records.

    Raises:
        UnknownCode: it has not; with the nearest.
    """
    kinds = member.scene.view.kinds
    for name in names or ():
        kinds.concept("properties", name.partition(":")[0])
    return None if names is None else frozenset(names)


@strawberry.type
class Stakeholder(AnyRecord):
    @strawberry.field
    def kind(self) -> Concept:
        return self.own_kind()

    @strawberry.field
    def level(self) -> Concept:
        return self.own_level()

    def own_level(self) -> Concept:
        """The level at which it acts."""
        return concept_of(self.member.scene, "levels", self.codes("level")[0])

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
        selection = lists.selected(self.member.scene, "cooperation", filter, roles=role)
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
    ) -> PartnerConnection:
        selection = lists.selected(self.member.scene, "stakeholder", filter, via=via)
        return PartnerConnection(
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
        selection = lists.selected(self.member.scene, "tie", kinds=kind, direction=direction)
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
    ) -> StakeholderEventConnection:
        selection = lists.selected(self.member.scene, "event", filter, roles=role)
        return StakeholderEventConnection(
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
        selection = lists.selected(self.member.scene, "note", kinds=kind)
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
        return self.own_kind()

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
        state = facts[0].state if facts else ValueState.NOT_STATED
        stated = [fact for fact in facts if fact.state is ValueState.STATED]
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
        selection = lists.selected(self.member.scene, "participation", filter, roles=role)
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
        selection = lists.selected(self.member.scene, "note", kinds=kind)
        return lists.notes(self.member.related(Related.NOTES, selection, Window(first, after, last, before)))


@strawberry.type
class Participation(AnyRecord):
    @property
    def key(self) -> ParticipationKey:
        """What it is."""
        return participation_key(self.record)

    @strawberry.field
    def stakeholder(self) -> Stakeholder:
        return Stakeholder(member=self.who())

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
        return Period(scene=self.member.scene, domain=self.span())

    def span(self) -> model.Period:
        """When; what its own dates do not say is the cooperation's."""
        whole = self.whole()
        return effective_period(self.record, {whole.id: whole.record})

    def called(self, lang: Langs) -> Text:
        """Who, as what, in what."""
        who, what = Stakeholder(member=self.who()).called(lang), Cooperation(member=self.whole()).called(lang)
        role = concept_of(self.member.scene, "roles", self.key.role).called(lang)
        return Text(text=f"{who.text} · {role.text} · {what.text}", lang=what.lang)

    def who(self) -> Member:
        """Who takes part."""
        name = self.key.stakeholder
        return self.member.follow("stakeholder", name, lambda record: [participation_key(record).stakeholder])

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
        return self.own_kind()

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
    ) -> EventParticipantConnection:
        selection = lists.selected(self.member.scene, "stakeholder", roles=role)
        part = self.member.related(Related.PARTICIPANTS, selection, Window(first, after, last, before))
        return EventParticipantConnection(part=part)

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
        return self.own_kind()

    def called(self, lang: Langs) -> Text:
        """The first words of its text."""
        whole = self.text("text", lang) or Text(text=self.member.id, lang=None)
        return Text(text=shortened(whole.text), lang=whole.lang)

    @named("text")
    def words(self, lang: Langs = None) -> Text:
        return self.text("text", lang) or Text(text=self.member.id, lang=None)

    @strawberry.field
    def about(self) -> list[AnyRecord]:
        self.member.level.gather("about")
        members = [self.member.scene.one(ref.record) for ref in self.record.refs("about")]
        return [record_of(member) for member in members if member.is_shown]

    @strawberry.field
    def topics(self) -> list[Concept]:
        return self.concepts("topics", "topic")


def instant(written: str | None) -> DateTime | None:
    """The instant that a text names, in UTC where it names no zone; None where it names none."""
    try:
        found = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return DateTime(found if found.tzinfo else found.replace(tzinfo=UTC))


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
        return self.own_kind()

    @strawberry.field
    def title(self) -> Text:
        return self.called(None)

    def called(self, lang: Langs) -> Text:
        """Its title."""
        return self.text("title", lang) or Text(text=self.member.id, lang=None)

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
        return instant(self.plain("retrieved"))

    @strawberry.field
    def licence(self) -> str | None:
        return self.plain("licence")

    @strawberry.field
    def loader(self) -> str | None:
        return self.plain("loader")

    @strawberry.field
    def claim_count(self) -> int:
        return self.member.level.count(self.member.id)

    @strawberry.field
    def says(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> lists.ClaimConnection:
        said = self.member.level.said(self.member.id, Window(first, after, last, before))
        return lists.claims(said.scene, said.claims, said.page)


_KINDS = {
    "stakeholder": ("stakeholder_kinds", "organisation"),
    "cooperation": ("cooperation_kinds", "contact"),
    "event": ("event_kinds", "meeting"),
    "note": ("note_kinds", "goal"),
    "source": ("source_kinds", "web_page"),
}
"""The vocabulary of each type's kinds, and the kind of what no source gives one."""
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
