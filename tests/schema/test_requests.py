# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole requests: one sees one revision, equal ones give equal bytes, a failing measure blanks itself only."""

import json
from pathlib import Path

import pytest

from graph.errors import DeadlineExceeded
from graph.model import Claim, Passage, Text
from graph.stores.protocol import Change, Store
from tests.schema.town import EDITING, TOWN, Asking

CASES = sorted((Path(__file__).parents[2] / "schema" / "cases").glob("*.graphql"))


def rename(store: Store, name: str) -> None:
    """A new alias of the town: one more revision."""
    claim = Claim(TOWN, "alias", Text(name, "de"), EDITING, (Passage("revision 5"),), author="eve")
    store.commit(Change("eve", "renamed", (claim,)))


class Meddler:
    """A deadline at which somebody writes whenever it is looked at."""

    def __init__(self, store: Store) -> None:
        self.store, self.looks = store, 0

    def check(self) -> None:
        self.looks += 1
        rename(self.store, f"Name {self.looks}")


class Over:
    """A deadline that has passed."""

    def check(self) -> None:
        raise DeadlineExceeded("The answer took longer than allowed.", "Ask for less.")


ONE_REVISION = """{
  a: stakeholder(by: {id: "s-lindenfurt"}) { names { text } claims(first: 100) { nodes { id leftIn { number } } } }
  search(text: "Name") { totalCount }
  network { revision { number } certificate { networks { revision revisionHash } } }
  revisions { totalCount nodes { number } }
  b: stakeholder(by: {id: "s-lindenfurt"}) { names { text } claims(first: 100) { nodes { id leftIn { number } } } }
  service { revision { number hash } }
  node(id: "r-5") { id }
}"""


def test_one_request_sees_one_revision_though_others_write_meanwhile(own_town: Store):
    asking = Asking(own_town)
    quiet = asking.answer(ONE_REVISION)
    request, meddler = asking.request(), Meddler(own_town)
    request.deadline = meddler

    loud = asking.answer(ONE_REVISION, context=request)

    assert meddler.looks >= 3
    assert loud == quiet
    assert asking.data("{ service { revision { number } } }")["service"]["revision"]["number"] == 4 + meddler.looks


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_equal_requests_give_equal_bytes(public: Asking, case: Path):
    document = case.read_text(encoding="utf-8")
    variables = {"ids": [TOWN]} if "$ids" in document else {}

    answers = {json.dumps(public.answer(document, variables)) for _ in range(2)}

    assert len(answers) == 1


def test_an_answer_beyond_the_deadline_fails_as_such_and_is_not_taken_for_null(public: Asking):
    request = public.request()
    request.deadline = Over()

    found = public.answer('{ nodes(ids: ["s-debno"]) { id } }', context=request)

    assert [error["extensions"]["code"] for error in found["errors"]] == ["DEADLINE_EXCEEDED"]


def test_a_failing_measure_blanks_itself_and_not_its_neighbours(public: Asking):
    query = """{ network { nodeCount
        good: paths(from: "s-debno", to: "s-debno") { distance } bad: paths(from: "x", to: "y") { distance } } }"""

    found = public.answer(query)

    assert found["data"] == {"network": {"nodeCount": 7, "good": {"distance": 0.0}, "bad": None}}
    assert found["errors"][0]["path"] == ["network", "bad"]


@pytest.mark.parametrize(
    ("query", "code", "hint"),
    [
        ('{ network(filter: {stakeholder: {kind: {in: ["univercity"]}}}) { id } }', "UNKNOWN_CODE", "university"),
        ('{ stakeholders(filter: {country: {eq: "Ukraine"}}) { totalCount } }', "UNKNOWN_CODE", "UA"),
        ('{ stakeholders(filter: {cooperation: {role: {eq: "partie"}}}) { totalCount } }', "UNKNOWN_CODE", "party"),
        ('{ participations(role: ["partna"]) { totalCount } }', "UNKNOWN_CODE", "partner"),
        ('{ concepts(scheme: TOPIC, code: ["watr"]) { id } }', "UNKNOWN_CODE", "water"),
        ('{ claims(filter: {property: {eq: "lable"}}) { totalCount } }', "UNKNOWN_CODE", "label"),
        ('{ sources { nodes { facts(property: ["titel"]) { state } } } }', "UNKNOWN_CODE", "title"),
        ('{ node(id: "s-lindenfort") { id } }', "UNKNOWN_ID", "s-lindenfurt"),
        ('{ stakeholders(filter: {id: {eq: "s-debna"}}) { totalCount } }', "UNKNOWN_ID", "s-debno"),
        ('{ node(id: "c-bruecken") { id } }', "UNKNOWN_ID", "c-bruecken-bauen"),
        ('{ paths(from: {name: "Dembno"}, to: {id: "s-debno"}) { distance } }', "BAD_USER_INPUT", "s-debno"),
        ("{ service { vershun } }", "", "version"),
        ("{ network(projection: STATET) { id } }", "", "STATED"),
    ],
)
def test_a_wrong_word_is_an_error_that_suggests_the_nearest(public: Asking, query: str, code: str, hint: str):
    error = public.errors(query)[0]

    extensions = error["extensions"]
    assert not code or extensions["code"] == code
    assert f'"{hint}"' in extensions.get("hint", "") or f"'{hint}'" in error["message"]


def test_a_name_that_fits_several_is_an_error_that_lists_them(own_town: Store):
    claims = [Claim(name, "alias", Text("Stadt", "de"), EDITING, (Passage("x"),)) for name in (TOWN, "s-stawky")]
    own_town.commit(Change("eve", "aliases", tuple(claims)))

    error = Asking(own_town).errors('{ stakeholder(by: {name: "STADT"}) { id } }')[0]

    assert error["message"] == '"STADT" fits several records: s-lindenfurt, s-stawky.'
    assert error["extensions"]["code"] == "AMBIGUOUS_NAME"


def test_equal_questions_have_one_network_id_and_different_ones_have_not(public: Asking, staff: Asking):
    ask = "{ network%s { id } }"
    same = ("", "(projection: STATED)", "(filter: {})", "(filter: {includePersons: false}, at: {undated: INCLUDE})")
    others = (
        "(filter: {includePersons: true})",
        '(at: {valid: "2023"})',
        "(at: {revision: 2})",
        "(projection: STRUCTURE)",
        "(filter: {stakeholder: {isNamed: true}})",
        "(filter: {stakeholder: {isNamed: false}})",
        "(filter: {stakeholder: {tie: {some: {direction: OUT}}}})",
    )

    one = {public.data(ask.replace("%s", told))["network"]["id"] for told in same}
    many = [public.data(ask.replace("%s", told))["network"]["id"] for told in others]
    many.append(staff.data("{ network { id } }")["network"]["id"])

    assert len(one) == 1
    assert len({*many, *one}) == len(many) + 1
