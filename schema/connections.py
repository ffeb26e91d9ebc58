# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of the API as Relay connections; those whose edges say more than their node are written out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

import strawberry

from graph import model
from graph.selection import Item, Page, Selection, Via, checked_cut
from schema.inputs import filter_of
from schema.levels import Member, Part
from schema.pages import Connection, Facet, Leaf, PageInfo, facets_of, page_info
from schema.scene import Scene
from schema.values import Claim, Concept, Evidence, Period, concept_of, evidence_of

if TYPE_CHECKING:
    from schema.records import Cooperation, Event, Note, Participation, Source, Stakeholder, Tie

LazyStakeholder: TypeAlias = Annotated["Stakeholder", strawberry.lazy("schema.records")]
LazyCooperation: TypeAlias = Annotated["Cooperation", strawberry.lazy("schema.records")]
LazyParticipation: TypeAlias = Annotated["Participation", strawberry.lazy("schema.records")]
LazyTie: TypeAlias = Annotated["Tie", strawberry.lazy("schema.records")]
LazyEvent: TypeAlias = Annotated["Event", strawberry.lazy("schema.records")]
LazyNote: TypeAlias = Annotated["Note", strawberry.lazy("schema.records")]
LazySource: TypeAlias = Annotated["Source", strawberry.lazy("schema.records")]

ParticipationConnection: TypeAlias = Connection[LazyParticipation]
TieConnection: TypeAlias = Connection[LazyTie]
EventConnection: TypeAlias = Connection[LazyEvent]
NoteConnection: TypeAlias = Connection[LazyNote]
SourceConnection: TypeAlias = Connection[LazySource]
ClaimConnection: TypeAlias = Connection[Claim]
EvidenceConnection: TypeAlias = Connection[Evidence]


def selected(
    scene: Scene,
    type_name: str,
    wanted: object = None,
    *,
    roles: list[str] | None = None,
    kinds: list[str] | None = None,
    via: object = None,
    **more: Any,  # noqa: ANN401 - the other fields of Selection as they are
) -> Selection:
    """A selection from a field's arguments."""
    return Selection(
        type_name,
        cast("Any", filter_of(wanted, scene)),
        roles=None if roles is None else tuple(roles),
        kinds=None if kinds is None else tuple(kinds),
        via=cast("Any", filter_of(via, scene)),
        **more,
    )


def _leaf(part: Part) -> Leaf[Any]:
    from schema.records import record_of

    return Leaf(part.level.scene, part.page, [record_of(part.member(item)) for item in part.page.items])


def participations(part: Part) -> ParticipationConnection:
    """A page of participations."""
    return Connection(leaf=_leaf(part))


def ties(part: Part) -> TieConnection:
    """A page of ties."""
    return Connection(leaf=_leaf(part))


def events(part: Part) -> EventConnection:
    """A page of events."""
    return Connection(leaf=_leaf(part))


def notes(part: Part) -> NoteConnection:
    """A page of notes."""
    return Connection(leaf=_leaf(part))


def sources(part: Part) -> SourceConnection:
    """A page of sources."""
    return Connection(leaf=_leaf(part))


def claims(scene: Scene, found: Iterable[model.Claim], page: Page) -> ClaimConnection:
    """A page of claims about various records."""
    listed = tuple(found)
    scene.expect(listed)
    about = scene.survivors(claim.record for claim in listed)
    scene.gather(about)
    nodes = [Claim(member=scene.one(name), domain=claim) for name, claim in zip(about, listed, strict=True)]
    return Connection(leaf=Leaf(scene, page, nodes))


# ------------------------------------------------------------------ stakeholders and cooperations


@strawberry.type
class StakeholderFacets:
    part: strawberry.Private[Part]

    @strawberry.field
    def kind(self) -> list[Facet]:
        return _facet(self.part, "kind", "stakeholder_kinds")

    @strawberry.field
    def level(self) -> list[Facet]:
        return _facet(self.part, "level", "levels")

    @strawberry.field
    def country(self) -> list[Facet]:
        return _facet(self.part, "country", "countries")

    @strawberry.field
    def topic(self) -> list[Facet]:
        return _facet(self.part, "topic", "topics")

    @strawberry.field
    def role(self) -> list[Facet]:
        return _facet(self.part, "role", "roles")


