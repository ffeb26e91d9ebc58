# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One pass over all present claims, as columns of numbers and the few texts that lists need."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.plan import DETAILS, LABELS
from graph.stores.sqlite.registry import Mask, Whole
from graph.stores.sqlite.rows import DEPRECATED, RANK_BITS
from graph.stores.sqlite.told import NAMED, Called, Teller, named

PART = 100_000
TOLD = frozenset((*LABELS, *NAMED, *DETAILS, "identifier"))
_OPEN = "NOT IN ('?', '..')"
_SCAN = f"""
SELECT record, property, marks, value, coalesce(target, 0), source,
    (valid_from {_OPEN}) IS 1 OR (valid_to {_OPEN}) IS 1,
    CASE WHEN passages LIKE '[%' THEN passages END
FROM claim WHERE entered <= ? AND (left IS NULL OR left > ?)
"""
Bits = NDArray[np.uint8]
Line = tuple[int, int, str | None, str | None]
"""Record, marks, value, passages if they are more than a locator."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """Claims as columns."""

    record: Whole
    word: Whole
    """The word that names the property."""
    marks: Bits
    line: Whole
    """The value, as a number in the scan's lines; -1 where it is not kept."""
    target: Whole
    source: Whole
    is_bounded: Mask

    def kept(self, keep: Mask) -> "Claims":
        """Some of them."""
        return Claims(*(getattr(self, name)[keep] for name in _NAMES))


_NAMES = ("record", "word", "marks", "line", "target", "source", "is_bounded")


@dataclass(slots=True)
class Scan:
    """What a pass over the claims brings."""

    lines: dict[str, int] = field(default_factory=dict)
    """Values of the properties that decide columns, by number; "" is none."""
    labels: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Language and text of each record's labels."""
    names: dict[int, list[Called]] = field(default_factory=lambda: defaultdict(list))
    """Every way in which each record is called."""
    details: list[tuple[int, str, str]] = field(default_factory=list)
    """Descriptions of records, with their languages."""
    identifiers: list[tuple[int, str]] = field(default_factory=list)


def scanned(
    ground: Ground, teller: Teller, kept: frozenset[str], progress: Callable[[float], None] | None = None
) -> tuple[Claims, Scan]:
    """All present claims; the values of the properties to be kept are."""
    scan, parts = Scan(), list[Claims]()
    cursor = ground.connection.execute(_SCAN, (ground.revision, ground.revision))
    total, done = max(int(ground.connection.execute("SELECT coalesce(max(id), 1) FROM claim").fetchone()[0]), 1), 0
    while rows := cursor.fetchmany(PART):
        parts.append(_part(rows, scan, teller, kept))
        done += len(rows)
        if progress is not None:
            progress(done / total)
    if not parts:
        parts.append(_part([(0, 0, 0, None, 0, 0, 0, None)], scan, teller, frozenset()).kept(np.zeros(1, np.bool_)))
    whole = Claims(*(np.concatenate([getattr(part, name) for part in parts]) for name in _NAMES))
    return _moved(whole, ground), scan


def _part(
    rows: list[tuple[int, int, int, str | None, int, int, int, str | None]],
    scan: Scan,
    teller: Teller,
    kept: frozenset[str],
) -> Claims:
    record, word, marks, value, target, source, bounded, passages = zip(*rows, strict=True)
    words = np.array(word, np.int32)
    line = np.full(len(rows), -1, np.int32)
    for number in np.unique(words).tolist():
        name = teller.name(number) if number else ""
        places = np.flatnonzero(words == number).tolist()
        if name in kept:
            _keep(scan, line, ((at, value[at] or "") for at in places))
        if name in TOLD:
            _tell(scan, name, ((record[at], marks[at], value[at], passages[at]) for at in places))
    columns = (np.array(record, np.int32), words, np.array(marks, np.uint8), line)
    return Claims(*columns, np.array(target, np.int32), np.array(source, np.int32), np.array(bounded, np.bool_))


def _keep(scan: Scan, line: Whole, values: Iterable[tuple[int, str]]) -> None:
    lines = scan.lines
    for at, value in values:
        found = lines.get(value)
        if found is None:
            found = lines[value] = len(lines)
        line[at] = found


def _tell(scan: Scan, name: str, lines: Iterable[Line]) -> None:
    for record, marks, value, passages in lines:
        if not value or marks & RANK_BITS == DEPRECATED:
            continue
        if name == "identifier":
            scan.identifiers.append((record, value[2:]))
            continue
        lang, _, text = value[2:].partition(":")
        if name in LABELS:
            scan.labels[record].append((lang, text))
        if name in NAMED:
            scan.names[record] += named(name, value, passages)
        if name in DETAILS:
            scan.details.append((record, lang, text))


def _moved(claims: Claims, ground: Ground) -> Claims:
    """With the survivors of merged records."""
    if not ground.survivors.roots:
        return claims
    root = ground.roots()
    record, target, source = (root[column] for column in (claims.record, claims.target, claims.source))
    return replace(claims, record=record, target=target, source=source)
