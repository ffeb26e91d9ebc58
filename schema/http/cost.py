# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operation may cost, known before anything is executed.

- An object costs 1 and what is asked of it, the root included; a text or number costs nothing.
- A page (a field with `first` or `last`) costs its size × (1 + what is asked of one item). Of a connection only
  `edges` and `nodes` are multiplied; counts and facets beside them are there once.
- A list without a page argument counts as `list_size` items.
- A field with a weight (a measure) costs its weight on top, each time it is computed.
- Selections for different types of an interface or union are added up: an upper bound that is safe.
- `__schema` and `__type` cost 1 each and have a depth of their own.

Each fragment is measured once, so the work is linear in the document, and `NESTING` bounds the recursion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.language import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from schema.http.document import Document, too_complex
from schema.http.limits import Limits
from schema.http.pages import is_page, page_size

Weights = Mapping[tuple[str, str], int]
"""(type, field) → what computing that field costs, beside what it returns."""

NESTING = 100
"""Selection sets within each other, fragments included; far beyond any depth that is allowed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What costs are computed with; the same for all requests."""

    schema: GraphQLSchema
    limits: Limits
    weights: Weights


@dataclass(frozen=True, slots=True)
class Cost:
    """The upper bound of one selection."""

    points: int = 0
    weights: int = 0
    """The part of the points that is weights; it is spent even if nothing comes back."""
    items: int = 0
    """The part of the points that each item of the surrounding connection costs."""
    item_weights: int = 0
    depth: int = 0
    introspection: int = 0
    """Levels below `__schema` and `__type`."""

    def plus(self, other: "Cost") -> "Cost":
        """Both beside each other."""
        return Cost(
            self.points + other.points,
            self.weights + other.weights,
            self.items + other.items,
            self.item_weights + other.item_weights,
            max(self.depth, other.depth),
            max(self.introspection, other.introspection),
        )


def operation_cost(
    document: Document, operation: OperationDefinitionNode, *, variables: Mapping[str, object], rules: Rules
) -> Cost:
    """The cost of one operation with these (coerced) variables.

    Raises:
        Refused: QUERY_TOO_COMPLEX beyond a limit; BAD_USER_INPUT for a page size out of range.

    Cost:
        O(nodes of the document).
    """
    root = rules.schema.get_root_type(operation.operation)
    total = Cost(1).plus(_Walk(document, variables, rules).selection(operation.selection_set, root, 0))
    limits = rules.limits
    if total.points > limits.cost:
        hint = "Ask for smaller pages, or for fewer levels of pages."
        raise too_complex(f"The request may cost {total.points} points", limits.cost, hint)
    for depth, limit in ((total.depth, limits.depth), (total.introspection, limits.introspection_depth)):
        if depth > limit:
            raise too_complex(f"The request is {depth} levels deep", limit)
    return total


@dataclass(slots=True)
class _Walk:
    """One measuring of one operation; remembers its fragments."""

    document: Document
    variables: Mapping[str, object]
    rules: Rules
    known: dict[str, Cost] = field(default_factory=dict)

    def selection(self, selections: SelectionSetNode, of: GraphQLNamedType | None, nesting: int) -> Cost:
        """Everything asked of one object of this type."""
        if nesting > NESTING:
            raise too_complex("Selections stand within each other too often", NESTING)
        total = Cost()
        for one in selections.selections:
            if isinstance(one, FieldNode):
                total = total.plus(self.field(one, of, nesting))
            elif isinstance(one, InlineFragmentNode):
                inner = self._type(one.type_condition) if one.type_condition else of
                total = total.plus(self.selection(one.selection_set, inner, nesting + 1))
            elif isinstance(one, FragmentSpreadNode):
                total = total.plus(self.fragment(one.name.value, nesting + 1))
        return total

    def fragment(self, name: str, nesting: int) -> Cost:
        """What a fragment asks; measured once. A cycle adds nothing (validation names it)."""
        if name not in self.known and name in self.document.fragments:
            self.known[name] = Cost()
            definition = self.document.fragments[name]
            self.known[name] = self.selection(definition.selection_set, self._type(definition.type_condition), nesting)
        return self.known.get(name, Cost())

    def field(self, node: FieldNode, of: GraphQLNamedType | None, nesting: int) -> Cost:
        """One field with all that is asked below it."""
        known = _field_of(self.rules.schema, of, node.name.value)
        if known is None:
            return Cost(depth=1)
        weight = self.rules.weights.get((of.name if of else "", node.name.value), 0)
        size = page_size(node, known, variables=self.variables, limits=self.rules.limits)
        if node.selection_set is None:
            return Cost(weight, weight, depth=1)
        named = get_named_type(known.type)
        below = self.selection(node.selection_set, named, nesting + 1)
        if named.name.startswith("__"):
            return Cost(points=int(_is_root(of)), depth=1, introspection=below.introspection + 1)
        if _is_connection(of) and node.name.value in ("edges", "nodes") and not is_page(known):
            return Cost(below.points, below.weights, below.points, below.weights, below.depth + 1, below.introspection)
        return self._times(known, size=size, below=below, weight=weight)

    def _times(self, known: GraphQLField, *, size: int, below: Cost, weight: int) -> Cost:
        if _is_connection(get_named_type(known.type)):
            points = size * (1 + below.items) + below.points - below.items
            weights = size * below.item_weights + below.weights - below.item_weights
        else:
            count = size if is_page(known) else self._assumed(known)
            points, weights = count * (1 + below.points), count * below.weights
        return Cost(points + weight, weights + weight, 0, 0, below.depth + 1, below.introspection)

    def _assumed(self, known: GraphQLField) -> int:
        """How many objects a field without a page argument stands for."""
        return self.rules.limits.list_size if is_list_type(get_nullable_type(known.type)) else 1

    def _type(self, condition: NamedTypeNode) -> GraphQLNamedType | None:
        return self.rules.schema.get_type(condition.name.value)


def _field_of(schema: GraphQLSchema, of: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    # Of a union only __typename can be asked; what does not exist is for validation to say.
    return schema.get_field(of, name) if isinstance(of, (GraphQLObjectType, GraphQLInterfaceType)) else None


def _is_root(of: GraphQLNamedType | None) -> bool:
    return of is not None and not of.name.startswith("__")


def _is_connection(of: GraphQLNamedType | None) -> bool:
    return of is not None and of.name.endswith("Connection")
