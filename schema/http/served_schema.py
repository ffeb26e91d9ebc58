# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which Strawberry schemas the edge can serve: those without extensions, custom directives and asynchronous resolvers.

It calls graphql-core itself, in a worker thread, so these would silently not run; better to refuse them at the start.
The sources of subscriptions are asynchronous, and only they: they wait on the event loop.
"""

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry import Schema
from strawberry.types.field import StrawberryField


def core_of(schema: Schema) -> GraphQLSchema:
    """The graphql-core schema behind a Strawberry schema that can be served.

    Raises:
        ValueError: It cannot; the message names what is in the way.
    """
    if schema.extensions or schema.directives:
        raise ValueError("The edge runs no schema extensions and no custom directives of Strawberry.")
    waiting = ", ".join(_asynchronous(schema._schema))
    if waiting:
        raise ValueError(f"Every resolver served here must be synchronous, but these are not: {waiting}.")
    return schema._schema


def _asynchronous(schema: GraphQLSchema) -> list[str]:
    types = (one for one in schema.type_map.values() if one is not schema.subscription_type)
    with_fields = (one for one in types if isinstance(one, (GraphQLObjectType, GraphQLInterfaceType)))
    fields = ((f"{one.name}.{name}", field) for one in with_fields for name, field in one.fields.items())
    return [place for place, field in fields if _is_async(field.extensions.get("strawberry-definition"))]


def _is_async(definition: object) -> bool:
    return isinstance(definition, StrawberryField) and definition.is_async
