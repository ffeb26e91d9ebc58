# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proposals and judgements in the API: what looks alike is shown to staff, what an editor decides can be undone."""

import pytest

from graph.stores.protocol import Store
from schema.proposing import Proposer
from tests.schema.town import WATERWORKS, Asking, Json

DOUBLE = "s-wasserwerk-lindenfurt-2"
PROPOSALS = "totalCount nodes { left { id } right { id } score reasons judgement }"


@pytest.fixture
def editor(own_town: Store) -> Asking:
    """An editor who has entered the waterworks once more."""
    editor = Asking(own_town, "EDITOR")
    kind = 'kind: "municipal_company", country: "DE"'
    labels = 'labels: [{text: "Wasserwerk Lindenfurt", lang: "de"}]'
    editor.data(f"mutation {{ createStakeholder(input: {{{kind}, {labels}}}) {{ revision {{ number }} }} }}")
    return editor


def judge(editor: Asking, judgement: str, right: str = DOUBLE) -> Json:
    field = f'judge(left: "{WATERWORKS}", right: "{right}", judgement: {judgement}, reason: "looked at both")'
    asked = "revision { message } problems { code place } record { id }"
    return editor.data(f"mutation {{ {field} {{ {asked} }} }}")["judge"]


def pairs(editor: Asking, told: str = "") -> list[tuple[str, str]]:
    nodes = editor.data(f"{{ proposals{told} {{ {PROPOSALS} }} }}")["proposals"]["nodes"]
    return [(node["left"]["id"], node["right"]["id"]) for node in nodes]


def test_an_equal_name_is_proposed_with_a_reason_in_words(editor: Asking):
    (found,) = editor.data(f"{{ proposals {{ {PROPOSALS} }} }}")["proposals"]["nodes"]

    assert (found["left"]["id"], found["right"]["id"]) == (WATERWORKS, DOUBLE)
    assert found["reasons"] == ["derselbe Name „Wasserwerk Lindenfurt“"]
    assert found["judgement"] is None


def test_same_merges_and_every_id_still_leads_to_the_record(editor: Asking):
    payload = judge(editor, "SAME")

    assert payload["record"] == {"id": WATERWORKS}
    assert editor.data(f'{{ node(id: "{DOUBLE}") {{ id }} }}') == {"node": {"id": WATERWORKS}}
    assert (pairs(editor), pairs(editor, "(judgement: [SAME])")) == ([], [(WATERWORKS, WATERWORKS)])


def test_different_undoes_same_and_is_not_proposed_again(editor: Asking):
    judge(editor, "SAME")
    judge(editor, "DIFFERENT")

    assert editor.data(f'{{ node(id: "{DOUBLE}") {{ id }} }}') == {"node": {"id": DOUBLE}}
    assert (pairs(editor), pairs(editor, "(judgement: [DIFFERENT])")) == ([], [(WATERWORKS, DOUBLE)])


def test_the_same_judgement_again_makes_no_revision(editor: Asking):
    judge(editor, "UNSURE")
    payload = judge(editor, "UNSURE")

    assert (payload["revision"], payload["problems"]) == (None, [{"code": "NOTHING_CHANGED", "place": ""}])


@pytest.mark.parametrize(("right", "code"), [("s-nowhere", "UNKNOWN_ID"), ("c-bruecken-bauen", "BAD_USER_INPUT")])
def test_what_cannot_be_judged_is_told_at_its_place(editor: Asking, right: str, code: str):
    assert judge(editor, "SAME", right)["problems"] == [{"code": code, "place": "right"}]


def test_who_was_withdrawn_is_not_shown_among_the_judged(editor: Asking):
    judge(editor, "UNSURE")
    editor.data(f'mutation {{ withdrawRecord(id: "{DOUBLE}", reason: "x") {{ revision {{ number }} }} }}')

    assert pairs(editor, "(judgement: [UNSURE])") == []


def test_proposals_are_for_staff(editor: Asking):
    answer = Asking(editor.store).answer("{ proposals { totalCount } }")

    assert answer["data"] == {"proposals": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert "errors" not in Asking(editor.store, "STAFF").answer("{ proposals { totalCount } }")


def test_proposals_are_found_once_for_each_revision(editor: Asking):
    propose, view = Proposer(), editor.request().scene().view

    first = propose(view)

    assert propose(view) is first
    judge(editor, "DIFFERENT")
    assert propose(editor.request().scene().view) is not first
