# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documentation as pages: the Markdown files of docs/, each under its own path, where the links of errors lead.

`/docs/errors` is short for `/docs/reference/errors.md`, so that a link in an answer outlives a moved folder.
Pages carry no script and nothing from elsewhere.
"""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from web.assets import Assets
from web.markdown import Page, as_page, title_of
from web.query import CONTENT_SECURITY_POLICY, GRAPHQL, wants_page

_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Content-Language": "en",
}
_REFUSALS = {
    404: ("NOT_FOUND", "There is nothing at this address."),
    405: ("METHOD_NOT_ALLOWED", "This address takes another method."),
}
_SHORT = "reference"
"""The folder whose documents have a short address."""


@dataclass(frozen=True, slots=True)
class Documents:
    """All documents of one version of the program."""

    texts: dict[str, str]
    """Path below docs/, with slashes → Markdown."""
    template: Template
    assets: Assets
    base_path: str = ""
    _pages: dict[str, Page] = field(default_factory=dict)
    """Those that were asked for before."""

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [
            Route("/docs", self._list, methods=["GET"]),
            Route("/docs/{path:path}", self._document, methods=["GET"]),
        ]

    def _list(self, _: Request) -> Response:
        titles = [(path, title_of(text, path)) for path, text in self.texts.items()]
        return self.page("Documents", documents=titles)

    def _document(self, request: Request) -> Response:
        path = request.path_params["path"]
        if path in self.texts:
            shown = self._shown(path)
            return self.page(shown.title, html=shown.html)
        full = f"{_SHORT}/{path}.md"
        if full in self.texts:
            return RedirectResponse(f"{self.base_path}/docs/{full}", 307)
        raise HTTPException(404)

    def _shown(self, path: str) -> Page:
        if path not in self._pages:
            self._pages[path] = as_page(self.texts[path], path, self.texts)
        return self._pages[path]

    def page(self, title: str, *, status: int = 200, **content: object) -> Response:
        """A page in the dress of the documents."""
        about = {"title": title, "home": f"{self.base_path}/docs", "ask": self.base_path + GRAPHQL, "static": self._url}
        return HTMLResponse(self.template.render(about | content), status, headers=_HEADERS)

    async def refusal(self, request: Request, error: Exception) -> Response:
        """The answer where no page is: to a browser a page, to every other client the shape of all our errors."""
        assert isinstance(error, HTTPException)
        code, words = _REFUSALS.get(error.status_code, ("BAD_REQUEST", error.detail))
        if wants_page(method="GET", query={}, accept=request.headers.get("accept", "")):
            return self.page(words, status=error.status_code)
        extensions = {"code": code, "hint": f"See {self.base_path}/docs; questions go to {self.base_path}{GRAPHQL}."}
        body = {"errors": [{"message": words, "extensions": extensions}]}
        return JSONResponse(body, error.status_code, headers=error.headers)

    def _url(self, path: str) -> str:
        return self.assets.url(path, base_path=self.base_path)


def build_documents(folder: Path, assets: Assets, *, base_path: str = "") -> Documents:
    """The documents of a folder; none if there is no such folder."""
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return Documents(read_documents(folder), environment.get_template("document.html"), assets, base_path)


def read_documents(folder: Path) -> dict[str, str]:
    """Every Markdown file below the folder, those nearest to it first."""
    paths = sorted(folder.rglob("*.md"), key=lambda path: (len(path.relative_to(folder).parts), path))
    return {PurePosixPath(path.relative_to(folder)).as_posix(): path.read_text(encoding="utf-8") for path in paths}
