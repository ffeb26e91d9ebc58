# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the files of a load say, kept briefly: a row of numbers for each statement, and what repeats only once.

A million statements as objects take a gigabyte; as columns they take a tenth of it. Statements and records are called
by their numbers, both in the order of mention. What may not be written is marked, never taken out.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.model import Certainty, Passage, Rank, Value, ValueState, Visibility
from loaders.loader import Place, Problem, RecordKey, Said, Severity, record_name

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int32]
AT_ONCE = 1_000
"""Texts that are kept as one."""
_END = "\x1e"


class Form(NamedTuple):
    """What many statements have in common."""

    type: str
    property: str
    state: ValueState
    source: str
    valid_from: str
    valid_to: str
    certainty: Certainty
    rank: Rank
    visibility: Visibility | None
    file: str
    column: int
    where: str
    """Where in its row, if a column of a table says so; else each statement has its own."""


class Texts:
    """Many short texts, a thousand in one; a text that cannot be kept so is ""."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._last: list[str] = []
        self._read: tuple[int, list[str]] = (-1, [])

    def __len__(self) -> int:
        return AT_ONCE * len(self._parts) + len(self._last)

    def add(self, text: str) -> None:
        """Keeps one more."""
        self._last.append(text)
        if len(self._last) == AT_ONCE:
            self._parts.append(_END.join(self._last))
            self._last = []

    def put(self, number: int, text: str) -> None:
        """Keeps the text of that number; those between are ""."""
        for _ in range(number - len(self)):
            self.add("")
        self.add("" if _END in text else text)

    def __getitem__(self, number: int) -> str:
        if number >= len(self):
            return ""
        part, place = divmod(number, AT_ONCE)
        if part == len(self._parts):
            return self._last[place]
        if self._read[0] != part:
            self._read = (part, self._parts[part].split(_END))
        return self._read[1][place]

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield from part.split(_END)
        yield from self._last

    def cut(self, count: int) -> None:
        """Forgets all but the first ones."""
        part, place = divmod(count, AT_ONCE)
        self._read = (-1, [])
        if part < len(self._parts):
            self._last = self._parts[part].split(_END)
            del self._parts[part:]
        del self._last[place:]


class Minutes:
    """The statements of one load."""

    def __init__(self) -> None:
        self.wrong: dict[str, Place] = {}
        """The records that errors cost, by name, with the place of the first one."""
        self.names: dict[str, int] = {}
        """The records that are spoken of, by the feed's own names, with their numbers."""
        self.types: list[str] = []
        self.keys: list[RecordKey] = []
        """Of each record."""
        self.apart: set[int] = set()
        """The records that the files tell apart from their others of the same parties."""
        self.records = array("i")
        """Of each statement its record."""
        self.kept_as = array("i")
        """Of each statement its form."""
        self.forms: list[Form] = []
        self.values: list[Value | None] = []
        self.live = bytearray()
        """Of each statement whether it may be written."""
        self.cited: dict[int, tuple[Passage, ...]] = {}
        """Of the statements that cite otherwise than by one plain locator, what they cite."""
        self._locators, self._wheres, self._lines = Texts(), Texts(), array("i")
        self._forms: dict[Form, int] = {}
        self._last_forms: dict[tuple[str, str, str, str, int, str], tuple[int, tuple[object, ...]]] = {}
        """The last form of each property; compared before it is looked up, since enumerations hash slowly."""
        self._last_type = ""
        self._last_key: RecordKey | None = None
        self._number = -1

    def __len__(self) -> int:
        return len(self.values)

    # -------------------------------------------------------------- taking down

    def add(self, one: Said, *, live: bool = True) -> None:
        """Takes down a statement."""
        type_name, key, name, value, state, source, passages, since, until, sure, rank, seen_by, place, apart = one
        if key is not self._last_key or type_name is not self._last_type:
            self._number = self._record(type_name, key)
        if apart:
            self.apart.add(self._number)
        file, line, column, where = place
        is_column = where[:7] == "column "
        at = (type_name, name, source, file, column, where if is_column else "")
        more = (state, since, until, sure, rank, seen_by)
        form = self._last_forms.get(at)
        if form is None or more != form[1]:
            form = self._last_forms[at] = (self._form(one, at[-1]), more)
        number = len(self.values)
        self.records.append(self._number)
        self.kept_as.append(form[0])
        self.values.append(value)
        self.live.append(live)
        self._lines.append(line)
        if where and not is_column:
            self._wheres.put(number, where)
        plain = passages[0].locator if len(passages) == 1 else ""
        if not plain or passages[0].quote or passages[0].original or _END in plain:
            self.cited[number], plain = passages, ""
        self._locators.add(plain)

    def _record(self, type_name: str, key: RecordKey) -> int:
        self._last_type, self._last_key = type_name, key
        name = record_name(type_name, key)
        number = self.names.get(name)
        if number is None:
            number = self.names[name] = len(self.types)
            self.types.append(type_name)
            self.keys.append(key)
        return number

    def _form(self, one: Said, where: str) -> int:
        said = (one.type, one.property, one.state, one.source, one.valid_from, one.valid_to)
        form = Form(*said, one.certainty, one.rank, one.visibility, one.place.file, one.place.column, where)
        number = self._forms.get(form)
        if number is None:
            number = self._forms[form] = len(self.forms)
            self.forms.append(form)
        return number

    def note_wrong(self, problems: Iterable[Problem]) -> None:
        """Notes which records errors cost, so that whoever names one can be sent there."""
        for one in problems:
            if one.severity is Severity.ERROR and one.about:
                self.wrong.setdefault(one.about, one.place)

    def cut(self, count: int) -> None:
        """Forgets all but the first statements, and the records of which only the others spoke."""
        spoken = max(self.records[:count], default=-1) + 1
        for column in (self.records, self.kept_as, self.values, self.live, self._lines):
            del column[count:]
        self._locators.cut(count)
        self._wheres.cut(count)
        self.cited = {number: passages for number, passages in self.cited.items() if number < count}
        for _ in range(len(self.types) - spoken):
            self.names.popitem()
        del self.types[spoken:], self.keys[spoken:]
        self.apart = {number for number in self.apart if number < spoken}
        self._last_key = None

    def forget(self) -> None:
        """Forgets all statements, once they are told."""
        self.names, self.types, self.keys, self.values, self.cited = {}, [], [], [], {}
        self.records, self.kept_as, self._lines, self.live = array("i"), array("i"), array("i"), bytearray()
        self._locators, self._wheres = Texts(), Texts()

    # -------------------------------------------------------------- reading it again

    def said(self, number: int) -> Said:
        """One statement, as it was taken down."""
        form, record = self.forms[self.kept_as[number]], self.records[number]
        return Said(
            form.type,
            self.keys[record],
            form.property,
            self.values[number],
            form.state,
            form.source,
            self.passages(number),
            *(form.valid_from, form.valid_to, form.certainty, form.rank, form.visibility),
            place=self.place(number),
        )

    def place(self, number: int) -> Place:
        """Where a statement stands."""
        form = self.forms[self.kept_as[number]]
        return Place(form.file, self._lines[number], form.column, form.where or self._wheres[number])

    def passages(self, number: int) -> tuple[Passage, ...]:
        """What a statement cites."""
        found = self.cited.get(number)
        return (Passage(self._locators[number]),) if found is None else found

    def locators(self) -> Iterator[str]:
        """Of each statement the locator that it cites; "" where it cites otherwise."""
        return iter(self._locators)

    # -------------------------------------------------------------- choosing among them

    def of(self, *properties: str) -> list[int]:
        """The statements of these properties that may be written."""
        return np.flatnonzero(self.saying(*properties)).tolist()

    def saying(self, *properties: str) -> Mask:
        """Which statements are of these properties and may be written."""
        wanted = np.array([form.property in properties for form in self.forms], np.bool_)
        return wanted[np.frombuffer(self.kept_as, np.int32)] & self.written if len(self) else self.written

    @property
    def written(self) -> Mask:
        """Which statements may be written."""
        return np.frombuffer(self.live, np.bool_)

    @property
    def about(self) -> Numbers:
        """Of each statement its record."""
        return np.frombuffer(self.records, np.int32)

    def first(self) -> list[int]:
        """Of each record its first statement that may be written; -1 where there is none."""
        found = np.full(len(self.types), -1, np.int32)
        numbers = np.flatnonzero(self.written)[::-1]
        found[self.about[numbers]] = numbers
        return found.tolist()

    def drop(self, records: "set[int]") -> None:
        """Marks everything that is said of these records as what may not be written."""
        gone = np.zeros(len(self.types), np.bool_)
        gone[list(records)] = True
        left = self.written & ~gone[self.about]
        self.live[:] = left.astype(np.uint8).tobytes()
