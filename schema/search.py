# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search in the API: hits best first, each with why it was found."""

import strawberry

from graph.search.match import Hit
from schema.levels import Member, Window
from schema.pages import Connection, Leaf, leaf_of
from schema.records import AnyRecord, record_of
from schema.scalars import MatchKind
from schema.scene import Scene


@strawberry.type
class SearchHit:
    member: strawberry.Private[Member]
    hit: strawberry.Private[Hit]

    @strawberry.field
    def record(self) -> AnyRecord:
        return record_of(self.member)

    @strawberry.field
    def score(self) -> float:
        return self.hit.score

    @strawberry.field
    def matched(self) -> str:
        return self.hit.matched

    @strawberry.field
    def how(self) -> MatchKind:
        return MatchKind(self.hit.how)


SearchHitConnection = Connection[SearchHit]


def hits(scene: Scene, found: list[Hit], window: Window) -> SearchHitConnection:
    """A page of hits."""
    by_record = {hit.record: hit for hit in found}
    leaf = leaf_of(scene, list(by_record.items()), window)
    scene.gather(item.id for item in leaf.page.items)
    nodes = [SearchHit(member=scene.one(item.id), hit=by_record[item.id]) for item in leaf.page.items]
    return Connection(leaf=Leaf(leaf.scene, leaf.page, nodes))
