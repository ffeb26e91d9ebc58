# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links lead somewhere, the map names what is there, decisions have their form, the words are complete."""

import re
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tools.documents import ROOT, anchors, links, pages

ALL = [str(page.relative_to(ROOT)) for page in pages()]
ROOMS = ("graph", "schema", "loaders", "web", "tools")
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@cache
def anchors_of(page: Path) -> set[str]:
    return anchors(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ALL)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    page = ROOT / name
    for target in links(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        meant = (page.parent / file).resolve() if file else page
        assert meant.exists(), f"{name} → {target}"
        if anchor and meant.suffix == ".md":
            assert anchor in anchors_of(meant), f"{name} → {target}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    # By a link to the page itself: one to its folder shows a reader no more than a list of file names.
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in links(page.read_text(encoding="utf-8")):
            meant = (page.parent / target.partition("#")[0]).resolve()
            if not re.match(r"[a-z]+:", target) and meant.is_file() and meant.suffix == ".md":
                waiting.append(meant)

    assert {page for page in pages() if "docs" in page.parts} <= reached


# ------------------------------------------------------------------ the map


def test_the_map_names_every_file_of_the_rooms_or_the_folder_that_it_is_in() -> None:
    named = [name for name in re.findall(r"`([\w./*-]+)`", MAP) if "/" in name]
    files = [path.relative_to(ROOT) for room in ROOMS for path in sorted((ROOT / room).rglob("*"))]
    for path in files:
        if "__pycache__" in path.parts or path.is_dir() or path.name == "__init__.py":
            continue
        ways = [str(path), *(f"{folder}/" for folder in path.parents if len(folder.parts) > 1)]
        assert any(fnmatch(way, name) for way in ways for name in named), f"docs/map.md does not name {path}"


def test_the_map_names_nothing_that_is_not_there() -> None:
    for name in re.findall(r"`((?:graph|schema|loaders|web|tools|tests|docs)/[\w./*-]*)`", MAP):
        assert list(ROOT.glob(name)), name


# ------------------------------------------------------------------ words, decisions, changes


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_word_of_the_glossary_stands_in_three_languages_and_is_explained() -> None:
    terms = [row for row in rows(GLOSSARY) if row[0] not in ("en", "---")]

    assert len(terms) >= 40
    for row in terms:
        assert len(row) == 4, row
        assert all(row), row
        assert re.search("[а-яіїєґ]", row[2].lower()), row


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_every_decision_has_number_date_status_and_reason(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert re.match(rf"# {int(page.name[:4])}\. \S", text)
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)
    assert re.search(r"^Status: (accepted|superseded by \[\d+\]\(\d{4}-[\w-]+\.md\))$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_changelog_tells_what_is_unreleased() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = text.partition("## [Unreleased]")[2].partition("\n## ")[0]

    assert len(re.findall("^- ", unreleased, re.MULTILINE)) >= 5
