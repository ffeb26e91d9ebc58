# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a cell writes to the values that its property takes, in the words of three languages.

An empty cell says nothing; "unbekannt" says that there is a value nobody knows, "keine" that there is none. Which
record a cell names is asked later: here it is a `Ref` with the words of the cell.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from decimal import Decimal
from types import MappingProxyType
from urllib.parse import urlsplit

from graph.export.cells import as_it_was
from graph.kinds import Kinds, Property
from graph.model import Number, Ref, Term, Text, Value, ValueState
from loaders.mapping.meaning import ColumnMapping, column_key
from loaders.tables.cell_dates import date_of
from loaders.tables.cell_numbers import money_of, number_of, plain_number, point_of
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cell_words import Words

Saying = tuple[Value | None, ValueState]
"""A value, or None and the state that stands for it."""

STATES: Dictionary[str, ValueState] = MappingProxyType(
    {
        **dict.fromkeys(("unbekannt", "unknown", "невідомо", "?"), ValueState.UNKNOWN),
        **dict.fromkeys(("keine", "none", "немає"), ValueState.NONE),
    }
)
YES_NO: Dictionary[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("ja", "yes", "так", "true", "wahr", "x"), "1"),
        **dict.fromkeys(("nein", "no", "ні", "false"), "0"),
    }
)
SEEN_BY: Dictionary[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("öffentlich", "public", "публічно", "публічний"), "public"),
        **dict.fromkeys(("intern", "internal", "внутрішньо", "внутрішній", "внутрішнє"), "internal"),
    }
)
TAKES_PART = "participant"
"""The role in events where none is written."""
REMEMBERED = frozenset({"concept", "date"})
"""Values that occur again and again."""
MOST_REMEMBERED = 50_000
INDEPENDENT_OF_LANGUAGE = frozenset(
    {"url", "contact", "file_hash", "lang", "retrieved", "licence", "loader", "visibility"}
)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_REGISTER = re.compile(r"(?P<register>[^:=]+?)\s*[:=]\s*(?P<value>.+)")
_LOOSE = re.compile(r"(?<!\\);(?:\s|$)|\n")
_TIGHT = re.compile(r"(?<!\\);|\n")
_ESCAPED = re.compile(r"\\([\\;])")
_BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
ROLE = re.compile(r"(?P<who>.+)\s\(\s*(?P<role>[^()]+?)\s*\)")


def state_of(text: str) -> ValueState | None:
    """The state that a cell names instead of a value.

    Example:
        >>> state_of("Unbekannt"), state_of("немає"), state_of("keine Ebene")
        (<ValueState.UNKNOWN: 'UNKNOWN'>, <ValueState.NONE: 'NONE'>, None)
    """
    return STATES.get(text.lower()) if len(text) < 12 else None


def clean(text: str) -> str:
    """One line without control characters."""
    return " ".join((text if text.isprintable() else _CONTROL.sub("", text)).split())


