# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schema itself: all types put together, defaults that say nothing removed, descriptions put in.

`python -m schema.build` writes schema/schema.graphql anew, the document that is checked in and served.
"""

from collections.abc import Iterable
from pathlib import Path

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    print_schema,
)
from strawberry.tools import merge_types

from schema.claims import Claim, Revision
from schema.describe import describe
from schema.jobs import JobMutation, JobQuery, JobSubscription
from schema.judging import JudgeMutation, ProposalQuery
from schema.mutations import Mutation
from schema.news import NewsSubscription
from schema.query import Query
from schema.records import RECORDS
from schema.scalars import CONFIG

FILE = Path(__file__).with_name("schema.graphql")
HEAD = "# SPDX-FileCopyrightText: 2026 Partnernetz contributors\n# SPDX-License-Identifier: EUPL-1.2\n"


def build_schema() -> strawberry.Schema:
    """The whole schema; costs some 100 ms, so it is built once per process."""
    query = merge_types("Query", (Query, ProposalQuery, JobQuery))
    mutation = merge_types("Mutation", (Mutation, JudgeMutation, JobMutation))
    subscription = merge_types("Subscription", (NewsSubscription, JobSubscription))
    schema = strawberry.Schema(query, mutation, subscription, types=[*RECORDS, Claim, Revision], config=CONFIG)
    for place in _defaulted(schema._schema):
        if place.default_value is None:
            place.default_value = Undefined
    describe(schema._schema)
    return schema


def _defaulted(schema: GraphQLSchema) -> Iterable[GraphQLArgument | GraphQLInputField]:
    """Every argument and input field: an optional one has no default, and is not null by default."""
    for found in schema.type_map.values():
        if isinstance(found, GraphQLInputObjectType):
            yield from found.fields.values()
        elif isinstance(found, (GraphQLObjectType, GraphQLInterfaceType)):
            for field in found.fields.values():
                yield from field.args.values()


def sdl(schema: strawberry.Schema) -> str:
    """The schema as a document, as it is served."""
    return print_schema(schema._schema).rstrip() + "\n"


def file_text(schema: strawberry.Schema) -> str:
    """The schema as the file that is checked in has it."""
    return f"{HEAD}\n{sdl(schema)}"


if __name__ == "__main__":
    FILE.write_text(file_text(build_schema()), encoding="utf-8")
