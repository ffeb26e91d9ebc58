# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who says so, where: one entry for each passage behind what the API shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, TypeAlias
from urllib.parse import quote

import strawberry

from graph import model
from graph.model import Certainty, Visibility
from schema.scene import Scene

if TYPE_CHECKING:
    from schema.records import Source

LazySource: TypeAlias = Annotated["Source", strawberry.lazy("schema.records")]


@strawberry.type
class Evidence:
    scene: strawberry.Private[Scene]
    claim: strawberry.Private[model.Claim]
    passage: strawberry.Private[model.Passage]

    @strawberry.field
    def source(self) -> LazySource:
        return _source(self.scene, self.claim.source)

    @strawberry.field
    def feed(self) -> LazySource | None:
        is_shown = self.claim.feed and self.claim.feed != self.claim.source and self.scene.record(self.claim.feed)
        return _source(self.scene, self.claim.feed) if is_shown else None

    @strawberry.field
    def locator(self) -> str:
        return self.passage.locator

    @strawberry.field
    def url(self) -> str:
        place = quote(self.passage.locator.replace(" ", "-"), safe="")
        return f"{self.scene.request.public_url}/id/{self.claim.source}#{place}"

    @strawberry.field
    def quote(self) -> str | None:
        return self.passage.quote or None

    @strawberry.field
    def original(self) -> str | None:
        return self.passage.original or None

    @strawberry.field
    def certainty(self) -> Certainty:
        return self.claim.certainty

    @strawberry.field
    def visibility(self) -> Visibility:
        return self.claim.visibility


def _source(scene: Scene, identifier: str) -> "Source":
    from schema.records import Source

    return Source(member=scene.one(identifier))


def evidence_of(scene: Scene, claims: Iterable[model.Claim]) -> list[Evidence]:
    """One entry for each passage of these claims; what says the same thing at the same place stands once."""
    found: dict[tuple[str, model.Passage], Evidence] = {}
    for claim in claims:
        for passage in claim.passages:
            found.setdefault((claim.source, passage), Evidence(scene=scene, claim=claim, passage=passage))
    return [found[place] for place in sorted(found, key=_reading_order)]


def _reading_order(place: tuple[str, model.Passage]) -> tuple[str, int, str, str, str]:
    source, passage = place
    digits = "".join(character if character.isdigit() else " " for character in passage.locator).split()
    number = int(digits[0][:9]) if digits else 0
    return (source, number, passage.locator, passage.original, passage.quote)
