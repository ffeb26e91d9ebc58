# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions that can be asked: every field of Query, one line each that asks graph."""

from typing import Annotated, TypeAlias, cast

import strawberry

from graph.errors import Ambiguous, BadInput, PartnernetzError, UnknownId
from graph.ids import RECORD_TYPES, type_of
from graph.measures.paths import PathsWanted
from graph.selection import ClaimFilter as ClaimsWanted
from graph.selection import Item, Projection, Selection, checked_cut
from graph.stores.listing import cut_out
from graph.text import fold
from schema import connections as lists
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
from schema.networks import Network, Paths, paths_of, snapshot_of
from schema.pages import Connection, Leaf
from schema.point import bare_id, point_in
from schema.records import Stakeholder, record_of
from schema.scalars import ConceptScheme, RecordType
from schema.scene import Part, Request, Scene, Window, listed
from schema.search import SearchHitConnection, hits
from schema.service import About, Service
from schema.values import Claim, Concept, Node, Revision, concept_of

Info: TypeAlias = strawberry.Info[Request, None]
RevisionConnection = Connection[Revision]
MOST_IDS = 100


def node_of(request: Request, identifier: str) -> Node:
    """Whatever an id names.

    Raises:
        UnknownId, Gone: nothing, for this audience.
    """
    kind = type_of(identifier)
    if kind in RECORD_TYPES:
        return record_of(request.member(identifier))
    found: Node | None = None
    if kind == "claim":
        found = _claim(request.scene(), identifier)
    elif kind == "revision" and identifier[2:].isdecimal():
        revision = request.scene().revision(int(identifier[2:]))
        found = Revision(domain=revision) if revision else None
    elif kind == "concept":
        found = _concept(request.scene(), identifier)
    if found is None:
        raise UnknownId(identifier)
    return found


def _claim(scene: Scene, identifier: str) -> Claim | None:
    claim = scene.view.claim(identifier)
    if claim is None:
        return None
    record = scene.view.resolve(claim.record)
    return Claim(member=scene.level([record]).member(record), domain=claim)


def _concept(scene: Scene, identifier: str) -> Node | None:
    scheme, _, code = identifier[2:].partition(".")
    is_known = scheme in set(ConceptScheme) and scene.view.kinds.has(scheme, code)
    return concept_of(scene, scheme, code) if is_known else None


def _listed(scene: Scene, selection: Selection, window: Window) -> Part:
    scene.request.deadline.check()
    return listed(scene, selection, window)


def _found(scene: Scene, type_name: str, search: str | None) -> dict[str, float] | None:
    """What a search found, with its relevance; None without one."""
    if search is None:
        return None
    return {hit.record: hit.score for hit in scene.request.find(scene.view, search) if type_of(hit.record) == type_name}


def stakeholder_by(scene: Scene, by: StakeholderRef) -> str | None:
    """The stakeholder that a reference names.

    Raises:
        UnknownId: by id, and there is none. Ambiguous: by a name that fits several.
    """
    if by.id is not None:
        found = scene.view.resolve(bare_id(by.id.value))
        if type_of(found) != "stakeholder":
            raise BadInput(f'"{found}" is no stakeholder.', "Ask node(id:) for other records.")
        return found
    if by.identifier is not None:
        given = by.identifier.value
        return _only(scene.view.identified("stakeholder", given.scheme, given.value), given.value)
    name = by.name.value if by.name is not None else ""
    if not fold(name):
        raise BadInput("The name is empty.", "Give a name, an id or an identifier.")
    return _only(scene.view.named("stakeholder", name), name)


def _only(found: tuple[str, ...], asked: str) -> str | None:
    if len(found) > 1:
        raise Ambiguous(asked, found[:20])
    return found[0] if found else None


