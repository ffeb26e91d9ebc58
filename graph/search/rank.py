# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records that a query finds, best first: one order, whichever store brought the rows and in which order.

A store hands over the rows that may match (see `lexicon`); rows too many do no harm, they are not found.
"""

from collections.abc import Iterable
from dataclasses import replace

from graph.search.match import Hit, Known, match
from graph.search.query import Query
from graph.selection import NameRow
from graph.text import sort_key

_TYPES = {"stakeholder": 1.0, "cooperation": 0.97, "event": 0.94, "note": 0.9, "source": 0.88}
"""What people look for most comes first: of hits about as good, who before what, and both before who says so."""
_OTHER = 0.85


def rank(query: Query, rows: Iterable[NameRow]) -> list[Hit]:
    """The best hit of each record, by score weighted by type, then type, then matched text as labels sort, then id.

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
    best: dict[str, tuple[Hit, float]] = {}
    for row in rows:
        hit = match(query, row, known=known)
        if hit:
            weight = _TYPES.get(row.type, _OTHER)
            hit = replace(hit, score=round(hit.score * weight, 4))
            if row.record not in best or _merit(hit) < _merit(best[row.record][0]):
                best[row.record] = hit, weight
    return [hit for hit, _ in sorted(best.values(), key=_order)]


def _merit(hit: Hit) -> tuple[float, str, str]:
    return -hit.score, hit.matched, hit.how


def _order(found: tuple[Hit, float]) -> tuple[float, float, str, str, str]:
    hit, weight = found
    return -hit.score, -weight, sort_key(hit.matched), hit.matched, hit.record
