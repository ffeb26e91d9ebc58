# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a page a field asks for, from its arguments, its variables and its defaults."""

from collections.abc import Mapping

from graphql import GraphQLField
from graphql.language import FieldNode, IntValueNode, ValueNode, VariableNode
from graphql.utilities.coerce_input_value import coerce_default_value

from schema.http.errors import Code, Refused
from schema.http.limits import Limits

PAGE_ARGUMENTS = ("first", "last")


def is_page(field: GraphQLField) -> bool:
    """Whether the field takes a page argument."""
    return "first" in field.args or "last" in field.args


def page_size(node: FieldNode, field: GraphQLField, *, variables: Mapping[str, object], limits: Limits) -> int:
    """Items on the page this field asks for; the larger one if both ends are asked.

    Without a page argument it is the field's own default, else `page_default`.

    Raises:
        Refused: BAD_USER_INPUT for a size below 0 or above `page_size`.
    """
    if not is_page(field):
        return limits.page_default
    values = {argument.name.value: argument.value for argument in node.arguments or ()}
    asked = [(name, _asked(values.get(name), field, name=name, variables=variables)) for name in PAGE_ARGUMENTS]
    sizes = [_checked(name, size, limits) for name, size in asked if size is not None]
    return max(sizes, default=limits.page_default)


def _asked(value: ValueNode | None, field: GraphQLField, *, name: str, variables: Mapping[str, object]) -> int | None:
    """The number behind one page argument; None if there is none, or null."""
    if isinstance(value, IntValueNode):
        # Validation has seen that it fits an Int, so it is short.
        return int(value.value)
    if isinstance(value, VariableNode) and value.name.value in variables:
        return _integer(variables[value.name.value])
    if (value is None or isinstance(value, VariableNode)) and name in field.args:
        return _integer(coerce_default_value(field.args[name]))
    return None


def _integer(value: object) -> int | None:
    """The value if it is a number; neither null nor the mark for "no default" is one."""
    return value if isinstance(value, int) else None


def _checked(name: str, size: int, limits: Limits) -> int:
    if not 0 <= size <= limits.page_size:
        text = f'"{name}" is {size}; it must be between 0 and {limits.page_size}.'
        hint = "Ask for a smaller page and follow its cursor." if size > 0 else "Ask for one item or more."
        raise Refused(Code.BAD_USER_INPUT, text, hint)
    return size
