# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load says twice without knowing: one identifier under two keys, one participation in two rows of a table.

Rows whose dates differ are no repetition: they may be two spells of one participation.
"""

import re
from collections.abc import Iterator

import numpy as np

from graph.kinds import Kinds
from graph.model import Identifier, written
from loaders.loader import Problem, Severity, record_name
from loaders.minutes import Minutes

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
"""How names of tables end: in such a file each row is one statement of a record or relation."""
_COLUMN = re.compile(r"(?<=!)[A-Z]+(?=\d)")
MOST_TOLD = 20
"""How many repetitions are named one by one."""
HINT = "What both say counts."
Repeated = tuple[int, int, Problem]
"""Number of the record, place among its doubts, problem."""


def shared_identifiers(minutes: Minutes, kinds: Kinds) -> Iterator[Repeated]:
    """Stakeholders that have an identifier which its register gives to one body only: they are taken for one."""
    exclusive = {scheme.code for scheme in kinds.identifier_schemes() if scheme.exclusive}
    bearers: dict[Identifier, int] = {}
    names: list[str] = []
    for number in minutes.of("identifier"):
        value, record = minutes.values[number], minutes.records[number]
        if not isinstance(value, Identifier) or value.scheme not in exclusive or minutes.types[record] != "stakeholder":
            continue
        first = bearers.setdefault(value, number)
        if minutes.records[first] != record:
            names = names or list(minutes.names)
            message = (
                f'"{names[record]}" has the same identifier as "{names[minutes.records[first]]}" '
                f"({minutes.place(first)}): {value.scheme} {value.value}. They become one record."
            )
            hint = "If they are two, correct one."
            place, about = minutes.place(number), names[record]
            yield record, 4, Problem(Severity.WARNING, "IDENTIFIER_TWICE", message, place, hint, about)


def repeated_rows(minutes: Minutes) -> Iterator[Repeated]:
    """Rows of a table that say of one relation what an earlier row says."""
    numbers = np.flatnonzero(minutes.saying("holds"))
    records = minutes.about[numbers]
    found, counts = np.unique(records, return_counts=True)
    first: dict[tuple[object, ...], int] = {}
    pairs: list[tuple[int, int]] = []
    for number in numbers[np.isin(records, found[counts > 1])].tolist():
        form = minutes.forms[minutes.kept_as[number]]
        if form.file.lower().endswith(TABLES):
            said = (minutes.records[number], form.file, form.source, *_dates(minutes, number))
            earlier = first.setdefault(said, number)
            if _row(minutes, number) != _row(minutes, earlier):
                pairs.append((number, earlier))
    for number, earlier in pairs[:MOST_TOLD]:
        yield minutes.records[number], 5, _equal(minutes, number, earlier)
    if len(pairs) > MOST_TOLD:
        rows = len(pairs) - MOST_TOLD
        message = f"{rows:,} further rows say of a relation what an earlier row says."
        number = pairs[MOST_TOLD][0]
        one = Problem(Severity.WARNING, "EQUAL_ROWS", message, minutes.place(number), HINT, rows=rows)
        yield minutes.records[number], 5, one


def _equal(minutes: Minutes, number: int, earlier: int) -> Problem:
    record = minutes.records[number]
    first = _row(minutes, earlier).rpartition("!")[2]
    message = f"This row and row {first} are one {minutes.types[record]}."
    about = record_name(minutes.types[record], minutes.keys[record])
    row = minutes.place(number)._replace(where="") if minutes.place(number).line else minutes.place(number)
    return Problem(Severity.WARNING, "EQUAL_ROWS", message, row, HINT, about, rows=1)


def _row(minutes: Minutes, number: int) -> str:
    """The line, or the sheet and row."""
    place = minutes.place(number)
    return str(place.line or _COLUMN.sub("", place.where))


def _dates(minutes: Minutes, number: int) -> Iterator[str]:
    """The dates that the same row says after that: a row says everything of its relation in a run."""
    row, record = _row(minutes, number), minutes.records[number]
    for other in range(number + 1, len(minutes)):
        name = minutes.forms[minutes.kept_as[other]].property
        if minutes.records[other] != record or name == "holds" or _row(minutes, other) != row:
            return
        if name in ("starts", "ends"):
            yield f"{name} {written(minutes.values[other])}"
