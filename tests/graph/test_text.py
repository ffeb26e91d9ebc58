# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names in several spellings, languages and scripts meet on the right key, and on no coarser one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text import (
    fold,
    german_endings,
    name_key,
    slug,
    sort_key,
    sound,
    sound_of,
    strip_legal_form,
    suggest,
    words,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" – ", ""),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Göttingen", "gottingen"),
        ("Goettingen", "gottingen"),
        ("Go\u0308ttingen", "gottingen"),
        ("Neue Quelle", "neue quelle"),
        ("Łódź", "lodz"),
        ("Mykolaïv", "mykolaiv"),
        ("Миколаїв", "mykolaiv"),
        ("МИКОЛАЇВ", "mykolaiv"),
        ("Юрій Згурський", "yurii zghurskyi"),
        ("Кам'янець", "kamianets"),
        ("Кам’янець", "kamianets"),
        ("Объект", "obekt"),
        ("\ufb01nance", "finance"),
    ],
)
def test_a_name_folds_to_latin_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_industrie_und_handelskammer_is_one_name_however_the_hyphen_stands() -> None:
    assert fold("Industrie-und Handelskammer") == fold("Industrie- und  Handelskammer")


@given(text=st.text(max_size=30))
def test_a_key_is_the_words_in_lower_case_with_single_blanks(text: str) -> None:
    assert fold(text).split(" ") == list(words(text)) or fold(text) == ""
    assert fold(text) == fold(f" {text}, ")


@given(text=st.text(alphabet="aeouqnäöüsß миїєя", max_size=12), length=st.integers(0, 12))
def test_the_beginning_of_a_name_folds_to_the_beginning_of_its_key(text: str, length: int) -> None:
    assert fold(text).startswith(fold(text[:length]))


@pytest.mark.parametrize(
    "names",
    [
        "Mykolaiv Mykolajiw Mykolayiv Mykolaïv Миколаїв",
        "Nikolaev Nikolajew Николаев",
        "Hannover Hanover Ганновер Gannover",
        "Kharkiv Charkiw Харків",
        "Chernivtsi Tscherniwzi Чернівці",
        "Zaporizhzhia Saporischschja Запоріжжя",
        "Zhytomyr Schytomyr Житомир",
        "Uzhhorod Uschhorod Ужгород",
        "Odesa Odessa Одеса",
        "Lviv Lwiw Львів",
        "Kyiv Kyjiw Київ",
        "Europa Європа",
    ],
)
def test_transliterations_of_one_name_sound_alike(names: str) -> None:
    assert len({sound(name) for name in names.split()}) == 1


def test_sound_keeps_other_names_apart() -> None:
    names = ["Hannover", "Hanova", "Mykolaiv", "Nikolaev", "Kyiv", "Kiel", "Bremen", "Berlin", "Bern", "Lviv"]

    assert len({sound(name) for name in names}) == len(names)


def test_the_sound_of_a_text_is_that_of_its_words() -> None:
    assert sound("Stadt Mykolajiw") == f"{sound_of('stadt')} {sound_of('mykolajiw')}"


def test_identity_does_not_merge_munster_with_muenster() -> None:
    assert name_key("Münster") == name_key("Muenster")
    assert name_key("Munster") != name_key("Münster")
    assert fold("Munster") == fold("Münster")


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("Hanover Helps e. V.", "Hanover Helps", "e. V."),
        ("hanover helps ev", "hanover helps", "e. V."),
        ("Ukrainischer Verein in Niedersachsen e.V.", "Ukrainischer Verein in Niedersachsen", "e. V."),
        ("Muster Gesellschaft mit beschränkter Haftung", "Muster", "GmbH"),
        ("Muster gGmbH", "Muster", "gGmbH"),
        ("Muster GmbH & Co. KG", "Muster", "GmbH & Co. KG"),
        ("Muster UG (haftungsbeschränkt)", "Muster", "UG (haftungsbeschränkt)"),
        ("enercity AG", "enercity", "AG"),
        ("Muster, Anstalt des öffentlichen Rechts", "Muster", "AöR"),
        ("Kammer K.d.ö.R.", "Kammer", "KdöR"),
        ("Robert Muster Stiftung", "Robert Muster", "Stiftung"),
        ("Stiftung Muster", "Muster", "Stiftung"),
        ("Muster (Stiftung)", "Muster", "Stiftung"),
        ("Example Ltd.", "Example", "Ltd"),
        ("КП «Водоканал»", "Водоканал", "КП"),
        ('Товариство з обмеженою відповідальністю "Зоря"', "Зоря", "ТОВ"),
        ("ГО Січ", "Січ", "ГО"),
        ("Зоря, АТ", "Зоря", "АТ"),
        ("AG Ukraine", "AG Ukraine", ""),
        ("GmbH", "GmbH", ""),
        ("Stiftung", "Stiftung", ""),
        ("Hannover", "Hannover", ""),
        ("", "", ""),
    ],
)
def test_the_legal_form_is_told_apart_from_the_name(text: str, name: str, form: str) -> None:
    assert strip_legal_form(text) == (name, form)


