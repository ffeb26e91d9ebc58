# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How alike two names are, from 0 to 1: the share of what their words say that they have in common.

A word without a partner counts against a pair on the side where it stands, the rarer it is the more: "Neustadt an der
Aisch" and "Neustadt an der Weinstraße" share the common word only.
"""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

_NEAR = 0.74
"""Likeness from which two words are taken for one, misspelt or otherwise transliterated."""
_LEAST_STEM = 5
_MOST_SHORT = 4
_SHORTENED = 0.6
"""What is left of a word that is shortened to a few of its letters: "m", "rbge"."""
_INFLECTED = 0.9
"""What is left of a word that only begins like the other: "mikolaiv", "mikolaivska"."""


def likeness(one: Sequence[str], other: Sequence[str], weights: Mapping[str, float]) -> float:
    """The weighted share of common words (Dice, with near words counted by their likeness).

    Returns:
        1 for the same words in any order, 0 for none in common or for an empty name.

    Example:
        >>> said = {"neustat": 1.0, "aish": 2.0, "vainstrase": 2.0}
        >>> likeness(["neustat", "aish"], ["neustat", "vainstrase"], said)
        0.3333333333333333
    """
    mine, theirs = set(one), set(other)
    common = mine & theirs
    whole = sum(weights[word] for word in mine) + sum(weights[word] for word in theirs)
    shared = 2 * sum(weights[word] for word in common)
    rest, left = sorted(mine - common, key=weights.__getitem__, reverse=True), theirs - common
    for word in rest:
        near, partner = max(((nearness(word, else_), else_) for else_ in left), default=(0.0, ""))
        if near:
            shared += near * (weights[word] + weights[partner])
            left.discard(partner)
    return shared / whole if whole else 0.0


def nearness(one: str, other: str) -> float:
    """How near two sounds are; 0 for different words, words for a sort of body and numbers that are not equal.

    Example:
        >>> nearness("mikolaiv", "mikolaivskoi"), round(nearness("nikolav", "mikolaiv"), 2), nearness("5", "7")
        (0.9, 0.8, 0.0)
    """
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) >= _LEAST_STEM and long.startswith(short):
        return _INFLECTED
    if len(short) <= _MOST_SHORT < len(long) - 1 or len(short) == 1:
        return _SHORTENED if _is_shortened(short, long) else 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=_NEAR) if len(short) > 2 else 0.0


def _is_shortened(short: str, long: str) -> bool:
    """Whether the letters of the one come in the other, in order, from the first on."""
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)
