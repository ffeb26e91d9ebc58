# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the one place where a role is asked for. Every field that writes is made by `writing`."""

from collections.abc import Callable
from typing import TypeVar

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.extensions.field_extension import SyncExtensionResolver
from strawberry.types.field import StrawberryField

from graph.errors import Forbidden
from schema.scalars import Role
from schema.scene import Request

R = TypeVar("R")


class Needs(FieldExtension):
    """A field that answers only those who have a role, or more."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def resolve(
        self, next_: SyncExtensionResolver, source: object, info: strawberry.Info[Request, None], **arguments: object
    ) -> object:
        """What the field answers; nothing is done before the role is known to suffice."""
        require(info.context, self.role)
        return next_(source, info, **arguments)


def require(request: Request, role: Role) -> None:
    """Lets pass whoever has a role, or more.

    Raises:
        Forbidden: the role does not suffice.
    """
    order = list(Role)
    if order.index(Role(request.role)) < order.index(role):
        hint = f"Send the token of one who is {role.value.lower()}, or more."
        raise Forbidden(f"This needs the role {role}; yours is {request.role}.", hint)


def for_staff(resolver: Callable[..., R]) -> StrawberryField:
    """A field for staff and above."""
    return strawberry.field(resolver, extensions=[Needs(Role.STAFF)])


def writing(resolver: Callable[..., R]) -> StrawberryField:
    """A field for editors."""
    return strawberry.field(resolver, extensions=[Needs(Role.EDITOR)])
