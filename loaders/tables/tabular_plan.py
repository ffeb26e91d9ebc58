# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tables of a file are read, and as what: by a mapping, else as sheets of the partners' workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from graph.export.column import Sheet, Use
from graph.export.workbook import is_apart, sheet_of
from graph.nearest import nearest_word
from graph.text import fold
from loaders.loader import Place, Problem
from loaders.mapping.meaning import Mapping, TableMapping, column_key
from loaders.tables.fields import taken_by
from loaders.tables.graph_tables import first_header
from loaders.tables.header import Header
from loaders.tables.own_tables import Own, own_mapping, own_table
from loaders.tables.table import Row, Table, broken, doubt
from loaders.tables.text_tables import text_table

MOST_SIBLINGS = 20
ENDINGS = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Planned:
    """A table that is read, and as what."""

    table: Table
    header: Header
    mapping: TableMapping
    own: Own | None = None
    """Where it is one of the partners' sheets."""

    @property
    def own_key(self) -> str:
        """The column with the key or, in an exported workbook, the id; "" if there is none."""
        own = self.own.columns.items() if self.own else ()
        return next((column_key(self.header.names[at]) for at, column in own if column.use is Use.KEY), "")


def planned(tables: Sequence[Table], mapping: Mapping, known: Sequence[Sheet]) -> tuple[list[Planned], list[Problem]]:
    """The tables that are read, in their order, and what there is to say of those that are not."""
    if mapping.tables:
        return _mapped(tables, mapping)
    plans: list[Planned] = []
    problems: list[Problem] = []
    for table in tables:
        own = own_table(table, known) if not is_apart(table.sheet) else None
        if own:
            plans.append(Planned(table, own.header, own_mapping(own), own))
        elif not is_apart(table.sheet) and not table.is_hidden and _says_something(table):
            message = "This is none of the sheets that are known, and is not read."
            problems.append(doubt("UNKNOWN_SHEET", message, table.place(1), "Say in a mapping what it means."))
    if not plans:
        file = tables[0].file if tables else ""
        hint = "Take the template's sheets and headers (stakeholders.csv), or say in a mapping what the columns mean."
        problems = [broken("NO_TABLE", "No table here is known by its name and headers.", Place(file), hint)]
    return plans, problems


def siblings(path: Path, known: Sequence[Sheet]) -> Iterator[Planned]:
    """The other tables of the partners' workbook that lie as CSV files beside this one."""
    if own_title(path, known) is None:
        return
    files = (one for one in sorted(path.parent.iterdir()) if one.suffix.lower() in ENDINGS and one.name != path.name)
    fitting = (one for one in files if own_title(one, known) and one.is_file() and not one.is_symlink())
    for _, other in zip(range(MOST_SIBLINGS), fitting, strict=False):
        table, _ = text_table(other)
        own = own_table(table, known) if table else None
        if own:
            yield Planned(own.table, own.header, own_mapping(own), own)


def own_title(path: Path, known: Sequence[Sheet]) -> Sheet | None:
    """The sheet that the name of a file names."""
    return sheet_of(path.stem, known)


def _mapped(tables: Sequence[Table], mapping: Mapping) -> tuple[list[Planned], list[Problem]]:
    plans: list[Planned] = []
    problems: list[Problem] = []
    for one in mapping.tables:
        fitting = [table for table in tables if _is_meant(table, one)]
        if one.sheet and not fitting:
            known = [table.sheet for table in tables if table.sheet]
            message = f'There is no sheet "{one.sheet[:40]}".'
            near = nearest_word(known, one.sheet)
            hint = f'Did you mean "{near}"?' if near else f"There are: {', '.join(known)[:200]}."
            problems.append(broken("UNKNOWN_SHEET", message, Place(tables[0].file if tables else ""), hint))
        for table in fitting:
            header = first_header(table, one.header)
            missing = sorted(name for name in taken_by(one) if name not in header.at)
            if one.sheet or len(missing) < len(taken_by(one)):
                plans.append(Planned(table, header, one))
                problems += [_missing(name, table, header) for name in missing]
    if not plans and not problems:
        problems.append(broken("NO_TABLE", "No table has the columns of the mapping.", Place(tables[0].file), ""))
    return plans, problems


def _is_meant(table: Table, mapping: TableMapping) -> bool:
    if not mapping.sheet:
        return not is_apart(table.sheet)
    return fold(mapping.sheet) == fold(table.sheet or PurePath(table.file).stem)


def _missing(name: str, table: Table, header: Header) -> Problem:
    near = nearest_word(header.names, name)
    hint = f'Did you mean "{near}"?' if near else "Correct the mapping, or the header."
    return doubt("COLUMN_MISSING", f'There is no column "{name[:40]}".', table.place(max(1, header.row)), hint)


def _says_something(table: Table) -> bool:
    return any(isinstance(row, Row) for row in table.rows())
