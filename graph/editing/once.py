# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same words sent twice make one record: the store keeps under a hash of them which record they made.

So a client may repeat what it is not sure of, whatever has become of the record since. Only the same person's words
count, all of them, with evidence and visibility; once the record is gone, the same words make another one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import count

from graph.editing.desk import Desk
from graph.editing.saying import Joined, Saying
from graph.errors import Gone, UnknownId
from graph.model import key_parts, written


@dataclass(frozen=True, slots=True)
class Once:
    """What is known of some words."""

    origin: str
    """Under which the store keeps the record that they make."""
    record: str = ""
    """The record that they made; "" where there is none."""


def once(desk: Desk, type_name: str, sayings: Sequence[Saying], joined: Sequence[Joined]) -> Once:
    """What these words have made, if they were said before."""
    words = _hash(desk, type_name, sayings, joined)
    for number in count(1):
        origin = f"made:{words}:{number}"
        (made,) = desk.voice.store.origins("", [origin])
        found = _standing(desk, made) if made else ""
        if found or not made:
            return Once(origin, found)
    raise AssertionError  # not reached: the count has no end


def _standing(desk: Desk, name: str) -> str:
    """The record as it is read now; "" if it is gone."""
    try:
        found = desk.view.resolve(name)
    except (UnknownId, Gone):
        return ""
    return found if desk.record(found) else ""


def _hash(desk: Desk, type_name: str, sayings: Iterable[Saying], joined: Iterable[Joined]) -> str:
    told = desk.voice.evidence
    evidence = [told.source, told.locator, told.quote, told.certainty, told.visibility or ""]
    ends = sorted([one.type, *(key_parts(one.key) if one.key else ()), _said(one.sayings)] for one in joined)
    words = json.dumps([desk.voice.person, type_name, evidence, _said(sayings), ends])
    return blake2b(words.encode(), digest_size=15).hexdigest()


def _said(sayings: Iterable[Saying]) -> list[list[str]]:
    return sorted(
        [saying.property, written(given.value) or given.state, *given.valid]
        for saying in sayings
        for given in saying.given
    )
