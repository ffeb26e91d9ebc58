# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mapping says: which columns (or attributes of a graph file) mean what, as values.

Column names are compared as `column_key` writes them: capitals, accents and signs aside. A table without a header has
the columns A, B, C.
"""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from graph.text import name_key

NO_WORDS: Dictionary[str, str] = MappingProxyType({})


def column_key(name: str) -> str:
    """The form in which names of columns are compared; a name of signs only stays as it is.

    Example:
        >>> column_key("  Rolle / Функція "), column_key("#ties") == column_key("ties"), column_key("#")
        ('rolle funktsiia', True, '#')
    """
    return name_key(name) or " ".join(name.split())


class Other(StrEnum):
    """What becomes of columns that nothing is said of."""

    ATTRIBUTE = "attribute"
    LEAVE = "leave"


class Becomes(StrEnum):
    """What an edge is."""

    COOPERATION = "cooperation"
    """A cooperation in which both ends take part."""
    TIE = "tie"
    """A tie from the source to the target."""
    PARTICIPATION = "participation"
    """The source, a stakeholder, takes part in the target, a cooperation."""
    PARTICIPANT = "participant"
    """The source, a stakeholder, takes part in the target, an event."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a column means: a property, and in which language, register or name."""

    property: str
    """A property of the vocabulary; "" where the column is left out."""
    inside: str = ""
    """The language of a text, the register of an identifier, the name of an attribute."""
    separator: str = ";"
    """Between several values in one cell; "" if a cell holds one value only."""
    values: Dictionary[str, str] = field(default_factory=lambda: NO_WORDS, hash=False)
    """Words of the file, as `column_key` writes them, → our words."""
    part: str = ""
    """Where several columns make one value: amount, currency, year, latitude or longitude."""


LEFT_OUT = ColumnMapping("")
NO_COLUMNS: Dictionary[str, ColumnMapping] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Constant:
    """What is said of every record of a table."""

    column: ColumnMapping
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One word: always the same, or what stands in a column, put into our words."""

    text: str = ""
    """The word; with a column: the one for rows that say nothing there."""
    column: str = ""
    values: Dictionary[str, str] = field(default_factory=lambda: NO_WORDS, hash=False)
    """As in `ColumnMapping`."""
    new: str = ""
    """The kind of the record to make where none in the file is called so; "": that is an error."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return not self.text and not self.column

    def of(self, said: str) -> str:
        """The word, where the column says this."""
        if not said:
            return self.text
        return self.values.get(column_key(said), said) if self.values else said


@dataclass(frozen=True, slots=True)
class ParticipationMapping:
    """A participation made from the columns of a row; the row's own record is the end that is not named."""

    cooperation: Choice = Choice()
    stakeholder: Choice = Choice()
    role: Choice = Choice("partner")
    side: Choice = Choice()
    spell: Choice = Choice()
    columns: Dictionary[str, ColumnMapping] = field(default_factory=lambda: NO_COLUMNS, hash=False)
    """What columns say of the participation: its dates, its status."""
    constants: tuple[Constant, ...] = ()


@dataclass(frozen=True, slots=True)
class TieMapping:
    """A tie made from the columns of a row; the row's own stakeholder is the end that is not named."""

    kind: Choice
    subject: Choice = Choice()
    object: Choice = Choice()
    columns: Dictionary[str, ColumnMapping] = field(default_factory=lambda: NO_COLUMNS, hash=False)
    constants: tuple[Constant, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the rows of a table are, or the nodes of a graph."""

    type: Choice = Choice("stakeholder")
    """A record type that has keys; for rows that are only participations or ties "participation" or "tie"."""
    sheet: str = ""
    """The sheet that is meant; "": the only one, or each that has the key columns."""
    header: int = 1
    """The row of the header, counted from 1; 0: there is none, and columns are called A, B, C."""
    key: tuple[str, ...] = ()
    """The columns that together name a record; none: its identifier, else its label."""
    columns: Dictionary[str, ColumnMapping] = field(default_factory=lambda: NO_COLUMNS, hash=False)
    """By `column_key`."""
    constants: tuple[Constant, ...] = ()
    participations: tuple[ParticipationMapping, ...] = ()
    ties: tuple[TieMapping, ...] = ()
    other: Other = Other.ATTRIBUTE
    source: str = ""
    """The column that names who says what stands in a row: keys or titles of sources; "": the file itself."""
    locator: str = ""
    """The column that says where in that source it stands."""
    has_examples: bool = False
    """Whether rows whose key begins with "Beispiel:" say nothing."""


@dataclass(frozen=True, slots=True)
class EdgeMapping:
    """What the edges of a graph are; in a table, which columns say what."""

    becomes: Becomes = Becomes.COOPERATION
    kind: Choice = Choice("contact")
    """The cooperation's kind or the tie's."""
    source_role: Choice = Choice()
    """Empty: party if the edge is undirected, lead if it is directed; of a participation: party."""
    target_role: Choice = Choice()
    """Empty: party if the edge is undirected, partner if it is directed."""
    directed: bool | None = None
    """None: as the file says, else undirected."""
    sheet: str = ""
    header: int = 1
    source: str = ""
    """The column of the one end; "": known by its name, as in `Source,Target`."""
    target: str = ""
    weight: str = ""
    columns: Dictionary[str, ColumnMapping] = field(default_factory=lambda: NO_COLUMNS, hash=False)
    constants: tuple[Constant, ...] = ()
    other: Other = Other.ATTRIBUTE


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says of one kind of files."""

    feed: str = ""
    """The feed's key; "": the file says nothing of it."""
    source: tuple[Constant, ...] = ()
    """What the feed is as a source: title, publisher, licence, ..."""
    lang: str = ""
    """The language of texts where no column says otherwise."""
    decimal: str = ""
    """The decimal sign of numbers written as text; "": guessed, and asked where both are possible."""
    encoding: str = ""
    """Of CSV files; "": found out."""
    separator: str = ""
    """Of CSV files; "": found out."""
    tables: tuple[TableMapping, ...] = ()
    nodes: TableMapping | None = None
    edges: EdgeMapping | None = None
