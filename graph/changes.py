# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two views: records that came, went or read otherwise, with their facts before and after.

A fact is its value: other evidence for the same value is no change. Two views of one audience are compared, so the
comparison shows nothing that the audience may not see.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import compress, islice
from operator import and_, gt

from graph.model import Audience, Fact, Record, Text, ValueState, at, written
from graph.stores.protocol import Outcome, Store, View

MOST_SHOWN = 1_000
"""Changes that a comparison keeps with their facts; all are counted."""
PART = 2_000
"""Records read at once."""


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of a record, before and after; None where there was or is none."""

    property: str
    before: Fact | None
    after: Fact | None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that came, went or reads otherwise."""

    record: str
    type: str
    kind: ChangeKind
    before: Record | None
    after: Record | None
    facts: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed, counted, and the first changes with their facts: what came, what reads otherwise, what went."""

    entered: int = 0
    left: int = 0
    """Claims that entered and left."""
    counts: dict[ChangeKind, int] = field(default_factory=dict)
    changes: tuple[RecordChange, ...] = ()

    @property
    def added(self) -> int:
        """How many records came."""
        return self.counts.get(ChangeKind.ADDED, 0)

    @property
    def changed(self) -> int:
        """How many read otherwise."""
        return self.counts.get(ChangeKind.CHANGED, 0)

    @property
    def removed(self) -> int:
        """How many went."""
        return self.counts.get(ChangeKind.REMOVED, 0)

    def plus(self, other: "Diff") -> "Diff":
        """What changed by two steps, one after the other."""
        counts = {kind: self.counts.get(kind, 0) + other.counts.get(kind, 0) for kind in ChangeKind}
        shown = sorted((*self.changes, *other.changes), key=lambda change: list(ChangeKind).index(change.kind))
        return Diff(self.entered + other.entered, self.left + other.left, counts, tuple(shown[:MOST_SHOWN]))


NOTHING = Diff()


def difference(before: View, after: View, names: Sequence[str], *, moved: tuple[int, int] = (0, 0)) -> Diff:
    """What changed of these records.

    Args:
        before: Of the same audience as `after`.
        after: The later one.
        names: The records that may have changed.
        moved: How many claims entered and left.

    Cost: O(names); what was there and is there still is folded twice, of the others only what is shown.
    """
    ordered = sorted(dict.fromkeys(names))  # most often in order already
    was = before.shows(ordered) if before.revision.number else [False] * len(ordered)
    is_ = after.shows(ordered)
    came = list(compress(ordered, map(gt, is_, was)))
    went = list(compress(ordered, map(gt, was, is_)))
    both = list(compress(ordered, map(and_, was, is_)))
    otherwise = _changes(before, after, both)
    first = list(islice(otherwise, MOST_SHOWN))
    shown = [*_changes(before, after, came[:MOST_SHOWN]), *first, *_changes(before, after, went[:MOST_SHOWN])]
    counts = (len(came), len(first) + sum(1 for _ in otherwise), len(went))
    return Diff(*moved, dict(zip(ChangeKind, counts, strict=True)), tuple(shown[:MOST_SHOWN]))


def _changes(before: View, after: View, names: Sequence[str]) -> Iterator[RecordChange]:
    for start in range(0, len(names), PART):
        part = names[start : start + PART]
        for old, new in zip(before.records(part), after.records(part), strict=True):
            change = changed(old, new)
            if change:
                yield change


def changed(before: Record | None, after: Record | None) -> RecordChange | None:
    """What happened to one record; None if it reads as before."""
    known = after or before
    if known is None:
        return None
    facts = tuple(_facts(before, after))
    if before and after:
        same = not facts and before.key == after.key and before.visibility == after.visibility
        return None if same else RecordChange(known.id, known.type, ChangeKind.CHANGED, before, after, facts)
    return RecordChange(known.id, known.type, ChangeKind.ADDED if after else ChangeKind.REMOVED, before, after, facts)


def _facts(before: Record | None, after: Record | None) -> Iterator[FactChange]:
    old, new = before.facts if before else {}, after.facts if after else {}
    for name in sorted({*old, *new}):
        yield from _of_property(name, old.get(name, ()), new.get(name, ()))


def _of_property(name: str, before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[FactChange]:
    """Equal values drop out; what is left of one language, or of a property with one value, is one change."""
    same = {_said(fact) for fact in before} & {_said(fact) for fact in after}
    gone = [fact for fact in before if _said(fact) not in same]
    come = [fact for fact in after if _said(fact) not in same]
    is_pair = len(gone) == len(come) == 1
    for fact in gone:
        other = come[0] if is_pair else next((one for one in come if _is_translation(one, fact)), None)
        if other is not None:
            come.remove(other)
        yield FactChange(name, fact, other)
    for fact in come:
        yield FactChange(name, None, fact)


def _said(fact: Fact) -> tuple[ValueState, str]:
    return (fact.state, written(fact.value))


def _is_translation(one: Fact, other: Fact) -> bool:
    """Whether both are texts in one language."""
    return isinstance(one.value, Text) and isinstance(other.value, Text) and one.value.lang == other.value.lang


def revision_difference(store: Store, outcome: Outcome) -> Diff:
    """What a commit changed for staff."""
    if outcome.revision is None:
        return NOTHING
    number = outcome.revision.number
    before, after = (store.view(Audience.INTERNAL, at(revision=one)) for one in (number - 1, number))
    return difference(before, after, store.touched(number - 1, number), moved=(outcome.entered, outcome.left))
