# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule 6: periods of one participation that do not touch are two participations, told apart by a spell.

The first period has no spell; each other is called by the date with which it begins. A date that is not known excludes
nothing, so what has no dates belongs to every period.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.dates import FIRST_DAY, LAST_DAY, PartialDate

Row = TypeVar("Row", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Span:
    """From and to, as far as they are stated."""

    starts: PartialDate | None = None
    ends: PartialDate | None = None

    @property
    def first(self) -> int:
        """The first day that it may cover."""
        return self.starts.first if self.starts else FIRST_DAY

    @property
    def last(self) -> int:
        """The last day that it may cover."""
        return self.ends.last if self.ends else LAST_DAY

    @property
    def is_dated(self) -> bool:
        """Whether anything is stated."""
        return self.starts is not None or self.ends is not None

    @property
    def spell(self) -> str:
        """What tells it apart from an earlier one."""
        return self.starts.text if self.starts else f"..{self.ends}" if self.ends else ""


def touches(one: Span, other: Span) -> bool:
    """Whether two periods overlap or follow one another without a day between.

    Example:
        >>> from graph.dates import partial_date as date
        >>> early, late = Span(date("1990"), date("1995")), Span(date("1997"))
        >>> touches(early, Span(date("1996"))), touches(early, late)
        (True, False)
    """
    return one.first <= other.last + 1 and other.first <= one.last + 1


def spells(spans: Mapping[Row, Span]) -> dict[Row, str]:
    """The spell of each row of a file that speaks of one participation; "" for all if the periods touch.

    Example:
        >>> from graph.dates import partial_date as date
        >>> spells({1: Span(date("1990"), date("1995")), 2: Span(date("2010")), 3: Span()})
        {1: '', 2: '2010', 3: ''}
    """
    found = dict.fromkeys(spans, "")
    dated = sorted((row for row in spans if spans[row].is_dated), key=lambda row: (spans[row].first, spans[row].last))
    reach, spell = LAST_DAY, ""
    for place, row in enumerate(dated):
        if place and spans[row].first > reach + 1:
            spell = spans[row].spell
        reach = spans[row].last if not place else max(reach, spans[row].last)
        found[row] = spell
    return found


def fitting(span: Span, known: Sequence[tuple[str, Span]]) -> str:
    """The spell under which a period belongs, given those that are known: one that it touches, else its own.

    Example:
        >>> from graph.dates import partial_date as date
        >>> known = [("", Span(date("1990"), date("1995")))]
        >>> fitting(Span(date("1994")), known), fitting(Span(date("2010")), known)
        ('', '2010')
    """
    touching = (spell for spell, other in known if touches(span, other))
    return next(touching, span.spell if known else "")
