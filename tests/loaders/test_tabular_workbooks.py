# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: the template filled in, an export that comes back changed, and Kumu's two sheets."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from graph.export.template import write_template
from graph.export.wanted import Wanted
from graph.export.xlsx import write_xlsx
from graph.kinds import Kinds
from graph.model import Audience, ParticipationKey, Text, ValueState, written
from loaders.loader import Edit, FeedSaid, Problem, Said
from loaders.tables.tabular import Tabular

KUMU: dict[str, list[list[object]]] = {
    "Elements": [
        ["Label", "Type", "Tags", "Description", "Image"],
        ["Choir", "association", "music|youth", "Sings", ""],
        ["Library", "Place", "", "", "https://example.org/l.png"],
    ],
    "Connections": [
        ["From", "To", "Direction", "Label", "Type"],
        ["Choir", "Library", "mutual", "lends", ""],
        ["Library", "School", "directed", "", ""],
    ],
}


def saved(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def lines(kinds: Kinds, path: Path) -> list[str]:
    found = []
    for one in Tabular(kinds).read(path):
        match one:
            case Said():
                found.append(f"{one.about} {one.property} {written(one.value) or one.state.lower()}")
            case Edit():
                after = written(one.after) or one.state.lower()
                found.append(f"{one.record} {one.property}: {one.before or 'nothing'} → {after} ({one.locator})")
            case Problem():
                found.append(str(one))
    return found


def put(sheet, key: str, header: str, value: object) -> None:
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows() if row[0].value == key)
    row[heads.index(header)].value = value


@pytest.fixture(scope="module")
def exported(sample, tmp_path_factory):
    store, _ = sample
    path = tmp_path_factory.mktemp("exported") / "partners.xlsx"
    with path.open("wb") as out:
        write_xlsx(store.view(Audience.INTERNAL), Wanted(languages=("de",)), out)
    return path


def test_the_empty_template_says_nothing(kinds, tmp_path):
    path = tmp_path / "template.xlsx"
    with path.open("wb") as out:
        write_template(kinds, "uk", out)

    assert Tabular(kinds).recognises(path, path.read_bytes()[:4096])
    assert list(Tabular(kinds).read(path)) == []


def test_rows_of_one_sheet_name_those_of_another_by_key_or_name(kinds, tmp_path):
    path = saved(
        tmp_path / "partners.xlsx",
        {
            "Beteiligungen": [
                ["Kooperation", "Akteur", "Rolle", "Beginn"],
                ["Freundschaft", "h", "Seite", date(2022, 12, 7)],
            ],
            "Akteure": [["Kennung", "Name (deutsch)", "Art"], ["h", "Hannover", "Kommune"]],
            "Kooperationen": [["Kennung", "Name (deutsch)", "Art"], ["f", "Freundschaft", "Kontakt"]],
        },
    )

    assert lines(kinds, path)[:2] == [
        "participation/f/h/party holds stated",
        "participation/f/h/party starts d:2022-12-07",
    ]


def test_each_wrong_cell_is_named_and_costs_its_row(kinds, tmp_path):
    path = saved(
        tmp_path / "partners.xlsx",
        {
            "Partners": [["Key", "Kind", "Name"], ["a", "companny", "A"], ["b", "company", "B"]],
            "Participations": [["Cooperation", "Stakeholder", "Role"], ["c", "Bee", "partner"]],
        },
    )

    assert lines(kinds, path) == [
        'partners.xlsx: Partners!B2: error UNKNOWN_CODE: No stakeholder kind "companny". Did you mean "company"?',
        "stakeholder/b kind c:company",
        "stakeholder/b label t::B",
        'partners.xlsx: Participations!B2: error UNKNOWN_KEY: No stakeholder "Bee" in this file. '
        "Add a row for it, or correct the name.",
    ]


def test_an_export_that_comes_back_unchanged_says_nothing(kinds, exported):
    assert lines(kinds, exported) == []


