# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages: every list can be walked both ways, its cursors keep to their revision, sizes go from 0 to 100."""

from collections.abc import Iterator

import pytest
from graphql import GraphQLObjectType, get_named_type

from graph.kinds import Kinds
from graph.model import Claim, Passage, Term, Text
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, NewRecord, Store
from tests.graph.stores.contract import Repeatable
from tests.schema.counting import TOWNS, county
from tests.schema.town import EDITING, PARTNER, TOWN, Asking, Json, the_schema

OWNERS = {
    "Query": "{ %s }",
    "Stakeholder": '{ node(id: "s-lindenfurt") { ... on Stakeholder { %s } } }',
    "Cooperation": '{ node(id: "c-solidaritaet-mit-stawky") { ... on Cooperation { %s } } }',
    "Participation": '{ participations(role: ["beneficiary"]) { nodes { %s } } }',
    "Tie": '{ ties(filter: {kind: {eq: "owned_by"}}) { nodes { %s } } }',
    "Event": '{ node(id: "e-lindentage") { ... on Event { %s } } }',
    "Note": '{ node(id: "n-rohre-fuer-das-wassernetz") { ... on Note { %s } } }',
    "Source": '{ node(id: "q-ratsvorlage-17-2021") { ... on Source { %s } } }',
    "Network": "{ network { %s } }",
    "Diff": "{ diff: changes(from: 0, to: 4) { %s } }",
}
FORWARDS = {("Query", "search"), ("Diff", "changes")}
"""Lists that are walked forwards only."""
ELSEWHERE = {("Query", "proposals"), ("ImportPayload", "proposals")}
"""Lists that the public does not see."""
PAGE_INFO = "hasNextPage hasPreviousPage startCursor endCursor"


def lists() -> Iterator[tuple[str, str]]:
    """Every field that gives a connection, with its owner."""
    for name in OWNERS:
        owner = the_schema()._schema.type_map[name]
        assert isinstance(owner, GraphQLObjectType)
        for field, known in owner.fields.items():
            if get_named_type(known.type).name.endswith("Connection") and (name, field) not in ELSEWHERE:
                yield name, field


def page(asking: Asking, owner: str, field: str, **window: str | int) -> Json:
    """One page of a list."""
    told = ", ".join(
        f'{name}: "{value}"' if isinstance(value, str) else f"{name}: {value}" for name, value in window.items()
    )
    word = 'text: "Lindenfurt", ' if field == "search" else ""
    asked = f"{field}({word}{told}) {{ totalCount edges {{ cursor }} pageInfo {{ {PAGE_INFO} }} }}"
    found = asking.data(OWNERS[owner] % asked)
    while field not in found:
        found = next(iter(found.values())) if isinstance(found, dict) else found[0]
    return found[field]


def cursors(found: Json) -> list[str]:
    return [edge["cursor"] for edge in found["edges"]]


def test_every_type_with_lists_is_tried():
    objects = [found for found in the_schema()._schema.type_map.values() if isinstance(found, GraphQLObjectType)]
    pairs = [(found.name, name, field) for found in objects for name, field in found.fields.items()]
    lists = {(owner, name) for owner, name, field in pairs if get_named_type(field.type).name.endswith("Connection")}

    assert {owner for owner, name in lists - ELSEWHERE} == set(OWNERS)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_list_is_walked_forwards_one_by_one(public: Asking, owner: str):
    for field in (field for name, field in lists() if name == owner):
        whole = page(public, owner, field, first=6)
        walked: list[str] = []
        after: dict[str, str] = {}
        for _ in cursors(whole):
            found = page(public, owner, field, first=1, **after)
            walked += cursors(found)
            assert found["totalCount"] == whole["totalCount"]
            assert found["pageInfo"]["hasPreviousPage"] is bool(after)
            assert found["pageInfo"]["hasNextPage"] is (len(walked) < whole["totalCount"])
            after = {"after": found["pageInfo"]["endCursor"]}
        assert walked == cursors(whole), field


@pytest.mark.parametrize("owner", OWNERS)
def test_every_list_is_walked_backwards_one_by_one(public: Asking, owner: str):
    for field in (field for name, field in lists() if name == owner and (name, field) not in FORWARDS):
        whole = page(public, owner, field, last=4)
        walked: list[str] = []
        before: dict[str, str] = {}
        for _ in cursors(whole):
            found = page(public, owner, field, last=1, **before)
            walked = cursors(found) + walked
            assert found["pageInfo"]["hasNextPage"] is bool(before)
            assert found["pageInfo"]["hasPreviousPage"] is (len(walked) < whole["totalCount"])
            before = {"before": found["pageInfo"]["startCursor"]}
        assert walked == cursors(whole), field


