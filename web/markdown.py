# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown → HTML as our pages take it: headings and codes can be linked to, no link leads nowhere, no inline style."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from posixpath import normpath
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_SIGN = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Page:
    """One document as a page."""

    title: str
    html: str


def as_page(text: str, path: str, known: Collection[str]) -> Page:
    r"""The page of a document.

    Args:
        text: Markdown of ours, which may hold HTML; never that of a visitor.
        path: Where it lies; its links start from there.
        known: The paths of all documents; a relative link to anything else is shown as plain text.

    Example:
        >>> as_page("# A `b`", "a.md", ()).html
        '<h1 id="a-b">A <code>b</code></h1>\n'
    """
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = markdown.parse(text)
    _name_places(tokens)
    for token in tokens:
        token.attrs.pop("style", None)
        _check_links(token.children or [], path, known)
    return Page(title_of(text, path), _scrolling(markdown.renderer.render(tokens, markdown.options, {})))


def title_of(text: str, path: str) -> str:
    """The words of the first heading; the path where there is none."""
    found = _TITLE.search(text)
    return found[1].replace("`", "").strip() if found else path


def _scrolling(html: str) -> str:
    """Wide tables and listings scroll on their own, by keyboard too."""
    html = html.replace("<pre>", '<pre tabindex="0">')
    return html.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return pairwise(tokens)


def _said(inline: Token) -> str:
    """The words of a heading, without their dress."""
    return "".join(child.content for child in inline.children or [] if child.type in {"text", "code_inline"})


def _name_places(tokens: Sequence[Token]) -> None:
    """Gives each heading the name that code hosts give it, and each row that begins with a code the code itself."""
    taken: set[str] = set()
    for before, (opening, inline) in zip((None, *tokens), _pairs(tokens), strict=False):
        if opening.type == "heading_open":
            _name(opening, _slug(_said(inline)), taken)
        elif opening.type == "td_open" and before is not None and before.type == "tr_open":
            first = next(iter(inline.children or []), None)
            if first is not None and first.type == "code_inline":
                _name(opening, first.content, taken)


def _name(token: Token, name: str, taken: set[str]) -> None:
    unused = next(one for one in (name, *(f"{name}-{n}" for n in range(1, 1000))) if one not in taken)
    taken.add(unused)
    token.attrSet("id", unused)


def _slug(heading: str) -> str:
    return _SPACE.sub("-", _SIGN.sub("", heading.strip().lower()))


def _check_links(children: Sequence[Token], path: str, known: Collection[str]) -> None:
    for child in children:
        if child.type == "link_open" and not _leads_somewhere(str(child.attrGet("href") or ""), path, known):
            child.attrs.pop("href", None)


def _leads_somewhere(href: str, path: str, known: Collection[str]) -> bool:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return True
    folder = path.rpartition("/")[0]
    return normpath(f"{folder}/{parts.path}").lstrip("/") in known