def test_changed_added_and_emptied_cells_are_edits(kinds, exported, tmp_path):
    book = openpyxl.load_workbook(exported)
    sheet = book["Akteure"]
    put(sheet, "s-hannover", "Name (deutsch)", "Landeshauptstadt")
    put(sheet, "s-hannover", "Name (ukrainisch)", None)
    put(sheet, "s-hannover", "Ende", "keine")
    put(sheet, "s-hannover", "Weitere Namen (deutsch)", "Landeshauptstadt Hannover; LHH")
    book.save(tmp_path / "changed.xlsx")

    assert lines(kinds, tmp_path / "changed.xlsx") == [
        "s-hannover label: t:de:Hannover → t:de:Landeshauptstadt (Akteure!C7)",
        "s-hannover label: t:uk:Ганновер → not_stated (Akteure!E7)",
        "s-hannover alias: nothing → t:de:LHH (Akteure!H7)",
        "s-hannover ends: nothing → none (Akteure!U7)",
    ]


def test_a_new_row_of_an_export_is_no_edit_and_may_name_exported_records(kinds, exported, tmp_path):
    book = openpyxl.load_workbook(exported)
    book["Akteure"].append([None, "Verein", "Chor"])
    key = book["Kooperationen"]["A2"].value
    book["Beteiligungen"].append([None, key, "Chor", "Partner", "Hannover"])
    book.save(tmp_path / "more.xlsx")

    feed, *found = Tabular(kinds).read(tmp_path / "more.xlsx")

    assert isinstance(feed, FeedSaid)
    assert feed.is_addition
    assert all(isinstance(one, Said) for one in found)
    assert isinstance(found[-1], Said)
    assert found[-1].key == ParticipationKey(key, "chor", "partner", "s-hannover")


def test_what_a_participation_joins_cannot_be_edited(kinds, exported, tmp_path):
    book = openpyxl.load_workbook(exported)
    book["Beteiligungen"]["D2"] = "Gast"
    book.save(tmp_path / "changed.xlsx")

    (problem,) = lines(kinds, tmp_path / "changed.xlsx")

    assert "Beteiligungen!D2: error BAD_EDIT" in problem


def test_kumus_workbook_is_read_unchanged(kinds, tmp_path):
    path = saved(tmp_path / "kumu.xlsx", KUMU)

    found = lines(kinds, path)

    assert "stakeholder/Choir kind c:association" in found
    assert "stakeholder/Choir attribute:Tags t::music|youth" in found
    assert "stakeholder/Library attribute:Type t::Place" in found
    assert "cooperation/Choir--Library label t::lends" in found
    assert "participation/Library->School/School/partner holds stated" in found
    assert "stakeholder/School label t::School" in found


def test_a_foreign_workbook_needs_a_mapping(kinds, tmp_path):
    path = saved(tmp_path / "foreign.xlsx", {"Tabelle1": [["X", "Y"], [1, 2]]})

    assert [one.split(": ")[1] for one in lines(kinds, path)] == ["error NO_TABLE"]


def test_an_edit_carries_what_was_and_what_is(kinds, exported, tmp_path):
    book = openpyxl.load_workbook(exported)
    put(book["Akteure"], "s-hannover", "Name (englisch)", "Hanover")
    book.save(tmp_path / "changed.xlsx")

    _, edit = Tabular(kinds).read(tmp_path / "changed.xlsx")

    assert isinstance(edit, Edit)
    assert (edit.lang, edit.before, edit.after, edit.state) == (
        "en",
        "t:en:Hannover",
        Text("Hanover", "en"),
        ValueState.STATED,
    )


@pytest.mark.parametrize("hidden", ['{"starts":["d:never"]}', '{"funding":["m:EUR:x:y"]}', "[", '{"label.de":[1]}'])
def test_hidden_values_that_somebody_changed_are_a_problem_of_their_row(kinds, exported, tmp_path, hidden):
    book = openpyxl.load_workbook(exported)
    sheet = book["_partnernetz_stakeholders"]
    sheet["B1"] = hidden
    book.save(tmp_path / "changed.xlsx")

    (problem,) = lines(kinds, tmp_path / "changed.xlsx")

    assert "Akteure!A2: error BAD_EDIT" in problem
