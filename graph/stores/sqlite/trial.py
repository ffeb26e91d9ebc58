# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would be seen if a change were written: read from the writer's transaction, which is then rolled back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from graph.model import NOW, At, Audience
from graph.stores.ledger import revision_of
from graph.stores.sqlite import book
from graph.stores.sqlite.bodies import Folder, Remembered
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.making import Both
from graph.stores.sqlite.reading import Survivors
from graph.stores.sqlite.scope import Scope, scope_of
from graph.stores.sqlite.standing import Standing
from graph.stores.sqlite.view import SqliteView


class Trial:
    """What a view asks for, answered from a transaction that nobody else sees."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        standing: Standing,
        both: Both,
        earlier: Callable[[Audience, At], SqliteView],
    ) -> None:
        self.remembered = Remembered()
        """Of its own: what never was is not remembered."""
        self._connection, self._standing, self._both, self._earlier = connection, standing, both, earlier

    @contextmanager
    def ground(self, scope: Scope, revision: int) -> Iterator[Ground]:
        """Where the rows are read."""
        survivors = Survivors.at(self._connection, revision)
        yield Ground(self._connection, revision, scope.registry, survivors)

    def view(self, audience: Audience, point: At = NOW) -> SqliteView:
        """What the audience would see."""
        newest = self._both[0].revision
        if point.revision not in (None, newest) or point.is_dated:
            return self._earlier(audience, point)
        tally = book.tally_at(self._connection, audience, None)
        whole = replace(point, revision=tally.number)
        columns = self._both[audience is Audience.PUBLIC]
        standing = self._standing
        scope = scope_of(standing.maker.kinds, standing.codes, columns, whole)
        return SqliteView(self, scope, Folder(scope, standing.words, audience, whole), revision_of(tally, audience))
