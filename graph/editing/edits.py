# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edits that say something: make a record, change one, join two, add claims beside what is there."""

from collections.abc import Iterator, Sequence

from graph.editing.checking import value_complaints
from graph.editing.desk import Desk
from graph.editing.doubles import NAMED, equal_bonds, equal_names, taken_identifiers, two_identifiers
from graph.editing.joining import join
from graph.editing.once import once
from graph.editing.replacing import Step
from graph.editing.saying import Complaint, Joined, Plan, Ranked, Saying, Severity, complaint_of, refused, wrong
from graph.editing.sense import loops, turned
from graph.errors import BadInput
from graph.model import LANGUAGES, Rank, Text, Visibility, key_ends, pick
from graph.stores.protocol import NewRecord

NEW = "+new"
"""The handle of a record in the making."""
_NEEDED = ("kind", "label", "title", "text")
"""Without these a record is not one: they may be replaced, never taken back."""


def create(desk: Desk, type_name: str, sayings: Sequence[Saying], joined: Sequence[Joined] = ()) -> Plan:
    """The plan that makes a record, and in a cooperation those who take part."""
    told = [*desk.complaints(type_name, sayings), *_missing(type_name, sayings)]
    if refused(told):
        return Plan("", None, tuple(told))
    words = once(desk, type_name, sayings, joined)
    if words.record:
        return Plan(words.record, None, (_made_before(words.record),))
    told += [*taken_identifiers(desk, sayings), *two_identifiers(desk, sayings), *equal_names(desk, type_name, sayings)]
    told += turned(None, sayings)
    sayings = desk.closing(type_name, sayings)
    step = desk.step(type_name, NEW, sayings)
    made = [NewRecord(NEW, type_name, _name(desk, type_name, sayings), origin=words.origin, is_apart=True)]
    closed = desk.is_closed(type_name, None, sayings)
    for place, one in enumerate(joined):
        more = join(desk, one, handle=f"+joined{place}", closed=closed)
        made, step, told = [*made, *more.made], step.plus(more.step), [*told, *more.complaints]
    told += () if refused(told) else equal_bonds(desk, sayings, joined)
    return desk.plan(f"created a {type_name}", NEW, made=made, step=step, told=told)


def _made_before(record: str) -> Complaint:
    what = f"You have made {record} by the same words: it is not made twice."
    hint = "To make another one, say what tells the two apart."
    return Complaint(Severity.INFO, "MADE_BEFORE", what, "input", hint)


def _missing(type_name: str, sayings: Sequence[Saying]) -> Iterator[Complaint]:
    given = {saying.property for saying in sayings if saying.given}
    for name, argument in (("kind", "kind"), (NAMED[type_name], _ARGUMENTS[NAMED[type_name]])):
        if name not in given:
            message = f"A new {type_name} needs its {argument}."
            yield wrong("MISSING_VALUE", message, f"input.{argument}", "Without it nobody finds it.")


_ARGUMENTS = {"label": "labels", "title": "title", "text": "text"}


def _name(desk: Desk, type_name: str, sayings: Sequence[Saying]) -> str:
    """What the id is made of; nothing for persons, shown or not, and where the public does not see the name."""
    hidden = desk.voice.evidence.visibility is Visibility.INTERNAL or desk.is_private(type_name, sayings)
    if hidden or type_name == "note" or desk.is_closed(type_name, None, sayings):
        return ""
    given = [one.value for saying in sayings if saying.property == NAMED[type_name] for one in saying.given]
    found = pick(tuple(text for text in given if isinstance(text, Text)), LANGUAGES)
    return found.text if found else ""


def update(desk: Desk, about: str, sayings: Sequence[Saying], joined: Sequence[Joined] = ()) -> Plan:
    """The plan that changes a record; who takes part is added to those who do already."""
    record = desk.record(about)
    if record is None:
        return _gone(about, "id")
    told = [*desk.complaints(record.type, sayings), *_needed(record.type, sayings)]
    if refused(told):
        return Plan(about, None, tuple(told))
    told += [*taken_identifiers(desk, sayings, about), *two_identifiers(desk, sayings)]
    told += [*turned(record, sayings), *loops(desk, about, sayings)]
    ends = () if record.key is None else key_ends(record.key)
    step = desk.step(record.type, about, sayings, ends)
    made: list[NewRecord] = []
    for place, one in enumerate(joined):
        more = join(desk, one, handle=f"+joined{place}")
        made, step, told = [*made, *more.made], step.plus(more.step), [*told, *more.complaints]
    return desk.plan(f"edited {about}", about, made=made, step=step, told=told)


def _gone(about: str, place: str) -> Plan:
    complaint = Complaint(Severity.ERROR, "UNKNOWN_ID", f'"{about}" has been withdrawn.', place, "Create it anew.")
    return Plan(about, None, (complaint,))


def _needed(type_name: str, sayings: Sequence[Saying]) -> Iterator[Complaint]:
    for saying in sayings:
        if saying.is_null and saying.property in _NEEDED:
            message = f"A {type_name} cannot be without its {saying.property}."
            yield wrong("MISSING_VALUE", message, saying.place, "Replace it, or withdraw the record.")


def relate(desk: Desk, one: Joined) -> Plan:
    """The plan that makes a participation or tie; what is there already and says something else is not changed."""
    more = join(desk, one, handle=NEW, is_new=True)
    about = more.about
    return desk.plan(f"added a {one.type}", about, made=more.made, step=more.step, told=more.complaints)


def add(desk: Desk, about: str, claims: Sequence[Ranked]) -> Plan:
    """The plan that adds claims beside what is there, at the ranks given."""
    record = desk.record(about)
    if record is None:
        return _gone(about, "record")
    sayings = [one.saying for one in claims]
    told = [*desk.complaints(record.type, ()), *_wrong_claims(desk, record.type, sayings)]
    if refused(told):
        return Plan(about, None, tuple(told))
    current = [one.saying for one in claims if one.rank is not Rank.DEPRECATED]
    told += [*taken_identifiers(desk, sayings, about), *two_identifiers(desk, current, record)]
    told += [*turned(record, sayings), *loops(desk, about, current)]
    closed = desk.is_closed(record.type, record, sayings)
    entering = []
    for one in claims:
        rule = desk.kinds.property(record.type, one.saying.property.partition(":")[0])
        visibility = desk.visibility(rule.default_visibility, closed)
        entering += [
            desk.voice.claim(about, one.saying.property, given, visibility, one.rank) for given in one.saying.given
        ]
    fresh = tuple(claim for claim in entering if not desk.is_said(record, claim))
    return desk.plan(f"added claims to {about}", about, made=(), step=Step(fresh), told=told)


def _wrong_claims(desk: Desk, type_name: str, sayings: Sequence[Saying]) -> Iterator[Complaint]:
    for saying in sayings:
        try:
            desk.kinds.property(type_name, saying.property.partition(":")[0])
        except BadInput as error:
            yield complaint_of(error, f"{saying.place}.property")
            continue
        for given in saying.given:
            yield from value_complaints(type_name, saying.property, given, desk.kinds)
