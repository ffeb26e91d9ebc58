# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Folds records when they are read: the claims of many in one statement, and the last thousands remembered."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from threading import Lock

from graph.folding import Frame, fold
from graph.ids import RECORD_TYPES
from graph.model import At, Audience, Key, ParticipationKey, Record, TieKey, Visibility
from graph.stores.sqlite.closure import Ground, youth
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.registry import NOBODY, PARTICIPATION, Registry
from graph.stores.sqlite.rows import Names, Row
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.statements import Statements
from graph.stores.sqlite.words import Words

KEPT = 6000
Place = tuple[int, Audience, int, tuple[int, int]]
"""Record, audience, the revision of its last change, days asked for."""


class Remembered:
    """The records that were folded last; shared by the views of a store."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._records: OrderedDict[Place, Record] = OrderedDict()

    def find(self, place: Place) -> Record | None:
        """A record folded before."""
        with self._lock:
            found = self._records.get(place)
            if found is not None:
                self._records.move_to_end(place)
            return found

    def keep(self, found: Mapping[Place, Record]) -> None:
        """Remembers these, and forgets those not asked for longest."""
        with self._lock:
            self._records.update(found)
            while len(self._records) > KEPT:
                self._records.popitem(last=False)

    def clear(self) -> None:
        """Forgets all."""
        with self._lock:
            self._records.clear()


class _Names(Mapping[int, str]):
    """The ids of records by their numbers, from the registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._known: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._registry.name_of(number)
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class _Youth(dict[str, int]):
    """How young each source is, by id."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._columns = columns

    def get(self, source: str, default: int = 0) -> int:  # type: ignore[override]
        found = super().get(source)
        if found is None:
            found = self[source] = youth(self._columns, self._columns.registry.number(source))
        return found


class Folder:
    """Folds the records of one view."""

    def __init__(self, scope: Scope, words: Words, audience: Audience, point: At) -> None:
        self.audience, self.point = audience, point
        self._scope, self._audience, self._words = scope, audience, words
        self.names = Names(_Names(scope.registry), words)
        self._frame = Frame(scope.kinds, point.window, point.is_dated, _Youth(scope.columns))

    def place(self, number: int) -> Place:
        """Under what a record is remembered; where no claim has a validity of its own, the date makes no difference."""
        registry, window = self._scope.registry, self._frame.window
        cells, row = self._scope.table(int(registry.types[number])).cells, registry.rows[number]
        days = (window.first, window.last) if self._frame.is_dated and cells["bounded"][row] else (0, 0)
        return (number, self._audience, int(cells["stamp"][row]), days)

    def statements(self, ground: Ground) -> Statements:
        """Claims as this view reads them."""
        return Statements(self._scope, ground, self._audience, self.names)

    def folded(self, ground: Ground, number: int, rows: Sequence[Row]) -> Record:
        """The record that these claims tell."""
        registry, statements = self._scope.registry, self.statements(ground)
        place = int(registry.types[number])
        internal = (
            self._audience is Audience.INTERNAL and self._scope.table(place).cells["internal"][registry.rows[number]]
        )
        claims = [statements.claim(row) for row in rows if statements.is_seen(row)]
        return fold(
            self.names.records[number],
            RECORD_TYPES[place],
            key=self.key(ground, number),
            visibility=Visibility.INTERNAL if internal else Visibility.PUBLIC,
            claims=claims,
            frame=self._frame,
        )

    def key(self, ground: Ground, number: int) -> Key:
        """What a participation or tie is, with the survivors of its ends."""
        registry, root, names = ground.registry, ground.survivors.root, self.names.records
        first = int(registry.first[number])
        if first == NOBODY:
            return None
        ends = names[root(first)], names[root(int(registry.second[number]))]
        code, side = self._words[int(registry.code[number])], int(registry.side[number])
        spell = registry.spells.get(number, "")
        if registry.types[number] == PARTICIPATION:
            return ParticipationKey(*ends, code, names[root(side)] if side != NOBODY else "", spell)
        return TieKey(ends[0], code, ends[1], spell)
