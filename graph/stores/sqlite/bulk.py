# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large change on its way into the file: read and compared in parts, with nothing of it kept but keys.

Decides as `Draft` decides, which reads the records for it; claims are never gathered, but become rows part by part
within one transaction. Claims that are told in several parts meet through their keys.
"""

import sqlite3

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
from graph.stores.shrinking import refuse_shrinking
from graph.stores.sqlite.bulk_parts import BULK_RECORD, BulkRecord, Cells, Parts
from graph.stores.sqlite.bulk_shelf import BulkShelf, taken_away
from graph.stores.sqlite.registry import PARTICIPATION
from graph.stores.sqlite.rows import marks_of, passages_cell
from graph.stores.sqlite.shelf import TYPE_OF
from graph.stores.sqlite.words import Words

PART = 2_000
"""Claims that are compared and written at once: as many as fit into a processor's cache; more are slower."""
MOST_REMEMBERED = 1_000
"""Passages whose cells are remembered."""

Spot = tuple[str, str, int]
"""Id, type and number of a record."""
_NOBODY: Spot = ("", "stakeholder", 0)
Content = tuple[int, int, str | None]
"""Content hash, marks, and the cell of the passages."""
Cited = tuple[str, int, str, int]
"""Id and number of a source; of the feed, too, "" and 0 where it is the source."""
Place = tuple[str, str, object]
"""Type of record, property, and the code or type of the value."""
_ONE_OF_MANY = Made("", "participation", None)
"""Stands for every participation that is written without a second look."""
# Read for every claim: as names of this module they are found ten times faster than as members.
_STATED, _SURE, _NORMAL, _PUBLIC = ValueState.STATED, Certainty.STATED, Rank.NORMAL, Visibility.PUBLIC


def _parts(key: ParticipationKey | TieKey) -> tuple[str, str, str, str, str]:
    """First, second, side, code and spell of a key."""
    if isinstance(key, ParticipationKey):
        return (key.cooperation, key.stakeholder, key.side, key.role, key.spell)
    return (key.subject, key.object, "", key.kind, key.spell)


