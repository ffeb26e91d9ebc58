# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making and joining records: what is taken is refused, what is sent twice is made once; and taking back."""
# Longer than 300 lines because every kind of edit of a record is tried here once, side by side.

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.dates import partial_date
from graph.editing import edits, taking
from graph.editing.desk import Desk
from graph.editing.saving import rehearse, save
from graph.editing.saying import Evidence, Plan, Severity
from graph.editing.voice import voice_of
from graph.kinds import Kinds
from graph.model import Audience, Identifier, Point, Term, Text, Value
from graph.stores.protocol import View
from graph.undoing import undoing
from tests.graph.editing import small_town
from tests.graph.editing.small_town import CLUB, FEED, TOWN, Editor, Planning, citing, tell, town


@pytest.fixture
def anna(kinds: Kinds) -> Editor:
    return Editor(town(kinds))


def complaints(saved_plan: Plan) -> list[tuple[Severity, str, str]]:
    return [(found.severity, found.code, found.place) for found in saved_plan.complaints]


def test_a_new_record_is_named_by_its_label(anna: Editor):
    saved = anna.create("stakeholder", kind=Term("association"), label=[Text("Chor Auental", "de")])

    assert saved.about == "s-chor-auental"
    assert anna.shown("s-chor-auental", "kind") == ["association"]


def test_a_new_record_needs_kind_and_label(anna: Editor):
    saved = anna.create("event")

    assert complaints(saved.plan) == [
        (Severity.ERROR, "MISSING_VALUE", "input.kind"),
        (Severity.ERROR, "MISSING_VALUE", "input.labels"),
    ]


def test_an_identifier_that_is_taken_is_refused_and_names_the_record(anna: Editor):
    given = {
        "kind": Term("municipality"),
        "label": [Text("Neustadt", "de")],
        "identifier": [Identifier("wikidata", "Q1")],
    }

    saved = anna.create("stakeholder", **given)

    (found,) = saved.plan.complaints
    assert (found.code, found.place, found.hint) == ("IDENTIFIER_TAKEN", "identifier[0]", f'Update "{TOWN}" instead.')
    assert anna.store.latest() == 1


def test_an_identifier_that_several_bodies_may_share_is_a_doubt(anna: Editor):
    anna.update(TOWN, identifier=[Identifier("wikidata", "Q1"), Identifier("nuts", "DE92")])

    saved = anna.update(CLUB, identifier=[Identifier("nuts", "DE92")])

    assert complaints(saved.plan) == [(Severity.WARNING, "IDENTIFIER_TAKEN", "identifier[0]")]
    assert anna.shown(CLUB, "identifier") == ["nuts:DE92"]


def test_an_equal_name_is_a_doubt(anna: Editor):
    saved = anna.create("stakeholder", kind=Term("company"), label=[Text("RUDERCLUB", "de")])

    assert complaints(saved.plan) == [(Severity.WARNING, "NAME_EXISTS", "label[0]")]
    assert saved.about == "s-ruderclub-2"


@pytest.mark.parametrize("type_name", ["stakeholder", "cooperation", "event", "note", "source"])
def test_what_is_sent_twice_is_made_once(anna: Editor, type_name: str):
    kind = {"stakeholder": "company", "cooperation": "contact", "event": "visit", "note": "goal", "source": "report"}
    name = {"note": "text", "source": "title"}.get(type_name, "label")
    given = {"kind": Term(kind[type_name]), name: [Text("Zweimal gesendet", "de")]}

    first, second = (anna.create(type_name, **given) for _ in range(2))

    assert second.about == first.about
    assert complaints(second.plan) == [(Severity.INFO, "MADE_BEFORE", "input")]
    assert anna.store.latest() == 2


def test_what_somebody_else_sends_is_another_record(anna: Editor):
    first, second = (
        Editor(anna.store, name).create("event", kind=Term("visit"), label=[Text("Besuch", "de")])
        for name in ("anna", "bert")
    )

    assert first.about != second.about


def test_a_participation_is_made_once(anna: Editor):
    first, second = anna.join(TOWN, "party"), anna.join(TOWN, "party")

    assert first.about == second.about
    assert anna.store.latest() == 2


