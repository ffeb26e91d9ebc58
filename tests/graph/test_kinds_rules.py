# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the shipped vocabularies rule: properties, who may take a role, what a tie joins, which registers are known."""

import pytest

from graph.errors import UnknownCode
from graph.kinds import RECORD_TYPES, Kinds


def test_a_property_of_other_records_is_unknown(kinds: Kinds) -> None:
    with pytest.raises(UnknownCode, match='No note property "topics"') as caught:
        kinds.property("note", "topics")

    assert caught.value.nearest == "topic"
    with pytest.raises(UnknownCode, match='No record type "stakeholders"'):
        kinds.property("stakeholders", "kind")


def test_every_record_type_has_the_properties_of_the_model(kinds: Kinds) -> None:
    everywhere = "attribute visibility same_as different_from maybe_same_as identity "
    expected = {
        "stakeholder": "kind level label alias abbreviation identifier country point url contact starts ends "
        "description named",
        "cooperation": "kind formality label description status starts ends topic instrument funding weight distance",
        "participation": "holds status starts ends",
        "tie": "holds role_title starts ends",
        "event": "kind label description starts ends place part_of country topic result quantity participant "
        "cooperation",
        "note": "kind text about topic",
        "source": "kind title subtitle publisher url file_hash lang published retrieved licence loader",
    }

    for record_type in RECORD_TYPES:
        names = {known.name for known in kinds.properties(record_type)}
        assert names == set((everywhere + expected[record_type]).split()), record_type


def test_a_property_may_differ_between_record_types(kinds: Kinds) -> None:
    assert kinds.property("stakeholder", "kind").scheme == "stakeholder_kinds"
    assert kinds.property("source", "kind").scheme == "source_kinds"
    assert not kinds.property("stakeholder", "country").many
    assert kinds.property("event", "country").many
    assert kinds.property("stakeholder", "url").many
    assert not kinds.property("source", "url").many


def test_properties_say_what_their_values_are(kinds: Kinds) -> None:
    attribute, distance = kinds.property("tie", "attribute"), kinds.property("cooperation", "distance")
    participant, named = kinds.property("event", "participant"), kinds.property("stakeholder", "named")

    assert attribute.accepts("text")
    assert attribute.accepts("number")
    assert not attribute.accepts("date")
    assert (attribute.carries, participant.carries, participant.refers_to) == (
        "name",
        "role",
        frozenset({"stakeholder"}),
    )
    assert (distance.value_type, distance.unit, named.values) == ("number", "km", ("0", "1"))
    assert kinds.property("stakeholder", "label").per_language
    assert kinds.property("stakeholder", "contact").default_visibility == "internal"
    assert kinds.property("participation", "holds").value_type == "nothing"


def test_persons_are_internal_and_stand_in_a_family_of_their_own(kinds: Kinds) -> None:
    person = kinds.stakeholder_kind("person")

    assert (person.default_visibility, person.default_level) == ("internal", "none")
    assert [rule.code for rule in kinds.stakeholder_kinds() if rule.family == person.family] == ["person"]


def test_a_registered_association_is_hinted_by_its_legal_form(kinds: Kinds) -> None:
    assert [rule.code for rule in kinds.stakeholder_kinds() if "e. V." in rule.legal_forms] == ["association"]


def test_only_party_and_lead_tie_those_who_take_them(kinds: Kinds) -> None:
    assert {rule.code for rule in kinds.roles() if rule.ties_parties} == {"party", "lead"}


def test_speakers_are_in_events_only_and_leads_in_cooperations_only(kinds: Kinds) -> None:
    speaker, lead = kinds.role("speaker"), kinds.role("lead")

    assert (speaker.in_events, speaker.in_cooperations) == (True, False)
    assert (lead.in_events, lead.in_cooperations) == (False, True)


def test_roles_and_ties_have_a_name_from_each_end(kinds: Kinds) -> None:
    partner, part_of = kinds.role("partner"), kinds.tie("part_of")

    assert (partner.from_stakeholder["en"], partner.from_cooperation["en"]) == ("is partner in", "has partner")
    assert (part_of.from_subject["de"], part_of.from_object["de"]) == ("ist Teil von", "hat den Teil")


def test_only_a_person_holds_a_role_and_only_at_a_body(kinds: Kinds) -> None:
    holds_role = kinds.tie("holds_role")

    assert holds_role.allows("person", "municipality")
    assert not holds_role.allows("company", "municipality")
    assert not holds_role.allows("person", "person")
    assert kinds.tie("possibly_same").allows("person", "person")


def test_a_role_without_a_rule_is_open_to_any_kind(kinds: Kinds) -> None:
    assert kinds.role("party").allows("person", "contact")
    assert kinds.role("host").allows("municipality")


def test_twinning_friendship_and_contact_are_one_family(kinds: Kinds) -> None:
    assert {kinds.cooperation_family(kind) for kind in ("twinning", "friendship", "contact")} == {"city_link"}
    assert kinds.cooperation_family("support") == "support"


@pytest.mark.parametrize(
    ("scheme", "value", "url"),
    [
        ("wikidata", "Q1715", "https://www.wikidata.org/wiki/Q1715"),
        ("ror", "0304hq317", "https://ror.org/0304hq317"),
        ("url", "https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("url", "javascript:alert(1)", ""),
        ("wikidata", "../x", "https://www.wikidata.org/wiki/..%2Fx"),
        ("ags", "03241001", ""),
        ("unheard_of", "1", ""),
    ],
)
def test_an_identifier_leads_to_its_page(kinds: Kinds, scheme: str, value: str, url: str) -> None:
    assert kinds.identifier_url(scheme, value) == url


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("wikidata", "Q41572"), ("katottg", "UA48060150010035747"), ("ror", "0304hq317"), ("ags", "03241001")],
)
def test_identifiers_that_are_one_to_each_body_are_known_by_their_form(kinds: Kinds, scheme: str, value: str) -> None:
    known = kinds.identifier_scheme(scheme)

    assert known is not None
    assert known.exclusive
    assert known.fits(value)
    assert not known.fits(f"{value}!")


def test_codes_of_goals_are_no_identifiers_of_stakeholders(kinds: Kinds) -> None:
    sdg, wikidata = kinds.identifier_scheme("sdg"), kinds.identifier_scheme("wikidata")

    assert sdg is not None
    assert wikidata is not None
    assert (sdg.for_concepts, sdg.for_stakeholders) == (True, False)
    assert (wikidata.for_concepts, wikidata.for_stakeholders) == (True, True)
    assert kinds.identifier_scheme("unheard_of") is None
    assert {known.code for known in kinds.identifier_schemes() if not known.for_stakeholders} == {"sdg", "oecd_dac"}
