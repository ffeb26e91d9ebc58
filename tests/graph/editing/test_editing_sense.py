# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes no sense is refused or doubted; what speaks of persons only is for staff only."""

from decimal import Decimal

import pytest

from graph.dates import partial_date
from graph.editing import edits
from graph.editing.saving import Saved
from graph.editing.saying import Evidence, Given, Joined, Severity
from graph.kinds import Kinds
from graph.model import (
    Audience,
    Identifier,
    Money,
    Number,
    ParticipationKey,
    Rank,
    Ref,
    Term,
    Text,
    Value,
    Visibility,
)
from tests.graph.editing.small_town import CLUB, FEED, TOWN, WORK, Editor, citing, sayings, town

EARLY, LATE = partial_date("1990"), partial_date("2000")


@pytest.fixture
def anna(kinds: Kinds) -> Editor:
    return Editor(town(kinds))


def complaints(saved: Saved) -> list[tuple[Severity, str, str]]:
    return [(found.severity, found.code, found.place) for found in saved.plan.complaints]


def person(anna: Editor, name: str = "Erna Muster", **more: object) -> str:
    return anna.create("stakeholder", kind=Term("person"), label=[Text(name, "de")], **more).about


# ------------------------------------------------------------------ persons


def test_the_id_of_a_person_says_nothing_also_where_the_person_is_shown(anna: Editor):
    shown = person(anna, visibility=Text("public"))
    cited = person(citing(anna, Evidence(FEED, "line 1", visibility=Visibility.PUBLIC)), "Otto Muster")

    assert "muster" not in shown + cited
    assert anna.record(shown, Audience.PUBLIC).texts("label") == (Text("Erna Muster", "de"),)


@pytest.mark.parametrize("type_name", ["note", "event"])
def test_what_is_about_persons_only_is_for_staff_only(anna: Editor, type_name: str):
    value = Ref(person(anna)) if type_name == "note" else Ref(person(anna), "speaker")

    made = anna.create(type_name, **about(type_name, [value])).about
    anna.update(made, topic=[Term("youth")])

    assert anna.record(made).visibility is Visibility.INTERNAL
    assert {claim.visibility for claim in anna.record(made).claims} == {Visibility.INTERNAL}
    assert "nichts" not in made


@pytest.mark.parametrize("type_name", ["note", "event"])
def test_what_is_about_others_too_is_for_all_but_for_the_person(anna: Editor, type_name: str):
    role = "" if type_name == "note" else "speaker"

    name = person(anna)

    made = anna.create(type_name, **about(type_name, [Ref(name, role), Ref(TOWN, role and "host")])).about

    assert anna.record(made).visibility is Visibility.PUBLIC
    values = [claim.value for claim in anna.record(made, Audience.PUBLIC).claims]
    assert name not in [value.record for value in values if isinstance(value, Ref)]


def about(type_name: str, values: list[Ref]) -> dict[str, object]:
    kind, name, of = {"note": ("goal", "text", "about"), "event": ("visit", "label", "participant")}[type_name]
    return {"kind": Term(kind), name: [Text("Nichts für alle", "de")], of: values}


# ------------------------------------------------------------------ periods


def test_a_new_record_that_ends_before_it_starts_is_doubted(anna: Editor):
    saved = anna.create("event", kind=Term("visit"), label=[Text("Besuch", "de")], starts=LATE, ends=EARLY)

    assert complaints(saved) == [(Severity.WARNING, "BAD_PERIOD", "ends")]


def test_a_participation_that_ends_before_it_starts_is_doubted(anna: Editor):
    joined = anna.join(CLUB, starts=LATE)

    assert complaints(anna.update(joined.about, ends=EARLY)) == [(Severity.WARNING, "BAD_PERIOD", "ends")]
    assert complaints(anna.join(TOWN, starts=LATE, ends=EARLY)) == [(Severity.WARNING, "BAD_PERIOD", "ends")]


def test_a_statement_that_ends_before_it_starts_is_doubted(anna: Editor):
    saved = anna.add(TOWN, "alias", Given(Text("Alt", "de"), valid=("2000", "1990")))

    assert complaints(saved) == [(Severity.WARNING, "BAD_PERIOD", ".valid")]


def test_an_edit_of_something_else_does_not_doubt_the_period(anna: Editor):
    anna.update(TOWN, starts=LATE, ends=EARLY)

    assert complaints(anna.update(TOWN, level=Term("municipal"))) == []


# ------------------------------------------------------------------ parts, registers, bonds


