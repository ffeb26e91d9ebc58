# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A service with a schema of three stakeholders, behind the query page: web/ is tested without schema/."""

from __future__ import annotations

import pytest
import strawberry
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from strawberry.asgi import GraphQL

from web.query import PageForBrowsers, QueryPage, build_query_page

NAMES = ("Hannover", "hanova", "Миколаїв")


@strawberry.type(description="A body that takes part in something.")
class Stakeholder:
    name: str = strawberry.field(description="As the source writes it.")

    @strawberry.field(description="Those it works with.")
    def partners(self, first: int = 20) -> list[Stakeholder]:
        return [Stakeholder(name=name) for name in NAMES if name != self.name][:first]


@strawberry.type
class Query:
    @strawberry.field(description="Nothing found is null.")
    def stakeholder(self, name: str) -> Stakeholder | None:
        return Stakeholder(name=name) if name in NAMES else None

    @strawberry.field
    def stakeholders(self) -> list[Stakeholder]:
        return [Stakeholder(name=name) for name in NAMES]


@pytest.fixture(scope="session")
def page() -> QueryPage:
    return build_query_page()


@pytest.fixture(scope="session")
def page_below_a_path() -> QueryPage:
    return build_query_page(base_path="/netz")


@pytest.fixture(scope="session")
def service(page: QueryPage) -> Starlette:
    """The page at the root of a host."""
    return _service(page)


@pytest.fixture(scope="session")
def service_below_a_path(page_below_a_path: QueryPage) -> Starlette:
    """The page below a base path, as behind a proxy that keeps it."""
    return Starlette(routes=[Mount("/netz", app=_service(page_below_a_path))])


def _service(page: QueryPage) -> Starlette:
    graphql = GraphQL[object, object](strawberry.Schema(Query), graphql_ide=None)
    return Starlette(routes=[page.assets.route(), Route("/graphql", endpoint=PageForBrowsers(graphql, page))])
