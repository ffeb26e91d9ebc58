# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in one SQLite file: commits exclude one another, readers never wait."""

# Longer than 300 lines because all promises of a store are kept here, each in a few lines, and read together.

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from threading import RLock

from graph.errors import StoreLocked
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Revision
from graph.quiet import quiet_memory
from graph.stores.archive import Line
from graph.stores.archiving import checked_lines, refuse_filled
from graph.stores.draft import Draft
from graph.stores.ledger import ERASED, revision_of
from graph.stores.protocol import Change, Outcome, Past, Surroundings
from graph.stores.sqlite import book
from graph.stores.sqlite.bodies import Folder, Remembered
from graph.stores.sqlite.bulk import Stream
from graph.stores.sqlite.bulk_shelf import BulkShelf, taken_away
from graph.stores.sqlite.caring import back_up, found_quickly, found_wrong
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.counting import Count, Counted, Sides
from graph.stores.sqlite.erasing import forget, gone_with, known_record, reached_by, settle
from graph.stores.sqlite.files import File
from graph.stores.sqlite.history import filled, lines, past_of, touched_names
from graph.stores.sqlite.making import Both
from graph.stores.sqlite.registry import Registry
from graph.stores.sqlite.revising import after, before, next_tally
from graph.stores.sqlite.saving import save
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.shelf import SqlShelf, numbers_of, origins
from graph.stores.sqlite.standing import Standing
from graph.stores.sqlite.trial import Trial
from graph.stores.sqlite.view import SqliteView
from graph.stores.sqlite.writing import refuse_stale, write

KEPT_APART = 200
"""Revisions that a start may have to take in; beyond, columns are saved when a store is closed."""
LARGE = 5_000
"""Entries from which on a change is written part by part."""
Pending = tuple[Both, Registry]
"""What the store stands on once a transaction is durable."""
Writing = Callable[[sqlite3.Connection, list[Pending], Change, int | None], Outcome]
"""Writes a change within a transaction."""


