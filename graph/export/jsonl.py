# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole store as JSON lines: claim by claim out, and in again into an empty store of any engine.

The first line says what the file is, the last one how many lines lie between, so that a cut file is noticed. A store
that was filled from such a file writes the same file, byte by byte. Nothing tells when it was written.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO, TypeVar

from graph.errors import BadInput
from graph.export.json_lines import Numbered, heading, put
from graph.export.value_json import Fields, claim_json, claim_of, key_json, key_of, number_in, object_in, text_in
from graph.model import Audience, Claim
from graph.stores.archive import Counts, HeldLine, Line, MergeLine, OriginLine, RecordLine, RevisionLine
from graph.stores.protocol import Store

STORE = "store"
"""The kind of file that holds a whole store."""
PART = 1_000
"""Ids that one line lists; a revision with more goes on in further lines."""

T = TypeVar("T")
_COUNTED = re.compile(r"Line \d+: (.*)", re.DOTALL)


def write_jsonl(store: Store, out: BinaryIO, progress: Callable[[int], None] | None = None) -> None:
    """Writes everything that the store holds, whoever may see it.

    Args:
        store: What is written.
        out: Where to.
        progress: Is told now and then how many lines have been written.

    Cost: O(claims ever entered); memory for what the longest line says.
    """
    put(out, heading(STORE), _written(store.archive()), progress)


def read_jsonl(file: BinaryIO) -> Iterator[Line]:
    """The lines of such a file, as soon as they are read.

    Raises:
        BadInput: a line is none of such a file, or the last ones are missing; its number is told.
    """
    return iter(_Reading(file))


def fill(store: Store, file: BinaryIO) -> None:
    """Fills an empty store from such a file, as one durable step.

    Raises:
        BadInput: the store is not empty, or a line is wrong; its number in the file is told.
    """
    reading = _Reading(file)
    try:
        store.fill(reading)
    except BadInput as error:
        if reading.is_broken or not (found := _COUNTED.fullmatch(error.message)):
            raise
        # The store counts the lines of the archive, of which the file has some in several pieces.
        raise BadInput(f"Line {reading.at}: {found[1]}", error.hint) from None


# ------------------------------------------------------------------ out


def _written(lines: Iterable[Line]) -> Iterator[dict[str, object]]:
    for line in lines:
        yield _fields(line)
        if isinstance(line, RevisionLine):
            for first in range(PART, len(line.reached), PART):
                yield {"line": "reached", "records": line.reached[first : first + PART]}


def _fields(line: Line) -> dict[str, object]:
    match line:
        case RecordLine():
            gone = {"erased": True} if line.erased else {}
            return {"line": "record", "id": line.id, "type": line.type, **key_json(line.key), **gone}
        case OriginLine(feed, key, record):
            return {"line": "origin", "feed": feed, "key": key, "record": record}
        case MergeLine(record, survivor, since, until):
            return {"line": "merge", "record": record, "survivor": survivor, "since": since, **_until(until)}
        case HeldLine(key, since, until):
            return {"line": "held", "key": key, "since": since, **_until(until)}
        case Claim():
            return {"line": "claim", **claim_json(line)}
        case RevisionLine():
            return _revision(line)


def _until(until: int | None) -> dict[str, object]:
    return {} if until is None else {"until": until}


def _revision(line: RevisionLine) -> dict[str, object]:
    return {
        "line": "revision",
        "number": line.number,
        "at": line.at.isoformat(),
        "message": line.message,
        "author": line.author,
        "counts": {str(audience): _counts(line.counts[audience]) for audience in Audience},
        "reached": line.reached[:PART],
    }


def _counts(counts: Counts) -> dict[str, object]:
    # 120 bits are more than most programs take for a number.
    said: dict[str, object] = {"entered": counts.entered, "left": counts.left, "changed": counts.changed}
    return said | {"total": f"{counts.total:030x}"}


# ------------------------------------------------------------------ in


