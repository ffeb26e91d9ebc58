# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the claims of one record tell its columns: quickly where each property is said once, else by folding.

Only the properties that decide a column are looked at, so a record with disputed details elsewhere stays quick.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import Window
from graph.folding import Frame, fold
from graph.kinds import Kinds
from graph.model import Rank, Ref, Visibility, written
from graph.stores.sqlite.plan import NAMING, Plan
from graph.stores.sqlite.rows import CERTAINTY_OF as CERTAINTIES
from graph.stores.sqlite.rows import DEPRECATED, RANK_BITS, RANK_OF, STATE_OF, Names, Row, passages_of

NORMAL = RANK_OF[Rank.NORMAL]
OPEN = (None, "?", "..")

Told = tuple[int, int, str, int]
"""State, certainty, the value as written (of a reference its role), the record that it points to (0 for none)."""


class _Numbers(Mapping[int, str]):
    """Records named by their numbers: folding only compares them."""

    def __getitem__(self, number: int) -> str:
        return str(number)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Teller:
    """Reads claims of records for one point."""

    kinds: Kinds
    words: Mapping[int, str]
    youth: Mapping[str, int]
    """How young each source is, by its number as text."""
    window: Window | None = None
    """None: no date was asked for."""
    bases: dict[int, str] = field(default_factory=dict)
    """Property names by word, without what follows a colon."""

    def name(self, word: int) -> str:
        """The property that a word names."""
        if word not in self.bases:
            self.bases[word] = self.words[word].partition(":")[0]
        return self.bases[word]

    def facts(self, plan: Plan, rows: Sequence[Row]) -> Mapping[str, Sequence[Told]]:
        """What the record shows under each property that decides a column."""
        quick: dict[str, list[Told]] = {}
        seen: set[object] = set()
        for row in rows:
            name = self.name(row[5])
            if name not in plan.folded:
                continue
            marks, value = row[6], row[7] or ""
            place = (name, value, row[8]) if name in plan.several else (name, _language(plan, name, value))
            if place in seen or marks & RANK_BITS != NORMAL or is_bounded(row) or (marks & 3 and len(place) > 2):
                return self._folded(plan, rows)
            seen.add(place)
            quick.setdefault(name, []).append((marks & 3, marks >> 2 & 3, value, row[8] or 0))
        for name, told in quick.items():
            if len(told) > 1:
                told.sort(key=_by_line)
        return quick

    def _folded(self, plan: Plan, rows: Sequence[Row]) -> Mapping[str, Sequence[Told]]:
        names = Names(_Numbers(), self.words)
        claims = [names.claim(row) for row in rows if self.name(row[5]) in plan.folded]
        window = self.window or Window()
        frame = Frame(self.kinds, window, self.window is not None, self.youth)
        record = fold(
            "", plan.type_name, key=None, visibility=Visibility.PUBLIC, claims=claims, frame=frame
        )
        return {
            name: [
                (
                    STATE_OF[fact.state],
                    CERTAINTIES[fact.certainty] >> 2,
                    fact.value.role if isinstance(fact.value, Ref) else written(fact.value),
                    int(fact.value.record) if isinstance(fact.value, Ref) else 0,
                )
                for fact in facts
            ]
            for name, facts in record.facts.items()
        }

    def texts(self, plan: Plan, rows: Sequence[Row]) -> set[str]:
        """Every text under which a name filter finds the record."""
        found: set[str] = set()
        for row in rows:
            if row[7] and row[7][:2] == "t:" and row[6] & RANK_BITS != DEPRECATED and self.name(row[5]) in NAMING:
                found.add(row[7].partition(":")[2].partition(":")[2])
                if row[13] and row[13][:1] == "[":
                    found |= {passage.original for passage in passages_of(row[13]) if passage.original}
        return found


def _language(plan: Plan, name: str, value: str) -> str:
    return value[2:].partition(":")[0] if name in plan.per_language else ""


def is_bounded(row: Row) -> bool:
    """Whether the statement has a validity of its own, so that it may not hold at a date."""
    return row[11] not in OPEN or row[12] not in OPEN


def _by_line(told: Told) -> tuple[str, str, int]:
    return ("", told[2], told[3])
