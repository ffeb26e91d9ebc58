# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes as a person reads them: one line for each fact, before and after, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.changes import ChangeKind, Diff, RecordChange
from graph.dates import PartialDate
from graph.model import (
    Fact,
    Identifier,
    Money,
    Number,
    ParticipationKey,
    Point,
    Record,
    Ref,
    Text,
    TieKey,
    Value,
    ValueState,
    written,
)
from graph.stores.protocol import View

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "-"}
NAMES = ("label", "title", "text")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact that changes; of a record that is joined to others, what it joins."""

    sign: str
    """"+" for a record that comes, "~" for one that reads otherwise, "-" for one that goes."""
    record: str
    name: str
    property: str
    before: str
    after: str


def lines(diff: Diff) -> Iterator[Line]:
    """The changes that a comparison keeps, fact by fact."""
    for change in diff.changes:
        yield from _lines(change)


def _lines(change: RecordChange) -> Iterator[Line]:
    head = (SIGNS[change.kind], change.record, _name(change.after or change.before))
    if not change.facts:
        yield Line(*head, "", "", "")
    for fact in change.facts:
        yield Line(*head, fact.property, said(fact.before), said(fact.after))


def _name(record: Record | None) -> str:
    if record is None:
        return ""
    match record.key:
        case ParticipationKey(cooperation, stakeholder, role):
            return f"{stakeholder} · {role} · {cooperation}"
        case TieKey(subject, kind, target):
            return f"{subject} · {kind} · {target}"
        case None:
            return next((text.text for name in NAMES for text in record.texts(name)), "")


def said(fact: Fact | None) -> str:
    """A fact in plain words; "" where there is none."""
    if fact is None:
        return ""
    return str(fact.state).lower() if fact.state is not ValueState.STATED else plain(fact.value)


def plain(value: Value | None) -> str:
    """A value in plain words."""
    match value:
        case Text(text, lang):
            return f"{text} ({lang})" if lang else text
        case PartialDate():
            return value.text
        case Number(number, unit):
            return f"{number} {unit}".strip()
        case Money(amount, currency, year):
            return f"{amount} {currency}" + (f" ({year})" if year else "")
        case Identifier(scheme, number):
            return f"{scheme}:{number}"
        case Point(latitude, longitude):
            return f"{latitude}, {longitude}"
        case Ref(record, role):
            return f"{record} ({role})" if role else record
        case _:
            return written(value).partition(":")[2]


def label_of(view: View, name: str) -> str:
    """What a record is called; "" for one that is not there."""
    return _name(view.records([name])[0])
