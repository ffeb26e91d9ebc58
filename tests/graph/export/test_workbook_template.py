# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The empty workbook: what staff find in it, read by a reader that is not the writer."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import SheetVisibleEnum

from graph.export.choices import Tongue
from graph.export.workbook import column_of, is_apart, is_example, sheet_of, sheets
from graph.kinds import Kinds
from tests.graph.export.opened import book, everything, raw_rows, rows, template

TITLES = {
    "de": ["Hilfe", "Akteure", "Kooperationen", "Beteiligungen", "Ereignisse", "Quellen"],
    "en": ["Help", "Stakeholders", "Cooperations", "Participations", "Events", "Sources"],
    "uk": ["Довідка", "Суб’єкти співпраці", "Співпраця", "Участь", "Події", "Джерела"],
}


@pytest.fixture(scope="module")
def german(kinds: Kinds) -> bytes:
    return template(kinds, "de")


@pytest.fixture(scope="module")
def styled(german: bytes) -> Workbook:
    """As the library that knows styles sees it."""
    return load_workbook(BytesIO(german))


@pytest.mark.parametrize("lang", ["de", "en", "uk"])
def test_its_sheets_and_headers_are_in_the_language_asked_for(kinds, lang):
    content = template(kinds, lang)
    known = sheets(kinds)
    visible = [each.name for each in book(content).sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    assert visible == TITLES[lang]
    for title in visible[1:]:
        sheet = sheet_of(title, known)
        assert sheet
        assert all(column_of(str(header), sheet) for header in raw_rows(content, title)[0])


def test_what_it_hides_is_very_hidden(german):
    hidden = [each for each in book(german).sheets_metadata if each.visible != SheetVisibleEnum.Visible]
    assert [each.name for each in hidden] == ["_partnernetz_lists", "_partnernetz"]
    assert all(each.visible == SheetVisibleEnum.VeryHidden and is_apart(each.name) for each in hidden)


def test_it_holds_nothing_but_marked_examples(german):
    for title in TITLES["de"][1:]:
        found = rows(german, title)
        assert found
        assert all(is_example(str(row["Kennung"])) for row in found)


def test_examples_are_written_in_the_words_of_the_language(german):
    assert rows(german, "Akteure")[0]["Art"] == "Kommune"
    assert rows(german, "Beteiligungen")[1]["Rolle"] == "Partner"


def test_it_is_the_same_to_the_byte_whenever_it_is_made(german, kinds):
    assert template(kinds, "de") == german


def test_dates_stay_as_they_are_written(styled):
    sheet = styled["Kooperationen"]
    starts = next(cell.column_letter for cell in sheet[1] if cell.value == "Beginn")
    assert sheet.column_dimensions[starts].number_format == "@"


def test_only_headers_and_help_are_protected(styled):
    sheet = styled["Akteure"]
    assert sheet.protection.sheet
    assert sheet["A1"].protection.locked
    assert not sheet["B2"].protection.locked
    assert not sheet.column_dimensions["B"].protection.locked
    assert sheet.freeze_panes == "B2"


def test_a_vocabularys_words_drop_down(styled, german, kinds):
    lists = raw_rows(german, "_partnernetz_lists")
    drop_downs = [each for each in styled["Akteure"].data_validations.dataValidation if each.type == "list"]
    assert len(drop_downs) == 4  # kind, level, country, visibility
    assert drop_downs[0].formula1 == f"'_partnernetz_lists'!$A$1:$A${len(kinds.concepts('stakeholder_kinds'))}"
    assert [row[0] for row in lists][:2] == ["Organisation", "Kommune"]


def test_where_several_values_may_stand_the_list_does_not_refuse_them(styled):
    sheet = styled["Kooperationen"]
    topics = next(cell.column_letter for cell in sheet[1] if cell.value == "Themen")
    guides = [each for each in sheet.data_validations.dataValidation if f"{topics}2" in str(each.sqref)]
    assert [(each.type, each.showErrorMessage) for each in guides] == [("list", False)]


def test_a_language_that_is_none_of_the_three_gets_english(kinds):
    assert Tongue(kinds, "fr").label("roles", "party") == "Party"


def test_it_tells_nothing_of_where_and_when_it_was_made(german):
    assert "2026-01-01T00:00:00Z" in everything(german)
