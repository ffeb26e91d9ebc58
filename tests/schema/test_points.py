# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Points in time: ids bear them, arguments take ids with and without, uris are the same at every point."""

import json

import pytest

from graph.errors import BadCursor, UnknownId
from graph.model import At, Undated, at
from schema.point import bare_id, cursor_of, point_in, point_suffix, read_cursor
from tests.schema.town import Asking

TAKES_AN_ID = (
    'stakeholder(by: {id: "s-debno%s"}) { label { text } }',
    'stakeholders(filter: {id: {eq: "s-debno%s"}}) { nodes { id } }',
    'stakeholders(filter: {id: {in: ["s-debno%s"]}}) { nodes { id } }',
    'stakeholders(filter: {id: {not: "s-debno%s"}}) { nodes { id } }',
    'cooperations(filter: {participant: {some: {id: {eq: "s-debno%s"}}}}) { nodes { id } }',
    'events(filter: {id: {eq: "e-lindentage%s"}}) { nodes { id } }',
    'notes(filter: {about: {eq: "s-stawky%s"}}) { nodes { id } }',
    'sources(filter: {id: {not: "q-bearbeitung%s"}}) { nodes { id } }',
    'claims(filter: {record: {eq: "s-debno%s"}, source: {eq: "q-webseite-der-stadt%s"}}) { totalCount }',
    'ties(filter: {subject: {eq: "s-dx6zrwd36n%s"}, object: {eq: "s-lindenfurt%s"}}) { nodes { id } }',
    'ties(filter: {kind: {eq: "owned_by"}}) { nodes { label(from: "s-lindenfurt%s") { text } } }',
    'paths(from: {id: "s-debno%s"}, to: {id: "s-stawky%s"}) { paths { text { text } } certificate { parameters } }',
    'network(filter: {stakeholder: {id: {eq: "s-debno%s"}}}) { id }',
    'network { paths(from: "s-debno%s", to: "s-stawky%s") { distance } }',
)


@pytest.mark.parametrize("field", TAKES_AN_ID)
@pytest.mark.parametrize("point", ["@2023", "@2022..2023,exclude,r4", "@r4"])
def test_an_id_is_taken_with_and_without_a_point(public: Asking, field: str, point: str):
    plain = public.data(f"{{ {field.replace('%s', '')} }}")
    pointed = public.data(f"{{ {field.replace('%s', point)} }}")

    assert json.dumps(pointed).replace(point, "") == json.dumps(plain)


def test_everything_below_a_record_bears_its_point(public: Asking):
    query = """{ node(id: "s-lindenfurt@2023") { ... on Stakeholder {
        id ties { nodes { id subject { id } } } events { nodes { id } } facts { evidence { source { id } } }
        partners { edges { node { id } via { cooperation { id } evidence { source { id } } } } }
        ego { nodes { nodes { member { ... on Stakeholder { id } } } } } } } }"""
    written = json.dumps(public.data(query))

    ids = [part.split('"')[0] for part in written.split('"id": "')[1:]]

    assert len(ids) > 30
    assert {name.partition("@")[2] for name in ids} == {"2023"}


def test_a_uri_is_the_same_at_every_point(public: Asking):
    points = ("", "@2023", "@r2", "@2022..2024,exclude,r1")
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on AnyRecord { uri } } }"

    found = public.data(query, ids=[f"c-staedtepartnerschaft-mit-debno{point}" for point in points])["nodes"]

    assert {node["uri"] for node in found} == {"https://netz.example/id/c-staedtepartnerschaft-mit-debno"}


def test_a_record_that_is_not_there_at_a_date_is_null_but_one_that_never_was_an_error(public: Asking):
    query = '{ stakeholder(by: {id: "s-%s"}, at: {valid: "1200"}) { id } node(id: "s-%s@1200") { id } }'

    assert public.data(query.replace("%s", "lindenfurt")) == {"stakeholder": None, "node": None}
    codes = [error["extensions"]["code"] for error in public.errors(query.replace("%s", "nobody"))]
    assert codes == ["UNKNOWN_ID", "UNKNOWN_ID"]


@pytest.mark.parametrize(
    ("suffix", "point"),
    [
        ("@2023", at("2023")),
        ("@2022-12..2023,only,r7", at("2022-12", "2023", Undated.ONLY, 7)),
        ("@r0", at(revision=0)),
        ("", at()),
    ],
)
def test_an_id_says_its_point_and_is_read_back(suffix: str, point: At):
    assert point_suffix(point) == suffix
    assert point_in(f"s-x{suffix}") == point
    assert bare_id(f"s-x{suffix}") == "s-x"


@pytest.mark.parametrize(
    "suffix", ["@", "@x", "@2023,2024", "@r", "@r01", "@r5,2023", "@include", "@2024..2023", "@2023@r1"]
)
def test_a_point_written_otherwise_is_an_id_that_was_never_given(public: Asking, suffix: str):
    with pytest.raises(UnknownId):
        point_in(f"s-debno{suffix}")

    assert public.errors(f'{{ node(id: "s-debno{suffix}") {{ id }} }}')[0]["extensions"]["code"] == "UNKNOWN_ID"


@pytest.mark.parametrize(
    "cursor", ["", "x", "Zg", "5:s-x", "NDpz\n", "é", cursor_of(4, "s-x") + "=", cursor_of(4, "s-x")[:-1]]
)
def test_a_cursor_that_we_did_not_write_is_refused(cursor: str):
    with pytest.raises(BadCursor):
        read_cursor(cursor)
