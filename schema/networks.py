# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks in the API: a snapshot's nodes, links, pieces and paths, each answer with its certificate."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated

import strawberry

from graph.errors import BadCursor, BadInput, UnknownId
from graph.ids import type_of
from graph.measures.components import Components as Pieces
from graph.measures.components import components
from graph.measures.ego import ego
from graph.measures.paths import Path as Way
from graph.measures.paths import Paths as Ways
from graph.measures.paths import PathsWanted, paths
from graph.network import Link, Links
from graph.network import Network as Net
from graph.network_via import tie_pairs, via_pairs
from graph.selection import Direction, Item, Page, Projection, checked_cut
from graph.selection import NetworkFilter as Wanted
from schema.certificates import Certificate, Made, certificate, network_id
from schema.connections import LazyTie, PartnerVia, limited, way_claims
from schema.inputs import NetworkFilter, filter_of
from schema.pages import Connection, Leaf
from schema.point import bare_id, read_cursor
from schema.records import Cooperation, Langs, Stakeholder
from schema.scalars import Mode, Weight
from schema.scene import Member, Scene, Window
from schema.values import Concept, Evidence, Node, Revision, Text, concept_of, evidence_of, text_of
from schema.wording import path_sentence


class Snapshot:
    """One network within one request: what was asked, and what came of it."""

    def __init__(
        self, scene: Scene, net: Net, projection: Projection, wanted: Wanted, around: tuple[str, int] | None = None
    ) -> None:
        self.scene, self.net, self.projection, self.wanted = scene, net, projection, wanted
        self.around = around
        self._pieces: dict[bool, Pieces] = {}

    @cached_property
    def id(self) -> str:
        """Equal questions, equal id."""
        return network_id(self.scene, self.projection, self.wanted, self.around)

    @cached_property
    def links(self) -> Links:
        """All links."""
        return self.net.links()

    def pieces(self, *, strong: bool = False) -> Pieces:
        """The components, found once per request."""
        if strong not in self._pieces:
            self._pieces[strong] = components(self.net, strong=strong)
        return self._pieces[strong]


@strawberry.interface
class Measured:
    @strawberry.field
    def certificate(self) -> Certificate:
        raise NotImplementedError


def _certified(snapshot: Snapshot, measure: str, parameters: dict[str, object]) -> Certificate:
    about = Made(snapshot.id, snapshot.projection, snapshot.wanted, snapshot.net.node_count, snapshot.net.link_count)
    return certificate(snapshot.scene, about, measure, parameters)


NetworkMember = Annotated[Stakeholder | Cooperation | Concept, strawberry.union("NetworkMember")]


@strawberry.type
class NetworkNode:
    snapshot: strawberry.Private[Snapshot]
    node: strawberry.Private[int]

    @property
    def _id(self) -> str:
        return self.snapshot.net.ids[self.node]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"{self.snapshot.id}/{self._id}")

    @strawberry.field
    def label(self, lang: Langs = None) -> Text:
        return self.member().label(lang)

    @strawberry.field
    def kind(self) -> Concept | None:
        member = self.member()
        return member if isinstance(member, Concept) else member.kind()

    @strawberry.field
    def level(self) -> Concept | None:
        member = self.member()
        return member.level() if isinstance(member, Stakeholder) else None

    @strawberry.field
    def member(self) -> NetworkMember:
        scene, name = self.snapshot.scene, self._id
        if type_of(name) == "stakeholder":
            return Stakeholder(member=scene.level([name]).member(name))
        if type_of(name) == "cooperation":
            return Cooperation(member=scene.level([name]).member(name))
        return concept_of(scene, "topics", name)

    @strawberry.field
    def mode(self) -> Mode:
        return self.snapshot.net.mode(self.node)

    @strawberry.field
    def degree(self, direction: Direction = Direction.ANY) -> int:
        return int(self.snapshot.net.degree(direction)[self.node])

    @strawberry.field
    def component(self) -> int:
        return int(self.snapshot.pieces().labels[self.node])


