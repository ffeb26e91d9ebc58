# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which language a reader is given, and when a name held."""

import pytest

from graph.model import Claim, Passage, Text
from graph.stores.protocol import Change, Store
from tests.schema.town import EDITING, TOWN, Asking

UKRAINIAN = Claim(TOWN, "label", Text("Лінденфурт", "uk"), EDITING, (Passage("row 1"),), author="anna")


@pytest.fixture
def ukrainian(own_town: Store) -> Store:
    """A town that has a Ukrainian name."""
    own_town.commit(Change("anna", "", (UKRAINIAN,)))
    return own_town


@pytest.mark.parametrize("wanted", ["uk", "UK", "uk-UA", "UK-ua", "uk-Cyrl-UA"])
def test_a_language_is_found_by_any_of_its_tags(ukrainian: Store, wanted: str):
    town = 'node(id: "s-lindenfurt") { ... on Stakeholder { label(lang: $lang) { lang } } }'
    query = f"query ($lang: [LanguageTag!]) {{ {town} }}"

    assert Asking(ukrainian).data(query, lang=[wanted])["node"]["label"]["lang"] == "uk"
    assert Asking(ukrainian, languages=("uk-UA",)).data(query)["node"]["label"]["lang"] == "uk"


def test_a_sentence_is_written_in_the_language_of_the_region(public: Asking):
    ends = 'from: {id: "s-debno"}, to: {id: "s-debno"}'
    query = f"query ($lang: [LanguageTag!]) {{ paths({ends}) {{ paths {{ text(lang: $lang) {{ lang }} }} }} }}"

    for wanted, lang in (("uk-UA", "uk"), ("EN-gb", "en"), ("pl", "de")):
        assert public.data(query, lang=[wanted])["paths"]["paths"][0]["text"]["lang"] == lang


@pytest.mark.parametrize("turned", [False, True])
def test_a_name_held_as_long_as_the_claims_that_make_it_one_say(own_town: Store, turned: bool):
    spans = [("1990", "1995"), ("1985", "2001")]
    claims = [
        Claim(
            TOWN, "alias", Text("Furtstadt", "de"), EDITING, (Passage(f"row {first}"),), valid_from=first, valid_to=last
        )
        for first, last in (reversed(spans) if turned else spans)
    ]
    own_town.commit(Change("anna", "", tuple(claims)))
    query = (
        '{ node(id: "s-lindenfurt") { ... on Stakeholder { names { text period { from { date } to { date } } } } } }'
    )
    periods = {name["text"]: name["period"] for name in Asking(own_town).data(query)["node"]["names"]}

    assert periods["Furtstadt"] == {"from": {"date": "1985"}, "to": {"date": "2001"}}
