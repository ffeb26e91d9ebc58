# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in one SQLite file: commits exclude one another, readers never wait."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock

from graph.errors import Conflict
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Revision
from graph.stores.draft import Draft
from graph.stores.ledger import revision_of
from graph.stores.protocol import Change, Outcome, Surroundings
from graph.stores.sqlite import book
from graph.stores.sqlite.bodies import Folder, Remembered
from graph.stores.sqlite.caring import back_up, found_wrong
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.erasing import ERASED, forget, gone_with, known_record, reached_by, settle
from graph.stores.sqlite.files import File
from graph.stores.sqlite.making import Both
from graph.stores.sqlite.registry import Registry
from graph.stores.sqlite.revising import after, before, next_tally
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.shelf import SqlShelf, numbers_of, origins
from graph.stores.sqlite.standing import Standing
from graph.stores.sqlite.view import SqliteView
from graph.stores.sqlite.writing import write

Pending = tuple[Both, Registry]
"""What the store stands on once a transaction is durable."""


class SqliteStore:
    """Keeps claims in a file, and columns of the latest revision in memory."""

    def __init__(self, file: File, kinds: Kinds, surroundings: Surroundings) -> None:
        self.kinds = kinds
        self._around, self._file = surroundings, file
        self._writing = RLock()
        self._standing = Standing(kinds)

    @classmethod
    def open(cls, path: Path, kinds: Kinds, surroundings: Surroundings) -> "SqliteStore":
        """The store in a file, made where there is none.

        Raises:
            StoreError: which says what is wrong with the file and what to do; it was not touched.
        """
        return cls(File(path), kinds, surroundings)

    # -------------------------------------------------------------- reading

    @property
    def remembered(self) -> Remembered:
        """The records folded last."""
        return self._standing.remembered

    @contextmanager
    def ground(self, scope: Scope, revision: int) -> Iterator[Ground]:
        """Where the rows of a revision are read."""
        with self._file.reader() as connection:
            yield self._standing.ground(connection, revision, scope.registry)

    def latest(self) -> int:
        """The number of the last revision, also of one that another process wrote."""
        with self._file.reader() as connection:
            return book.latest(connection)

    def view(self, audience: Audience, point: At = NOW) -> SqliteView:
        """What the audience sees at a point."""
        with self._file.reader() as connection, self._standing.lock:
            self._standing.catch_up(connection)
            newest = book.tally_at(connection, audience, None)
            tally = newest if point.revision is None else book.tally_at(connection, audience, point.revision)
            whole = replace(point, revision=tally.number)
            is_newest = tally.number == newest.number
            scope = self._standing.scope(connection, audience, whole, is_newest=is_newest)
        folder = Folder(scope, self._standing.words, audience, whole)
        return SqliteView(self, scope, folder, revision_of(tally, audience))

    def revisions(self, audience: Audience) -> Sequence[Revision]:
        """All revisions that the audience sees."""
        with self._file.reader() as connection:
            return [revision_of(tally, audience) for tally in book.news(connection, audience)]

    def origins(self, feed: str, keys: Sequence[str]) -> list[str]:
        """The records that a feed calls by these names."""
        with self._file.reader() as connection:
            return origins(connection, feed, keys)

    # -------------------------------------------------------------- writing

    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        """Writes a change as one revision."""
        with self._transaction() as (connection, pending):
            draft = Draft(SqlShelf(connection, self._standing.words, self._around.random), self.kinds, change)
            number = book.latest(connection) + 1
            if expected_revision is not None:
                _refuse_stale(connection, draft, expected_revision, number - 1)
            outcome = Outcome(None, 0, 0, draft.unchanged, draft.held_back, draft.ids)
            if not draft.is_change:
                return outcome
            entered = write(connection, self._standing.words, draft, number)
            touched = set(numbers_of(connection, sorted(draft.touched)).values())
            merged = set(numbers_of(connection, [one for one, _ in draft.merging]).values())
            registry = self._standing.registry.grown(connection)
            ground = self._standing.fresh_ground(connection, number, registry)
            touched |= {ground.survivors.root(one) for one in touched} | reached_by(ground, merged)
            revision = self._revise(ground, touched, (change.message, change.author), pending)
            return replace(outcome, revision=revision, entered=len(entered), left=len(draft.leaving))

    @contextmanager
    def _transaction(self) -> Iterator[tuple[sqlite3.Connection, list[Pending]]]:
        """The writer's connection in a transaction, having caught up; what comes to nothing leaves no trace."""
        standing, pending = self._standing, list[Pending]()
        with self._writing:
            try:
                with self._file.writing() as connection:
                    standing.catch_up(connection)
                    yield connection, pending
            except BaseException:
                with self._file.reader() as connection:
                    standing.words.forget(connection)
                raise
            for both, registry in pending:
                standing.advance(both, registry)

    def _revise(
        self, ground: Ground, touched: Collection[int], said: tuple[str, str], pending: list[Pending]
    ) -> Revision:
        """Enters in the book what each audience saw change, and makes the columns of the revision."""
        standing, number = self._standing, ground.revision
        both, sight = standing.maker.patched(standing.both, ground, touched)
        with self._file.reader() as then:
            old = standing.ground(then, number - 1)
            past = before(old, standing.maker.judge, standing.both[1], [one for one in sight.rows if one <= len(old.registry)])
        head, present = (number, self._around.now(), *said), after(sight)
        tallies = {
            audience: next_tally(
                book.last_tally(ground.connection, audience), head, past.of(audience), present.of(audience)
            )
            for audience in Audience
        }
        tallies[Audience.INTERNAL] = tallies[Audience.INTERNAL].told()
        book.enter(ground.connection, tallies, sight.rows.keys(), erases=said[0].startswith(ERASED))
        pending.append((both, ground.registry))
        return revision_of(tallies[Audience.INTERNAL], Audience.INTERNAL)

    # -------------------------------------------------------------- forgetting, keeping

    def erase(self, identifier: str, reason: str, author: str) -> Revision:
        """Removes a record and all its claims from every revision, physically; its id stays as a tombstone."""
        with self._transaction() as (connection, pending):
            number = book.latest(connection) + 1
            ground = self._standing.fresh_ground(connection, number, self._standing.registry)
            gone = gone_with(ground, ground.survivors.root(known_record(connection, identifier)))
            touched = gone | {ground.survivors.root(one) for one in gone} | reached_by(ground, gone)
            forget(connection, gone)
            ground = self._standing.fresh_ground(connection, number, self._standing.registry.without(gone))
            revision = self._revise(ground, touched, (f"{ERASED}{reason}", author), pending)
        self._standing.clear()
        settle(self._file)
        return revision

    def backup(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        """Writes one whole revision to a file, also while others write."""
        back_up(self._file, path, progress)

    def problems(self) -> list[str]:
        """What a full check finds wrong; empty for a sound store."""
        return found_wrong(self._file)

    def close(self) -> None:
        """Lets go of files and threads."""
        self._file.close()


def _refuse_stale(connection: sqlite3.Connection, draft: Draft, expected: int, current: int) -> None:
    sql = "SELECT 1 FROM claim WHERE record = ? AND (entered > ? OR left > ?) LIMIT 1"
    merged = "SELECT 1 FROM record WHERE id = ? AND since > ?"
    numbers = numbers_of(connection, sorted(draft.touched))
    touched = tuple(
        name
        for name, number in sorted(numbers.items())
        if connection.execute(sql, (number, expected, expected)).fetchone()
        or connection.execute(merged, (number, expected)).fetchone()
    )
    if touched:
        raise Conflict(expected, current, touched)
