# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An exported workbook that comes back with more, with less, or with rows copied: nothing is lost, nothing doubled."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.export.wanted import Wanted
from graph.export.xlsx import write_xlsx
from graph.kinds import Kinds
from graph.model import Audience, Text, ValueState
from graph.stores.memory import MemoryStore
from loaders.loader import Edit, Problem, Said, Severity
from loaders.report import Report
from loaders.run import load
from loaders.tables.tabular import Tabular

Change = Callable[[openpyxl.Workbook], None]
Returned = Callable[[Change], Path]


@pytest.fixture(scope="module")
def exported(sample: tuple[MemoryStore, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "partners.xlsx"
    with path.open("wb") as out:
        write_xlsx(sample[0].view(Audience.INTERNAL), Wanted(languages=("de",)), out)
    return path


@pytest.fixture
def returned(exported: Path, tmp_path: Path) -> Returned:
    """The exported workbook, changed."""

    def change(edit: Change) -> Path:
        book = openpyxl.load_workbook(exported)
        edit(book)
        book.save(tmp_path / "back.xlsx")
        return tmp_path / "back.xlsx"

    return change


def read(kinds: Kinds, path: Path) -> tuple[list[Edit], list[Problem], list[Said]]:
    found = list(Tabular(kinds).read(path))
    return (
        [one for one in found if isinstance(one, Edit)],
        [one for one in found if isinstance(one, Problem)],
        [one for one in found if isinstance(one, Said)],
    )


def row_of(book: openpyxl.Workbook, sheet: str, key: str) -> int:
    return next(row[0].row for row in book[sheet].iter_rows() if row[0].value == key)


def column_of(book: openpyxl.Workbook, sheet: str, header: str) -> int:
    return [cell.value for cell in book[sheet][1]].index(header) + 1


def test_a_new_column_of_exported_rows_is_an_attribute_and_is_told_once(kinds: Kinds, returned: Returned) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book["Akteure"]
        at = sheet.max_column + 1
        sheet.cell(1, at, "Sachbearbeitung")
        sheet.cell(row_of(book, "Akteure", "s-hannover"), at, "Amt 41")
        sheet.cell(row_of(book, "Akteure", "s-mykolajiw"), at, "Amt 42")

    edits, problems, _ = read(kinds, returned(add))

    assert {(one.record, one.property, one.before, one.after) for one in edits} == {
        ("s-hannover", "attribute:Sachbearbeitung", "", Text("Amt 41")),
        ("s-mykolajiw", "attribute:Sachbearbeitung", "", Text("Amt 42")),
    }
    assert [(one.severity, one.code) for one in problems] == [(Severity.WARNING, "NEW_COLUMN")]
    assert '"Sachbearbeitung" was not exported' in problems[0].message


def test_a_renamed_column_is_an_attribute_and_takes_nothing_back(kinds: Kinds, returned: Returned) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["Akteure"].cell(1, column_of(book, "Akteure", "Webadresse")).value = "Unsere Seiten"

    edits, problems, _ = read(kinds, returned(rename))

    assert edits
    assert {(one.property, one.before) for one in edits} == {("attribute:Unsere Seiten", "")}
    assert all(one.state is not ValueState.NOT_STATED for one in edits)
    assert [one.code for one in problems] == ["NEW_COLUMN"]


def test_a_new_column_of_an_exported_workbook_is_in_the_store_after_the_load(
    written: Callable[..., Path], store: MemoryStore, tmp_path: Path
) -> None:
    load(store, [written(city="stakeholders:\n  elbtal: {kind: municipality, label: {de: Elbtal}}\n")])
    with (tmp_path / "out.xlsx").open("wb") as out:
        write_xlsx(store.view(Audience.INTERNAL), Wanted(languages=("de",)), out)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet = book["Akteure"]
    at = sheet.max_column + 1
    sheet.cell(1, at, "Sachbearbeitung")
    sheet.cell(2, at, "Amt 41")
    book.save(tmp_path / "out.xlsx")

    load(store, [tmp_path / "out.xlsx"])

    (record,) = store.view(Audience.INTERNAL).records(["s-elbtal"])
    assert record is not None
    assert [fact.value for fact in record.facts["attribute:Sachbearbeitung"]] == [Text("Amt 41")]
    assert load(store, [tmp_path / "out.xlsx"]).revision is None


def test_a_copied_row_is_an_error_that_names_both_rows(kinds: Kinds, returned: Returned) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["Akteure"]
        values = [cell.value for cell in sheet[row_of(book, "Akteure", "s-hannover")]]
        values[column_of(book, "Akteure", "Name (deutsch)") - 1] = "Hannover 2"
        sheet.append(values)

    edits, problems, said = read(kinds, returned(copy))

    assert (edits, said) == ([], [])
    assert [(one.severity, one.code) for one in problems] == [(Severity.ERROR, "EQUAL_ROWS")]
    assert 'and row 7 have the same key: "s-hannover"' in problems[0].message


@pytest.mark.parametrize("gone", ["_partnernetz_stakeholders", "_partnernetz_events"])
def test_an_export_without_its_hidden_values_is_refused(kinds: Kinds, returned: Returned, gone: str) -> None:
    def strip(book: openpyxl.Workbook) -> None:
        book.remove(book[gone])

    edits, problems, said = read(kinds, returned(strip))

    assert (edits, said) == ([], [])
    assert [(one.severity, one.code) for one in problems] == [(Severity.ERROR, "NO_HIDDEN_VALUES")]


def test_emptying_a_participation_is_answered_with_what_takes_one_out(kinds: Kinds, returned: Returned) -> None:
    def empty(book: openpyxl.Workbook) -> None:
        for column in "BCD":
            book["Beteiligungen"][f"{column}2"].value = None

    _, problems, _ = read(kinds, returned(empty))

    assert [one.code for one in problems] == ["BAD_EDIT"]
    assert "withdrawRecord" in problems[0].hint
    assert "empty this one" not in problems[0].hint


def test_a_table_whose_keys_are_ids_of_the_store_is_told_apart_from_an_export(
    written: Callable[..., Path], store: MemoryStore, tmp_path: Path
) -> None:
    load(store, [written(city="stakeholders:\n  elbtal: {kind: municipality, label: {de: Elbtal}}\n")])
    (tmp_path / "stakeholders.csv").write_text("Key,Kind,Name (German)\ns-elbtal,company,Kraftwerk\n")

    report = load(store, [tmp_path / "stakeholders.csv"])

    (told,) = [one for one in report.problems if one.code == "STORED_KEY"]
    assert told.severity is Severity.WARNING
    assert '"s-elbtal"' in told.message
    assert str(told.place) == "stakeholders.csv:2: column Kind"


TOWN = """\
stakeholders:
  elbtal: {kind: municipality, label: {de: Elbtal}, starts: 1900, identifier: {wikidata: Q42}}
  odessa: {kind: municipality, label: {de: Odessa}}
  werk: {kind: company, label: {de: Werk}}
"""


@pytest.fixture
def edited(written: Callable[..., Path], store: MemoryStore, tmp_path: Path) -> Callable[..., Report]:
    """Loads the town, exports it, changes cells of its stakeholders and loads that."""

    def edit(**cells: str | None) -> Report:
        load(store, [written(town=TOWN)])
        with (tmp_path / "out.xlsx").open("wb") as out:
            write_xlsx(store.view(Audience.INTERNAL), Wanted(languages=("de",)), out)
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        for place, value in cells.items():
            key, _, header = place.partition("_")
            row, column = row_of(book, "Akteure", f"s-{key}"), column_of(book, "Akteure", HEADERS[header])
            book["Akteure"].cell(row, column).value = value
        book.save(tmp_path / "out.xlsx")
        return load(store, [tmp_path / "out.xlsx"])

    return edit


HEADERS = {"end": "Ende", "kind": "Art", "name": "Name (deutsch)", "identifier": "Registerkennungen"}


def warned(report: Report) -> list[tuple[Severity, str]]:
    return [(one.severity, one.code) for one in report.problems]


def test_an_edited_end_before_the_start_is_told(edited: Callable[..., Report]) -> None:
    report = edited(elbtal_end="1850")

    assert warned(report) == [(Severity.WARNING, "BAD_PERIOD")]
    assert str(report.problems[0].place).startswith("out.xlsx: Akteure!")
    assert report.revision is not None


@pytest.mark.parametrize("cell", ["werk_kind", "werk_name"])
def test_an_emptied_kind_or_name_is_told(edited: Callable[..., Report], cell: str) -> None:
    assert warned(edited(**{cell: None})) == [(Severity.WARNING, "NOT_SHOWN")]


def test_an_edited_identifier_that_another_record_has_is_refused(edited: Callable[..., Report]) -> None:
    report = edited(werk_identifier="wikidata:Q42")

    assert warned(report) == [(Severity.ERROR, "IDENTIFIER_TAKEN")]
    assert '"Elbtal" (s-elbtal)' in report.problems[0].message
    assert report.revision is None


def test_one_identifier_edited_into_two_records_is_refused_for_the_second(edited: Callable[..., Report]) -> None:
    report = edited(werk_identifier="wikidata:Q7", odessa_identifier="wikidata:Q7")

    assert warned(report) == [(Severity.ERROR, "IDENTIFIER_TAKEN")]


def test_an_edit_that_names_a_row_with_an_error_says_so(
    written: Callable[..., Path], store: MemoryStore, tmp_path: Path
) -> None:
    load(store, [written(town=f"{TOWN}events:\n  v: {{kind: visit, label: {{de: Besuch}}, place: elbtal}}\n")])
    with (tmp_path / "out.xlsx").open("wb") as out:
        write_xlsx(store.view(Audience.INTERNAL), Wanted(languages=("de",)), out)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    last = book["Akteure"].max_row + 1
    for header, value in {"Kennung": "chor", "Art": "Vereinn", "Name (deutsch)": "Chor"}.items():
        book["Akteure"].cell(last, column_of(book, "Akteure", header), value)
    book["Ereignisse"].cell(2, column_of(book, "Ereignisse", "Ort"), "Chor")
    book.save(tmp_path / "out.xlsx")

    report = load(store, [tmp_path / "out.xlsx"])

    assert [one.message for one in report.problems if one.code == "UNKNOWN_KEY"] == [
        'There is no record "chor", or its row has an error.'
    ]


def test_an_export_without_its_column_of_keys_is_refused(kinds: Kinds, returned: Returned) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["Akteure"].cell(1, 1).value = "Kürzel"

    edits, problems, said = read(kinds, returned(rename))

    assert (edits, said) == ([], [])
    assert [(one.severity, one.code) for one in problems] == [(Severity.ERROR, "NO_HIDDEN_VALUES")]
    assert "no column of keys" in problems[0].message


def test_a_new_column_of_remarks_is_internal(written: Callable[..., Path], store: MemoryStore, tmp_path: Path) -> None:
    load(store, [written(town=TOWN)])
    with (tmp_path / "out.xlsx").open("wb") as out:
        write_xlsx(store.view(Audience.INTERNAL), Wanted(languages=("de",)), out)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    at = book["Akteure"].max_column + 1
    book["Akteure"].cell(1, at, "Bemerkung")
    book["Akteure"].cell(2, at, "zahlt spät")
    book.save(tmp_path / "out.xlsx")

    load(store, [tmp_path / "out.xlsx"])

    seen = {
        audience: "attribute:Bemerkung" in record.facts
        for audience in Audience
        for record in store.view(audience).records([str(book["Akteure"].cell(2, 1).value)])
        if record
    }
    assert seen == {Audience.PUBLIC: False, Audience.INTERNAL: True}
