# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns as bytes in the store file, so that a start reads what was made before and folds nothing.

They bear the version of the vocabulary and of folding; of another version they are not read. No code is in them.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import compress, decompress

import numpy as np

from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.making import Both
from graph.stores.sqlite.plan import VERSION, Plan
from graph.stores.sqlite.registry import Registry
from graph.stores.sqlite.segments import Segment
from graph.stores.sqlite.table import Cells, Pairs, Table

Arrays = dict[str, Cells]
TEXTS = ("texts", "details", "identifiers")
SAME = "same"
"""Stands where the public's column is that of staff."""


def version_of(kinds: Kinds) -> str:
    """What columns must have been made under."""
    return f"{VERSION} {kinds.version}"


@dataclass(frozen=True, slots=True)
class Saved:
    """What was found in the file."""

    revision: int
    registry: Registry
    both: Both
    codes: list[str]


def save(connection: sqlite3.Connection, kinds: Kinds, both: Both, codes: CodeBook) -> None:
    """Writes the columns of a revision into the file, within the writer's transaction."""
    staff, public = both
    version, revision = version_of(kinds), staff.revision
    connection.execute("DELETE FROM derived")
    for name, body in _bodies(staff, public, codes):
        connection.execute("INSERT INTO derived VALUES (?, ?, ?, ?)", (name, version, revision, body))


def _bodies(staff: Columns, public: Columns, codes: CodeBook) -> Iterable[tuple[str, bytes]]:
    yield "codes", compress(json.dumps(codes.codes).encode(), 1)
    yield "registry", _packed(_of_registry(staff.registry))
    for name, own, other in zip(RECORD_TYPES, staff.tables, public.tables, strict=True):
        arrays = _of_table(own)
        yield f"staff {name}", _packed(arrays)
        yield f"public {name}", _packed(_of_table(other), arrays)


def load(connection: sqlite3.Connection, kinds: Kinds, plans: tuple[Plan, ...]) -> Saved | None:
    """The columns in the file; None where there are none of this version."""
    sql = "SELECT name, revision, body FROM derived WHERE version = ?"
    found = {row[0]: (row[1], row[2]) for row in connection.execute(sql, (version_of(kinds),)).fetchall()}
    if "codes" not in found:
        return None
    revision = int(found["codes"][0])
    registry = _registry(_unpacked(found["registry"][1]))
    tables: tuple[list[Table], list[Table]] = ([], [])
    for name in RECORD_TYPES:
        arrays = _unpacked(found[f"staff {name}"][1])
        tables[0].append(_table(arrays))
        tables[1].append(_table(_unpacked(found[f"public {name}"][1], arrays)))
    staff, public = (Columns(revision, registry, plans, tuple(group)) for group in tables)
    return Saved(revision, registry, (staff, public), json.loads(decompress(found["codes"][1])))


# ------------------------------------------------------------------ bytes


def _packed(arrays: Arrays, known: Mapping[str, Cells] | None = None) -> bytes:
    head, bodies = [], []
    for name, array in arrays.items():
        other = known.get(name) if known else None
        if other is not None and other.dtype == array.dtype and np.array_equal(other.view("u1"), array.view("u1")):
            head.append([name, SAME, 0])
            continue
        head.append([name, array.dtype.str, array.nbytes])
        bodies.append(array.tobytes())
    first = json.dumps(head).encode()
    return compress(len(first).to_bytes(4, "big") + first + b"".join(bodies), 1)


def _unpacked(body: bytes, known: Mapping[str, Cells] | None = None) -> Arrays:
    raw = decompress(body)
    at = 4 + int.from_bytes(raw[:4], "big")
    arrays: Arrays = {}
    for name, kind, size in json.loads(raw[4:at]):
        if kind == SAME and known:
            arrays[name] = known[name]
            continue
        arrays[name] = np.frombuffer(raw, np.dtype(kind), size // np.dtype(kind).itemsize, at)
        at += size
    return arrays


def _of_text(text: str) -> Cells:
    return np.frombuffer(text.encode(), np.uint8)


def _text(array: Cells) -> str:
    return bytes(array).decode()


# ------------------------------------------------------------------ registries and tables


def _of_registry(registry: Registry) -> Arrays:
    arrays: Arrays = {name: getattr(registry, name) for name in ("types", "rows", "first", "second", "side", "code")}
    for place in range(len(RECORD_TYPES)):
        arrays[f"numbers {place}"], arrays[f"by_id {place}"] = registry.numbers[place], registry.by_id[place]
        arrays[f"ids {place}"] = registry.ids[place]
    return arrays | {"spells": _of_text(json.dumps({str(one): text for one, text in registry.spells.items()}))}


def _registry(arrays: Arrays) -> Registry:
    several = {
        name: tuple(arrays[f"{name} {place}"] for place in range(len(RECORD_TYPES)))
        for name in ("numbers", "ids", "by_id")
    }
    single = {name: arrays[name] for name in ("types", "rows", "first", "second", "side", "code")}
    spells = {int(number): text for number, text in json.loads(_text(arrays["spells"])).items()}
    return Registry(**single, **several, spells=spells)  # type: ignore[arg-type]  # as many as there are


def _of_table(table: Table) -> Arrays:
    arrays: Arrays = {f"cell {name}": column for name, column in table.cells.items()}
    for name, pairs in table.pairs.items():
        arrays |= {f"row {name}": pairs.row, f"value {name}": pairs.value, f"more {name}": pairs.more}
    for name in TEXTS:
        for at, segment in enumerate(getattr(table, name)):
            place = f"{at} {name}"
            arrays |= {
                f"owner {place}": segment.owner,
                f"starts {place}": segment.starts,
                f"tags {place}": segment.tags,
            }
            arrays |= {f"text {place}": _of_text(segment.text), f"written {place}": _of_text(segment.written)}
    return arrays | {"keys": _of_text("\n".join(table.keys)), "order": table.order}


def _table(arrays: Arrays) -> Table:
    order = arrays["order"]
    names = [name.removeprefix("row ") for name in arrays if name.startswith("row ")]
    return Table(
        {name.removeprefix("cell "): column for name, column in arrays.items() if name.startswith("cell ")},
        {name: Pairs(arrays[f"row {name}"], arrays[f"value {name}"], arrays[f"more {name}"]) for name in names},
        _segments(arrays, TEXTS[0]),
        _segments(arrays, TEXTS[1]),
        _segments(arrays, TEXTS[2]),
        _text(arrays["keys"]).split("\n") if len(order) else [],
        order,
    )


def _segments(arrays: Arrays, name: str) -> tuple[Segment, ...]:
    found: list[Segment] = []
    while f"owner {len(found)} {name}" in arrays:
        place = f"{len(found)} {name}"
        text, written = (_text(arrays[f"{part} {place}"]) for part in ("text", "written"))
        starts, tags, owner = (arrays[f"{part} {place}"] for part in ("starts", "tags", "owner"))
        found.append(Segment(text, written, starts, tags, owner))
    return tuple(found)
