# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many sorted words as one long text, read without building an object for each.

A hundred thousand words are a megabyte of text, which a processor reads faster than it follows pointers.
A word is known by its place; places follow the order of the words' UTF-8 bytes, repeated words have several.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
"""Numbers of lines, counted from 0."""

_END = b"\n"


class Lines:
    """An immutable text with a line end before, between and after its sorted words."""

    def __init__(self, ordered: Sequence[str]) -> None:
        self._text = "".join(f"\n{word}" for word in ordered).encode() + _END
        self._starts = (np.flatnonzero(self.signs() == ord(_END))[:-1] + 1).astype(np.int32)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, place: int) -> str:
        return self._line(place).decode()

    def all(self) -> list[str]:
        """Every word in its order."""
        return self._text.decode().split("\n")[1:-1] if len(self) else []

    def signs(self) -> NDArray[np.uint8]:
        """The text itself, in bytes."""
        return np.frombuffer(self._text, np.uint8)

    def starts(self) -> NDArray[np.int32]:
        """Where in the text each word begins."""
        return self._starts

    def beginning(self, piece: str) -> Places:
        """Places of the words that begin with a piece; a word equal to it comes first."""
        first, last = (self._first(piece.encode() + after) for after in (b"", b"\xff"))
        return np.arange(first, last)

    def ending(self, piece: str) -> Places:
        """Places of the words that end with a piece."""
        return self._holding(self._found(piece.encode() + _END))

    def containing(self, piece: str) -> tuple[Places, Places]:
        """Places of the words that contain a piece, and of those among them that end with it."""
        sought = piece.encode()
        found = self._found(sought)
        return self._holding(found), self._holding(found[self.signs()[found + len(sought)] == ord(_END)])

    def _found(self, sought: bytes) -> Places:
        return np.array([hit.start() for hit in re.finditer(re.escape(sought), self._text)], np.intp)

    def _holding(self, found: Places) -> Places:
        return np.unique(np.searchsorted(self._starts, found, side="right") - 1)

    def _line(self, place: int) -> bytes:
        start = self._starts[place]
        return self._text[start : self._text.index(_END, start)]

    def _first(self, piece: bytes) -> int:
        return bisect_left(range(len(self)), piece, key=self._line)
