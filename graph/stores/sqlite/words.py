# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that rows name by number: properties, authors, roles, kinds. They are few and only ever added to."""

import sqlite3
from collections.abc import Iterator, Mapping
from threading import Lock


class Words(Mapping[int, str]):
    """Number → text, read from the store when one is not known yet; `number` goes the other way.

    Readers see whole states only: what is added or dropped, is so by putting another mapping in the place of this one.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._texts: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def __getitem__(self, number: int) -> str:
        return self._texts[number]

    def __iter__(self) -> Iterator[int]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Reads what other writers added."""
        with self._lock:
            known = max(self._texts, default=0)
            found = connection.execute("SELECT id, text FROM word WHERE id > ?", (known,)).fetchall()
            self._place(self._texts | dict(found))

    def find(self, text: str) -> int:
        """The number of a word; 0 where no row can name it."""
        return self._numbers.get(text, 0)

    def number(self, connection: sqlite3.Connection, text: str) -> int:
        """The number of a word, new if need be (within the writer's transaction)."""
        with self._lock:
            if text not in self._numbers:
                number = connection.execute("INSERT INTO word (text) VALUES (?)", (text,)).lastrowid or 0
                self._place({**self._texts, number: text})
            return self._numbers[text]

    def forget(self, connection: sqlite3.Connection) -> None:
        """Drops what a transaction that came to nothing added."""
        with self._lock:
            self._place(dict(connection.execute("SELECT id, text FROM word").fetchall()))

    def _place(self, texts: dict[int, str]) -> None:
        self._texts, self._numbers = texts, {text: number for number, text in texts.items()}
