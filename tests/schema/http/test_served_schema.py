# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A schema that the edge would run wrongly is refused when the server starts."""

import pytest
import strawberry
from strawberry.extensions import MaskErrors

from schema.http.served_schema import core_of
from tests.schema.http.toy import toy_schema


@strawberry.type
class Waiting:
    @strawberry.field
    async def later(self) -> str:
        return "now"


@strawberry.type
class Plain:
    now: str = "now"


def test_a_schema_of_synchronous_resolvers_is_served():
    assert core_of(toy_schema()).query_type is not None


def test_an_asynchronous_resolver_is_named():
    with pytest.raises(ValueError, match=r"Waiting\.later"):
        core_of(strawberry.Schema(Waiting))


def test_extensions_would_not_run():
    with pytest.raises(ValueError, match="no schema extensions"):
        core_of(strawberry.Schema(Plain, extensions=[MaskErrors]))