def test_periods_that_do_not_touch_make_two_participations(anna: Editor):
    first = anna.join(CLUB, starts=partial_date("1990"), ends=partial_date("1995")).about
    second = anna.join(CLUB, starts=partial_date("2010")).about
    third = anna.join(CLUB, starts=partial_date("1995-06")).about

    assert second != first
    assert third == first


def test_a_role_that_does_not_fit_is_refused(anna: Editor):
    saved = anna.join(CLUB, "speaker")

    assert complaints(saved.plan) == [(Severity.ERROR, "BAD_ROLE", "input")]


def test_a_quote_of_more_than_fifteen_words_is_refused(anna: Editor):
    saved = citing(anna, Evidence(FEED, "line 1", "wort " * 16)).update(TOWN, level=Term("regional"))

    assert complaints(saved.plan) == [(Severity.ERROR, "LONG_QUOTE", "evidence.quote")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("level", Term("regionel"), "UNKNOWN_CODE"),
        ("level", Text("regional"), "BAD_USER_INPUT"),
        ("url", Text("javascript:alert(1)"), "BAD_USER_INPUT"),
        ("identifier", Identifier("wikidate", "Q1"), "BAD_USER_INPUT"),
        ("identifier", Identifier("wikidata", "1"), "BAD_USER_INPUT"),
        ("description", Text("  "), "BAD_USER_INPUT"),
        ("point", Point(91.0, 0.0), "BAD_USER_INPUT"),
    ],
)
def test_a_value_that_does_not_fit_is_complained_of_at_its_place(anna: Editor, name: str, value: Value, code: str):
    saved = anna.update(TOWN, **{name: [value]})

    assert [(found.code, found.place) for found in saved.plan.complaints] == [(code, f"{name}[0]")]
    assert anna.store.latest() == 1


# ------------------------------------------------------------------ taking back


def test_a_retracted_claim_of_a_feed_does_not_come_again(anna: Editor):
    (claim,) = (claim for claim in anna.record(TOWN).claims if claim.property == "description")

    anna.do(lambda desk: taking.retract(desk, [claim.id], reason="wrong"))
    tell(anna.store)

    assert anna.shown(TOWN, "description") == []


