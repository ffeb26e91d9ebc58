# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large change on its way into the file: read and compared in parts, with nothing of it kept but keys.

Decides as `Draft` decides, which reads the records for it; claims are never gathered, but become rows part by part
within one transaction. Claims that are told in several parts meet through their keys.
"""

import gc
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from graph import ids
from graph.errors import BadInput
from graph.kinds import Kinds
from graph.model import (
    Certainty,
    Claim,
    ParticipationKey,
    Rank,
    Ref,
    Term,
    Text,
    TieKey,
    ValueState,
    Visibility,
    written,
)
from graph.stores.draft import Draft, Made
from graph.stores.entering import check_target, checked, claim_content, combined, keyed_id
from graph.stores.protocol import Change, NewRecord
from graph.stores.sqlite.counting import mixed
from graph.stores.sqlite.reading import CHUNK
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import FIELDS, INSERT, marks_of, passages_cell, value_cell
from graph.stores.sqlite.shelf import TYPE_OF, SqlShelf, claims_of
from graph.stores.sqlite.words import Words
from graph.stores.sqlite.writing import INSERT_RECORD, next_claim

PART = 20_000
"""Claims that are compared and written at once."""
MOST_REMEMBERED = 50_000
"""Passages whose cells are remembered."""

Spot = tuple[str, str, int]
"""Id, type and number of a record."""
_NOBODY: Spot = ("", "stakeholder", 0)
Cells = list[int | str | None]
"""A row in the making."""
Content = tuple[int, int, str | None]
"""Content hash, marks, and the cell of the passages."""


def _parts(key: ParticipationKey | TieKey) -> tuple[str, str, str, str, str]:
    """First, second, side, code and spell of a key."""
    if isinstance(key, ParticipationKey):
        return (key.cooperation, key.stakeholder, key.side, key.role, key.spell)
    return (key.subject, key.object, "", key.kind, key.spell)


@contextmanager
def quiet_memory() -> Iterator[None]:
    """Without looking for circles among millions of rows, which hold none: it would take as long as all the rest."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def taken_away(connection: sqlite3.Connection) -> list[str]:
    """Drops the indexes of the two large tables, and tells how to make them again: sorting once is quicker."""
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('claim', 'record') AND sql NOT NULL"
    found = connection.execute(sql).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    return [statement for _, statement in found]


class BulkShelf(SqlShelf):
    """A shelf that knows beforehand when there is nothing to look up."""

    def __init__(self, connection: sqlite3.Connection, words: Words, random: Callable[[], bytes]) -> None:
        super().__init__(connection, words, random)
        self.is_empty = connection.execute("SELECT 1 FROM record LIMIT 1").fetchone() is None
        self.has_merged = connection.execute("SELECT 1 FROM record WHERE survivor IS NOT NULL LIMIT 1").fetchone()

    def type_of(self, identifier: str) -> str:
        """The type of a record that can be written about."""
        return "" if self.is_empty else super().type_of(identifier)

    def was_given(self, identifier: str) -> bool:
        """Whether an id was ever given out."""
        return not self.is_empty and super().was_given(identifier)

    def origin(self, feed: str, key: str) -> str:
        """The record that a feed calls by this name."""
        return "" if self.is_empty else super().origin(feed, key)

    def survivor(self, identifier: str) -> str:
        """What the record is read as."""
        return super().survivor(identifier) if self.has_merged else identifier