class Stream(Draft):
    """What a large change comes to; written when it is made, but for the end of the transaction."""

    def __init__(
        self, connection: sqlite3.Connection, shelf: BulkShelf, words: Words, kinds: Kinds, change: Change
    ) -> None:
        self._connection, self._words = connection, words
        self.parts = Parts(connection, words, shelf.latest() + 1)
        self._unwritten: list[BulkRecord] = []
        self._word_of: dict[str, int] = {}
        self._spots: dict[str, Spot] = {}
        self._is_new = shelf.is_empty
        self._last = self.parts.old
        self._part: dict[int, tuple[Claim, Cells]] = {}
        self._held = {row[0] for row in connection.execute("SELECT key FROM held_back WHERE until IS NULL")}
        self._held_met: set[int] = set()
        self._fine: dict[Place, str] = {}
        self._fine_keys: set[tuple[type, str]] = set()
        self._cited: dict[tuple[str, str], Cited] = {}
        self._contents: dict[object, Content] = {}
        indexes = taken_away(connection) if self._is_new else []
        super().__init__(shelf, kinds, change)
        for statement in indexes:
            connection.execute(statement)

    @property
    def is_change(self) -> bool:
        """Whether anything enters or leaves."""
        return bool(self.parts.entered or self.parts.left)

    # -------------------------------------------------------------- records

    def _read_record(self, new: NewRecord) -> None:
        if new.handle in self.handles or new.handle == self.change.feed:
            self._cited.clear()
        if self._is_new and type(new.key) is ParticipationKey and self._joined(new, new.key):
            return
        known = len(self.made)
        super()._read_record(new)
        self._spots.pop(new.handle, None)
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
        if whole is None or member is None or party is None or (ParticipationKey, key.role) not in self._fine_keys:
            return False
        if whole[1] != "cooperation" or member[1] != "stakeholder" or party[1] != "stakeholder" or new.origin:
            return False
        name = ids.hashed_id("participation", ids.digest(whole[0], member[0], key.role, party[0], key.spell))
        spot = spots.get(name)
        if spot is None:
            self._last += 1
            self.made[name] = _ONE_OF_MANY
            spot = spots[name] = (name, _ONE_OF_MANY.type, self._last)
            code = self._word_of.get(key.role) or self._word(key.role)
            self._unwritten.append((self._last, name, PARTICIPATION, whole[2], member[2], party[2], code, key.spell))
        self.handles[new.handle], spots[new.handle] = name, spot
        return True

    def _keyed(self, type_name: str, key: ParticipationKey | TieKey) -> str:
        """As a draft does, but what was found in order once is not looked at again."""
        kind = (type(key), key.role if isinstance(key, ParticipationKey) else key.kind)
        ends = (key.cooperation, key.stakeholder) if isinstance(key, ParticipationKey) else (key.subject, key.object)
        if not self._is_new or kind not in self._fine_keys or any(end not in self._spots for end in ends):
            self._fine_keys.add(kind)
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
        cited = self._cited.get((said.source, said.feed)) or self._cite(said)
        target = _NOBODY
        if type(value) is Ref:
            target = self._spot(value.record)
            value = Ref(target[0], value.role)
        place = (spot[1], said.property, value.code if type(value) is Term else type(value))
        line = self._fine.get(place)
        if line is None or said.state is not _STATED or said.valid_from or said.valid_to:
            line = self._check(said, place, target)
        line = line or written(value) or said.state
        key = ids.digest(cited[2], cited[0], spot[0], said.property, line, said.valid_from, said.valid_to)
        if self._held and key in self._held:
            self._held_met.add(key)
            return
        if key in self._part:
            said = combined(self._part[key][0], said)
        elif len(self._part) >= PART:
            self.flush()
        cell = None if value is None else value.role if type(value) is Ref else line
        self._part[key] = (said, self._row(said, (key, spot[2], cell, target[2]), cited))

    def _row(self, said: Claim, keyed: tuple[int, int, str | None, int], cited: Cited) -> Cells:
        """The claim as a row; key, record, value and target are known."""
        word_of, (key, record, value, target) = self._word_of, keyed
        content, marks, passages = self._content(said)
        return [
            0,
            0,
            key,
            content,
            record,
            word_of.get(said.property) or self._word(said.property),
            marks,
            value,
            target,
            cited[1],
            cited[3],
            said.valid_from,
            said.valid_to,
            passages,
            word_of.get(said.author) or self._word(said.author),
            self.parts.number,
        ]

    def _cite(self, said: Claim) -> Cited:
        """The source and feed of a claim, if they are sources."""
        source = self._spot(said.source)
        feed = self._spot(self._feed or said.feed) if self._feed or said.feed else source
        for one in (source, feed):
            if one[1] != "source":
                raise BadInput(f"{one[0]} is not a source.", "Cite the id of a source.")
        fed = ("", 0) if feed[0] == source[0] else (feed[0], feed[2])
        found = self._cited[said.source, said.feed] = (source[0], source[2], *fed)
        return found

    def _check(self, said: Claim, place: Place, target: Spot) -> str:
        """Refuses what the vocabulary does not allow, and remembers what needs no second look.

        Returns:
            The value as a line, where all of this place have the same; else "".
        """
        value, type_name = said.value, place[0]
        checked(said, type_name, self._kinds)
        if type(value) is Ref:
            check_target(said, type_name, target[1], self._kinds)
        has_values = type(value) is Text and self._kinds.property(type_name, said.property.partition(":")[0]).values
        is_plain = said.state is _STATED and not said.valid_from and not said.valid_to
        if not is_plain or type(value) is Ref or has_values:
            return ""
        line = self._fine[place] = written(value) if type(value) is Term else said.state if value is None else ""
        return line

    def _content(self, said: Claim) -> Content:
        is_usual = (
            said.certainty is _SURE
            and said.rank is _NORMAL
            and said.visibility is _PUBLIC
            and said.state is _STATED
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
        self._connection.executemany(BULK_RECORD, self._unwritten)
        self._unwritten = []
        part, self._part = self._part, {}
        self.parts.write(part)

    def _record_row(self, made: Made) -> BulkRecord:
        number, key = self._spots[made.id][2], made.key
        if key is None:
            return (number, made.id, TYPE_OF[made.type], 0, 0, 0, 0, "")
        first, second, side, code, spell = _parts(key)
        ends = self._number(first), self._number(second), self._number(side) if side else 0
        return (number, made.id, TYPE_OF[made.type], *ends, self._word(code), spell)

    def _compare(self) -> None:
        self.flush()
        if self._feed and self._number(self._feed) <= self.parts.old:
            refuse_shrinking(self.change, *self.parts.leave_unsaid(self._number(self._feed), self._held))
        self.unchanged, self.held_back = self.parts.unchanged, len(self._held_met)
        keyed = [
            (self._number(feed) if feed else 0, key, self._number(name)) for (feed, key), name in self.origins.items()
        ]
        self._connection.executemany("INSERT OR REPLACE INTO origin VALUES (?, ?, ?)", keyed)
