# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A name as the words by which it is compared: how they sound, whatever their script, and how much each one says.

Words that only say what sort of body it is become one token in all languages: "Universität", "University" and
"Університет" are equal, and say little; so do the words between words. A rare word says most. Countries and other words
that names translate become one token too: "Україна", "ukrainisch".
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from graph.identity.kindred import PLAIN
from graph.identity.translated import Translated
from graph.kinds import Kinds
from graph.text import sound_of, strip_legal_form, words

_BRACKETED = re.compile(r"(?P<name>.+?)\s*\((?P<short>[^\W\d_a-zа-я][^\W\d_]{1,7})\)(?P<rest>.*)")
_TONGUES = r"(?:dt|engl?|ukr|russ?|poln?|frz|укр|рос|англ|нім)\."
_BEFORE = rf"ehem\w*\.?|früher|vormals|formerly|former|auch|also|aka|{_TONGUES}|кол\w*\.?|раніше|(?:bis|до) \d{{4}}"
_OTHERWISE = re.compile(rf"(?P<name>[^()]+?)\s*\((?:{_BEFORE})\s+(?P<other>[^()]+)\)", re.IGNORECASE)
"""A name with another in brackets: "Dnipro (ehem. Dnipropetrowsk)"."""
_SMALL = frozenset(PLAIN)
_LONGEST = 5
"""Words of the longest expression for a sort of body."""
_MOST_LETTERS = 4
"""Letters of an abbreviation before the rest of a name: "LMU München"."""
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
        self._translated = Translated()
        self._sorts |= self._translated.expressions

    def readings(self, owner: int, text: str, *, is_whole: bool) -> Iterator[Named]:
        """A name of a record; one with an abbreviation in brackets also without it, and the abbreviation alone.

        A long one also with its first words abbreviated: "TU Dresden" is "Technische Universität Dresden". What is said
        to be a former name, or another, is one by itself.
        """
        bare, form = strip_legal_form(text)
        whole = self._named(Named(owner, text, (), "", (), form, is_whole), bare)
        yield whole
        bracketed = _BRACKETED.fullmatch(bare) if bare.endswith(")") else None
        if bracketed:
            yield self._named(whole, bracketed["name"] + bracketed["rest"])
            yield self._named(replace(whole, text=bracketed["short"], is_whole=False), bracketed["short"])
        otherwise = _OTHERWISE.fullmatch(bare)
        for part in otherwise.groups() if otherwise else ():
            yield self._named(replace(whole, text=part), part)
        for made in self._abbreviated(bare):
            yield self._named(replace(whole, is_made=True), made)

    def _abbreviated(self, bare: str) -> Iterator[str]:
        """With its first two words as letters; with three or four, if they name the sort of body."""
        parts = bare.split()
        if len(parts) > 2 and _is_long(parts[0]) and _is_long(parts[1]):
            yield " ".join((f"{parts[0][0]}{parts[1][0]}", *parts[2:]))
        parts = [part for part in re.split(r"[\s-]+", bare) if not _SMALL.issuperset(words(part))]
        for many in range(3, min(len(parts), _MOST_LETTERS + 1)):
            first = parts[:many]
            if all(map(_is_long, first)) and any(words(part) in self._sorts for part in first):
                yield " ".join(("".join(part[0] for part in first), *parts[many:]))

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
                meaning = self._translated.token(found[place]) if len(found) > 1 else ""
                yield meaning or self._sound(found[place])
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
