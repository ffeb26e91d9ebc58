# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a large change: each compared with what the file has, and written; what is told in several parts meets.

Of what was written only keys and places are remembered.
"""

import sqlite3
from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from graph.model import Claim
from graph.stores.entering import claim_content, combined
from graph.stores.sqlite.bulk_keys import Keys
from graph.stores.sqlite.counting import mixed
from graph.stores.sqlite.reading import CHUNK
from graph.stores.sqlite.rows import FIELDS, marks_of, passages_cell
from graph.stores.sqlite.shelf import claims_of
from graph.stores.sqlite.words import Words
from graph.stores.sqlite.writing import next_claim

Cells = list[int | str | None]
"""A row in the making: place and number are still 0, as is (or "") what is missing."""
BulkRecord = tuple[int, str, int, int, int, int, int, str]
"""A record as a row, with 0 and "" for what is missing."""
# The driver takes as long over one NULL as the engine over half a row: what is missing comes as 0 and "".
BULK_RECORD = (
    "INSERT INTO record (id, name, type, first, second, side, code, spell)"
    " VALUES (?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), nullif(?, 0), nullif(?, ''))"
)
ORIGIN = (
    "INSERT INTO origin VALUES (?, ?, ?) ON CONFLICT (feed, key) DO UPDATE SET record = excluded.record"
    " WHERE record != excluded.record"
)
_INSERT = (
    f"INSERT INTO claim ({FIELDS.removesuffix(', left')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
    " nullif(?, 0), ?, nullif(?, 0), nullif(?, ''), nullif(?, ''), ?, ?, ?)"
)
_KEY, _CONTENT, _RECORD = (itemgetter(place) for place in (2, 3, 4))
Numbers = NDArray[np.int32]
AT_ONCE = 20_000
"""Former claims that are looked at in one go."""
Part = Mapping[int, tuple[Claim, Cells]]
"""Claims by key, each as it was said and as a row."""


class Parts:
    """What was written so far of a large change, within its transaction."""

    def __init__(self, connection: sqlite3.Connection, words: Words, number: int) -> None:
        self._connection, self._words = connection, words
        self.number = number
        """Of the revision."""
        self.entered = array("q")
        """Number and content of each claim that enters, one after the other."""
        self.left: dict[int, tuple[int, int, int]] = {}
        """Number, content and record of each claim that leaves, by its place."""
        self._reached: list[Numbers] = []
        """Records of which a claim enters or leaves, by number, part by part."""
        self.unchanged = 0
        self.old = int(connection.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])
        """The number of the last record that was there before."""
        self._first = self._place = next_claim(connection)
        self._keys = Keys()
        self._instead: dict[int, int] = {}
        """Key → place of the row that a changed claim took the place of."""
        self._dropped: list[int] = []
        """Places of rows that were written and taken back, ascending."""

    @property
    def reached(self) -> set[int]:
        """Records of which a claim enters or leaves, by number."""
        return set(np.unique(np.concatenate(self._reached)).tolist()) if self._reached else set()

    def write(self, part: Part) -> None:
        """Compares a part and writes what is new in it."""
        old = self._present(sorted({row[4] for _, row in part.values() if row[4] <= self.old})) if self.old else {}  # type: ignore[operator, misc]
        met = self._keys.met(np.fromiter(part, np.int64, len(part)))
        if not old and not met:
            self._enter([row for _, row in part.values()])
            return
        entering: list[Cells] = []
        staying: dict[int, int] = {}
        for key, (said, row) in part.items():
            if key in met:
                self._again(key, said, row)
                continue
            known = old.get(key)
            if known is not None and known[1] == row[3]:
                staying[key] = -known[0]
                continue
            if known is not None:
                self._leave(key, known)
            entering.append(row)
        self.unchanged += len(staying)
        self._keys.add(staying.keys(), staying.values(), len(staying))
        self._enter(entering)

    def _enter(self, rows: Sequence[Cells], *, are_known: bool = False) -> None:
        """`are_known`: whether their keys were met before."""
        count, keys = len(rows), [*map(_KEY, rows)]
        numbers = mixed(np.array(keys, np.uint64), np.full(count, self.number, np.uint64))
        contents = np.fromiter(map(_CONTENT, rows), np.int64, count)
        self.entered.frombytes(np.column_stack((numbers.astype(np.int64), contents)).tobytes())
        places = range(self._place, self._place + count)
        self._place += count
        for row, place, number in zip(rows, places, numbers.tolist(), strict=True):
            row[0], row[1] = place, number
        if are_known:
            for key, place in zip(keys, places, strict=True):
                self._keys.move(key, place)
        else:
            self._keys.add(keys, places, count)
        self._reached.append(np.fromiter(map(_RECORD, rows), np.int32, count))
        self._connection.executemany(_INSERT, rows)

    def _present(self, numbers: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
        """Place, content, number and record of the present claims about records that were there before, by key."""
        found: dict[int, tuple[int, int, int, int]] = {}
        for start in range(0, len(numbers), CHUNK):
            wanted = ",".join(map(str, numbers[start : start + CHUNK]))
            sql = (
                "SELECT key, id, content, number, record FROM claim"
                f" WHERE record IN ({wanted}) AND left IS NULL AND entered < {self.number}"
            )
            found |= {row[0]: row[1:] for row in self._connection.execute(sql)}
        return found

    def _leave(self, key: int, known: tuple[int, int, int, int]) -> None:
        place, content, number, record = known
        self._instead[key] = place
        self.left[place] = (number, content, record)
        self._reached.append(np.array([record], np.int32))
        self._connection.execute("UPDATE claim SET left = ? WHERE id = ?", (self.number, place))

    # -------------------------------------------------------------- what is told again in a later part

    def _again(self, key: int, said: Claim, row: Cells) -> None:
        place = self._keys[key]
        first = self._claim_at(abs(place))
        both = combined(first, replace(said, author=said.author or first.author))
        content = claim_content(both)
        if content == claim_content(first) and (place < 0 or both.author == first.author):
            return
        if place < 0:
            row[3], row[6], row[13] = content, marks_of(both), passages_cell(both.passages)
            self._changed(key, row)
            return
        self._rewrite(key, place, both, content)

    def _changed(self, key: int, row: Cells) -> None:
        """A claim that stayed so far leaves after all."""
        sql = "SELECT id, content, number, record FROM claim WHERE id = ?"
        self._leave(key, self._connection.execute(sql, (-self._keys[key],)).fetchone())
        self.unchanged -= 1
        self._enter([row], are_known=True)

    def _rewrite(self, key: int, place: int, both: Claim, content: int) -> None:
        at = 2 * (place - self._first - bisect_left(self._dropped, place))
        before = self.left.get(self._instead.get(key, 0))
        if before is not None and before[1] == content:
            self._connection.execute("DELETE FROM claim WHERE id = ?", (place,))
            self._connection.execute("UPDATE claim SET left = NULL WHERE id = ?", (self._instead[key],))
            del self.left[self._instead[key]], self.entered[at : at + 2]
            insort(self._dropped, place)
            self._keys.move(key, -self._instead.pop(key))
            self.unchanged += 1
            return
        self.entered[at + 1] = content
        cells = (
            content,
            marks_of(both),
            passages_cell(both.passages),
            self._words.number(self._connection, both.author),
        )
        sql = "UPDATE claim SET content = ?, marks = ?, passages = ?, author = ? WHERE id = ?"
        self._connection.execute(sql, (*cells, place))

    def _claim_at(self, place: int) -> Claim:
        rows = self._connection.execute(f"SELECT {FIELDS} FROM claim WHERE id = ?", (place,)).fetchall()
        return claims_of(self._connection, self._words, rows)[0]

    # -------------------------------------------------------------- what is not told any more

    def leave_unsaid(self, feed: int, held: Collection[int]) -> tuple[int, int]:
        """Takes out what a feed brought before and does not say any more.

        Returns:
            How many claims the feed had, and how many of them leave with nothing in their place.
        """
        changed = len(self.left)
        sql = (
            "SELECT id, key, content, number, record FROM claim"
            " WHERE left IS NULL AND entered < ? AND (feed = ? OR source = ? AND feed IS NULL)"
        )
        rows, count, unsaid = self._connection.execute(sql, (self.number, feed, feed)), 0, []
        while part := rows.fetchmany(AT_ONCE):
            count += len(part)
            is_unsaid = self._keys.unmet(np.fromiter((row[1] for row in part), np.int64, len(part)))
            unsaid += [row for row, is_ in zip(part, is_unsaid.tolist(), strict=True) if is_ or row[1] in held]
        for place, key, content, number, record in unsaid:
            self._leave(key, (place, content, number, record))
        return count + changed, self._lacking(list(self.left)[changed:])

    def _lacking(self, places: Sequence[int]) -> int:
        """How many of these claims have no new one of the same property of the same record."""
        count = 0
        for start in range(0, len(places), CHUNK):
            wanted = ",".join(map(str, places[start : start + CHUNK]))
            sql = (
                f"SELECT count(*) FROM claim AS old WHERE old.id IN ({wanted}) AND NOT EXISTS (SELECT 1 FROM claim AS"
                f" new WHERE new.record = old.record AND new.property = old.property AND new.entered = {self.number})"
            )
            count += int(self._connection.execute(sql).fetchone()[0])
        return count
