# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What ties each link, as its fields: kind and times of the cooperations, or the kind of the ties.

A link that several kinds tie has all of them under `kinds`; one that anything without a date ties has no time. What
the public does not see is marked, link by link.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from graph.dates import PartialDate
from graph.model import Audience, Record, TieKey, Visibility
from graph.network import Links, Network
from graph.network_via import Pair, tie_pairs, via_pairs
from graph.selection import Projection
from graph.stores.protocol import View

BATCH = 5000
"""Links asked for at once."""

Times = tuple[tuple[str, str], ...]
NO_TIMES: Times = ()


@dataclass(frozen=True, slots=True)
class LinkFields:
    """What is said of one link beside its weight."""

    NAMES: ClassVar[tuple[str, ...]] = ("kind", "kinds", "starts", "ends", "visibility")

    words: Mapping[str, str] = field(default_factory=dict)
    times: Times = NO_TIMES


def link_fields(view: View, network: Network, links: Links) -> Iterator[LinkFields]:
    """The fields of each link, in order."""
    for first in range(0, len(links), BATCH):
        last = min(first + BATCH, len(links))
        pairs = [(int(links.source[place]), int(links.target[place])) for place in range(first, last)]
        tying = _tying(view, network, pairs)
        ids = sorted({name for one in tying for name in (*one.by, *one.through)})
        known = {record.id: record for record in view.records(ids) if record is not None}
        for one in tying:
            found = _fields([known[name] for name in one.by if name in known])
            yield _marked(found, [known[name] for name in (*one.by, *one.through) if name in known])


@dataclass(frozen=True, slots=True)
class _Tying:
    """The records that tie a pair: cooperations or ties, and the participations in the former."""

    by: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


def _tying(view: View, network: Network, pairs: Sequence[Pair]) -> Sequence[_Tying]:
    if network.projection is Projection.STRUCTURE:
        return [_Tying(ties) for ties in tie_pairs(network, pairs)]
    if network.projection is Projection.TWO_MODE_TOPIC:
        return [_Tying()] * len(pairs)
    is_internal = view.audience is Audience.INTERNAL
    is_two_mode = network.projection is Projection.TWO_MODE
    return [
        _Tying(
            () if is_two_mode else tuple(way.cooperation for way in ways),
            tuple(end for way in ways for end in (way.mine, way.theirs) if end) if is_internal else (),
        )
        for ways in via_pairs(network, pairs)
    ]


def _marked(found: LinkFields, records: Sequence[Record]) -> LinkFields:
    """With the mark that not everybody may see it: whoever loads the file again must not make it public."""
    if all(record.visibility is Visibility.PUBLIC for record in records):
        return found
    return LinkFields({**found.words, "visibility": "internal"}, found.times)


def _fields(records: Sequence[Record]) -> LinkFields:
    kinds = sorted({kind for record in records if (kind := _kind(record))})
    words = {"kind": kinds[0]} if len(kinds) == 1 else {"kinds": "; ".join(kinds)} if kinds else {}
    periods = [(_date(record, "starts"), _date(record, "ends")) for record in records]
    if not periods or any(starts is None and ends is None for starts, ends in periods):
        return LinkFields(words)
    outer = _outer(periods)
    times = tuple(sorted({(_text(starts), _text(ends)) for starts, ends in periods}))
    return LinkFields({**words, **outer}, times)


def _outer(periods: Sequence[tuple[PartialDate | None, PartialDate | None]]) -> dict[str, str]:
    """The first beginning and the last end, where all are known."""
    starts = [one for one, _ in periods if one is not None]
    ends = [one for _, one in periods if one is not None]
    found: dict[str, str] = {}
    if len(starts) == len(periods):
        found["starts"] = min(starts, key=lambda one: (one.first, one.last)).text
    if len(ends) == len(periods):
        found["ends"] = max(ends, key=lambda one: (one.last, one.first)).text
    return found


def _kind(record: Record) -> str:
    return record.key.kind if isinstance(record.key, TieKey) else record.code("kind")


def _date(record: Record, name: str) -> PartialDate | None:
    fact = record.one(name)
    return fact.value if fact is not None and isinstance(fact.value, PartialDate) else None


def _text(date: PartialDate | None) -> str:
    return date.text if date else ""
