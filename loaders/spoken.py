# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load says of each record, as far as its id, its visibility and its identity depend on it.

One pass over the statements of which it depends. Of participations and ties, which are many, nothing is kept but how
often they are dated; their dates are read when they are needed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.dates import PartialDate
from graph.identity.kindred import Kindred
from graph.identity.periods import Span
from graph.identity.profile import Profile, profile
from graph.identity.profile import Said as Values
from graph.kinds import Kinds
from graph.model import Identifier, Term, Text, Value, Visibility
from loaders.doubts import NAMES
from loaders.loader import Place, record_name
from loaders.minutes import Form, Minutes

_COMPARED = frozenset({"country", "level", "identifier", "point", "named"})
_DATES = ("starts", "ends")
_NOTED = ("kind", "alias", "visibility", *NAMES.values(), *_COMPARED, *_DATES)
_CELL = re.compile(r"(.*![$]?)[A-Z]+([$]?\d+)")


@dataclass(slots=True)
class About:
    """What is said of one record that is no relation."""

    type: str
    number: int
    kinds: tuple[str, ...] = ()
    labels: tuple[tuple[Text, str], ...] = ()
    """Labels that are not internal, each with the source that says it."""
    called: tuple[str, ...] = ()
    """Labels and aliases, internal ones too."""
    values: tuple[tuple[str, Value], ...] = ()
    """What identity is judged by, beside names and kinds."""
    starts: PartialDate | None = None
    """The earliest of those stated."""
    ends: PartialDate | None = None
    """The latest of those stated."""
    visibility: str = ""

    @property
    def identifiers(self) -> list[Identifier]:
        """What registers call it."""
        return [value for _, value in self.values if isinstance(value, Identifier)]

    @property
    def span(self) -> Span:
        """From when to when it is, whatever rows say so."""
        return Span(self.starts, self.ends)

    def profile(self, record: str, kindred: Kindred) -> Profile:
        """What the rules of identity compare."""
        return profile(record, Values(list(self.called), list(self.kinds), list(self.values)), kindred)


class Spoken:
    """The records of a load: those with keys of their own by name, relations by number, both in order of mention."""

    def __init__(self, minutes: Minutes) -> None:
        """Cost: O(statements), about a microsecond for each that is noted."""
        self.minutes = minutes
        self._first = minutes.first()
        self.names: Sequence[str] = list(minutes.names)
        """Of each record."""
        self.records: Mapping[str, About] = {
            name: About(type_name, number)
            for number, (name, type_name, key) in enumerate(zip(self.names, minutes.types, minutes.keys, strict=True))
            if self._first[number] >= 0 and type(key) is str
        }
        self.relations: Sequence[int] = [
            number for number, key in enumerate(minutes.keys) if self._first[number] >= 0 and type(key) is not str
        ]
        self._note()

    def __len__(self) -> int:
        return len(self.records) + len(self.relations)

    def place(self, name: str) -> Place:
        """Where a record is first spoken of."""
        return self.minutes.place(self._first[self.minutes.names[name]])

    def _note(self) -> None:
        minutes = self.minutes
        forms, values, records, kept_as = minutes.forms, minutes.values, minutes.records, minutes.kept_as
        abouts: list[About | None] = [self.records.get(name) for name in self.names]
        for number in minutes.of(*_NOTED):
            about, value = abouts[records[number]], values[number]
            if about is not None and value is not None:
                _note(forms[kept_as[number]], value, about)

    # -------------------------------------------------------------- relations

    def dated(self, at_least: int) -> list[int]:
        """The relations of which so many dates are stated."""
        numbers = self._dates_of_relations()
        counts = np.bincount(self.minutes.about[numbers], minlength=len(self.names))
        return np.flatnonzero(counts >= at_least).tolist()

    def dates(self, relations: Sequence[int]) -> Mapping[int, Mapping[str, Span]]:
        """Of relations the period that each row says, by row; of those without dates nothing."""
        minutes, found = self.minutes, dict[int, dict[str, Span]]()
        numbers = self._dates_of_relations()
        wanted = np.isin(minutes.about[numbers], np.array(relations, np.int32))
        for number in np.asarray(numbers, np.int64)[wanted].tolist():
            name, value = minutes.forms[minutes.kept_as[number]].property, minutes.values[number]
            assert isinstance(value, PartialDate)
            rows = found.setdefault(minutes.records[number], {})
            row = row_of(minutes.place(number))
            span = rows.get(row, _NEVER)
            rows[row] = Span(value, span.ends) if name == "starts" else Span(span.starts, value)
        return found

    def _dates_of_relations(self) -> list[int]:
        minutes = self.minutes
        return [
            number
            for number in minutes.of(*_DATES)
            if type(minutes.keys[minutes.records[number]]) is not str
            and isinstance(minutes.values[number], PartialDate)
        ]


_NEVER = Span()


def _note(form: Form, value: Value, about: About) -> None:
    name = form.property
    if name == "kind" and isinstance(value, Term):
        about.kinds += (value.code,)
    elif name == "visibility" and isinstance(value, Text):
        about.visibility = about.visibility or value.text
    elif isinstance(value, PartialDate) and name == "starts":
        about.starts = value if about.starts is None or value.first < about.starts.first else about.starts
    elif isinstance(value, PartialDate) and name == "ends":
        about.ends = value if about.ends is None or value.last > about.ends.last else about.ends
    elif name in _COMPARED:
        about.values += ((name, value),)
    elif isinstance(value, Text) and (name == "alias" or name == NAMES.get(form.type)):
        about.called += (value.text,)
        if name != "alias" and form.visibility is not Visibility.INTERNAL:
            about.labels += ((value, record_name("source", form.source)),)


def row_of(place: Place) -> str:
    """What tells the rows of a file apart: line, row of a sheet, or element.

    Example:
        >>> row_of(Place("p.xlsx", where="Partners!C7")), row_of(Place("p.csv", 12, where="column Ende"))
        ('p.xlsx:0:Partners!7', 'p.csv:12:')
    """
    cell = _CELL.fullmatch(place.where)
    where = "" if place.where.startswith("column ") else place.where
    return f"{place.file}:{place.line}:{cell[1] + cell[2] if cell else where}"


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
    if about.visibility or about.type != "stakeholder":
        return about.visibility == "internal"
    return not private.isdisjoint(about.kinds)
