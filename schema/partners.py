# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is tied to a stakeholder, and by what: partners with the cooperations that tie the two."""

from typing import TYPE_CHECKING

import strawberry

from graph import model
from graph.selection import Item, Via, checked_cut
from schema.connections import (
    LazyCooperation,
    LazyStakeholder,
    Listed,
    StakeholderFacets,
    cooperation_of,
    stakeholder_of,
)
from schema.evidence import Evidence, evidence_of
from schema.scene import Scene
from schema.terms import Concept, concept_of
from schema.values import Period

if TYPE_CHECKING:
    from schema.records import Participation


@strawberry.type
class PartnerVia:
    scene: strawberry.Private[Scene]
    way: strawberry.Private[Via]

    def _participation(self, name: str) -> "Participation":
        from schema.records import Participation

        return Participation(member=self.scene.one(name))

    @strawberry.field
    def cooperation(self) -> LazyCooperation:
        return cooperation_of(self.scene.one(self.way.cooperation))

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
            PartnerEdge(cursor=cursor, node=stakeholder_of(member), scene=scene, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [stakeholder_of(member) for _, _, member in self.members()]

    @strawberry.field
    def facets(self) -> StakeholderFacets:
        return StakeholderFacets(part=self.part)
