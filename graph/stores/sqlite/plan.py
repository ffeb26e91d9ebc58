# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which properties become columns, for each record type, and what stands in a column where nothing is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.ids import RECORD_TYPES
from graph.kinds import Kinds

VERSION = "1"
"""Of columns and folding: what was made under another version is made anew."""

CODED: Mapping[str, tuple[str, ...]] = {
    "stakeholder": ("kind", "level", "country"),
    "cooperation": ("kind", "formality", "status", "topic", "instrument"),
    "event": ("kind", "topic", "country"),
    "note": ("kind", "topic"),
    "source": ("kind",),
}
DATED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("stakeholder", "cooperation", "participation", "tie", "event"), ("starts", "ends")),
    "source": ("published",),
}
NUMBERS: Mapping[str, tuple[str, ...]] = {"cooperation": ("weight", "distance")}
STATES: Mapping[str, tuple[str, ...]] = {"cooperation": ("funding",)}
LABELS = ("label", "title", "text")
SURE = ("holds", "kind", "text")
"""The first of these that is stated says how certain the record is."""
NAMING = ("label", "title", "alias", "subtitle", "abbreviation")
DETAILS = ("description", "text", "result")
REFERENCES: Mapping[str, tuple[str, ...]] = {"event": ("participant", "cooperation"), "note": ("about",)}
Properties = Sequence[str]
NOT_STATED = 3
NO_DATE = -1
NO_CODE = -1


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of one record type under one vocabulary."""

    type_name: str
    single: frozenset[str]
    """Coded properties with one value."""
    many: frozenset[str]
    """Coded properties with several."""
    dated: tuple[str, ...]
    numbers: tuple[str, ...]
    states: tuple[str, ...]
    references: tuple[str, ...]
    folded: frozenset[str]
    """Properties whose folding decides a column."""
    per_language: frozenset[str]
    several: frozenset[str]
    """Properties whose values are all shown."""
    cells: Mapping[str, tuple[str, float]]
    """Column → its numpy type, and what stands where nothing is said."""
    pairs: tuple[str, ...]


def plans(kinds: Kinds) -> tuple[Plan, ...]:
    """The plan of every record type, in the order of their numbers."""
    return tuple(_plan(name, kinds) for name in RECORD_TYPES)


def _plan(name: str, kinds: Kinds) -> Plan:
    rules = {rule.name: rule for rule in kinds.properties(name)}
    coded = [code for code in CODED.get(name, ()) if code in rules]
    dated = tuple(date for date in DATED.get(name, ()) if date in rules)
    numbers = tuple(number for number in NUMBERS.get(name, ()) if number in rules)
    states = tuple(state for state in STATES.get(name, ()) if state in rules)
    references = tuple(found for found in REFERENCES.get(name, ()) if found in rules)
    named = ("named",) if "named" in rules else ()
    said = (*coded, *dated, *numbers, *states, *references, *named, *LABELS, *SURE, *NAMING, *DETAILS, "identifier")
    single = frozenset(code for code in coded if not rules[code].many)
    return Plan(
        name,
        single=single,
        many=frozenset(coded) - single,
        dated=dated,
        numbers=numbers,
        states=states,
        references=references,
        folded=frozenset(said) & rules.keys(),
        per_language=frozenset(rule.name for rule in rules.values() if rule.per_language and not rule.many),
        several=frozenset(rule.name for rule in rules.values() if rule.many),
        cells=_cells(name, (coded, dated, numbers, states), single),
        pairs=(*sorted(frozenset(coded) - single), *references, "source"),
    )


_ALWAYS: Mapping[str, tuple[str, float]] = {
    "there": ("?", 0),
    "stamp": ("i4", 0),
    "internal": ("?", 0),
    "hides": ("?", 0),
    "certainty": ("i1", 0),
    "bounded": ("?", 0),
}
"""Seen; revision of the last change; visibility of the record; whether some claim is not seen; certainty; whether some
claim has a validity of its own."""
_OF_TYPE: Mapping[str, Mapping[str, tuple[str, float]]] = {
    "stakeholder": {"named": ("?", 1)},
    "participation": {"whole": ("i4", -1), "member": ("i4", -1), "side": ("i4", -1), "role": ("i2", NO_CODE)},
    "tie": {"subject": ("i4", -1), "object": ("i4", -1), "kind": ("i2", NO_CODE), "kind_state": ("i1", NOT_STATED)},
    "source": {"open": ("?", 0), "youth": ("i4", 0)},
}


def _cells(name: str, said: tuple[Properties, ...], single: frozenset[str]) -> Mapping[str, tuple[str, float]]:
    coded, dated, numbers, states = said
    cells = {**_ALWAYS, **_OF_TYPE.get(name, {})}
    cells |= {f"{code}_state": ("i1", NOT_STATED) for code in (*coded, *dated, *states)}
    cells |= dict.fromkeys(sorted(single), ("i2", NO_CODE))
    cells |= {f"{date}_{end}": ("i4", NO_DATE) for date in dated for end in ("first", "last")}
    cells |= {number: ("f8", 1.0 if number == "weight" else float("nan")) for number in numbers}
    return cells
