# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents made from the schema that ask all that can be asked: every field, so many levels deep."""

from collections.abc import Iterator

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

GIVEN = {
    "Query.search": '(text: "Lindenfurt", first: 100)',
    "Query.stakeholder": '(by: {id: "s-lindenfurt"})',
    "Query.node": '(id: "s-debno")',
    "Query.nodes": '(ids: ["s-debno", "c-bruecken-bauen", "r-1"])',
    "Query.job": '(id: "j-1")',
    "Query.concepts": "(scheme: STATUS)",
    "Query.paths": '(from: {id: "s-helfende-haende"}, to: {id: "s-debno"})',
    "Query.changes": "(from: 1)",
    "Network.paths": '(from: "s-helfende-haende", to: "s-debno")',
}
"""What the fields that need to be told something are told."""


def documents(schema: GraphQLSchema, depth: int) -> Iterator[tuple[str, str]]:
    """One document for each field of Query."""
    query = schema.query_type
    assert query is not None
    for name, field in query.fields.items():
        asked = _field(schema, query, name, field, depth)
        yield name, f"{{ {asked} }}"


def _field(
    schema: GraphQLSchema, owner: GraphQLNamedType, name: str, field: GraphQLField, depth: int, alias: str = ""
) -> str:
    found = get_named_type(field.type)
    told = GIVEN.get(f"{owner.name}.{name}", "(first: 100)" if "first" in field.args else "")
    if any(is_required_argument(argument) for argument in field.args.values()) and not told:
        raise AssertionError(f"{owner.name}.{name} needs to be told something: add it to GIVEN")
    called = f"{alias}{name}: {name}" if alias else name
    if is_leaf_type(found):
        return called + told
    inner = _fields(schema, found, depth)
    return f"{called}{told} {{ {inner} }}" if inner else ""


def _fields(schema: GraphQLSchema, found: GraphQLNamedType, depth: int) -> str:
    """All fields of a type; connections, edges and pages cost no depth."""
    if isinstance(found, GraphQLUnionType) or found.name == "Node":
        return "__typename " + " ".join(_inline(schema, one, depth) for one in schema.get_possible_types(found))  # type: ignore[arg-type]  # both are abstract
    assert isinstance(found, GraphQLObjectType | GraphQLInterfaceType)
    is_frame = found.name.endswith(("Connection", "Edge", "PageInfo", "Facets", "Facet"))
    left = depth if is_frame else depth - 1
    asked = (
        _field(schema, found, name, field, left)
        for name, field in found.fields.items()
        if is_leaf_type(get_named_type(field.type)) or left > 0
    )
    return " ".join(part for part in asked if part)


def _inline(schema: GraphQLSchema, one: GraphQLObjectType, depth: int) -> str:
    asked = (
        _field(schema, one, name, field, depth - 1, f"{one.name}_")
        for name, field in one.fields.items()
        if depth > 1 or is_leaf_type(get_named_type(field.type))
    )
    inner = " ".join(part for part in asked if part)
    return f"... on {one.name} {{ {inner} }}" if inner else ""
