# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks and tables: the partners' workbook as staff fill it in, Kumu's workbook, and with a mapping any other.

A first look notes which records there are, so that any row can speak of any other by key or by name; the second says
what the rows say. An exported workbook that comes back yields edits for its exported rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.export.column import Sheet
from graph.export.workbook import sheets
from graph.kinds import Kinds
from graph.model import Passage
from loaders.gathered import KEYED
from loaders.graphs.said import graph_said
from loaders.loader import FEED, FeedSaid, Problem, Said, Yielded
from loaders.mapping.meaning import Mapping
from loaders.tables.beyond import Beyond
from loaders.tables.cells import Cells
from loaders.tables.fields import Fields, makes_records
from loaders.tables.header import Header, header_of, header_problems
from loaders.tables.keys import Names
from loaders.tables.own_edits import About, Edits, about, exported, without_hidden
from loaders.tables.own_tables import own_header, titled_as
from loaders.tables.pairs import is_edges
from loaders.tables.pairs_files import ENDINGS as TEXTS
from loaders.tables.pairs_files import first_row, pair_of
from loaders.tables.rows import Rows
from loaders.tables.table import Row, Table
from loaders.tables.tabular_graphs import graph_sheets
from loaders.tables.tabular_plan import Planned, planned, siblings
from loaders.tables.text_tables import text_table
from loaders.tables.workbooks import is_locked, is_workbook, locked, workbook


