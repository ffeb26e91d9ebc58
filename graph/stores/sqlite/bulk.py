# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large change on its way into the file: read and compared in parts, with nothing of it kept but keys.

Decides as `Draft` decides, which reads the records for it; claims are never gathered, but become rows part by part
within one transaction. Claims that are told in several parts meet through their keys.
"""

import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from graph import ids
from graph.errors import BadInput
from graph.kinds import Kinds
from graph.model import Claim, ParticipationKey, Ref, Term, Text, TieKey, Value, written
from graph.stores.draft import Draft, Made
from graph.stores.entering import check_target, checked, claim_content, combined, keyed_id
from graph.stores.protocol import Change, NewRecord
from graph.stores.sqlite.reading import CHUNK
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import FIELDS, INSERT, Row, marks_of, passages_cell, value_cell
from graph.stores.sqlite.shelf import TYPE_OF, SqlShelf, claims_of
from graph.stores.sqlite.words import Words
from graph.stores.sqlite.writing import INSERT_RECORD, next_claim

PART = 20_000
"""Claims that are compared and written at once."""
MOST_REMEMBERED = 50_000
"""Passages whose cells are remembered."""

Spot = tuple[str, str, int]
"""Id, type and number of a record."""
Content = tuple[int, int, str | None]
"""Content hash, marks, and the cell of the passages."""


def _parts(key: ParticipationKey | TieKey) -> tuple[str, str, str, str, str]:
    """First, second, side, code and spell of a key."""
    if isinstance(key, ParticipationKey):
        return (key.cooperation, key.stakeholder, key.side, key.role, key.spell)
    return (key.subject, key.object, "", key.kind, key.spell)


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
        self._unwritten: list[Made] = []
        self._spots: dict[str, Spot] = {}
        self._is_new = shelf.is_empty
        self._old = int(connection.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])
        self._last = self._old
        self._place = next_claim(connection)
        self._part: dict[int, tuple[Claim, int, Row]] = {}
        self._places: dict[int, int] = {}
        """Key → place of the row, below 0 where it stayed; of all parts before."""
        self._instead: dict[int, int] = {}
        """Key → place of the row that a changed claim took the place of."""
        self._held = {row[0] for row in connection.execute("SELECT key FROM held_back")}
        self._held_met: set[int] = set()
        self._fine: set[object] = set()
        self._contents: dict[object, Content] = {}
        super().__init__(shelf, kinds, change)

    @property
    def is_change(self) -> bool:
        """Whether anything enters or leaves."""
        return bool(self.entered or self.left)

    # -------------------------------------------------------------- records

    def _read_record(self, new: NewRecord) -> None:
        known = len(self.made)
        super()._read_record(new)
        if len(self.made) > known:
            made = next(reversed(self.made.values()))
            self._last += 1
            self._spots[new.handle] = self._spots[made.id] = (made.id, made.type, self._last)
            self._unwritten.append(made)

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
        value, spot, source = said.value, self._spot(said.record), self._spot(said.source)
        feed = self._feed or (said.feed and self._spot(said.feed)[0])
        feed = "" if feed == source[0] else feed
        target = self._spot(value.record) if type(value) is Ref else None
        if target is not None and type(value) is Ref:
            value = Ref(target[0], value.role)
        self._check(said, spot[1], (source[0], feed))
        if target is not None:
            check_target(said, spot[1], target[1], self._kinds)
        line = written(value) or said.state
        key = ids.digest(feed, source[0], spot[0], said.property, line, said.valid_from, said.valid_to)
        if self._held and key in self._held:
            self._held_met.add(key)
            return
        if key in self._part:
            said = combined(self._part[key][0], said)
        elif len(self._part) >= PART:
            self.flush()
        numbers = (spot[2], source[2], self._spot(feed)[2] if feed else None, target and target[2])
        self._part[key] = (said, spot[2], self._row(said, key, numbers, value))

    def _check(self, said: Claim, type_name: str, cited: tuple[str, str]) -> None:
        value = said.value
        told = (type_name, said.property, value if type(value) is Term else type(value), said.state, cited)
        is_plain = not said.valid_from and not said.valid_to
        if is_plain and told in self._fine:
            return
        checked(said, type_name, self._kinds)
        for name in cited:
            if name and self._known(name) != "source":
                raise BadInput(f"{name} is not a source.", "Cite the id of a source.")
        has_values = type(value) is Text and self._kinds.property(type_name, said.property.partition(":")[0]).values
        if is_plain and type(value) is not Ref and not has_values:
            self._fine.add(told)

    def _content(self, said: Claim) -> Content:
        place = (said.passages, said.certainty, said.rank, said.visibility, said.state)
        found = self._contents.get(place)
        if found is None:
            if len(self._contents) > MOST_REMEMBERED:
                self._contents.clear()
            found = (claim_content(said), marks_of(said), passages_cell(said.passages))
            self._contents[place] = found
        return found

    def _row(
        self, said: Claim, key: int, numbers: tuple[int, int, int | None, int | None], value: Value | None
    ) -> Row:
        content, marks, passages = self._content(said)
        return (
            0,
            ids.mixed(key, self.number),
            key,
            content,
            numbers[0],
            self._word(said.property),
            marks,
            value_cell(value),
            numbers[3],
            numbers[1],
            numbers[2],
            said.valid_from or None,
            said.valid_to or None,
            passages,
            self._word(said.author),
            self.number,
            None,
        )

    def _word(self, text: str) -> int:
        return self._words.find(text) or self._words.number(self._connection, text)

    # -------------------------------------------------------------- part by part

    def flush(self) -> None:
        """Compares and writes what was read since."""
        connection = self._connection
        connection.executemany(INSERT_RECORD, [self._record_row(made) for made in self._unwritten])
        self._unwritten = []
        part, self._part = self._part, {}
        old = self._present(sorted({number for _, number, _ in part.values() if number <= self._old}))
        entering: list[Row] = []
        for key, (said, _, row) in part.items():
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
            entering.append(self._enter(key, row))
        connection.executemany(INSERT, entering)

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

    def _enter(self, key: int, row: Row) -> Row:
        place = self._place
        self._place += 1
        self._places[key] = place
        self.entered.extend((row[1], row[3]))
        self.reached.add(row[4])
        return (place, *row[1:])

    def _leave(self, key: int, known: tuple[int, int, int, int]) -> None:
        place, content, number, record = known
        self._instead[key] = place
        self.left[place] = (number, content, record)
        self.reached.add(record)
        self._connection.execute("UPDATE claim SET left = ? WHERE id = ?", (self.number, place))

    # -------------------------------------------------------------- what is told again in a later part

    def _again(self, key: int, said: Claim, row: Row) -> None:
        place = self._places[key]
        first = self._claim_at(abs(place))
        both = combined(first, replace(said, author=said.author or first.author))
        content = claim_content(both)
        if content == claim_content(first):
            return
        if place < 0:
            self._changed(key, (*row[:3], content, *row[4:6], marks_of(both), *row[7:13], passages_cell(both.passages), *row[14:]))
            return
        self._rewrite(key, place, both, content)

    def _changed(self, key: int, row: Row) -> None:
        """A claim that stayed so far leaves after all."""
        sql = "SELECT id, content, number, record FROM claim WHERE id = ?"
        self._leave(key, self._connection.execute(sql, (-self._places[key],)).fetchone())
        self.unchanged -= 1
        self._connection.execute(INSERT, self._enter(key, row))

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


