# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every loader promises, and what it yields: statements of a source, and problems as values.

A loader reads one file and yields what it says in the file's own order. It never writes, never decides which
record is meant, never prints, and never raises because of what a file contains.
"""

import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from graph.model import (
    NOT_STATED_BOUND,
    Certainty,
    ParticipationKey,
    Passage,
    Rank,
    TieKey,
    Value,
    ValueState,
    Visibility,
)


class Severity(StrEnum):
    """What a problem costs: the record or file, doubt, or nothing."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


class Place(NamedTuple):
    """Where something stands in a file; lines and columns are counted from 1, 0 where there is none."""

    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    """What a person looks up where lines say little: "Partners!C7" (sheet and cell), an XPath, a record key."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.where}" if place and self.where else place or self.where


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: what, where, and what to do."""

    severity: Severity
    code: str
    """Stable, listed in docs/reference/errors.md: UNKNOWN_CODE, BAD_YAML, ..."""
    message: str
    place: Place = NOWHERE
    hint: str = ""
    about: str = ""
    """The record that an error costs ("stakeholder/hanova"); "" where it costs the whole file or nothing."""
    rows: int = 0
    """How many rows it tells to say something of a record of which an earlier row speaks."""

    def __str__(self) -> str:
        text = f"{self.severity.lower()} {self.code}: {self.message}"
        return " ".join(part for part in (f"{self.place}:" if self.place.file else "", text, self.hint) if part)


FEED = "feed"
"""The key of the source that the file itself is."""

RecordKey = str | ParticipationKey | TieKey


# A tuple, as is its place: there are millions of them, and a tuple is made four times as quickly as a dataclass.
class Said(NamedTuple):
    """One statement of a source, in the file's own names; a claim as soon as it is known which records are meant.

    Wherever a record is named (parts of a natural key, a `Ref` in the value, the source), it is by the loader's own
    name for it. A `Ref` names the type too where the property allows several: "event/messe".
    """

    type: str
    """Of which type the record is that is spoken of."""
    key: RecordKey
    """The loader's own name for it, stable between loads, never a row number; for relations what they join."""
    property: str
    value: Value | None = None
    state: ValueState = ValueState.STATED
    source: str = FEED
    """Who says it: the key of a source; FEED where it is the file itself."""
    passages: tuple[Passage, ...] = ()
    valid_from: str = NOT_STATED_BOUND
    valid_to: str = NOT_STATED_BOUND
    certainty: Certainty = Certainty.STATED
    rank: Rank = Rank.NORMAL
    visibility: Visibility | None = None
    """None: as the vocabulary has it for such records and properties."""
    place: Place = NOWHERE
    """Where it stands in the file, for the problems of later steps."""
    is_apart: bool = False
    """Whether the file tells the record apart from its others, though they are of the same parties."""

    @builtins.property
    def about(self) -> str:
        """The record that is spoken of, as one word: "stakeholder/hanova"."""
        return record_name(self.type, self.key)


@dataclass(frozen=True, slots=True)
class FeedSaid:
    """What a file says of itself as a feed: the key under which loading it again replaces what it brought."""

    key: str
    """"" where it has none of its own."""
    place: Place = NOWHERE
    title: str = ""
    """What its source is called where the file gives no title; "": as the key."""
    kind: str = ""
    """Of which kind its source is where the file gives none; "": a data set."""
    is_addition: bool = False
    """Whether the file says only what is new: what the feed said before stays, though the file does not say it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One fact that a person has changed, added or emptied in a workbook that was exported.

    It is an edit of a fact, not a new statement of a source; whether the fact still says what was exported is asked
    where the store is known.
    """

    record: str
    """The id of the record, as it was exported."""
    property: str
    """As claims name it: "attribute:NAME" for attributes."""
    lang: str = ""
    """The language of the column, where it holds texts of one."""
    before: str = ""
    """What was exported, as `graph.model.written` writes it; "?" unknown, "-" none; "" where nothing was said."""
    after: Value | None = None
    """What the cell says now; records that a `Ref` names are ids, or keys of rows of the same file."""
    state: ValueState = ValueState.STATED
    """NOT_STATED: the cell was emptied, so that what was exported is retracted."""
    locator: str = ""
    """The cell, as a passage cites it: "Partners!C7"."""
    place: Place = NOWHERE


Yielded = Said | Edit | FeedSaid | Problem


class Loader(Protocol):
    """Reads files of one family."""

    @property
    def name(self) -> str:
        """The word that chooses it on the command line."""
        ...

    @property
    def version(self) -> str:
        """Changes when it reads the same file differently."""
        ...

    @property
    def description(self) -> str:
        """What it reads, in one sentence."""
        ...

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of the names of its files, with the dot."""
        ...

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file is one of its own, judged by the first bytes of its content."""
        ...

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the file says, in its own order.

        Raises:
            OSError: the file cannot be read.
        """
        ...


def record_name(type_name: str, key: RecordKey) -> str:
    """The feed's name for a record, unique among all its records.

    Example:
        >>> record_name("stakeholder", "hanova")
        'stakeholder/hanova'
        >>> record_name("participation", ParticipationKey("solidarity", "hanova", "partner", "hannover"))
        'participation/solidarity/hanova/partner/hannover'
    """
    if isinstance(key, str):
        name = f"{type_name}/{key}"
    elif isinstance(key, ParticipationKey):
        name = f"{type_name}/{key.cooperation}/{key.stakeholder}/{key.role}/{key.side}/{key.spell}"
    else:
        name = f"{type_name}/{key.subject}/{key.kind}/{key.object}/{key.spell}"
    return name.rstrip("/")