def test_an_event_is_not_a_part_of_itself(anna: Editor):
    day, week, year = (anna.create("event", kind=Term("visit"), label=[Text(name, "de")]).about for name in "ABC")
    anna.update(day, part_of=Ref(week))
    anna.update(week, part_of=Ref(year))

    for name in (day, year):
        assert complaints(anna.update(year, part_of=Ref(name))) == [(Severity.ERROR, "LOOP", "part_of[0]")]
    saved = anna.add(year, "part_of", Given(Ref(day), place="claims[0].value.record"))
    assert complaints(saved) == [(Severity.ERROR, "LOOP", "claims[0].value.record")]


def test_two_identifiers_of_a_register_that_gives_one_to_each_body_are_refused(anna: Editor):
    two = [Identifier("wikidata", "Q1"), Identifier("wikidata", "Q2")]
    added = Given(Identifier("wikidata", "Q2"), place="x")

    assert complaints(anna.update(TOWN, identifier=two)) == [(Severity.ERROR, "TWO_IDENTIFIERS", "identifier[1]")]
    assert complaints(anna.add(TOWN, "identifier", added)) == [(Severity.ERROR, "TWO_IDENTIFIERS", "x")]


def test_what_a_register_called_a_body_once_may_be_added(anna: Editor):
    anna.add(TOWN, "identifier", Given(Identifier("wikidata", "Q2")), Rank.DEPRECATED)
    anna.add(TOWN, "identifier", Given(Identifier("wikidata", "Q3"), valid=("", "1990")))

    assert anna.store.latest() == 3


@pytest.mark.parametrize(
    ("kind", "more", "codes"),
    [
        ("twinning", {}, ["BOND_EXISTS"]),
        ("support", {}, []),
        ("twinning", {"ends": partial_date("1980")}, []),
    ],
)
def test_a_second_bond_of_the_same_parties_names_the_first(
    anna: Editor, kind: str, more: dict[str, object], codes: list[str]
):
    anna.update(WORK, starts=EARLY)
    for party in (TOWN, CLUB):
        anna.join(party, "party")

    said = sayings({"kind": Term(kind), "label": [Text("Anders genannt", "de")], **more})
    keys = [ParticipationKey(edits.NEW, party, "party") for party in (CLUB, TOWN)]
    joined = [Joined("participation", key, (), "input") for key in keys]
    saved = anna.do(lambda desk: edits.create(desk, "cooperation", said, joined))

    assert [found.code for found in saved.plan.complaints] == codes
    assert all(WORK in found.message for found in saved.plan.complaints)
    assert saved.outcome


# ------------------------------------------------------------------ texts and numbers


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("description", Text("a\x00b", "de")),
        ("description", Text("a\rb", "de")),
        ("description", Text("a\ud800b", "de")),
        ("identifier", Identifier("iati_org", "a\x1bb")),
        ("url", Text("https://")),
        ("url", Text("https:// auental.example")),
        ("url", Text("https://anna:geheim@auental.example")),
        ("url", Text("https://auental.example:port")),
    ],
)
def test_a_text_that_nobody_can_read_is_refused(anna: Editor, name: str, value: Value):
    assert complaints(anna.update(TOWN, **{name: [value]})) == [(Severity.ERROR, "BAD_USER_INPUT", f"{name}[0]")]


def test_tabs_and_new_lines_are_text(anna: Editor):
    anna.update(TOWN, description=[Text("Eine\tStadt\nam Fluss", "de")])

    assert anna.shown(TOWN, "description") == ["Eine\tStadt\nam Fluss"]


@pytest.mark.parametrize("locator", ["a\x00b", "x" * 1001])
def test_a_place_that_nobody_can_read_is_refused(anna: Editor, locator: str):
    saved = citing(anna, Evidence(FEED, locator)).update(TOWN, level=Term("regional"))

    assert complaints(saved) == [(Severity.ERROR, "BAD_USER_INPUT", "evidence.locator")]


@pytest.mark.parametrize("number", ["0", "-1", "1000000001", "NaN", "Infinity"])
def test_a_weight_is_above_nothing_and_no_more_than_a_thousand_million(anna: Editor, number: str):
    saved = anna.update(WORK, weight=[Number(Decimal(number))])

    assert complaints(saved) == [(Severity.ERROR, "BAD_USER_INPUT", "weight[0]")]


@pytest.mark.parametrize("number", ["1000000000001", "-1e13", "1e-999999", "sNaN"])
def test_a_number_with_which_nobody_can_reckon_is_refused(anna: Editor, number: str):
    saved = anna.add(TOWN, "attribute:population", Given(Number(Decimal(number)), place="x"))

    assert complaints(saved) == [(Severity.ERROR, "BAD_USER_INPUT", "x")]


def test_an_amount_with_which_nobody_can_reckon_is_refused(anna: Editor):
    saved = anna.update(WORK, funding=[Money(Decimal("1e16"), "EUR")])

    assert complaints(saved) == [(Severity.ERROR, "BAD_USER_INPUT", "funding[0]")]
