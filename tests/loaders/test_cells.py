# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells as people write them: dates, numbers, money, points, states and words of three languages."""

from decimal import Decimal

import pytest

from graph.kinds import Kinds
from graph.model import Identifier, Money, Number, Point, Ref, Term, Text, ValueState
from loaders.mapping.reading import ColumnMapping, column_key
from loaders.tables.cell_dates import date_of
from loaders.tables.cell_numbers import money_of, number_of, plain_number, point_of
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import Cells


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("07.12.2022", "2022-12-07"),
        ("7. 12. 2022", "2022-12-07"),
        ("12/2022", "2022-12"),
        ("2022", "2022"),
        ("2022-12", "2022-12"),
        ("2022-12-07T10:30:00", "2022-12-07"),
        ("Dezember 2022", "2022-12"),
        ("Dec 2022", "2022-12"),
        ("грудень 2022", "2022-12"),
        ("7 грудня 2022 р.", "2022-12-07"),
        ("March 7, 2022", "2022-03-07"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text, date):
    assert str(date_of(text)) == date


@pytest.mark.parametrize("text", ["7.12.22", "07/12/2022", "32.1.2022", "seit 2019", "13/2022", "44902"])
def test_what_is_no_date_or_two_is_asked_about(text):
    with pytest.raises(WrongCell) as found:
        date_of(text)

    assert found.value.code == "BAD_DATE"


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("12,5", "", "12.5"),
        ("1.234,50", "", "1234.50"),
        ("1,234.5", "", "1234.5"),
        ("1 234 567", "", "1234567"),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("1e-05", "", "0.00001"),
        ("-3", "", "-3"),
    ],
)
def test_a_number_may_have_a_comma_or_a_point(text, decimal, number):
    assert number_of(text, decimal) == Decimal(number)


@pytest.mark.parametrize("text", ["1.234", "1,234", "1.23.4", "1E+99", "zwölf", "", "5,", "9" * 400])
def test_what_is_no_number_or_two_is_asked_about(text):
    with pytest.raises(WrongCell) as found:
        number_of(text)

    assert found.value.code == "BAD_NUMBER"


def test_a_number_with_a_zero_before_it_is_a_text():
    assert plain_number("0511") is None
    assert plain_number("511") == 511


def test_an_amount_has_a_currency_and_perhaps_a_year():
    assert money_of("1.250 €") == Money(Decimal(1250), "EUR")
    assert money_of("EUR 1250,50 (2023)") == Money(Decimal("1250.50"), "EUR", 2023)
    with pytest.raises(WrongCell):
        money_of("1250")


def test_a_point_has_latitude_first():
    assert point_of("52,37; 9,73") == point_of("52.37, 9.73") == Point(52.37, 9.73)
    with pytest.raises(WrongCell):
        point_of("152; 9")


def said(
    kinds: Kinds, text: str, name: str, *, on: str = "stakeholder", inside: str = "", lang: str = ""
) -> list[object]:
    found = Cells(kinds, lang=lang).sayings(text, kinds.property(on, name), ColumnMapping(name, inside))
    return [state if value is None else value for value, state in found]


@pytest.mark.parametrize("word", ["municipality", "Kommune", "MUNICIPALITY", "Муніципалітет", "Stadt", "громада"])
def test_a_word_of_any_language_leads_to_its_code(kinds, word):
    assert said(kinds, word, "kind") == [Term("municipality")]


def test_a_mistyped_word_is_answered_with_the_nearest(kinds):
    with pytest.raises(WrongCell) as found:
        said(kinds, "Komune", "kind")

    assert found.value.hint == 'Did you mean "Kommune" (municipality)?'


def test_empty_says_nothing_and_states_are_told_from_values(kinds):
    assert said(kinds, "  ", "starts") == []
    assert said(kinds, "Unbekannt", "starts") == [ValueState.UNKNOWN]
    assert said(kinds, "немає", "ends") == [ValueState.NONE]
    assert said(kinds, "'unknown", "label", inside="en") == [Text("unknown", "en")]


def test_several_values_stand_between_semicolons(kinds):
    assert said(kinds, "culture;education", "topic", on="cooperation") == [Term("culture"), Term("education")]
    assert said(kinds, "A; B\\; C", "alias", lang="de") == [Text("A", "de"), Text("B; C", "de")]
    assert said(kinds, "https://a.example/x;y", "url") == [Text("https://a.example/x;y")]


def test_an_identifier_names_its_register_or_its_page(kinds):
    assert said(kinds, "wikidata:Q1715", "identifier") == [Identifier("wikidata", "Q1715")]
    assert said(kinds, "https://www.wikidata.org/wiki/Q1715", "identifier", inside="wikidata") == [
        Identifier("wikidata", "Q1715")
    ]
    with pytest.raises(WrongCell):
        said(kinds, "Q1715", "identifier")


def test_a_participant_may_have_its_role_behind_it(kinds):
    assert said(kinds, "Kammer (IHK) (Gastgeber); b", "participant", on="event") == [
        Ref("Kammer (IHK)", "host"),
        Ref("b", "participant"),
    ]


def test_a_number_of_the_spreadsheet_needs_no_guessing(kinds):
    rule = kinds.property("cooperation", "weight")

    assert Cells(kinds).sayings("1.234", rule, ColumnMapping("weight"), is_number=True) == [
        (Number(Decimal("1.234")), ValueState.STATED)
    ]


def test_columns_are_compared_without_capitals_and_signs():
    assert column_key("  Förderer / Geldgeber ") == column_key("foerderer geldgeber")
    assert column_key("AE") != column_key("A")
