# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Folded texts of many rows in one long text, with an index of their words that is made when first needed.

A segment never changes but for whose texts are still valid; what is told anew goes into a further, short segment.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from graph.model import NameKind
from graph.stores.sqlite.registry import Mask, Whole

Long = NDArray[np.int64]
KINDS = (*(kind.lower() for kind in NameKind), "text", "identifier")
KIND_OF = {kind: place for place, kind in enumerate(KINDS)}
LANG = 8
"""A tag is the kind of a text and, from this bit on, the code of its language."""

Entry = tuple[int, str, int, str]
"""Row, folded text, tag, and the text as it is written."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Which texts contain which word."""

    words: dict[str, int]
    starts: Long
    places: Whole

    def having(self, word: str) -> Whole:
        """The texts with a word."""
        number = self.words.get(word, -1)
        return self.places[self.starts[number] : self.starts[number + 1]] if number >= 0 else self.places[:0]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Folded texts, one after the other, each between line ends."""

    text: str
    written: str
    """The texts as they are written, in the same order; backslash and line end escaped."""
    starts: Long
    tags: Whole
    owner: Whole
    """The row whose text it is; -1 where that row was told anew since."""
    _made: dict[str, object] = field(default_factory=dict)
    """What follows from the texts alone: shared by the segments that differ only in what is still valid."""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Segment":
        """These texts with their rows."""
        lengths = np.fromiter((len(entry[1]) + 1 for entry in entries), np.int64, len(entries))
        starts = 1 + np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)[:-1])) if len(entries) else lengths
        owner, tags = (np.fromiter((entry[at] for entry in entries), np.int32, len(entries)) for at in (0, 2))
        folded = "\n" + "".join(f"{entry[1]}\n" for entry in entries)
        return cls(folded, "\n".join(_escaped(entry[3]) for entry in entries), starts, tags, owner)

    def having(self, part: str) -> Long:
        """The places of the texts in which a part stands; line ends in it stand for beginning and end."""
        found, at = [], self.text.find(part)
        while at >= 0:
            found.append(at)
            # What begins with a line end stands at most once in a text; of anything else the first is enough.
            at = self.text.find(part, at + 1 if part[0] == "\n" else self.text.find("\n", at))
        # A match that begins with a line end begins one before its text.
        places = np.asarray(found, np.int64) + (1 if part.startswith("\n") else 0)
        return np.unique(np.searchsorted(self.starts, places, side="right") - 1)

    @property
    def index(self) -> Index:
        """The index of its words."""
        if "words" not in self._made:
            self._made["words"] = _indexed(self.lines())
        return cast("Index", self._made["words"])

    def lines(self) -> list[str]:
        """Its folded texts."""
        return self.text[1:].split("\n")[:-1]

    def line(self, place: int) -> str:
        """One folded text."""
        start = int(self.starts[place])
        return self.text[start : self.text.index("\n", start)]

    def entries(self, places: Iterable[int]) -> list[Entry]:
        """Some of its texts with their rows."""
        if "written" not in self._made:
            self._made["written"] = self.written.split("\n")
        lines, owner, tags = cast("list[str]", self._made["written"]), self.owner, self.tags
        return [(int(owner[at]), self.line(at), int(tags[at]), _written(lines[at])) for at in places]


def _indexed(lines: Sequence[str]) -> Index:
    words: dict[str, int] = {}
    numbers: list[int] = []
    places: list[int] = []
    for place, line in enumerate(lines):
        for word in set(line.split(" ")):
            numbers.append(words.setdefault(word, len(words)))
            places.append(place)
    number = np.array(numbers, np.int32)
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(words) + 1)).astype(np.int64)
    return Index(words, starts, np.array(places, np.int32)[order])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n") if "\n" in text or "\\" in text else text


def _written(line: str) -> str:
    if "\\" not in line:
        return line
    return "\\".join(part.replace("\\n", "\n") for part in line.split("\\\\"))


MOST_SEGMENTS = 12


def patched_segments(segments: tuple[Segment, ...], touched: Mask, new: Sequence[Entry]) -> tuple[Segment, ...]:
    """Without the touched rows' texts, with the new ones; many small segments become one."""
    kept = tuple(_without(one, touched) for one in segments)
    kept = (*kept, Segment.of(new)) if new else kept
    return kept if len(kept) <= MOST_SEGMENTS else (kept[0], _joined(kept[1:]))


def _without(segment: Segment, touched: Mask) -> Segment:
    gone = touched[segment.owner] & (segment.owner >= 0) if len(segment.owner) else segment.owner > 0
    return replace(segment, owner=np.where(gone, -1, segment.owner).astype(np.int32)) if gone.any() else segment


def _joined(segments: Iterable[Segment]) -> Segment:
    return Segment.of([entry for one in segments for entry in one.entries(np.flatnonzero(one.owner >= 0).tolist())])
