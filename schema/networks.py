# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks in the API: a snapshot's nodes, links and pieces, each answer with its certificate."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph.errors import BadCursor
from graph.ids import type_of
from graph.measures.components import Components as Pieces
from graph.measures.paths import PathsWanted
from graph.network import Link, Mode, Weight
from graph.selection import Direction, Item, Page, Projection, checked_cut
from schema.certificates import Certificate
from schema.claims import Revision
from schema.connections import LazyTie
from schema.downloads import Download, downloads_of
from schema.evidence import Evidence, evidence_of
from schema.inputs import NetworkFilter
from schema.levels import Member, Window
from schema.naming import named
from schema.pages import Connection, Leaf
from schema.partners import PartnerVia, limited
from schema.point import bare_id, read_cursor
from schema.records import Cooperation, Langs, Stakeholder
from schema.snapshots import Snapshot, ego_snapshot
from schema.terms import Concept, Node, Text, concept_of

if TYPE_CHECKING:
    from schema.ways import Paths

LazyPaths: TypeAlias = Annotated["Paths", strawberry.lazy("schema.ways")]


@strawberry.interface
class Measured:
    @strawberry.field
    def certificate(self) -> Certificate:
        raise NotImplementedError


NetworkMember = Annotated[Stakeholder | Cooperation | Concept, strawberry.union("NetworkMember")]


@strawberry.type
class NetworkNode:
    snapshot: strawberry.Private[Snapshot]
    node: strawberry.Private[int]

    @property
    def name(self) -> str:
        """The id of what it stands for; of a topic, its code."""
        return self.snapshot.net.ids[self.node]

    def stands_for(self) -> Stakeholder | Cooperation | Concept:
        """What it stands for."""
        scene, name = self.snapshot.scene, self.name
        if type_of(name) == "stakeholder":
            return Stakeholder(member=scene.one(name))
        if type_of(name) == "cooperation":
            return Cooperation(member=scene.one(name))
        return concept_of(scene, "topics", name)

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"{self.snapshot.id}/{self.name}")

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        return self.stands_for().called(lang)

    @strawberry.field
    def kind(self) -> Concept | None:
        member = self.stands_for()
        return member if isinstance(member, Concept) else member.own_kind()

    @strawberry.field
    def level(self) -> Concept | None:
        member = self.stands_for()
        return member.own_level() if isinstance(member, Stakeholder) else None

    @strawberry.field
    def member(self) -> NetworkMember:
        return self.stands_for()

    @strawberry.field
    def mode(self) -> Mode:
        return self.snapshot.net.mode(self.node)

    @strawberry.field
    def degree(self, direction: Direction = Direction.ANY) -> int:
        return self.snapshot.degree(self.node, direction)

    @strawberry.field
    def component(self) -> int:
        return int(self.snapshot.pieces().labels[self.node])


@strawberry.type
class NetworkLink:
    snapshot: strawberry.Private[Snapshot]
    link: strawberry.Private[Link]

    @property
    def pair(self) -> tuple[int, int]:
        """Its ends."""
        return (self.link.source, self.link.target)

    @named("from")
    def from_(self) -> NetworkNode:
        return NetworkNode(snapshot=self.snapshot, node=self.link.source)

    @strawberry.field
    def to(self) -> NetworkNode:
        return NetworkNode(snapshot=self.snapshot, node=self.link.target)

    @strawberry.field
    def is_mutual(self) -> bool:
        return self.link.is_mutual

    @strawberry.field
    def weight(self) -> float:
        return self.link.weight

    @strawberry.field
    def via(self) -> list[PartnerVia]:
        return [PartnerVia(scene=self.snapshot.scene, way=way) for way in self.snapshot.ways(self.pair)]

    @strawberry.field
    def ties(self) -> list[LazyTie]:
        from schema.records import Tie

        return [Tie(member=self.snapshot.scene.one(name)) for name in self.snapshot.ties(self.pair)]

    @strawberry.field
    def evidence(self, first: int = 5) -> list[Evidence]:
        return evidence_of(self.snapshot.scene, self.snapshot.claims(self.pair))[: limited(first)]


NetworkNodeConnection: TypeAlias = Connection[NetworkNode]
NetworkLinkConnection: TypeAlias = Connection[NetworkLink]


@strawberry.type
class Components(Measured):
    snapshot: strawberry.Private[Snapshot]
    strong: strawberry.Private[bool]

    @strawberry.field
    def certificate(self) -> Certificate:
        return self.snapshot.certified("components", {"strong": self.strong})

    @strawberry.field
    def count(self) -> int:
        return len(self._pieces)

    @strawberry.field
    def sizes(self, first: int = 20) -> list[int]:
        return [int(size) for size in self._pieces.sizes[: limited(first)]]

    @property
    def _pieces(self) -> Pieces:
        return self.snapshot.pieces(strong=self.strong)


