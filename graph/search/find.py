# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over a view: the words that may be meant, the rows that have them, ranked.

The lexicon only widens a query; what is found comes from the view. Each audience has a lexicon of its own, so that
not even the time that a search takes tells the public of words which it may not see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Protocol

from graph.model import NOW, At, Audience, Revision
from graph.search.lexicon import Lexicon
from graph.search.match import Hit
from graph.search.query import parse_query
from graph.search.rank import rank
from graph.selection import NameRow

KEPT_POINTS = 256


class Named(Protocol):
    """As much of a view as search needs."""

    @property
    def audience(self) -> Audience:
        """For whom."""
        ...

    @property
    def at(self) -> At:
        """The point."""
        ...

    @property
    def revision(self) -> Revision:
        """The revision."""
        ...

    def names(self, groups: Sequence[Sequence[str]] | None = None, keys: Sequence[str] = ()) -> Iterable[NameRow]:
        """At least the names that have a word of each group, or one of the identifier keys."""
        ...

    def words(self, since: int = 0) -> Sequence[str]:
        """All folded words that came into names after a revision."""
        ...


class Finder:
    """Finds records of one store by name; keeps the words of its views, and learns those of new ones."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lexicons = dict.fromkeys(Audience, Lexicon())
        self._newest = dict.fromkeys(Audience, 0)
        """The last revision whose words are all known."""
        self._points: dict[tuple[Audience, At], None] = {}
        """Dates and earlier revisions whose words are all known."""

    def find(self, view: Named, text: str) -> list[Hit]:
        """The hits of a query, best first."""
        query = parse_query(text)
        lexicon = self._grown(view)
        groups = [lexicon.expand(word) for word in query.needed]
        return rank(query, view.names(groups, query.identifiers))

    def _grown(self, view: Named) -> Lexicon:
        audience, number = view.audience, view.revision.number
        with self._lock:
            newest = self._newest[audience]
            if number >= newest and replace(view.at, revision=None) == NOW:
                self._learn(view, newest)
                self._newest[audience] = number
            elif (audience, view.at) not in self._points:
                self._learn(view, 0)
                self._points = dict([*self._points.items(), ((audience, view.at), None)][-KEPT_POINTS:])
            return self._lexicons[audience]

    def _learn(self, view: Named, since: int) -> None:
        if since < view.revision.number:
            self._lexicons[view.audience] = self._lexicons[view.audience].added(view.words(since))
