# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes columns: all of them from all claims, or those that a change reaches from those of the revision before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.kinds import Kinds
from graph.stores.sqlite.building import Built
from graph.stores.sqlite.closure import Ground, Sight, reached, youth, youth_of
from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.judging import Judge
from graph.stores.sqlite.plan import Plan, plans
from graph.stores.sqlite.registry import NOBODY, SOURCE, Mask
from graph.stores.sqlite.rows import Row
from graph.stores.sqlite.scanning import scanned
from graph.stores.sqlite.sheet import Keyed, Sheet
from graph.stores.sqlite.sighting import sighted
from graph.stores.sqlite.told import Teller
from graph.stores.sqlite.words import Words

Progress = Callable[[float], None]
Both = tuple[Columns, Columns]
"""The columns of staff, and of the public."""


@dataclass(frozen=True, slots=True)
class Youth(Mapping[str, int]):
    """How young each source is, by its number as text: as columns know, but for those told anew."""

    columns: Columns
    told: Mapping[int, int]

    def __getitem__(self, name: str) -> int:
        found = self.told.get(int(name))
        return youth(self.columns, int(name)) if found is None else found

    def __iter__(self) -> Iterable[str]:  # type: ignore[override]  # never walked
        return iter(())

    def __len__(self) -> int:
        return 0


