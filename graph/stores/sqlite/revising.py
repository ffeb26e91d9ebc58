# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each audience saw change in a revision: counted, and added to the hash, from the records that it reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.model import Audience
from graph.stores.entering import digest_of
from graph.stores.ledger import MODULUS, Tally
from graph.stores.sqlite.closure import Ground, Sight
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.judging import Judge
from graph.stores.sqlite.rows import Row

Readings = Mapping[int, tuple[int, ...]]
"""Claim number → its content, and what it reads as: owner, target, source, feed."""


@dataclass(frozen=True, slots=True)
class Read:
    """What two audiences read of some records, at one point."""

    staff: Readings
    public: Readings

    def of(self, audience: Audience) -> Readings:
        """What an audience reads."""
        return self.public if audience is Audience.PUBLIC else self.staff


def after(sight: Sight) -> Read:
    """What is read of the records that a change reached, once it is written."""
    staff = {row[1]: _reading(number, row, row[10]) for number, rows in sight.rows.items() for row in rows}
    public = {
        row[1]: _reading(number, row, row[10] if row[10] is not None and sight.is_shown(row[10]) else None)
        for number in sight.rows
        for row in sight.seen(number)
    }
    return Read(staff, public)


def before(ground: Ground, judge: Judge, public: Columns, numbers: Sequence[int]) -> Read:
    """What was read of them before; `public` are the columns of then."""
    sight = Sight(ground, judge, public)
    sight.rows |= ground.rows(numbers)
    return after(sight)


def _reading(number: int, row: Row, feed: int | None) -> tuple[int, ...]:
    return (row[3], number, row[8] or 0, row[9], feed or 0)


def next_tally(last: Tally, head: tuple[int, datetime, str, str], old: Readings, new: Readings) -> Tally:
    """The tally of the next revision; `head` is its number, time, message and author."""
    entered, left = new.keys() - old.keys(), old.keys() - new.keys()
    total = last.total + _added(new, entered) - _added(old, left)
    changed = sum(old[number][1:] != new[number][1:] for number in old.keys() & new.keys())
    return Tally(*head, len(entered), len(left), total % MODULUS, changed)


def _added(readings: Readings, numbers: set[int]) -> int:
    return sum(digest_of(number, readings[number][0]) for number in numbers)
