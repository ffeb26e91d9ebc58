# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own JSON lines: what another city's service shows, claim by claim, read as a feed of this one.

Each record keeps the id that it has there as its key, each claim its source and passages; which feed brought it there,
who entered it and in which revision is not taken over. Judgements on identity are not either: they are this city's own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput
from graph.export.claims_jsonl import VIEW
from graph.export.json_lines import Cut, Numbered, kind_of
from graph.export.jsonl import STORE
from graph.export.value_json import Fields, claim_of, key_of, text_in
from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.model import Claim, Key, Ref, Value, key_ends
from loaders.loader import Place, Problem, RecordKey, Said, Severity, Yielded, record_name

IDENTITY = frozenset({"same_as", "different_from", "maybe_same_as", "identity"})
"""What each city judges for itself."""
MOST_BAD = 100
"""Bad lines after which the rest is not read."""
MOST_BYTES = 2_000_000_000
MOST_RECORDS = 2_000_000

_COUNTED = re.compile(r"^Line \d+: ")


class JsonLines:
    """The loader of exported JSON lines."""

    name = "jsonl"
    version = "1"
    description = "JSON lines as the export of another Partnernetz service writes them, claim by claim."
    formats = (".jsonl", ".ndjson")

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the first line is that of an export, be it of a view or of a whole store."""
        return kind_of(head) in {VIEW, STORE}

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the file says, in its own order: one pass to learn which records it has, one for the claims."""
        place = Place(path.name)
        with path.open("rb") as file:
            if kind_of(file.read(4096)) == STORE:
                hint = "Import it by itself into an empty store, or export what readers see and import that."
                yield _error("NOT_READ", "A whole store, with its history, cannot be a feed.", place, hint)
            elif file.seek(0, 2) > MOST_BYTES:
                yield _error("TOO_LARGE", f"The file is larger than {MOST_BYTES:,} bytes.", place, "Divide it.")
            else:
                known = _records(file, path.name)
                if len(known) > MOST_RECORDS:
                    yield _error("TOO_LARGE", f"The file has more than {MOST_RECORDS:,} records.", place, "Divide it.")
                    return
                yield from _told(file, path.name, known)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line, and where it stands."""

    fields: Fields
    place: Place


@dataclass(frozen=True, slots=True)
class _Known:
    """A record of the file."""

    type: str
    key: Key


def _lines(file: BinaryIO, name: str) -> Iterator[_Line | Problem]:
    """All lines of the file from its beginning, and what is wrong with those that are none."""
    file.seek(0)
    numbered = Numbered(file, VIEW)
    try:
        numbered.begin()
    except BadInput as error:
        yield _bad(error, Place(name, numbered.number))
        return
    while True:
        try:
            fields = numbered.read()
        except BadInput as error:
            is_cut = isinstance(error, Cut)
            yield _bad(error, Place(name, numbered.number), "" if is_cut else f"line {numbered.number}")
            if is_cut:
                return
            continue
        if fields is None:
            return
        yield _Line(fields, Place(name, numbered.number))


def _records(file: BinaryIO, name: str) -> dict[str, _Known]:
    """The records of the file, by id; what is wrong is told in the second pass."""
    found: dict[str, _Known] = {}
    for line in _lines(file, name):
        if isinstance(line, _Line) and line.fields.get("line") == "record" and len(found) <= MOST_RECORDS:
            try:
                found.setdefault(text_in(line.fields, "id"), _record(line.fields))
            except BadInput:
                continue
    return found


def _told(file: BinaryIO, name: str, known: Mapping[str, _Known]) -> Iterator[Yielded]:
    bad, left_out = 0, set[str]()
    for line in _lines(file, name):
        found = _of_line(line, known) if isinstance(line, _Line) else line
        if isinstance(found, Problem):
            if found.severity is Severity.ERROR:
                bad += 1
            elif found.about in left_out:
                continue
            left_out.add(found.about)
        if found is not None:
            yield found
        if bad >= MOST_BAD:
            hint = "Is it the right file?"
            yield _error("BAD_SHAPE", f"{bad} lines are wrong; the rest is not read.", Place(name), hint)
            return


def _of_line(line: _Line, known: Mapping[str, _Known]) -> Said | Problem | None:
    try:
        match line.fields.get("line"):
            case "record":
                _record(line.fields)
                return None
            case "claim":
                claim = claim_of(line.fields)
                return None if claim.property in IDENTITY else _said(claim, line.place, known)
            case other:
                raise BadInput(f'No line is of kind "{str(other)[:40]}".', "Use a file as it was written.")
    except BadInput as error:
        return _bad(error, line.place, f"line {line.place.line}")


def _record(fields: Fields) -> _Known:
    type_name = text_in(fields, "type")
    if type_name not in RECORD_TYPES:
        raise BadInput(f'No record is of type "{type_name[:40]}".', f"Known: {', '.join(RECORD_TYPES)}.")
    return _Known(type_name, key_of(type_name, fields))


def _said(claim: Claim, place: Place, known: Mapping[str, _Known]) -> Said | Problem:
    """What a claim says here; a warning where it joins what the file does not have."""
    about = known.get(claim.record)
    if about is None:
        raise BadInput(f'The file has no record "{claim.record[:40]}".', "Use a file as it was written.")
    key: RecordKey = about.key or claim.record
    ends = [*(key_ends(about.key) if about.key else ()), *(_targets(claim))]
    missing = [end for end in (claim.source, *ends) if end not in known]
    if missing:
        message = f'"{missing[0][:40]}" is not in the file: what speaks of it is left out.'
        hint = "A narrower export leaves out what lies beyond it."
        return Problem(Severity.WARNING, "UNKNOWN_KEY", message, place, hint, f"{about.type}/{missing[0]}")
    return Said(
        type=about.type,
        key=key,
        property=claim.property,
        value=_value(claim, known),
        state=claim.state,
        source=claim.source,
        passages=claim.passages,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        certainty=claim.certainty,
        rank=claim.rank,
        visibility=claim.visibility,
        place=place,
    )


def _targets(claim: Claim) -> tuple[str, ...]:
    return (claim.value.record,) if isinstance(claim.value, Ref) else ()


def _value(claim: Claim, known: Mapping[str, _Known]) -> Value | None:
    """The value, a record named with its type."""
    if not isinstance(claim.value, Ref):
        return claim.value
    target = claim.value.record
    return Ref(record_name(known[target].type, target), claim.value.role)


def _bad(error: BadInput, place: Place, about: str = "") -> Problem:
    return _error("BAD_SHAPE", _COUNTED.sub("", error.message), place, error.hint, about=about)


def _error(code: str, message: str, place: Place, hint: str, *, about: str = "") -> Problem:
    return Problem(Severity.ERROR, code, message, place, hint, about)
