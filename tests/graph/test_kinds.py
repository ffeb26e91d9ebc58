# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vocabularies that ship: complete in three languages, trees without circles, rules, properties, suggestions."""

import re
from dataclasses import FrozenInstanceError
from time import perf_counter

import pytest

from graph.errors import UnknownCode
from graph.kinds import LANGUAGES, SCHEMES, Kinds, load_kinds


def test_every_vocabulary_of_the_contract_is_there(kinds: Kinds) -> None:
    assert set(SCHEMES) == {
        "stakeholder_kinds",
        "levels",
        "cooperation_kinds",
        "formalities",
        "statuses",
        "roles",
        "tie_kinds",
        "event_kinds",
        "note_kinds",
        "source_kinds",
        "topics",
        "instruments",
        "countries",
        "properties",
    }
    assert all(kinds.concepts(scheme) for scheme in SCHEMES)


@pytest.mark.parametrize(
    ("scheme", "codes"),
    [
        (
            "stakeholder_kinds",
            "municipality municipal_company university research_institute chamber association civil_society_group "
            "administration_unit council state national_government eu_body international_body company person "
            "organisation",
        ),
        ("levels", "municipal regional state national european international none unstated"),
        (
            "cooperation_kinds",
            "twinning friendship contact project_partnership solidarity_partnership network_membership "
            "service_cooperation support funding",
        ),
        ("formalities", "agreement council_decision declaration informal"),
        ("statuses", "planned active paused ended"),
        (
            "roles",
            "party lead contact_point partner funder implementer beneficiary host visitor decider participant "
            "organiser speaker",
        ),
        ("tie_kinds", "part_of owned_by member_of successor_of holds_role possibly_same"),
        ("event_kinds", "conference visit trade_fair decision delivery signing meeting"),
        ("note_kinds", "goal measure need challenge lesson"),
        ("source_kinds", "web_page slides report spreadsheet register dataset press_release interview editing"),
    ],
)
def test_the_codes_of_the_model_are_there_and_no_others(kinds: Kinds, scheme: str, codes: str) -> None:
    assert {concept.code for concept in kinds.concepts(scheme)} == set(codes.split())


@pytest.mark.parametrize("scheme", [scheme for scheme in SCHEMES if scheme != "countries"])
def test_labels_and_definitions_are_complete_in_three_languages(kinds: Kinds, scheme: str) -> None:
    for concept in kinds.concepts(scheme):
        assert tuple(concept.labels) == ("de", "en", "uk"), concept.code
        assert tuple(concept.definitions) == ("de", "en", "uk"), concept.code
        assert all(text.endswith(".") for text in concept.definitions.values()), concept.code


def test_ukrainian_texts_are_ukrainian(kinds: Kinds) -> None:
    for scheme in SCHEMES:
        for concept in kinds.concepts(scheme):
            for text in (concept.labels["uk"], concept.definitions.get("uk", "")):
                assert not re.search("[ыэъёЫЭЪЁ]", text), f"{scheme} {concept.code}: a letter that Ukrainian lacks"
            assert re.search("[а-яіїєґ]", concept.labels["uk"].lower()), f"{scheme} {concept.code}"


