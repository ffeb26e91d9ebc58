# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a result was computed from and how, so that it can be cited and repeated; nothing in it changes by itself."""

import json
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

import strawberry

from graph import ids
from graph.model import Undated
from graph.selection import NetworkFilter, Projection
from schema.scalars import PartialDate, Role
from schema.scene import Scene

ENGINE = "partnernetz"


@dataclass(frozen=True, slots=True)
class Made:
    """The network that a result was computed from."""

    id: str
    projection: Projection
    wanted: NetworkFilter
    node_count: int
    link_count: int
    around: tuple[str, int] | None = None
    """Of an ego network: whose, and how deep."""


@strawberry.type
class Snapshot:
    network: strawberry.ID
    revision: int
    revision_hash: str
    valid: PartialDate | None
    valid_to: PartialDate | None
    undated: Undated
    role: Role
    projection: Projection
    filter: str
    node_count: int
    link_count: int


@strawberry.type
class Certificate:
    networks: list[Snapshot]
    measure: str
    definition: str
    parameters: str
    seed: int | None
    exact: bool
    samples: int | None
    permutations: int | None
    standard_error: float | None
    engine: str
    citation: str


def canonical(value: object) -> object:
    """A filter or parameters as JSON values, without what is as it is by default."""
    if is_dataclass(value):
        said = ((field.name, getattr(value, field.name)) for field in fields(value))
        defaults = {field.name: field.default for field in fields(value)}
        return {camel(name): canonical(part) for name, part in said if part != defaults[name]}
    if isinstance(value, dict):
        return {name: canonical(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [canonical(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def camel(name: str) -> str:
    """A field's name as the API writes it."""
    first, *others = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in others)


def written(value: object) -> str:
    """Canonical JSON."""
    return json.dumps(canonical(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def network_id(scene: Scene, projection: Projection, wanted: NetworkFilter, around: tuple[str, int] | None) -> str:
    """The id of a network: what was asked, hashed; equal questions at one revision have one id."""
    revision, point = scene.view.revision, scene.view.at
    asked = (point.valid, point.valid_to, point.undated, scene.request.audience)
    return ids.hashed_id(
        "network", ids.digest(revision.hash, str(revision.number), *asked, projection, written(wanted), repr(around))
    )


def certificate(scene: Scene, made: Made, measure: str, parameters: dict[str, object]) -> Certificate:
    """The certificate of an exact result."""
    revision, point, request = scene.view.revision, scene.view.at, scene.request
    snapshot = Snapshot(
        network=strawberry.ID(made.id),
        revision=revision.number,
        revision_hash=revision.hash,
        valid=PartialDate(point.valid) if point.valid else None,
        valid_to=PartialDate(point.valid_to) if point.valid_to else None,
        undated=point.undated,
        role=Role(request.role),
        projection=made.projection,
        filter=written(made.wanted),
        node_count=made.node_count,
        link_count=made.link_count,
    )
    return Certificate(
        networks=[snapshot],
        measure=measure,
        definition=f"{request.public_url}/docs/measures#{measure}",
        parameters=written(parameters if made.around is None else {**parameters, "ego": made.around}),
        seed=None,
        exact=True,
        samples=None,
        permutations=None,
        standard_error=None,
        engine=f"{ENGINE} {request.version}",
        citation=_citation(scene, made, measure),
    )


def _citation(scene: Scene, made: Made, measure: str) -> str:
    revision, request = scene.view.revision, scene.request
    return (
        f"Partnernetz {request.version}, {request.public_url or 'local'}, revision {revision.number} "
        f"({revision.hash}, {revision.at:%Y-%m-%d}), {measure} of the {made.projection.lower()} network {made.id} "
        f"({made.node_count} nodes, {made.link_count} links)."
    )
