# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The automatic rules, one by one: what joins, what parts, and what only a person may join."""

from decimal import Decimal

import pytest

from graph.identity.kindred import Kindred
from graph.identity.profile import Profile, Said, profile
from graph.identity.reasons import Because, Reason
from graph.identity.rules import by_identifier, by_name, contradiction
from graph.kinds import Kinds
from graph.model import Identifier, Number, Point, Term, Value

DE = ("country", Term("DE"))


@pytest.fixture(scope="module")
def kindred(kinds: Kinds) -> Kindred:
    return Kindred(kinds)


def body(kindred: Kindred, names: str, kind: str = "municipality", *values: tuple[str, Value]) -> Profile:
    """A stakeholder in Germany, called as its record."""
    return profile(names, Said(names.split(" ; "), [kind], [*(values or (DE,))]), kindred)


def number(scheme: str, value: str) -> tuple[str, Value]:
    return ("identifier", Identifier(scheme, value))


def test_an_equal_identifier_joins_whatever_the_names(kindred):
    one = body(kindred, "Posen", "municipality", number("wikidata", "Q268"))
    other = body(kindred, "Poznań", "organisation", number("wikidata", "Q268"))

    decision = by_identifier(one, [other])

    assert decision is not None
    assert (decision.record, decision.reason) == ("Poznań", Reason(Because.EQUAL_IDENTIFIER, ("wikidata", "Q268")))


def test_different_identifiers_of_one_register_part_whatever_else_is_equal(kindred):
    one = body(kindred, "Neustadt am Markt", "municipality", DE, number("ags", "06534014"))
    other = body(kindred, "Neustadt am Markt", "municipality", DE, number("ags", "07138044"))

    decision = by_name(one, [other])

    assert decision is not None
    assert (decision.record, decision.reason.code) == ("", Because.DIFFERENT_IDENTIFIERS)


def test_an_equal_and_a_different_identifier_make_a_new_record(kindred):
    one = body(kindred, "A", "university", number("wikidata", "Q1"), number("ror", "0304hq317"))
    other = body(kindred, "B", "university", number("wikidata", "Q1"), number("ror", "02cqe8q68"))

    decision = by_identifier(one, [other])

    assert decision is not None
    assert decision.is_new
    assert contradiction(one, other) == decision.reason


def test_identifiers_of_two_records_make_a_new_one(kindred):
    one = body(kindred, "A", "university", number("wikidata", "Q1"), number("ror", "0304hq317"))
    owners = [
        body(kindred, "B", "university", number("wikidata", "Q1")),
        body(kindred, "C", "university", number("ror", "0304hq317")),
    ]

    decision = by_identifier(one, owners)

    assert decision is not None
    assert (decision.record, decision.reason.code) == ("", Because.SEVERAL_HITS)


def test_an_equal_name_of_one_family_and_country_joins(kindred):
    decision = by_name(body(kindred, "Ганновер"), [body(kindred, "Hannover")])

    assert decision is not None
    assert decision.record == "Hannover"
    assert decision.reason.words(("en",)) == "the same name “Ганновер”, kind and country (DE)"


@pytest.mark.parametrize(
    ("kind", "values", "why"),
    [
        ("municipality", [("level", Term("municipal"))], Because.NO_COUNTRY),
        ("municipality", [("country", Term("US"))], Because.OTHER_COUNTRY),
        ("company", [DE], Because.OTHER_FAMILY),
        ("organisation", [DE], Because.NO_FAMILY),
        ("municipality", [DE, ("named", Number(Decimal(0)))], Because.UNNAMED),
        ("council", [DE], Because.SHARED_NAME),
        ("person", [DE], Because.SHARED_NAME),
    ],
)
def test_a_doubt_makes_a_new_record_and_says_which(kindred, kind, values, why):
    decision = by_name(body(kindred, "Hannover"), [body(kindred, "Hannover", kind, *values)])

    assert decision is not None
    assert (decision.record, decision.reason.code) == ("", why)


def test_more_than_one_hit_makes_a_new_record(kindred):
    decision = by_name(body(kindred, "Hausberg"), [body(kindred, "Hausberg"), body(kindred, "Hausberg ; Alt-Hausberg")])

    assert decision is not None
    assert decision.reason == Reason(Because.SEVERAL_HITS, ("Hausberg", "2"))


def test_two_towns_of_one_name_far_apart_are_two(kindred):
    here = body(kindred, "Hausberg", "municipality", DE, ("point", Point(52.4, 9.7)))
    there = body(kindred, "Hausberg", "municipality", DE, ("point", Point(48.1, 11.6)))

    decision = by_name(here, [there])

    assert decision is not None
    assert decision.reason.code is Because.FAR_APART


