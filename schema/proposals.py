# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that may be the same, in the API: proposed with reasons in words, judged by persons."""

from collections.abc import Callable, Container, Sequence

import strawberry

from graph.editing.saying import Complaint, Severity
from graph.errors import PartnernetzError
from graph.identity import proposals as identity
from graph.identity.judgement import Judgement
from graph.selection import Cut, Item, checked_cut
from graph.stores.listing import cut_out
from schema.levels import Member, Window
from schema.pages import Connection, Leaf
from schema.records import AnyRecord, record_of
from schema.scene import Request, Scene

strawberry.enum(Judgement)
LATER = Complaint(
    Severity.INFO,
    "PROPOSALS_LATER",
    "Which of these records may be the same as others is still being found.",
    hint="Ask for `proposals` in a while.",
)


@strawberry.type
class Proposal:
    pair: strawberry.Private[tuple[Member, Member]]
    domain: strawberry.Private[identity.Proposal]

    @strawberry.field
    def left(self) -> AnyRecord:
        return record_of(self.pair[0])

    @strawberry.field
    def right(self) -> AnyRecord:
        return record_of(self.pair[1])

    @strawberry.field
    def score(self) -> float:
        return self.domain.score

    @strawberry.field
    def reasons(self) -> list[str]:
        languages = self.pair[0].scene.request.languages
        return [reason.words(languages) for reason in self.domain.reasons]

    @strawberry.field
    def judgement(self) -> Judgement | None:
        return self.domain.judgement


ProposalConnection = Connection[Proposal]


def proposals(
    request: Request, wanted: Sequence[Judgement] | None, window: Window, among: Container[str] | None = None
) -> ProposalConnection:
    """A page of the proposals of one of these judgements; without any, of those that nobody has judged yet.

    Args:
        among: only those that speak of one of these records.
    """
    scene, after, _ = request.scene().pinned(window)
    found = {}
    for one in request.propose(scene.view):
        is_meant = one.judgement is None if wanted is None else one.judgement in wanted
        is_among = among is None or one.left in among or one.right in among
        if is_meant and is_among and _are_there(scene, one):
            found[f"{one.left}~{one.right}"] = one
    page = cut_out([Item(name) for name in found], checked_cut(window.first, after, None, ""))
    nodes = _nodes(scene, [found[item.id] for item in page.items])
    return Connection(leaf=Leaf(scene, page, nodes))


def proposals_among(request: Request, window: Window, among: Callable[[], Container[str]]) -> ProposalConnection:
    """A page of the proposals that speak of what was just written; none where they are not found yet.

    It raises nothing: what was written is told, whatever else cannot be.
    """
    try:
        return proposals(request, None, window, among())
    except PartnernetzError:
        return Connection(leaf=Leaf(request.scene(), cut_out([], Cut()), []))


def are_found(request: Request) -> bool:
    """Whether the proposals of what the request sees are at hand."""
    try:
        request.propose(request.scene().view)
    except PartnernetzError:
        return False
    return True


def _are_there(scene: Scene, one: identity.Proposal) -> bool:
    """Whether both records are: of those judged, one may have been withdrawn since."""
    names = [scene.view.resolve(name) for name in (one.left, one.right)] if one.judgement else []
    return all(scene.record(name) for name in names)


def _nodes(scene: Scene, found: Sequence[identity.Proposal]) -> list[Proposal]:
    """The proposals with the records as they are read now: of those judged to be the same, twice the one."""
    names = [(scene.view.resolve(one.left), scene.view.resolve(one.right)) for one in found]
    scene.gather(name for pair in names for name in pair)
    pairs = ((scene.one(left), scene.one(right)) for left, right in names)
    return [Proposal(pair=pair, domain=one) for pair, one in zip(pairs, found, strict=True)]
