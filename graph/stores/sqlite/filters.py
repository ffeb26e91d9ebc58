# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters as masks over the rows of a table: what graph/stores/matching.py says of one record, for all at once.

A mask says something only of rows that are in the view.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import reduce

import numpy as np

from graph.dates import LAST_DAY, partial_date
from graph.errors import UnknownCode
from graph.ids import RECORD_TYPES
from graph.model import Certainty, ValueState, Visibility
from graph.selection import CodeFilter, DateFilter, IdentifierFilter, IdFilter, RecordFilter, TextFilter
from graph.stores.fields import SCHEMES
from graph.stores.sqlite.plan import NO_DATE
from graph.stores.sqlite.registry import NOBODY, NOTE, STAKEHOLDER, TIE, Mask
from graph.stores.sqlite.rows import STATE_OF
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.segments import Segment
from graph.stores.sqlite.sheet import identifier_line
from graph.stores.sqlite.table import Cells, Table, one_of
from graph.text import fold

Related = Callable[[int, str, object], Mask]
"""What tells the rows of a type that fit a relation."""


class Masks:
    """Judges all rows of one scope; remembers what it judged."""

    def __init__(self, scope: Scope, related: Related) -> None:
        self.scope = scope
        self._related = related
        self._judged: dict[tuple[int, RecordFilter], Mask] = {}

    def of(self, place: int, wanted: RecordFilter | None) -> Mask:
        """The rows that are wanted; all that are in the view if there is no filter."""
        if wanted is None:
            return self.scope.alive[place]
        if (place, wanted) not in self._judged:
            self._judged[place, wanted] = self._judge(place, wanted) & self.scope.alive[place]
        return self._judged[place, wanted]

    def _judge(self, place: int, wanted: RecordFilter) -> Mask:
        mask = np.ones(len(self.scope.table(place)), np.bool_)
        for field in fields(wanted):
            condition = getattr(wanted, field.name)
            if condition is not None:
                mask &= self._field(place, field.name, condition)
        return mask

    def _field(self, place: int, name: str, condition: object) -> Mask:
        table = self.scope.table(place)
        match condition:
            case CodeFilter():
                return self._codes(place, name, condition)
            case IdFilter():
                return self._ids(place, name, condition)
            case TextFilter():
                return having_text(table.texts, condition, len(table))
            case DateFilter():
                return _dates(table, name, condition)
            case IdentifierFilter():
                return having_identifier(table.identifiers, condition, len(table))
            case bool():
                return np.asarray(table.cells["named"] == condition)
            case tuple() if name in _SHOWN:
                return _SHOWN[name](table, condition)
        return self._combined(place, name, condition)

    def _combined(self, place: int, name: str, condition: object) -> Mask:
        size = len(self.scope.table(place))
        if name == "not_":
            return ~self.of(place, condition)  # type: ignore[arg-type]  # fields() loses the type
        if isinstance(condition, tuple):
            join, start = (np.logical_and, np.ones) if name == "and_" else (np.logical_or, np.zeros)
            return np.asarray(reduce(join, (self.of(place, part) for part in condition), start(size, np.bool_)))
        return self._related(place, name, condition)

    def _ids(self, place: int, name: str, wanted: IdFilter) -> Mask:
        """The rows whose own id, whose end, or what they are about, is wanted."""
        scope, table = self.scope, self.scope.table(place)
        if name == "about":
            return _fitting_ids(wanted, lambda names: _is_about(scope, names))
        if name in {"subject", "object"}:
            return _fitting_ids(wanted, lambda names: _is_row(scope, STAKEHOLDER, table.cells[name], names))
        return _fitting_ids(wanted, lambda names: _is_row(scope, place, np.arange(len(table)), names))

    # -------------------------------------------------------------- codes

    def _codes(self, place: int, name: str, wanted: CodeFilter) -> Mask:
        scope, table = self.scope, self.scope.table(place)
        mask = np.ones(len(table), np.bool_)
        if wanted.state is not None and place == TIE:
            mask &= ValueState.STATED in wanted.state
        elif wanted.state is not None:
            mask &= one_of(table.cells[f"{name}_state"], (STATE_OF[state] for state in wanted.state))
        for codes, turned in code_tests(wanted, SCHEMES[RECORD_TYPES[place], name], scope):
            found = has_code(scope, place, name, codes)
            mask &= ~found if turned else found
        return mask


def code_tests(wanted: CodeFilter, scheme: str, scope: Scope) -> Iterable[tuple[frozenset[str], bool]]:
    """What a filter asks of the codes, as sets of which one must be there (or, turned, must not).

    Raises:
        UnknownCode: the filter names a code that the scheme has not; with the nearest one.
    """
    kinds = scope.kinds
    for code in (wanted.eq, wanted.not_, *(wanted.in_ or ()), *(wanted.within or ())):
        if code is not None and not kinds.has(scheme, code):
            raise UnknownCode(scheme, code, kinds.nearest(scheme, code))
    if wanted.eq is not None:
        yield frozenset((wanted.eq,)), False
    if wanted.in_ is not None:
        yield frozenset(wanted.in_), False
    if wanted.within is not None:
        yield frozenset(code for top in wanted.within for code in kinds.within(scheme, top)), False
    if wanted.not_ is not None:
        yield frozenset((wanted.not_,)), True


