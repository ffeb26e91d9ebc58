# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How near one word of a name is to one word of a query; the lexicon and the ranking both ask here.

The order of `Way` is the order of merit. German puts the head of a compound last: in "Trinkwasser" the query
"wasser" is the thing itself, in "Grundwassermessung" only a part of it.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from graph.search.query import QueryWord
from graph.text import sound_of

_REPEATED = re.compile(r"(.)\1+")
LEAST_PART = 3
LEAST_INSIDE = 4
_LEAST_FRONT = 3
_LEAST_SOUND = 3
_LEAST_SOUND_BEGINNING = 4


class Way(IntEnum):
    """The way in which a word was found, the best first."""

    EXACT = 0
    BEGINNING = 1
    ENDING = 2
    INSIDE = 3
    DOUBLING = 4
    """Only doubled letters differ: Hanover, Hannover, Hannovver."""
    SOUND = 5
    SOUND_BEGINNING = 6
    TYPING_ERROR = 7


class Closeness(NamedTuple):
    """A way, and within it what still tells two words apart; smaller is nearer (a tuple, for it is much compared)."""

    way: Way
    errors: int
    """Typing errors: insertions, deletions, replacements, swapped neighbours."""
    unmatched: int
    """Letters of the word that the query does not explain."""


def closeness(wanted: QueryWord, word: str) -> Closeness | None:
    """How near a folded word is to the wanted one; None if it is another word.

    Example:
        >>> from graph.search.query import parse_query
        >>> wasser = parse_query("Wasser").needed[0]
        >>> [closeness(wasser, word).way.name for word in ("wasserwerk", "trinkwasser", "grundwassermessung", "waser")]
        ['BEGINNING', 'ENDING', 'INSIDE', 'DOUBLING']
        >>> closeness(wasser, "haus") is None
        True
    """
    way = _way_by_letters(wanted.text, word)
    if way is not None:
        return Closeness(way, 0, len(word) - len(wanted.text))
    return _by_sound(wanted, word) or _by_typing_error(wanted, word)


def _way_by_letters(wanted: str, word: str) -> Way | None:
    at = word.find(wanted)
    if at == 0:
        return Way.EXACT if len(word) == len(wanted) else Way.BEGINNING
    if at < 0:
        return None
    if word.endswith(wanted) and len(wanted) >= LEAST_PART and len(word) - len(wanted) >= _LEAST_FRONT:
        return Way.ENDING
    return Way.INSIDE if len(wanted) >= LEAST_INSIDE and word.find(wanted, _LEAST_FRONT) > 0 else None


def _by_sound(wanted: QueryWord, word: str) -> Closeness | None:
    if len(wanted.sound) < _LEAST_SOUND or word[0].isdigit():
        return None
    heard = sound_of(word)
    if heard == wanted.sound:
        is_doubling = _REPEATED.sub(r"\1", word) == _REPEATED.sub(r"\1", wanted.text)
        return Closeness(Way.DOUBLING if is_doubling else Way.SOUND, 0, 0)
    if len(wanted.sound) >= _LEAST_SOUND_BEGINNING and heard.startswith(wanted.sound):
        return Closeness(Way.SOUND_BEGINNING, 0, len(heard) - len(wanted.sound))
    return None


def _by_typing_error(wanted: QueryWord, word: str) -> Closeness | None:
    most = wanted.typing_errors
    if not most or abs(len(word) - len(wanted.text)) > most:
        return None
    errors = OSA.distance(wanted.text, word, score_cutoff=most)
    return Closeness(Way.TYPING_ERROR, errors, 0) if errors <= most else None
