# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that may be the same, ranked, with reasons in words: a person judges, nothing is merged here.

The score is no probability; it orders. Names are compared by sound and rarity of their words; an equal web host or
identifier adds to it, another country, kind or number takes from it. Two records with different identifiers of a
register that gives one to each body are never proposed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.identity.blocking import Pairs, pairs
from graph.identity.happenings import cooperations, events
from graph.identity.judgement import Judgement, Pair
from graph.identity.material import Material, material
from graph.identity.reasons import Because, Reason
from graph.identity.score import Scorer
from graph.stores.protocol import View

LEAST = 0.5
"""The score from which two records are proposed."""
MOST = 25
"""Proposals for one record: what is near to more than that is near to nothing."""
BLOCK = 20_000
"""Pairs of names that are compared between two looks at the time."""


def _unhurried() -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be the same."""

    left: str
    """The smaller id."""
    right: str
    score: float
    """From 0 to 1."""
    reasons: tuple[Reason, ...]
    """The weightiest first."""
    judgement: Judgement | None = None
    """None: nobody has judged yet."""

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return frozenset((self.left, self.right))


def proposals(
    view: View, judged: Mapping[Pair, Judgement], *, check: Callable[[], None] = _unhurried
) -> list[Proposal]:
    """All that should be looked at or was judged, the likeliest first.

    Args:
        judged: what persons have decided; such pairs come too, and say so.
        check: is called between blocks of the work; what it raises ends it.

    Cost: near-linear in the records; 20,000 stakeholders with as many others in well under 20 s.
    """
    found = {proposal.pair: proposal for proposal in (*_stakeholders(view, check), *_happenings(view, check))}
    for pair, judgement in judged.items():
        left, right = sorted(pair)
        known = found.get(pair) or Proposal(left, right, 1.0 if judgement is Judgement.SAME else 0.0, (_JUDGED,))
        found[pair] = Proposal(left, right, known.score, known.reasons, judgement)
    return sorted(found.values(), key=lambda one: (-one.score, one.left, one.right))


_JUDGED = Reason(Because.JUDGED)


def _stakeholders(view: View, check: Callable[[], None]) -> Iterator[Proposal]:
    """Those of stakeholders, at most `MOST` for each."""
    known = material(view, check)
    scorer, scored = Scorer(known), list[tuple[float, int, int]]()
    for block in _blocks(known, pairs(known.names, known.shared)):
        check()
        scored += scorer.scored(block, LEAST)
    often = [0] * len(known.profiles)
    for score, one, other in sorted(scored, key=lambda found: (-found[0], found[1:])):
        check()
        if often[one] < MOST and often[other] < MOST:
            often[one] += 1
            often[other] += 1
            left, right = sorted((one, other), key=lambda place: known.profiles[place].record)
            ids = (known.profiles[left].record, known.profiles[right].record)
            yield Proposal(*ids, round(score, 3), scorer.reasons(left, right))


def _blocks(known: Material, found: Pairs) -> Iterator[Pairs]:
    """The pairs in blocks; all pairs of names of the same two stakeholders stand in one block."""
    owners = np.sort(np.array([name.owner for name in known.names], np.int64)[found], axis=1)
    order = np.lexsort((owners[:, 1], owners[:, 0]))
    firsts = owners[order, 0]
    # A cut goes back to where its stakeholder begins.
    cuts = np.unique(np.searchsorted(firsts, firsts[BLOCK::BLOCK]))
    yield from np.split(found[order], cuts)


def _happenings(view: View, check: Callable[[], None]) -> Iterator[Proposal]:
    for kind in (cooperations, events):
        check()
        for left, right, score, reason in kind(view):
            yield Proposal(left, right, score, (reason,))
