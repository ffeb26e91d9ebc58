# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a document writes to the value that the property takes: a date, a code, money, a point, a record.

Whether a code or a record exists is asked later, for all loaders alike.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from graph.dates import partial_date
from graph.errors import BadDate
from graph.kinds import Property
from graph.model import Money, Number, Point, Ref, Term, Text, Value
from loaders.documents.tree import Node

_NUMBER = re.compile(r"-?\d{1,24}(?:\.\d{1,12})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def value_of(node: Node, rule: Property, lang: str = "") -> Value | None:
    """The value that stands here; None for a property that carries none.

    Raises:
        Wrong: it is not written as values of this property are; the message says how they are.
    """
    if rule.value_type == "nothing":
        raise node.wrong("BAD_VALUE", f'"{rule.name}" carries no value.', "Leave it out.")
    if rule.value_type == "text":
        return _text(node, rule, lang)
    return _READERS[rule.value_type](node, rule)


def _text(node: Node, rule: Property, lang: str) -> Value:
    text = node.text()
    if rule.accepts("number") and node.is_plain and _NUMBER.fullmatch(text):
        return Number(Decimal(text), rule.unit)
    return Text(" ".join(text.split()), lang)


def _number(node: Node, rule: Property) -> Value:
    fields = _written(node, ("number", "unit"), "number")
    unit = fields["unit"].text() if "unit" in fields else rule.unit
    return Number(_decimal(fields["number"]), unit)


def _decimal(node: Node) -> Decimal:
    if not _NUMBER.fullmatch(node.text()):
        raise node.wrong("BAD_NUMBER", f"{node.what} is no number.", "Write 2000 or 12.5, without separators.")
    return Decimal(node.text())


def _date(node: Node, _: Property) -> Value:
    try:
        return partial_date(node.text())
    except BadDate as error:
        raise node.wrong(error.code, error.message, error.hint) from None


def _concept(node: Node, _: Property) -> Value:
    return Term(node.text())


def _money(node: Node, _: Property) -> Value:
    if isinstance(node.value, str):
        hint = "Write {amount: 1250.00, currency: EUR, year: 2023}."
        raise node.wrong("BAD_MONEY", f"{node.what} is no amount.", hint)
    fields = _written(node, ("amount", "currency", "year"), "amount")
    currency = fields["currency"].text() if "currency" in fields else ""
    if not _CURRENCY.fullmatch(currency):
        raise node.wrong("BAD_MONEY", "The amount has no currency.", "Write the currency as three letters: EUR.")
    year = fields["year"].text() if "year" in fields else "0"
    if not re.fullmatch(r"0|\d{4}", year, re.ASCII):
        raise fields["year"].wrong("BAD_MONEY", f'"{year[:10]}" is no year.', "Write 2023.")
    return Money(_decimal(fields["amount"]), currency, int(year))


def _point(node: Node, _: Property) -> Value:
    hint = "Write {latitude: 52.37, longitude: 9.73}."
    if not isinstance(node.value, Mapping):
        raise node.wrong("BAD_POINT", f"{node.what} is no point.", hint)
    fields = _written(node, ("latitude", "longitude"), "latitude")
    if "longitude" not in fields:
        raise node.wrong("BAD_POINT", "The point has no longitude.", hint)
    latitude, longitude = (float(_decimal(fields[name])) for name in ("latitude", "longitude"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise node.wrong("BAD_POINT", "This is no place on the earth.", "Latitude comes first, in degrees.")
    return Point(latitude, longitude)


def _record(node: Node, rule: Property) -> Value:
    names = (*sorted(rule.refers_to), "record")
    if isinstance(node.value, str):
        key, role = node, ""
    else:
        fields = node.fields()
        _known(fields, (*names, "role"))
        keys = [fields[name] for name in names if name in fields]
        if len(keys) != 1:
            raise node.wrong("BAD_SHAPE", f"Name one {names[0]} here.", f"Write {names[0]}: KEY.")
        key, role = keys[0], fields["role"].text() if "role" in fields else ""
    return Ref(key.text(), role)


def _written(node: Node, names: tuple[str, ...], first: str) -> Mapping[str, Node]:
    """The fields of a value; a bare scalar is its first one."""
    if isinstance(node.value, str):
        return {first: node}
    fields = node.fields()
    _known(fields, names)
    if first not in fields:
        raise node.wrong("BAD_SHAPE", f'"{first}" is missing.', f"Known: {', '.join(names)}.")
    return fields


def _known(fields: Mapping[str, Node], names: tuple[str, ...]) -> None:
    for name, field in fields.items():
        if name not in names:
            raise field.strange("UNKNOWN_KEY", f'"{name[:40]}" is not known here.', f"Known: {', '.join(names)}.")


_READERS: Mapping[str, Callable[[Node, Property], Value]] = MappingProxyType(
    {"number": _number, "date": _date, "concept": _concept, "money": _money, "point": _point, "record": _record}
)
