# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who took part in which event, in which roles, and who says so."""

import strawberry

from graph import model
from graph.selection import Item
from schema.connections import LazyEvent, LazyStakeholder, Listed, event_of, stakeholder_of
from schema.evidence import Evidence, evidence_of
from schema.levels import Part
from schema.scene import Scene
from schema.terms import Concept, concept_of


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
            StakeholderEventEdge(cursor=cursor, node=event_of(member), part=self.part, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyEvent]:
        return [event_of(member) for _, _, member in self.members()]


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
            EventParticipantEdge(cursor=cursor, node=stakeholder_of(member), part=self.part, item=item)
            for cursor, item, member in self.members()
        ]

    @strawberry.field
    def nodes(self) -> list[LazyStakeholder]:
        return [stakeholder_of(member) for _, _, member in self.members()]
