# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load says of each record, as far as its id, its visibility and its identity depend on it.

One pass over the statements; each keeps the name of the record that it is about, so that nobody makes it twice.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import PartialDate
from graph.identity.kindred import Kindred
from graph.identity.periods import Span
from graph.identity.profile import Profile, profile
from graph.identity.profile import Said as Values
from graph.kinds import Kinds
from graph.model import Identifier, Term, Text, Value, Visibility
from loaders.gathered import NAMES
from loaders.loader import Place, Said, record_name

_COMPARED = frozenset({"country", "level", "identifier", "point", "named"})
_DATES = frozenset({"starts", "ends"})
_NOTED = frozenset({"kind", "alias", "visibility", *NAMES.values(), *_COMPARED, *_DATES})
_CELL = re.compile(r"(.*![$]?)[A-Z]+([$]?\d+)")


@dataclass(slots=True)
class About:
    """What is said of one record."""

    first: Said
    kinds: list[str] = field(default_factory=list)
    labels: list[tuple[Text, str]] = field(default_factory=list)
    """Labels that are not internal, each with the source that says it."""
    called: list[str] = field(default_factory=list)
    """Labels and aliases, internal ones too."""
    values: list[tuple[str, Value]] = field(default_factory=list)
    """What identity is judged by, beside names and kinds."""
    dates: list[tuple[str, str, PartialDate]] = field(default_factory=list)
    """Row, starts or ends, date."""
    visibility: str = ""

    @property
    def identifiers(self) -> list[Identifier]:
        """What registers call it."""
        return [value for _, value in self.values if isinstance(value, Identifier)]

    @property
    def span(self) -> Span:
        """From when to when it is, whatever rows say so."""
        starts = min((date for _, name, date in self.dates if name == "starts"), key=_first, default=None)
        ends = max((date for _, name, date in self.dates if name == "ends"), key=_last, default=None)
        return Span(starts, ends)

    def profile(self, record: str, kindred: Kindred) -> Profile:
        """What the rules of identity compare."""
        return profile(record, Values(self.called, self.kinds, self.values), kindred)


def _first(date: PartialDate) -> int:
    return date.first


def _last(date: PartialDate) -> int:
    return date.last


@dataclass(frozen=True, slots=True)
class Spoken:
    """The records of a load by name, in order of mention, and of each statement the name of its record."""

    records: Mapping[str, About]
    names: Sequence[str]


def spoken(said: Sequence[Said]) -> Spoken:
    """What a load says of each record.

    Cost: O(statements), about a microsecond each.
    """
    records: dict[str, About] = {}
    names: list[str] = []
    last, about = None, None
    for one in said:
        if last is None or one.key is not last.key or one.type is not last.type:
            name = one.about
            about = records.get(name) or records.setdefault(name, About(one))
            last = one
        names.append(name)
        if one.property in _NOTED and about is not None:
            _note(one, about)
    return Spoken(records, names)


def _note(one: Said, about: About) -> None:
    value = one.value
    match one.property:
        case "kind" if isinstance(value, Term):
            about.kinds.append(value.code)
        case "visibility" if isinstance(value, Text):
            about.visibility = about.visibility or value.text
        case "starts" | "ends" if isinstance(value, PartialDate):
            about.dates.append((row_of(one.place), one.property, value))
        case name if name in _COMPARED and value is not None:
            about.values.append((name, value))
        case name if isinstance(value, Text) and (name == NAMES.get(one.type) or name == "alias"):
            about.called.append(value.text)
            if name != "alias" and one.visibility is not Visibility.INTERNAL:
                about.labels.append((value, record_name("source", one.source)))


def row_of(place: Place) -> str:
    """What tells the rows of a file apart: line, row of a sheet, or element.

    Example:
        >>> row_of(Place("p.xlsx", where="Partners!C7")), row_of(Place("p.csv", 12, 3))
        ('p.xlsx:0:Partners!7', 'p.csv:12:')
    """
    cell = _CELL.fullmatch(place.where)
    return f"{place.file}:{place.line}:{cell[1] + cell[2] if cell else place.where}"


def handle(name: str) -> str:
    """How a change calls the new record of a name."""
    return f"+{name}"


class Closed:
    """Which records of a load are internal, and so what speaks of them."""

    def __init__(self, records: Mapping[str, About], kinds: Kinds) -> None:
        private = {rule.code for rule in kinds.stakeholder_kinds() if rule.default_visibility == "internal"}
        self._names = {name for name, about in records.items() if _is_internal(about, private)}

    def __bool__(self) -> bool:
        return bool(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names


def _is_internal(about: About, private: set[str]) -> bool:
    if about.visibility or about.first.type != "stakeholder":
        return about.visibility == "internal"
    return not private.isdisjoint(about.kinds)
