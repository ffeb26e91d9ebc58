# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which order rows are listed: every key as a column of numbers, smaller ones first, the id's place last.

What has no value comes last in either direction; equal keys keep the order of ids.
"""

import numpy as np
from numpy.typing import NDArray

from graph.errors import BadInput
from graph.ids import RECORD_TYPES
from graph.selection import Order, OrderKey, Selection
from graph.stores.fields import UNSTATED
from graph.stores.sqlite.partners import pairs_of
from graph.stores.sqlite.registry import COOPERATION, PARTICIPATION, STAKEHOLDER, TIE, Whole
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.table import Cells

Keys = NDArray[np.float64]
BY_LABEL = (OrderKey("label"),)


def order_of(selection: Selection) -> tuple[OrderKey, ...]:
    """The order asked for, else the usual one of such a list."""
    if selection.order:
        return selection.order
    if selection.among is not None:
        return (OrderKey("relevance", Order.DESC),)
    if selection.type == "event":
        return (OrderKey("starts"), OrderKey("label"))
    return (OrderKey("kind"), OrderKey("label")) if selection.type in {"participation", "tie"} else BY_LABEL


def ordered(scope: Scope, rows: Whole, selection: Selection, owner: int) -> Whole:
    """The rows in the selection's order; `owner` is the row from which participations or ties are seen, or -1."""
    place, keys = RECORD_TYPES.index(selection.type), order_of(selection)
    if keys == BY_LABEL and place not in {PARTICIPATION, TIE} and 20 * len(rows) > len(scope.table(place)):
        return _walked(scope, place, rows)
    columns: list[Keys] = [_signed(scope, (place, rows, owner), key, selection) for key in keys]
    ranks: list[Cells] = [id_rank(scope, place)[rows], *reversed(columns)]
    return rows[np.lexsort(ranks)]


def _walked(scope: Scope, place: int, rows: Whole) -> Whole:
    mask = np.zeros(len(scope.table(place)), np.bool_)
    mask[rows] = True
    order = scope.table(place).order
    return order[mask[order]]


def id_rank(scope: Scope, place: int) -> Whole:
    """Of each row its place in the order of ids."""
    return scope.table(place).made("id_rank", lambda: scope.registry.rank(place))


Asked = tuple[int, Whole, int]
"""Type, rows, and the row of the owner."""


def _signed(scope: Scope, asked: Asked, key: OrderKey, selection: Selection) -> Keys:
    values = _values(scope, asked, key.key, selection)
    values = -values if key.order is Order.DESC else values
    return np.where(np.isnan(values), np.inf, values)


def _values(scope: Scope, asked: Asked, name: str, selection: Selection) -> Keys:
    """The key of each row, NaN where it has none."""
    place, rows, _ = asked
    match name:
        case "label":
            return _labels(scope, asked).astype(np.float64)
        case "relevance":
            among = selection.among or {}
            return np.array([among.get(found, 0.0) for found in scope.registry.names(place, rows.tolist())], np.float64)
        case "starts":
            return _starts(scope, place)[rows]
        case "partnerCount":
            return _partners(scope, place, rows)
        case "participantCount":
            return _participants(scope, place)[rows]
        case "kind" | "level" | "country":
            return vocabulary_places(scope, place, name)[rows]
    raise BadInput(f'No order "{name}".')


def _labels(scope: Scope, asked: Asked) -> Whole:
    place, rows, owner = asked
    cells = scope.table(place).cells
    if place == PARTICIPATION:
        if owner >= 0 and len(rows) and cells["member"][rows[0]] == owner:
            return scope.table(COOPERATION).label_rank[cells["whole"][rows]]
        return scope.table(STAKEHOLDER).label_rank[cells["member"][rows]]
    if place == TIE:
        subject, target = cells["subject"][rows], cells["object"][rows]
        return scope.table(STAKEHOLDER).label_rank[np.where(subject == owner, target, subject)]
    return scope.table(place).label_rank[rows]


def _starts(scope: Scope, place: int) -> Keys:
    cells = scope.table(place).cells
    first = cells["starts_first"].astype(np.float64) if "starts_first" in cells else np.zeros(len(cells["there"]))
    return np.where(first <= 0, np.nan, first)


def _partners(scope: Scope, place: int, rows: Whole) -> Keys:
    if place == STAKEHOLDER:
        return np.bincount(pairs_of(scope)[0], minlength=len(scope.table(place)))[rows].astype(np.float64)
    return np.zeros(len(rows))


def _participants(scope: Scope, place: int) -> Keys:
    return scope.made(("participants", place), lambda: _participant_counts(scope, place))


def _participant_counts(scope: Scope, place: int) -> Keys:
    cells, rows = scope.table(PARTICIPATION).cells, np.flatnonzero(scope.alive[PARTICIPATION])
    size = len(scope.table(place))
    if place not in {COOPERATION, STAKEHOLDER}:
        return np.zeros(size)
    pairs = np.unique(cells["whole"][rows].astype(np.int64) << 32 | cells["member"][rows])
    counts = np.bincount(pairs >> 32 if place == COOPERATION else pairs & 0xFFFFFFFF, minlength=size)
    return counts.astype(np.float64) if place == COOPERATION else np.minimum(counts, 1).astype(np.float64)


def vocabulary_places(scope: Scope, place: int, name: str) -> Keys:
    """Where the vocabulary lists the code that each row shows."""
    return scope.made(("vocabulary", place, name), lambda: _vocabulary_places(scope, place, name))


def _vocabulary_places(scope: Scope, place: int, name: str) -> Keys:
    cells, pairs = scope.table(place).cells, scope.table(place).pairs
    size = len(scope.table(place))
    if place == PARTICIPATION:
        return _listed(scope, "roles")[cells["role"]]
    scheme = {"level": "levels", "country": "countries"}.get(name, f"{RECORD_TYPES[place]}_kinds")
    if name in pairs:
        return _first_codes(scope, scheme, (pairs[name].row, pairs[name].value), size)
    if name not in cells:
        return np.full(size, np.nan)
    shown = scope.shown(place, name)  # first: it may meet new codes
    return _listed(scope, scheme)[shown]


def _listed(scope: Scope, scheme: str) -> Keys:
    """The place of each known code in a scheme; the last stands for no code."""
    places = {concept.code: float(at) for at, concept in enumerate(scope.kinds.concepts(scheme))}
    places.pop(UNSTATED, None)
    return np.array([*(places.get(code, np.nan) for code in scope.codes.codes), np.nan])


def _first_codes(scope: Scope, scheme: str, pairs: tuple[Whole, Whole], size: int) -> Keys:
    """Of several codes that which comes first in the alphabet."""
    codes = scope.codes.codes
    alphabet = np.array(sorted(range(len(codes)), key=codes.__getitem__), np.int64)
    rank = np.empty(len(codes) + 1, np.int64)
    rank[alphabet] = np.arange(len(codes))
    first = np.full(size, len(codes), np.int64)
    np.minimum.at(first, pairs[0], rank[pairs[1]])
    return np.asarray(_listed(scope, scheme)[np.append(alphabet, -1)[first]])