class Tabular:
    """The loader of workbooks and tables, under one vocabulary."""

    name = "tabular"
    version = "1"
    description = "Workbooks (XLSX) and tables (CSV, TSV): the partners' workbook, Kumu's, or any with a mapping."
    formats = (".xlsx", ".xlsm", ".csv", ".tsv")

    def __init__(self, kinds: Kinds, mapping: Mapping | None = None) -> None:
        self._kinds, self._mapping = kinds, mapping or Mapping()
        self._known: tuple[Sheet, ...] = ()

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file is a workbook, or a text whose header is that of one of the partners' sheets."""
        if is_locked(head):
            return path.suffix.lower() in (".xls", ".xlsx", ".xlsm", ".xlsb")
        if is_workbook(head):
            return path.suffix.lower() in (".xlsx", ".xlsm") or b"xl/" in head
        row, titled = first_row(head), titled_as(path.name, self._own())
        if self._mapping.tables:
            return bool(row.cells) and path.suffix.lower() in TEXTS
        if not row.cells or is_edges(row) or (pair_of(path).edges and not titled):
            return False
        return own_header(header_of(row), (titled,) if titled else self._own()) is not None

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the tables say, in their order.

        Raises:
            OSError: the file cannot be read.
        """
        with path.open("rb") as file:
            head = file.read(8)
        if is_locked(head):
            yield locked(path.name)
            return
        is_book = is_workbook(head)
        tables, told = _opened(path, self._mapping, is_book=is_book)
        yield from told
        made = about(tables)
        if isinstance(made, Problem):
            yield made
            return
        yield from self._feed(made, path.name)
        graph = None if self._mapping.tables else graph_sheets(tables, self._mapping)
        if graph:
            yield from graph_said(graph.parts(), self._kinds, self._mapping)
        elif tables:
            others = [] if is_book or self._mapping.tables else list(siblings(path, self._own()))
            if others:
                tables = [replace(table, names_file=True) for table in tables]
            plans, problems = planned(tables, self._mapping, self._own())
            yield from problems
            lost = without_hidden([one.own for one in plans if one.own], tables) if made.is_export else None
            if lost:
                yield lost
                return
            yield from self._planned(plans, tables, made, names=self._names(others, is_book=is_book))

    def _own(self) -> tuple[Sheet, ...]:
        if not self._known:
            self._known = sheets(self._kinds)
        return self._known

    def _feed(self, made: About, name: str) -> Iterator[Yielded]:
        """What the mapping, or the workbook itself, says of the file as a source."""
        if self._mapping.feed:
            yield FeedSaid(self._mapping.feed)
        elif made.id:
            yield FeedSaid(f"workbook-{made.id}", title=name, kind="spreadsheet")
        elif made.is_export:
            yield FeedSaid("", title=name, kind="spreadsheet", is_addition=True)
        cells = Cells(self._kinds, lang=self._mapping.lang)
        for field in Fields(self._kinds, Header(0, (), {})).of("source", [], self._mapping.source):
            for saying in cells.sayings(field.text, field.rule, field.mapping):
                yield Said("source", FEED, field.name, *saying, passages=(Passage("record source/feed"),))

    def _planned(
        self, plans: Sequence[Planned], tables: Sequence[Table], made: About, *, names: Names
    ) -> Iterator[Yielded]:
        readers = [(one, self._rows(one, names)) for one in plans]
        spoken = {name for one in plans for name in self._spoken_of(one)}
        for one, reader in readers:
            if one.mapping.type.column or one.mapping.type.text in spoken:
                _note(one, reader, names)
        for one, reader in readers:
            for row in _body(one) if makes_records(one.mapping) else ():
                if isinstance(row, Row):
                    reader.make(row)
        for one, reader in readers:
            yield from header_problems(one.header, one.table)
            yield from self._each(one, reader, tables, made)

    def _each(self, plan: Planned, reader: Rows, tables: Sequence[Table], made: About) -> Iterator[Yielded]:
        """What each row of a table says; of an exported one what was changed in it."""
        was = exported(plan.own, tables) if plan.own and made.is_export else {}
        edits = Edits(plan.own, self._kinds, made.lang) if plan.own and was else None
        key = plan.header.at[plan.own_key] if edits and plan.own_key else -1
        beyond, rows = Beyond(plan.table, plan.header), dict[str, int]()
        for row in _body(plan):
            if isinstance(row, Problem):
                yield row
                continue
            yield from beyond.told(row)
            if edits and key >= 0 and (id_ := row.cell(key).strip()) in was:
                first = rows.setdefault(id_, row.number)
                is_first = first == row.number
                yield from reader.edited(row, was[id_], edits) if is_first else reader.copied(row, id_, first)
            else:
                yield from reader.said(row)
        yield from reader.last()
        yield from beyond.last()

    def _rows(self, plan: Planned, names: Names) -> Rows:
        table = replace(plan.table, decimal=self._mapping.decimal or plan.table.decimal)
        cells = Cells(self._kinds, lang=self._mapping.lang, decimal=table.decimal)
        return Rows(self._kinds, cells, names, table=table, header=plan.header, mapping=plan.mapping)

    def _names(self, others: Sequence[Planned], *, is_book: bool) -> Names:
        """What the file's records are called; of a CSV file those of the other sheets beside it too."""
        names = Names(is_whole=is_book)
        for plan in others:
            # Most tables speak of no other file's records: then it is not read.
            names.soon(partial(_note, plan, self._rows(plan, names), names))
        return names

    def _spoken_of(self, plan: Planned) -> Iterator[str]:
        """The types of records that rows of the table may name."""
        mapping = plan.mapping
        yield from ("source",) if mapping.source else ()
        yield from ("cooperation", "stakeholder") if mapping.participations else ()
        yield from ("stakeholder",) if mapping.ties else ()
        for column in mapping.columns.values():
            for name in KEYED if column.property else ():
                rules = {rule.name: rule for rule in self._kinds.properties(name)}
                rule = rules.get(column.property)
                if rule and rule.value_type == "record":
                    yield from rule.refers_to or KEYED


def _opened(path: Path, mapping: Mapping, *, is_book: bool) -> tuple[Sequence[Table], Sequence[Problem]]:
    if is_book:
        book = workbook(path)
        return book.tables, book.problems
    table, told = text_table(path, encoding=mapping.encoding, separator=mapping.separator)
    return [table] if table else [], told


def _note(plan: Planned, reader: Rows, names: Names) -> None:
    """Notes the keys of the records of a table, and where their names are."""
    for row in _body(plan):
        if isinstance(row, Row):
            reader.note(row)
    names.later(lambda: (name for row in _body(plan) if isinstance(row, Row) for name in reader.called(row)))


def _body(plan: Planned) -> Iterator[Row | Problem]:
    """The rows below the header."""
    for row in plan.table.rows():
        if isinstance(row, Problem) or row.number > plan.header.row:
            yield row