class Stream(Draft):
    """What a large change comes to; written when it is made, but for the end of the transaction."""

    def __init__(
        self, connection: sqlite3.Connection, shelf: BulkShelf, words: Words, kinds: Kinds, change: Change
    ) -> None:
        self._connection, self._words = connection, words
        self.number = shelf.latest() + 1
        self.entered = array("q")
        """Number and content of each claim that enters, one after the other."""
        self.left: dict[int, tuple[int, int, int]] = {}
        """Number, content and record of each claim that leaves, by its place."""
        self.reached: set[int] = set()
        """Records of which a claim enters or leaves, by number."""
        self._unwritten: list[RecordRow] = []
        self._word_of: dict[str, int] = {}
        self._spots: dict[str, Spot] = {}
        self._is_new = shelf.is_empty
        self._old = int(connection.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])
        self._last = self._old
        self._place = next_claim(connection)
        self._part: dict[int, tuple[Claim, Cells]] = {}
        self._places: dict[int, int] = {}
        """Key → place of the row, below 0 where it stayed; of all parts before."""
        self._instead: dict[int, int] = {}
        """Key → place of the row that a changed claim took the place of."""
        self._held = {row[0] for row in connection.execute("SELECT key FROM held_back")}
        self._held_met: set[int] = set()
        self._fine: set[object] = set()
        self._contents: dict[object, Content] = {}
        indexes = taken_away(connection) if self._is_new else []
        super().__init__(shelf, kinds, change)
        for statement in indexes:
            connection.execute(statement)

    @property
    def is_change(self) -> bool:
        """Whether anything enters or leaves."""
        return bool(self.entered or self.left)

    # -------------------------------------------------------------- records

    def _read_record(self, new: NewRecord) -> None:
        if self._is_new and type(new.key) is ParticipationKey and self._joined(new, new.key):
            return
        known = len(self.made)
        super()._read_record(new)
        if len(self.made) > known:
            made = next(reversed(self.made.values()))
            self._last += 1
            self._spots[new.handle] = self._spots[made.id] = (made.id, made.type, self._last)
            self._unwritten.append(self._record_row(made))

    def _joined(self, new: NewRecord, key: ParticipationKey) -> bool:
        """A participation of records of this very change, in a role met before: most of what registers bring."""
        spots = self._spots
        whole, member = spots.get(key.cooperation), spots.get(key.stakeholder)
        party = spots.get(key.side) if key.side else _NOBODY
        if whole is None or member is None or party is None or (ParticipationKey, key.role) not in self._fine:
            return False
        if whole[1] != "cooperation" or member[1] != "stakeholder" or party[1] != "stakeholder" or new.origin:
            return False
        name = ids.hashed_id("participation", ids.digest(whole[0], member[0], key.role, party[0], key.spell))
        self.handles[new.handle] = name
        if name not in self.made:
            self._last += 1
            self.made[name] = Made(name, new.type, None)
            spots[new.handle] = spots[name] = (name, new.type, self._last)
            ends = (whole[2], member[2], party[2] or None)
            self._unwritten.append((self._last, name, TYPE_OF[new.type], *ends, self._word(key.role), key.spell or None))
        return True

    def _keyed(self, type_name: str, key: ParticipationKey | TieKey) -> str:
        """As a draft does, but what was found in order once is not looked at again."""
        kind = (type(key), key.role if isinstance(key, ParticipationKey) else key.kind)
        ends = (key.cooperation, key.stakeholder) if isinstance(key, ParticipationKey) else (key.subject, key.object)
        if not self._is_new or kind not in self._fine or any(end not in self._spots for end in ends):
            self._fine.add(kind)
            return super()._keyed(type_name, key)
        wanted = "cooperation" if isinstance(key, ParticipationKey) else "stakeholder"
        others = ends[1:] if not getattr(key, "side", "") else (ends[1], getattr(key, "side", ""))
        if self._spots[ends[0]][1] != wanted or any(self._spot(end)[1] != "stakeholder" for end in others):
            return super()._keyed(type_name, key)
        return keyed_id(type_name, key)

    def _spot(self, name: str) -> Spot:
        """Id, type and number of what an id or handle names."""
        found = self._spots.get(name)
        if found is None:
            real = self._real(name)
            number = self._spots.get(real)
            if number is None:
                type_name = self._known(real)
                row = self._connection.execute("SELECT id FROM record WHERE name = ?", (real,)).fetchone()
                number = self._spots[real] = (real, type_name, int(row[0]))
            found = self._spots[name] = number
        return found

    def _number(self, name: str) -> int:
        return self._spot(name)[2]

    # -------------------------------------------------------------- claims

    def _read_claim(self, said: Claim) -> None:
        value, spots = said.value, self._spots
        spot = spots.get(said.record) or self._spot(said.record)
        source = spots.get(said.source) or self._spot(said.source)
        feed = self._spot(self._feed or said.feed) if self._feed or said.feed else source
        target = self._spot(value.record) if type(value) is Ref else None
        if target is not None and type(value) is Ref:
            value = Ref(target[0], value.role)
        self._check(said, spot, (source, feed), target)
        line, fed = written(value) or said.state, feed[0] if feed is not source and feed[0] != source[0] else ""
        key = ids.digest(fed, source[0], spot[0], said.property, line, said.valid_from, said.valid_to)
        if self._held and key in self._held:
            self._held_met.add(key)
            return
        if key in self._part:
            said = combined(self._part[key][0], said)
        elif len(self._part) >= PART:
            self.flush()
        content, marks, passages = self._content(said)
        row: Cells = [
            0,
            0,
            key,
            content,
            spot[2],
            self._word_of.get(said.property) or self._word(said.property),
            marks,
            value_cell(value) if type(value) is Ref else line if value is not None else None,
            target and target[2],
            source[2],
            feed[2] if fed else None,
            said.valid_from or None,
            said.valid_to or None,
            passages,
            self._word_of.get(said.author) or self._word(said.author),
            self.number,
            None,
        ]
        self._part[key] = (said, row)

    def _check(self, said: Claim, spot: Spot, cited: tuple[Spot, Spot], target: Spot | None) -> None:
        for source in cited:
            if source[1] != "source":
                raise BadInput(f"{source[0]} is not a source.", "Cite the id of a source.")
        value, is_plain = said.value, said.state is ValueState.STATED and not said.valid_from and not said.valid_to
        place = (spot[1], said.property, value.code if type(value) is Term else type(value))
        if is_plain and place in self._fine:
            return
        checked(said, spot[1], self._kinds)
        if target is not None:
            check_target(said, spot[1], target[1], self._kinds)
        has_values = type(value) is Text and self._kinds.property(spot[1], said.property.partition(":")[0]).values
        if is_plain and target is None and not has_values:
            self._fine.add(place)

    def _content(self, said: Claim) -> Content:
        is_usual = (
            said.certainty is Certainty.STATED
            and said.rank is Rank.NORMAL
            and said.visibility is Visibility.PUBLIC
            and said.state is ValueState.STATED
            and len(said.passages) == 1
        )
        if not is_usual:
            return (claim_content(said), marks_of(said), passages_cell(said.passages))
        passage = said.passages[0]
        place = (passage.locator, passage.quote, passage.original)
        found = self._contents.get(place)
        if found is None:
            if len(self._contents) > MOST_REMEMBERED:
                self._contents.clear()
            found = (claim_content(said), marks_of(said), passages_cell(said.passages))
            self._contents[place] = found
        return found

    def _word(self, text: str) -> int:
        found = self._word_of.get(text)
        if found is None:
            found = self._word_of[text] = self._words.number(self._connection, text)
        return found

    # -------------------------------------------------------------- part by part

    def flush(self) -> None:
        """Compares and writes what was read since."""
        connection = self._connection
        connection.executemany(INSERT_RECORD, self._unwritten)
        self._unwritten = []
        part, self._part = self._part, {}
        old = self._present(sorted({row[4] for _, row in part.values() if row[4] <= self._old}))  # type: ignore[operator, misc]
        entering: list[Cells] = []
        for key, (said, row) in part.items():
            if key in self._places:
                self._again(key, said, row)
                continue
            known = old.get(key)
            if known is not None and known[1] == row[3]:
                self.unchanged += 1
                self._places[key] = -known[0]
                continue
            if known is not None:
                self._leave(key, known)
            self._places[key] = row[0] = self._place
            self._place += 1
            entering.append(row)
        self._enter(entering)

    def _enter(self, rows: Sequence[Cells]) -> None:
        keys = np.array([row[2] for row in rows], np.uint64)
        numbers = mixed(keys, np.full(len(keys), self.number, np.uint64)).tolist()
        for row, number in zip(rows, numbers, strict=True):
            row[1] = number
            self.entered.extend((number, row[3]))  # type: ignore[arg-type]
            self.reached.add(row[4])  # type: ignore[arg-type]
        self._connection.executemany(INSERT, rows)

    def _record_row(self, made: Made) -> RecordRow:
        number, key = self._spots[made.id][2], made.key
        if key is None:
            return (number, made.id, TYPE_OF[made.type], None, None, None, None, None)
        first, second, side, code, spell = _parts(key)
        ends = self._number(first), self._number(second), self._number(side) if side else None
        return (number, made.id, TYPE_OF[made.type], *ends, self._word(code), spell or None)

    def _present(self, numbers: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
        """Place, content, number and record of the present claims about records that were there before, by key."""
        found: dict[int, tuple[int, int, int, int]] = {}
        for start in range(0, len(numbers), CHUNK):
            wanted = ",".join(map(str, numbers[start : start + CHUNK]))
            sql = (
                "SELECT key, id, content, number, record FROM claim"  # noqa: S608
                f" WHERE record IN ({wanted}) AND left IS NULL AND entered < {self.number}"
            )
            found |= {row[0]: row[1:] for row in self._connection.execute(sql)}
        return found

    def _leave(self, key: int, known: tuple[int, int, int, int]) -> None:
        place, content, number, record = known
        self._instead[key] = place
        self.left[place] = (number, content, record)
        self.reached.add(record)
        self._connection.execute("UPDATE claim SET left = ? WHERE id = ?", (self.number, place))

    # -------------------------------------------------------------- what is told again in a later part

    def _again(self, key: int, said: Claim, row: Cells) -> None:
        place = self._places[key]
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
        self._leave(key, self._connection.execute(sql, (-self._places[key],)).fetchone())
        self.unchanged -= 1
        self._places[key] = row[0] = self._place
        self._place += 1
        self._enter([row])

    def _rewrite(self, key: int, place: int, both: Claim, content: int) -> None:
        number = ids.mixed(key, self.number)
        at = next(at for at in range(0, len(self.entered), 2) if self.entered[at] == number)
        before = self.left.get(self._instead.get(key, 0))
        if before is not None and before[1] == content:
            self._connection.execute("DELETE FROM claim WHERE id = ?", (place,))
            self._connection.execute("UPDATE claim SET left = NULL WHERE id = ?", (self._instead[key],))
            del self.left[self._instead[key]], self.entered[at : at + 2]
            self._places[key] = -self._instead.pop(key)
            self.unchanged += 1
            return
        self.entered[at + 1] = content
        cells = (content, marks_of(both), passages_cell(both.passages), self._words.number(self._connection, both.author))
        sql = "UPDATE claim SET content = ?, marks = ?, passages = ?, author = ? WHERE id = ?"
        self._connection.execute(sql, (*cells, place))

    def _claim_at(self, place: int) -> Claim:
        rows = self._connection.execute(f"SELECT {FIELDS} FROM claim WHERE id = ?", (place,)).fetchall()  # noqa: S608
        return claims_of(self._connection, self._words, rows)[0]

    # -------------------------------------------------------------- the end

    def _compare(self) -> None:
        self.flush()
        self.held_back = len(self._held_met)
        connection = self._connection
        if self._feed and self._number(self._feed) <= self._old:
            feed = self._number(self._feed)
            sql = (
                "SELECT id, key, content, number, record FROM claim"
                " WHERE left IS NULL AND entered < ? AND (feed = ? OR source = ? AND feed IS NULL)"
            )
            for place, key, content, number, record in connection.execute(sql, (self.number, feed, feed)).fetchall():
                if key not in self._places or key in self._held:
                    self._leave(key, (place, content, number, record))
        keyed = [(self._number(feed) if feed else 0, key, self._number(name)) for (feed, key), name in self.origins.items()]
        connection.executemany("INSERT OR REPLACE INTO origin VALUES (?, ?, ?)", keyed)


