# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as precise as their source gives them: 2023, 2022-12 or 2022-12-07 (EDTF level 0).

A partial date stands for its whole interval; days are proleptic Gregorian ordinals (`date.toordinal`).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from graph.errors import BadDate

FIRST_DAY = 0
"""Before every date: the day of an open or unknown beginning."""
LAST_DAY = 4_000_000
"""After every date (year 9999 ends at 3,652,059): the day of an open or unknown end."""

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, written as it was given; `first` and `last` are its interval in days."""

    text: str
    first: int
    last: int

    def contains(self, other: "PartialDate") -> bool:
        """Whether the other date lies within this one (each date contains itself)."""
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return self.text


def partial_date(text: str) -> PartialDate:
    """The date that the text writes.

    Raises:
        BadDate: not written as 2023, 2022-12 or 2022-12-07, or no such day.

    Example:
        >>> december = partial_date("2022-12")
        >>> december.contains(partial_date("2022-12-07")), december.last - december.first
        (True, 30)
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise BadDate(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise BadDate(text) from None
    return PartialDate(text, first.toordinal(), last.toordinal())


@dataclass(frozen=True, slots=True)
class Window:
    """An interval of days asked for, both ends included."""

    first: int = FIRST_DAY
    last: int = LAST_DAY

    def overlaps(self, first: int, last: int) -> bool:
        """Whether something that holds from first to last holds at some time within the window."""
        return first <= self.last and last >= self.first


ALWAYS = Window()
