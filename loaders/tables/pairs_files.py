# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which file of a folder holds the edges that belong to nodes, or the nodes that belong to edges.

`X.nodes.csv` and `X.edges.csv`, `X_nodes` and `X_edges`, or `nodes.csv` and `edges.csv` alone in their folder.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from loaders.tables.table import Row
from loaders.tables.text_forms import decoded_head, dialect_of

NODE_WORDS = ("nodes", "node", "vertices", "names", "knoten", "vertex", "вузли")
EDGE_WORDS = ("edges", "edge", "links", "relations", "ties", "kanten", "edgelist", "ребра")
ENDINGS = (".csv", ".tsv", ".txt")
MOST_FILES = 2_000
"""How many names of a folder are looked at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The files of one graph; None for one that is not there."""

    edges: Path | None
    nodes: Path | None


def pair_of(path: Path) -> Pair:
    """The pair that the file belongs to, judged by its name; no edges if neither it nor one beside it is called so."""
    stem = _stem(path)
    for mine, others in ((EDGE_WORDS, NODE_WORDS), (NODE_WORDS, EDGE_WORDS)):
        found = _without(stem, mine)
        if found is None:
            continue
        other = _beside(path, found, others)
        return Pair(path, other) if mine is EDGE_WORDS else Pair(other, path)
    return Pair(None, None)


def first_row(head: bytes) -> Row:
    """The first row of a text file; one that says nothing if it is none."""
    text = decoded_head(head)
    if not text:
        return Row(1, ())
    dialect = dialect_of(text, "")
    lines = text.splitlines()[dialect.skipped :]
    try:
        rows = csv.reader((line for line in lines if line.strip()), delimiter=dialect.separator)
        return Row(1, next(rows, []))
    except csv.Error:
        return Row(1, ())


def _stem(path: Path) -> str:
    return path.name.removesuffix(path.suffix).lower()


def _without(stem: str, words: tuple[str, ...]) -> str | None:
    """The stem without the word that says which of the two it is; None if none says so."""
    found = re.fullmatch(rf"(?P<before>.*?)[-_. ]?(?:{'|'.join(words)})(?P<after>[-_. ].*)?", stem)
    return f"{found['before']}{found['after'] or ''}" if found else None


def _beside(path: Path, stem: str, words: tuple[str, ...]) -> Path | None:
    """The other file of the pair, in the same folder; the first in the alphabet."""
    folder = path.parent
    names = sorted(one for _, one in zip(range(MOST_FILES), folder.iterdir(), strict=False))
    for one in names:
        is_file = one.suffix.lower() in ENDINGS and one.is_file() and not one.is_symlink()
        if is_file and one.name != path.name and _without(_stem(one), words) == stem:
            return one
    return None
