# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the documents show is what comes: commands, questions, answers, and the targets and options they name."""

import re
import subprocess
from pathlib import Path

import pytest

from tools.answers import differences
from tools.asking import Desk, Service, ran
from tools.documents import ROOT, blocks, pages

ALL = [str(page.relative_to(ROOT)) for page in pages()]
SHELLS = ("console", "sh")


def commands(text: str) -> list[str]:
    lines = [line for block in blocks(text) if block.language in SHELLS for line in block.text.splitlines()]
    return [line.removeprefix("$ ") for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_what_a_page_shows_is_what_comes(name: str, sample: Service, tmp_path: Path) -> None:
    found = list(differences((ROOT / name).read_text(encoding="utf-8"), Desk(tmp_path, sample)))

    assert not found, "\n\n".join(map(str, found)) + f"\n\npython -m tools.answers {name} puts the real answers in"


def test_the_make_targets_that_pages_name_exist() -> None:
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z0-9]+):", made, re.MULTILINE))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages())

    named = set(re.findall(r"(?:^|`|\$ )make ([a-z0-9]+)", text, re.MULTILINE))

    assert named - known == set()
    assert {"serve", "test", "check"} <= named


@pytest.mark.parametrize("target", ["serve", "test"])
def test_the_two_commands_of_the_readme_can_be_made(target: str) -> None:
    told = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0
    assert ".venv/bin/python" in told.stdout


def test_the_commands_and_options_that_pages_name_exist() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages())
    named = set(re.findall(r"server\.py ([a-z]+(?: (?:new|list|revoke))?)", text))

    for command in sorted(named):
        assert ran([*command.split(), "--help"])[0] == 0, command


def test_the_readme_is_short_and_begins_with_a_command() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines, 1) if line.startswith("make serve"))

    assert len(lines) <= 120
    assert first <= 15


def test_the_readme_answers_three_questions() -> None:
    found = [block.language for block in blocks((ROOT / "README.md").read_text(encoding="utf-8"))]

    assert found.count("graphql") == 3
    assert found.count("json") == 3
