# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields whose GraphQL name cannot be their name in Python."""

from collections.abc import Callable

import strawberry
from strawberry.types.field import StrawberryField


def named(name: str) -> Callable[[Callable[..., object]], StrawberryField]:
    """Makes a field under a name of its own: `from`, or a name that its class needs for itself."""

    def make(resolver: Callable[..., object]) -> StrawberryField:
        return strawberry.field(resolver, name=name)

    return make
