# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that can be asked: every field of Query, one line each that asks graph."""

from typing import Annotated, TypeAlias, cast

import strawberry

from graph.ids import type_of
from graph.measures.paths import PathsWanted
from graph.selection import ClaimFilter as ClaimsWanted
from graph.selection import Item, Projection, checked_cut
from graph.stores.listing import cut_out
from graph.text import fold
from schema import connections as lists
from schema.changes import Diff, changes_between
from schema.claims import Revision
from schema.connections import selected
from schema.finding import needed_stakeholder, node_of, stakeholder_by, together
from schema.inputs import (
    AtInput,
    ClaimFilter,
    CooperationFilter,
    CooperationOrder,
    EventFilter,
    EventOrder,
    NetworkFilter,
    NoteFilter,
    SourceFilter,
    StakeholderFilter,
    StakeholderOrder,
    StakeholderRef,
    TieFilter,
    filter_of,
    order_of,
    point_of,
)
from schema.levels import Window, listed
from schema.networks import Network
from schema.pages import Connection, Leaf
from schema.point import point_in
from schema.records import Stakeholder
from schema.scalars import ConceptScheme, RecordType
from schema.scene import Request, Scene
from schema.search import SearchHitConnection, hits
from schema.service import About, Service
from schema.snapshots import snapshot_of
from schema.terms import Concept, Node
from schema.ways import Paths, paths_of

Info: TypeAlias = strawberry.Info[Request, None]
RevisionConnection: TypeAlias = Connection[Revision]


def _found(scene: Scene, type_name: str, search: str | None) -> dict[str, float] | None:
    """What a search found, with its relevance; None without one."""
    if search is None:
        return None
    return {hit.record: hit.score for hit in scene.request.find(scene.view, search) if type_of(hit.record) == type_name}


