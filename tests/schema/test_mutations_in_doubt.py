# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mutations that are refused or doubted: the argument that it is about, and that nothing else has changed."""

import json
from dataclasses import replace

import pytest

from graph.errors import BadInput
from graph.stores.protocol import Store
from schema.imports import Loading, Wanted
from tests.schema.test_imports_and_changes import IMPORT, Done
from tests.schema.town import PARTNER, SOLIDARITY, TOWN, TWIN, Asking, Json

ASKED = "revision { number } problems { severity code place hint } record { id }"


@pytest.fixture
def editor(own_town: Store) -> Asking:
    return Asking(own_town, "EDITOR")


def do(editor: Asking, field: str) -> Json:
    return editor.data(f"mutation {{ it: {field} {{ {ASKED} }} }}")["it"]


def problems(payload: Json) -> list[tuple[str, str, str]]:
    return [(found["severity"], found["code"], found["place"]) for found in payload["problems"]]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (f'addClaims(record: "{TOWN}", claims: [{{property: "colour", value: {{concept: "red"}}}}])',
         ("ERROR", "UNKNOWN_CODE", "claims[0].property")),
        ('addClaims(record: "s-nowhere", claims: [{property: "level", value: {concept: "state"}}])',
         ("ERROR", "UNKNOWN_ID", "record")),
        (f'updateCooperation(id: "{SOLIDARITY}", input: {{participations: null}})',
         ("ERROR", "BAD_USER_INPUT", "input.participations")),
        (f'judge(left: "{TOWN}", right: "{PARTNER}", judgement: DIFFERENT, reason: {json.dumps("x" * 501)})',
         ("ERROR", "BAD_USER_INPUT", "reason")),
        (f'updateCooperation(id: "{SOLIDARITY}", input: {{weight: 0}})', ("ERROR", "BAD_USER_INPUT", "input.weight")),
        (f'withdrawRecord(id: "{TOWN}", reason: "a\\u0000b")', ("ERROR", "BAD_USER_INPUT", "reason")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_once_and_at_its_place(editor: Asking, field: str, found: tuple[str, str, str]):
    payload = do(editor, field)

    assert problems(payload) == [found]
    assert (payload["revision"], editor.store.latest()) == (None, 4)


@pytest.mark.parametrize(
    ("field", "place"),
    [
        (f'updateStakeholder(id: "{TOWN}", input: {{period: {{from: "2000", to: "1990"}}}})', "input.period"),
        (f'addParticipation(cooperation: "{SOLIDARITY}", input: {{stakeholder: "{TWIN}", role: "party",'
         ' period: {from: "2000", to: "1990"}})', "input.period"),
        (f'createTie(input: {{kind: "part_of", subject: "{TWIN}", object: "{TOWN}",'
         ' period: {from: "2000", to: "1990"}})', "input.period"),
        (f'updateCooperation(id: "{SOLIDARITY}", input: {{participations: [{{stakeholder: "{TWIN}", role: "party",'
         ' period: {from: "2000", to: "1990"}}]})', "input.participations[0].period"),
        (f'addClaims(record: "{TOWN}", claims: [{{property: "alias", value: {{text: {{text: "Alt"}}}},'
         ' valid: {from: "2000", to: "1990"}}])', "claims[0].valid"),
    ],
)  # fmt: skip
def test_whatever_ends_before_it_starts_is_doubted(editor: Asking, field: str, place: str):
    assert ("WARNING", "BAD_PERIOD", place) in problems(do(editor, field))


def test_null_takes_back_who_takes_part_in_an_event(editor: Asking):
    given = f'participants: [{{stakeholder: "{TWIN}", role: "visitor"}}], cooperations: ["{SOLIDARITY}"]'
    made = do(editor, f'createEvent(input: {{kind: "visit", labels: [{{text: "Besuch", lang: "de"}}], {given}}})')
    event = made["record"]["id"]

    do(editor, f'updateEvent(id: "{event}", input: {{participants: null, cooperations: null}})')

    asked = "participants { nodes { id } } cooperations { nodes { id } }"
    node = editor.data(f'{{ node(id: "{event}") {{ ... on Event {{ {asked} }} }} }}')["node"]
    assert node == {"participants": {"nodes": []}, "cooperations": {"nodes": []}}


def test_lines_that_another_machine_ends_are_lines(editor: Asking):
    do(editor, f'updateStakeholder(id: "{TOWN}", input: {{description: [{{text: "Eins\\r\\nzwei", lang: "de"}}]}})')

    node = editor.data(f'{{ node(id: "{TOWN}") {{ ... on Stakeholder {{ description {{ text }} }} }} }}')["node"]
    assert node == {"description": {"text": "Eins\nzwei"}}


# ------------------------------------------------------------------ at once, and twice

MAKE = 'createStakeholder(input: {kind: "company", labels: [{text: "Fähre", lang: "de"}]})'


def test_what_a_request_beside_this_one_has_made_is_shown(editor: Asking):
    request = editor.request()
    assert request.scene().view.revision.number == 4
    first = do(editor, MAKE)

    answer = editor.answer(f"mutation {{ it: {MAKE} {{ {ASKED} }} }}", context=request)

    assert answer["data"]["it"]["record"] == first["record"]


def test_another_token_of_the_same_name_makes_another_record(editor: Asking):
    def made(owner: str) -> Json:
        request = replace(editor.request(), owner=owner)
        return editor.answer(f"mutation {{ it: {MAKE} {{ {ASKED} }} }}", context=request)["data"]["it"]["record"]

    assert made("one") == made("one") != made("two")


def test_what_a_load_held_back_and_a_loader_that_is_not_there_are_told(editor: Asking):
    def loaded(load: Loading, loader: str = "") -> Json:
        request = replace(editor.request(), load=load)
        document = IMPORT.replace('feed: "list"', f'loader: "{loader}"')
        return editor.answer(document, {"dry": False}, request)["data"]["importUpload"]["problems"]

    def nix(wanted: Wanted) -> Done:
        raise BadInput(f"There is no loader {wanted.loader}.")

    (held,) = loaded(lambda wanted: Done(held_back=3, problems=[]))
    assert (held["severity"], held["code"], held["message"].split()[0]) == ("INFO", "HELD_BACK", "3")
    assert [found["place"] for found in loaded(nix, "nix")] == ["loader"]
    assert [found["place"] for found in loaded(nix, "documents")] == ["upload"]
