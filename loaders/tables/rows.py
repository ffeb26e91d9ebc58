# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the rows of a table to statements: its records, and the participations and ties that its columns name.

A row with a wrong cell says nothing, and each of its wrong cells says why; the next row goes on. Rows of one key are
one record, with a warning.
"""

from collections.abc import Iterator
from dataclasses import replace

from graph.export.column import Use
from graph.export.rows import Row as Exported
from graph.export.workbook import is_example
from graph.kinds import Kinds
from graph.model import LANGUAGES, Identifier, Ref, Term, Text
from loaders.doubts import NAMES
from loaders.gathered import KEYED
from loaders.loader import Edit, Problem, Said
from loaders.mapping.meaning import TableMapping
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import MOST_REMEMBERED, REMEMBERED, Cells, Saying
from loaders.tables.fields import Field, Fields
from loaders.tables.header import Header
from loaders.tables.keys import Names, key_of, natural_key
from loaders.tables.links import Links
from loaders.tables.own_edits import Edits, edits_of, joined_wrong, twice, unreadable
from loaders.tables.row import Draft, Spots
from loaders.tables.table import Row, Table, doubt

RELATIONS = ("participation", "tie")


NOT_READ = "What an exported row cites stays as it is; write a new row for what another source says."
NEW_COLUMN = "If it is one of the export's columns, give it its name back."
NO_TRAITS: frozenset[str] = frozenset()
MOST_EQUAL = 20
"""How many equal rows are named one by one."""


class Rows:
    """Reads the rows of one table under one mapping."""

    def __init__(
        self, kinds: Kinds, cells: Cells, names: Names, *, table: Table, header: Header, mapping: TableMapping
    ):
        """`names`: of all records of the file, as far as they are noted."""
        self._kinds, self._cells, self._names = kinds, cells, names
        self._table, self._header, self._mapping = table, header, mapping
        self._spots = Spots(table, header)
        self._fields: dict[str, tuple[Field, ...]] = {}
        self._makes = Fields(kinds, header)
        self._links = Links(kinds, cells, names, fields=self._makes, mapping=mapping)
        self._seen: dict[tuple[str, str], tuple[int, frozenset[str]]] = {}
        self._remembered: dict[tuple[int, str], list[Saying]] = {}
        self._decimal = table.decimal
        is_plain = len(mapping.key) == 1 and mapping.type.text in KEYED and not mapping.type.column
        self._key_column = header.at.get(mapping.key[0], -1) if is_plain else -1
        """Where the key of every row stands, if it is nothing but a cell."""
        self._new_columns: set[int] = set()
        self.equal = 0
        """How many rows were one record with an earlier one."""

    # -------------------------------------------------------------- names

    def note(self, row: Row) -> None:
        """Notes the record of a row by its key, so that other rows can speak of it."""
        if self._key_column >= 0 and (text := row.cell(self._key_column).strip()):
            if not self._is_example(row):
                self._names.add(self._mapping.type.text, key_of(text))
        elif (found := self._noted(row)) and found[1]:
            self._names.add(*found)

    def make(self, row: Row) -> None:
        """Notes the records that the row names and that no row is, once all rows are noted."""
        self._links.make(self._draft(row))

    def called(self, row: Row) -> Iterator[tuple[str, str, str]]:
        """Type and key of the record of a row, with each of its names."""
        found = self._noted(row)
        for field in self._of(found[0]) if found and found[1] else ():
            if found and field.rule.name in (NAMES[found[0]], "alias", "abbreviation"):
                said = self._quietly(self._draft(row), field)
                yield from ((*found, value.text) for value, _ in said if isinstance(value, Text))

    def _draft(self, row: Row, record: tuple[str, str] | None = None) -> Draft:
        return Draft(self._table, self._header, row, self._spots, record)

    def _noted(self, row: Row) -> tuple[str, str] | None:
        draft = self._draft(row)
        type_name = self._type(draft)
        if type_name not in KEYED or self._is_example(row):
            return None
        return type_name, self._key(draft, type_name)[0]

    # -------------------------------------------------------------- statements

    def said(self, row: Row) -> list[Said | Problem]:
        """What a row says, or everything that is wrong with it."""
        if self._is_example(row):
            return []
        draft = self._draft(row)
        type_name = self._type(draft)
        key = self._record(draft, type_name) if type_name in KEYED else ""
        if not draft.problems:
            self._links.all(draft, type_name, key)
        return draft.told()

    def edited(self, row: Row, was: Exported | None, edits: Edits) -> Iterator[Edit | Problem]:
        """What was changed in a row that was exported, or everything that is wrong with it."""
        if was is None:
            draft = self._draft(row)
            draft.wrong(0, unreadable())
            yield from draft.problems
            return
        draft = self._draft(row, (self._mapping.type.text, was.record))
        fields = self._of_row(self._mapping.type.text)
        found: list[Edit] = []
        for at, before in edits.changed(row, was).items():
            column = edits.column(at)
            field = next((one for one in fields if one.column == at), None)
            if column.use is Use.JOIN:
                # Several cells that were emptied are one mistake.
                if row.cell(at).strip() or not draft.problems:
                    draft.wrong(at, joined_wrong(is_emptied=not row.cell(at).strip()))
            elif field is None:
                draft.warnings.append(doubt("NOT_READ", "This change is left out.", draft.place(at), NOT_READ))
            else:
                sayings = self._sayings(draft, field)
                found += edits_of(draft, field, (was.record, column.lang), before=before, sayings=sayings)
        found += self._added(draft, fields, was.record, edits=edits)
        yield from draft.problems or found
        yield from draft.warnings

    def copied(self, row: Row, record: str, first: int) -> list[Problem]:
        """What is wrong with an exported row that stands in the table once more."""
        draft = self._draft(row, (self._mapping.type.text, record))
        draft.wrong(0, twice(record, first))
        return draft.problems

    def _added(self, draft: Draft, fields: tuple[Field, ...], record: str, *, edits: Edits) -> Iterator[Edit]:
        """What an exported row says in columns that were not exported; each column is told once."""
        for field in fields:
            if field.column < 0 or edits.has(field.column):
                continue
            sayings = self._sayings(draft, field)
            yield from edits_of(draft, field, (record, ""), before=(), sayings=sayings)
            if sayings and field.column not in self._new_columns:
                self._new_columns.add(field.column)
                name = self._header.name(field.column)
                message = f'The column "{name[:40]}" was not exported; what stands there is an attribute of that name.'
                place = self._table.place(self._header.row, field.column, name)
                draft.warnings.append(doubt("NEW_COLUMN", message, place, NEW_COLUMN))

    def _of_row(self, type_name: str) -> tuple[Field, ...]:
        if type_name in KEYED:
            return self._of(type_name)
        return tuple(field for one in self._mapping.participations for field in self._links.fields(type_name, one))

    def last(self) -> Iterator[Problem]:
        """What there is to say when all rows were read."""
        if self.equal > MOST_EQUAL:
            message = f"{self.equal:,} rows have the key of an earlier row; what both say counts."
            told = doubt("EQUAL_ROWS", message, self._table.place(self._header.row), "Is the right column the key?")
            yield replace(told, rows=self.equal - MOST_EQUAL)

    def _record(self, draft: Draft, type_name: str) -> str:
        key, is_natural = self._key(draft, type_name)
        if not key and not draft.problems:
            draft.wrong(-1, WrongCell("MISSING_KEY", f"The {type_name} has neither key nor name.", "Fill in one."))
        record = (type_name, key)
        draft.record = record if key else None
        cited = self._links.cited(draft)
        for field in self._of(type_name):
            for saying in self._sayings(draft, field):
                draft.say(record, field.name, saying, column=field.column, cited=cited)
        if key and not draft.problems:
            self._compare(draft, record, is_natural)
        return key

    def _sayings(self, draft: Draft, field: Field) -> list[Saying]:
        text = draft.row.cell(field.column) if field.column >= 0 else ""
        if not text and field.column >= 0 and not field.parts:
            return []
        known = self._remembered.get((id(field), text)) if text else None
        return self._read_sayings(draft, field, text) if known is None else known

    def _read_sayings(self, draft: Draft, field: Field, text: str) -> list[Saying]:
        try:
            said = field.sayings(draft.row, self._cells, self._decimal)
            if text and field.rule.value_type in REMEMBERED and len(self._remembered) < MOST_REMEMBERED:
                self._remembered[id(field), text] = said
            if not said and field.parts and any(draft.row.cell(at).strip() for _, at in field.parts):
                message, hint = "There is a currency or a year, but no amount.", "Write the amount, or unknown."
                draft.warnings.append(doubt("BAD_MONEY", message, draft.place(field.column), hint))
            if not said or field.rule.value_type != "record":
                return said
            meant = (
                (self._links.reference(value, field.rule) if isinstance(value, Ref) else value) for value, _ in said
            )
            return [(value, state) for value, (_, state) in zip(meant, said, strict=True)]
        except WrongCell as error:
            draft.wrong(field.column, error)
            return []

    def _quietly(self, draft: Draft, field: Field) -> list[Saying]:
        """What is said in a field; nothing if it is wrong, which is noted elsewhere."""
        try:
            return field.sayings(draft.row, self._cells, self._decimal)
        except WrongCell:
            return []

    def _compare(self, draft: Draft, name: tuple[str, str], is_natural: bool) -> None:
        """Looks whether another row has this key, and whether it can mean the same record."""
        traits = _traits(draft) if is_natural else NO_TRAITS
        first, others = self._seen.setdefault(name, (draft.row.number, traits))
        if first == draft.row.number:
            return
        differ = {trait.split()[0] for trait in traits ^ others}
        if any(len({trait for trait in traits | others if trait.startswith(what)}) > 1 for what in differ):
            message = f"This row and row {first} are called the same, but differ in {' and '.join(sorted(differ))}."
            draft.wrong(-1, WrongCell("TWO_ROWS_ONE_NAME", message, "Give each a key of its own."))
            return
        self.equal += 1
        if self.equal > MOST_EQUAL:
            return
        message = f'This row and row {first} are one {name[0]}: "{name[1][:60]}".'
        draft.warnings.append(replace(doubt("EQUAL_ROWS", message, draft.place(-1), "What both say counts."), rows=1))

    # -------------------------------------------------------------- keys and types

    def _is_example(self, row: Row) -> bool:
        return self._mapping.has_examples and is_example(row.cell(0) or row.cell(1))

    def _type(self, draft: Draft) -> str:
        choice = self._mapping.type
        if not choice.column:
            return choice.text
        word = choice.of(draft.text(choice.column)[0])
        if word not in (*KEYED, *RELATIONS):
            column = self._header.at.get(choice.column, -1)
            draft.wrong(column, WrongCell("UNKNOWN_CODE", f'"{word[:40]}" is no type of records.', "See the mapping."))
        return word

    def _key(self, draft: Draft, type_name: str) -> tuple[str, bool]:
        """The key of a row's record, "" if it has none, and whether its label made it."""
        if self._mapping.key:
            said = [draft.text(column)[0].strip() for column in self._mapping.key]
            if all(said):
                return key_of(" | ".join(said)), False
        labels: dict[str, str] = {}
        starts = ""
        for field in self._of(type_name):
            if field.column < 0 or field.rule.name not in ("identifier", "starts", NAMES[type_name]):
                continue
            for value, _ in self._quietly(draft, field):
                if isinstance(value, Identifier) and self._is_exclusive(value.scheme):
                    return key_of(f"{value.scheme}:{value.value}"), False
                if isinstance(value, Text):
                    labels.setdefault(value.lang, value.text)
                elif field.rule.name == "starts" and value is not None:
                    starts = str(value)
        label = next((labels[lang] for lang in (*LANGUAGES, *sorted(labels)) if lang in labels), "")
        key = natural_key(label) or (key_of(label) if label else "")
        return (f"{key}@{starts}" if key and starts and type_name == "event" else key), True

    def _is_exclusive(self, scheme: str) -> bool:
        found = self._kinds.identifier_scheme(scheme)
        return found is not None and found.exclusive

    def _of(self, type_name: str) -> tuple[Field, ...]:
        if type_name not in self._fields:
            mapping = self._mapping
            fields = self._makes.of(type_name, list(mapping.columns.items()), mapping.constants)
            self._fields[type_name] = (*fields, *self._makes.others(type_name, mapping))
        return self._fields[type_name]


def _traits(draft: Draft) -> frozenset[str]:
    """What tells two records apart that are called the same."""
    said = ((one.property, one.value) for one in draft.said if one.property in ("kind", "country"))
    return frozenset(f"{name} {value.code}" for name, value in said if isinstance(value, Term))