@strawberry.type
class Query:
    @strawberry.field
    def node(self, info: Info, id: strawberry.ID) -> Node | None:
        return node_of(info.context, id)

    @strawberry.field
    def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        if len(ids) > MOST_IDS:
            raise BadInput(f"{len(ids)} ids.", f"Ask for {MOST_IDS} at most.")
        return together(info.context, ids)

    @strawberry.field
    def stakeholder(self, info: Info, by: StakeholderRef, at: AtInput | None = None) -> Stakeholder | None:
        point = point_in(by.id.value) if by.id is not None and at is None else point_of(at)
        scene = info.context.scene(point)
        found = stakeholder_by(scene, by)
        return Stakeholder(member=scene.level([found]).member(found)) if found else None

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
        scene = info.context.scene(point_of(at)).pinned(after, before)[0]
        among = _found(scene, "stakeholder", search)
        selection = Selection("stakeholder", filter_of(filter), order_of(order_by), among)  # type: ignore[arg-type]
        return lists.StakeholderConnection(part=_listed(scene, selection, Window(first, after, last, before)))

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
        scene = info.context.scene(point_of(at)).pinned(after, before)[0]
        among = _found(scene, "cooperation", search)
        selection = Selection("cooperation", filter_of(filter), order_of(order_by), among)  # type: ignore[arg-type]
        return lists.CooperationConnection(part=_listed(scene, selection, Window(first, after, last, before)))

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
        selection = Selection("event", filter_of(filter), order_of(order_by))  # type: ignore[arg-type]
        return lists.events(_listed(info.context.scene(point_of(at)), selection, Window(first, after, last, before)))

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
        selection = Selection("note", filter_of(filter))  # type: ignore[arg-type]
        return lists.notes(_listed(info.context.scene(point_of(at)), selection, Window(first, after, last, before)))

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
        selection = Selection("source", filter_of(filter))  # type: ignore[arg-type]
        return lists.sources(_listed(info.context.scene(point_of(at)), selection, Window(first, after, last, before)))

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
        wanted = cast("ClaimsWanted", filter_of(filter) if filter is not None else ClaimsWanted())
        scene, start, stop = info.context.scene(point_of(at)).pinned(after, before)
        return lists.claims(scene, *scene.view.claims(wanted, checked_cut(first, start, last, stop)))

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
        scene = info.context.scene(point_of(at)).pinned(after, None)[0]
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
        source, target = (_must(stakeholder_by(scene, by), by) for by in (from_, to))
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
        selection = lists.selected("participation", None, roles=role, via=filter_of(filter))
        scene = info.context.scene(point_of(at))
        return lists.participations(_listed(scene, selection, Window(first, after, last, before)))

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
        selection = Selection("tie", filter_of(filter))  # type: ignore[arg-type]
        return lists.ties(_listed(info.context.scene(point_of(at)), selection, Window(first, after, last, before)))

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
    def service(self, info: Info) -> Service:
        return Service(request=info.context, about=cast("About", info.context.about))


def together(request: Request, identifiers: list[strawberry.ID]) -> list[Node | None]:
    """Whatever these ids name, null for those that name nothing."""
    by_point: dict[str, list[str]] = {}
    for name in identifiers:
        bare, _, point = name.partition("@")
        if type_of(bare) in RECORD_TYPES:
            by_point.setdefault(point, []).append(bare)
    for point, names in by_point.items():
        request.scene(point_in(f"@{point}" if point else "")).want(names)
    return [_node_or_none(request, name) for name in identifiers]


def _node_or_none(request: Request, identifier: str) -> Node | None:
    try:
        return node_of(request, identifier)
    except PartnernetzError:
        return None


def _must(found: str | None, by: StakeholderRef) -> str:
    if found is None:
        asked = by.name.value if by.name is not None else by.identifier.value.value if by.identifier is not None else ""
        raise BadInput(f'No stakeholder "{asked}".', "Search for it, and ask by id.")
    return found


def revisions(scene: Scene, window: Window) -> RevisionConnection:
    """A page of the revisions that the audience sees, up to that of the request, newest first."""
    pinned, after, before = scene.pinned(window.after, window.before)
    number = pinned.view.revision.number
    known = [found for found in scene.request.store.revisions(scene.view.audience) if found.number <= number]
    items = [Item(f"r-{found.number}") for found in reversed(known)]
    page = cut_out(items, checked_cut(window.first, after, window.last, before))
    by_name = {f"r-{found.number}": Revision(domain=found) for found in known}
    return Connection(leaf=Leaf(pinned, page, [by_name[item.id] for item in page.items]))


