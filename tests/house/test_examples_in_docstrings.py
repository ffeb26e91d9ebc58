# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every example in a docstring of the rooms gives what it says."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROMPT = ">" * 3 + " "
SHOWING = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("graph", "loaders", "schema", "web")
    for path in sorted((ROOT / room).rglob("*.py"))
    if PROMPT in path.read_text("utf-8")
]


def test_examples_are_found() -> None:
    assert len(SHOWING) > 15


@pytest.mark.parametrize("name", SHOWING)
def test_the_examples_of_a_module_hold(name: str) -> None:
    found = doctest.testmod(import_module(name), raise_on_error=True)

    assert found.attempted > 0
