# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How alike two names are, from 0 to 1: the share of what their words say that they have in common.

A word without a partner counts against a pair on the side where it stands, the rarer it is the more: "Neustadt an der
Aisch" and "Neustadt an der Weinstraße" share the common word only.
"""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from graph.identity.kindred import PLAIN

_NEAR = 0.74
"""Likeness from which two words are taken for one, misspelt or otherwise transliterated."""
_LEAST_STEM = 5
_MOST_SHORT = 4
_SHORTENED = 0.6
"""What is left of a word that is shortened to a few of its letters: "m", "rbge"."""
_INFLECTED = 0.9
"""What is left of a word that only begins like the other: "mikolaiv", "mikolaivska"; a short one if "sk" follows."""
_VOWEL = 0.75
"""What is left of a word of which only vowels are others: "kiv", "kev"; "rivne", "rovno"."""
_VOWELS = frozenset("aeiou")
_WITHIN = 0.6
"""The least likeness of a name to one that says the same and more: "Universität Göttingen", "Georg-August-…"."""
_BETWEEN = frozenset(PLAIN)


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
    found = shared / whole if whole else 0.0
    return _WITHIN if found < _WITHIN and common and _is_within(mine, theirs) else found


def _is_within(one: set[str], other: set[str]) -> bool:
    """Whether the other only says more: all words of the shorter name, two at least, and the same sorts of body."""
    short, long = (found - _BETWEEN for found in sorted((one, other), key=len))
    more = long - short
    return len(short) > 1 and short <= long and any(map(str.isalpha, short)) and not any(map(_is_sort, more))


def _is_sort(token: str) -> bool:
    return token.startswith("=")


def nearness(one: str, other: str) -> float:
    """How near two sounds are; 0 for different words, words for a sort of body and numbers that are not equal.

    Example:
        >>> nearness("mikolaiv", "mikolaivskoi"), round(nearness("nikolav", "mikolaiv"), 2), nearness("5", "7")
        (0.9, 0.8, 0.0)
    """
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (len(short) >= _LEAST_STEM or (len(short) > 3 and long.startswith(f"{short}sk"))):
        return _INFLECTED
    if len(short) <= _MOST_SHORT < len(long) - 1 or len(short) == 1:
        return _SHORTENED if _is_shortened(short, long) else 0.0
    found = Indel.normalized_similarity(one, other, score_cutoff=_NEAR) if len(short) > 2 else 0.0
    return found or (_VOWEL if len(long) == len(short) > 2 and _are_alike_but_for_vowels(one, other) else 0.0)


def _are_alike_but_for_vowels(one: str, other: str) -> bool:
    """Whether the same consonants stand in the same places."""
    pairs = zip(one, other, strict=True)
    return all(mine == theirs or (mine in _VOWELS and theirs in _VOWELS) for mine, theirs in pairs)


def _is_shortened(short: str, long: str) -> bool:
    """Whether the letters of the one come in the other, in order, from the first on."""
    rest = iter(long)
    return short[0] == long[0] and all(letter in rest for letter in short)
