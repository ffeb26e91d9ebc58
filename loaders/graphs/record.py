# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of one node or edge say of one record; what does not fit is kept as an attribute, and said so.

Latitude and longitude make one point. A label that stands in a language as well is not said twice, and a second one in
no language is an alias.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.errors import UnknownCode
from graph.kinds import Kinds, Property
from graph.model import Certainty, Passage, Point, Text, Value, ValueState
from loaders.graphs.names import LATITUDE, LONGITUDE, Names
from loaders.graphs.parts import ALWAYS, Field
from loaders.graphs.values import Values
from loaders.loader import Place, Problem, RecordKey, Said, Severity
from loaders.mapping.meaning import ColumnMapping, Constant, Other
from loaders.tables.cell_numbers import point_of
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import Saying

QUIET = frozenset({"type", "typ", "art", "category", "kategorie", "relation", "relationship", "тип"})
"""Names that mean a kind only where their value is one."""
MAX_TEXT = 20_000
"""The longest text, in characters."""
MAX_NAME = 100
"""The longest name of an attribute, in characters."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that a node or edge is, and where the node or edge stands."""

    type: str
    key: RecordKey
    place: Place
    locator: str

    def said(self, name: str, saying: Saying, one: Field | None = None) -> Said:
        """A statement of the file about the record, made by a field, else by the node or edge as a whole."""
        where = one.locator if one else self.locator
        valid = one.valid if one else ALWAYS
        return Said(
            self.type,
            self.key,
            name,
            *saying,
            passages=(Passage(where),),
            valid_from=valid.starts,
            valid_to=valid.ends,
            place=self.place._replace(where=where),
        )

    def stated(self, name: str, value: Value | None, one: Field | None = None) -> Said:
        """A statement of a value."""
        return self.said(name, (value, ValueState.STATED), one)

    def supposed(self, name: str, value: Value) -> Said:
        """What the record is taken for where the file does not say."""
        return self.stated(name, value)._replace(certainty=Certainty.INFERRED)


@dataclass(slots=True)
class Told:
    """What has been found of one record."""

    said: list[Said] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether something is said under that property."""
        return any(one.property == name for one in self.said)

    def all(self) -> Iterator[Problem | Said]:
        """The problems, then the statements."""
        yield from self.problems
        yield from self.said

    def states(self, name: str) -> bool:
        """Whether a value is said under that property, not only that it is unknown."""
        return any(one.property == name and one.value is not None for one in self.said)

    def labels(self) -> list[Text]:
        """What it is called."""
        return [one.value for one in self.said if one.property == "label" and isinstance(one.value, Text)]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping says of records of one type."""

    columns: Mapping[str, ColumnMapping] = field(default_factory=dict)
    constants: tuple[Constant, ...] = ()
    other: Other = Other.ATTRIBUTE


class Speaker:
    """Turns the fields of records of one type into statements."""

    def __init__(self, type_name: str, kinds: Kinds, values: Values, mapped: Mapped | None = None) -> None:
        """The type of the records, and what a mapping says of all of them; None: names decide."""
        self._type, self._kinds, self._values = type_name, kinds, values
        mapped = mapped or Mapped()
        self._names = Names(type_name, kinds, mapped.columns, mapped.other)
        self._constants = mapped.constants

    def told(self, subject: Subject, fields: Iterable[Field]) -> Told:
        """What the fields say of the record."""
        told, halves = Told(), dict[str, Field]()
        for one in fields:
            column = self._names.meaning(one.name)
            if not column.property or not one.text.strip():
                continue
            if len(one.text) > MAX_TEXT:
                wrong = WrongCell(
                    "TOO_LONG", f"{_short(one.name)} has more than {MAX_TEXT:,} characters.", "Shorten it."
                )
                told.problems.append(_warning(subject, one, wrong))
                continue
            if column.property == "point" and column.inside:
                halves[LATITUDE if column.inside.startswith("lat") else LONGITUDE] = one
            else:
                self._field(subject, one, column, told)
        if halves:
            self._point(subject, halves, told)
        for constant in self._constants:
            one = Field(constant.column.property, constant.text, subject.locator)
            self._field(subject, one, constant.column, told)
        spoken = {label.text for label in told.labels() if label.lang}
        told.said = [one for one in told.said if not _is_repeated(one, spoken)]
        return told

    def _field(self, subject: Subject, one: Field, column: ColumnMapping, told: Told) -> None:
        rule = self._rule(column.property)
        try:
            if rule is None:
                raise WrongCell("UNKNOWN_CODE", f'A {self._type} has no "{column.property[:40]}".', "Leave it out.")
            if rule.carries == "name":
                self._attribute(subject, one, column.inside, told)
            else:
                for saying in self._values.sayings(one.text, rule, column):
                    self._saying(subject, one, rule, saying=saying, told=told)
        except WrongCell as wrong:
            self._misfit(subject, one, wrong, told)

    def _saying(self, subject: Subject, one: Field, rule: Property, *, saying: Saying, told: Told) -> None:
        value = saying[0]
        if rule.name == "label" and isinstance(value, Text):
            labels = {label.lang: label.text for label in told.labels()}
            if labels.get(value.lang) == value.text:
                return
            if value.lang in labels and self._rule("alias"):
                told.said.append(subject.said("alias", saying, one))
                return
        if not rule.many and told.has(rule.name) and not rule.per_language and one.valid.is_open:
            # Two attributes that mean one thing: the first one counts.
            self._attribute(subject, one, one.name, told)
        else:
            told.said.append(subject.said(rule.name, saying, one))

    def _attribute(self, subject: Subject, one: Field, name: str, told: Told) -> None:
        value = self._values.attribute(one.text, is_number=one.is_number)
        told.said.append(subject.stated(f"attribute:{_short(name)}", value, one))

    def _misfit(self, subject: Subject, one: Field, wrong: WrongCell, told: Told) -> None:
        """Kept as an attribute, with a warning where its name promised more."""
        self._attribute(subject, one, one.name, told)
        if wrong.code != "UNKNOWN_CODE" or one.name.casefold() not in QUIET:
            kept = f' It is kept as attribute "{_short(one.name)}".'
            told.problems.append(_warning(subject, one, wrong, kept))

    def _point(self, subject: Subject, halves: Mapping[str, Field], told: Told) -> None:
        first = next(iter(halves.values()))
        try:
            told.said.append(subject.stated("point", _point(halves), first))
        except WrongCell as wrong:
            self._misfit(subject, first, wrong, told)
            for other in list(halves.values())[1:]:
                self._attribute(subject, other, other.name, told)

    def _rule(self, name: str) -> Property | None:
        try:
            return self._kinds.property(self._type, name)
        except UnknownCode:
            return None


def _warning(subject: Subject, one: Field, wrong: WrongCell, kept: str = "") -> Problem:
    place = subject.place._replace(where=one.locator)
    return Problem(Severity.WARNING, wrong.code, wrong.message + kept, place, wrong.hint)


def _point(halves: Mapping[str, Field]) -> Point:
    if len(halves) < 2:
        raise WrongCell("BAD_POINT", "A point needs latitude and longitude.", "Add the other one.")
    return point_of(f"{halves[LATITUDE].text.strip()}; {halves[LONGITUDE].text.strip()}")


def _is_repeated(one: Said, spoken: set[str]) -> bool:
    return one.property == "label" and isinstance(one.value, Text) and not one.value.lang and one.value.text in spoken


def _short(name: str) -> str:
    return " ".join(name.split())[:MAX_NAME] or "?"
