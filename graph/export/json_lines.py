# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of JSON lines: the first says what the file is, the last that nothing is missing.

Both kinds have this shape: a whole store (`jsonl.py`) and what a view shows (`claims_jsonl.py`). Files may come from
anybody: lines are bounded, and what is wrong is told with the number of its line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

import orjson

from graph.errors import BadInput

FORMAT = "partnernetz"
VERSION = 1
"""Changes when a file can no longer be read by programs that read the earlier ones."""
MOST_BYTES = 16 << 20
"""Bytes of a line; far more than any claim has."""

HINT = "Use a file as it was written."

_HEAD = re.compile(
    rb'\s*\{\s*"format"\s*:\s*"partnernetz"\s*,\s*"version"\s*:\s*\d+\s*,\s*"kind"\s*:\s*"([a-z_]+)"', re.ASCII
)
_AT_ONCE = 1_000
"""Lines written in one go."""
_TOLD = 10_000
"""Lines after which progress is told."""


def kind_of(head: bytes) -> str:
    """What kind of file begins so: "store", "view", "document"; "" where it is none of ours.

    Example:
        >>> kind_of(b'{"format":"partnernetz","version":1,"kind":"store"}'), kind_of(b"Id,Label")
        ('store', '')
    """
    found = _HEAD.match(head)
    return found[1].decode() if found else ""


def heading(kind: str, more: Mapping[str, object] | None = None) -> dict[str, object]:
    """The fields of the first line."""
    return {"format": FORMAT, "version": VERSION, "kind": kind, **(more or {})}


def ending(lines: int) -> dict[str, object]:
    """The fields of the last line: how many lie between it and the first."""
    return {"line": "end", "lines": lines}


def put(
    out: BinaryIO,
    first: Mapping[str, object],
    lines: Iterable[Mapping[str, object]],
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes a file: its first line, the lines, and the last one that counts them."""
    waiting, count = [orjson.dumps(first)], 0
    for count, fields in enumerate(lines, 1):
        waiting.append(orjson.dumps(fields))
        if len(waiting) >= _AT_ONCE:
            out.write(b"\n".join(waiting) + b"\n")
            waiting.clear()
        if progress is not None and count % _TOLD == 0:
            progress(count)
    out.write(b"\n".join([*waiting, orjson.dumps(ending(count))]) + b"\n")
    if progress is not None:
        progress(count)


class Numbered:
    """The lines of one file between the first and the last, each as its fields.

    `number` tells which one was read last, counted from 1.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file, self._kind = file, kind
        self._count = 0
        self.number = 0

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        self.begin()
        while (fields := self.read()) is not None:
            yield fields

    def begin(self) -> Mapping[str, object]:
        """What the first line says.

        Raises:
            BadInput: the file is not of this kind.
        """
        first = self._line() or {}
        if first.get("format") != FORMAT:
            raise self.wrong("This is no file of Partnernetz.", "Its first line says what it is.")
        if first.get("version") != VERSION:
            hint = f"This program reads version {VERSION}."
            raise self.wrong(f"The file is of version {str(first.get('version'))[:40]}.", hint)
        if first.get("kind") != self._kind:
            message = f'The file is of kind "{str(first.get("kind"))[:40]}", not "{self._kind}".'
            raise self.wrong(message, "Export it again as what you need.")
        return first

    def read(self) -> Mapping[str, object] | None:
        """The next line; None once all have come. After an error the next line can be read.

        Raises:
            BadInput: the line is none, or the last ones are missing.
        """
        fields = self._line()
        if fields is None:
            raise Cut(f"Line {self.number}: The file ends too early.", "Was it written, or copied, to its end?")
        if fields.get("line") == "end":
            self._finish(fields)
            return None
        self._count += 1
        return fields

    def wrong(self, message: str, hint: str = HINT) -> BadInput:
        """What is wrong with the line read last."""
        return BadInput(f"Line {self.number}: {message}", hint)

    def _line(self) -> Mapping[str, object] | None:
        raw = self._file.readline(MOST_BYTES + 1)
        if not raw:
            return None
        self.number += 1
        if len(raw) > MOST_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = self._file.readline(MOST_BYTES)
            raise self.wrong(f"It is longer than {MOST_BYTES:,} bytes.")
        try:
            fields = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise self.wrong(f"It is no JSON: {error.msg[:80]}.") from None
        if not isinstance(fields, dict):
            raise self.wrong("It is no JSON object.")
        return fields

    def _finish(self, fields: Mapping[str, object]) -> None:
        if fields.get("lines") != self._count:
            message = f"{self._count} lines lie before the last, which speaks of {str(fields.get('lines'))[:40]}."
            raise Cut(f"Line {self.number}: {message}", "Some are missing, or too many.")
        if self._file.readline(2):
            raise Cut(f"Line {self.number + 1}: Something follows the last line.", HINT)


class Cut(BadInput):
    """The file does not end as it should: nothing more can be read from it."""
