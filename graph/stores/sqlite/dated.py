# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as they are at a date: those of no date, with what shows something else at the date laid anew.

Only records differ that have statements with a validity of their own. A table is made from the most alike of those made
before, of which it shares all that does not differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from graph.dates import Window
from graph.stores.sqlite.columns import Columns, patched_table
from graph.stores.sqlite.laid import TEXTS, UNDATED
from graph.stores.sqlite.sheet import Sheet
from graph.stores.sqlite.showing import NO_DATE, Shown
from graph.stores.sqlite.spans import Marks, Spans
from graph.stores.sqlite.table import Table

KEPT_TABLES = 6
"""Of one table, at different dates."""
Way = tuple[int, bytes, bytes]
"""A row, and the marks of its spans before and now."""


@dataclass(frozen=True, slots=True)
class Made:
    """A table at dates to which the statements lie alike."""

    marks: Marks
    table: Table | None
    """None: as it is without a date."""


@dataclass(slots=True)
class Dates:
    """What is kept with a table for the dates that are asked of it, as long as the table itself."""

    spans: Spans
    made: list[Made] = field(default_factory=list)
    """The last one asked for last."""

    def keep(self, made: Made) -> None:
        """Keeps the last few."""
        self.made = [*(one for one in self.made if one is not made), made][-KEPT_TABLES:]

    def most_alike(self, marks: Marks) -> tuple[Made | None, Sequence[int]]:
        """A table made before and the places where its records lie otherwise; none and all for that of no date."""
        found = [(one, self.spans.differing(marks, one.marks)) for one in self.made]
        made, places = min(found, key=lambda pair: len(pair[1]), default=(None, range(len(self.spans))))
        return (made, places) if 2 * len(places) <= len(self.spans) else (None, range(len(self.spans)))

    def ways(self, made: Made | None, marks: Marks, places: Sequence[int]) -> Iterator[Way]:
        """How the rows at these places lay to the date of a table, and lie now."""
        starts, rows, now = self.spans.starts.tolist(), self.spans.rows.tolist(), marks.tobytes()
        was = NO_DATE if made is None else made.marks.tobytes()
        for at in places:
            begin, end = starts[at], starts[at + 1]
            yield rows[at], was[begin:end], now[begin:end]


@dataclass(frozen=True, slots=True)
class Dated:
    """Makes the columns of one audience at one date."""

    shown: Shown
    columns: Columns
    window: Window

    def made(self) -> Columns:
        """All tables at the date."""
        tables = tuple(self._table(place, table) for place, table in enumerate(self.columns.tables))
        self.shown.memory.shrink()
        return replace(self.columns, tables=tables)

    def _table(self, place: int, table: Table) -> Table:
        dates = table.made(f"dates {self.shown.audience}", lambda: Dates(self._spans(place, table)))
        if not len(dates.spans):
            return table
        marks = dates.spans.marks(self.window)
        made, places = dates.most_alike(marks)
        if made is None or places:
            ways = list(dates.ways(made, marks, places))
            made = Made(marks, self._laid(place, table, made.table if made else None, ways))
        dates.keep(made)
        return made.table or table

    def _spans(self, place: int, table: Table) -> Spans:
        rows: list[int] = np.flatnonzero(table.cells["bounded"] & table.cells["there"]).tolist()
        return self.shown.spans(place, table, rows)

    def _laid(self, place: int, table: Table, base: Table | None, ways: Sequence[Way]) -> Table | None:
        """The base, or the table of no date, with these rows as they show now."""
        known, laid = self.shown.known(place, table, [row for row, _, _ in ways]), self.shown.memory.laid
        asked = [(one, now) for one, (_, _, now) in zip(known, ways, strict=True)]
        self.shown.tell([way for way in asked if way not in laid], self.window)
        sheet = Sheet(self.columns.plans[place], self.shown.maker.codes)
        differing: set[str] = set()
        for one, (row, was, now) in zip(known, ways, strict=True):
            before, after = laid.get((one, was)), laid[one, now]
            if before is not after and before != after:
                after.lay(sheet, row)
                # What was forgotten meanwhile may differ in everything.
                differing |= after.differing(before) if before else {*TEXTS, *sheet.plan.pairs}
        if not sheet.rows:
            return base
        return self._patched(place, base or table, sheet, differing)

    def _patched(self, place: int, table: Table, sheet: Sheet, differing: set[str]) -> Table:
        kept = UNDATED | ({*TEXTS, *self.columns.plans[place].pairs} - differing)
        ids, revision = self.columns.registry.ids[place], self.columns.revision
        return patched_table(table, ids, sheet, revision, kept=kept)
