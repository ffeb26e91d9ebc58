# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every field that writes, for every role: editors and above are let in, nobody else, and nothing is written."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from graphql.type import GraphQLInputType

from graph.stores.protocol import Store
from tests.schema.town import Asking, the_schema

OTHERS = {"cancelJob"}
"""Asks who started the job, not for a role; tested where jobs are."""


def mutations() -> Iterator[tuple[str, str]]:
    """Each field of Mutation with the least that it can be told; dry wherever it can be."""
    mutation = the_schema()._schema.mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        if name not in OTHERS:
            yield name, f"mutation {{ {name}{told(field)} {{ __typename }} }}"


def told(field: GraphQLField) -> str:
    given = [f"{name}: {written(part.type)}" for name, part in field.args.items() if is_required_argument(part)]
    given += ["dryRun: true"] if "dryRun" in field.args and not is_required_argument(field.args["dryRun"]) else []
    return f"({', '.join(given)})"


def written(wanted: GraphQLInputType) -> str:
    kind = get_named_type(wanted)
    if is_list_type(get_nullable_type(wanted)):
        return "[]"
    if isinstance(kind, GraphQLInputObjectType):
        parts = kind.fields.items()
        return f"{{{', '.join(f'{n}: {written(p.type)}' for n, p in parts if is_required_input_field(p))}}}"
    if isinstance(kind, GraphQLEnumType):
        return str(next(iter(kind.values)))
    plain = {"Int": "1", "Boolean": "true"}
    return plain.get(kind.name, '"s-debno"')


def codes(store: Store, role: str, document: str) -> list[str]:
    answer = Asking(store, role).answer(document)
    return [error["extensions"]["code"] for error in answer.get("errors", [])]


@pytest.mark.parametrize("role", ["PUBLIC", "STAFF"])
def test_who_is_no_editor_writes_nothing(town: Store, role: str):
    for name, document in mutations():
        assert codes(town, role, document) == ["FORBIDDEN"], name

    assert town.latest() == 4


@pytest.mark.parametrize("role", ["EDITOR", "ADMIN"])
def test_editors_and_admins_are_let_in(own_town: Store, role: str):
    for name, document in mutations():
        assert "FORBIDDEN" not in codes(own_town, role, document), name


def test_a_refusal_says_which_role_it_takes(town: Store):
    (error,) = Asking(town, "STAFF").errors(
        'mutation { createTie(input: {kind: "", subject: "", object: ""}) { __typename } }'
    )

    assert error["message"] == "This needs the role EDITOR; yours is STAFF."


def test_every_type_that_only_writing_has_is_an_input_or_an_answer_of_one():
    mutation = the_schema()._schema.mutation_type
    assert mutation is not None

    answers = {get_named_type(field.type) for name, field in mutation.fields.items() if name not in OTHERS}

    assert all(isinstance(kind, GraphQLObjectType) and "Payload" in kind.name for kind in answers)
