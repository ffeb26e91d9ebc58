# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From parameters to a result: read the document, choose the operation, know its cost, run it.

Plans are made before anything runs, so all refusals come first; `run` is called in a worker thread.
"""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from math import inf

from graphql import ExecutionResult, GraphQLSchema
from graphql.execution.values import VariableValues, get_variable_values
from graphql.language import OperationDefinitionNode, OperationType

from schema.http.bucket import Clock
from schema.http.cost import Cost, Rules, Weights, operation_cost
from schema.http.deadline import HINT, Deadline
from schema.http.documents import Documents, Invalid, Valid
from schema.http.errors import Code, Refused
from schema.http.executor import Abandoned, Operation, events_of, run_operation
from schema.http.limits import Limits
from schema.http.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation that may run, and what it may cost."""

    operation: Operation
    cost: Cost
    root_fields: frozenset[str]
    parameters: Parameters
    """What was asked, as it was sent."""

    @property
    def is_mutation(self) -> bool:
        """Whether it changes anything."""
        return self.operation.definition.operation is OperationType.MUTATION

    @property
    def is_subscription(self) -> bool:
        """Whether it has many answers."""
        return self.operation.definition.operation is OperationType.SUBSCRIPTION


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running a plan gave."""

    result: ExecutionResult
    actual: int
    """Points really spent: objects in the answer and weights, never more than was requested."""
    excess: int
    """Objects beyond what was requested: introspection, and lists longer than assumed."""


class Engine:
    """Runs operations of one schema within the limits."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, weights: Weights, clock: Clock) -> None:
        self._schema = schema
        self._limits = limits
        self._clock = clock
        self._rules = Rules(schema, limits, weights)
        self.documents = Documents(schema, limits)

    def read_and_plan(self, parameters: Parameters) -> Plan:
        """The plan for a document that has not been seen before."""
        return self.plan(self.documents.read(parameters.query), parameters)

    def plan(self, valid: Valid, parameters: Parameters) -> Plan:
        """The plan for the operation asked for.

        Raises:
            Refused: The operation does not exist, its variables do not fit, or it costs too much.
        """
        document = valid.document
        definition = document.operation(parameters.operation_name)
        variables = self._variables(definition, parameters.variables)
        cost = operation_cost(document, definition, variables=variables.coerced, rules=self._rules)
        operation = Operation(definition, document.fragments, valid.details, variables, parameters.extensions)
        return Plan(operation, cost, frozenset(document.root_fields(definition).values()), parameters)

    def deadline(self, plan: Plan) -> Deadline:
        """A deadline that begins now; of a subscription, for one of its answers."""
        limits = self._limits
        milliseconds = limits.mutation_deadline if plan.is_mutation else limits.query_deadline
        return Deadline((limits.news_deadline if plan.is_subscription else milliseconds) / 1000, self._clock)

    async def events(self, plan: Plan, context: object) -> AsyncGenerator[object, None]:
        """What happens that a subscription is to be told of; asked on the event loop.

        Raises:
            GraphQLError: It cannot begin.
        """
        return await events_of(self._schema, plan.operation, context=context, deadline=Deadline(inf, self._clock))

    def run(self, plan: Plan, context: object, deadline: Deadline, *, root: object = None) -> Outcome:
        """The outcome of a plan; of a subscription, for one event.

        Raises:
            Refused: DEADLINE_EXCEEDED.
        """
        try:
            result, objects = run_operation(self._schema, plan.operation, context=context, deadline=deadline, root=root)
        except Abandoned:
            text = "This was cancelled." if deadline.is_cancelled else "The answer took longer than allowed."
            raise Refused(Code.DEADLINE_EXCEEDED, text, HINT) from None
        spent, requested = objects + plan.cost.weights, plan.cost.points
        return Outcome(result, min(requested, spent), max(0, spent - requested))

    def _variables(self, definition: OperationDefinitionNode, given: Mapping[str, object]) -> VariableValues:
        values = get_variable_values(self._schema, definition.variable_definitions or (), dict(given), max_errors=50)
        if isinstance(values, list):
            raise Invalid(Code.BAD_USER_INPUT, tuple(values))
        return values