@strawberry.type
class NetworkLink:
    snapshot: strawberry.Private[Snapshot]
    link: strawberry.Private[Link]

    @strawberry.field(name="from")
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
        pair = (self.link.source, self.link.target)
        ways = via_pairs(self.snapshot.net, [pair])[0]
        self.snapshot.scene.want(name for way in ways for name in (way.mine, way.theirs, way.cooperation) if name)
        return [PartnerVia(scene=self.snapshot.scene, way=way) for way in ways]

    @strawberry.field
    def ties(self) -> list[LazyTie]:
        from schema.records import Tie

        names = tie_pairs(self.snapshot.net, [(self.link.source, self.link.target)])[0]
        level = self.snapshot.scene.level(names)
        return [Tie(member=level.member(name)) for name in names]

    @strawberry.field
    def evidence(self, first: int = 5) -> list[Evidence]:
        scene, pair = self.snapshot.scene, [(self.link.source, self.link.target)]
        claims = [claim for way in via_pairs(self.snapshot.net, pair)[0] for claim in way_claims(scene, way)]
        ties = (scene.record(name) for name in tie_pairs(self.snapshot.net, pair)[0])
        claims += [claim for tie in ties if tie for claim in tie.claims]
        return evidence_of(scene, claims)[: limited(first)]


NetworkNodeConnection = Connection[NetworkNode]
NetworkLinkConnection = Connection[NetworkLink]


@strawberry.type
class Components(Measured):
    snapshot: strawberry.Private[Snapshot]
    strong: strawberry.Private[bool]

    @strawberry.field
    def certificate(self) -> Certificate:
        return _certified(self.snapshot, "components", {"strong": self.strong})

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
        return _certified(self.snapshot, "network", {})

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
        count = self.snapshot.net.node_count
        return Connection(leaf=_nodes_leaf(self.snapshot, range(count), Window(first, after, last, before)))

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
    ) -> "Paths | None":
        wanted = PathsWanted(most, max_length, direction, weight)
        return paths_of(self.snapshot, bare_id(from_), bare_id(to), wanted)


def _nodes_leaf(snapshot: Snapshot, nodes: Sequence[int], window: Window) -> Leaf[NetworkNode]:
    start, stop = _span(snapshot, len(nodes), window)
    shown = [int(node) for node in nodes[start:stop]]
    snapshot.scene.want(snapshot.net.ids[node] for node in shown)
    made = [NetworkNode(snapshot=snapshot, node=node) for node in shown]
    return Leaf(snapshot.scene, _page(range(start, stop), len(nodes)), made)


def _links_leaf(snapshot: Snapshot, window: Window) -> Leaf[NetworkLink]:
    links = snapshot.links
    start, stop = _span(snapshot, len(links), window)
    shown = [links[place] for place in range(start, stop)]
    snapshot.scene.want(snapshot.net.ids[node] for link in shown for node in (link.source, link.target))
    made = [NetworkLink(snapshot=snapshot, link=link) for link in shown]
    return Leaf(snapshot.scene, _page(range(start, stop), len(links)), made)


def _span(snapshot: Snapshot, count: int, window: Window) -> tuple[int, int]:
    """Where a page of nodes or links begins and ends; their cursors are their places."""
    after, before = (_place(cursor, snapshot) for cursor in (window.after, window.before))
    cut = checked_cut(window.first, "", window.last, "")
    start, stop = (0 if after is None else after + 1), (count if before is None else min(before, count))
    if cut.first is not None:
        stop = min(stop, start + cut.first)
    elif cut.last is not None:
        start = max(start, stop - cut.last)
    return min(start, count), max(min(start, count), stop)


def _place(cursor: str | None, snapshot: Snapshot) -> int | None:
    revision, name = read_cursor(cursor)
    if revision is None:
        return None
    if revision != snapshot.scene.view.revision.number or not name.isdecimal():
        raise BadCursor
    return int(name)


def _page(places: range, count: int) -> Page:
    items = tuple(Item(str(place)) for place in places)
    return Page(items, count, places.stop < count, places.start > 0)


# ------------------------------------------------------------------ paths


