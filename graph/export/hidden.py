# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an exported workbook remembers in very hidden sheets: what it is, and the exported value of every cell.

One sheet says what the workbook is, in pairs of a word and a value. Beside each visible sheet stands one with a row
for each record: its id, then a JSON object from slot to values, cut into as many cells as it needs.
"""

import json
import re
from collections.abc import Iterator, Sequence

from graph.errors import BadDate
from graph.export.cells import LONGEST, NONE_LINE, UNKNOWN_LINE
from graph.export.rows import Lines, Row
from graph.model import read
from graph.stores.protocol import View

VERSION = "1"
"""Of the layout of hidden values; a loader refuses what it does not know."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNWRITABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def about_template(lang: str, identifier: str = "") -> tuple[tuple[str, str], ...]:
    """What the hidden sheet of an empty template says; its identifier tells the workbook when it is loaded again."""
    said = (("partnernetz", VERSION), ("made", "template"), ("lang", lang), ("id", identifier))
    return tuple(pair for pair in said if pair[1])


def about_export(view: View, lang: str) -> tuple[tuple[str, str], ...]:
    """What the hidden sheet of an export says: the revision, for whom, and the date where one was asked for."""
    said = (
        ("partnernetz", VERSION),
        ("made", "export"),
        ("lang", lang),
        ("revision", str(view.revision.number)),
        ("hash", view.revision.hash),
        ("audience", view.audience.value),
        ("valid", view.at.valid),
        ("valid_to", view.at.valid_to),
    )
    return tuple(pair for pair in said if pair[1])


def hidden_row(record: str, text: str) -> tuple[str, ...]:
    """A row of exported values: the record's id, then the parts of the JSON object."""
    return (record, *_pieces(text))


def as_json(lines: Lines) -> str:
    """The JSON object of a row's values, of characters that XML can hold."""
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", _ENCODER.encode(lines))


def read_hidden(cells: Sequence[str]) -> Row | None:
    """The row that `hidden_row` wrote; None for what it did not write."""
    if len(cells) < 2 or not cells[0]:
        return None
    try:
        said = json.loads("".join(cells[1:]))
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not all(_is_lines(lines) for lines in said.values()):
        return None
    return Row(cells[0], {name: tuple(lines) for name, lines in said.items()})


def _is_lines(lines: object) -> bool:
    return isinstance(lines, list) and all(isinstance(line, str) and _is_line(line) for line in lines)


def _is_line(line: str) -> bool:
    """Whether a value can be read there: a file may hold anything."""
    try:
        return line in (UNKNOWN_LINE, NONE_LINE) or read(line) is not None
    except (ValueError, ArithmeticError, BadDate):
        return False


def _pieces(text: str) -> Iterator[str]:
    """Parts that fit into a cell each, however many units of UTF-16 a character takes; none ends in a blank."""
    while text:
        size = LONGEST // 2
        while size > 1 and text[size - 1 : size + 1].strip() != text[size - 1 : size + 1]:
            size -= 1
        yield text[:size]
        text = text[size:]
