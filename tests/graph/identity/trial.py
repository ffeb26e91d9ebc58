# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules and the proposals make of a set of pairs, to be held against what a person judged."""

from collections.abc import Mapping
from itertools import permutations

from graph.identity.profile import Profile
from graph.identity.proposals import proposals
from graph.identity.rules import Decision, by_identifier, by_name
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from tests.graph.identity.gold import Body, Gold, told
from tests.graph.stores.contract import Repeatable

Couple = frozenset[Body]
"""Two entries."""


def joined(pairs: Gold, kinds: Kinds) -> set[Couple]:
    """The pairs of all entries that a rule would join, if the one were in the store and the other came."""
    profiles = {body: body.profile(kinds) for body in pairs.bodies}
    found = set()
    for one, other in permutations(pairs.bodies, 2):
        decision = _decided(profiles[one], profiles[other])
        if decision and decision.record:
            found.add(frozenset((one, other)))
    return found


def proposed(pairs: Gold, kinds: Kinds) -> Mapping[Couple, float]:
    """The pairs that are proposed where every entry is a record, with their scores."""
    store, bodies = MemoryStore(kinds, Repeatable()), pairs.bodies
    ids = store.commit(told(bodies)).ids
    names = {ids[f"+{number}"]: body for number, body in enumerate(bodies)}
    found = proposals(store.view(Audience.INTERNAL), {})
    return {frozenset((names[one.left], names[one.right])): one.score for one in found}


def _decided(mine: Profile, theirs: Profile) -> Decision | None:
    if mine.identifiers & theirs.identifiers:
        return by_identifier(mine, [theirs])
    return by_name(mine, [theirs]) if mine.keys & theirs.keys else None
