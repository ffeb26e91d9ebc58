# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs one operation with Strawberry's resolvers, looking at the clock before every field.

Counts the objects it makes, which is what an answer really cost. When time is up the execution is
left at once by an exception that graphql-core does not turn into a field error: thousands of
fields would otherwise each report that there is no time. What a mutation has done is told however late it was.
"""

from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Mapping
from dataclasses import dataclass
from inspect import isawaitable
from typing import TypeGuard

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
from graphql.execution.execute import execute_subscription
from graphql.execution.incremental.incremental_executor import DeliveryGroup
from graphql.execution.values import VariableValues
from graphql.language import FieldNode, FragmentDefinitionNode, OperationDefinitionNode, OperationType
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
        if self.operation.operation is OperationType.MUTATION:
            if parent_type is self.schema.mutation_type:
                self.deadline.unsettle()
            else:
                self.deadline.settle()
        if self.deadline.is_over and not self.deadline.has_written:
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
    schema: GraphQLSchema, operation: Operation, *, context: object, deadline: Deadline, root: object = None
) -> tuple[ExecutionResult, int]:
    """The result of an operation, and the objects in it.

    Args:
        schema: What resolves it.
        operation: What is asked.
        context: What resolvers find.
        deadline: When it must have ended.
        root: The event that a subscription is told of.

    Raises:
        Abandoned: The deadline passed.
        TypeError: A resolver is not synchronous.
    """
    executor = _executor(schema, operation, context, root)
    # Nothing is awaited: asynchronous resolvers are refused when the server starts.
    executor.is_awaitable, executor.is_async_iterable = _no_awaitable, _no_async_iterable
    executor.deadline = deadline
    result = executor.execute_operation()
    if not isinstance(result, ExecutionResult):
        raise TypeError("Every resolver served here must be synchronous.")
    return result, executor.objects


async def events_of(
    schema: GraphQLSchema, operation: Operation, *, context: object, deadline: Deadline
) -> AsyncGenerator[object, None]:
    """What happens that a subscription is to be told of, one after the other; each is a root for `run_operation`.

    Raises:
        GraphQLError: The subscription cannot begin.
    """
    executor = _executor(schema, operation, context, None)
    executor.deadline = deadline
    begun = execute_subscription(executor)
    events = await begun if isawaitable(begun) else begun
    if not isinstance(events, AsyncGenerator):
        raise TypeError("Every subscription served here must be an asynchronous generator.")
    return events


def _executor(schema: GraphQLSchema, operation: Operation, context: object, root: object) -> BoundedExecutor:
    return BoundedExecutor(
        schema,
        operation.fragments,
        operation.details,
        root,
        context,
        operation.definition,
        operation.variables,
        default_field_resolver,
        default_type_resolver,
        default_field_resolver,
        operation_extensions=operation.extensions,
    )


def _no_awaitable(_value: object) -> TypeGuard[Awaitable[object]]:
    return False


def _no_async_iterable(_value: object) -> TypeGuard[AsyncIterable[object]]:
    return False