def test_after_and_before_together_cut_out_what_lies_between(public: Asking):
    whole = cursors(page(public, "Query", "stakeholders", first=100))

    found = page(public, "Query", "stakeholders", first=100, after=whole[1], before=whole[4])

    assert cursors(found) == whole[2:4]


@pytest.mark.parametrize(
    ("window", "message"),
    [
        ({"first": 101}, "first is 101."),
        ({"first": -1}, "first is -1."),
        ({"last": 101}, "last is 101."),
        ({"first": 1, "last": 1}, "first and last exclude each other."),
        ({"after": "x"}, "This cursor does not belong to this list."),
        ({"after": "NDpzLW5vYm9keQ"}, "This cursor does not belong to this list."),
    ],
)
def test_a_window_that_no_page_has_is_refused(public: Asking, window: dict[str, str | int], message: str):
    told = ", ".join(
        f'{name}: "{value}"' if isinstance(value, str) else f"{name}: {value}" for name, value in window.items()
    )

    for field in ("stakeholders", "claims", "revisions"):
        errors = public.errors(f"{{ {field}({told}) {{ totalCount }} }}")
        assert [(error["message"], bool(error["extensions"]["hint"])) for error in errors] == [(message, True)]


def test_an_empty_page_counts_the_whole_list(public: Asking):
    found = page(public, "Query", "stakeholders", first=0)

    assert (found["totalCount"], found["edges"], found["pageInfo"]["hasNextPage"]) == (8, [], True)


def test_a_page_without_a_size_has_twenty(kinds: Kinds):
    store = MemoryStore(kinds, Repeatable())
    store.commit(county())

    found = Asking(store).data("{ stakeholders { totalCount nodes { id } } }")["stakeholders"]

    assert (found["totalCount"], len(found["nodes"])) == (2 * TOWNS, 20)


# ------------------------------------------------------------------ cursors keep to their revision


def add_a_town(store: Store) -> None:
    """One that comes first in every list, and a claim that makes the town's own lists longer."""
    place = (Passage("revision 5"),)
    said = (("kind", Term("municipality")), ("label", Text("Aach", "de")))
    claims = [Claim("+aach", name, value, EDITING, place, author="eve") for name, value in said]
    more = Claim(TOWN, "alias", Text("A-Stadt", "de"), EDITING, place, author="eve")
    store.commit(Change("eve", "more", (NewRecord("+aach", "stakeholder", "Aach"), *claims, more)))


@pytest.mark.parametrize("owner", ["Query", "Stakeholder", "Network"])
def test_the_second_page_fits_the_first_although_somebody_wrote(own_town: Store, owner: str):
    fields = [field for name, field in lists() if name == owner]
    asking = Asking(own_town)
    whole = {field: page(asking, owner, field, first=100) for field in fields}
    add_a_town(own_town)

    for field in (field for field in fields if len(whole[field]["edges"]) > 1):
        found = page(asking, owner, field, first=99, after=whole[field]["edges"][0]["cursor"])
        assert cursors(found) == cursors(whole[field])[1:], field
        assert found["totalCount"] == whole[field]["totalCount"], field


def test_records_of_a_later_page_bear_no_revision_that_nobody_asked_for(own_town: Store):
    query = """query ($c: String) {
        stakeholders(first: 2, after: $c) { nodes { id } pageInfo { endCursor } } now: node(id: "s-stawky") { id } }"""
    asking = Asking(own_town)
    cursor = asking.data(query)["stakeholders"]["pageInfo"]["endCursor"]
    add_a_town(own_town)

    found = asking.data(query, c=cursor)

    assert [node["id"] for node in found["stakeholders"]["nodes"]] == [
        "s-helfende-haende",
        "s-kommunale-betriebe-von-stawky",
    ]
    assert found["now"]["id"] == PARTNER


def test_a_page_at_a_revision_shows_its_point_also_when_a_cursor_names_the_same(own_town: Store):
    query = (
        'query ($c: String) { a: stakeholders(first: 1, after: $c) { nodes { id } } b: node(id: "s-debno@r4") { id } }'
    )
    asking = Asking(own_town)
    cursor = page(asking, "Query", "stakeholders", first=1)["pageInfo"]["endCursor"]
    add_a_town(own_town)

    found = asking.data(query, c=cursor)

    assert (found["a"]["nodes"][0]["id"], found["b"]["id"]) == ("s-debno", "s-debno@r4")


def test_cursors_of_two_revisions_do_not_go_together(own_town: Store):
    asking = Asking(own_town)
    first = page(asking, "Query", "stakeholders", first=1)["pageInfo"]["endCursor"]
    add_a_town(own_town)
    second = page(asking, "Query", "stakeholders", last=1)["pageInfo"]["startCursor"]

    errors = asking.errors(f'{{ stakeholders(after: "{first}", before: "{second}") {{ totalCount }} }}')

    assert errors[0]["extensions"]["code"] == "BAD_CURSOR"