@strawberry.type
class CooperationFacets:
    part: strawberry.Private[Part]

    @strawberry.field
    def kind(self) -> list[Facet]:
        return _facet(self.part, "kind", "cooperation_kinds")

    @strawberry.field
    def status(self) -> list[Facet]:
        return _facet(self.part, "status", "statuses")

    @strawberry.field
    def topic(self) -> list[Facet]:
        return _facet(self.part, "topic", "topics")

    @strawberry.field
    def instrument(self) -> list[Facet]:
        return _facet(self.part, "instrument", "instruments")


def _facet(part: Part, name: str, scheme: str) -> list[Facet]:
    return facets_of(part.level.scene, scheme, part.facet(name))


@strawberry.type
class Listed:
    """What all connections over a part share."""

    part: strawberry.Private[Part]

    @strawberry.field
    def page_info(self) -> PageInfo:
        return page_info(_leaf(self.part))

    @strawberry.field
    def total_count(self) -> int:
        return self.part.page.total

    def members(self) -> list[tuple[str, Item, Member]]:
        """Cursor, item and record of each entry."""
        return [(self.part.cursor(item.id), item, self.part.member(item)) for item in self.part.page.items]


@strawberry.type
class StakeholderEdge:
    cursor: str
    node: LazyStakeholder


