# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What records with statements of a validity of their own show, told once for each way in which these lie to a date."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.dates import Window
from graph.model import Audience
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.laid import Laid
from graph.stores.sqlite.making import Maker
from graph.stores.sqlite.rows import Row
from graph.stores.sqlite.spans import Span, Spans, spans_of
from graph.stores.sqlite.statements import is_seen
from graph.stores.sqlite.table import Table
from graph.stores.sqlite.told import Teller

AHEAD = 2_000
"""Ways of showing records that are told at once for dates not asked for yet."""
MOST = 40_000
"""Ways of showing records that are remembered."""
NO_DATE = b""
"""The way in which statements lie to no date."""
Known = tuple[Audience, int, int, int]
"""Audience, type and row of a record, and the revision of its last change."""


@dataclass(slots=True)
class Memory:
    """What was told of records; shared by all tables of a store, since a record is as its last change left it."""

    spans: dict[Known, tuple[Span, ...]] = field(default_factory=dict)
    laid: dict[tuple[Known, bytes], Laid] = field(default_factory=dict)
    """Under the marks of a record's spans."""

    def clear(self) -> None:
        """Forgets all."""
        self.spans.clear()
        self.laid.clear()

    def shrink(self) -> None:
        """Begins anew when it has become too much."""
        if len(self.laid) > MOST or len(self.spans) > MOST:
            self.clear()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the records of one audience show."""

    maker: Maker
    memory: Memory
    ground: Ground
    columns: Columns
    audience: Audience

    def known(self, place: int, table: Table, rows: Sequence[int]) -> list[Known]:
        """Under what these rows are remembered."""
        stamps = table.cells["stamp"][rows].tolist() if rows else []
        return [(self.audience, place, row, stamp) for row, stamp in zip(rows, stamps, strict=True)]

    def spans(self, place: int, table: Table, rows: Sequence[int]) -> Spans:
        """The spans of these rows of a table; what was not known of them is read."""
        known, spans = self.known(place, table, rows), self.memory.spans
        self._learn([one for one in known if one not in spans])
        return Spans.of([(one[2], spans[one]) for one in known])

    def tell(self, asked: Collection[tuple[Known, bytes]], window: Window) -> None:
        """Learns what records show in a window to which their statements lie in these ways."""
        ways, laid, teller = dict(asked), self.memory.laid, self._teller()
        for one, said in self._seen(list(ways)):
            undated = {} if (one, NO_DATE) in laid else {NO_DATE: None}
            self._remember(one, said, teller, {**undated, ways[one]: window})

    def _learn(self, wanted: Sequence[Known]) -> None:
        """Reads when records change, what they show without a date, and of the first of them what on any day."""
        seen, spans, teller = dict(self._seen(wanted)), self.memory.spans, self._teller()
        for one, said in seen.items():
            spans[one] = spans_of(said, self.columns.plans[one[1]].folded, teller.name)
        changing, spare = [one for one in seen if spans[one]], AHEAD
        for one, days in zip(changing, Spans.of([(one[2], spans[one]) for one in changing]).ways(), strict=True):
            ahead = {way: Window(day, day) for way, day in days.items()} if spare > 0 else {}
            self._remember(one, seen[one], teller, {NO_DATE: None, **ahead})
            spare -= len(ahead)

    def _remember(self, one: Known, said: Sequence[Row], teller: Teller, asked: Mapping[bytes, Window | None]) -> None:
        """Tells a record in each of these windows; what shows alike is kept once."""
        laid = self.memory.laid
        shown = [laid[one, NO_DATE]] if (one, NO_DATE) in laid else []
        for way, window in asked.items():
            told = self._lay(one, said, replace(teller, window=window))
            laid[one, way] = next((known for known in shown if known == told), told)
            shown.append(laid[one, way])

    def _lay(self, one: Known, said: Sequence[Row], teller: Teller) -> Laid:
        _, place, row, _ = one
        number = int(self.columns.registry.numbers[place][row])
        return Laid.of(self.maker.laid(self.ground, teller, [(number, said)])[place], row)

    def _seen(self, wanted: Sequence[Known]) -> Iterator[tuple[Known, list[Row]]]:
        """What the audience sees of records, read from the file."""
        numbers = [int(self.columns.registry.numbers[place][row]) for _, place, row, _ in wanted]
        read = self.ground.rows(numbers) if numbers else {}
        for one, number in zip(wanted, numbers, strict=True):
            yield one, [row for row in read[number] if is_seen(self.columns, self.audience, row)]

    def _teller(self) -> Teller:
        return Teller(self.maker.kinds, self.maker.words, self.maker.youth(self.columns))
