# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates as people write them into tables: `07.12.2022`, `12/2022`, `2022`, `Dezember 2022`, `7 грудня 2022`.

A day, a month or a year as it is given, never more; where two readings are possible, none is chosen.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.dates import PartialDate, partial_date
from graph.errors import BadDate
from graph.text import fold
from loaders.tables.cell_problems import WrongCell

HINT = "Write 07.12.2022, 12/2022, 2022 or 2022-12-07."

_NAMES = (
    "januar jaenner jan january januar січень січня січ",
    "februar feb february лютий лютого лют",
    "maerz mrz mar march mär березень березня бер",
    "april apr квітень квітня квіт",
    "mai may травень травня трав",
    "juni jun june червень червня черв",
    "juli jul july липень липня лип",
    "august aug серпень серпня серп",
    "september sep sept вересень вересня вер",
    "oktober okt october oct жовтень жовтня жовт",
    "november nov листопад листопада лист",
    "dezember dez december dec грудень грудня груд",
)
MONTHS: Mapping[str, int] = MappingProxyType(
    {fold(word): number for number, words in enumerate(_NAMES, 1) for word in words.split()}
)

_DAY = re.compile(r"(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d+)", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})\s?[/.]\s?(\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d_]+)\.?\s+(\d{4})(?:\s*(?:р|року|г)\.?)?")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_SLASHES = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", re.ASCII)
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?", re.ASCII)


def date_of(text: str) -> PartialDate:
    """The date that a cell writes.

    Raises:
        WrongCell: no date, or one that can be read in two ways.

    Example:
        >>> [str(date_of(text)) for text in ("7.12.2022", "12/2022", "2022", "Dezember 2022", "7 грудня 2022")]
        ['2022-12-07', '2022-12', '2022', '2022-12', '2022-12-07']
    """
    try:
        return partial_date(_written(text.strip()))
    except BadDate:
        raise WrongCell("BAD_DATE", f'"{text[:40]}" is no date.', HINT) from None


def _written(text: str) -> str:
    """As a partial date is written; what is not understood stays as it is."""
    if found := _DAY.fullmatch(text):
        return _day(found[1], int(found[2]), found[3])
    if found := _MONTH.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _TIMED.fullmatch(text):
        return found[1]
    if _SLASHES.fullmatch(text):
        message = f'"{text}": which is the day, and which the month?'
        raise WrongCell("BAD_DATE", message, "Write 07.12.2022 or 2022-12-07.")
    if found := _NAMED.fullmatch(text):
        return _named(text, found[1] or "", found[2], year=found[3])
    if found := _NAMED_FIRST.fullmatch(text):
        return _named(text, found[2], found[1], year=found[3])
    return text


def _day(day: str, month: int, year: str) -> str:
    if len(year) == 2:
        message = f'"{day}.{month}.{year}": in which century?'
        raise WrongCell("BAD_DATE", message, f"Write all four digits of the year: {day}.{month}.20{year}.")
    return f"{year}-{month:02}-{int(day):02}"


def _named(text: str, day: str, name: str, *, year: str) -> str:
    month = MONTHS.get(fold(name))
    if not month:
        return text
    return f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"
