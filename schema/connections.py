# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of the API as Relay connections; those whose edges say more than their node are written out."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

import strawberry

from graph import model
from graph.selection import Item, Page, Selection
from schema.claims import Claim
from schema.evidence import Evidence
from schema.inputs import filter_of
from schema.levels import Member, Part
from schema.pages import Connection, Facet, Leaf, PageInfo, facets_of, page_info
from schema.scene import Scene

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
        return [StakeholderEdge(cursor=cursor, node=stakeholder_of(member)) for cursor, _, member in self.members()]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [stakeholder_of(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> StakeholderFacets:
        return StakeholderFacets(part=self.part)


def stakeholder_of(member: Member) -> "Stakeholder":
    """The stakeholder that a member is."""
    from schema.records import Stakeholder

    return Stakeholder(member=member)


def cooperation_of(member: Member) -> "Cooperation":
    """The cooperation that a member is."""
    from schema.records import Cooperation

    return Cooperation(member=member)


def event_of(member: Member) -> "Event":
    """The event that a member is."""
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
        return [CooperationEdge(cursor=cursor, node=cooperation_of(member)) for cursor, _, member in self.members()]

    @strawberry.field
    def nodes(self) -> list[LazyCooperation]:
        return [cooperation_of(member) for _, _, member in self.members()]

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
            StakeholderCooperationEdge(cursor=cursor, node=cooperation_of(member), item=item, part=self.part)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyCooperation]:
        return [cooperation_of(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> CooperationFacets:
        return CooperationFacets(part=self.part)
