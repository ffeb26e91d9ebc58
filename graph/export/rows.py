# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From records to rows: what stands in which column, as `graph.model.written` writes it.

Columns that make one value together (amount, currency, year) share one slot, named by their property.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.export.cells import NONE_LINE, UNKNOWN_LINE
from graph.export.column import Column, Sheet
from graph.export.workbook import attribute_column, language_column
from graph.model import (
    Fact,
    ParticipationKey,
    Record,
    Ref,
    Term,
    Text,
    ValueState,
    written,
)

_NUMBERED = re.compile(r"(\D*)(\d{0,18})")

Lines = Mapping[str, tuple[str, ...]]
"""Each slot with its values."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record as its sheet shows it."""

    record: str
    lines: Lines


def slot(column: Column) -> str:
    """The name under which a column's values are kept."""
    return column.property if column.part else column.code


def homes(sheet: Sheet) -> Mapping[str, Column]:
    """Each property with the column for what has no language: the one that says where its values stand."""
    return {column.property: column for column in sheet.columns if column.property and not column.lang}


def row_of(record: Record, bases: Mapping[str, Column]) -> Row:
    """What the columns of its sheet show of a record; `bases` are the sheet's `homes`."""
    lines: dict[str, tuple[str, ...]] = dict(_joins(record))
    for name, facts in record.facts.items():
        for code, line in _said(name, facts, bases.get(name)):
            lines[code] = (*lines.get(code, ()), line)
    return Row(record.id, lines | _cited(record))


def column_for(code: str, sheet: Sheet) -> Column:
    """The column of a code that a row has: one of the sheet's, an attribute's, or a further language's."""
    if known := sheet.column(code):
        return known
    name, _, lang = code.partition(".")
    base = sheet.column(name)
    further = language_column(base, lang) if base else None
    return further or attribute_column(code.removeprefix("attribute:"))


def _joins(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a participation joins, in the columns named so."""
    if isinstance(record.key, ParticipationKey):
        key = record.key
        for name, end in (("cooperation", key.cooperation), ("stakeholder", key.stakeholder), ("side", key.side)):
            if end:
                yield name, (written(Ref(end)),)
        yield "role", (written(Term(key.role)),)
        if key.spell:
            yield "spell", (written(Text(key.spell)),)


def _said(name: str, facts: Sequence[Fact], column: Column | None) -> Iterator[tuple[str, str]]:
    """Each fact of a property: the slot where it stands, and its line."""
    if column is None and not name.startswith("attribute:"):
        return
    for fact in facts:
        lang = fact.value.lang if isinstance(fact.value, Text) and column and column.by_language else ""
        code = f"{name}.{lang}" if lang else slot(column) if column else name
        if fact.state is ValueState.STATED:
            yield code, written(fact.value)
        elif fact.state in (ValueState.UNKNOWN, ValueState.NONE):
            yield code, UNKNOWN_LINE if fact.state is ValueState.UNKNOWN else NONE_LINE


def _cited(record: Record) -> dict[str, tuple[str, ...]]:
    """Who says what the record shows, and where: one locator for each source, or none at all."""
    places: dict[str, set[str]] = {}
    for claim in record.claims:
        places.setdefault(claim.source, set()).update(passage.locator for passage in claim.passages)
    sources = sorted(places)
    locators = [", ".join(sorted(places[source], key=_natural)) for source in sources]
    lines = {"source": tuple(written(Ref(source)) for source in sources)}
    return lines | ({"locator": tuple(written(Text(each)) for each in locators)} if any(locators) else {})


def _natural(locator: str) -> tuple[tuple[str, int], ...]:
    """Line 9 before line 12."""
    return tuple((words, int(number or 0)) for words, number in _NUMBERED.findall(locator))
