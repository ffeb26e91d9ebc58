# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A GraphQL document: parsed within bounds, then walked once, in linear time.

Fragments are never expanded here, so a small document cannot unfold into a large walk.
"""

from collections import Counter
from dataclasses import dataclass

from graphql import GraphQLSyntaxError, parse
from graphql.language import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    NameNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from schema.http.errors import Code, Refused
from schema.http.limits import Limits


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document that is within the limits; not yet validated."""

    tree: DocumentNode
    nodes: int
    """Size of the tree: what keeping it costs."""
    operations: tuple[OperationDefinitionNode, ...]
    fragments: dict[str, FragmentDefinitionNode]

    def operation(self, name: str) -> OperationDefinitionNode:
        """The operation of this name, or the only one if the name is empty.

        Raises:
            Refused: OPERATION_RESOLUTION_FAILURE.
        """
        fitting = [one for one in self.operations if not name or (one.name and one.name.value == name)]
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(one.name.value for one in self.operations if one.name)
        text = "Several operations, and none is named." if fitting else f'No operation "{name[:100]}" in the document.'
        hint = f"Name one as operationName: {known}." if known else "Write one operation."
        raise Refused(Code.OPERATION_RESOLUTION_FAILURE, text, hint)

    def root_fields(self, operation: OperationDefinitionNode) -> dict[str, str]:
        """The root fields of an operation, those in fragments too: answer key → field name."""
        found: dict[str, str] = {}
        waiting, seen = [operation.selection_set], {""}
        while waiting:
            for one in waiting.pop().selections:
                if isinstance(one, FieldNode):
                    found[(one.alias or one.name).value] = one.name.value
                elif isinstance(one, InlineFragmentNode):
                    waiting.append(one.selection_set)
                elif isinstance(one, FragmentSpreadNode) and one.name.value not in seen:
                    seen.add(one.name.value)
                    waiting.extend(self._selections(one.name.value))
        return found

    def _selections(self, fragment: str) -> list[SelectionSetNode]:
        return [self.fragments[fragment].selection_set] if fragment in self.fragments else []


def read_document(text: str, limits: Limits) -> Document:
    """The document of this text.

    Raises:
        Refused: GRAPHQL_PARSE_FAILED, QUERY_TOO_COMPLEX.
        GraphQLSyntaxError: The text is not GraphQL; the error says where.

    Cost:
        O(length).
    """
    if len(text) > limits.document_length:
        raise too_complex(f"The document has {len(text)} characters", limits.document_length)
    tree = _parsed(text, limits)
    operations = tuple(d for d in tree.definitions if isinstance(d, OperationDefinitionNode))
    fragments = {d.name.value: d for d in tree.definitions if isinstance(d, FragmentDefinitionNode)}
    document = Document(tree, _check_walk(tree, limits), operations, fragments)
    _check_operations(document, limits)
    return document


def too_complex(what: str, limit: int, hint: str = "Ask in several requests.") -> Refused:
    """The refusal of a document beyond a limit."""
    return Refused(Code.QUERY_TOO_COMPLEX, f"{what}; at most {limit} are allowed.", hint)


def _parsed(text: str, limits: Limits) -> DocumentNode:
    try:
        return parse(text, max_lexical_tokens=limits.document_tokens, max_comments=limits.document_comments)
    except GraphQLSyntaxError as error:
        # The parser has one error class for bad syntax and for its bounds; only the message tells them apart.
        if "Document contains more than" in error.message:
            raise Refused(Code.QUERY_TOO_COMPLEX, error.message, "Ask in several requests.") from None
        raise


def _check_walk(tree: DocumentNode, limits: Limits) -> int:
    """Number of nodes, all of which are within the limits."""
    counts: Counter[str] = Counter()
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        counts["nodes"] += 1
        counts["aliases"] += isinstance(node, FieldNode) and node.alias is not None
        counts["directives"] += isinstance(node, DirectiveNode)
        counts["literals"] += _items(node)
        _check_node(node, limits)
        waiting.extend(_children(node))
    for what, limit in (("aliases", limits.aliases), ("directives", limits.directives), ("literals", limits.literals)):
        if counts[what] > limit:
            raise too_complex(f"The document has {counts[what]} {what}", limit)
    return counts["nodes"]


def _items(node: Node) -> int:
    if isinstance(node, ListValueNode):
        return len(node.values)
    return len(node.fields) if isinstance(node, ObjectValueNode) else 0


def _check_node(node: Node, limits: Limits) -> None:
    directives = getattr(node, "directives", None) or ()
    if len(directives) > limits.directives_per_place:
        raise too_complex(f"{len(directives)} directives in one place", limits.directives_per_place)
    if isinstance(node, NameNode) and len(node.value) > limits.name_length:
        raise too_complex(f'A name of {len(node.value)} characters, "{node.value[:20]}…"', limits.name_length)


def _children(node: Node) -> list[Node]:
    found: list[Node] = []
    for key in node.keys:
        value = getattr(node, key, None)
        if isinstance(value, Node) and key != "loc":
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found.extend(child for child in value if isinstance(child, Node))
    return found


def _check_operations(document: Document, limits: Limits) -> None:
    if len(document.operations) > limits.operations:
        raise too_complex(f"The document has {len(document.operations)} operations", limits.operations)
    for operation in document.operations:
        changes = len(document.root_fields(operation)) if operation.operation is OperationType.MUTATION else 0
        if changes > limits.mutation_fields:
            raise too_complex(f"The mutation has {changes} fields", limits.mutation_fields)
