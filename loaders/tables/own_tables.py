# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of the partners' workbook, and CSV files of them: known by their titles and headers, in any language.

Each becomes a table mapping, so that from here on the own sheets are read as any other sheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType

from graph.export.column import Column, Sheet, Use
from graph.export.workbook import column_of, sheet_of
from loaders.mapping.meaning import LEFT_OUT, Choice, ColumnMapping, ParticipationMapping, TableMapping, column_key
from loaders.tables.header import Header, header_of
from loaders.tables.table import Row, Table

MOST_BEFORE = 10
"""How many rows are looked at for the header."""
MONEY = ("amount", "currency", "year", "latitude", "longitude")
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "participations": (("cooperation",), ("stakeholder",), ("role",)),
        "sources": (("title", "key"),),
    }
)
"""Of these properties or parts a header must have one each; of other sheets a key or label, and one more."""


@dataclass(frozen=True, slots=True)
class Own:
    """A table that is one of the workbook's sheets."""

    table: Table
    sheet: Sheet
    header: Header
    columns: Mapping[int, Column]
    """Number of each column that is understood."""


def own_table(table: Table, known: Sequence[Sheet]) -> Own | None:
    """The table as one of the workbook's sheets: the one that its title names, else the one that fits best."""
    titled = sheet_of(table.sheet, known) if table.sheet else titled_as(table.file, known)
    rows = [row for _, row in zip(range(MOST_BEFORE), table.rows(), strict=False) if isinstance(row, Row)]
    for row in rows:
        if found := own_header(header_of(row), (titled,) if titled else known):
            return Own(table, *found)
    return None


def titled_as(file: str, known: Sequence[Sheet]) -> Sheet | None:
    """The sheet that the name of a file begins with: `stakeholders.2024.csv`."""
    return sheet_of(PurePath(file).name.partition(".")[0], known)


def own_header(header: Header, known: Sequence[Sheet]) -> tuple[Sheet, Header, Mapping[int, Column]] | None:
    """The sheet that has such a header: of several that which understands most columns, then the first of them.

    So a list of nothing but keys, kinds, names and countries is one of stakeholders.
    """
    fits = [(sheet, columns) for sheet in known if _fits(sheet, columns := dict(_columns(header, sheet)))]
    if not fits:
        return None
    sheet, columns = max(fits, key=lambda each: len(each[1]))
    return sheet, header, MappingProxyType(columns)


def _columns(header: Header, sheet: Sheet) -> Iterator[tuple[int, Column]]:
    for number, name in enumerate(header.names):
        if name and header.at[column_key(name)] == number and (column := column_of(name, sheet)):
            yield number, column


def _fits(sheet: Sheet, columns: Mapping[int, Column]) -> bool:
    has = {part for column in columns.values() for part in (column.property, column.code)}
    if sheet.code in NEEDED:
        return all(has & set(one) for one in NEEDED[sheet.code])
    return bool(has & {"key", "label"}) and len(columns) > 1


def own_mapping(own: Own) -> TableMapping:
    """What the table says, as a mapping."""
    names = {number: column_key(own.header.names[number]) for number in own.columns}
    of_use: dict[Use, dict[str, Column]] = {use: {} for use in Use}
    for number, column in own.columns.items():
        of_use[column.use][names[number]] = column
    values = {name: _meaning(column) for name, column in of_use[Use.VALUE].items()}
    left = dict.fromkeys((*of_use[Use.SHOWN], *of_use[Use.KEY]), LEFT_OUT)
    joins = {column.code: Choice(column=name) for name, column in of_use[Use.JOIN].items()}
    is_relation = own.sheet.type == "participation"
    return TableMapping(
        type=Choice(own.sheet.type),
        sheet=own.table.sheet,
        header=own.header.row,
        key=() if is_relation else tuple(of_use[Use.KEY])[:1],
        columns=MappingProxyType(left if is_relation else left | values),
        participations=(_participation(joins, values),) if is_relation else (),
        source=next(iter(of_use[Use.SOURCE]), ""),
        locator=next(iter(of_use[Use.LOCATOR]), ""),
        has_examples=True,
    )


def _participation(joins: Mapping[str, Choice], values: Mapping[str, ColumnMapping]) -> ParticipationMapping:
    whole, member, role, side, spell = (
        joins.get(name, Choice()) for name in ("cooperation", "stakeholder", "role", "side", "spell")
    )
    return ParticipationMapping(whole, member, role, side=side, spell=spell, columns=MappingProxyType(dict(values)))


def _meaning(column: Column) -> ColumnMapping:
    name, _, attribute = column.property.partition(":")
    part = column.part if column.part in MONEY else ""
    inside = attribute or column.lang or ("" if part else column.part)
    return ColumnMapping(name, inside, ";" if column.many else "", part=part)
