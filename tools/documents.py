# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents as a program reads them: pages, their code blocks in order, headings and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_FENCE = re.compile(r"^ *```(?P<info>.*)$")
_LINK = re.compile(r"\[[^\]]*\]\(<?(?P<target>[^)\s>]+)>?\)")
_CODE = re.compile(r"`[^`]*`")
_ROW = re.compile(r"^\| `([^`]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: what it says it is, its text, and the lines of the page (from 0) on which the text stands."""

    info: str
    text: str
    first: int
    after: int

    @property
    def language(self) -> str:
        """The first word of what it says it is."""
        return self.info.partition(" ")[0]

    @property
    def rest(self) -> str:
        """What follows the language: a file's name, a role."""
        return self.info.partition(" ")[2].strip()


def pages(root: Path = ROOT) -> list[Path]:
    """Every page that people read: the README and its neighbours, and all of docs/."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    lines = text.splitlines()
    info, first = "", -1
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if first < 0:
            info, first = fence["info"].strip(), number + 1
        else:
            found.append(Block(info, "\n".join(lines[first:number]), first, number))
            first = -1
    return found


def prose(text: str) -> Iterator[str]:
    """The lines of a page outside its blocks."""
    inside = False
    for line in text.splitlines():
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            yield line


def links(text: str) -> list[str]:
    """Where the links of a page lead, in order; what stands in code is no link."""
    return [found["target"] for line in prose(text) for found in _LINK.finditer(_CODE.sub("", line))]


def anchors(text: str) -> set[str]:
    """What can be linked to within a page: headings, as hosts of Markdown name them, and rows that begin with a code.

    web/markdown.py gives the pages that we serve the same names.
    """
    found: set[str] = set()
    for line in prose(text):
        row = _ROW.match(line)
        if row:
            found.add(row[1])
        elif line.startswith("#"):
            found.add(re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-"))
    return found
