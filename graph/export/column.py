# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workbook is made of: sheets and columns, with their words in German, English and Ukrainian.

A column says one thing of one record; `use` tells what a loader does with it. Headers are compared folded, in any of
the languages, so that a German workbook and an English one are read alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in the three languages."""

    de: str
    en: str
    uk: str

    def in_(self, lang: str) -> str:
        """The words in that language; in English where it is none of the three."""
        return {"de": self.de, "uk": self.uk}.get(lang, self.en)

    @property
    def all(self) -> tuple[str, ...]:
        """The words in every language."""
        return (self.de, self.en, self.uk)


class Use(StrEnum):
    """What a column's cells are for."""

    KEY = "KEY"
    """The row's own name: the id of an exported record, or a word that the other sheets use."""
    VALUE = "VALUE"
    """A value of the column's property."""
    JOIN = "JOIN"
    """A part of what a participation is: `code` is the part's name in `ParticipationKey`."""
    SOURCE = "SOURCE"
    """Who says what stands in the row: a key or title of the sheet of sources; empty: the workbook itself."""
    LOCATOR = "LOCATOR"
    """Where in that source it stands."""
    SHOWN = "SHOWN"
    """Written for the eye only and never read: the names of what keys mean."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the only values of a text or number property, with the words that stand for it."""

    code: str
    words: Wording


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, how it is headed, and what helps to fill it in."""

    code: str
    """Its stable name within its sheet: "label.de", "funding.amount"; what the hidden values are kept under."""
    header: Wording
    use: Use = Use.VALUE
    property: str = ""
    """The property of the record, as the vocabulary has it; "" where the cell is none."""
    part: str = ""
    """Which part of the value, where several columns make one: amount, currency, year, latitude, longitude, or the
    identifier scheme that every value of the column has."""
    lang: str = ""
    """The language of its texts; "" not known, or no text."""
    by_language: bool = False
    """Its texts may stand in a column of each language instead: "Name", "Name (pl)"."""
    scheme: str = ""
    """The vocabulary whose labels and codes its cells hold."""
    refers_to: str = ""
    """The type of the records that its cells name, by key, id or label."""
    with_role: bool = False
    """Each name may be followed by the role in parentheses."""
    many: bool = False
    """Several values may stand in a cell, separated by "; "."""
    choices: tuple[Choice, ...] = ()
    """The only values, where they are no concepts."""
    also: tuple[str, ...] = ()
    """Other headers that are understood."""
    advice: Wording = Wording("", "", "")
    examples: tuple[Wording, ...] = ()
    """The cells of the template's example rows."""
    width: int = 18
    in_template: bool = True
    """Whether the empty template has it; all are understood, and exported where something is stated."""


def _no_words() -> Mapping[str, Column]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the records of one type, one per row."""

    code: str
    type: str
    """The type of its records."""
    title: Wording
    also: tuple[str, ...]
    """Other titles that are understood."""
    advice: Wording
    columns: tuple[Column, ...]
    """The key first."""
    words: Mapping[str, Column] = field(default_factory=_no_words, repr=False, hash=False)
    """Each folded header with its column."""

    @property
    def key(self) -> Column:
        """The first column: the row's own name."""
        return self.columns[0]

    def column(self, code: str) -> Column | None:
        """The column of that stable name, of those that are always there."""
        return next((column for column in self.columns if column.code == code), None)
