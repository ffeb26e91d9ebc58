# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an id, an identifier or a name means: to the public what is hidden answers as what was never there."""

from collections.abc import Sequence
from dataclasses import replace

from graph import model
from graph.errors import Ambiguous, BadInput, Gone, UnknownId, UnknownRevision
from graph.ids import RECORD_TYPES, type_of
from graph.text import fold
from schema.claims import Claim, Revision
from schema.inputs import StakeholderRef, check_register
from schema.point import bare_id, point_in
from schema.records import record_of
from schema.scalars import ConceptScheme
from schema.scene import Request, Scene
from schema.terms import Concept, Node, concept_of

MOST_IDS = 100


def node_of(request: Request, identifier: str) -> Node | None:
    """Whatever an id names; None for what is not there at the point that the id bears, or for a record that has left.

    Raises:
        UnknownId, Gone: nothing, for this audience.
    """
    kind = type_of(identifier)
    if kind in RECORD_TYPES:
        member = request.member(identifier)
        return record_of(member) if member else None
    if kind == "claim":
        return _claim(request, identifier)
    found = _OTHERS[kind](request, identifier) if kind in _OTHERS else None
    if found is None:
        raise UnknownId(identifier)
    return found


def _claim(request: Request, identifier: str) -> Claim | None:
    scene, name = request.scene(point_in(identifier)), bare_id(identifier)
    claim = scene.view.claim(name)
    if claim is None:
        if not scene.is_whole and scene.undated.view.claim(name):
            return None
        raise UnknownId(identifier)
    about = scene.resolve(claim.record)
    if about and (claim.left is None or _shows_all(scene, claim)):
        scene.expect([claim])
        return Claim(member=scene.one(about), domain=claim)
    return _as_it_was(scene, claim)


def _shows_all(scene: Scene, claim: model.Claim) -> bool:
    """Whether what the claim cites and points to is still there."""
    target = claim.value.record if isinstance(claim.value, model.Ref) else ""
    return all(scene.record(name) for name in (claim.source, target) if name)


def _as_it_was(scene: Scene, claim: model.Claim) -> Claim | None:
    """A claim that has left with what it spoke of, as it was shown last; None if it was not there at this date."""
    past = _before(scene, claim.left or 0)
    then = past.view.claim(claim.id)
    about = past.resolve(then.record) if then else None
    if then is None or about is None:
        return None
    past.expect([then])
    return Claim(member=past.one(about), domain=replace(then, left=claim.left), asked=scene)


def _before(scene: Scene, revision: int) -> Scene:
    """The last revision that this audience sees before this one."""
    past = scene.request.scene(replace(scene.point, revision=revision - 1))
    return scene.request.scene(replace(scene.point, revision=past.view.revision.number))


def _revision(request: Request, identifier: str) -> Revision | None:
    number = identifier[2:]
    known = request.revisions().get(int(number)) if number.isdecimal() and len(number) < 10 else None
    return Revision(domain=known) if known and identifier == f"r-{known.number}" else None


def _concept(request: Request, identifier: str) -> Concept | None:
    scene, (scheme, _, code) = request.scene(), identifier[2:].partition(".")
    head, _, name = code.partition(":")
    is_known = scheme in set(ConceptScheme) and scene.view.kinds.has(scheme, head)
    is_named = not name or (scheme, head) == ("properties", "attribute")
    return concept_of(scene, scheme, code) if is_known and is_named and not code.endswith(":") else None


_OTHERS = {"revision": _revision, "concept": _concept}


def together(request: Request, identifiers: Sequence[str]) -> list[Node | None]:
    """Whatever these ids name, null for those that name nothing; records are read together.

    Raises:
        BadInput: too many.
    """
    if len(identifiers) > MOST_IDS:
        raise BadInput(f"{len(identifiers)} ids.", f"Ask for {MOST_IDS} at most.")
    by_point: dict[str, list[str]] = {}
    for name in identifiers:
        bare, _, point = name.partition("@")
        if type_of(bare) in RECORD_TYPES:
            by_point.setdefault(point, []).append(bare)
    for point, names in by_point.items():
        _gather(request, point, names)
    return [_node_or_none(request, name) for name in identifiers]


def _gather(request: Request, point: str, names: list[str]) -> None:
    try:
        request.scene(point_in(f"@{point}" if point else "")).gather(names)
    except (UnknownId, UnknownRevision):
        return  # each of these ids will be null


def _node_or_none(request: Request, identifier: str) -> Node | None:
    try:
        return node_of(request, identifier)
    except (UnknownId, UnknownRevision, Gone):
        return None


# ------------------------------------------------------------------ stakeholders


def stakeholder_by(scene: Scene, by: StakeholderRef) -> str | None:
    """The stakeholder that a reference names; None if none does.

    Raises:
        UnknownId: by id, and there is none at whatever date. Ambiguous: by a name that fits several.
    """
    if by.id is not None:
        return _by_id(scene, by.id.value)
    if by.identifier is not None:
        given = by.identifier.value
        check_register(given.scheme, scene.view.kinds)
        return _only(scene.view.identified("stakeholder", given.scheme, given.value), given.value)
    name = by.name.value if by.name is not None else ""
    if not fold(name):
        raise BadInput("The name is empty.", "Give a name, an id or an identifier.")
    return _only(scene.view.named("stakeholder", name), name)


def _by_id(scene: Scene, identifier: str) -> str | None:
    found = scene.resolve(bare_id(identifier))
    if found and type_of(found) != "stakeholder":
        raise BadInput(f'"{found}" is no stakeholder.', "Ask node(id:) for other records.")
    return found


def _only(found: Sequence[str], asked: str) -> str | None:
    if len(found) > 1:
        raise Ambiguous(asked, tuple(found[:20]))
    return found[0] if found else None


def needed_stakeholder(scene: Scene, by: StakeholderRef) -> str:
    """The stakeholder that a reference names.

    Raises:
        BadInput: there is none; with the nearest.
    """
    found = stakeholder_by(scene, by)
    if found is not None:
        return found
    asked = by.name.value if by.name is not None else by.identifier.value.value if by.identifier is not None else ""
    asked = by.id.value if by.id is not None else asked
    nearest = scene.nearest("s-", asked)
    hint = f'Did you mean "{nearest}"?' if nearest else "Search for it, and ask by id."
    raise BadInput(f'No stakeholder "{asked}" at this point in time.', hint)
