# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids of claims, and of what has left: they bear their point, and go on naming what they named."""

from typing import Any, TypeAlias

import pytest

from graph.model import Audience, Claim, Passage, Term, Text, Visibility
from graph.stores.protocol import Change, NewRecord, Store
from tests.schema.town import TOWN, Asking

Loose: TypeAlias = Any
CLAIM = """query ($id: ID!) { node(id: $id) { ... on Claim {
    id leftIn { number } enteredIn { number } value { ... on Text { text } }
    record { ... on AnyRecord { id label { text } } } passages { locator source { id title { text } } } } } }"""
NAME = "query ($id: ID!) { node(id: $id) { id } }"


def said(name: str, value: Term | Text, visibility: Visibility = Visibility.PUBLIC) -> Claim:
    passages = (Passage("row 7"),)
    return Claim("+zedco", name, value, "+file", passages, feed="", author="loader file 1", visibility=visibility)


def register(store: Store, *claims: Claim) -> None:
    """What a file says; what it said before and no longer says leaves."""
    source = NewRecord("+file", "source", "Register", origin="file")
    title = Claim("+file", "title", Text("Register", "de"), "+file", (Passage("head"),))
    kind = Claim("+file", "kind", Term("register"), "+file", (Passage("head"),))
    company = NewRecord("+zedco", "stakeholder", "Zedco", origin="zedco")
    told: list[NewRecord | Claim] = [source, kind, title]
    if claims:
        told += [company, *claims]
    store.commit(Change("loader file 1", "a file", told, feed="+file"))


@pytest.fixture
def left(own_town: Store) -> Store:
    """A town in whose fifth revision a company entered that left in the sixth."""
    contact = said("contact", Text("Zimmer 12"), Visibility.INTERNAL)
    register(own_town, said("kind", Term("company")), said("label", Text("Zedco", "de")), contact)
    register(own_town)
    return own_town


def claim_of(store: Store, name: str, audience: Audience = Audience.PUBLIC) -> str:
    then = Asking(store, "STAFF" if audience is Audience.INTERNAL else "PUBLIC")
    wanted = "... on Stakeholder { claims(property: $p) { nodes { id } } }"
    query = f'query ($p: [String!]) {{ node(id: "s-zedco@r5") {{ {wanted} }} }}'
    nodes: Loose = then.data(query, p=[name])["node"]["claims"]["nodes"]
    return str(nodes[0]["id"])


def test_the_id_of_a_claim_bears_the_point_and_is_taken_with_it(public: Asking):
    query = "query ($at: At) { claims(first: 1, at: $at) { nodes { id record { ... on AnyRecord { id } } } } }"
    for at, suffix in (({"valid": "2023"}, "@2023"), ({"revision": 1}, "@r1"), (None, "")):
        (node,) = public.data(query, at=at)["claims"]["nodes"]
        assert (node["id"].partition("@")[2], node["record"]["id"].partition("@")[2]) == (suffix[1:], suffix[1:])
        assert public.data(CLAIM, id=node["id"])["node"]["id"] == node["id"]


def test_a_claim_whose_record_is_not_there_at_a_date_is_null(public: Asking):
    query = '{ node(id: "s-lindenfurt") { ... on Stakeholder { claims(first: 1) { nodes { id } } } } }'
    name = public.data(query)["node"]["claims"]["nodes"][0]["id"]

    assert public.data(NAME, id=f"{name}@1200")["node"] is None
    for wrong in ("k-000000000000", "k-000000000000@1200", f"{name}@x"):
        assert public.errors(NAME, id=wrong)[0]["extensions"]["code"] == "UNKNOWN_ID"


@pytest.mark.parametrize("role", ["PUBLIC", "STAFF"])
def test_a_record_that_has_left_is_null_and_its_id_no_error(left: Store, role: str):
    asking = Asking(left, role)

    assert asking.data(NAME, id="s-zedco")["node"] is None
    assert asking.data('{ stakeholder(by: {id: "s-zedco"}) { id } nodes(ids: ["s-zedco"]) { id } }') == {
        "stakeholder": None,
        "nodes": [None],
    }
    assert asking.data(NAME, id="s-zedco@r5")["node"] == {"id": "s-zedco@r5"}
    assert asking.errors(NAME, id="s-zedco@r4")[0]["extensions"]["code"] == "UNKNOWN_ID"


@pytest.mark.parametrize("point", ["", "@r6"])
def test_a_claim_that_has_left_with_its_record_is_told_as_it_was_last(left: Store, point: str):
    name = claim_of(left, "label").partition("@")[0] + point

    assert Asking(left).data(CLAIM, id=name)["node"] == {
        "id": name,
        "leftIn": {"number": 6},
        "enteredIn": {"number": 5},
        "value": {"text": "Zedco"},
        "record": {"id": "s-zedco@r5", "label": {"text": "Zedco"}},
        "passages": [{"locator": "row 7", "source": {"id": "q-register@r5", "title": {"text": "Register"}}}],
    }


def test_an_internal_claim_that_has_left_is_unknown_to_the_public(left: Store):
    name = claim_of(left, "contact", Audience.INTERNAL).partition("@")[0]

    assert Asking(left, "STAFF").data(CLAIM, id=name)["node"]["leftIn"] == {"number": 6}
    assert Asking(left).errors(CLAIM, id=name)[0]["extensions"]["code"] == "UNKNOWN_ID"


def test_an_unknown_id_suggests_only_what_is_near(left: Store):
    hints = [
        Asking(left).errors(NAME, id=name)[0]["extensions"]["hint"]
        for name in ("s-lindenfurd", "s-lindenfeld-an-der-wupper")
    ]

    assert hints[0] == f'Did you mean "{TOWN}"?'
    assert "Did you mean" not in hints[1]
