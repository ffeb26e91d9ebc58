# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the records of tables are called: their keys, and the names by which other rows speak of them.

A key is what a key column says, else an identifier, else the label as names are compared; never the number of a row.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256

from graph.nearest import nearest_word
from graph.text import name_key

LONGEST = 120
_MOST_SUGGESTIONS = 100
"""To look for what was meant takes time; a file in which so many names are wrong has another fault."""


def key_of(text: str) -> str:
    """A key as it stands in the file: blanks in a row are one, and a slash, which divides names of records, is marked.

    Example:
        >>> key_of(" hanova "), key_of("A/B  c")
        ('hanova', 'A%2FB c')
    """
    key = " ".join(text.split())
    if "/" in key or "%" in key or key.startswith("+"):
        key = key.replace("%", "%25").replace("/", "%2F").replace("+", "%2B", key.startswith("+"))
    return key if len(key) <= LONGEST else f"{key[:LONGEST]}~{sha256(key.encode()).hexdigest()[:12]}"


def natural_key(name: str) -> str:
    """The key that a name makes where there is no other; "" if it has neither letter nor digit.

    Example:
        >>> natural_key("Stadt  Hannover"), natural_key("Mykolajiw e. V."), natural_key("…")
        ('stadt-hannover', 'mykolajiw-e-v', '')
    """
    return key_of(name_key(name).replace(" ", "-"))


class Names:
    """The records that the tables of one file have, by key and by name.

    Names are looked at only when a key does not do: most files speak of records by their keys.
    """

    def __init__(self, *, is_whole: bool = False) -> None:
        """`is_whole`: whether a record that is named must be in the file, if it has any of that type."""
        self.is_whole = is_whole
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._words: dict[str, list[str]] = defaultdict(list)
        self._waiting: list[Callable[[], Iterable[tuple[str, str, str]]]] = []
        self._made: set[tuple[str, str]] = set()
        self._unread: list[Callable[[], None]] = []
        self._suggested = 0

    def add(self, type_name: str, key: str) -> None:
        """Notes a record."""
        self._keys[type_name].add(key)

    def call(self, type_name: str, key: str, name: str) -> None:
        """Notes what a record is called."""
        self._by_name[type_name][name_key(name)].add(key)
        self._words[type_name].append(name)

    def make(self, type_name: str, name: str) -> str:
        """The key of a record that no row is, but that rows name; made where there is none.

        "" if the name is that of a record with a row of its own, or of several.
        """
        found = self.found(type_name, name)
        if found and (type_name, found[0]) not in self._made:
            return ""
        key = found[0] if found else natural_key(name) or key_of(name)
        if not found:
            self._made.add((type_name, key))
            self.add(type_name, key)
            self.call(type_name, key, name)
        return key

    def soon(self, note: Callable[[], None]) -> None:
        """Notes how further records can be noted, when the first one is looked for."""
        self._unread.append(note)

    def later(self, names: Callable[[], Iterable[tuple[str, str, str]]]) -> None:
        """Notes where names can be found when they are needed: type, key and name of each."""
        self._waiting.append(names)

    def has_type(self, type_name: str) -> bool:
        """Whether there are records of that type."""
        self._read()
        return type_name in self._keys

    def is_key(self, type_name: str, text: str) -> bool:
        """Whether a record has a key that is written just so."""
        self._read()
        return text in self._keys.get(type_name, ()) and "%" not in text and len(text) <= LONGEST

    def found(self, type_name: str, text: str) -> tuple[str, ...]:
        """The keys of the records meant: one if it is clear, several if not, none if there is no such record."""
        self._read()
        key = key_of(text)
        if key in self._keys.get(type_name, ()):
            return (key,)
        self._look()
        return tuple(sorted(self._by_name.get(type_name, {}).get(name_key(text), ())))

    def nearest(self, type_name: str, text: str) -> str | None:
        """The name or key that was probably meant."""
        self._look()
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTIONS:
            return None
        return nearest_word((*self._words.get(type_name, ()), *self._keys.get(type_name, ())), text)

    def _read(self) -> None:
        while self._unread:
            self._unread.pop(0)()

    def _look(self) -> None:
        self._read()
        while self._waiting:
            for type_name, key, name in self._waiting.pop()():
                self.call(type_name, key, name)
