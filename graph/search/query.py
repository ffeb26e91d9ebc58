# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person typed into the search field, made comparable.

A text of any length is answered: what goes beyond 200 characters or 10 words is left out and `is_cut` says so,
because a pasted paragraph should rather be searched by its beginning than refused.
"""

import re
from dataclasses import dataclass

from graph.text import sound_of, words

MOST_CHARACTERS = 200
MOST_WORDS = 10

# Articles, prepositions and conjunctions de/en/uk, and legal forms, all folded.
_SMALL = frozenset((
    "der", "die", "das", "des", "dem", "den", "und", "fur", "von", "vom", "in", "im", "am", "an", "zu", "zum", "zur",
    "of", "the", "and", "for", "at", "i", "y", "ta", "u", "v", "z", "na", "dlia", "do", "e", "ev", "eg", "gmbh",
    "ggmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "se", "co", "gug", "kdor", "aor", "ltd", "limited", "llc",
    "inc", "plc", "tov", "kp", "ho", "at",
))  # fmt: skip
_FIELD_END = re.compile(r"[/:#=]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One folded word that a name has to contain, with its coarse sound."""

    text: str
    sound: str
    typing_errors: int
    """How many errors are forgiven: 0 up to 4 letters or with a digit in it, 1 up to 6, else 2."""


@dataclass(frozen=True, slots=True)
class Query:
    """A search as compared with names: every one of `needed` must be found in one and the same name."""

    words: tuple[str, ...]
    needed: tuple[QueryWord, ...]
    identifiers: tuple[str, ...]
    is_cyrillic: bool
    is_cut: bool = False


def parse_query(text: str) -> Query:
    """The query that a typed text means; without a letter or digit it has no words and finds nothing.

    Example:
        >>> [word.text for word in parse_query("Rat der Stadt Hannover").needed]
        ['rat', 'stadt', 'hannover']
    """
    kept = text[:MOST_CHARACTERS]
    found = words(kept)
    return Query(
        words=found[:MOST_WORDS],
        needed=tuple(_query_word(word) for word in dict.fromkeys(telling(found[:MOST_WORDS]))),
        identifiers=identifier_keys(kept),
        is_cyrillic=is_cyrillic(kept),
        is_cut=len(text) > MOST_CHARACTERS or len(found) > MOST_WORDS,
    )


def telling(folded: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell names apart: without articles, short prepositions and legal forms; all if none is left.

    Example:
        >>> telling(("hanover", "helps", "e", "v")), telling(("e", "v"))
        (('hanover', 'helps'), ('e', 'v'))
    """
    return tuple(word for word in folded if word not in _SMALL) or folded


def is_small(word: str) -> bool:
    """Whether a folded word tells no names apart, as "und" or "gmbh"."""
    return word in _SMALL


def identifier_keys(text: str) -> tuple[str, ...]:
    """The keys on which identifiers meet: all letters and digits, and what follows the last separator of an address.

    Example:
        >>> identifier_keys("https://ror.org/0304hq317"), identifier_keys("wikidata:q1715"), identifier_keys("Q1715")
        (('httpsrororg0304hq317', '0304hq317'), ('wikidataq1715', 'q1715'), ('q1715',))
    """
    whole, last = _letters(text), _letters(_FIELD_END.split(text.strip().rstrip("/"))[-1])
    if len(last) < 4 or not any(map(str.isdigit, last)):
        last = whole
    return tuple(key for key in dict.fromkeys((whole, last)) if key)


def is_cyrillic(text: str) -> bool:
    """Whether the text has a Cyrillic letter: a hit across scripts is told as a transliteration."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _query_word(word: str) -> QueryWord:
    has_digit = any(map(str.isdigit, word))
    errors = 0 if has_digit or len(word) <= 4 else 1 if len(word) <= 6 else 2
    return QueryWord(word, "" if has_digit or len(word) <= 3 else sound_of(word), errors)
