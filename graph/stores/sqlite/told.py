# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the claims of one record tell its columns: quickly where a property is said once, else by folding it.

Only the properties that decide a column are looked at, and each is folded apart: a record with one disputed detail
stays quick.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import Window
from graph.folding import Frame, fold
from graph.kinds import Kinds
from graph.model import Fact, Rank, Ref, Visibility, written
from graph.stores.sqlite.plan import Plan
from graph.stores.sqlite.rows import CERTAINTY_OF as CERTAINTIES
from graph.stores.sqlite.rows import RANK_BITS, RANK_OF, STATE_OF, Names, Row, passages_of
from graph.stores.sqlite.segments import KIND_OF

NORMAL = RANK_OF[Rank.NORMAL]
OPEN = (None, "?", "..")

Told = tuple[int, int, str, int]
"""State, certainty, the value as written (of a reference its role), the record that it points to (0 for none)."""


Called = tuple[int, str, str]
"""Kind of name, language, text."""
NAMED = {"label": 0, "title": 0, "alias": 1, "subtitle": 1, "abbreviation": 2}
"""What a name is that is shown, by its property."""
SURFACE = KIND_OF["surface_form"]


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

    def facts(self, plan: Plan, rows: Sequence[Row]) -> tuple[Mapping[str, Sequence[Told]], list[Called]]:
        """What the record shows under each property that decides a column, and every way in which it is called."""
        quick: dict[str, list[Told]] = {}
        seen: set[object] = set()
        hard: set[str] = set()
        called: list[tuple[str, Called]] = []
        for row in rows:
            name = self.name(row[5])
            if name not in plan.folded or name in hard:
                continue
            marks, value = row[6], row[7] or ""
            place = (name, value, row[8]) if name in plan.several else (name, _language(plan, name, value))
            if place in seen or marks & RANK_BITS != NORMAL or is_bounded(row) or (marks & 3 and len(place) > 2):
                hard.add(name)
                continue
            seen.add(place)
            quick.setdefault(name, []).append((marks & 3, marks >> 2 & 3, value, row[8] or 0))
            if name in NAMED:
                called += [(name, one) for one in named(name, value, row[13])]
        for told in quick.values():
            if len(told) > 1:
                told.sort(key=_by_line)
        if not hard:
            return quick, best([one for _, one in called])
        facts, names = self._folded(plan, [row for row in rows if self.name(row[5]) in hard])
        easy = {name: told for name, told in quick.items() if name not in hard}
        return {**easy, **facts}, best([*(one for name, one in called if name not in hard), *names])

    def _folded(self, plan: Plan, rows: Sequence[Row]) -> tuple[Mapping[str, Sequence[Told]], list[Called]]:
        names = Names(_Numbers(), self.words)
        claims = [names.claim(row) for row in rows]
        window = self.window or Window()
        frame = Frame(self.kinds, window, self.window is not None, self.youth)
        record = fold("", plan.type_name, key=None, visibility=Visibility.PUBLIC, claims=claims, frame=frame)
        facts = {name: [_told(fact) for fact in found] for name, found in record.facts.items()}
        return facts, [(KIND_OF[name.kind.lower()], name.lang, name.text) for name in record.names]


def _told(fact: Fact) -> Told:
    value = fact.value
    line, target = (value.role, int(value.record)) if isinstance(value, Ref) else (written(value), 0)
    return (STATE_OF[fact.state], CERTAINTIES[fact.certainty] >> 2, line, target)


def named(name: str, value: str, passages: str | None) -> list[Called]:
    """What a plain claim calls its record: the name itself, and how its source writes it."""
    if value[:2] != "t:":
        return []
    lang, _, text = value[2:].partition(":")
    found = [(NAMED[name], lang, text)]
    if passages and passages[:1] == "[":
        originals = (passage.original for passage in passages_of(passages))
        found += [(SURFACE, "", original) for original in originals if original and original != text]
    return found


def best(called: Sequence[Called]) -> list[Called]:
    """Each text once in each language, as the best kind of name that it is."""
    if len(called) < 2:
        return list(called)
    kinds: dict[tuple[str, str], int] = {}
    for kind, lang, text in called:
        kinds[lang, text] = min(kind, kinds.get((lang, text), kind))
    return [(kind, lang, text) for (lang, text), kind in kinds.items()]


def _language(plan: Plan, name: str, value: str) -> str:
    return value[2:].partition(":")[0] if name in plan.per_language else ""


def is_bounded(row: Row) -> bool:
    """Whether the statement has a validity of its own, so that it may not hold at a date."""
    return row[11] not in OPEN or row[12] not in OPEN


def _by_line(told: Told) -> tuple[str, str, int]:
    return ("", told[2], told[3])
