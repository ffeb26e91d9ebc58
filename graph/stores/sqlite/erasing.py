# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erasure: a record and everything said about it leaves every revision, and every byte of the file.

`secure_delete` overwrites rows; the write-ahead log keeps them until it is folded into the file and cut off. Words of
names lie in the columns, which are dropped. A byte search over all files then finds nothing.
"""

import sqlite3
from collections.abc import Collection

from graph.errors import Gone, UnknownId
from graph.ids import tombstone
from graph.stores.ledger import buried
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.errors import told
from graph.stores.sqlite.files import File


def known_record(connection: sqlite3.Connection, identifier: str) -> int:
    """The number of a record that is there.

    Raises:
        UnknownId: never given.
        Gone: erased already.
    """
    sql = "SELECT id, erased FROM record WHERE name IN (?, ?)"
    found = connection.execute(sql, (identifier, tombstone(identifier))).fetchone()
    if found is None:
        raise UnknownId(identifier)
    if found[1]:
        raise Gone(identifier)
    return int(found[0])


def gone_with(ground: Ground, number: int) -> set[int]:
    """The record, those merged into it, and the participations and ties at one of them."""
    gone = set(ground.survivors.spread([number]))
    wanted = ",".join(map(str, sorted(gone)))
    ends = " OR ".join(f"{column} IN ({wanted})" for column in ("first", "second", "side"))
    sql = f"SELECT id FROM record WHERE {ends}"
    return gone | {row[0] for row in ground.connection.execute(sql)}


def reached_by(ground: Ground, numbers: Collection[int]) -> set[int]:
    """The records that join these, point to them or cite them."""
    if not numbers:
        return set()
    found = ground.keyed_at(numbers)
    for column in ("target", "source", "feed"):
        found |= ground.speaking(column, numbers)
    return found


def forget(connection: sqlite3.Connection, gone: Collection[int]) -> None:
    """Deletes what is said about these records and by them; of their ids a hash stays, in messages too."""
    wanted = ",".join(map(str, sorted(gone)))
    spoken = " OR ".join(f"{column} IN ({wanted})" for column in ("record", "target", "source", "feed"))
    connection.execute(f"DELETE FROM claim WHERE {spoken}")
    connection.execute(f"DELETE FROM origin WHERE record IN ({wanted})")
    names = connection.execute(f"SELECT name, id FROM record WHERE id IN ({wanted})").fetchall()
    connection.executemany("UPDATE record SET name = ? WHERE id = ?", [(tombstone(name), one) for name, one in names])
    said = connection.execute("SELECT message, number FROM revision").fetchall()
    told_otherwise = [(buried(message, [name for name, _ in names]), number) for message, number in said]
    connection.executemany("UPDATE revision SET message = ? WHERE number = ?", told_otherwise)
    connection.execute(
        "UPDATE record SET first = NULL, second = NULL, side = NULL, code = NULL, spell = NULL, survivor = NULL,"
        f" since = NULL, erased = 1 WHERE id IN ({wanted})"
    )
    connection.execute(f"DELETE FROM merged WHERE record IN ({wanted}) OR survivor IN ({wanted})")
    connection.execute("DELETE FROM derived")


def settle(file: File) -> None:
    """Lets nothing of what was deleted stay in the write-ahead log."""
    with told(file.path):
        file.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
