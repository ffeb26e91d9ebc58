# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The known words near to a word of a query: the bridge from a search to a store's full-text index.

A name can only be found by a query if, for each needed word, it has a word near to it. So a store that keeps the
lexicon of its folded words asks it for these words, fetches the names that have one of them for each needed word
(and the identifiers whose key is among the query's), and hands them to `rank`: the answer is that of ranking all
names. Only where more words are near than are asked for are the farthest left out.

A lexicon may know more words than an audience may see: they lead to no row, and nobody is told of them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from rapidfuzz.distance import OSA

from graph.search.closeness import LEAST_INSIDE, LEAST_PART, Closeness, Way, closeness
from graph.search.query import QueryWord
from graph.search.wordlist import WordList

MOST_WORDS = 64


class Lexicon:
    """The distinct folded words of all names; immutable, grown by making a new one."""

    def __init__(self, words: Iterable[str] = (), *, grown_from: "Lexicon | None" = None) -> None:
        old = grown_from._lists if grown_from else ()
        new = WordList.of({word for word in words if not any(word in known for known in old)})
        self._lists: tuple[WordList, ...] = _compacted((*old, new) if len(new) else old)

    def added(self, words: Iterable[str]) -> "Lexicon":
        """A lexicon that knows these words too. Cost: that of the new words, now and then of a merge."""
        return Lexicon(words, grown_from=self)

    def __len__(self) -> int:
        return sum(map(len, self._lists))

    def __contains__(self, word: str) -> bool:
        return any(word in known for known in self._lists)

    def expand(self, wanted: QueryWord, *, most: int = MOST_WORDS) -> list[str]:
        """The known words near to a wanted one, the nearest first, at most so many.

        Each way of being near has a share, so that five hundred "stadt…" do not hide the one "Landeshauptstadt".

        Example:
            >>> from graph.search.query import parse_query
            >>> lexicon = Lexicon(["mykolaiv", "trinkwasser", "wasser", "wasserwerk", "hafen"])
            >>> lexicon.expand(parse_query("Wasser").needed[0])
            ['wasser', 'wasserwerk', 'trinkwasser']
            >>> lexicon.expand(parse_query("Mykolajiw").needed[0])
            ['mykolaiv']
        """
        near: dict[str, Closeness] = {}
        for word in chain.from_iterable(_candidates(known, wanted, most) for known in self._lists):
            found = None if word in near else closeness(wanted, word)
            if found:
                near[word] = found
        return _shared_out(sorted(near, key=lambda word: (near[word], word)), near, most)


def _candidates(known: WordList, wanted: QueryWord, most: int) -> Iterator[str]:
    """Words that `closeness` may accept; it has the last word."""
    yield from known.beginning(wanted.text, most=most)
    if len(wanted.text) >= LEAST_INSIDE:
        yield from known.containing(wanted.text, most=most)
    elif len(wanted.text) >= LEAST_PART:
        yield from known.ending(wanted.text, most=most)
    if wanted.sound:
        yield from known.sounding(wanted.sound, most=most)
    if wanted.typing_errors:
        most_errors = wanted.typing_errors
        for word in known.akin(wanted.text, errors=most_errors):
            # Measured here too: hearing each of a thousand words would cost more than all the rest.
            if OSA.distance(word, wanted.text, score_cutoff=most_errors) <= most_errors:
                yield word


def _shared_out(ordered: list[str], near: dict[str, Closeness], most: int) -> list[str]:
    if len(ordered) <= most:
        return ordered
    share, taken = most // 4, dict.fromkeys(Way, 0)
    first: list[str] = []
    for word in ordered:
        way = near[word].way
        if taken[way] < share and len(first) < most:
            taken[way] += 1
            first.append(word)
    chosen = {*first, *[word for word in ordered if word not in set(first)][: most - len(first)]}
    return [word for word in ordered if word in chosen]


def _compacted(lists: tuple[WordList, ...]) -> tuple[WordList, ...]:
    """Lists of falling size: the last joins the one before as soon as it is half as long, so there are few."""
    while len(lists) > 1 and 2 * len(lists[-1]) >= len(lists[-2]):
        lists = (*lists[:-2], lists[-2].merged(lists[-1]))
    return lists
