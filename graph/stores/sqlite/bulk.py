# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large change on its way into the file: read and compared in parts, with nothing of it kept but keys.

Decides as `Draft` decides, which reads the records for it; claims are never gathered, but become rows part by part
within one transaction. Claims that are told in several parts meet through their keys.
"""

import sqlite3
from collections.abc import Callable, Mapping

from graph import ids
from graph.errors import BadInput, UnknownId
from graph.ids import BETWEEN
from graph.kinds import Kinds
from graph.model import (
    Claim,
    ParticipationKey,
    Ref,
    Term,
    Text,
    TieKey,
    ValueState,
    written,
)
from graph.stores.draft import Draft, Made
from graph.stores.entering import check_target, checked, combined
from graph.stores.protocol import Change, NewRecord
from graph.stores.shrinking import refuse_shrinking
from graph.stores.sqlite.bulk_content import content_of
from graph.stores.sqlite.bulk_names import Ids, Numbers
from graph.stores.sqlite.bulk_parts import BULK_RECORD, ORIGIN, BulkRecord, Cells, Parts
from graph.stores.sqlite.bulk_shelf import BulkShelf, taken_away
from graph.stores.sqlite.registry import PARTICIPATION
from graph.stores.sqlite.shelf import TYPE_OF
from graph.stores.sqlite.words import Words

PART = 2_000
"""Claims that are compared and written at once: as many as fit into a processor's cache; more are slower."""

