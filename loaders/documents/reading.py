# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents that a person can read and correct: records with their sources, in YAML or JSON.

The form is described by `documents.schema.json`. A document that is no YAML says nothing; a record with an error
says nothing; everything else is read. Records may be named that stand in other documents of the same load.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.kinds import Kinds
from graph.nearest import nearest_word
from loaders.documents.records import SECTIONS, Records
from loaders.documents.tree import MAX_BYTES, Node, Wrong, read_tree
from loaders.loader import FeedSaid, Problem, Severity, Yielded

FORMAT = "1"
"""The version of the form that this loader reads, as documents state it."""
TOP = ("partnernetz", "feed", *SECTIONS, "ties")

_FIRST_KEY = re.compile(rb"""^(?:\xef\xbb\xbf)?[ \t]*\{?\s*["']?partnernetz["']?[ \t]*:""", re.MULTILINE)


class Documents:
    """The loader of YAML and JSON documents, under one vocabulary."""

    name = "documents"
    version = "1"
    description = "Documents in YAML or JSON that a person can read and correct; each value may cite its source."
    formats = (".yaml", ".yml", ".json")

    def __init__(self, kinds: Kinds) -> None:
        self._records = Records(kinds)

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the content begins as documents do: with `partnernetz:`."""
        return _FIRST_KEY.search(head) is not None

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the document says, in its own order."""
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        yield from self.read_bytes(raw, path.name)

    def read_bytes(self, raw: bytes, file: str) -> Iterator[Yielded]:
        """What these bytes say; `file` is what problems call them."""
        try:
            fields = _top(read_tree(raw, file))
        except Wrong as wrong:
            yield wrong.problem
            return
        for name, node in fields.items():
            yield from self._part(name, node)

    def _part(self, name: str, node: Node) -> Iterator[Yielded]:
        if name in SECTIONS:
            yield from self._records.section(name, node)
        elif name == "ties":
            yield from self._records.ties(node)
        elif name == "feed":
            yield from self._feed(node)
        elif name not in TOP:
            yield _unknown(name, node)

    def _feed(self, node: Node) -> Iterator[Yielded]:
        """The feed's key, alone or among what is said of the feed as a source."""
        try:
            fields = {"key": node} if isinstance(node.value, str) else dict(node.fields())
            if "key" not in fields:
                raise node.wrong("MISSING_KEY", 'The feed names no "key".', "Add key: ...")
            yield FeedSaid(fields.pop("key").text().strip(), node.place)
        except Wrong as wrong:
            yield wrong.problem
            return
        yield from self._records.feed(fields)


def _top(root: Node) -> Mapping[str, Node]:
    """The parts of a document of a version that is known."""
    fields = root.fields()
    if "partnernetz" not in fields:
        raise root.wrong("NO_DOCUMENT", "This is no document of Partnernetz.", f"Begin with partnernetz: {FORMAT}.")
    version = fields["partnernetz"]
    if version.text() != FORMAT:
        hint = f"This program reads version {FORMAT}."
        raise version.wrong("UNKNOWN_VERSION", f"The document is of version {version.what}.", hint)
    return fields


def _unknown(name: str, node: Node) -> Problem:
    near = nearest_word(TOP, name)
    hint = f'Did you mean "{near}"?' if near else f"Known: {', '.join(TOP)}."
    return Problem(Severity.ERROR, "UNKNOWN_KEY", f'A document has no "{name[:40]}".', node.named, hint)
