# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exported workbook, read by a reader that is not the writer: what stands in it, and what must not."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from graph.export.cells import as_it_was, is_same, shown
from graph.export.choices import Tongue
from graph.export.column import Use
from graph.export.hidden import as_json, hidden_row, read_hidden
from graph.export.rows import Row, slot
from graph.export.wanted import Wanted
from graph.export.workbook import HIDDEN, META_SHEET, column_of, sheets
from graph.kinds import Kinds
from graph.model import Audience, Money, Number, Text, ValueState
from graph.selection import CodeFilter, NetworkFilter, StakeholderFilter
from tests.graph.export.opened import book, everything, exported, raw_rows, row, rows, town, view_of
from tests.graph.stores.city import HELPERS, MEMO, SOLIDARITY, TOWN, WATERWORKS, WATERWORKS_HELP
from tests.graph.stores.story import Story


@pytest.fixture(scope="module")
def workbook(kinds: Kinds) -> bytes:
    """The town's workbook for staff."""
    return exported(town(kinds))


def test_each_record_has_a_row_in_its_sheet(workbook):
    counts = {title: len(rows(workbook, title)) for title in book(workbook).sheet_names[1:6]}
    assert counts == {"Akteure": 6, "Kooperationen": 2, "Beteiligungen": 7, "Ereignisse": 1, "Quellen": 3}


def test_a_stakeholders_row_says_what_is_known_of_it(workbook):
    assert row(workbook, "Akteure", TOWN) == {
        "Kennung": "s-brueckau",
        "Art": "Kommune",
        "Name (deutsch)": "Brückau",
        "Name (englisch)": "Bruckau",
        "Ebene": "Kommunal",
        "Land": "Deutschland",
        "Registerkennungen": "wikidata:Q101",
        "Quelle": "q-foliensatz",
        "Fundstelle": "line 9, line 10, line 11, line 12, line 13, line 14",
    }


def test_a_participations_row_says_who_takes_part_in_what(workbook):
    found = row(workbook, "Beteiligungen", WATERWORKS_HELP)
    said = {name: found.get(name) for name in ("Kooperation", "Akteur", "Rolle", "Auf der Seite von", "Beginn")}
    assert list(said.values()) == [SOLIDARITY, WATERWORKS, "Partner", TOWN, "2024-03"]
    assert found["Name des Akteurs"] == "Wasserwerk Brückau"


def test_it_remembers_its_revision_and_for_whom_it_is(workbook, kinds):
    said = {str(name): str(value) for name, value in raw_rows(workbook, META_SHEET)}
    assert (said["made"], said["lang"], said["revision"], said["audience"]) == ("export", "de", "1", "INTERNAL")
    assert said["hash"] == town(kinds).revision.hash


def test_every_cell_is_what_its_remembered_value_shows(workbook, kinds):
    tongue, seen = Tongue(kinds, "de"), 0
    for sheet in sheets(kinds):
        head, *body = raw_rows(workbook, sheet.title.de)
        columns = [column for header in head if (column := column_of(str(header), sheet))]
        remembered = [read_hidden([str(cell) for cell in cells]) for cells in raw_rows(workbook, HIDDEN + sheet.code)]
        for cells, before in zip(body, remembered, strict=True):
            assert before
            assert cells[0] == before.record
            for cell, column in zip(cells, columns, strict=True):
                if column.use not in (Use.KEY, Use.SHOWN):
                    assert is_same(str(cell), shown(before.lines.get(slot(column), ()), column, tongue).text)
                    seen += 1
    assert seen > 250


def test_the_public_gets_nothing_internal(kinds):
    staff, public = exported(town(kinds)), exported(town(kinds, Audience.PUBLIC))
    secrets = ("Erika", "Vermerk", MEMO, "verhandelt", "post@helfende.example")
    assert [secret for secret in secrets if secret not in everything(staff)] == []
    assert [secret for secret in secrets if secret in everything(public)] == []
    assert len(rows(public, "Beteiligungen")) == 6


def test_equal_views_make_equal_bytes(workbook, kinds):
    assert exported(town(kinds)) == workbook


def test_it_is_dated_by_its_revision(workbook, kinds):
    made = town(kinds).revision.at
    properties = load_workbook(BytesIO(workbook)).properties
    assert properties.created == properties.modified == made.replace(tzinfo=None)


