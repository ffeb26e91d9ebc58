# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clients that people use, each against the running service: what they rely on holds."""

from pathlib import Path

import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError, print_schema

from tests.clients.conftest import Node
from tests.server.served import ROOT, Served

pytestmark = pytest.mark.clients
OPERATIONS = ("web/examples", "tests/clients/operations")
TARGET = ("--target", "es2022", "--module", "node16")
STRICT = [
    "--strict",
    "--noEmit",
    "--exactOptionalPropertyTypes",
    "--noUnusedLocals",
    "--target",
    "es2022",
    "--module",
    "node16",
]


def test_all_public_audits_of_graphql_over_http_pass(service: Served, node: Node) -> None:
    assert node("audit.mjs", f"{service.address}/graphql").endswith("61 of 61 audits passed\n")


def test_types_generated_from_schema_and_operations_hold_under_strict_typescript(node: Node, tmp_path: Path) -> None:
    operations = [
        *sorted((ROOT / "web/examples").glob("*.graphql")),
        *sorted(Path(__file__).parent.glob("*/*.graphql")),
    ]
    node("codegen.mjs", tmp_path / "types.ts", *operations)
    (tmp_path / "usage.ts").write_text((Path(__file__).parent / "usage.ts").read_text("utf-8"), "utf-8")

    node("tsc", *STRICT, tmp_path / "usage.ts")
    assert "export type HannoverAtQuery = " in (tmp_path / "types.ts").read_text("utf-8")


def test_apollo_client_keeps_dates_apart_joins_pages_and_knows_interfaces(service: Served, node: Node) -> None:
    assert node("apollo.mjs", f"{service.address}/graphql").splitlines() == [
        "two dates do not mix",
        "pages are joined",
        "an interface is known by its types",
    ]


def gql_client(service: Served) -> Client:
    transport = HTTPXTransport(url=f"{service.address}/graphql")
    return Client(transport=transport, fetch_schema_from_transport=True)


def test_gql_for_python_fetches_the_schema_and_asks(service: Served) -> None:
    query = gql("query ($name: String!) { stakeholder(by: { name: $name }) { label { text } } }")
    query.variable_values = {"name": "Hannover"}
    with gql_client(service) as session:
        answer = session.execute(query)

    assert answer["stakeholder"]["label"]["text"].endswith("Hannover")


def test_gql_for_python_refuses_a_wrong_query_before_it_asks(service: Served) -> None:
    with gql_client(service) as session, pytest.raises(GraphQLError, match="Did you mean 'stakeholder'"):
        session.execute(gql("{ stakeholdr { id } }"))


def test_gql_for_python_sees_the_schema_that_is_checked_in(service: Served) -> None:
    client = gql_client(service)
    with client:
        fetched = client.schema

    assert fetched is not None
    checked_in = (ROOT / "schema" / "schema.graphql").read_text("utf-8")
    assert set(print_schema(fetched).splitlines()) <= set(checked_in.splitlines())
