# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Paths in the API: how two records of a network are connected, told hop by hop, with what ties each."""

from itertools import pairwise

import strawberry

from graph.measures.paths import Path as Way
from graph.measures.paths import Paths as Ways
from graph.measures.paths import PathsWanted, paths
from schema.certificates import Certificate
from schema.naming import named
from schema.networks import Measured, NetworkLink, NetworkNode
from schema.records import Langs
from schema.snapshots import Snapshot
from schema.terms import Text, text_of
from schema.wording import path_sentence

MOST_COUNTED = 2**31 - 1


@strawberry.type
class Hop:
    link: NetworkLink
    start: strawberry.Private[NetworkNode]
    end: strawberry.Private[NetworkNode]

    @named("from")
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
        return [_hop(self.snapshot, source, target) for source, target in pairwise(self.way.nodes)]

    @strawberry.field
    def text(self, lang: Langs = None) -> Text:
        languages = tuple(map(str, lang)) if lang else self.snapshot.scene.request.languages
        return text_of(path_sentence(self.snapshot, self.way, languages))


def _hop(snapshot: Snapshot, source: int, target: int) -> Hop:
    link = snapshot.net.link(source, target)
    assert link is not None
    start, end = (NetworkNode(snapshot=snapshot, node=node) for node in (source, target))
    return Hop(link=NetworkLink(snapshot=snapshot, link=link), start=start, end=end)


@strawberry.type
class Paths(Measured):
    snapshot: strawberry.Private[Snapshot]
    ways: strawberry.Private[Ways]
    parameters: strawberry.Private[dict[str, object]]

    @strawberry.field
    def certificate(self) -> Certificate:
        return self.snapshot.certified("paths", self.parameters)

    @strawberry.field
    def distance(self) -> float | None:
        return self.ways.distance

    @strawberry.field
    def shortest_count(self) -> int:
        return min(self.ways.shortest_count, MOST_COUNTED)

    @strawberry.field
    def paths(self) -> list[Path]:
        return [Path(snapshot=self.snapshot, way=way) for way in self.ways.paths]


def paths_of(snapshot: Snapshot, source: str, target: str, wanted: PathsWanted) -> Paths:
    """The paths between two records of a network."""
    start, end = snapshot.index(source), snapshot.index(target)
    found = paths(snapshot.net, start, target=end, wanted=wanted, tick=snapshot.scene.request.deadline.check)
    steps = [pair for way in found.paths for pair in pairwise(way.nodes)]
    links = (snapshot.net.link(*pair) for pair in steps)
    snapshot.expect((*steps, *((link.source, link.target) for link in links if link)))
    names = (snapshot.net.ids[node] for way in found.paths for node in way.nodes)
    snapshot.scene.gather(name for name in names if name[1:2] == "-")
    parameters: dict[str, object] = {
        "direction": wanted.direction,
        "from": source,
        "maxLength": wanted.max_length,
        "most": wanted.most,
        "to": target,
        "weight": wanted.weight,
    }
    return Paths(snapshot=snapshot, ways=found, parameters=parameters)