def test_a_retracted_claim_of_an_editor_may_be_said_again(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    (claim,) = (claim for claim in anna.record(TOWN).claims if claim.property == "level")

    anna.do(lambda desk: taking.retract(desk, [claim.id], reason="wrong"))
    anna.update(TOWN, level=Term("regional"))

    assert anna.shown(TOWN, "level") == ["regional"]


def test_a_claim_that_has_left_is_not_taken_back_again(anna: Editor):
    (claim,) = (claim for claim in anna.record(TOWN).claims if claim.property == "description")
    for _ in range(2):
        saved = anna.do(lambda desk: taking.retract(desk, [claim.id], reason="wrong"))

    assert complaints(saved.plan) == [(Severity.WARNING, "LEFT_ALREADY", "ids[0]")]


def test_a_withdrawn_record_leaves_with_what_joins_it(anna: Editor):
    joined = anna.join(CLUB).about

    anna.do(lambda desk: taking.withdraw(desk, CLUB, reason="closed"))

    assert anna.store.view(Audience.INTERNAL).records([CLUB, joined]) == [None, None]


def test_who_was_withdrawn_may_join_again(anna: Editor):
    joined = anna.join(CLUB).about
    anna.do(lambda desk: taking.withdraw(desk, joined, reason="by mistake"))

    again = anna.join(CLUB).about

    assert again == joined
    assert anna.record(joined).key is not None


def test_the_source_of_edits_is_not_withdrawn(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    editing = anna.store.origins("", ["editing"])[0]

    for take in (taking.withdraw, taking.withdraw_feed):
        saved = anna.do(lambda desk, take=take: take(desk, editing, reason="away"))  # type: ignore[misc]  # bound early
        assert complaints(saved.plan) == [(Severity.ERROR, "BAD_USER_INPUT", "id")]


def test_a_withdrawn_feed_leaves_what_others_said(anna: Editor):
    anna.update(TOWN, level=Term("regional"))

    anna.do(lambda desk: taking.withdraw_feed(desk, FEED, reason="withdrawn"))

    assert [claim.property for claim in anna.record(TOWN).claims] == ["level"]


def test_a_reverted_edit_is_as_if_it_had_not_been(anna: Editor):
    before = anna.record(TOWN).facts
    anna.update(TOWN, description=Text("Falsch.", "de"), url=[])

    anna.do(lambda desk: taking.revert(desk, 2, reason="wrong"))

    after = anna.record(TOWN).facts
    assert {name: [fact.value for fact in facts] for name, facts in after.items()} == {
        name: [fact.value for fact in facts] for name, facts in before.items()
    }


def test_the_first_edit_is_reverted_without_the_source_of_edits(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    anna.update(CLUB, level=Term("municipal"))

    anna.do(lambda desk: taking.revert(desk, 2, reason="wrong"))

    assert anna.shown(TOWN, "level") == []
    club = anna.record(CLUB, Audience.PUBLIC)
    assert [fact.value for fact in club.facts["level"]] == [Term("municipal")]


def test_a_source_of_edits_that_was_taken_away_is_told_anew(anna: Editor):
    anna.update(TOWN, level=Term("regional"))
    anna.store.commit(undoing(anna.store, 2, author="anna"))

    anna.update(CLUB, level=Term("municipal"))

    club = anna.record(CLUB, Audience.PUBLIC)
    assert [fact.value for fact in club.facts["level"]] == [Term("municipal")]


def test_a_revision_that_is_not_there_cannot_be_reverted(anna: Editor):
    saved = anna.do(lambda desk: taking.revert(desk, 99, reason="wrong"))

    assert complaints(saved.plan) == [(Severity.ERROR, "UNKNOWN_REVISION", "number")]


# ------------------------------------------------------------------ trying, and others who write meanwhile


def planner(anna: Editor, plan: Planning) -> Callable[[View], Plan]:
    return lambda view: plan(Desk(view, voice_of(anna.store, view, anna.name)))


def test_a_rehearsal_says_what_would_change_and_writes_nothing(anna: Editor):
    sayings = small_town.sayings({"level": Term("regional")})

    saved = rehearse(anna.store, planner(anna, lambda desk: edits.update(desk, TOWN, sayings)))

    changes = {change.record: [fact.property for fact in change.facts] for change in saved.diff.changes}
    assert changes[TOWN] == ["level"]
    assert (anna.store.latest(), anna.shown(TOWN, "level")) == (1, [])


def test_what_changed_since_it_was_read_is_a_conflict_that_names_it(anna: Editor):
    anna.update(TOWN, level=Term("regional"))

    saved = replace(anna, has_read=1).update(TOWN, level=Term("state"))

    assert saved.conflict is not None
    assert (saved.conflict.expected, saved.conflict.current, saved.conflict.touched) == (1, 2, (TOWN,))
    assert anna.shown(TOWN, "level") == ["regional"]


def test_what_changed_elsewhere_since_it_was_read_is_no_conflict(anna: Editor):
    anna.update(CLUB, level=Term("regional"))

    saved = replace(anna, has_read=1).update(TOWN, level=Term("state"))

    assert saved.conflict is None
    assert anna.shown(TOWN, "level") == ["state"]


def test_an_edit_that_is_overtaken_is_planned_anew(anna: Editor):
    others = iter([lambda: anna.create("stakeholder", **bridge("Erste Brücke"))])

    def late(view: View) -> Plan:
        next(others, lambda: None)()
        return edits.create(Desk(view, voice_of(anna.store, view, "bert")), "stakeholder", sayings)

    sayings = small_town.sayings(bridge("Zweite Brücke"))
    saved = save(anna.store, late)

    assert complaints(saved.plan) == [(Severity.ERROR, "IDENTIFIER_TAKEN", "identifier[0]")]


def bridge(name: str) -> dict[str, object]:
    identifier = [Identifier("wikidata", "Q7")]
    return {"kind": Term("company"), "label": [Text(name, "de")], "identifier": identifier}
