# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a query finds a name, how well, and why.

Rules: every needed word of the query is found in the name; the weakest of them decides the grade, in the order
whole name, words in their order, beginning, words in any order, part of a compound, transliteration, typing error.
Within a grade the share of the name that is explained counts, and whether its first word was meant, because that
says what a body is ("Rat der Landeshauptstadt" is a council). Then the kind of name counts. Texts are not searched
by sound or with errors: a long text has a word near to everything.
"""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from graph.search.closeness import Closeness, Way, closeness
from graph.search.query import Query, QueryWord, identifier_keys, is_cyrillic, is_small, telling
from graph.selection import NameRow
from graph.text import words


class NameKind(StrEnum):
    """What a row of text is to its record."""

    LABEL = "label"
    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    FORMER = "former"
    SURFACE_FORM = "surface_form"
    IDENTIFIER = "identifier"
    TEXT = "text"
    """A description, the text of a note, the title of a source."""


class MatchKind(StrEnum):
    """Why a record was found."""

    LABEL = "LABEL"
    ALIAS = "ALIAS"
    IDENTIFIER = "IDENTIFIER"
    TEXT = "TEXT"
    TRANSLITERATION = "TRANSLITERATION"
    TYPING_ERROR = "TYPING_ERROR"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, with the text that was found and the reason."""

    record: str
    score: float
    """From 0 to 1, comparable within one search only."""
    matched: str
    how: MatchKind


Known = MutableMapping[str, dict[str, Closeness | None]]
"""What one search has found out: needed word → word of a name → how near. Names repeat their words."""

_KIND_WEIGHT: Mapping[str, float] = {
    NameKind.LABEL: 1.0,
    NameKind.ALIAS: 0.97,
    NameKind.ABBREVIATION: 0.97,
    NameKind.FORMER: 0.92,
    NameKind.SURFACE_FORM: 0.92,
    NameKind.TEXT: 0.5,
}
_REASON: Mapping[str, MatchKind] = {NameKind.LABEL: MatchKind.LABEL, NameKind.TEXT: MatchKind.TEXT}
# A German compound is what its last part says: a Landeshauptstadt is a Stadt, a Stadtrat is none.
_GRADE: Mapping[Way, float] = {
    Way.EXACT: 0.80,
    Way.BEGINNING: 0.70,
    Way.ENDING: 0.74,
    Way.INSIDE: 0.45,
    Way.DOUBLING: 0.35,
    Way.SOUND: 0.35,
    Way.SOUND_BEGINNING: 0.33,
    Way.TYPING_ERROR: 0.27,
}
_IDENTIFIER, _WHOLE, _WITHOUT_FORM, _ANY_ORDER = 1.0, 0.98, 0.95, 0.60
_PER_ERROR, _SHARE, _FIRST, _ALL_MEANT, _ACROSS_SCRIPTS = 0.03, 0.08, 0.03, 0.04, 0.97


def match(query: Query, row: NameRow, *, known: Known | None = None) -> Hit | None:
    """The hit that a query makes in one row; None if it makes none.

    Args:
        known: filled and read again by a caller that compares one query with many rows.

    Example:
        >>> from graph.search.query import parse_query
        >>> match(parse_query("hanovver"), NameRow("s-hannover", "stakeholder", "label", "Hannover")).how.name
        'TYPING_ERROR'
    """
    if row.kind == NameKind.IDENTIFIER:
        return _identifier_hit(query, row)
    name = tuple(row.folded.split(" ")) if row.folded else words(row.text)
    found = _found(query, name, {} if known is None else known)
    if not found:
        return None
    weakest = max(near for near, _ in found)
    if row.kind == NameKind.TEXT and weakest.way >= Way.DOUBLING:
        return None
    return _hit(query, row, grade=_grade(query, name, found), weakest=weakest.way)


def _identifier_hit(query: Query, row: NameRow) -> Hit | None:
    if set(query.identifiers).isdisjoint(identifier_keys(row.text)):
        return None
    return Hit(row.record, _IDENTIFIER, row.text, MatchKind.IDENTIFIER)


Found = list[tuple[Closeness, int]]
"""For each needed word its nearest word in the name: how near, and at which place."""


def _found(query: Query, name: tuple[str, ...], known: Known) -> Found:
    """The nearest words in the order of the query; empty as soon as one is missing."""
    found = []
    for wanted in query.needed:
        nearest = _nearest(wanted, name, known)
        if nearest is None:
            return []
        found.append(nearest)
    return found


def _nearest(wanted: QueryWord, name: tuple[str, ...], known: Known) -> tuple[Closeness, int] | None:
    nearest: tuple[Closeness, int] | None = None
    seen = known.setdefault(wanted.text, {})
    for place, word in enumerate(name):
        if word not in seen:
            seen[word] = closeness(wanted, word)
        near = seen[word]
        if near is not None and (nearest is None or near < nearest[0]):
            nearest = near, place
    return nearest


def _grade(query: Query, name: tuple[str, ...], found: Found) -> float:
    if query.words == name:
        return _WHOLE
    weakest = max(near for near, _ in found)
    told = telling(name)
    if weakest.way is Way.EXACT and tuple(wanted.text for wanted in query.needed) == told:
        return _WITHOUT_FORM
    grade = _GRADE[weakest.way] - _PER_ERROR * weakest.errors
    if weakest.way <= Way.BEGINNING and not _is_in_order(found, name):
        grade = _ANY_ORDER
    if weakest.way in {Way.DOUBLING, Way.SOUND, Way.TYPING_ERROR} and len(found) == len(told):
        grade += _ALL_MEANT
    return grade + _SHARE * _share(query, told) + (_FIRST if any(place == 0 for _, place in found) else 0)


def _is_in_order(found: Found, name: tuple[str, ...]) -> bool:
    """Whether the words follow one another, with nothing but small words between them."""
    places = [place for _, place in found]
    gaps = (name[here + 1 : there] for here, there in pairwise(places))
    return places == sorted(set(places)) and all(is_small(word) for gap in gaps for word in gap)


def _share(query: Query, told: tuple[str, ...]) -> float:
    meant = sum(len(wanted.text) for wanted in query.needed)
    return min(1.0, meant / sum(map(len, told)))


def _hit(query: Query, row: NameRow, *, grade: float, weakest: Way) -> Hit:
    is_across = query.is_cyrillic != is_cyrillic(row.text)
    score = grade * _KIND_WEIGHT.get(row.kind, _KIND_WEIGHT[NameKind.TEXT]) * (_ACROSS_SCRIPTS if is_across else 1)
    if weakest is Way.TYPING_ERROR or (weakest is Way.DOUBLING and not is_across):
        how = MatchKind.TYPING_ERROR
    elif is_across or weakest >= Way.DOUBLING:
        how = MatchKind.TRANSLITERATION
    else:
        how = _REASON.get(row.kind, MatchKind.ALIAS)
    # Rounded, so that the last bits of a sum cannot order two names differently on two machines.
    return Hit(row.record, round(score, 4), row.text, how)
