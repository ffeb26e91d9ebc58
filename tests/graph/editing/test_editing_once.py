# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same words of the same person make one record, whatever has become of it since; other words make another one."""

from dataclasses import replace

import pytest

from graph.editing import edits, taking
from graph.editing.saying import Evidence, Joined, Severity
from graph.kinds import Kinds
from graph.model import ParticipationKey, Term, Text, TieKey, Visibility
from tests.graph.editing.small_town import CLUB, FEED, TOWN, Editor, citing, sayings, tell, town

CHOIR: dict[str, object] = {"kind": Term("association"), "label": [Text("Chor", "de")], "level": Term("municipal")}


@pytest.fixture
def anna(kinds: Kinds) -> Editor:
    return Editor(town(kinds))


def codes(saved: object) -> list[str]:
    return [found.code for found in saved.plan.complaints]  # type: ignore[attr-defined]  # what an editor got back


@pytest.mark.parametrize("less", [{"level": None}, {"level": Term("regional")}])
def test_other_words_make_another_record(anna: Editor, less: dict[str, object]):
    first = anna.create("stakeholder", **CHOIR)
    second = anna.create("stakeholder", **{**CHOIR, **less})

    assert (first.about, second.about, codes(second)) == ("s-chor", "s-chor-2", ["NAME_EXISTS"])


@pytest.mark.parametrize(
    "evidence", [Evidence(FEED, "line 3"), Evidence(FEED, "line 2", visibility=Visibility.INTERNAL)]
)
def test_other_evidence_or_visibility_makes_another_record(anna: Editor, evidence: Evidence):
    first = citing(anna, Evidence(FEED, "line 2")).create("stakeholder", **CHOIR)
    second = citing(anna, evidence).create("stakeholder", **CHOIR)

    assert (first.about == second.about, codes(second)) == (False, ["NAME_EXISTS"])


@pytest.mark.parametrize("name", ["anna", "bert"])
def test_a_record_that_was_edited_since_is_not_made_again(anna: Editor, name: str):
    first = anna.create("stakeholder", **CHOIR)
    Editor(anna.store, name).update(first.about, label=[Text("Singkreis", "de")], level=None)

    second = anna.create("stakeholder", **CHOIR)

    assert (second.about, codes(second)) == (first.about, ["MADE_BEFORE"])


def test_a_record_that_was_withdrawn_is_made_again(anna: Editor):
    first = anna.create("stakeholder", **CHOIR).about
    anna.do(lambda desk: taking.withdraw(desk, first, reason="closed"))

    second, third = (anna.create("stakeholder", **CHOIR) for _ in range(2))

    assert second.about not in ("", first)
    assert (third.about, codes(third)) == (second.about, ["MADE_BEFORE"])


def test_who_takes_part_tells_two_cooperations_apart(anna: Editor):
    made = [together(anna, CLUB, TOWN), together(anna, TOWN, CLUB), together(anna, CLUB)]

    assert made[0] == made[1] != made[2]


def together(anna: Editor, *parties: str) -> str:
    keys = [ParticipationKey(edits.NEW, name, "party") for name in parties]
    joined = [Joined("participation", key, (), "input") for key in keys]
    said = sayings({"kind": Term("contact"), "label": [Text("Treffen", "de")]})
    return anna.do(lambda desk: edits.create(desk, "cooperation", said, joined)).about


@pytest.mark.parametrize(("owner", "is_same"), [("t1", True), ("t2", False)])
def test_two_tokens_of_one_name_are_two_persons(anna: Editor, owner: str, is_same: bool):
    first = replace(anna, owner="t1").create("stakeholder", **CHOIR).about

    second = replace(anna, owner=owner).create("stakeholder", **CHOIR).about

    assert (first == second) is is_same


# ------------------------------------------------------------------ what joins two


def test_joining_again_with_other_words_changes_nothing_and_says_how(anna: Editor):
    first = anna.join(TOWN, "party").about

    second = anna.join(TOWN, "party", status=Term("active"))

    (found,) = second.plan.complaints
    assert (found.severity, found.code, second.about) == (Severity.WARNING, "EXISTS_ALREADY", first)
    assert f'updateParticipation(id: "{first}")' in found.hint
    assert (anna.shown(first, "status"), anna.store.latest()) == ([], 2)


def test_a_tie_that_is_there_is_not_made_again(anna: Editor):
    def tied(**values: object) -> list[str]:
        joined = Joined("tie", TieKey(CLUB, "part_of", TOWN), sayings(values), "input")
        return codes(anna.do(lambda desk: edits.relate(desk, joined)))

    title = [Text("Abteilung", "de")]
    assert [tied(role_title=title), tied(role_title=title), tied(role_title=None)] == [
        [],
        ["MADE_BEFORE"],
        ["EXISTS_ALREADY"],
    ]


def test_joining_again_with_a_source_adds_the_source(anna: Editor):
    first = anna.join(TOWN, "party").about

    citing(anna, Evidence(FEED, "line 4")).join(TOWN, "party")

    assert FEED in {claim.source for claim in anna.record(first).claims}


def test_a_load_beside_makes_no_difference(anna: Editor):
    first = anna.create("stakeholder", **CHOIR)
    tell(anna.store, level=Term("regional"))

    assert anna.create("stakeholder", **CHOIR).about == first.about
