# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A name as the words by which it is compared: how they sound, whatever their script, and how much each one says.

Words that only say what sort of body it is become one token in all languages: "Universität", "University" and
"Університет" are equal, and say little; so do the words between words. A rare word says most.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from graph.identity.kindred import PLAIN
from graph.kinds import Kinds
from graph.text import sound_of, strip_legal_form, words

_BRACKETED = re.compile(r"(?P<name>.+?)\s*\((?P<short>[^\W\d_a-zа-я][^\W\d_]{1,7})\)(?P<rest>.*)")
_LONGEST = 5
"""Words of the longest expression for a sort of body."""
_LEAST_RECORDS = 1000
"""Records from which a network's own rarity counts: in a small one each word would seem common."""
_SORT, _BETWEEN = 0.35, 0.05
"""What a word for a sort of body says, and a word between words; others say 1 to 2."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name of one record, ready to be compared."""

    owner: int
    """The record, as a number."""
    text: str
    """As it is written."""
    tokens: tuple[str, ...]
    heard: str
    """All its words as they sound, words for a sort of body too."""
    initials: tuple[str, ...]
    """First letters of its words, with and without the words between them; none for a single word."""
    form: str
    """Its legal form."""
    is_whole: bool = True
    """False for an abbreviation."""
    is_made: bool = False
    """Nobody wrote it so; two such readings are never compared."""

    @property
    def sound(self) -> str:
        """All tokens in their order, as one text."""
        return " ".join(self.tokens)


class Tokens:
    """Makes names comparable; remembers how words sound."""

    def __init__(self, kinds: Kinds) -> None:
        self._sounds: dict[str, str] = {}
        self._sorts: dict[tuple[str, ...], str] = {}
        for concept in kinds.concepts("stakeholder_kinds"):
            for said in concept.words:
                self._sorts.setdefault(words(said), f"={concept.code}")

    def readings(self, owner: int, text: str, *, is_whole: bool) -> Iterator[Named]:
        """A name of a record; one with an abbreviation in brackets also without it, and the abbreviation alone.

        A long one also with its first two words abbreviated: "TU Dresden" is "Technische Universität Dresden".
        """
        bare, form = strip_legal_form(text)
        whole = self._named(Named(owner, text, (), "", (), form, is_whole), bare)
        yield whole
        bracketed = _BRACKETED.fullmatch(bare) if bare.endswith(")") else None
        if bracketed:
            yield self._named(whole, bracketed["name"] + bracketed["rest"])
            yield self._named(replace(whole, text=bracketed["short"], is_whole=False), bracketed["short"])
        first, second, *rest = (*bare.split(), "", "")
        if len(rest) > 2 and _is_long(first) and _is_long(second):
            yield self._named(replace(whole, is_made=True), " ".join((f"{first[0]}{second[0]}", *rest[:-2])))

    def _named(self, like: Named, bare: str) -> Named:
        """As another name, but read from these words."""
        found = words(bare)
        said = [word for word in found if word not in PLAIN]
        initials = sorted({"".join(word[0] for word in some) for some in (found, said)}) if len(said) > 1 else ()
        heard = " ".join(map(self._sound, found))
        return replace(like, tokens=tuple(self._tokens(found)), heard=heard, initials=tuple(initials))

    def _tokens(self, found: Sequence[str]) -> Iterable[str]:
        place = 0
        while place < len(found):
            for length in range(min(_LONGEST, len(found) - place), 0, -1):
                sort = self._sorts.get(tuple(found[place : place + length]))
                if sort and length < len(found):
                    yield sort
                    place += length
                    break
            else:
                yield self._sound(found[place])
                place += 1

    def _sound(self, word: str) -> str:
        if word not in self._sounds:
            heard = word if word.isdigit() or word in PLAIN else sound_of(word)
            self._sounds[word] = heard or word
        return self._sounds[word]


def _is_long(word: str) -> bool:
    return len(word) > 3 and word[0].isupper()


def weights(names: Iterable[Named]) -> Mapping[str, float]:
    """What each token says, from its rarity among the records."""
    bearers: dict[str, set[int]] = {}
    for name in names:
        for token in name.tokens:
            bearers.setdefault(token, set()).add(name.owner)
    often = Counter({token: len(owners) for token, owners in bearers.items()})
    most = log(max(max((max(owners) for owners in bearers.values()), default=0) + 2, _LEAST_RECORDS))
    return {token: _weight(token, often[token], most) for token in often}


def _weight(token: str, often: int, most: float) -> float:
    if token.startswith("="):
        return _SORT
    return _BETWEEN if token in PLAIN else 2 - log(often) / most
