# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a world to the columns that networks are built of, with a network's filter applied before anything counts."""

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

import numpy as np

from graph.model import Number, ParticipationKey, Record, TieKey
from graph.network_material import NO_SIDE, Material, Members, Ties, Topics, numbers
from graph.selection import NetworkFilter
from graph.stores.matching import Matcher
from graph.stores.world import World


def material(world: World, matcher: Matcher, wanted: NetworkFilter) -> Material:
    """The columns of one world; the filter's stakeholders are a mask, its cooperations are all there are."""
    stakeholders = world.of_type("stakeholder")
    cooperations = [found for found in world.of_type("cooperation") if matcher.matches(found, wanted.cooperation)]
    people, works = _places(stakeholders), _places(cooperations)
    roles = tuple(concept.code for concept in world.kinds.concepts("roles"))
    tie_kinds = tuple(concept.code for concept in world.kinds.concepts("tie_kinds"))
    members = [record for record in world.of_type("participation") if _cooperation(record) in works]
    ties = world.of_type("tie")
    return Material(
        stakeholders=tuple(people),
        cooperations=tuple(works),
        members=_members(members, people, works, roles),
        roles=roles,
        tying=frozenset(rule.code for rule in world.kinds.roles() if rule.ties_parties),
        admitted=np.array([_is_admitted(record, world, matcher, wanted) for record in stakeholders], dtype=np.bool_),
        weights=np.array([_number(record, "weight", 1.0) for record in cooperations], dtype=np.float64),
        distances=np.array([_number(record, "distance", np.nan) for record in cooperations], dtype=np.float64),
        topics=_topics(cooperations),
        ties=_ties(ties, people, tie_kinds),
        tie_kinds=tie_kinds,
        participation_ids=_naming(members),
        tie_ids=_naming(ties),
    )


def _places(records: Sequence[Record]) -> dict[str, int]:
    return {record.id: place for place, record in enumerate(records)}


def _cooperation(record: Record) -> str:
    assert isinstance(record.key, ParticipationKey)
    return record.key.cooperation


def _is_admitted(record: Record, world: World, matcher: Matcher, wanted: NetworkFilter) -> bool:
    is_asked_for = wanted.include_persons or not world.is_person(record.id)
    return is_asked_for and matcher.matches(record, wanted.stakeholder)


def _number(record: Record, name: str, otherwise: float) -> float:
    fact = record.one(name)
    return float(fact.value.number) if fact and isinstance(fact.value, Number) else otherwise


def _members(
    records: Sequence[Record], people: dict[str, int], works: dict[str, int], roles: tuple[str, ...]
) -> Members:
    keys = [record.key for record in records if isinstance(record.key, ParticipationKey)]
    return Members(
        cooperation=numbers([works[key.cooperation] for key in keys]),
        stakeholder=numbers([people[key.stakeholder] for key in keys]),
        role=numbers([roles.index(key.role) for key in keys]),
        side=numbers([people[key.side] if key.side else NO_SIDE for key in keys]),
        participation=numbers(range(len(keys))),
    )


def _ties(records: Sequence[Record], people: dict[str, int], kinds: tuple[str, ...]) -> Ties:
    keys = [record.key for record in records if isinstance(record.key, TieKey)]
    return Ties(
        subject=numbers([people[key.subject] for key in keys]),
        object=numbers([people[key.object] for key in keys]),
        kind=numbers([kinds.index(key.kind) for key in keys]),
        tie=numbers(range(len(keys))),
    )


def _topics(cooperations: Sequence[Record]) -> Topics:
    codes = [record.codes("topic") for record in cooperations]
    known = sorted({code for group in codes for code in group})
    place = {code: at for at, code in enumerate(known)}
    starts = list(accumulate((len(group) for group in codes), initial=0))
    return Topics(known, numbers(starts), numbers([place[code] for group in codes for code in group]))


def _naming(records: Sequence[Record]) -> Callable[[Sequence[int]], Sequence[str]]:
    names: Iterable[str] = (record.id for record in records)
    listed = tuple(names)
    return lambda rows: [listed[row] for row in rows]
