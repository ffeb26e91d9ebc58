# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house keeps its own rules: short files with captions, no trace of one machine, papers in order."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("graph", "loaders", "schema", "web")
SKIPPED = {".git", ".venv", "node_modules", "data", "build", "dist", "__pycache__"}
BINARY = {".png", ".ico", ".woff2", ".gz", ".xlsx", ".db", ".pdf"}

# Written in pieces, so that this file passes its own test.
MACHINE_PATHS = re.compile("(?<![\\w.>/])/(?:" + "|".join(["home", "root", "Users", "work"]) + ")/[A-Za-z._]")
REGISTRY_HOSTS = re.compile(
    "|".join(["files.python" + "hosted", "py" + r"pi\.org", "npm" + r"js\.(?:org|com)", "yarn" + r"pkg\.com"])
    + "|"
    + "|".join(["repo1?" + r"\.maven", "deb" + r"\.debian\.org", "crates" + r"\.io", "proxy" + r"\.golang"])
)


@cache
def files() -> tuple[Path, ...]:
    """All files that git would take, or all but the known leftovers where there is no git."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    paths = (Path(name) for name in sorted(listed) if name)
    return tuple(path for path in paths if not SKIPPED & set(path.parts) and (ROOT / path).is_file())


def texts() -> list[tuple[Path, str]]:
    return [(path, (ROOT / path).read_text("utf-8", errors="replace")) for path in files() if path.suffix not in BINARY]


def room_modules() -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and (path.parts[0] in ROOMS or str(path) == "server.py")]


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRY_HOSTS], ids=["machine paths", "registry hosts"])
def test_no_file_tells_where_it_was_written_or_installed_from(pattern: re.Pattern[str]) -> None:
    found = [f"{path}: {match[0]}" for path, text in texts() if (match := pattern.search(text))]

    assert found == []


def modules_of_tests() -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and path.parts[0] == "tests"]


def test_every_module_has_a_caption() -> None:
    bare = [str(path) for path in room_modules() if not ast.get_docstring(ast.parse((ROOT / path).read_text("utf-8")))]

    assert bare == []


def test_a_file_of_more_than_300_lines_says_why() -> None:
    read = {path: (ROOT / path).read_text("utf-8") for path in (*room_modules(), *modules_of_tests())}
    long = [path for path, text in read.items() if len(text.splitlines()) > 300]

    silent = {str(path) for path in long if "# Longer than 300 lines because" not in read[path]}
    assert silent == set()


def test_test_folders_are_no_packages_because_they_would_hide_the_rooms() -> None:
    assert [str(path) for path in files() if path.parts[0] == "tests" and path.name == "__init__.py"] == []


def test_the_readme_is_short_and_its_first_command_comes_early() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()

    assert len(lines) <= 120
    assert any("make serve" in line for line in lines[:15])


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_catalogue_entry_is_complete_in_three_languages() -> None:
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))

    assert entry["legal"]["license"] == "EUPL-1.2"
    assert entry["localisation"]["availableLanguages"] == ["de", "en", "uk"] == sorted(entry["description"])
    for description in entry["description"].values():
        assert len(description["shortDescription"]) <= 150 <= len(description["longDescription"])
        assert description["features"]


def test_the_locks_name_exact_versions_with_hashes() -> None:
    for name in ("run", "dev", "uv"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        pinned = re.findall(r"^[a-z0-9][\w.-]*==[^\s;]+[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE)

        assert len(pinned) == len(re.findall(r"^[A-Za-z0-9]", lock, re.MULTILINE)) > 0