Spot = tuple[str, str, int]
"""Id, type and number of a record."""
_NOBODY: Spot = ("", "stakeholder", 0)
Cited = tuple[str, int, str, int, Callable[[str], int]]
"""Id and number of a source; of the feed, too, "" and 0 where it is the source; what names claims that cite both."""
Place = tuple[str, str, object]
"""Type of record, property, and the code or type of the value."""
_STATED = ValueState.STATED  # read for every claim: as a name of this module it is found ten times faster


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
        self._connection, self._words, self._bulk = connection, words, shelf
        self.parts = Parts(connection, words, shelf.latest() + 1)
        self._numbers = Numbers(self.parts.old)
        self._unwritten: list[BulkRecord] = []
        self._origins: list[tuple[int, str, int]] = []
        self._word_of: dict[str, int] = {}
        self._part: dict[int, tuple[Claim, Cells]] = {}
        self._feed_number = self._number(change.feed) if change.feed and not change.feed.startswith("+") else 0
        self._last: tuple[str, Spot] = ("", _NOBODY)
        """The record of the claim before, as it was named there."""
        self._held = {row[0] for row in connection.execute("SELECT key FROM held_back WHERE until IS NULL")}
        self._held_met: set[int] = set()
        self._fine: dict[Place, str] = {}
        self._fine_roles: set[str] = set()
        self._cited: dict[tuple[str, str], Cited] = {}
        indexes = taken_away(connection) if shelf.is_empty else []
        super().__init__(shelf, kinds, change)
        connection.execute("PRAGMA threads = 2")  # to sort with, where a processor is idle
        for statement in indexes:
            connection.execute(statement)

    @property
    def is_change(self) -> bool:
        """Whether anything enters or leaves."""
        return bool(self.parts.entered or self.parts.left)

    @property
    def ids(self) -> Mapping[str, str]:
        """The id of each handle, as far as there is such a record once this is written."""
        return Ids(self._numbers, are_made=self.is_change)

    # -------------------------------------------------------------- records

    def _read_record(self, new: NewRecord) -> None:
        if new.handle in self._numbers.of or new.handle == self.change.feed:
            self._cited.clear()
            self._last = ("", _NOBODY)
        number = self._joined(new.key) if type(new.key) is ParticipationKey else 0
        number = number or self._named(new)
        self._numbers.of[new.handle] = number
        if new.origin:
            self._origins.append((0 if new.is_apart else self._feed_number, new.origin, number))
        if new.handle == self.change.feed:
            self._feed, self._feed_number = self._numbers.name(number), number
        if len(self._unwritten) + len(self._origins) >= PART:
            self._write_records()

    def _named(self, new: NewRecord) -> int:
        """The number of a record, as a draft finds or makes it."""
        key = self._real_key(new.key)
        feed = "" if new.is_apart else self._feed
        known = self._shelf.origin(feed, new.origin) if new.origin and key is None else ""
        name = known or (self._keyed(new.type, key) if key is not None else self._new_id(new))
        if type(key) is ParticipationKey:
            self._fine_roles.add(key.role)
        if self._type_of(name):
            return self._number(name)
        number = self._numbers.make(name)
        self._unwritten.append(self._record_row(number, Made(name, new.type, key)))
        return number

    def _joined(self, key: ParticipationKey) -> int:
        """The number of a participation in a role met before: most of what registers bring; 0 for any other."""
        numbers = self._numbers
        whole, member = numbers.of.get(key.cooperation), numbers.of.get(key.stakeholder)
        party = numbers.of.get(key.side) if key.side else 0
        if whole is None or member is None or party is None or key.role not in self._fine_roles:
            return 0
        names = (numbers.name(whole), numbers.name(member), key.role, numbers.name(party) if party else "", key.spell)
        if names[0][0] != "c" or names[1][0] != "s" or names[3][:1] not in ("", "s"):
            return 0
        name = ids.hashed_id("participation", ids.digest(*names))
        number = numbers.of.get(name)
        if number is None and not self._bulk.is_empty:
            found = self._bulk.number_of(name)
            return numbers.take(name, found) if found else 0
        if number is None:
            number = numbers.make(name)
            code = self._word_of.get(key.role) or self._word(key.role)
            self._unwritten.append((number, name, PARTICIPATION, whole, member, party, code, key.spell))
        return number

    def _is_made(self, name: str) -> bool:
        return self._numbers.is_made(name)

    def _type_of(self, name: str) -> str:
        return ids.type_of(name) if name in self._numbers.of else self._shelf.type_of(name)

    def _real(self, name: str) -> str:
        if not name.startswith("+"):
            return name
        number = self._numbers.of.get(name)
        return super()._real(name) if number is None else self._numbers.name(number)

    def _spot(self, name: str) -> Spot:
        """Id, type and number of what an id or handle names."""
        number = self._number(name)
        real = self._numbers.name(number)
        return (real, ids.type_of(real), number)

    def _number(self, name: str) -> int:
        number = self._numbers.of.get(name)
        if number is None:
            real = self._real(name)
            found = self._bulk.number_of(real)
            if not found:
                raise UnknownId(real)
            number = self._numbers.take(real, found)
        return number

    # -------------------------------------------------------------- claims

    def _read_claim(self, said: Claim) -> None:
        value = said.value
        last, spot = self._last
        if said.record != last:
            spot = self._spot(said.record)
            self._last = (said.record, spot)
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
        key = cited[4](
            f"{spot[0]}{BETWEEN}{said.property}{BETWEEN}{line}{BETWEEN}{said.valid_from}{BETWEEN}{said.valid_to}"
        )
        if self._held and key in self._held:
            self._held_met.add(key)
            return
        if key in self._part:
            said = combined(self._part[key][0], said)
        elif len(self._part) >= PART:
            self.flush()
        cell = None if value is None else value.role if type(value) is Ref else line
        word_of, (content, marks, passages) = self._word_of, content_of(said)
        row = [
            0,
            0,
            key,
            content,
            spot[2],
            word_of.get(said.property) or self._word(said.property),
            marks,
            cell,
            target[2],
            cited[1],
            cited[3],
            said.valid_from,
            said.valid_to,
            passages,
            word_of.get(said.author) or self._word(said.author),
            self.parts.number,
        ]
        self._part[key] = (said, row)

    def _cite(self, said: Claim) -> Cited:
        """The source and feed of a claim, if they are sources."""
        source = self._spot(said.source)
        feed = self._spot(said.feed or self._feed) if self._feed or said.feed else source
        for one in (source, feed):
            if one[1] != "source":
                raise BadInput(f"{one[0]} is not a source.", "Cite the id of a source.")
        fed, number = ("", 0) if feed[0] == source[0] else (feed[0], feed[2])
        named = ids.digester(fed, source[0])
        found = self._cited[said.source, said.feed] = (source[0], source[2], fed, number, named)
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

    def _word(self, text: str) -> int:
        found = self._word_of.get(text)
        if found is None:
            found = self._word_of[text] = self._words.number(self._connection, text)
        return found

    # -------------------------------------------------------------- part by part

    def flush(self) -> None:
        """Compares and writes what was read since."""
        self._write_records()
        part, self._part = self._part, {}
        self.parts.write(part)

    def _write_records(self) -> None:
        self._connection.executemany(BULK_RECORD, self._unwritten)
        self._connection.executemany(ORIGIN, self._origins)
        self._unwritten, self._origins = [], []

    def _record_row(self, number: int, made: Made) -> BulkRecord:
        if made.key is None:
            return (number, made.id, TYPE_OF[made.type], 0, 0, 0, 0, "")
        first, second, side, code, spell = _parts(made.key)
        ends = self._number(first), self._number(second), self._number(side) if side else 0
        return (number, made.id, TYPE_OF[made.type], *ends, self._word(code), spell)

    def _compare(self) -> None:
        self.flush()
        if self._feed and self._number(self._feed) <= self.parts.old:
            refuse_shrinking(self.change, *self.parts.leave_unsaid(self._number(self._feed), self._held))
        self.unchanged, self.held_back = self.parts.unchanged, len(self._held_met)