def has_code(scope: Scope, place: int, name: str, codes: frozenset[str]) -> Mask:
    """The rows that show one of these codes."""
    table = scope.table(place)
    numbers = [scope.codes.find(code) for code in sorted(codes)]
    if name in table.pairs:
        pairs = table.pairs[name]
        mask = np.zeros(len(table), np.bool_)
        mask[pairs.row[np.isin(pairs.value, numbers)]] = True
        return mask
    column = scope.shown(place, name)
    return np.isin(column, numbers) if len(numbers) > 4 else one_of(column, numbers)


def _fitting_ids(wanted: IdFilter, among: Callable[[tuple[str, ...]], Mask]) -> Mask:
    mask = np.asarray(True)
    if wanted.eq is not None:
        mask = mask & among((wanted.eq,))
    if wanted.in_ is not None:
        mask = mask & among(wanted.in_)
    if wanted.not_ is not None:
        mask = mask & ~among((wanted.not_,))
    return mask


def _is_row(scope: Scope, place: int, column: Cells, names: tuple[str, ...]) -> Mask:
    rows = [row for row in (scope.registry.row(place, name) for name in names) if row != NOBODY]
    return np.isin(column, rows)


def _is_about(scope: Scope, names: tuple[str, ...]) -> Mask:
    table = scope.table(NOTE)
    mask, pairs = np.zeros(len(table), np.bool_), table.pairs["about"]
    numbers = [number for number in map(scope.registry.number, names) if number]
    mask[pairs.row[np.isin(pairs.value, numbers)]] = True
    return mask


# ------------------------------------------------------------------ texts, dates, identifiers


def having_text(segments: tuple[Segment, ...], wanted: TextFilter, size: int) -> Mask:
    """The rows one of whose texts fits all that is asked, compared folded."""
    mask = np.zeros(size, np.bool_)
    for segment in segments:
        fits = np.ones(len(segment.owner), np.bool_)
        if wanted.eq is not None:
            fits &= _in_text(segment, (f"\n{fold(wanted.eq)}\n",))
        if wanted.in_ is not None:
            fits &= _in_text(segment, tuple(f"\n{fold(text)}\n" for text in wanted.in_))
        if wanted.contains is not None and fold(wanted.contains):
            fits &= _in_text(segment, (fold(wanted.contains),))
        if wanted.starts_with is not None and fold(wanted.starts_with):
            fits &= _in_text(segment, (f"\n{fold(wanted.starts_with)}",))
        owners = segment.owner[fits]
        mask[owners[owners >= 0]] = True
    return mask


def _in_text(segment: Segment, parts: Iterable[str]) -> Mask:
    mask = np.zeros(len(segment.owner), np.bool_)
    for part in parts:
        mask[segment.having(part)] = True
    return mask


def having_identifier(segments: tuple[Segment, ...], wanted: IdentifierFilter, size: int) -> Mask:
    """The rows with an identifier of the scheme, one of the values if some are given."""
    mask = np.zeros(size, np.bool_)
    scheme = f"\n{wanted.scheme}:"
    values = wanted.in_
    parts = (scheme,) if values is None else tuple(f"{scheme}{identifier_line(value)}\n" for value in values)
    for segment in segments:
        owners = segment.owner[_in_text(segment, parts)]
        mask[owners[owners >= 0]] = True
    return mask


def _dates(table: Table, name: str, wanted: DateFilter) -> Mask:
    mask = np.ones(len(table), np.bool_)
    if wanted.state is not None:
        mask &= one_of(table.cells[f"{name}_state"], (STATE_OF[state] for state in wanted.state))
    if wanted.from_ is None and wanted.to is None:
        return mask
    first = partial_date(wanted.from_).first if wanted.from_ else 0
    last = partial_date(wanted.to).last if wanted.to else LAST_DAY
    begins, ends = table.cells[f"{name}_first"], table.cells[f"{name}_last"]
    return np.asarray(mask & (begins != NO_DATE) & (begins <= last) & (ends >= first))


def _visibilities(table: Table, wanted: tuple[object, ...]) -> Mask:
    internal = table.cells["internal"]
    return np.asarray((internal & (Visibility.INTERNAL in wanted)) | (~internal & (Visibility.PUBLIC in wanted)))


def _certainties(table: Table, wanted: tuple[object, ...]) -> Mask:
    return one_of(table.cells["certainty"], (place for place, sure in enumerate(Certainty) if sure in wanted))


def _fundings(table: Table, wanted: tuple[object, ...]) -> Mask:
    return one_of(table.cells["funding_state"], (place for state, place in STATE_OF.items() if state in wanted))


_SHOWN: Mapping[str, Callable[[Table, tuple[object, ...]], Mask]] = {
    "visibility": _visibilities,
    "certainty": _certainties,
    "funding": _fundings,
}
"""Fields with a value for every record, of which a filter lists those wanted."""
