# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that rows name by number: properties, authors, roles, kinds. They are few and only ever added to."""

import sqlite3
from collections.abc import Iterator, Mapping


class Words(Mapping[int, str]):
    """Number → text, read from the store when one is not known yet; `number` goes the other way."""

    def __init__(self) -> None:
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
        known = max(self._texts, default=0)
        for number, text in connection.execute("SELECT id, text FROM word WHERE id > ?", (known,)).fetchall():
            self._texts[number], self._numbers[text] = text, number

    def find(self, text: str) -> int:
        """The number of a word; 0 where no row can name it."""
        return self._numbers.get(text, 0)

    def number(self, connection: sqlite3.Connection, text: str) -> int:
        """The number of a word, new if need be (within the writer's transaction)."""
        if text not in self._numbers:
            number = connection.execute("INSERT INTO word (text) VALUES (?)", (text,)).lastrowid or 0
            self._texts[number], self._numbers[text] = text, number
        return self._numbers[text]

    def forget(self, connection: sqlite3.Connection) -> None:
        """Drops what a transaction that came to nothing added."""
        self._texts, self._numbers = {}, {}
        self.refresh(connection)