@strawberry.type
class Network(Node, Measured):
    snapshot: strawberry.Private[Snapshot]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.snapshot.id)

    @strawberry.field
    def certificate(self) -> Certificate:
        return self.snapshot.certified("network", {})

    @strawberry.field
    def revision(self) -> Revision:
        return Revision(domain=self.snapshot.scene.view.revision)

    @strawberry.field
    def projection(self) -> Projection:
        return self.snapshot.projection

    @strawberry.field
    def is_directed(self) -> bool:
        return self.snapshot.net.is_directed

    @strawberry.field
    def node_count(self) -> int:
        return self.snapshot.net.node_count

    @strawberry.field
    def link_count(self) -> int:
        return self.snapshot.net.link_count

    @strawberry.field
    def isolate_count(self) -> int:
        return self.snapshot.net.isolate_count

    @strawberry.field
    def untied_count(self) -> int:
        return self.snapshot.net.untied_count

    @strawberry.field
    def nodes(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> NetworkNodeConnection:
        return Connection(leaf=_nodes_leaf(self.snapshot, Window(first, after, last, before)))

    @strawberry.field
    def links(
        self, first: int | None = None, after: str | None = None, last: int | None = None, before: str | None = None
    ) -> NetworkLinkConnection:
        return Connection(leaf=_links_leaf(self.snapshot, Window(first, after, last, before)))

    @strawberry.field
    def components(self, strong: bool = False) -> Components | None:
        return Components(snapshot=self.snapshot, strong=strong)

    @strawberry.field
    def paths(
        self,
        from_: Annotated[strawberry.ID, strawberry.argument(name="from")],
        to: strawberry.ID,
        most: int = 3,
        max_length: int = 6,
        direction: Direction = Direction.ANY,
        weight: Weight = Weight.NONE,
    ) -> LazyPaths | None:
        from schema.ways import paths_of

        wanted = PathsWanted(most, max_length, direction, weight)
        return paths_of(self.snapshot, bare_id(from_), bare_id(to), wanted)

    @strawberry.field
    def downloads(self) -> list[Download]:
        return downloads_of(self.snapshot)


def ego_of(member: Member, depth: int, projection: Projection, wanted: NetworkFilter | None) -> Network | None:
    """The network around a stakeholder; null where the filter leaves it out."""
    around = ego_snapshot(member, depth, projection, wanted)
    return Network(snapshot=around) if around else None


# ------------------------------------------------------------------ pages; cursors are places


def _nodes_leaf(asked: Snapshot, window: Window) -> Leaf[NetworkNode]:
    snapshot = asked.pinned(window)
    count = snapshot.net.node_count
    places = _places(count, window)
    snapshot.scene.gather(_known(snapshot, places))
    made = [NetworkNode(snapshot=snapshot, node=place) for place in places]
    return Leaf(snapshot.scene, _page(places, count), made)


def _links_leaf(asked: Snapshot, window: Window) -> Leaf[NetworkLink]:
    snapshot = asked.pinned(window)
    places = _places(len(snapshot.links), window)
    made = [NetworkLink(snapshot=snapshot, link=snapshot.links[place]) for place in places]
    snapshot.expect(link.pair for link in made)
    snapshot.scene.gather(_known(snapshot, [node for link in made for node in link.pair]))
    return Leaf(snapshot.scene, _page(places, len(snapshot.links)), made)


def _known(snapshot: Snapshot, nodes: Sequence[int]) -> list[str]:
    """The records among these nodes; topics are none."""
    return [name for name in (snapshot.net.ids[node] for node in nodes) if type_of(name)]


def _places(count: int, window: Window) -> range:
    after, before = (_place(cursor) for cursor in (window.after, window.before))
    cut = checked_cut(window.first, "", window.last, "")
    start, stop = (0 if after is None else after + 1), (count if before is None else min(before, count))
    if cut.first is not None:
        stop = min(stop, start + cut.first)
    elif cut.last is not None:
        start = max(start, stop - cut.last)
    start = min(start, count)
    return range(start, max(start, stop))


def _place(cursor: str | None) -> int | None:
    revision, name = read_cursor(cursor)
    if revision is None:
        return None
    if not name.isdecimal() or len(name) > 9:
        raise BadCursor
    return int(name)


def _page(places: range, count: int) -> Page:
    items = tuple(Item(str(place)) for place in places)
    return Page(items, count, places.stop < count, places.start > 0)
