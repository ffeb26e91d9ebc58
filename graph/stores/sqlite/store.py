# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in one SQLite file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from graph.errors import Conflict, Gone, UnknownId
from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.model import NOW, At, Audience, Claim, Key, ParticipationKey, Revision, TieKey
from graph.stores.draft import Draft
from graph.stores.ledger import revision_of
from graph.stores.memory_view import MemoryView
from graph.stores.protocol import Change, Outcome, Surroundings
from graph.stores.sight import Present, seen
from graph.stores.sqlite import book
from graph.stores.sqlite.files import File
from graph.stores.sqlite.rows import FIELDS
from graph.stores.sqlite.shelf import SqlShelf, claims_of, origins
from graph.stores.sqlite.words import Words
from graph.stores.sqlite.writing import write
from graph.stores.world import moved, present_at


class SqliteStore:
    """Keeps claims in a file."""

    def __init__(self, file: File, kinds: Kinds, surroundings: Surroundings) -> None:
        self.kinds = kinds
        self._around = surroundings
        self._file = file
        self._lock = RLock()
        self._words = Words()
        with self._file.reader() as connection:
            self._words.refresh(connection)

    @classmethod
    def open(cls, path: Path, kinds: Kinds, surroundings: Surroundings) -> "SqliteStore":
        """The store in a file, made where there is none."""
        return cls(File(path), kinds, surroundings)

    def latest(self) -> int:
        with self._file.reader() as connection:
            return book.latest(connection)

    def view(self, audience: Audience, point: At = NOW) -> MemoryView:
        with self._file.reader() as connection:
            tally = book.tally_at(connection, audience, point.revision)
        return MemoryView(self, audience, replace(point, revision=tally.number), revision_of(tally, audience))

    def revisions(self, audience: Audience) -> Sequence[Revision]:
        with self._file.reader() as connection:
            return [revision_of(tally, audience) for tally in book.news(connection, audience)]

    def origins(self, feed: str, keys: Sequence[str]) -> list[str]:
        with self._file.reader() as connection:
            return origins(connection, feed, keys)

    # shelves
    def _all(self, connection):
        self._words.refresh(connection)
        rows = connection.execute(f"SELECT {FIELDS} FROM claim ORDER BY id").fetchall()
        claims = claims_of(connection, self._words, rows)
        recs = connection.execute("SELECT id,name,type,first,second,side,code,spell,survivor,since,erased FROM record").fetchall()
        names = {r[0]: r[1] for r in recs}
        by: dict[str, list[Claim]] = {}
        for c in claims:
            by.setdefault(c.record, []).append(c)
        out = []
        for r in recs:
            key: Key = None
            if r[3] is not None and not r[10]:
                if r[2] == 2:
                    key = ParticipationKey(names[r[3]], names[r[4]], self._words[r[6]], names.get(r[5], ""), r[7] or "")
                else:
                    key = TieKey(names[r[3]], self._words[r[6]], names[r[4]], r[7] or "")
            out.append((r, key, by.get(r[1], [])))
        return out, names

    def _survivors(self, recs, names, revision):
        sur = {r[1]: names[r[8]] for r, _, _ in recs if r[8] is not None and r[9] <= revision}
        def root(n):
            while n in sur:
                n = sur[n]
            return n
        return {n: root(n) for n in sur}

    def present(self, revision: int) -> list[Present]:
        with self._file.reader() as connection:
            recs, names = self._all(connection)
        return present_at([(r[1], RECORD_TYPES[r[2]], k, tuple(c)) for r, k, c in recs if not r[10]], self._survivors(recs, names, revision), revision)

    def claims_about(self, name: str, revision: int) -> list[Claim]:
        with self._file.reader() as connection:
            recs, names = self._all(connection)
        sur = self._survivors(recs, names, revision)
        return [moved(c, sur) for r, k, cs in recs if sur.get(r[1], r[1]) == name for c in cs]

    def resolve(self, identifier: str, revision: int) -> str:
        with self._file.reader() as connection:
            recs, names = self._all(connection)
        for r, k, c in recs:
            if r[1] == identifier:
                if r[10]:
                    raise Gone(identifier)
                return self._survivors(recs, names, revision).get(identifier, identifier)
        raise UnknownId(identifier)

    def place(self, claim: str) -> int:
        from graph.ids import decode
        with self._file.reader() as connection:
            return connection.execute("SELECT id FROM claim WHERE number = ?", (decode(claim[2:]),)).fetchone()[0]

    # writing
    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        with self._lock, self._file.writing() as connection:
            self._words.forget(connection)
            draft = Draft(SqlShelf(connection, self._words, self._around.random), self.kinds, change)
            number = book.latest(connection) + 1
            if expected_revision is not None:
                self._refuse_stale(connection, draft, expected_revision, number - 1)
            outcome = Outcome(None, 0, 0, draft.unchanged, draft.held_back, draft.handles)
            if not draft.is_change:
                return outcome
            before = {a: self._seen(connection, a, number - 1) for a in Audience}
            entered = write(connection, self._words, draft, number)
            revision = self._revise(connection, number, (change.message, change.author), before)
            return replace(outcome, revision=revision, entered=len(entered), left=len(draft.leaving))

    def _revise(self, connection, number, said, before, erases=False):
        now = self._around.now()
        tallies = {a: book.last_tally(connection, a).next(number, now, said, before[a], self._seen(connection, a, number)) for a in Audience}
        book.enter(connection, tallies, b"", erases=erases)
        return revision_of(tallies[Audience.INTERNAL], Audience.INTERNAL)

    def _seen(self, connection, audience, revision):
        recs, names = self._all(connection)
        present = present_at([(r[1], RECORD_TYPES[r[2]], k, tuple(c)) for r, k, c in recs if not r[10]], self._survivors(recs, names, revision), revision)
        claims = seen(present, self.kinds, audience)
        return {claim.id: claim for group in claims.values() for claim in group}

    def _refuse_stale(self, connection, draft, expected: int, current: int) -> None:
        touched = []
        for name in sorted(draft.touched):
            if connection.execute("SELECT 1 FROM claim WHERE record = (SELECT id FROM record WHERE name = ?) AND (entered > ? OR left > ?)", (name, expected, expected)).fetchone():
                touched.append(name)
        if touched:
            raise Conflict(expected, current, tuple(touched))

    def erase(self, identifier: str, reason: str, author: str) -> Revision:
        with self._lock, self._file.writing() as connection:
            number = book.latest(connection) + 1
            name = self.resolve(identifier, number - 1)
            before = {a: self._seen(connection, a, number - 1) for a in Audience}
            recs, names = self._all(connection)
            sur = self._survivors(recs, names, number)
            gone = {r[0] for r, k, c in recs if sur.get(r[1], r[1]) == name}
            gone |= {r[0] for r, k, c in recs if {r[3], r[4], r[5]} & gone}
            for n in gone:
                connection.execute("DELETE FROM claim WHERE record = ? OR target = ? OR source = ? OR feed = ?", (n,) * 4)
                connection.execute("DELETE FROM origin WHERE record = ?", (n,))
                connection.execute("UPDATE record SET first=NULL, second=NULL, side=NULL, code=NULL, spell=NULL, survivor=NULL, erased=1 WHERE id=?", (n,))
            return self._revise(connection, number, (f"erased: {reason}", author), before, erases=True)

    def backup(self, path: Path, progress: Callable[[float], None] | None = None) -> None:
        raise NotImplementedError

    def problems(self) -> list[str]:
        return []

    def close(self) -> None:
        self._file.close()
