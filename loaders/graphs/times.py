# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The times of dynamic graphs as partial dates: dates and times of day as days, numbers of four digits as years.

Any other number (a step, seconds, the days of an experiment) is no date here; who meets one keeps it as an attribute.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from graph.dates import partial_date
from graph.errors import BadDate
from loaders.graphs.parts import Spell

_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T[0-9:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_YEAR = re.compile(r"([12]\d{3})(?:\.0*)?", re.ASCII)
_OPEN = frozenset({"", "infinity", "-infinity", "inf", "-inf", "+infinity", "∞", "-∞", "*"})
_INTERVAL = re.compile(r"([\[(])\s*([^,;\[\]()]*),\s*([^,;\[\]()]*)([\])])")


class NoDate(Exception):
    """A time that is no date."""


def day(text: str) -> str:
    """The partial date that a time is; "" for one that is open.

    Raises:
        NoDate: it is none.

    Example:
        >>> day("2012-05-01T08:00:00"), day("1998.0"), day("Infinity")
        ('2012-05-01', '1998', '')
    """
    text = text.strip()
    if text.lower() in _OPEN:
        return ""
    found = _YEAR.fullmatch(text) or _DATE.fullmatch(text)
    if found is None:
        raise NoDate(text)
    try:
        return partial_date(found[1]).text
    except BadDate:
        raise NoDate(text) from None


def spell(starts: str, ends: str, *, starts_after: bool = False, ends_before: bool = False) -> Spell:
    """A spell between two times; a bound that does not belong to it is moved by a day, a year at the end by a year.

    Raises:
        NoDate: one of the times is no date.

    Example:
        >>> spell("2001", "2003-03-01", ends_before=True)
        Spell(starts='2001', ends='2003-02-28')
    """
    first, last = day(starts), day(ends)
    if starts_after and len(first) == 10:
        first = _moved(first, 1)
    if ends_before and len(last) == 10:
        last = _moved(last, -1)
    if ends_before and len(last) == 4:
        last = f"{int(last) - 1:04}"
    return Spell(first, last)


def _moved(text: str, days: int) -> str:
    try:
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
    except OverflowError:
        return text


def attribute_spells(attributes: Mapping[str, str]) -> Iterator[Spell]:
    """The spells that an element's attributes say, in any version of GEXF.

    Raises:
        NoDate: one of the times is no date.
    """
    yield from _interval_spells(attributes.get("intervals", ""))
    for time in _listed(attributes.get("timestamps", "")) or [attributes.get("timestamp", "")]:
        if time:
            yield spell(time, time)
    starts_after, ends_before = "startopen" in attributes, "endopen" in attributes
    starts = attributes.get("startopen", "") or attributes.get("start", "")
    ends = attributes.get("endopen", "") or attributes.get("end", "")
    if starts or ends:
        yield spell(starts, ends, starts_after=starts_after, ends_before=ends_before)


def _interval_spells(text: str) -> Iterator[Spell]:
    for left, starts, ends, right in _INTERVAL.findall(text):
        yield spell(starts, ends, starts_after=left == "(", ends_before=right == ")")


def _listed(text: str) -> list[str]:
    return [time for time in re.split(r"[\s,;<>\[\]]+", text) if time]


def in_words(attributes: Mapping[str, str]) -> str:
    """The times of an element as they stand there; "" for none.

    Example:
        >>> in_words({"id": "a", "start": "0.5", "end": "3"}), in_words({"timestamp": "7"})
        ('0.5/3', '7')
    """
    for name in ("intervals", "timestamps", "timestamp"):
        if attributes.get(name):
            return attributes[name]
    starts = attributes.get("startopen", "") or attributes.get("start", "")
    ends = attributes.get("endopen", "") or attributes.get("end", "")
    return f"{starts}/{ends}" if starts or ends else ""
