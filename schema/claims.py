# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said and since when: facts, the claims that they are folded from, and revisions."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph import model
from graph.ids import type_of
from graph.model import Certainty, Rank, ValueState, Visibility
from schema.evidence import Evidence, evidence_of
from schema.levels import Member
from schema.scalars import DateTime
from schema.scene import Scene
from schema.terms import Concept, Node, concept_of
from schema.values import Period, Value, period_of_claim, value_of

if TYPE_CHECKING:
    from schema.records import AnyRecord

LazyRecord: TypeAlias = Annotated["AnyRecord", strawberry.lazy("schema.records")]


@strawberry.type
class Fact:
    member: strawberry.Private[Member]
    domain: strawberry.Private[model.Fact]

    @strawberry.field
    def property(self) -> Concept:
        return concept_of(self.member.scene, "properties", self.domain.property)

    @strawberry.field
    def state(self) -> ValueState:
        return self.domain.state

    @strawberry.field
    def value(self) -> Value | None:
        if isinstance(self.domain.value, model.Ref):
            self.member.level.gather(self.domain.property)
        return value_of(self.member.scene, self.member.record.type, self.domain)

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.domain.certainty

    @strawberry.field
    def is_disputed(self) -> bool:
        return self.domain.is_disputed

    @strawberry.field
    def alternatives(self) -> list[Annotated["Claim", strawberry.lazy("schema.claims")]]:
        return [Claim(member=self.member, domain=claim) for claim in self.domain.alternatives]

    @strawberry.field
    def evidence(self) -> list[Evidence]:
        return evidence_of(self.member.scene, self.domain.claims)


@strawberry.type
class Revision(Node):
    domain: strawberry.Private[model.Revision]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"r-{self.domain.number}")

    @strawberry.field
    def number(self) -> int:
        return self.domain.number

    @strawberry.field
    def hash(self) -> str:
        return self.domain.hash

    @strawberry.field
    def at(self) -> DateTime:
        return DateTime(self.domain.at)

    @strawberry.field
    def message(self) -> str:
        return self.domain.message

    @strawberry.field
    def author(self) -> str:
        return self.domain.author

    @strawberry.field
    def entered(self) -> int:
        return self.domain.entered

    @strawberry.field
    def left(self) -> int:
        return self.domain.left


@strawberry.type
class Claim(Node):
    member: strawberry.Private[Member]
    domain: strawberry.Private[model.Claim]
    asked: strawberry.Private[Scene | None] = None
    """Where it was asked for, if what it speaks of has left there: it is shown as it was before."""

    @property
    def _asked(self) -> Scene:
        return self.asked or self.member.scene

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(f"{self.domain.id}{self._asked.suffix}")

    @strawberry.field
    def record(self) -> LazyRecord:
        from schema.records import record_of

        return record_of(self.member)

    @strawberry.field
    def property(self) -> Concept:
        return concept_of(self.member.scene, "properties", self.domain.property)

    @strawberry.field
    def state(self) -> ValueState:
        return self.domain.state

    @strawberry.field
    def value(self) -> Value | None:
        claim = self.domain
        fact = model.Fact(claim.property, claim.state, claim.value, claim.certainty, False, (claim,))
        return value_of(self.member.scene, type_of(self.member.id), fact)

    @strawberry.field
    def valid(self) -> Period:
        return period_of_claim(self.member.scene, self.domain)

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.domain.certainty

    @strawberry.field
    def rank(self) -> Rank:
        return self.domain.rank

    @strawberry.field
    def visibility(self) -> Visibility:
        return self.domain.visibility

    @strawberry.field
    def passages(self) -> list[Evidence]:
        return evidence_of(self.member.scene, (self.domain,))

    @strawberry.field
    def author(self) -> str:
        return self.domain.author

    @strawberry.field
    def entered_in(self) -> Revision:
        found = self.member.scene.revision(self.domain.entered)
        return Revision(domain=found or self.member.scene.view.revision)

    @strawberry.field
    def left_in(self) -> Revision | None:
        number, shown = self.domain.left, self._asked.view.revision.number
        found = self._asked.revision(number) if number is not None and number <= shown else None
        return Revision(domain=found) if found else None
