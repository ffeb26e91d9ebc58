# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that lead somewhere: the root, a record's uri, the printed schema, the icon.

Every redirect names a path below the base path and never a host, so that no header can send a reader elsewhere.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from web.assets import Assets
from web.query import GRAPHQL, wants_page

_MOST = 200
"""Characters of an id that are passed on; ids are far shorter."""
_RECORD = "{ node(id: %s) { id ... on AnyRecord { uri label { text lang } } } }"
_ICON = "icon.svg"
_OWN = frozenset(
    {"/", "/graphql", "/schema.graphql", "/favicon.ico", "/health/live", "/health/ready", "/metrics", "/uploads"}
)
_FOLDERS = ("/id/", "/docs", "/static/", "/jobs/", "/uploads/", "/download/")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one service."""

    base_path: str
    """Where the service lies behind its proxy: empty, or "/netz"."""
    document: str
    """The schema as a document."""
    assets: Assets

    def routes(self) -> list[BaseRoute]:
        """Their routes."""
        return [
            Route("/", self.root, methods=["GET"]),
            Route("/schema.graphql", self._schema, methods=["GET"]),
            Route("/id/{identifier}", self._record, methods=["GET"]),
            Route("/favicon.ico", self._icon, methods=["GET"]),
        ]

    async def root(self, _: Request) -> Response:
        """Leads to the query page."""
        return RedirectResponse(self.base_path + GRAPHQL, 307)

    async def _schema(self, request: Request) -> Response:
        tag = f'"{sha256(self.document.encode()).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return PlainTextResponse(self.document, headers=headers, media_type="application/graphql")

    async def _record(self, request: Request) -> Response:
        """A browser finds the question on the query page, every other client the answer."""
        query = _RECORD % json.dumps(request.path_params["identifier"][:_MOST])
        is_browser = wants_page(method=request.method, query={}, accept=request.headers.get("accept", ""))
        rest = f"#query={quote(query, safe='')}" if is_browser else f"?{urlencode({'query': query})}"
        return RedirectResponse(self.base_path + GRAPHQL + rest, 303, headers={"Vary": "Accept"})

    async def _icon(self, _: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
        return Response(self.assets.files[_ICON], media_type="image/svg+xml", headers=headers)


def place_of(path: str, base_path: str = "") -> str:
    """What may be told of an address: which of our places it is, without the name of a record or a made-up word.

    Example:
        >>> place_of("/netz/id/sh-3k9", base_path="/netz"), place_of("/secret")
        ('/id/…', 'other')
    """
    own = path.removeprefix(base_path) or "/"
    if own in _OWN:
        return own
    folder = next((one for one in _FOLDERS if own.startswith(one)), "")
    return f"{folder.rstrip('/')}/…" if folder else "other"