class _Reading:
    """One reading of a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._numbered = Numbered(file, STORE)
        self.at = 0
        """Where the line of the archive begins that was handed out last."""
        self.is_broken = False
        """Whether the file itself is wrong."""

    def __iter__(self) -> Iterator[Line]:
        try:
            yield from self._lines()
        except _Wrong as error:
            self.is_broken = True
            raise BadInput(error.message, error.hint) from None

    def _lines(self) -> Iterator[Line]:
        waiting: RevisionLine | None = None
        reached: list[str] = []
        begun = 0
        for fields in self._fields():
            if fields.get("line") == "reached":
                if waiting is None:
                    raise self._wrong("It goes on with a revision that has not begun.")
                reached += self._read(_reached, fields)
                continue
            if waiting is not None:
                self.at = begun
                yield replace(waiting, reached=tuple(reached))
                waiting = None
            line = self._read(_line_of, fields)
            if isinstance(line, RevisionLine):
                waiting, reached, begun = line, list(line.reached), self._numbered.number
            else:
                self.at = self._numbered.number
                yield line
        if waiting is not None:
            self.at = begun
            yield replace(waiting, reached=tuple(reached))

    def _fields(self) -> Iterator[Fields]:
        lines = iter(self._numbered)
        while True:
            try:
                fields = next(lines, None)
            except BadInput as error:
                raise _Wrong(error.message, error.hint) from None
            if fields is None:
                return
            yield fields

    def _read(self, read: Callable[[Fields], T], fields: Fields) -> T:
        try:
            return read(fields)
        except BadInput as error:
            raise self._wrong(error.message, error.hint) from None

    def _wrong(self, message: str, hint: str = "") -> "_Wrong":
        found = self._numbered.wrong(message)
        return _Wrong(found.message, hint or found.hint)


class _Wrong(BadInput):
    """Something of the file itself is wrong, not of what the store makes of it."""


def _line_of(fields: Fields) -> Line:
    match fields.get("line"):
        case "record":
            name = text_in(fields, "type")
            return RecordLine(text_in(fields, "id"), name, key_of(name, fields), fields.get("erased") is True)
        case "origin":
            return OriginLine(text_in(fields, "feed"), text_in(fields, "key"), text_in(fields, "record"))
        case "merge":
            span = number_in(fields, "since"), _until_of(fields)
            return MergeLine(text_in(fields, "record"), text_in(fields, "survivor"), *span)
        case "held":
            return HeldLine(number_in(fields, "key"), number_in(fields, "since"), _until_of(fields))
        case "claim":
            return claim_of(fields)
        case "revision":
            return _revision_of(fields)
        case other:
            raise BadInput(f'No line is of kind "{str(other)[:40]}".', "Use a file as it was written.")


def _until_of(fields: Fields) -> int | None:
    return number_in(fields, "until") if "until" in fields else None


def _revision_of(fields: Fields) -> RevisionLine:
    counts = object_in(fields, "counts")
    return RevisionLine(
        number_in(fields, "number"),
        _moment(text_in(fields, "at")),
        text_in(fields, "message"),
        text_in(fields, "author"),
        counts={audience: _counts_of(object_in(counts, audience)) for audience in Audience},
        reached=tuple(_names(fields, "reached")),
    )


def _counts_of(fields: Fields) -> Counts:
    total = text_in(fields, "total")
    try:
        whole = int(total[:40], 16)
    except ValueError:
        raise BadInput(f'total is "{total[:40]}", which is no number.') from None
    return Counts(number_in(fields, "entered"), number_in(fields, "left"), number_in(fields, "changed"), whole)


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadInput(f'at is "{text[:40]}", which is no moment.', "Such as 2026-01-31T12:00:00+00:00.")
    return found


def _reached(fields: Fields) -> list[str]:
    return _names(fields, "records")


def _names(fields: Fields, name: str) -> list[str]:
    found = fields.get(name)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadInput(f"{name} is missing, or lists no ids.")
    return found