@strawberry.type
class StakeholderConnection(Listed):
    @strawberry.field
    def edges(self) -> list[StakeholderEdge]:
        return [StakeholderEdge(cursor=cursor, node=_stakeholder(member)) for cursor, _, member in self.members()]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [_stakeholder(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> StakeholderFacets:
        return StakeholderFacets(part=self.part)


def _stakeholder(member: Member) -> "Stakeholder":
    from schema.records import Stakeholder

    return Stakeholder(member=member)


def _cooperation(member: Member) -> "Cooperation":
    from schema.records import Cooperation

    return Cooperation(member=member)


def _event(member: Member) -> "Event":
    from schema.records import Event

    return Event(member=member)


@strawberry.type
class CooperationEdge:
    cursor: str
    node: LazyCooperation


@strawberry.type
class CooperationConnection(Listed):
    @strawberry.field
    def edges(self) -> list[CooperationEdge]:
        return [CooperationEdge(cursor=cursor, node=_cooperation(member)) for cursor, _, member in self.members()]

    @strawberry.field
    def nodes(self) -> list[LazyCooperation]:
        return [_cooperation(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> CooperationFacets:
        return CooperationFacets(part=self.part)


@strawberry.type
class StakeholderCooperationEdge:
    cursor: str
    node: LazyCooperation
    item: strawberry.Private[Item]
    part: strawberry.Private[Part]

    @strawberry.field
    def participations(self) -> list[LazyParticipation]:
        from schema.records import Participation

        level = self.part.on.through
        return [Participation(member=level.member(name)) for name in self.item.through] if level else []


@strawberry.type
class StakeholderCooperationConnection(Listed):
    @strawberry.field
    def edges(self) -> list[StakeholderCooperationEdge]:
        return [
            StakeholderCooperationEdge(cursor=cursor, node=_cooperation(member), item=item, part=self.part)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyCooperation]:
        return [_cooperation(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> CooperationFacets:
        return CooperationFacets(part=self.part)


# ------------------------------------------------------------------ partners


@strawberry.type
class PartnerVia:
    scene: strawberry.Private[Scene]
    way: strawberry.Private[Via]

    def _participation(self, name: str) -> "Participation":
        from schema.records import Participation

        return Participation(member=self.scene.one(name))

    @strawberry.field
    def cooperation(self) -> LazyCooperation:
        return _cooperation(self.scene.one(self.way.cooperation))

    @strawberry.field
    def role(self) -> Concept:
        return concept_of(self.scene, "roles", self._participation(self.way.mine).key.role)

    @strawberry.field
    def their_role(self) -> Concept:
        theirs = self.way.theirs or self.way.mine  # in a two-mode network there is one participation only
        return concept_of(self.scene, "roles", self._participation(theirs).key.role)

    @strawberry.field
    def period(self) -> Period:
        spans = [self._participation(name).span() for name in (self.way.mine, self.way.theirs) if name]
        starts = max((span.starts for span in spans), key=lambda fact: model.Period(fact).first)
        ends = min((span.ends for span in spans), key=lambda fact: model.Period(None, fact).last)
        return Period(scene=self.scene, domain=model.Period(starts, ends))

    @strawberry.field
    def evidence(self, first: int = 5) -> list[Evidence]:
        return evidence_of(self.scene, way_claims(self.scene, self.way))[: limited(first)]


def way_claims(scene: Scene, way: Via) -> tuple[model.Claim, ...]:
    """The claims behind both participations."""
    records = (scene.record(name) for name in (way.mine, way.theirs) if name)
    return tuple(claim for record in records if record for claim in record.claims)


def limited(first: int) -> int:
    """A number of items, as pages allow it."""
    return checked_cut(first, "", None, "").first or 0


@strawberry.type
class PartnerEdge:
    cursor: str
    node: LazyStakeholder
    scene: strawberry.Private[Scene]
    item: strawberry.Private[Item]

    @strawberry.field
    def via(self) -> list[PartnerVia]:
        return [PartnerVia(scene=self.scene, way=way) for way in self.item.via]

    @strawberry.field
    def evidence(self, first: int = 5) -> list[Evidence]:
        found = (claim for way in self.item.via for claim in way_claims(self.scene, way))
        return evidence_of(self.scene, found)[: limited(first)]


@strawberry.type
class PartnerConnection(Listed):
    @strawberry.field
    def edges(self) -> list[PartnerEdge]:
        scene = self.part.level.scene
        return [
            PartnerEdge(cursor=cursor, node=_stakeholder(member), scene=scene, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [_stakeholder(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> StakeholderFacets:
        return StakeholderFacets(part=self.part)


# ------------------------------------------------------------------ events


@strawberry.type
class StakeholderEventEdge:
    cursor: str
    node: LazyEvent
    part: strawberry.Private[Part]
    item: strawberry.Private[Item]

    @strawberry.field
    def roles(self) -> list[Concept]:
        return [concept_of(self.part.level.scene, "roles", code) for code in self.item.through]

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return participant_evidence(self.part.level.scene, self.item.id, self.part.on.owner)


def participant_evidence(scene: Scene, event: str, stakeholder: str) -> list[Evidence]:
    """Who says that a stakeholder took part in an event."""
    record = scene.record(event)
    facts = record.facts.get("participant", ()) if record else ()
    said = [fact for fact in facts if isinstance(fact.value, model.Ref) and fact.value.record == stakeholder]
    return evidence_of(scene, (claim for fact in said for claim in fact.claims))


@strawberry.type
class StakeholderEventConnection(Listed):
    @strawberry.field
    def edges(self) -> list[StakeholderEventEdge]:
        return [
            StakeholderEventEdge(cursor=cursor, node=_event(member), part=self.part, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyEvent]:
        return [_event(member) for _, _, member in self.members()]


@strawberry.type
class EventParticipantEdge:
    cursor: str
    node: LazyStakeholder
    part: strawberry.Private[Part]
    item: strawberry.Private[Item]

    @strawberry.field
    def roles(self) -> list[Concept]:
        return [concept_of(self.part.level.scene, "roles", code) for code in self.item.through]

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return participant_evidence(self.part.level.scene, self.part.on.owner, self.item.id)


@strawberry.type
class EventParticipantConnection(Listed):
    @strawberry.field
    def edges(self) -> list[EventParticipantEdge]:
        return [
            EventParticipantEdge(cursor=cursor, node=_stakeholder(member), part=self.part, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [_stakeholder(member) for _, _, member in self.members()]
