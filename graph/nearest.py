# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The word that was probably meant: what every message about an unknown word suggests."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

NEAR = 65.0
"""Likeness in percent (normalised insertions and deletions) from which a word is worth suggesting."""


def nearest_word(words: Iterable[str], wrong: str) -> str | None:
    """The most similar word, capitals and signs aside; None if none is near; of equals the first in the alphabet.

    Cost: O(words).

    Example:
        >>> nearest_word(["municipality", "university"], "municipallity")
        'municipality'
    """
    choices = sorted(words)
    found = process.extractOne(wrong, choices, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR)
    return found[0] if found else None
