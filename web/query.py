# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The query page: a browser that opens the GraphQL address finds an editor instead of an error.

The page loads nothing from elsewhere, runs no inline script and sets no cookie. Without JavaScript it is a form
that asks by GET. Every other client passes through to the API, which this module does not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from web.assets import Assets, read_assets
from web.examples import Example, read_examples
from web.languages import LANGUAGES, Texts, language_of, read_texts, weighted

GRAPHQL = "/graphql"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language",
}
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_JSON = frozenset({"application/graphql-response+json", "application/json"})


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The query page of one service."""

    base_path: str
    """Where the service lies behind its proxy: empty, or "/netz"."""
    template: Template
    texts: Texts
    assets: Assets
    examples: tuple[Example, ...]

    async def query_page(self, request: Request) -> Response:
        """The page in the language of the request."""
        asked = request.query_params.get("lang")
        language = language_of(asked=asked, accepted=request.headers.get("accept-language", ""))
        html = self.template.render(self._context(language))
        return HTMLResponse(html, headers={**_HEADERS, "Content-Language": language})

    def _context(self, language: str) -> dict[str, object]:
        texts = self.words(language)
        return {
            "language": language,
            "languages": [(code, self.texts.of(code)["language.name"]) for code in LANGUAGES],
            "endpoint": self.base_path + GRAPHQL,
            "texts": texts,
            "settings": json.dumps({"language": language, "texts": texts}, ensure_ascii=False),
            "examples": [(f"example.{example.name}", self._address(example)) for example in self.examples],
            "first": self.examples[0],
            "static": lambda path: self.assets.url(path, base_path=self.base_path),
        }

    def words(self, language: str) -> dict[str, str]:
        """All texts of the page in one language, the titles of the examples included."""
        titles = {f"example.{example.name}": example.titles[language] for example in self.examples}
        return {**self.texts.of(language), **titles}

    def _address(self, example: Example) -> str:
        asked = {"query": example.query} | ({"variables": example.variables} if example.variables else {})
        return f"{self.base_path}{GRAPHQL}?{urlencode(asked)}"


def build_query_page(*, base_path: str = "") -> QueryPage:
    """The query page, with everything that it serves read into memory."""
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return QueryPage(
        base_path=base_path.rstrip("/"),
        template=environment.get_template("query.html"),
        texts=read_texts(),
        assets=read_assets(),
        examples=read_examples(),
    )


def routes(page: QueryPage) -> list[BaseRoute]:
    """The page at its address and its static files, for an application that has no other use for GET there."""
    return [Route(GRAPHQL, page.query_page, methods=["GET"], name="query_page"), page.assets.route()]


def wants_page(*, method: str, query: Mapping[str, str], accept: str) -> bool:
    """True for a browser that opens the address: GET, HTML before JSON, and no query to answer.

    Example:
        >>> wants_page(method="GET", query={}, accept="text/html, */*;q=0.8")
        True
        >>> wants_page(method="GET", query={"query": "{ __typename }"}, accept="text/html")
        False
    """
    if method not in {"GET", "HEAD"} or "query" in query:
        return False
    named = [kind for kind in weighted(accept) if kind in _HTML | _JSON]
    return bool(named) and named[0] in _HTML


@dataclass(frozen=True, slots=True)
class PageForBrowsers:
    """The GraphQL application with the query page in front of it, for browsers only."""

    graphql: ASGIApp
    page: QueryPage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page where one is wanted; pass everything else on, sockets included."""
        if scope["type"] != "http" or not _wants_page(request := Request(scope, receive)):
            await self.graphql(scope, receive, send)
            return
        response = await self.page.query_page(request)
        await response(scope, receive, send)


def _wants_page(request: Request) -> bool:
    accept = request.headers.get("accept", "")
    return wants_page(method=request.method, query=request.query_params, accept=accept)