def test_a_city_has_the_german_endings_that_texts_use() -> None:
    assert {"Mykolajiws", "Mykolajiwer"} <= set(german_endings("Mykolajiw"))
    hannover = {"Hannovers", "Hannoversche", "Hannoverscher", "Hannoverschen", "Hannoversches", "Hannoveraner"}
    assert hannover <= set(german_endings("Hannover"))
    assert {"Bremer", "Bremens"} <= set(german_endings("Bremen"))
    assert {"Dresdner"} <= set(german_endings("Dresden"))
    assert {"Darmstädter"} <= set(german_endings("Darmstadt"))
    assert {"Karlsruher"} <= set(german_endings("Karlsruhe"))
    assert "Paris'" in german_endings("Paris")


def test_a_body_is_declined_where_german_declines_it() -> None:
    assert "Landes Niedersachsen" in german_endings("Land Niedersachsen")
    verein = german_endings("Ukrainischer Verein in Niedersachsen e. V.")
    assert "Ukrainischen Verein in Niedersachsen e. V." in verein
    assert german_endings("Leibniz Universität Hannover") == ("Leibniz Universität Hannovers",)


@pytest.mark.parametrize("name", ["", "Hannover", "Land Hessen", "Ukrainischer Verein", "Deutsche Gesellschaft e. V."])
def test_no_name_is_an_ending_of_itself_and_none_comes_twice(name: str) -> None:
    forms = german_endings(name)

    assert name not in forms
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leibniz Universität Hannover", "leibniz-universitaet-hannover"),
        ("Миколаїв", "mykolaiv"),
        ("Згурівка", "zghurivka"),
        ("Ørsted & Łódź", "orsted-lodz"),
        ("Straße des 17. Juni", "strasse-des-17-juni"),
        ("東京", ""),
        ("a" * 70, "a" * 60),
        ("wort " * 20, "wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort"),
        ("a" * 60 + " b", "a" * 60),
    ],
)
def test_a_slug_is_short_readable_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_labels_are_sorted_as_in_a_german_register_with_cyrillic_behind() -> None:
    ordered = [
        "2 Städte",
        "Äpfel",
        "Apfelwein",
        "„Bremen“",
        "Zürich",
        "Ганновер",
        "Ґанок",
        "Є",
        "Ж",
        "И",
        "І",
        "Ї",
        "Й",
        "Я",
    ]

    backwards = list(reversed(ordered))

    assert sorted(backwards, key=sort_key) == ordered
    assert sort_key("Straße") == sort_key("STRASSE")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("enercty", "enercity"),
        ("ENERCITY", "enercity"),
        ("municipal-company", "municipal_company"),
        ("univ", "university"),
        ("chambre", "chamber"),
        ("xyz", None),
        ("", None),
        ("–", None),
    ],
)
def test_a_mistaken_word_gets_the_nearest_known_one(wrong: str, meant: str | None) -> None:
    assert suggest(wrong, ["enercity", "university", "municipal_company", "municipality", "chamber"]) == meant


def test_nothing_is_suggested_from_nothing() -> None:
    assert suggest("hannover", []) is None
