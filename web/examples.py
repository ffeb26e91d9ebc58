# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example queries of the query page: one document each, with titles in every language.

They are read from ``web/examples``: ``NN-name.graphql`` and, by the same name, a title and variables in
``titles.yaml``. The page and the tests of the documents read the same files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the page offers."""

    name: str
    """The file's name without its ending: 01-partners."""
    titles: Mapping[str, str]
    """Language → the question in words."""
    query: str
    variables: str
    """A JSON object, indented; empty where the query has none."""


def read_examples(folder: Path = _FOLDER) -> tuple[Example, ...]:
    """The examples in the order of their file names."""
    told = yaml.safe_load((folder / "titles.yaml").read_text(encoding="utf-8"))
    return tuple(_example(path, told[path.stem]) for path in sorted(folder.glob("*.graphql")))


def _example(path: Path, told: Mapping[str, Mapping[str, str]]) -> Example:
    lines = path.read_text(encoding="utf-8").splitlines()
    # The licence header is for the file's readers, not for those who read the query.
    query = "\n".join(line for line in lines if not line.startswith("# SPDX-")).strip()
    variables = told.get("variables")
    return Example(
        name=path.stem,
        titles=told["title"],
        query=query,
        variables=json.dumps(variables, ensure_ascii=False, indent=2) if variables else "",
    )