@strawberry.type
class Query:
    @strawberry.field
    def node(self, info: Info, id: strawberry.ID) -> Node | None:
        return node_of(info.context, id)

    @strawberry.field
    def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        return together(info.context, ids)

    @strawberry.field
    def stakeholder(self, info: Info, by: StakeholderRef, at: AtInput | None = None) -> Stakeholder | None:
        point = point_in(by.id.value) if by.id is not None and at is None else point_of(at)
        scene = info.context.scene(point)
        found = stakeholder_by(scene, by)
        return Stakeholder(member=scene.one(found)) if found else None

    @strawberry.field
    def stakeholders(
        self,
        info: Info,
        filter: StakeholderFilter | None = None,
        search: str | None = None,
        order_by: list[StakeholderOrder] | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.StakeholderConnection:
        window = Window(first, after, last, before)
        scene = info.context.scene(point_of(at)).pinned(window)[0]
        among = _found(scene, "stakeholder", search)
        selection = selected(scene, "stakeholder", filter, order=order_of(order_by), among=among)
        return lists.StakeholderConnection(part=listed(scene, selection, window))

    @strawberry.field
    def cooperations(
        self,
        info: Info,
        filter: CooperationFilter | None = None,
        search: str | None = None,
        order_by: list[CooperationOrder] | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.CooperationConnection:
        window = Window(first, after, last, before)
        scene = info.context.scene(point_of(at)).pinned(window)[0]
        among = _found(scene, "cooperation", search)
        selection = selected(scene, "cooperation", filter, order=order_of(order_by), among=among)
        return lists.CooperationConnection(part=listed(scene, selection, window))

    @strawberry.field
    def events(
        self,
        info: Info,
        filter: EventFilter | None = None,
        order_by: list[EventOrder] | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.EventConnection:
        scene = info.context.scene(point_of(at))
        selection = selected(scene, "event", filter, order=order_of(order_by))
        return lists.events(listed(scene, selection, Window(first, after, last, before)))

    @strawberry.field
    def notes(
        self,
        info: Info,
        filter: NoteFilter | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.NoteConnection:
        scene = info.context.scene(point_of(at))
        selection = selected(scene, "note", filter)
        return lists.notes(listed(scene, selection, Window(first, after, last, before)))

    @strawberry.field
    def sources(
        self,
        info: Info,
        filter: SourceFilter | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.SourceConnection:
        scene = info.context.scene(point_of(at))
        selection = selected(scene, "source", filter)
        return lists.sources(listed(scene, selection, Window(first, after, last, before)))

    @strawberry.field
    def claims(
        self,
        info: Info,
        filter: ClaimFilter | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.ClaimConnection:
        scene, start, stop = info.context.scene(point_of(at)).pinned(Window(first, after, last, before))
        cut = checked_cut(first, start, last, stop)
        wanted = cast("ClaimsWanted", filter_of(filter, scene)) if filter is not None else ClaimsWanted()
        return lists.claims(scene, *scene.view.claims(wanted, cut))

    @strawberry.field
    def concepts(
        self, info: Info, scheme: ConceptScheme, code: list[str] | None = None, search: str | None = None
    ) -> list[Concept]:
        scene, kinds = info.context.scene(), info.context.store.kinds
        known = [kinds.concept(scheme, wanted) for wanted in code] if code is not None else kinds.concepts(scheme)
        part = fold(search or "")
        return [Concept(scene=scene, domain=found) for found in known if any(part in fold(w) for w in found.words)]

    @strawberry.field
    def search(
        self,
        info: Info,
        text: str,
        types: list[RecordType] | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> SearchHitConnection | None:
        scene = info.context.scene(point_of(at)).pinned(Window(first, after))[0]
        wanted = None if types is None else {kind.value.lower() for kind in types}
        found = [hit for hit in info.context.find(scene.view, text) if wanted is None or type_of(hit.record) in wanted]
        return hits(scene, found, Window(first, after))

    @strawberry.field
    def paths(
        self,
        info: Info,
        from_: Annotated[StakeholderRef, strawberry.argument(name="from")],
        to: StakeholderRef,
        most: int = 3,
        max_length: int = 6,
        projection: Projection = Projection.STATED,
        filter: NetworkFilter | None = None,
        at: AtInput | None = None,
    ) -> Paths | None:
        scene = info.context.scene(point_of(at))
        source, target = (needed_stakeholder(scene, by) for by in (from_, to))
        return paths_of(snapshot_of(scene, projection, filter), source, target, PathsWanted(most, max_length))

    @strawberry.field
    def network(
        self,
        info: Info,
        projection: Projection = Projection.STATED,
        filter: NetworkFilter | None = None,
        at: AtInput | None = None,
    ) -> Network | None:
        return Network(snapshot=snapshot_of(info.context.scene(point_of(at)), projection, filter))

    @strawberry.field
    def participations(
        self,
        info: Info,
        filter: CooperationFilter | None = None,
        role: list[str] | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.ParticipationConnection:
        scene = info.context.scene(point_of(at))
        selection = selected(scene, "participation", None, roles=role, via=filter)
        return lists.participations(listed(scene, selection, Window(first, after, last, before)))

    @strawberry.field
    def ties(
        self,
        info: Info,
        filter: TieFilter | None = None,
        at: AtInput | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> lists.TieConnection:
        scene = info.context.scene(point_of(at))
        selection = selected(scene, "tie", filter)
        return lists.ties(listed(scene, selection, Window(first, after, last, before)))

    @strawberry.field
    def revisions(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> RevisionConnection:
        return revisions(info.context.scene(), Window(first, after, last, before))

    @strawberry.field
    def changes(
        self, info: Info, from_: Annotated[int, strawberry.argument(name="from")], to: int | None = None
    ) -> Diff | None:
        return changes_between(info.context, from_, to)

    @strawberry.field
    def service(self, info: Info) -> Service:
        return Service(request=info.context, about=cast("About", info.context.about))


def revisions(scene: Scene, window: Window) -> RevisionConnection:
    """A page of the revisions that the audience sees, up to that of the request, newest first."""
    pinned, after, before = scene.pinned(window)
    number = pinned.view.revision.number
    known = [found for found in scene.request.revisions().values() if found.number <= number]
    items = [Item(f"r-{found.number}") for found in reversed(known)]
    page = cut_out(items, checked_cut(window.first, after, window.last, before))
    by_name = {f"r-{found.number}": Revision(domain=found) for found in known}
    return Connection(leaf=Leaf(pinned, page, [by_name[item.id] for item in page.items]))
