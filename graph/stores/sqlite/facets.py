# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many rows show each code: counts over columns, for a stakeholder also over what it takes part in."""

import numpy as np

from graph.network import spans
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, Whole
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.table import Cells


def counted(scope: Scope, place: int, rows: Whole, name: str) -> dict[str, int] | None:
    """Codes and counts among these rows; None where no column has the field."""
    table = scope.table(place)
    if place == STAKEHOLDER and name in {"topic", "role"}:
        owner, code = scope.made(("taken", name), lambda: (_topics if name == "topic" else _roles)(scope))
        return _named(scope, code[_mask(rows, len(table))[owner]])
    if name in table.pairs and name not in {"source", "participant", "cooperation", "about"}:
        pairs = table.pairs[name]
        return _named(scope, pairs.value[_mask(rows, len(table))[pairs.row]])
    if name in table.cells and f"{name}_state" in table.cells:
        return _named(scope, scope.shown(place, name)[rows])
    return None


def _mask(rows: Whole, size: int) -> Cells:
    mask = np.zeros(size, np.bool_)
    mask[rows] = True
    return mask


def _named(scope: Scope, numbers: Cells) -> dict[str, int]:
    counts = np.bincount(numbers[numbers >= 0].astype(np.int64))
    return {scope.codes.code(number): int(counts[number]) for number in np.flatnonzero(counts).tolist()}


def _once(owner: Cells, code: Cells) -> tuple[Whole, Whole]:
    pairs = np.unique(owner.astype(np.int64) << 32 | code)
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _roles(scope: Scope) -> tuple[Whole, Whole]:
    """Each stakeholder with each role that it takes in a cooperation."""
    rows, cells = np.flatnonzero(scope.alive[PARTICIPATION]), scope.table(PARTICIPATION).cells
    return _once(cells["member"][rows], cells["role"][rows])


def _topics(scope: Scope) -> tuple[Whole, Whole]:
    """Each stakeholder with each topic of a cooperation that it takes part in."""
    rows, cells = np.flatnonzero(scope.alive[PARTICIPATION]), scope.table(PARTICIPATION).cells
    pairs = scope.table(COOPERATION).pairs["topic"]
    order = np.argsort(pairs.row, kind="stable")
    starts = np.searchsorted(pairs.row[order], np.arange(len(scope.table(COOPERATION)) + 1))
    whole = cells["whole"][rows]
    counts = starts[whole + 1] - starts[whole]
    topics = pairs.value[order][spans(starts[whole], counts)]
    return _once(np.repeat(cells["member"][rows], counts), topics)
