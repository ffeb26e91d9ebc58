# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a draft asks of the store file while a change becomes rows."""

import sqlite3
from collections.abc import Callable, Sequence

from graph.ids import RECORD_TYPES, decode, tombstone
from graph.model import Claim, Key, ParticipationKey, TieKey
from graph.stores.sqlite.book import latest
from graph.stores.sqlite.reading import Survivors
from graph.stores.sqlite.registry import RecordRow
from graph.stores.sqlite.rows import FIELDS, Names, Row
from graph.stores.sqlite.words import Words

TYPE_OF = {name: place for place, name in enumerate(RECORD_TYPES)}
MOST_VALUES = 500
"""Names asked for in one statement."""


class SqlShelf:
    """Answers a draft from the writer's connection."""

    def __init__(self, connection: sqlite3.Connection, words: Words, random: Callable[[], bytes]) -> None:
        self.random = random
        self._connection, self._words = connection, words

    def _record(self, identifier: str) -> tuple[int, int, int | None, int] | None:
        sql = "SELECT id, type, survivor, erased FROM record WHERE name = ?"
        found: tuple[int, int, int | None, int] | None = self._connection.execute(sql, (identifier,)).fetchone()
        return found

    def type_of(self, identifier: str) -> str:
        """The type of a record that can be written about."""
        found = self._record(identifier)
        return RECORD_TYPES[found[1]] if found and not found[3] else ""

    def was_given(self, identifier: str) -> bool:
        """Whether an id was ever given out."""
        sql = "SELECT 1 FROM record WHERE name IN (?, ?)"
        return self._connection.execute(sql, (identifier, tombstone(identifier))).fetchone() is not None

    def survivor(self, identifier: str) -> str:
        """What the record is read as."""
        found = self._record(identifier)
        while found and found[2] is not None:
            sql = "SELECT name FROM record WHERE id = ?"
            identifier = self._connection.execute(sql, (found[2],)).fetchone()[0]
            found = self._record(identifier)
        return identifier

    def origin(self, feed: str, key: str) -> str:
        """The record that a feed calls by this name."""
        return origins(self._connection, feed, [key])[0]

    def said_by(self, feed: str) -> dict[int, Claim]:
        """The present claims that a feed brought, by key."""
        found = self._record(feed)
        if found is None:
            return {}
        sql = f"SELECT {FIELDS} FROM claim WHERE left IS NULL AND (feed = ? OR source = ? AND feed IS NULL)"
        rows = self._connection.execute(sql, (found[0], found[0])).fetchall()
        return dict(zip((row[2] for row in rows), claims_of(self._connection, self._words, rows), strict=True))

    def known_claim(self, identifier: str) -> Claim | None:
        """A claim, also one that has left."""
        return self._one("number = ?", (decode(identifier[2:]),)) if identifier.startswith("k-") else None

    def latest(self) -> int:
        """The number of the last revision."""
        return latest(self._connection)

    def keyed_at(self, identifier: str) -> dict[str, Key]:
        """The unmerged participations and ties whose keys, as they are read now, name the record as an end."""
        found = self._record(identifier)
        if found is None:
            return {}
        survivors = Survivors.at(self._connection, self.latest())
        wanted = ",".join(map(str, survivors.spread([found[0]])))
        ends = " OR ".join(f"{column} IN ({wanted})" for column in ("first", "second", "side"))
        sql = f"SELECT id, name, type, first, second, side, code, spell FROM record WHERE survivor IS NULL AND ({ends})"
        rows = self._connection.execute(sql).fetchall()
        numbers = {survivors.root(end) for row in rows for end in row[3:6] if end is not None}
        names = names_of(self._connection, sorted(numbers))
        return {row[1]: self._key(row, [names.get(survivors.root(end or 0), "") for end in row[3:6]]) for row in rows}

    def _key(self, row: RecordRow, ends: Sequence[str]) -> Key:
        code, spell = self._words[row[6] or 0], row[7] or ""
        if RECORD_TYPES[row[2]] == "participation":
            return ParticipationKey(ends[0], ends[1], code, ends[2], spell)
        return TieKey(ends[0], code, ends[1], spell)

    def merged_with(self, identifier: str) -> list[str]:
        """The record, if it is merged, and the participations and ties at it that the same revision merged."""
        found = self._record(identifier)
        if found is None or found[2] is None:
            return []
        sql = (
            "SELECT name FROM record WHERE survivor IS NOT NULL AND ?1 IN (first, second, side)"
            " AND since = (SELECT since FROM record WHERE id = ?1) ORDER BY id"
        )
        return [identifier, *(row[0] for row in self._connection.execute(sql, (found[0],)))]

    def claims_with(self, identifier: str) -> list[Claim]:
        """The present claims about a record and all that is read as it, about what joins it, and that point to it."""
        name = self.survivor(identifier)
        numbers = numbers_of(self._connection, [name, *self.keyed_at(name)])
        survivors = Survivors.at(self._connection, self.latest())
        wanted = ",".join(map(str, survivors.spread(numbers.values())))
        sql = (
            f"SELECT {FIELDS} FROM claim WHERE left IS NULL AND record IN ({wanted})"
            f" UNION SELECT {FIELDS} FROM claim WHERE left IS NULL AND target IN ({wanted}) ORDER BY 1"
        )
        return claims_of(self._connection, self._words, self._connection.execute(sql).fetchall())

    def citations(self, source: str) -> int:
        """How many present claims about other records name the source, or were brought by it."""
        sql = "SELECT count(*) FROM claim WHERE left IS NULL AND record != ?1 AND (source = ?1 OR feed = ?1)"
        number = numbers_of(self._connection, [source]).get(source, 0)
        return int(self._connection.execute(sql, (number,)).fetchone()[0])

    def present_like(self, claim: Claim, key: int) -> Claim | None:
        """The present claim with the same key."""
        return self._one(
            "record = (SELECT id FROM record WHERE name = ?) AND key = ? AND left IS NULL", (claim.record, key)
        )

    def _one(self, condition: str, values: Sequence[str | int]) -> Claim | None:
        sql = f"SELECT {FIELDS} FROM claim WHERE {condition}"
        rows = self._connection.execute(sql, values).fetchall()
        return claims_of(self._connection, self._words, rows)[0] if rows else None

    def is_held_back(self, key: int) -> bool:
        """Whether an editor retracted this statement for good."""
        return (
            self._connection.execute("SELECT 1 FROM held_back WHERE key = ? AND until IS NULL", (key,)).fetchone()
            is not None
        )


