# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs one operation with Strawberry's resolvers, looking at the clock before every field.

Counts the objects it makes, which is what an answer really cost. When time is up the execution is
left at once by an exception that graphql-core does not turn into a field error: thousands of
fields would otherwise each report that there is no time.
"""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

from graphql import (
    ExecutionResult,
    GraphQLField,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLSchema,
    default_field_resolver,
    default_type_resolver,
)
from graphql.execution.collect_fields import DeferUsage, FragmentDetails, GroupedFieldSet
from graphql.execution.incremental.incremental_executor import DeliveryGroup
from graphql.execution.values import VariableValues
from graphql.language import FieldNode, FragmentDefinitionNode, OperationDefinitionNode
from graphql.pyutils import Path, RefMap
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.http.deadline import Deadline


class Abandoned(BaseException):
    """Time was up, or the client gone, before the answer was complete."""


class BoundedExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's execution with a deadline."""

    deadline: Deadline
    objects = 0
    """Objects made so far, the root included."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: object,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: RefMap[DeferUsage, DeliveryGroup] | None,
    ) -> dict[str, object] | Awaitable[dict[str, object]]:
        """The fields of one object."""
        self.objects += 1
        return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)

    def build_resolve_info(
        self, field_def: GraphQLField, field_nodes: list[FieldNode], parent_type: GraphQLObjectType, path: Path
    ) -> GraphQLResolveInfo[object]:
        """What a resolver may know; asked for once before each field, so the clock is read here."""
        if self.deadline.is_over:
            raise Abandoned
        return super().build_resolve_info(field_def, field_nodes, parent_type, path)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a valid document with its variables, ready to run."""

    definition: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    details: Mapping[str, FragmentDetails]
    variables: VariableValues
    extensions: Mapping[str, object]


def run_operation(
    schema: GraphQLSchema, operation: Operation, *, context: object, deadline: Deadline
) -> tuple[ExecutionResult, int]:
    """The result of an operation, and the objects in it.

    Raises:
        Abandoned: The deadline passed.
        TypeError: A resolver is not synchronous.
    """
    executor = BoundedExecutor(
        schema,
        operation.fragments,
        operation.details,
        None,
        context,
        operation.definition,
        operation.variables,
        default_field_resolver,
        default_type_resolver,
        default_field_resolver,
        is_awaitable=_never,
        is_async_iterable=_never,
        operation_extensions=operation.extensions,
    )
    executor.deadline = deadline
    result = executor.execute_operation()
    if not isinstance(result, ExecutionResult):
        raise TypeError("Every resolver served here must be synchronous.")
    return result, executor.objects


def _never(_value: object) -> bool:
    """Nothing is awaited: asynchronous resolvers are refused when the server starts."""
    return False
