# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A look at a sheet's XML before it is opened: how far its cells reach, which are errors, which are formulas.

The library that reads sheets takes memory for the whole rectangle of cells, and shows an error cell as an empty one;
so both is found out here, by patterns over small pieces and without understanding the XML.
"""

import re
from dataclasses import dataclass, field

from loaders.tables.table import MAX_COLUMNS

MAX_CELLS = 20_000_000
"""Rows times columns of one sheet: what memory is taken for."""
EXCEL_ROWS = 1_048_576
MOST_NOTED = 10_000
CARRY = 2_000_000
"""The longest piece of one cell."""

_TAG = rb"<(?:[^\s<>/:!?]+:)?"
_CELL = re.compile(_TAG + rb"c(?=[\s/>])")
_PLACED = re.compile(_TAG + rb"c(?=\s)[^<>]*?\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']([^<>]*)>")
_TWICE = re.compile(_TAG + rb"c(?=\s)[^<>]*?\sr\s*=[^<>]*?\sr\s*=")
_ERROR = re.compile(_TAG + rb"c\s[^<>]*?\bt\s*=\s*[\"']e[\"'][^<>]*>")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3}\d{1,7})[\"']")
_FORMULA = re.compile(_TAG + rb"c\s([^<>]*)>\s*" + _TAG + rb"f[\s/>]")
_UNCOMPUTED = re.compile(
    _TAG + rb"c\s([^<>]*)>\s*" + _TAG + rb"f(?:\s[^<>]*)?>[^<]*</(?:[^\s<>/:]+:)?f>\s*"
    rb"(?:<(?:[^\s<>/:]+:)?v\s*/>|<(?:[^\s<>/:]+:)?v>\s*</(?:[^\s<>/:]+:)?v>)?\s*</(?:[^\s<>/:]+:)?c>"
)
_VALUE = re.compile(rb"<(?:[^\s<>/:]+:)?v>([^<]*)<")


@dataclass(slots=True)
class Scan:
    """What was seen of one sheet so far."""

    rows: int = 0
    columns: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    """Cells that show an error, with it: "C7" → "#REF!"."""
    formulas: int = 0
    first_formula: str = ""
    uncomputed: dict[str, str] = field(default_factory=dict)
    """Cells whose formula was never computed."""
    rest: bytes = b""
    """The end of the last piece, where a cell may begin."""
    has_begun: bool = False
    is_xml: bool = True

    def see(self, piece: bytes) -> str:
        """Takes the next piece; says why the sheet cannot be opened, "" if nothing is wrong with it so far."""
        if not self.has_begun:
            self.has_begun = True
            start = piece.lstrip(b"\xef\xbb\xbf \r\n\t")[:4]
            if start.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"<" in start and b"\0" in start):
                return "A part of the workbook is no XML in UTF-8."
            self.is_xml = start.startswith(b"<")
            if self.is_xml and b"<!DOCTYPE" in piece[:65_536]:
                return "A part of the workbook declares a document type."
        if not self.is_xml:
            return ""
        whole = self.rest + piece
        end = max(whole.rfind(b"</c>") + 4, whole.rfind(b":c>") + 3, whole.rfind(b"/>") + 2)
        cut = end if end > 3 else 0
        self.rest = whole[cut:]
        if not _CELL.search(self.rest) and self.rest.rfind(b"<") <= self.rest.rfind(b">"):
            self.rest = b""
        if len(self.rest) > CARRY:
            return f"A cell of a sheet has more than {CARRY // 1_000_000} MB."
        return self._look(whole[: len(whole) - len(self.rest)])

    def _look(self, seen: bytes) -> str:
        placed = _PLACED.findall(seen)
        if len(placed) != len(_CELL.findall(seen)) or _TWICE.search(seen):
            return "The cells of a sheet do not say where they are."
        full = [(letters, number) for letters, number, end in placed if not end.endswith(b"/")]
        self.columns = max(self.columns, max(map(_column, {letters for letters, _ in full}), default=0))
        self.rows = max(self.rows, max((int(number) for _, number in full), default=0))
        self._note(seen)
        if self.columns > MAX_COLUMNS:
            return f"A sheet has cells beyond column {MAX_COLUMNS}."
        if self.rows > EXCEL_ROWS or self.rows * self.columns > MAX_CELLS:
            return f"A sheet reaches to row {self.rows:,} and column {self.columns}."
        return ""

    def _note(self, seen: bytes) -> None:
        for found in _ERROR.finditer(seen):
            name, value = _REFERENCE.search(found[0]), _VALUE.search(seen, found.end(), found.end() + 10_000)
            if name and len(self.errors) < MOST_NOTED:
                self.errors[name[1].decode().upper()] = value[1].decode("utf-8", "replace")[:20] if value else ""
        for found in _FORMULA.finditer(seen):
            name = _REFERENCE.search(found[1])
            self.formulas += 1
            self.first_formula = self.first_formula or (name[1].decode() if name else "")
        for found in _UNCOMPUTED.finditer(seen):
            name = _REFERENCE.search(found[1])
            if name and len(self.uncomputed) < MOST_NOTED:
                self.uncomputed[name[1].decode().upper()] = ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