class SqliteStore:
    """Keeps claims in a file, and columns of the latest revision in memory."""

    def __init__(self, file: File, kinds: Kinds, surroundings: Surroundings, large: int = LARGE) -> None:
        self.kinds = kinds
        self._large = large
        self._around, self._file = surroundings, file
        self._writing = RLock()
        self._standing = Standing(kinds)

    @classmethod
    def open(cls, path: Path, kinds: Kinds, surroundings: Surroundings, large: int = LARGE) -> "SqliteStore":
        """The store in a file, made where there is none.

        Args:
            large: how many entries a change needs to be written part by part.

        Raises:
            StoreError: which says what is wrong with the file and what to do; it was not touched.
        """
        return cls(File(path), kinds, surroundings, large)

    # -------------------------------------------------------------- reading

    @property
    def remembered(self) -> Remembered:
        """The records folded last."""
        return self._standing.remembered

    @contextmanager
    def ground(self, scope: Scope, revision: int) -> Iterator[Ground]:
        """Where the rows of a revision are read."""
        with self._file.snapshot() as connection:
            yield self._standing.ground(connection, revision, scope.registry)

    def latest(self) -> int:
        """The number of the last revision, also of one that another process wrote."""
        with self._file.snapshot() as connection:
            return book.latest(connection)

    def view(self, audience: Audience, point: At = NOW) -> SqliteView:
        """What the audience sees at a point."""
        with self._file.snapshot() as connection, self._standing.lock:
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
        with self._file.snapshot() as connection:
            return [revision_of(tally, audience) for tally in book.news(connection, audience)]

    def touched(self, after: int, upto: int) -> list[str]:
        """The records whose reading may have changed in the revisions after one, up to another."""
        with self._file.snapshot() as connection:
            return touched_names(connection, after, upto)

    def past(self, number: int) -> Past:
        """What one revision did, as it is known now."""
        with self._known() as connection:
            return past_of(connection, self._standing.words, number)

    def archive(self) -> Iterator[Line]:
        """Everything that the store holds, of one moment."""
        with self._known() as connection:
            yield from lines(connection, self._standing.words)

    @contextmanager
    def _known(self) -> Iterator[sqlite3.Connection]:
        """A moment of the file, all words of which are known."""
        with self._file.snapshot() as connection:
            self._standing.words.refresh(connection)
            yield connection

    def fill(self, archive: Iterable[Line]) -> None:
        """Takes in an archive, as one durable step."""
        standing = self._standing
        with self._transaction(in_bulk=True) as (connection, pending):
            refuse_filled(book.latest(connection))
            indexes = taken_away(connection)
            filling = filled(connection, standing.words, checked_lines(archive, self.kinds))
            for statement in indexes:
                connection.execute(statement)
            ground = standing.fresh_ground(connection, filling.last, standing.registry.grown(connection))
            both = standing.maker.whole(ground)
            save(connection, self.kinds, both, standing.codes)
            pending.append((both, ground.registry))

    def origins(self, feed: str, keys: Sequence[str]) -> list[str]:
        """The records that a feed calls by these names."""
        with self._file.snapshot() as connection:
            return origins(connection, feed, keys)

    # -------------------------------------------------------------- writing

    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        """Writes a change as one revision."""
        change, write_into = self._sized(change)
        with self._transaction(in_bulk=write_into == self._written_large) as (connection, pending):
            return write_into(connection, pending, change, expected_revision)

    @contextmanager
    def rehearse(self, change: Change, *, expected_revision: int | None = None) -> Iterator[tuple[Outcome, SqliteView]]:
        """What a commit would do: done in a transaction that comes to nothing."""
        change, write_into = self._sized(change)
        with self._transaction(in_bulk=write_into == self._written_large) as (connection, pending):
            try:
                outcome = write_into(connection, pending, change, expected_revision)
                both = pending[-1][0] if pending else self._standing.both
                touched = touched_names(connection, self._standing.revision, both[0].revision)
                outcome = replace(outcome, touched=touched)
                yield outcome, Trial(connection, self._standing, both, self.view).view(Audience.INTERNAL)
            finally:
                pending.clear()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._standing.words.forget(connection)

    def _sized(self, change: Change) -> tuple[Change, Writing]:
        """The change, its entries still unread if they are many, and how it is written."""
        if isinstance(change.entries, Sized) and len(change.entries) < self._large:
            # Left unread until the transaction has begun: an edit's entries tell which revision they make.
            return change, self._written
        entries = iter(change.entries)
        first = tuple(islice(entries, self._large))
        is_simple = not (change.leave or change.retract or change.merge or change.unmerge or change.withdraw)
        if len(first) == self._large and is_simple and not (change.hold or change.release or change.is_partial):
            return replace(change, entries=chain(first, entries)), self._written_large
        return replace(change, entries=(*first, *entries)), self._written

    def _written(
        self, connection: sqlite3.Connection, pending: list[Pending], change: Change, expected: int | None
    ) -> Outcome:
        """Writes a change within a transaction."""
        draft = Draft(SqlShelf(connection, self._standing.words, self._around.random), self.kinds, change)
        number = book.latest(connection) + 1
        if expected is not None:
            touched = numbers_of(connection, sorted(draft.touched))
            refuse_stale(connection, touched.values(), expected, number - 1)
        outcome = Outcome(None, 0, 0, draft.unchanged, draft.held_back, draft.ids)
        if not draft.is_change:
            return outcome
        entered = write(connection, self._standing.words, draft, number)
        reached = set(numbers_of(connection, sorted(draft.touched)).values())
        merged = set(numbers_of(connection, sorted(draft.merging.touched)).values())
        registry = self._standing.registry.grown(connection)
        ground = self._standing.fresh_ground(connection, number, registry)
        reached |= {ground.survivors.root(one) for one in reached} | reached_by(ground, merged)
        revision = self._revise(ground, reached, (change.message, change.author), pending)
        return replace(outcome, revision=revision, entered=len(entered), left=len(draft.leaving))

    def _written_large(
        self, connection: sqlite3.Connection, pending: list[Pending], change: Change, expected: int | None
    ) -> Outcome:
        """Writes a change part by part within a transaction, still as one revision."""
        standing = self._standing
        shelf = BulkShelf(connection, standing.words, self._around.random)
        stream = Stream(connection, shelf, standing.words, self.kinds, change)
        if expected is not None:
            known = [number for number in stream.parts.reached if number <= len(standing.registry)]
            refuse_stale(connection, known, expected, stream.parts.number - 1)
        outcome = Outcome(None, 0, 0, stream.unchanged, stream.held_back, stream.ids)
        if not stream.is_change:
            connection.execute("ROLLBACK")
            standing.words.forget(connection)
            return outcome
        ground = standing.fresh_ground(connection, stream.parts.number, standing.registry.grown(connection))
        both = standing.maker.whole(ground)
        with self._file.reader() as then:
            old = standing.ground(then, stream.parts.number - 1)
            counted = Counted(stream.parts, Sides(old, ground), standing.maker.judge, (standing.both[1], both[1]))
        revision = self._enter(ground, counted.tallies, (change.message, change.author), counted.reached)
        save(connection, self.kinds, both, standing.codes)
        pending.append((both, ground.registry))
        return replace(outcome, revision=revision, entered=len(stream.parts.entered) // 2, left=len(stream.parts.left))

    @contextmanager
    def _transaction(self, *, in_bulk: bool = False) -> Iterator[tuple[sqlite3.Connection, list[Pending]]]:
        """The writer's connection in a transaction, having caught up; what comes to nothing leaves no trace."""
        standing, pending = self._standing, list[Pending]()
        with self._writing, quiet_memory() if in_bulk else nullcontext():
            try:
                with self._file.writing(in_bulk=in_bulk) as connection:
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
            past = before(
                old, standing.maker.judge, standing.both[1], [one for one in sight.rows if one <= len(old.registry)]
            )
        present = after(sight)
        pending.append((both, ground.registry))
        return self._enter(
            ground,
            lambda audience, last, head: next_tally(last, head, past.of(audience), present.of(audience)),
            said,
            sight.rows.keys(),
        )

    def _enter(self, ground: Ground, count: Count, said: tuple[str, str], reached: Collection[int]) -> Revision:
        """Enters the revision in the book."""
        head = (ground.revision, self._around.now(), *said)
        tallies = {
            audience: count(audience, book.last_tally(ground.connection, audience), head) for audience in Audience
        }
        tallies[Audience.INTERNAL] = tallies[Audience.INTERNAL].told()
        book.enter(ground.connection, tallies, reached, erases=said[0].startswith(ERASED))
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
            ground = self._standing.fresh_ground(connection, number, Registry.empty().grown(connection))
            revision = self._revise(ground, touched, (f"{ERASED}{reason}", author), pending)
        self._standing.clear()
        settle(self._file)
        return revision

    def backup(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        """Writes one whole revision to a file, also while others write."""
        back_up(self._file, path, progress)

    def quick_check(self, is_over: Callable[[], bool]) -> list[str]:
        """What a look at every page of the file finds wrong; for the background, after the start."""
        return found_quickly(self._file, is_over)

    def problems(self) -> list[str]:
        """What a full check finds wrong; empty for a sound store."""
        return found_wrong(self._file)

    def close(self) -> None:
        """Lets go of files and threads; the next start finds the columns where much has changed since the last."""
        standing = self._standing
        try:
            if standing.revision - standing.saved > KEPT_APART:
                with self._file.writing() as connection:
                    if book.latest(connection) == standing.revision:
                        save(connection, self.kinds, standing.both, standing.codes)
        except StoreLocked:
            pass  # another process writes: it saves its own
        finally:
            self._file.close()