class Maker:
    """Makes the columns of one vocabulary."""

    def __init__(self, kinds: Kinds, words: Words, codes: CodeBook) -> None:
        self.kinds, self.words, self.codes = kinds, words, codes
        self.plans: tuple[Plan, ...] = plans(kinds)
        self.judge = Judge(kinds, words)

    def empty(self) -> Both:
        """Before the first revision."""
        return Columns.empty(self.plans), Columns.empty(self.plans)

    def patched(self, old: Both, ground: Ground, touched: Iterable[int]) -> tuple[Both, Sight]:
        """The columns after a change that touched these records, and all that it reached."""
        sight = reached(Sight(ground, self.judge, old[1]), old[0], set(touched))
        seen = {number: sight.seen(number) for number in sight.rows}
        staff = self._sheets(ground, old[0], sight.rows.items())
        public = self._sheets(ground, old[1], seen.items())
        self._visibilities(ground, (staff, public), sight, seen)
        revision, registry = ground.revision, ground.registry
        return (old[0].patched(revision, registry, staff), old[1].patched(revision, registry, public)), sight

    def _visibilities(
        self,
        ground: Ground,
        sheets: tuple[dict[int, Sheet], dict[int, Sheet]],
        sight: Sight,
        seen: Mapping[int, list[Row]],
    ) -> None:
        registry = ground.registry
        for number, rows in sight.rows.items():
            place, row = sight.type_of(number), int(registry.rows[number])
            if rows and self.judge.is_internal(place, rows):
                sheets[0][place].put(row, "internal", 1)
            if len(seen[number]) != len(rows):
                sheets[1][place].put(row, "hides", 1)
            if place == SOURCE and sight.is_open(number):
                sheets[1][place].put(row, "open", 1)

    def _sheets(self, ground: Ground, old: Columns, told: Iterable[tuple[int, Sequence[Row]]]) -> dict[int, Sheet]:
        told = list(told)
        published, registry = self.words.find("published"), ground.registry
        young = {number: youth_of(rows, published) for number, rows in told if registry.types[number] == SOURCE}
        teller = Teller(self.kinds, self.words, Youth(old, young))
        return self.laid(ground, teller, told)

    def youth(self, columns: Columns) -> "Youth":
        """How young each source is in these columns."""
        return Youth(columns, {})

    def laid(self, ground: Ground, teller: Teller, told: Iterable[tuple[int, Sequence[Row]]]) -> dict[int, Sheet]:
        """Sheets with what records' visible claims tell."""
        sheets: dict[int, Sheet] = {}
        registry, published = ground.registry, self.words.find("published")
        for number, rows in told:
            place, row = int(registry.types[number]), int(registry.rows[number])
            sheet = sheets.setdefault(place, Sheet(self.plans[place], self.codes))
            sheet.rows.append(row)
            if rows:
                sheet.lay(row, rows, teller, self.key(ground, number))
                if place == SOURCE:
                    sheet.put(row, "youth", youth_of(rows, published))
        return sheets

    def key(self, ground: Ground, number: int) -> Keyed | None:
        """The ends of a participation or tie, as rows, and the code of its role or kind."""
        registry, root = ground.registry, ground.survivors.root
        first, second, side = (int(column[number]) for column in (registry.first, registry.second, registry.side))
        if first == NOBODY:
            return None
        rows = registry.rows
        code = self.codes.number(self.words[int(registry.code[number])])
        return (int(rows[root(first)]), int(rows[root(second)]), int(rows[root(side)]) if side > 0 else NOBODY, code)

    def whole(self, ground: Ground, progress: Progress | None = None) -> Both:
        """All columns from all claims."""
        nothing = Columns(ground.revision, ground.registry, self.plans, self.empty()[0].tables)
        teller = Teller(self.kinds, self.words, Youth(nothing, {}))
        kept = frozenset(name for plan in self.plans for name in plan.folded)
        claims, scan = scanned(ground, teller, kept, progress)
        built = Built(ground, self.plans, self.codes, teller, claims, scan)
        staff = Columns(ground.revision, ground.registry, self.plans, built.tables())
        sight, internal, hides = sighted(built, self.judge, nothing)
        hard = _sources_first(ground, built.hard)
        del built, claims, scan
        staff = self._folded(ground, staff, self._seen(ground, hard, None))
        staff = _marked(staff, "internal", internal)
        public = self._folded(ground, staff, self._seen(ground, _sources_first(ground, hides), sight))
        easy = [number for number in hard if not hides[number]]
        public = self._young(ground, (staff, public), easy, sight)
        return staff, _marked(_marked(public, "hides", hides), "open", sight.all_open)

    def _seen(
        self, ground: Ground, numbers: Sequence[int], sight: Sight | None
    ) -> Iterable[list[tuple[int, Sequence[Row]]]]:
        """These records with what is seen of them, part by part."""
        for start in range(0, len(numbers), PART):
            part = ground.rows(numbers[start : start + PART])
            if sight is not None:
                sight.rows = part
            yield [(number, rows if sight is None else sight.seen(number)) for number, rows in part.items()]

    def _folded(self, ground: Ground, columns: Columns, parts: Iterable[list[tuple[int, Sequence[Row]]]]) -> Columns:
        """The columns with some records told one by one."""
        for told in parts:
            columns = columns.patched(ground.revision, ground.registry, self._sheets(ground, columns, told))
        return columns

    def _young(self, ground: Ground, both: Both, folded: Sequence[int], sight: Sight) -> Columns:
        """The public's columns, in which what has to be folded knows how young sources are to the public."""
        staff, public = both
        differs = staff.tables[SOURCE].cells["youth"] != public.tables[SOURCE].cells["youth"]
        sources = ground.registry.numbers[SOURCE][np.flatnonzero(differs)].tolist()
        citing = ground.speaking("source", sources) if sources else set()
        return self._folded(ground, public, self._seen(ground, [one for one in folded if one in citing], sight))


PART = 5000
"""Records that are folded at once."""


def _sources_first(ground: Ground, mask: Mask) -> list[int]:
    """These records, sources before what is judged by how young they are."""
    numbers = np.flatnonzero(mask)
    is_source = ground.registry.types[numbers] == SOURCE
    return [*numbers[is_source].tolist(), *numbers[~is_source].tolist()]


def _marked(columns: Columns, name: str, mask: Mask) -> Columns:
    """The columns with a mark on these records, by number."""
    tables = [
        replace(table, cells={**table.cells, name: mask[numbers]}, _made={}) if name in table.cells else table
        for table, numbers in zip(columns.tables, columns.registry.numbers, strict=True)
    ]
    return replace(columns, tables=tuple(tables))