@strawberry.type
class Hop:
    link: NetworkLink
    start: strawberry.Private[NetworkNode]
    end: strawberry.Private[NetworkNode]

    @strawberry.field(name="from")
    def from_(self) -> NetworkNode:
        return self.start

    @strawberry.field
    def to(self) -> NetworkNode:
        return self.end


@strawberry.type
class Path:
    snapshot: strawberry.Private[Snapshot]
    way: strawberry.Private[Way]

    @strawberry.field
    def length(self) -> int:
        return self.way.length

    @strawberry.field
    def distance(self) -> float:
        return self.way.distance

    @strawberry.field
    def nodes(self) -> list[NetworkNode]:
        return [NetworkNode(snapshot=self.snapshot, node=node) for node in self.way.nodes]

    @strawberry.field
    def hops(self) -> list[Hop]:
        return [self._hop(source, target) for source, target in pairwise(self.way.nodes)]

    def _hop(self, source: int, target: int) -> Hop:
        link = self.snapshot.net.link(source, target)
        assert link is not None
        ends = (NetworkNode(snapshot=self.snapshot, node=node) for node in (source, target))
        return Hop(NetworkLink(snapshot=self.snapshot, link=link), *ends)

    @strawberry.field
    def text(self, lang: Langs = None) -> Text:
        languages = tuple(map(str, lang)) if lang else self.snapshot.scene.request.languages
        return text_of(path_sentence(self.snapshot.scene, self.snapshot.net, self.way, languages))


@strawberry.type
class Paths(Measured):
    snapshot: strawberry.Private[Snapshot]
    ways: strawberry.Private[Ways]
    parameters: strawberry.Private[dict[str, object]]

    @strawberry.field
    def certificate(self) -> Certificate:
        return _certified(self.snapshot, "paths", self.parameters)

    @strawberry.field
    def distance(self) -> float | None:
        return self.ways.distance

    @strawberry.field
    def shortest_count(self) -> int:
        return min(self.ways.shortest_count, MOST_COUNTED)

    @strawberry.field
    def paths(self) -> list[Path]:
        return [Path(snapshot=self.snapshot, way=way) for way in self.ways.paths]


MOST_COUNTED = 2**31 - 1


def paths_of(snapshot: Snapshot, source: str, target: str, wanted: PathsWanted) -> Paths:
    """The paths between two records of a network."""
    ends = [snapshot.net.index(name) for name in (source, target)]
    found = paths(snapshot.net, ends[0], target=ends[1], wanted=wanted, tick=snapshot.scene.request.deadline.check)
    snapshot.scene.want(snapshot.net.ids[node] for way in found.paths for node in way.nodes)
    parameters: dict[str, object] = {
        "direction": wanted.direction,
        "from": source,
        "maxLength": wanted.max_length,
        "most": wanted.most,
        "to": target,
        "weight": wanted.weight,
    }
    return Paths(snapshot=snapshot, ways=found, parameters=parameters)


# ------------------------------------------------------------------ asked for


def snapshot_of(scene: Scene, projection: Projection, wanted: NetworkFilter | None) -> Snapshot:
    """The network that a field's arguments name."""
    meant = filter_of(wanted) if wanted is not None else Wanted()
    assert isinstance(meant, Wanted)
    scene.request.deadline.check()
    return Snapshot(scene, scene.view.network(projection, meant), projection, meant)


def ego_of(member: Member, depth: int, projection: Projection, wanted: NetworkFilter | None) -> Network | None:
    """The network around a stakeholder; null where the filter leaves it out."""
    if not 0 <= depth <= MOST_DEPTH:
        raise BadInput(f"depth is {depth}.", f"It may be 0 to {MOST_DEPTH}.")
    whole = snapshot_of(member.scene, projection, wanted)
    try:
        node = whole.net.index(member.id)
    except UnknownId:
        return None
    around = (member.id, depth)
    return Network(snapshot=Snapshot(whole.scene, ego(whole.net, node, depth=depth), projection, whole.wanted, around))


MOST_DEPTH = 10