def claims_of(connection: sqlite3.Connection, words: Words, rows: Sequence[Row]) -> list[Claim]:
    """The claims that rows hold."""
    numbers = {number for row in rows for number in (row[4], row[8], row[9], row[10]) if number is not None}
    names = Names(names_of(connection, sorted(numbers)), words)
    return [names.claim(row) for row in rows]


def names_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of records by their numbers."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), MOST_VALUES):
        part = numbers[start : start + MOST_VALUES]
        found |= dict(connection.execute(f"SELECT id, name FROM record WHERE id IN ({marks(part)})", part))
    return found


def numbers_of(connection: sqlite3.Connection, names: Sequence[str]) -> dict[str, int]:
    """The numbers of records by their ids; without those that were never given."""
    found: dict[str, int] = {}
    for start in range(0, len(names), MOST_VALUES):
        part = names[start : start + MOST_VALUES]
        found |= dict(connection.execute(f"SELECT name, id FROM record WHERE name IN ({marks(part)})", part))
    return found


def origins(connection: sqlite3.Connection, feed: str, keys: Sequence[str]) -> list[str]:
    """The records that a feed calls by these names."""
    number = numbers_of(connection, [feed]).get(feed, -1) if feed else 0
    sql = "SELECT r.name FROM origin o JOIN record r ON r.id = o.record WHERE o.feed = ? AND o.key = ?"
    found = (connection.execute(sql, (number, key)).fetchone() for key in keys)
    return [row[0] if row else "" for row in found]


def marks(values: Sequence[object]) -> str:
    """As many question marks as values."""
    return ",".join("?" * len(values))