def test_dangerous_texts_are_harmless_and_come_back_as_they_were(kinds):
    story = Story()
    story.new_source("q", "@SUM(A1)")
    texts = ["=1+1", "+49 511 1", "-x", "'=y", "tab\there", "keine", "_x0041_ & <b>", "null\x00byte", "a\r\nb"]
    for number, text in enumerate(texts):
        story.body(f"b{number}", f"Nr. {number}", "company", contact=Text(text))
    content = exported(view_of(kinds, story))
    cells = [str(row(content, "Akteure", f"Nr. {number}")["Kontakt"]) for number in range(len(texts))]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert [as_it_was(cell) for cell in cells] == [*texts[:7], "null\ufffdbyte", "a\r\nb"]
    assert "<f>" not in everything(content)


def test_amounts_are_numbers_and_states_are_words(kinds):
    story = Story()
    story.new_source("q", "Haushalt")
    story.cooperation("one", "Eins", "funding", funding=Money(Decimal(1250), "EUR", 2023), starts="2022-12")
    story.cooperation("two", "Zwei", "funding")
    story.says("+two", "funding", state=ValueState.UNKNOWN)
    story.says("+two", "ends", state=ValueState.NONE)
    content = exported(view_of(kinds, story))
    one, two = row(content, "Kooperationen", "Eins"), row(content, "Kooperationen", "Zwei")
    assert (one["Förderbetrag"], one["Währung"], one["Förderjahr"], one["Beginn"]) == (1250.0, "EUR", 2023.0, "2022-12")
    assert (two["Förderbetrag"], two.get("Währung"), two["Ende"]) == ("unbekannt", None, "keine")


def test_what_has_no_column_gets_one(kinds):
    story = Story()
    story.new_source("q", "Liste")
    story.body("a", "Arbeit", "company", **{"attribute:Einwohner": Number(Decimal(5))})
    story.says("+a", "label", Text("Praca", "pl"))
    story.says("+a", "alias", Text("P; Q", "pl"))
    found = row(exported(view_of(kinds, story)), "Akteure", "Arbeit")
    assert (found["Merkmal: Einwohner"], found["Name (pl)"], found["Weitere Namen (pl)"]) == (5.0, "Praca", "P\\; Q")


def test_a_filter_narrows_every_sheet(kinds):
    towns = StakeholderFilter(kind=CodeFilter(eq="association"))
    content = exported(town(kinds), Wanted(filter=NetworkFilter(stakeholder=towns), languages=("de",)))
    assert [found["Kennung"] for found in rows(content, "Akteure")] == [HELPERS]
    assert [found["Kennung"] for found in rows(content, "Kooperationen")] == [SOLIDARITY]
    assert [found["Akteur"] for found in rows(content, "Beteiligungen")] == [HELPERS]
    assert len(rows(content, "Quellen")) == 1


def test_an_empty_view_gives_an_empty_workbook(kinds):
    content = exported(view_of(kinds, Story()))
    assert [len(rows(content, title)) for title in book(content).sheet_names[1:6]] == [0, 0, 0, 0, 0]


def test_long_values_are_remembered_whole():
    kept = Row("s-a", {"description.de": ("t:de:" + "𝔄b " * 40_000,)})
    cells = hidden_row(kept.record, as_json(kept.lines))
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= 32_767
    assert read_hidden(cells) == kept


@pytest.mark.parametrize("cells", [[], ["s-a"], ["s-a", "{"], ["s-a", "[1]"], ["s-a", '{"kind": "x"}'], ["", "{}"]])
def test_what_was_not_remembered_is_nothing(cells):
    assert read_hidden(cells) is None


@pytest.mark.parametrize("line", ["", "x", "d:2022-13", "n::abc", "m:EUR", "m:EUR:x:1", "p:1", "z:1:2:3"])
def test_a_remembered_value_that_is_none_is_refused(line):
    assert read_hidden(["s-a", json.dumps({"starts": [line]})]) is None


def test_a_huge_number_does_not_fill_the_memory(kinds):
    huge = read_hidden(["s-a", '{"quantity": ["n::1E+999999999"]}'])
    quantity = column_of("Menge", sheets(kinds)[3])
    assert huge
    assert quantity
    assert shown(huge.lines["quantity"], quantity, Tongue(kinds, "de")).text == "1E+999999999"