class Cells:
    """Reads cells under one vocabulary."""

    def __init__(self, kinds: Kinds, *, lang: str = "", decimal: str = "") -> None:
        """`lang`: of texts where the column names none; `decimal`: the sign before fractions, "" if not known."""
        self.words = Words(kinds)
        has_role = kinds.has("roles", TAKES_PART) and kinds.role(TAKES_PART).in_events
        self._usual_role = TAKES_PART if has_role else ""
        self.lang, self._decimal = lang, decimal
        self._seen: dict[tuple[str, str, str, str], list[Saying]] = {}
        self._readers: Dictionary[str, Callable[[str, Property, str], Value]] = {
            "text": self._text,
            "number": self._number,
            "date": lambda text, _, __: date_of(text),
            "concept": lambda text, rule, _: Term(self.words.code(rule.scheme, text)),
            "money": lambda text, _, __: money_of(text, self._decimal),
            "identifier": lambda text, _, inside: self._identifier(text, inside),
            "point": lambda text, _, __: point_of(text),
            "record": self._record,
        }

    def sayings(self, text: str, rule: Property, column: ColumnMapping, *, is_number: bool = False) -> list[Saying]:
        """What the cell says of the property, in its order; nothing if it is empty.

        Args:
            is_number: whether the spreadsheet itself has a number there, and not a text.

        Raises:
            WrongCell: it is not written as the property's values are.
        """
        meant = text.strip()
        if not meant:
            return []
        if is_number and rule.accepts("number") and not column.values and not rule.values:
            return [(Number(Decimal(f"{Decimal(meant):f}"), rule.unit), ValueState.STATED)]
        if rule.value_type not in REMEMBERED or column.values:
            return self._read(meant, rule, column)
        at = (rule.record_type, rule.name, column.separator, meant)
        found = self._seen.get(at)
        if found is None:
            found = self._read(meant, rule, column)
            if len(self._seen) < MOST_REMEMBERED:
                self._seen[at] = found
        return found

    def _read(self, meant: str, rule: Property, column: ColumnMapping) -> list[Saying]:
        state = state_of(meant)
        if state is None and len(parts := _parts(meant, rule, column)) > 1:
            return list(dict.fromkeys(self._saying(part, rule, column) for part in parts))
        return [self._saying(meant, rule, column)]

    def _saying(self, text: str, rule: Property, column: ColumnMapping) -> Saying:
        meant = column.values.get(column_key(text), text) if column.values else text
        state = state_of(meant)
        if state is not None:
            return None, state
        if rule.value_type == "nothing":
            raise WrongCell("BAD_VALUE", f'"{rule.name}" carries no value.', "Leave the column out.")
        return self._readers[rule.value_type](meant, rule, column.inside), ValueState.STATED

    def _text(self, text: str, rule: Property, inside: str) -> Value:
        text = as_it_was(text)
        if rule.carries == "name":
            number = plain_number(text, self._decimal)
            return Number(number) if number is not None else Text(clean(text))
        if rule.name == "visibility":
            return Text(SEEN_BY.get(text.lower(), text))
        said = clean(text)
        if not said:
            raise WrongCell("BAD_VALUE", "The cell has signs that are no text.", "Write it anew.")
        if rule.name == "url":
            _look_at_address(said)
        return Text(said, inside or ("" if rule.name in INDEPENDENT_OF_LANGUAGE else self.lang))

    def _number(self, text: str, rule: Property, _: str) -> Value:
        if rule.values:
            text = YES_NO.get(text.lower(), text)
        return Number(number_of(text.removesuffix(rule.unit) if rule.unit else text, self._decimal), rule.unit)

    def _identifier(self, text: str, inside: str) -> Value:
        found = None if inside else _REGISTER.fullmatch(text)
        if not inside and found is None:
            raise WrongCell("BAD_IDENTIFIER", f'"{text[:40]}": in which register?', "Write wikidata:Q1715.")
        scheme, value = (found["register"], found["value"]) if found else (inside, text)
        return self.words.identifier(scheme, clean(value))

    def _record(self, text: str, rule: Property, inside: str) -> Value:
        if rule.carries != "role":
            return Ref(clean(text))
        found = ROLE.fullmatch(text)
        if found and self.words.has("roles", found["role"]):
            return Ref(clean(found["who"]), self.words.code("roles", found["role"]))
        return Ref(clean(text), inside or self._usual_role)


def _look_at_address(text: str) -> None:
    """Refuses what is no web address: one that browsers open begins with http and names a host."""
    try:
        host = urlsplit(text).hostname if text.startswith(("http://", "https://")) and " " not in text else ""
    except ValueError:
        host = ""
    if not host:
        hint = f"Write https://{text}." if _BARE.fullmatch(text) else "Write it whole: https://www.example.org."
        raise WrongCell("BAD_URL", f'"{text[:60]}" is no web address.', hint)


def _parts(text: str, rule: Property, column: ColumnMapping) -> list[str]:
    """The single values of a cell that may hold several; with a backslash before it a semicolon divides nothing."""
    if not rule.many or not column.separator or not (column.separator in text or "\n" in text):
        return [text]
    if column.separator != ";":
        parts = re.split(rf"\s*(?:{re.escape(column.separator)}|\n)\s*", text)
    else:
        # In addresses and names a semicolon may stand; one that divides has a blank behind it.
        parts = (_LOOSE if rule.value_type in ("text", "identifier") else _TIGHT).split(text)
        parts = [_ESCAPED.sub(r"\1", part) for part in parts]
    return [part for part in map(str.strip, parts) if part]
