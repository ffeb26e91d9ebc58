# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, amounts of money and points as people write them into tables, with decimal comma or point.

`1.234` is more than a thousand in German and a little more than one in English: where the file does not tell which of
the two it is in, such a number is asked about, not guessed.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from graph.model import Money, Point
from loaders.tables.cell_problems import WrongCell

CURRENCIES: Mapping[str, str] = MappingProxyType(
    {"€": "EUR", "EURO": "EUR", "$": "USD", "£": "GBP", "₴": "UAH", "ГРН": "UAH", "ZŁ": "PLN"}
)
"""Signs and words beside the three letters of ISO 4217."""
MOST_DIGITS = 24

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:([.,])\d{1,12})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,24}", re.ASCII)
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_POWER = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,20})?[eE][+-]?\d{1,2}", re.ASCII)
_DIGITS = re.compile(r"(?P<sign>[+-]?)(?P<whole>[\d.,]*\d)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_YEAR = re.compile(r"(?P<rest>.*?)\s*(?:[(/]\s*|\s)(?P<year>(?:19|20)\d{2})\s*\)?", re.ASCII)
_AMOUNT = re.compile(r"(?P<before>[^\d\s+-]*)\s*(?P<number>[+-]?\d[\d.,'’ \u00a0\u202f\u2009]*?)\s*(?P<after>[^\d\s]*)")
_POINT = re.compile(
    r"(?P<lat>-?\d+(?:[.,]\d+)?)(?:\s*[;/]\s*|\s*,\s+|\s+|(?<=\.\d)\s*,\s*|,(?=-?\d+\.))(?P<long>-?\d+(?:[.,]\d+)?)"
)
_POINT_TIGHT = re.compile(r"(?P<lat>-?\d+\.\d+),(?P<long>-?\d+(?:\.\d+)?)", re.ASCII)


def number_of(text: str, decimal: str = "") -> Decimal:
    """The number that a cell writes.

    Args:
        decimal: the sign before the fraction, if the file is known to use one.

    Raises:
        WrongCell: no number, or one that can be read in two ways.

    Example:
        >>> number_of("12,5"), number_of("1.234,5"), number_of("1,234.5"), number_of("1.234", ","), number_of("-3")
        (Decimal('12.5'), Decimal('1234.5'), Decimal('1234.5'), Decimal('1234'), Decimal('-3'))
    """
    meant = _GROUPS.sub("", text.strip())
    if _WHOLE.fullmatch(meant):
        return Decimal(meant)
    if _POWER.fullmatch(meant) and abs(Decimal(meant).adjusted()) <= MOST_DIGITS:
        return Decimal(f"{Decimal(meant):f}")
    found = _DIGITS.fullmatch(meant)
    if found is None or len(meant) > 40:
        raise _no_number(text)
    return Decimal(found["sign"] + _in_english(found["whole"], decimal, text))


def plain_number(text: str, decimal: str = "") -> Decimal | None:
    """The number, if the text is nothing else beyond doubt: no zero before it, no sign, no groups; else None.

    Example:
        >>> plain_number("53.0"), plain_number("0511"), plain_number("12,5", ","), plain_number("1,234")
        (Decimal('53.0'), None, Decimal('12.5'), None)
    """
    found = _PLAIN.fullmatch(text)
    if found is None or (found[1] and found[1] != (decimal or ".")):
        return None
    return Decimal(text.replace(",", "."))


def money_of(text: str, decimal: str = "") -> Money:
    """The amount, currency and year that a cell writes: `1250,00 EUR`, `€ 1.250,00 (2023)`.

    Raises:
        WrongCell: no amount, or no currency.
    """
    hint = "Write 1250,00 EUR, with the year if known: 1250,00 EUR 2023."
    rest, year = text.strip(), 0
    dated = _YEAR.fullmatch(rest)
    if dated and _AMOUNT.fullmatch(dated["rest"]) and re.search(r"[^\d\s.,'’]", dated["rest"]):
        rest, year = dated["rest"], int(dated["year"])
    found = _AMOUNT.fullmatch(rest)
    if found is None:
        raise WrongCell("BAD_MONEY", f'"{text[:40]}" is no amount of money.', hint)
    word = (found["before"] or found["after"]).strip(" .").upper()
    currency = CURRENCIES.get(word, word)
    if not re.fullmatch(r"[A-Z]{3}", currency, re.ASCII) or (found["before"] and found["after"]):
        raise WrongCell("BAD_MONEY", f'"{text[:40]}" has no currency.', hint)
    return Money(amount_of(found["number"], decimal), currency, year)


def amount_of(text: str, decimal: str = "") -> Decimal:
    """The number of an amount: as `number_of`, but three digits after a sign are thousands, as money has no thirds.

    Example:
        >>> amount_of("1.250"), amount_of("1,250.5"), amount_of("1250,00")
        (Decimal('1250'), Decimal('1250.5'), Decimal('1250.00'))
    """
    if not decimal and (found := _THOUSANDS.fullmatch(text.strip())):
        decimal = "," if found[1] == "." else "."
    return number_of(text, decimal)


def point_of(text: str) -> Point:
    """The latitude and longitude that a cell writes: `52.37, 9.73` or `52,37; 9,73`.

    Raises:
        WrongCell: no point, or none on the earth.
    """
    meant = text.strip()
    found = _POINT_TIGHT.fullmatch(meant) or _POINT.fullmatch(meant)
    if found is None or len(meant) > 60:
        raise WrongCell("BAD_POINT", f'"{text[:40]}" is no point.', "Write latitude and longitude: 52.37; 9.73.")
    latitude, longitude = (float(found[name].replace(",", ".")) for name in ("lat", "long"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise WrongCell("BAD_POINT", "This is no place on the earth.", "Latitude comes first, in degrees.")
    return Point(latitude, longitude)


def _in_english(digits: str, decimal: str, text: str) -> str:
    """The digits without groups, with a point before the fraction."""
    signs = [sign for sign in digits if sign in ".,"]
    last = signs[-1]
    if len(set(signs)) == 2:
        whole, _, fraction = digits.rpartition(last)
        other = signs[0]
        if signs.count(last) > 1 or (decimal and last != decimal):
            raise _no_number(text)
        return f"{_ungrouped(whole, other, text)}.{fraction}"
    if len(signs) > 1:
        return _ungrouped(digits, last, text)
    whole, _, fraction = digits.partition(last)
    may_be_group = len(fraction) == 3 and 0 < len(whole) <= 3 and whole[0] != "0"
    if decimal:
        return f"{whole or '0'}.{fraction}" if last == decimal else _ungrouped(digits, last, text)
    if may_be_group:
        hint = f"Write {whole}{fraction} or {whole},{fraction}0; or say in the mapping which sign is the decimal one."
        raise WrongCell("BAD_NUMBER", f'"{text[:40]}" can be read in two ways.', hint)
    return f"{whole or '0'}.{fraction}"


def _ungrouped(digits: str, sign: str, text: str) -> str:
    first, *groups = digits.split(sign)
    if not 0 < len(first) <= 3 or any(len(group) != 3 for group in groups):
        raise _no_number(text)
    return first + "".join(groups)


def _no_number(text: str) -> WrongCell:
    return WrongCell("BAD_NUMBER", f'"{text[:40]}" is no number.', "Write 2000 or 12,5.")
