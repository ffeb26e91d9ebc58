# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The workbook's sheets and columns: complete in three languages, and each header leads to one column."""

from collections import Counter

import pytest

from graph.export.choices import meanings, role_meanings
from graph.export.column import Sheet, Use
from graph.export.workbook import column_of, is_apart, is_example, sheet_of, sheets
from graph.kinds import Kinds
from graph.text import fold


@pytest.fixture(scope="module")
def known(kinds: Kinds) -> tuple[Sheet, ...]:
    return sheets(kinds)


def test_there_are_five_sheets_and_the_key_comes_first(known):
    assert [sheet.title.de for sheet in known] == ["Akteure", "Kooperationen", "Beteiligungen", "Ereignisse", "Quellen"]
    assert {sheet.key.header.all for sheet in known} == {("Kennung", "Key", "Ідентифікатор")}


def test_every_column_of_the_template_is_headed_and_explained_in_three_languages(known):
    for sheet in known:
        for column in sheet.columns:
            assert all(column.header.all), column.code
            assert all(column.advice.all) or column.part in ("latitude", "longitude"), column.code


@pytest.mark.parametrize("lang", ["de", "en", "uk"])
def test_no_two_columns_of_a_sheet_share_a_header(known, lang):
    for sheet in known:
        headers = Counter(fold(column.header.in_(lang)) for column in sheet.columns)
        assert [header for header, count in headers.items() if count > 1] == []


def test_no_header_that_is_understood_could_mean_two_columns(known):
    for sheet in known:
        owners: dict[str, set[str]] = {}
        for column in sheet.columns:
            for word in (*column.header.all, *column.also):
                owners.setdefault(fold(word), set()).add(column.code)
        assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


def test_every_header_is_found_again(known):
    for sheet in known:
        for column in sheet.columns:
            assert {column_of(word, sheet) for word in column.header.all} == {column}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("name (DEUTSCH)", "label.de"),
        ("Name [German]", "label.de"),
        ("Назва (німецькою)", "label.de"),
        ("Name (pl)", "label.pl"),
        ("label.zh-Hant", "label.zh-Hant"),
        ("Bezeichnung", "label"),
        ("Wikidata", "identifier.wikidata"),
        ("E-Mail", "contact"),
        ("Merkmal: Einwohner", "attribute:Einwohner"),
        ("ATTRIBUTE: Budget line", "attribute:Budget line"),
    ],
)
def test_headers_are_understood_as_people_write_them(known, header, code):
    found = column_of(header, known[0])
    assert found
    assert found.code == code


@pytest.mark.parametrize("header", ["", "???", "Schuhgröße", "Art (pl)", "Merkmal:", "(" * 5000])
def test_a_foreign_header_is_no_column(known, header):
    assert column_of(header, known[0]) is None


def test_sheets_are_known_by_their_titles_in_any_language(known):
    titles = ("Stakeholder", "cooperations", "УЧАСТЬ", "Veranstaltungen", "Quelle")
    assert [found.code for title in titles if (found := sheet_of(title, known))] == [sheet.code for sheet in known]
    assert sheet_of("Tabelle1", known) is None


def test_help_and_hidden_sheets_stand_apart():
    assert [is_apart(title) for title in ("Hilfe", "Довідка", "_partnernetz_lists", "Akteure")] == [
        True,
        True,
        True,
        False,
    ]


def test_examples_are_marked_by_their_key_and_say_codes_that_exist(known, kinds):
    for sheet in known:
        assert all(is_example(word) for example in sheet.key.examples for word in example.all)
        for column in sheet.columns:
            codes = set(meanings(column, kinds).values())
            said = {code.strip() for example in column.examples for code in example.de.split(";") if code.strip()}
            assert not codes or said <= codes, column.code


def test_each_part_of_a_participation_has_a_column(known):
    joins = [column.code for column in known[2].columns if column.use is Use.JOIN]
    assert joins == ["cooperation", "stakeholder", "role", "side", "spell"]


def test_every_property_of_the_vocabulary_has_a_column(known, kinds):
    apart = {"attribute", "holds"} | set.intersection(
        *({rule.name for rule in kinds.properties(each)} for each in ("stakeholder", "note", "tie", "source"))
    )
    for sheet in known:
        missing = {rule.name for rule in kinds.properties(sheet.type)} - {column.property for column in sheet.columns}
        assert missing <= apart


def test_roles_are_understood_in_every_language(kinds, known):
    role = known[2].column("role")
    assert role
    understood = meanings(role, kinds)
    assert [understood[fold(word)] for word in ("Seite", "Party", "Сторона", "party")] == ["party"] * 4
    assert "speaker" not in understood.values()
    assert role_meanings(kinds)[fold("Vortragende")] == "speaker"
