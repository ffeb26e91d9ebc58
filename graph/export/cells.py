# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From values to the words of a cell, and the marks by which a loader reads the words back as they were.

- Several values are joined by "; "; a semicolon or backslash within one has a backslash before it.
- A text that a spreadsheet would take for a formula (it begins with = + - @, tab or carriage return) gets an
  apostrophe before it, and so does a text that is one of the words for unknown and none, or that begins with such an
  apostrophe itself. `as_it_was` takes the apostrophe off. Numbers stay numbers.
- What is longer than a cell may be is cut, and ends with an ellipsis.
- Equal values have equal words: a loader compares a cell with what `shown` makes of the hidden value.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.dates import PartialDate
from graph.export.choices import Tongue, word_of
from graph.export.column import Column
from graph.export.workbook import NONE, UNKNOWN
from graph.model import (
    Identifier,
    Money,
    Number,
    Point,
    Ref,
    Term,
    Text,
    Value,
    ValueState,
    read,
)

UNKNOWN_LINE, NONE_LINE = "?", "-"
"""What stands for a state where else a value as `graph.model.written` writes it."""
LONGEST = 32_767
"""Characters in a cell, counted as UTF-16 does."""

_MOST_DIGITS = 40
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_ESCAPED = re.compile(r"[\\;]")
_PART = re.compile(r"(?:[^\\;]|\\.|\\$)*", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in a cell."""

    text: str
    is_number: bool = False
    """It may stand as a number: nothing is lost by it."""


EMPTY = Shown("")


def shown(lines: Sequence[str], column: Column, tongue: Tongue) -> Shown:
    """The cell of these values, each as `written` wrote it (or one of the lines for a state)."""
    if not lines:
        return EMPTY
    if lines[0] in (UNKNOWN_LINE, NONE_LINE):
        if column.part in ("currency", "year"):
            return EMPTY  # said once, in the column of amounts
        return Shown((UNKNOWN if lines[0] == UNKNOWN_LINE else NONE).in_(tongue.lang))
    values = [value for line in lines if (value := read(line)) is not None]
    if not values:
        return EMPTY
    words = [_word(value, column, tongue) for value in values]
    if column.part in ("currency", "year"):
        words = _one_for_all(words)
    if len(words) == 1 and _is_number(values[0], column, words[0]):
        return Shown(words[0], is_number=True)
    return Shown(harmless(_cut(joined(words) if column.many else words[0])))


def joined(words: Sequence[str]) -> str:
    """Several values as one cell."""
    return "; ".join(_ESCAPED.sub(r"\\\g<0>", word) for word in words)


def parted(text: str) -> tuple[str, ...]:
    r"""The values of a cell; empty ones between two semicolons too, for columns that are read side by side.

    Example:
        >>> parted("2022; 2023"), parted(r"a\; b; c"), parted("")
        (('2022', '2023'), ('a; b', 'c'), ())
    """
    if not text.strip():
        return ()
    parts, at = [], 0
    while at <= len(text):
        found = _PART.match(text, at)
        part = found[0] if found else ""
        parts.append(re.sub(r"\\([\\;])", r"\1", part.strip()))
        at += len(part) + 1
    return tuple(parts)


def harmless(text: str) -> str:
    """The text as it may stand in a spreadsheet: no formula, and no word that means something else.

    Example:
        >>> harmless("=1+1"), harmless("unknown"), harmless("O'Neill")
        ("'=1+1", "'unknown", "O'Neill")
    """
    return f"'{text}" if _needs_mark(text) else text


def as_it_was(text: str) -> str:
    """The text without the mark that `harmless` put before it.

    Example:
        >>> as_it_was("'=1+1"), as_it_was("'tis"), as_it_was("''=1")
        ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text.startswith("'") and _needs_mark(text[1:]) else text


def state_of(text: str) -> ValueState | None:
    """What a word says instead of a value, in any language: unknown or none; None for a value."""
    folded = text.strip().casefold()
    if folded in UNKNOWN.all:
        return ValueState.UNKNOWN
    return ValueState.NONE if folded in NONE.all else None


def is_same(cell: str, exported: str) -> bool:
    """Whether a cell says what was exported: spreadsheets write numbers and line ends their own way, and trim."""
    one, other = ("\n".join(text.strip().splitlines()) for text in (cell, exported))
    if one == other:
        return True
    return bool(_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)) and Decimal(one) == Decimal(other)


def split_role(text: str) -> tuple[str, str]:
    """A name and the role behind it in parentheses; "" where none stands there.

    Example:
        >>> split_role("s-hannover (Gastgeber)"), split_role("Kammer (IHK) (host)"), split_role("hanova")
        (('s-hannover', 'Gastgeber'), ('Kammer (IHK)', 'host'), ('hanova', ''))
    """
    text = text.strip()
    if not text.endswith(")") or " (" not in text:
        return text, ""
    name, _, role = text[:-1].rpartition(" (")
    return name.strip(), role.strip()


def _needs_mark(text: str) -> bool:
    if text.startswith(_DANGEROUS) or state_of(text) is not None:
        return True
    return text.startswith("'") and _needs_mark(text[1:])


def _word(value: Value, column: Column, tongue: Tongue) -> str:
    match value:
        case Term() | Text() | Number() if word := word_of(value, column, tongue):
            return word
        case Text(text):
            return text
        case Term(code):
            return code
        case PartialDate():
            return value.text
        case Number(number, unit):
            return f"{_plain(number)} {unit}".rstrip() if unit != tongue.unit(column) else _plain(number)
        case Money():
            return _money(value, column.part)
        case Identifier(scheme, number):
            return number if column.part == scheme else f"{scheme}:{number}"
        case Point(latitude, longitude):
            return {"latitude": f"{latitude}", "longitude": f"{longitude}"}.get(column.part, f"{latitude}, {longitude}")
        case Ref(record, role):
            return f"{record} ({tongue.label('roles', role)})" if role and column.with_role else record


def _money(money: Money, part: str) -> str:
    return {"currency": money.currency, "year": str(money.year)}.get(part, _plain(money.amount))


def _plain(number: Decimal) -> str:
    """The number in digits; a huge or tiny one as it is, since its digits could fill the memory."""
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else str(number)


def _one_for_all(words: Sequence[str]) -> list[str]:
    """One word where all are equal; nothing where no year is given."""
    if len(set(words)) > 1:
        return list(words)
    return [word for word in words[:1] if word != "0"]


def _is_number(value: Value, column: Column, word: str) -> bool:
    if column.choices or not isinstance(value, Number | Money) or column.part == "currency":
        return False
    return _NUMBER.fullmatch(word) is not None and len(word.strip("-0.").replace(".", "")) <= 15


def _cut(text: str) -> str:
    size = len(text.encode("utf-16-le")) // 2
    if size <= LONGEST - 1:  # one for the apostrophe
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - 2)].decode("utf-16-le", "ignore") + "…"
