# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What costs nothing but is worth a look: records nobody will see, sides that are no parties, ends before beginnings.

All of them are warnings, in the order in which the records are first spoken of.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from graph.dates import PartialDate
from graph.kinds import Kinds
from graph.model import ParticipationKey
from loaders.loader import FEED, NOWHERE, Problem, Severity
from loaders.minutes import Minutes
from loaders.repeated import repeated_rows, shared_identifiers

NAMES = {"stakeholder": "label", "cooperation": "label", "event": "label", "note": "text", "source": "title"}
"""Under which property the records of a type are called."""
Doubt = tuple[int, int, Problem]
"""Number of the record, place among its doubts, problem."""


def doubts(minutes: Minutes, kinds: Kinds, first: Sequence[int]) -> list[Problem]:
    """The warnings of a load.

    Args:
        first: of each record its first statement that may be written; -1 where there is none.
    """
    found = [*_unseen(minutes, first), *_turned(minutes), *_strange(minutes, kinds, first)]
    found += [*shared_identifiers(minutes, kinds), *repeated_rows(minutes)]
    return [
        one if one.place is not NOWHERE else replace(one, place=minutes.place(first[record]))
        for record, _, one in sorted(found, key=lambda each: each[:2])
    ]


def _doubt(code: str, message: str, hint: str, about: str) -> Problem:
    """A warning, the place of which is still to be found."""
    return Problem(Severity.WARNING, code, message, hint=hint, about=about)


def _unseen(minutes: Minutes, first: Sequence[int]) -> Iterator[Doubt]:
    """Records that lack what the public must know."""
    hint = "The public sees only what has both."
    said = {needed: np.zeros(len(first), np.bool_) for needed in ("kind", *NAMES.values())}
    for needed, has in said.items():
        has[minutes.about[minutes.saying(needed)]] = True
    told = {needed: has.tobytes() for needed, has in said.items()}
    for record, type_name in enumerate(minutes.types):
        if type_name not in NAMES or (told["kind"][record] and told[NAMES[type_name]][record]) or first[record] < 0:
            continue
        key = minutes.keys[record]
        for place, needed in enumerate(("kind", NAMES[type_name])):
            if not told[needed][record] and (type_name, key) != ("source", FEED):
                message = f'The {type_name} "{key}" has no {needed}.'
                yield record, place, _doubt("NOT_SHOWN", message, hint, f"{type_name}/{key}")


def _turned(minutes: Minutes) -> Iterator[Doubt]:
    """Records that end before they start."""
    ended, starts = _dated(minutes, minutes.of("ends")), dict[int, PartialDate]()
    ends = {record: date for record, (_, date) in ended.items()}
    if ends:
        among = minutes.saying("starts") & np.isin(minutes.about, np.fromiter(ends, np.int32, len(ends)))
        starts = {record: date for record, (_, date) in _dated(minutes, np.flatnonzero(among).tolist()).items()}
    names: list[str] = []
    for record, start in starts.items():
        end = ends[record]
        if end.last < start.first:
            names = names or list(minutes.names)
            message = f'"{names[record]}" ends ({end}) before it starts ({start}).'
            place = minutes.place(ended[record][0])
            yield record, 2, replace(_doubt("BAD_PERIOD", message, "Exchange the two?", names[record]), place=place)


def _dated(minutes: Minutes, numbers: Sequence[int]) -> dict[int, tuple[int, PartialDate]]:
    """The first of these dates of each record, and the statement that says it."""
    found: dict[int, tuple[int, PartialDate]] = {}
    for number in numbers:
        value = minutes.values[number]
        if isinstance(value, PartialDate):
            found.setdefault(minutes.records[number], (number, value))
    return found


def _strange(minutes: Minutes, kinds: Kinds, first: Sequence[int]) -> Iterator[Doubt]:
    """Participations on the side of somebody who is neither party nor lead."""
    tying = {rule.code for rule in kinds.roles() if rule.ties_parties}
    sided = {key.cooperation for key in minutes.keys if type(key) is ParticipationKey and key.side}
    heads: dict[str, list[str]] = defaultdict(list)
    for at, key in zip(first, minutes.keys, strict=True) if sided else ():
        if at >= 0 and type(key) is ParticipationKey and key.role in tying and key.cooperation in sided:
            heads[key.cooperation].append(key.stakeholder)
    names: list[str] = []
    for number, key in enumerate(minutes.keys) if sided else ():
        if type(key) is not ParticipationKey or not key.side or first[number] < 0:
            continue
        if key.side not in heads.get(key.cooperation, ()):
            names = names or list(minutes.names)
            message = f'"{key.side}" is no party or lead of "{key.cooperation}".'
            yield number, 3, _doubt("STRANGE_SIDE", message, "So it is tied to nobody.", names[number])
