# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a cell: what they say can be read back, and no spreadsheet takes them for a formula."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.cells import LONGEST, as_it_was, harmless, is_same, joined, parted, shown, split_role, state_of
from graph.export.choices import Tongue
from graph.export.column import Column
from graph.export.workbook import attribute_column, column_of, sheets
from graph.kinds import Kinds
from graph.model import Identifier, Money, Number, Point, Ref, Term, Text, Value, ValueState, written


@pytest.fixture(scope="module")
def tongue(kinds: Kinds) -> Tongue:
    return Tongue(kinds, "de")


def column(kinds: Kinds, sheet: int, header: str) -> Column:
    found = column_of(header, sheets(kinds)[sheet])
    assert found
    return found


def cell(tongue: Tongue, sheet: int, header: str, *values: Value) -> str:
    return shown([written(value) for value in values], column(tongue.kinds, sheet, header), tongue).text


def test_codes_are_shown_as_labels(tongue):
    assert cell(tongue, 0, "Art", Term("municipality")) == "Kommune"
    assert cell(tongue, 0, "Land", Term("UA")) == "Ukraine"
    assert cell(tongue, 1, "Themen", Term("reconstruction"), Term("youth")) == "Wiederaufbau; Jugend"


def test_a_code_that_the_vocabulary_has_lost_is_shown_itself(tongue):
    assert cell(tongue, 0, "Art", Term("guild")) == "guild"


def test_values_are_written_as_people_write_them(tongue):
    assert cell(tongue, 0, "Registerkennungen", Identifier("wikidata", "Q1715")) == "wikidata:Q1715"
    assert cell(tongue, 0, "Lage", Point(52.37, 9.73)) == "52.37, 9.73"
    assert cell(tongue, 1, "Entfernung in km", Number(Decimal(2000), "km")) == "2000"
    assert cell(tongue, 3, "Menge", Number(Decimal("3.5"), "t")) == "3.5 t"
    assert cell(tongue, 3, "Teilnehmer", Ref("s-hannover", "host")) == "s-hannover (Gastgeber)"
    assert cell(tongue, 0, "Sichtbarkeit", Text("internal")) == "intern"
    assert cell(tongue, 0, "Namentlich bekannt", Number(Decimal(0))) == "nein"


def test_an_amount_stands_in_three_cells(tongue):
    money = (Money(Decimal(25000), "EUR", 2022), Money(Decimal("30000.50"), "EUR", 2023))
    cells = [cell(tongue, 1, header, *money) for header in ("Förderbetrag", "Währung", "Förderjahr")]
    assert cells == ["25000; 30000.50", "EUR", "2022; 2023"]
    assert cell(tongue, 1, "Förderjahr", Money(Decimal(1), "EUR")) == ""


def test_unknown_and_none_have_words(tongue):
    starts = column(tongue.kinds, 1, "Beginn")
    assert (shown(["?"], starts, tongue).text, shown(["-"], starts, tongue).text) == ("unbekannt", "keine")
    assert (state_of(" Unknown "), state_of("немає")) == (ValueState.UNKNOWN, ValueState.NONE)
    assert state_of("Unbekannte Helfer") is None


def test_a_name_that_is_the_word_for_none_stays_a_name(tongue):
    assert cell(tongue, 0, "Name (deutsch)", Text("Keine", "de")) == "'Keine"
    assert state_of("'Keine") is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_looks_like_a_formula_is_made_harmless(tongue, start):
    text = f"{start}cmd|' /C calc'!A0"
    assert cell(tongue, 0, "Name (deutsch)", Text(text, "de")) == f"'{text}"


def test_a_number_stays_a_number(tongue):
    shown_number = shown(["n::-12.5"], attribute_column("Saldo"), tongue)
    assert (shown_number.text, shown_number.is_number) == ("-12.5", True)
    assert not shown(["n::123456789012345678"], attribute_column("Konto"), tongue).is_number


@given(st.text())
def test_every_text_comes_back_as_it_was(text):
    assert as_it_was(harmless(text)) == text


@given(st.text(alphabet="'=+-@ab"))
def test_apostrophes_come_back_as_they_were(text):
    assert as_it_was(harmless(text)) == text


@given(st.lists(st.text(alphabet="ab;\\ ", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_several_values_come_back_as_they_were(values):
    assert list(parted(joined(values))) == values


def test_values_side_by_side_keep_their_places():
    assert parted("a; ; c") == ("a", "", "c")


def test_what_is_too_long_for_a_cell_is_cut(tongue):
    text = cell(tongue, 0, "Beschreibung (deutsch)", Text("𝔄" * 20_000, "de"))
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert text.endswith("𝔄…")


def test_a_spreadsheets_way_of_writing_numbers_is_no_change():
    assert is_same("2000.0", "2000")
    assert is_same(" Hannover ", "Hannover")
    assert not is_same("2001", "2000")
    assert not is_same("", "2000")


def test_the_role_stands_in_the_last_parentheses():
    assert split_role("Rat (LHH) (decider)") == ("Rat (LHH)", "decider")
    assert split_role("(x)") == ("(x)", "")
