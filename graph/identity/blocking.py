# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which names are worth comparing: those that share a key. So the work grows with the names, not with their pairs.

Keys: the words in any order; each rare word and its beginning; the name without a letter (so one typing error meets),
without two where it is one short word; its consonants; initials; two translated words; and what else is handed in
(hosts, identifiers). Names that stand side by side in the order of their sounds are compared too. A key that more than
`MOST` names share says nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graph.identity.kindred import PLAIN
from graph.identity.tokens import Named
from graph.text import words

Pairs = NDArray[np.int64]
MOST = 40
"""Names that share a key up to which each is compared with each."""
_NEIGHBOURS = 4
_VOWELS = frozenset("aeiou")
_LEAST_BONES = 4
"""Consonants from which a name that is alike but for its vowels is compared; a short name of one word needs two."""
_STEM = 5
_LEAST_LETTERS, _MOST_LETTERS = 5, 32
_TWICE = 10
"""Letters up to which a name of one word is tried without two of them."""


def pairs(names: Sequence[Named], more: Iterable[tuple[str, int]] = ()) -> Pairs:
    """The pairs of names to compare, as rows of two numbers, each pair of records' names once.

    Args:
        more: further keys, each with a name that has it.

    Cost: O(n log n) in the names, with at most `MOST` pairs for each key of a name.
    """
    numbers: dict[str, int] = {}
    keys: list[int] = []
    owners: list[int] = []
    places = _met(names)
    for place in places:
        for key in keys_of(names[place]):
            keys.append(numbers.setdefault(key, len(numbers)))
            owners.append(place)
    for key, place in more:
        keys.append(numbers.setdefault(key, len(numbers)))
        owners.append(place)
    found = [_within(np.array(keys, np.int64), np.array(owners, np.int64)), *_side_by_side(names, places)]
    return _between_records(np.concatenate(found), names)


def keys_of(name: Named) -> Iterator[str]:
    """The keys of one name."""
    telling = [token for token in name.tokens if token.isalpha()]
    translated = sorted({token for token in name.tokens if token.startswith("~")})
    yield f"all {' '.join(sorted(token for token in name.tokens if token not in PLAIN))}"
    yield from (f"word {token}" for token in translated)
    yield from (f"words {one} {other}" for one, other in combinations(translated, 2))
    for token in dict.fromkeys(telling):
        yield f"word {token}"
        if len(token) >= _STEM:
            yield f"stem {token[:_STEM]}"
    letters = "".join(telling)
    if _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS:
        yield from (f"near {part}" for part in _shortened(letters, twice=len(telling) == 1 and len(letters) <= _TWICE))
    bones = "".join(letter for letter in letters if letter not in _VOWELS)
    if len(bones) >= _LEAST_BONES or (len(bones) > 1 and len(telling) == 1 and len(letters) <= _LEAST_LETTERS):
        yield f"bones {bones}"
    yield from (f"initials {letters}" for letters in name.initials)
    if name.initials:
        return
    if not name.is_whole or (len(name.tokens) == 1 and name.text.isupper()):
        yield f"initials {''.join(words(name.text))}"


def _shortened(letters: str, *, twice: bool) -> set[str]:
    found = {letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))}
    if twice:
        places = range(len(letters))
        found |= {letters[:a] + letters[a + 1 : b] + letters[b + 1 :] for a, b in combinations(places, 2)}
    return found


def _within(keys: Pairs, owners: Pairs) -> Pairs:
    """All pairs of names that share a key which few enough share."""
    order = np.argsort(keys, kind="stable")
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    sizes = np.diff(starts, append=len(keys))
    found = [np.zeros((0, 2), np.int64)]
    for size in range(2, MOST + 1):
        first = starts[sizes == size]
        if len(first):
            members = owners[first[:, None] + np.arange(size)]
            one, other = np.triu_indices(size, 1)
            found.append(np.stack((members[:, one].ravel(), members[:, other].ravel()), axis=1))
    return np.concatenate(found)


def _met(names: Sequence[Named]) -> list[int]:
    """The places of names that somebody wrote, and of those made that begin as one of these."""
    first = {name.tokens[0] for name in names if name.tokens and not name.is_made}
    return [place for place, name in enumerate(names) if not name.is_made or name.tokens[0] in first]


def _side_by_side(names: Sequence[Named], places: Sequence[int]) -> Iterator[Pairs]:
    order = np.array(sorted(places, key=lambda place: names[place].sound), np.int64)
    for step in range(1, _NEIGHBOURS + 1):
        yield np.stack((order[:-step], order[step:]), axis=1)


def _between_records(found: Pairs, names: Sequence[Named]) -> Pairs:
    """Each pair once, the smaller number first; not two names of one record."""
    owner = np.array([name.owner for name in names], np.int64)
    found = np.sort(found[owner[found[:, 0]] != owner[found[:, 1]]], axis=1)
    codes = np.unique(found[:, 0] * len(names) + found[:, 1])
    return np.stack((codes // max(len(names), 1), codes % max(len(names), 1)), axis=1)
