# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search over a view: the words that may be meant, the rows that have them, ranked.

The lexicon knows words of every revision and audience; it only widens a query. What is found comes from the view.
"""

from threading import Lock

from graph.search.lexicon import Lexicon
from graph.search.match import Hit
from graph.search.query import parse_query
from graph.search.rank import rank
from graph.stores.protocol import View


class Finder:
    """Finds records of one store by name; keeps the store's words, and learns those of new revisions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lexicon = Lexicon()
        self._known = 0

    def find(self, view: View, text: str) -> list[Hit]:
        """The hits of a query, best first."""
        query = parse_query(text)
        lexicon = self._grown(view)
        groups = [lexicon.expand(word) for word in query.needed]
        return rank(query, view.names(groups, query.identifiers))

    def _grown(self, view: View) -> Lexicon:
        with self._lock:
            if view.revision.number > self._known:
                self._lexicon = self._lexicon.added(view.words(self._known))
                self._known = view.revision.number
            return self._lexicon
