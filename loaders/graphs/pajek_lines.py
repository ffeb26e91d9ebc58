# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Single lines of Pajek files: numbers, quoted words, parameters in pairs, and times such as [2001-2003,2005-*].

A file is in UTF-8 or UTF-16, else in the letters of Western Windows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.graphs.parts import MAX_BYTES, Field, Spell, broken, too_large
from loaders.graphs.times import NoDate, spell
from loaders.loader import Place

MAX_LINE = 1_000_000
MAX_PARAMETERS = 2_000
# Of vertices: factors, turn, rounding, colours and widths, the label's place and letters; of lines: colour, pattern,
# arrow, width, hooks and curves.
DRAWN = frozenset(
    (
        *("x_fact", "y_fact", "phi", "r", "q", "ic", "bc", "bw", "lc", "la", "lr", "lp", "lphi", "fos", "font"),
        *("hook", "s_size", "c", "p", "s", "a", "w", "h1", "h2", "a1", "a2", "k1", "k2"),
    )
)
"""Parameters that only draw."""
SHAPES = frozenset(("ellipse", "circle", "box", "diamond", "triangle", "cross", "empty", "man", "woman", "house"))

_WORD = re.compile(r'"([^"]*)"?|(\[[^\]]*\]?)|([^\s"\[]+)')
_TIME = re.compile(r"(\d{1,9}|\*)\s*(?:-\s*(\d{1,9}|\*))?", re.ASCII)
_NUMERIC = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, without blanks around it."""

    number: int
    text: str
    words: str = ""
    """What to call it where it is no line."""

    @property
    def locator(self) -> str:
        """Where it stands, as passages name it."""
        return self.words or f"line {self.number}"

    def place(self, file: str) -> Place:
        """Where it stands, as problems name it."""
        return Place(file, self.number, 0, self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on a line: the numbers it begins with, words, and times."""

    numbers: tuple[int, ...]
    words: tuple[str, ...]
    spells: tuple[Spell, ...] = ()
    timed: tuple[Field, ...] = ()
    """The times, where they are no dates."""


def lines_of(path: Path, encoding: str = "") -> Iterator[Line]:
    """The lines of a file.

    Raises:
        Broken: it is too large, or no text.
    """
    if path.stat().st_size > MAX_BYTES:
        raise too_large(f"The file has more than {MAX_BYTES // 1_000_000} MB.", Place(path.name, 1))
    number = 0
    try:
        with path.open(encoding=encoding or _encoding(path), newline=None) as file:
            while text := file.readline(MAX_LINE + 1):
                number += 1
                if len(text) > MAX_LINE:
                    raise too_large(f"A line has more than {MAX_LINE:,} characters.", Place(path.name, number))
                yield Line(number, text.strip().strip("\ufeff\0"))
    except UnicodeDecodeError:
        place = Place(path.name, number + 1)
        raise broken("NOT_UTF8", "This is no text that is known.", place, "Save it as UTF-8.") from None


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(2)
    if head in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def row_of(line: Line, numbers: int) -> Row:
    """The line, of which the first words are numbers."""
    found: list[str] = []
    times = ""
    for quoted, time, plain in _WORD.findall(line.text):
        if time:
            times = times or time
        elif len(found) < MAX_PARAMETERS:
            found.append(plain or quoted)
    first = found[:numbers]
    whole = tuple(int(word) for word in first if word.isascii() and word.isdecimal() and len(word) < 10)
    return _timed(Row(whole if len(whole) == numbers else (), tuple(found[numbers:])), times, line)


def _timed(row: Row, times: str, line: Line) -> Row:
    if not times.strip("[] "):
        return row
    try:
        spells = tuple(spell(starts, ends or starts) for starts, ends in _TIME.findall(times))
    except NoDate:
        return Row(row.numbers, row.words, (), (Field("time", times.strip("[] "), line.locator),))
    return Row(row.numbers, row.words, spells)


def parameters(words: tuple[str, ...], line: Line, *, of: str) -> tuple[Field, ...]:
    """What the parameters of a vertex or line say, beside drawing it."""
    rest = list(words)
    while rest and (_NUMERIC.fullmatch(rest[0]) or rest[0].lower() in SHAPES):
        rest.pop(0)
    found: list[Field] = []
    for name, text in zip(rest[::2], rest[1::2], strict=False):
        if of == "line" and name == "l":
            found.append(Field("label", text, line.locator))
        elif name.lower() not in DRAWN:
            found.append(Field(name, text, line.locator, is_number=_NUMERIC.fullmatch(text) is not None))
    return tuple(found)
