# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes a large change quick: no vain look-ups, indexes sorted once."""

import sqlite3
from collections.abc import Callable

from graph.stores.sqlite.shelf import SqlShelf
from graph.stores.sqlite.words import Words


def taken_away(connection: sqlite3.Connection) -> list[str]:
    """Drops the indexes of the large tables, and tells how to make them again: sorting once is quicker."""
    sql = (
        "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND type = 'index'"
        " AND tbl_name IN ('claim', 'record', 'origin')"
    )
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

    def number_of(self, identifier: str) -> int:
        """The number of a record that can be written about; 0 where there is none."""
        found = None if self.is_empty else self._record(identifier)
        return found[0] if found and not found[3] else 0

    def was_given(self, identifier: str) -> bool:
        """Whether an id was ever given out."""
        return not self.is_empty and super().was_given(identifier)

    def origin(self, feed: str, key: str) -> str:
        """The record that a feed calls by this name."""
        return "" if self.is_empty else super().origin(feed, key)

    def survivor(self, identifier: str) -> str:
        """What the record is read as."""
        return super().survivor(identifier) if self.has_merged else identifier