@pytest.mark.parametrize("scheme", ["topics", "instruments", "stakeholder_kinds"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_concepts_of_a_vocabulary_have_the_same_label(kinds: Kinds, scheme: str, language: str) -> None:
    labels = [concept.labels[language] for concept in kinds.concepts(scheme)]

    assert len(set(labels)) == len(labels)


def test_topics_are_a_tree_of_at_most_three_levels(kinds: Kinds) -> None:
    topics = {topic.code: topic for topic in kinds.concepts("topics")}

    for topic in topics.values():
        above = {upper for parent in topic.broader for upper in topics[parent].broader}
        assert not {upper for known in above for upper in topics[known].broader}, topic.code
    assert 60 <= len(topics) <= 80


def test_narrower_mirrors_broader(kinds: Kinds) -> None:
    for scheme in SCHEMES:
        for concept in kinds.concepts(scheme):
            assert all(concept.code in kinds.concept(scheme, upper).narrower for upper in concept.broader)
            assert all(concept.code in kinds.concept(scheme, lower).broader for lower in concept.narrower)


def test_within_water_are_supply_and_wastewater(kinds: Kinds) -> None:
    assert kinds.within("topics", "water") == {"water", "water_supply", "wastewater"}
    assert kinds.within("topics", "wastewater") == {"wastewater"}


def test_within_reaches_through_several_levels(kinds: Kinds) -> None:
    assert {"labour_market_integration", "integration", "migration"} <= kinds.within("topics", "migration")


def test_a_municipal_company_is_within_company_and_a_person_is_no_organisation(kinds: Kinds) -> None:
    assert kinds.within("stakeholder_kinds", "company") == {"company", "municipal_company"}
    assert "person" not in kinds.within("stakeholder_kinds", "organisation")
    assert len(kinds.within("stakeholder_kinds", "organisation")) == 15


def test_exact_matches_have_an_address(kinds: Kinds) -> None:
    found = {(match.scheme, match.value): match.url for match in kinds.concept("topics", "water").matches}

    assert found["sdg", "6"] == "https://sdgs.un.org/goals/goal6"
    assert ("oecd_dac", "14020") in found


@pytest.mark.parametrize(
    ("topic", "purpose"),
    [
        ("waste", "14050"),
        ("urban_development", "43030"),
        ("social_housing", "16040"),
        ("relief_deliveries", "72010"),
        ("higher_education", "11420"),
        ("local_self_government", "15112"),
        ("democracy", "15150"),
        ("peace", "15220"),
    ],
)
def test_topics_bear_their_purpose_code(kinds: Kinds, topic: str, purpose: str) -> None:
    assert purpose in {match.value for match in kinds.concept("topics", topic).matches if match.scheme == "oecd_dac"}


@pytest.mark.parametrize(
    ("scheme", "wrong", "meant"),
    [
        ("stakeholder_kinds", "municipallity", "municipality"),
        ("stakeholder_kinds", "Kommune", "municipality"),
        ("stakeholder_kinds", "Stadt", "municipality"),
        ("stakeholder_kinds", "Муніципалітет", "municipality"),
        ("stakeholder_kinds", "IHK", "chamber"),
        ("topics", "Wasserversorgung", "water_supply"),
        ("topics", "watersupply", "water_supply"),
        ("topics", "відбудова", "reconstruction"),
        ("instruments", "Beratungen", "advice"),
        ("countries", "Deutschland", "DE"),
        ("countries", "Україна", "UA"),
        ("roles", "partners", "partner"),
    ],
)
def test_the_nearest_code_is_suggested_by_code_and_by_words_in_any_language(
    kinds: Kinds, scheme: str, wrong: str, meant: str
) -> None:
    assert kinds.nearest(scheme, wrong) == meant


def test_nothing_is_suggested_for_what_is_like_nothing(kinds: Kinds) -> None:
    assert kinds.nearest("levels", "qqqq") is None
    assert kinds.nearest("levels", "") is None


def test_an_unknown_code_is_an_error_with_a_suggestion(kinds: Kinds) -> None:
    with pytest.raises(UnknownCode, match='No stakeholder kind "municipallity"') as caught:
        kinds.concept("stakeholder_kinds", "municipallity")

    assert caught.value.nearest == "municipality"


def test_an_unknown_vocabulary_is_an_error_with_a_suggestion(kinds: Kinds) -> None:
    with pytest.raises(UnknownCode, match='No vocabulary "topic"') as caught:
        kinds.has("topic", "water")

    assert caught.value.nearest == "topics"


def test_countries_come_with_their_names_in_the_order_of_their_codes(kinds: Kinds) -> None:
    codes = [country.code for country in kinds.concepts("countries")]

    assert codes == sorted(codes)
    assert kinds.concept("countries", "UA").labels == {"de": "Ukraine", "en": "Ukraine", "uk": "Україна"}
    assert kinds.concept("countries", "XK").labels == {"de": "Kosovo", "en": "Kosovo", "uk": "Косово"}


@pytest.mark.parametrize("code", ["EU", "UN", "EZ", "ZZ", "XA", "QO", "150", "ua", "IC"])
def test_what_is_no_country_is_not_among_them(kinds: Kinds, code: str) -> None:
    assert not kinds.has("countries", code)


def test_there_are_as_many_countries_as_iso_lists_and_kosovo(kinds: Kinds) -> None:
    assert len(kinds.concepts("countries")) == 249 + 1


def test_vocabularies_cannot_be_changed(kinds: Kinds) -> None:
    with pytest.raises(FrozenInstanceError):
        kinds.version = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kinds.concept("levels", "none").labels["de"] = "x"  # type: ignore[index]


def test_loading_again_gives_the_same(kinds: Kinds) -> None:
    again = load_kinds()

    assert again == kinds
    assert again.version == kinds.version
    assert len({again, kinds}) == 1


def test_loading_takes_less_than_a_sixth_of_a_second() -> None:
    def seconds() -> float:
        begin = perf_counter()
        load_kinds()
        return perf_counter() - begin

    assert min(seconds() for _ in range(3)) < 0.15