@pytest.mark.parametrize("name", ["IHK", "Industrie- und Handelskammer", "ТПП"])
def test_an_abbreviation_or_a_word_for_a_sort_of_body_joins_nothing(kindred, name):
    decision = by_name(body(kindred, name, "chamber"), [body(kindred, name, "chamber")])

    assert decision is not None
    assert (decision.record, decision.reason.code) == ("", Because.SHARED_NAME)


def test_a_name_that_several_towns_of_the_country_bear_joins_nothing(kindred):
    decision = by_name(body(kindred, "Neustadt"), [body(kindred, "Neustadt")])

    assert decision is not None
    assert decision.reason.code is Because.SHARED_NAME


def test_who_qualifies_its_name_is_not_known_by_the_bare_one(kindred):
    decision = by_name(body(kindred, "Musterburg"), [body(kindred, "Musterburg (Ems) ; Musterburg")])

    assert decision is not None
    assert decision.reason.code is Because.SHARED_NAME


def test_who_says_further_which_one_it_is_is_not_known_by_the_bare_name(kindred):
    decision = by_name(body(kindred, "Musterburg"), [body(kindred, "Musterburg ; Musterburg an der Ems")])

    assert decision is not None
    assert decision.reason.code is Because.SHARED_NAME


def test_a_sort_of_body_behind_a_name_says_nothing_further(kindred):
    decision = by_name(body(kindred, "Musterburg"), [body(kindred, "Musterburg ; Musterburg, Stadt")])

    assert decision is not None
    assert decision.record == "Musterburg ; Musterburg, Stadt"


def test_a_known_namesake_makes_an_equal_name_doubtful(kindred):
    namesakes = [body(kindred, "Musterburg"), body(kindred, "Musterburg ; Musterburg an der Ems")]

    decision = by_name(body(kindred, "Musterburg"), namesakes)

    assert decision is not None
    assert decision.reason == Reason(Because.SEVERAL_HITS, ("Musterburg", "2"))


@pytest.mark.parametrize(
    ("names", "values"),
    [
        ("Musterburg ; Landkreis Musterburg", [DE]),
        ("Musterburg ; Musterburg (Region)", [DE]),
        ("Musterburg", [DE, ("identifier", Identifier("ags", "03241"))]),
        ("Musterburg", [DE, ("identifier", Identifier("katottg", "UA48060000000094390"))]),
    ],
)
def test_a_district_is_not_the_town_of_its_name(kindred, names, values):
    decision = by_name(body(kindred, "Musterburg"), [body(kindred, names, "municipality", *values)])

    assert decision is not None
    assert decision.is_new


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Botschaft der Ukraine", "national_government"),
        ("Deutsch-Polnische Gesellschaft e. V.", "association"),
        ("Tierschutzverein e. V.", "association"),
        ("Landwirtschaftskammer", "chamber"),
        ("Sparkasse", "company"),
        ("Ehrenamtliche", "civil_society_group"),
        ("лікарні", "research_institute"),
    ],
)
def test_a_name_that_any_such_body_may_bear_joins_nothing(kindred, name, kind):
    decision = by_name(body(kindred, name, kind), [body(kindred, name, kind)])

    assert decision is not None
    assert decision.reason.code is Because.SHARED_NAME


def test_a_legal_form_is_a_hint_for_the_kind(kindred):
    assert body(kindred, "Hanover Helps e. V.", "organisation").families == {"association"}
    assert body(kindred, "Hanover Helps e. V.", "municipality").families == {"association", "municipality"}


def test_a_legal_form_is_no_noise_but_its_writing_is(kindred):
    helpers = body(kindred, "Hanover Helps e. V.", "association")

    joined = by_name(body(kindred, "Hanover Helps eingetragener Verein", "association"), [helpers])

    assert joined is not None
    assert joined.record == "Hanover Helps e. V."
    assert not body(kindred, "Hanover Helps", "association").keys & helpers.keys


def test_a_record_that_the_file_calls_otherwise_is_not_meant(kindred):
    decision = by_name(body(kindred, "Hannover"), [body(kindred, "Hannover")], taken=frozenset({"Hannover"}))

    assert decision is not None
    assert decision.reason.code is Because.FILE_TELLS_APART


@pytest.mark.parametrize("language", ["de", "en", "uk"])
def test_every_reason_has_words_in_every_language(language):
    words = [Reason(code, ("a", "b", "c")).words((language,)) for code in Because]

    assert len(set(words)) == len(list(Because))
