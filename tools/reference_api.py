# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference page of the API, from the schema itself: every type, field, argument and value with its description."""

from collections.abc import Iterator, Mapping

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from tools.tables import table

PAGING = frozenset({"first", "after", "last", "before"})
OPENING = """# The API, field by field

What can be asked is the schema. This page is written from it; the service serves it as `/schema.graphql` and answers
introspection. How to ask: [ask the API](../how-to/ask-the-api.md). What filters mean: [filters](filters.md).

Lists that grow with the data are connections: they take `first` and `after`, or `last` and `before`, at most 100
entries, 20 without a size; these four arguments are left out below. `!` means: never null."""


def api_page(schema: GraphQLSchema) -> str:
    """The whole page."""
    named = [found for name, found in sorted(schema.type_map.items()) if _is_ours(found)]
    sections: Mapping[str, type | tuple[type, ...]] = {
        "Records and other objects": (GraphQLObjectType, GraphQLInterfaceType),
        "Unions": GraphQLUnionType,
        "Filters and other inputs": GraphQLInputObjectType,
        "Choices": GraphQLEnumType,
        "Values": GraphQLScalarType,
    }
    root = schema.query_type
    assert root is not None
    parts = [OPENING, "## Questions", *_type(root)]
    for title, of in sections.items():
        parts.append(f"## {title}")
        for found in named:
            if isinstance(found, of) and found is not root:
                parts += _type(found)
    return "\n\n".join(parts) + "\n"


def _is_ours(found: GraphQLNamedType) -> bool:
    return not is_introspection_type(found) and not is_specified_scalar_type(found)


def _type(found: GraphQLNamedType) -> Iterator[str]:
    """The section of one type."""
    yield f"### {found.name}"
    if found.description:
        yield found.description
    if isinstance(found, (GraphQLObjectType, GraphQLInterfaceType)):
        if found.interfaces:
            yield f"Is a {', '.join(_link(one.name) for one in found.interfaces)}."
        yield table(("field", "type", "meaning"), _fields(found.fields))
    elif isinstance(found, GraphQLInputObjectType):
        if found.is_one_of:
            yield "Exactly one of these."
        yield table(("field", "type", "meaning"), (_input(name, field) for name, field in found.fields.items()))
    elif isinstance(found, GraphQLEnumType):
        rows = ((f"`{name}`", value.description or "") for name, value in found.values.items())
        yield table(("value", "meaning"), rows)
    elif isinstance(found, GraphQLUnionType):
        yield f"One of {', '.join(_link(one.name) for one in found.types)}."


def _fields(fields: Mapping[str, GraphQLField]) -> Iterator[tuple[str, ...]]:
    """A row for each field, and one below it for each of its arguments."""
    for name, field in fields.items():
        yield (f"`{name}`", _written(field), field.description or "")
        for key, argument in field.args.items():
            if key not in PAGING or "after" not in field.args:
                told = f"{_written(argument)}{_default(argument)}"
                yield (f"`{name}({key})`", told, argument.description or "")


def _input(name: str, field: GraphQLInputField) -> tuple[str, ...]:
    return (f"`{name}`", f"{_written(field)}{_default(field)}", field.description or "")


def _default(part: GraphQLArgument | GraphQLInputField) -> str:
    if part.default_value is Undefined or part.default_value is None:
        return ""
    value = getattr(part.default_value, "name", part.default_value)
    return f" = `{str(value).lower() if isinstance(value, bool) else value}`"


def _written(part: GraphQLField | GraphQLArgument | GraphQLInputField) -> str:
    """The type with a link to what it is made of."""
    text, named = str(part.type), get_named_type(part.type)
    before, _, after = text.partition(named.name)
    return f"{_escaped(before)}{_link(named.name)}{_escaped(after)}" if _is_ours(named) else f"`{text}`"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _escaped(text: str) -> str:
    return text.replace("[", "\\[").replace("]", "\\]")
