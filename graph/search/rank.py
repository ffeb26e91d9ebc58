# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records that a query finds, best first: one order, whichever store brought the rows and in which order.

A store hands over the rows that may match (see `lexicon`); rows too many do no harm, they are not found.
"""

from collections.abc import Iterable

from graph.search.match import Hit, Known, match
from graph.selection import NameRow
from graph.search.query import Query
from graph.text import sort_key

_TYPES = ("stakeholder", "cooperation", "event", "note", "source", "participation", "tie")


def rank(query: Query, rows: Iterable[NameRow]) -> list[Hit]:
    """The best hit of each record; sorted by score, then type, then matched text as labels are sorted, then id.

    Cost: O(r) in the rows handed over; each pair of words is compared once.

    Example:
        >>> from graph.search.query import parse_query
        >>> rows = [
        ...     NameRow("s-ihk", "stakeholder", "label", "IHK Hannover"),
        ...     NameRow("s-hannover", "stakeholder", "label", "Hannover"),
        ... ]
        >>> [hit.record for hit in rank(parse_query("hannover"), rows)]
        ['s-hannover', 's-ihk']
    """
    known: Known = {}
    best: dict[str, tuple[Hit, int]] = {}
    for row in rows:
        hit = match(query, row, known=known)
        if hit and (row.record not in best or _merit(hit) < _merit(best[row.record][0])):
            best[row.record] = hit, _TYPES.index(row.type) if row.type in _TYPES else len(_TYPES)
    return [hit for hit, _ in sorted(best.values(), key=_order)]


def _merit(hit: Hit) -> tuple[float, str, str]:
    return -hit.score, hit.matched, hit.how


def _order(found: tuple[Hit, int]) -> tuple[float, int, str, str, str]:
    hit, type_place = found
    return -hit.score, type_place, sort_key(hit.matched), hit.matched, hit.record
