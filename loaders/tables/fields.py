# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells of a row say what of a record: a mapping laid over a header once, for all rows.

Several columns may make one value (amount, currency and year; latitude and longitude): they are one field.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.errors import UnknownCode
from graph.kinds import Kinds, Property
from graph.model import Money, Point, ValueState
from loaders.mapping.meaning import Choice, ColumnMapping, Constant, Other, TableMapping, column_key
from loaders.tables.cell_numbers import CURRENCIES, amount_of, number_of
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import Cells, Saying, state_of
from loaders.tables.header import Header
from loaders.tables.table import Row


@dataclass(frozen=True, slots=True)
class Field:
    """One column, or several that make one value, and what is said there."""

    column: int
    """Where it stands; -1 for what is said of every record."""
    rule: Property
    mapping: ColumnMapping
    text: str = ""
    """What is said of every record."""
    parts: tuple[tuple[str, int], ...] = ()
    """Name and column of each part of the value."""

    @property
    def name(self) -> str:
        """The property, as claims name it."""
        return f"{self.rule.name}:{self.mapping.inside}" if self.rule.carries == "name" else self.rule.name

    def sayings(self, row: Row, cells: Cells, decimal: str) -> list[Saying]:
        """What the row says here.

        Raises:
            WrongCell: not written as the property's values are.
        """
        if self.parts:
            return _joined(self, row, decimal)
        if self.column < 0:
            return cells.sayings(self.text, self.rule, self.mapping)
        text = row.cell(self.column)
        if not text:
            return []
        is_number = bool(row.numbers) and self.column in row.numbers
        return cells.sayings(text, self.rule, self.mapping, is_number=is_number)


@dataclass(frozen=True, slots=True)
class Fields:
    """Makes fields under one vocabulary and header."""

    kinds: Kinds
    header: Header

    def of(
        self, type_name: str, columns: "Sequence[tuple[str, ColumnMapping]]", constants: Sequence[Constant] = ()
    ) -> tuple[Field, ...]:
        """The fields for records of that type, in the order of the table; what is said of every record first."""
        found = [made for one in constants for made in self._made(type_name, -1, one.column, one.text)]
        named = ((self.header.at[key], mapping) for key, mapping in columns if key in self.header.at)
        placed = sorted(named, key=lambda each: each[0])
        grouped: dict[str, list[tuple[str, int]]] = {}
        for column, mapping in ((column, mapping) for column, mapping in placed if mapping.property):
            if mapping.part:
                grouped.setdefault(mapping.property, []).append((mapping.part, column))
            else:
                found += self._made(type_name, column, mapping)
        for name, parts in grouped.items():
            made = self._made(type_name, parts[0][1], ColumnMapping(name))
            found += [replace(one, parts=tuple(parts)) for one in made]
        return tuple(found)

    def others(self, type_name: str, mapping: TableMapping) -> tuple[Field, ...]:
        """The columns that the mapping says nothing of, as attributes."""
        if mapping.other is Other.LEAVE:
            return ()
        taken = {self.header.at[name] for name in taken_by(mapping) if name in self.header.at}
        named = ((column, name) for column, name in enumerate(self.header.names) if name and column not in taken)
        return tuple(
            made
            for column, name in named
            if self.header.at.get(column_key(name)) == column
            for made in self._made(type_name, column, ColumnMapping("attribute", name[:200], separator=""))
        )

    def _made(self, type_name: str, column: int, mapping: ColumnMapping, text: str = "") -> Iterator[Field]:
        """The field; none where records of that type have no such property."""
        try:
            rule = self.kinds.property(type_name, mapping.property.partition(":")[0])
        except UnknownCode:
            return
        yield Field(column, rule, mapping, text)


def _joined(field: Field, row: Row, decimal: str) -> list[Saying]:
    said = {name: row.cell(column).strip() for name, column in field.parts}
    if field.rule.value_type == "point":
        return _point(said)
    amounts = _divided(said.get("amount", ""))
    if len(amounts) == 1 and (state := state_of(amounts[0])):
        return [(None, state)]
    currencies = _all(_divided(said.get("currency", "")), len(amounts), "currencies")
    years = _all(_divided(said.get("year", "")), len(amounts), "years")
    return [
        (Money(amount_of(amount, decimal), _currency(currency), _year(year)), ValueState.STATED)
        for amount, currency, year in zip(amounts, currencies, years, strict=True)
        if amount
    ]


def _divided(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")] if text else []


def _all(parts: list[str], count: int, what: str) -> list[str]:
    """One for each amount; a single one goes for all."""
    if len(parts) <= 1:
        return (parts or [""]) * count
    if count and len(parts) != count:
        raise WrongCell(
            "BAD_MONEY", f"There are {count} amounts and {len(parts)} {what}.", "Write one for each, or one."
        )
    return parts[:count]


def _currency(text: str) -> str:
    word = CURRENCIES.get(text.upper(), text.upper())
    if len(word) != 3 or not (word.isascii() and word.isalpha()):
        raise WrongCell("BAD_MONEY", "The amount has no currency.", "Write three letters: EUR.")
    return word


def _year(text: str) -> int:
    if text and not (len(text) == 4 and text.isascii() and text.isdecimal()):
        raise WrongCell("BAD_MONEY", f'"{text[:10]}" is no year.', "Write 2023.")
    return int(text or 0)


def _point(said: dict[str, str]) -> list[Saying]:
    latitude, longitude = said.get("latitude", ""), said.get("longitude", "")
    if not latitude and not longitude:
        return []
    if not latitude or not longitude:
        raise WrongCell("BAD_POINT", "Latitude or longitude is missing.", "Write both, in degrees.")
    north, east = (float(number_of(text, "." if "." in text else ",")) for text in (latitude, longitude))
    if abs(north) > 90 or abs(east) > 180:
        raise WrongCell("BAD_POINT", "This is no place on the earth.", "Latitude comes first, in degrees.")
    return [(Point(north, east), ValueState.STATED)]


def taken_by(mapping: TableMapping) -> set[str]:
    """The columns that a mapping speaks of."""
    names = {*mapping.columns, *mapping.key, mapping.type.column, mapping.source, mapping.locator}
    for one in mapping.participations:
        ends: tuple[Choice, ...] = (one.cooperation, one.stakeholder, one.role, one.side, one.spell)
        names |= {*one.columns, *(end.column for end in ends)}
    for tie in mapping.ties:
        names |= {*tie.columns, *(end.column for end in (tie.kind, tie.subject, tie.object))}
    return names - {""}


def makes_records(mapping: TableMapping) -> bool:
    """Whether rows may name records that no row is."""
    ends = [end for one in mapping.participations for end in (one.cooperation, one.stakeholder, one.side)]
    ends += [end for one in mapping.ties for end in (one.subject, one.object)]
    return any(end.new for end in ends)
