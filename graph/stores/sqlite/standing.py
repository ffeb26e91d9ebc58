# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns that a store stands on: the latest, those of earlier revisions asked for, and scopes made of them."""

import sqlite3
from collections import OrderedDict
from threading import RLock
from typing import TypeVar

from graph.kinds import Kinds
from graph.model import At, Audience
from graph.stores.sqlite import book
from graph.stores.sqlite.bodies import Remembered
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.dated import Dated
from graph.stores.sqlite.making import Both, Maker
from graph.stores.sqlite.reading import Survivors
from graph.stores.sqlite.registry import Registry
from graph.stores.sqlite.saving import load
from graph.stores.sqlite.scope import Scope, scope_of
from graph.stores.sqlite.showing import Memory, Shown
from graph.stores.sqlite.words import Words

KEPT_SCOPES = 12
KEPT_COLUMNS = 4
MANY = 5_000
"""Records from which on it may be quicker to make all columns anew."""
Kept = TypeVar("Kept")
Made = TypeVar("Made")


class Standing:
    """Everything that a store keeps in memory; replaced piece by piece, never changed under a view."""

    def __init__(self, kinds: Kinds) -> None:
        self.words, self.codes = Words(), CodeBook()
        self.maker = Maker(kinds, self.words, self.codes)
        self.remembered, self.shown = Remembered(), Memory()
        self.lock = RLock()
        self.registry = Registry.empty()
        self.both: Both = self.maker.empty()
        self.saved = 0
        """The revision whose columns lie in the file."""
        self._kinds = kinds
        self._older: OrderedDict[int, Both] = OrderedDict()
        self._scopes: OrderedDict[tuple[object, ...], Scope] = OrderedDict()
        self._survivors: dict[int, Survivors] = {}

    @property
    def revision(self) -> int:
        """The revision of the latest columns."""
        return self.both[0].revision

    # -------------------------------------------------------------- catching up

    def catch_up(self, connection: sqlite3.Connection) -> None:
        """Takes in what was written since, by whomever."""
        with self.lock:
            number = book.latest(connection)
            if number == self.revision:
                return
            self.words.refresh(connection)
            if not self.revision:
                self._load(connection)
            touched, erases = book.touched_since(connection, self.revision, number)
            if erases:
                self.forget()
                touched, _ = book.touched_since(connection, 0, number)
            self.registry = self.registry.grown(connection)
            ground = self.ground(connection, number)
            self.both = self._carried(self.both, ground, touched)

    def _load(self, connection: sqlite3.Connection) -> None:
        """Takes the columns that lie in the file, if they are of this version."""
        found = load(connection, self._kinds, self.maker.plans)
        if found is not None and self.codes.is_taken_over(found.codes):
            self.registry, self.both, self.saved = found.registry, found.both, found.revision

    def _carried(self, old: Both, ground: Ground, touched: set[int]) -> Both:
        """Columns of another revision: patched where little was touched, else made anew."""
        if len(touched) > MANY and 5 * len(touched) > len(ground.registry):
            return self.maker.whole(ground)
        return self.maker.patched(old, ground, touched)[0]

    def ground(self, connection: sqlite3.Connection, revision: int, registry: Registry | None = None) -> Ground:
        """Where the rows of a revision are read."""
        with self.lock:
            if revision not in self._survivors:
                self._survivors = dict(list(self._survivors.items())[-KEPT_SCOPES:])
                self._survivors[revision] = Survivors.at(connection, revision)
            return Ground(connection, revision, registry or self.registry, self._survivors[revision])

    def fresh_ground(self, connection: sqlite3.Connection, revision: int, registry: Registry) -> Ground:
        """Where the rows of a revision are read that is still being written."""
        return Ground(connection, revision, registry, Survivors.at(connection, revision))

    def clear(self) -> None:
        """Drops what was remembered of earlier revisions and of records."""
        with self.lock:
            self.remembered.clear()
            self.shown.clear()
            self._older.clear()
            self._scopes.clear()
            self._survivors.clear()

    def advance(self, both: Both, registry: Registry) -> None:
        """Stands on the columns of a revision that was just written."""
        with self.lock:
            self.both, self.registry = both, registry

    def forget(self) -> None:
        """Drops everything that may hold what another process erased."""
        with self.lock:
            self.clear()
            self.registry, self.both = Registry.empty(), self.maker.empty()

    # -------------------------------------------------------------- scopes

    def scope(self, connection: sqlite3.Connection, audience: Audience, point: At, *, is_newest: bool) -> Scope:
        """What an audience sees at a point whose revision is known; the newest one may stand on later columns."""
        with self.lock:
            number = point.revision or 0
            both = self.both if is_newest else self._at(connection, number)
            columns = both[audience is Audience.PUBLIC]
            key = (audience, columns.revision, number, point.window, point.undated)
            found = self._scopes.get(key)
            if found is None:
                found = self._made(connection, columns, audience, point)
            return _kept(self._scopes, key, found, KEPT_SCOPES)

    def _at(self, connection: sqlite3.Connection, number: int) -> Both:
        if number == self.revision:
            return self.both
        found = self._older.get(number)
        if found is None:
            touched, _ = book.touched_since(connection, number, self.revision)
            found = self._carried(self.both, self.ground(connection, number), touched)
        return _kept(self._older, number, found, KEPT_COLUMNS)

    def _made(self, connection: sqlite3.Connection, columns: Columns, audience: Audience, point: At) -> Scope:
        if point.is_dated:
            ground = self.ground(connection, point.revision or 0, columns.registry)
            columns = Dated(Shown(self.maker, self.shown, ground, columns, audience), columns, point.window).made()
        return scope_of(self._kinds, self.codes, columns, point)


def _kept(cache: OrderedDict[Kept, Made], key: Kept, value: Made, most: int) -> Made:
    cache[key] = value
    cache.move_to_end(key)
    while len(cache) > most:
        cache.popitem(last=False)
    return value
