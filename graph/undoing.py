# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Undoing a revision, as a new one: what it brought leaves, what it took comes back, who was merged stands apart.

What later revisions made of it stays: where a statement that the revision put in the place of another has itself been
replaced since, the other one does not come back.
"""

from dataclasses import replace

from graph.errors import BadInput
from graph.ids import type_of
from graph.model import Claim
from graph.stores.protocol import Change, Past, Store

Topic = tuple[str, str, str, str]


def undoing(store: Store, number: int, *, author: str, reason: str = "") -> Change:
    """The change that undoes a revision.

    Raises:
        UnknownRevision: there is none with this number.
        BadInput: it erased something, which nothing brings back.
    """
    past = store.past(number)
    if past.erases:
        raise BadInput(f"Revision {number} erased something: that is for good.", "What was erased cannot come back.")
    message = f"reverted revision {number}" + (f": {reason}" if reason else "")
    return Change(
        author,
        message,
        [replace(claim, id="", entered=0, left=None) for claim in _coming_back(past)],
        leave=tuple(claim.id for claim in past.entered if claim.left is None),
        merge=tuple(pair for pair in past.freed if not is_joined(pair[0])),
        unmerge=tuple(name for name in past.merged if not is_joined(name)),
        hold=past.released,
        release=past.held,
    )


def _coming_back(past: Past) -> list[Claim]:
    replaced = {_topic(claim) for claim in past.entered}
    standing = {_topic(claim) for claim in past.entered if claim.left is None}
    return [claim for claim in past.left if _topic(claim) not in replaced or _topic(claim) in standing]


def _topic(claim: Claim) -> Topic:
    """Who speaks of what: a statement takes the place of another with the same topic."""
    return (claim.record, claim.property, claim.source, claim.feed)


def is_joined(name: str) -> bool:
    """Whether it is a participation or tie: these are merged, and come apart, with the records that they join."""
    return type_of(name) in ("participation", "tie")
