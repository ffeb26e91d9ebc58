# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the text of an attribute is as a value of a property: as in tables, and as programs write into graph files."""

import re
from decimal import Decimal

from graph.dates import partial_date
from graph.kinds import Kinds, Property
from graph.model import Number, Text, Value, ValueState
from loaders.graphs.times import NoDate, day
from loaders.mapping.meaning import ColumnMapping
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cells import STATES, Cells, Saying, clean

_NUMBER = re.compile(r"[+-]?(?:\d{1,24}(?:\.\d{0,24})?|\.\d{1,24})(?:[eE][+-]?\d{1,2})?", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")


class Values:
    """Reads texts under one vocabulary."""

    def __init__(self, kinds: Kinds, *, lang: str = "", decimal: str = "") -> None:
        """`lang`: of texts where nothing else says one; `decimal`: the sign before fractions, "" for a point."""
        self._kinds, self._lang, self._decimal = kinds, lang, decimal or "."
        self._cells = Cells(kinds, lang=lang, decimal=self._decimal)

    def sayings(self, text: str, rule: Property, column: ColumnMapping) -> list[Saying]:
        """What the text says of the property.

        Raises:
            WrongCell: it is no value of it.
        """
        if rule.name == "label":
            return [(Text(clean(text), column.inside or self._lang), ValueState.STATED)] if clean(text) else []
        if rule.value_type == "date" and (dated := _dated(text)):
            return [(partial_date(dated), ValueState.STATED)]
        if rule.name == "url" and not _ADDRESS.match(text.strip()):
            raise WrongCell("BAD_VALUE", f'"{text[:40]}" is no address.', "An address begins with https:// or http://.")
        if rule.value_type == "number" and text.strip().lower() not in STATES:
            number = self._number(text)
            if rule.name == "weight" and number <= 0:
                raise WrongCell("BAD_NUMBER", f'"{text.strip()[:40]}" is no weight.', "A weight is more than 0.")
            return [(Number(number, rule.unit), ValueState.STATED)]
        if rule.value_type == "identifier":
            text = self._short(text.strip(), column.inside)
        return self._cells.sayings(text, rule, column)

    def attribute(self, text: str, *, is_number: bool) -> Value:
        """What a foreign attribute says: a number where it is declared as one and is one."""
        try:
            return Number(self._number(text)) if is_number else Text(clean(text))
        except WrongCell:
            return Text(clean(text))

    def _number(self, text: str) -> Decimal:
        """A number as programs write it: with a power of ten, never in groups."""
        found = _NUMBER.fullmatch(text.strip().replace(self._decimal, "."))
        if found is None:
            raise WrongCell("BAD_NUMBER", f'"{text[:40]}" is no number.', "Write 2000 or 12.5.")
        return plain(Decimal(found[0]))

    def _short(self, word: str, register: str) -> str:
        """The identifier at the end of an address, as registers publish them."""
        scheme = self._kinds.identifier_scheme(register)
        last = word.rstrip("/").rpartition("/")[2]
        return last if scheme and scheme.pattern and _ADDRESS.fullmatch(word) and scheme.fits(last) else word


def plain(number: Decimal) -> Decimal:
    """The number without exponent and needless zeros.

    Example:
        >>> str(plain(Decimal("1.50"))), str(plain(Decimal("1E+3"))), str(plain(Decimal("-0.0")))
        ('1.5', '1000', '0')
    """
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) if number else Decimal(0)


def _dated(text: str) -> str:
    try:
        return day(text)
    except NoDate:
        return ""
