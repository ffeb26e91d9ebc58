# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a text file writes its table: in which encoding, with which separator, with or without quotation marks.

UTF-8 with or without a mark, UTF-16 with one; what is neither is read as spreadsheets of the West (CP1252) or of
Ukraine (CP1251) write it. The separator is the one that divides the first lines most evenly.
"""

import codecs
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SEPARATORS = ("\t", ";", "|", ",")
"""Those that stand in texts too come last."""
SAMPLE = 65_536

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CYRILLIC = re.compile(rb"[\xa5\xaa\xaf\xb2-\xb4\xb8\xba\xbf-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file writes its rows."""

    encoding: str
    separator: str
    has_quotes: bool = True
    skipped: int = 0
    """Lines before the first row that only say how the file is written."""


def dialect_of(sample: str, encoding: str, separator: str = "") -> Dialect:
    """How the file is written, judged by its beginning: the separator that divides the lines most evenly."""
    said = _SAID.match(sample)
    if said:
        return Dialect(encoding, separator or said[1], skipped=1)
    lines = [line for line in sample.splitlines() if line.strip()][:51]
    if len(lines) > 1 and not sample.endswith("\n"):
        lines.pop()  # it may go on
    best = separator or max(SEPARATORS, key=lambda sign: _evenness(lines, sign))
    return Dialect(encoding, best, has_quotes=best != "\t" or not _has_loose_quotes(lines))


def _evenness(lines: list[str], sign: str) -> tuple[float, int]:
    """The share of lines with as many fields as the first one, and how many these are; nothing if it is one."""
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign)]
    except csv.Error:
        return (0.0, 0)
    first = counts[0] if counts else 0
    if first < 2:
        return (0.0, 0)
    return (round(sum(count == first for count in counts) / len(counts), 1), first)


def _has_loose_quotes(lines: list[str]) -> bool:
    fields = [field for line in lines for field in line.split("\t") if '"' in field]
    return any(not (len(field) > 1 and field.startswith('"') and field.endswith('"')) for field in fields)


def decoded(head: bytes, encoding: str) -> str:
    """The beginning of a file as text."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(head)


def decoded_head(head: bytes) -> str:
    """The beginning of a file of which no more is known; "" if it is no text."""
    encoding = _marked(head) or ("" if b"\0" in head else _unmarked(head, [head]))
    return decoded(head, encoding) if encoding else ""


def encoding_of(path: Path, head: bytes) -> str:
    """The encoding of the file; "" if it is no text.

    Cost: O(length of the file), if no mark tells.
    """
    if marked := _marked(head):
        return marked
    if b"\0" in head:
        return ""
    with path.open("rb") as file:
        return _unmarked(head, iter(lambda: file.read(1_000_000), b""), is_whole=True)


def _unmarked(head: bytes, parts: Iterable[bytes], *, is_whole: bool = False) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for part in parts:
            decoder.decode(part)
        decoder.decode(b"", final=is_whole)
    except UnicodeDecodeError:
        cyrillic = sum(len(run) for run in _CYRILLIC.findall(head))
        return "cp1251" if cyrillic * 2 > len(_HIGH.findall(head)) else "cp1252"
    return "utf-8"


def _marked(head: bytes) -> str:
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")
