# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of words that can be asked which of them might be meant: by letters, by sound, by typing errors.

Its answers may hold words too many, never one too few, except that the longest are left out beyond `most`.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from graph.search.lines import Lines, Places
from graph.text import sound_of

_NEW_LINE = 10
_CONTINUED = 0b1000_0000
_LEADING_BITS = 0b1100_0000


class WordList:
    """Distinct folded words with their sounds, letters and lengths; immutable."""

    def __init__(self, sounds: dict[str, str]) -> None:
        ordered = sorted(sounds)
        by_sound = sorted(range(len(ordered)), key=lambda place: sounds[ordered[place]])
        self._words = Lines(ordered)
        self._sounds = Lines([sounds[ordered[place]] for place in by_sound])
        self._sounding = np.array(by_sound, np.int32)
        self._letters, self._lengths = _letters(self._words), _lengths(self._words)

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordList":
        """The list of some folded words, each once."""
        return cls({word: sound_of(word) for word in words if word})

    def merged(self, other: "WordList") -> "WordList":
        """Both lists in one; sounds are taken over, not made again."""
        return WordList(self._pairs() | other._pairs())

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        found = self._words.beginning(word)
        return len(found) > 0 and self._words[found[0]] == word

    def beginning(self, piece: str, *, most: int) -> Iterator[str]:
        """The shortest words that begin with a piece."""
        return self._shortest(self._words.beginning(piece), most)

    def ending(self, piece: str, *, most: int) -> Iterator[str]:
        """The shortest words that end with a piece."""
        return self._shortest(self._words.ending(piece), most)

    def containing(self, piece: str, *, most: int) -> Iterator[str]:
        """The shortest words that end with a piece, and the shortest that contain it."""
        containing, ending = self._words.containing(piece)
        yield from self._shortest(ending, most)
        yield from self._shortest(containing, 2 * most)

    def sounding(self, sound: str, *, most: int) -> Iterator[str]:
        """The shortest words whose sound begins with the one given; first those that sound the same."""
        found = self._sounds.beginning(sound)
        same = sum(1 for _ in takewhile(lambda place: self._sounds[place] == sound, found[:most]))
        yield from self._shortest(self._sounding[found[:same]], most)
        yield from self._shortest(self._sounding[found[same:]], most)

    def akin(self, word: str, *, errors: int) -> Iterator[str]:
        """Every word that so many typing errors might have made, by its letters and its length.

        One error changes at most one letter on either side, so a word with more foreign letters is out: comparing
        sets of letters leaves a few hundred of a hundred thousand words to be measured exactly.
        """
        letters = np.bitwise_or.reduce(_bits()[np.frombuffer(word.encode(), np.uint8)])
        foreign = np.bitwise_count(self._letters & ~letters) <= errors
        missing = np.bitwise_count(letters & ~self._letters) <= errors
        near = foreign & missing & (np.abs(self._lengths - len(word)) <= errors)
        return map(self._words.__getitem__, np.flatnonzero(near).tolist())

    def _shortest(self, places: Places | NDArray[np.int32], most: int) -> Iterator[str]:
        if len(places) > most:
            places = places[np.argsort(self._lengths[places], kind="stable")[:most]]
        return map(self._words.__getitem__, places.tolist())

    def _pairs(self) -> dict[str, str]:
        words = self._words.all()
        return {words[place]: sound for place, sound in zip(self._sounding, self._sounds.all(), strict=True)}


def _bits() -> NDArray[np.uint32]:
    """One bit for each byte; some share one, and bytes beyond ASCII have none: more words pass, none is lost."""
    bits = np.uint32(1) << (np.arange(256, dtype=np.uint32) & np.uint32(31))
    bits[_NEW_LINE] = 0
    bits[128:] = 0
    return bits


def _letters(words: Lines) -> NDArray[np.uint32]:
    """The set of letters of each word, as bits."""
    if not len(words):
        return np.zeros(0, np.uint32)
    return np.bitwise_or.reduceat(_bits()[words.signs()], words.starts())


def _lengths(words: Lines) -> NDArray[np.int16]:
    """The number of letters of each word, whatever its script."""
    if not len(words):
        return np.zeros(0, np.int16)
    is_letter = ((words.signs() & _LEADING_BITS) != _CONTINUED) & (words.signs() != _NEW_LINE)
    return np.add.reduceat(is_letter, words.starts(), dtype=np.int16)
