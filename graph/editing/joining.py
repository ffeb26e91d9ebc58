# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Participations and ties: what they are is a key, so the same one is made once; periods that do not touch make two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.dates import FIRST_DAY, LAST_DAY, PartialDate
from graph.editing.desk import Desk
from graph.editing.replacing import NO_STEP, Step
from graph.editing.saying import Complaint, Given, Joined, Saying, Severity, complaint_of, refused, wrong
from graph.editing.sense import turned
from graph.errors import BadInput
from graph.ids import type_of
from graph.model import ParticipationKey, Period, Rank, Record, TieKey, key_ends, written
from graph.stores.entering import check_key
from graph.stores.protocol import NewRecord

Relation = ParticipationKey | TieKey


@dataclass(frozen=True, slots=True)
class Made:
    """What joining comes to."""

    about: str
    made: tuple[NewRecord, ...] = ()
    step: Step = NO_STEP
    complaints: tuple[Complaint, ...] = ()


def join(desk: Desk, one: Joined, *, handle: str, closed: bool = False, is_new: bool = False) -> Made:
    """A participation or tie, new or there already, with what is said of it.

    Args:
        closed: one of its ends, still in the making, will be for staff only.
        is_new: it is to be made; what is there already is not changed.
    """
    assert one.key is not None
    told = [*desk.complaints(one.type, one.sayings), *_misfits(desk, one)]
    if refused(told):
        return Made("", complaints=tuple(told))
    known = [] if any(end.startswith("+") for end in key_ends(one.key)) else _alike(desk, one.key)
    same = next((record for record in known if may_touch(record, one.sayings)), None)
    if same and is_new and not _says(same, one.sayings):
        return Made(same.id, complaints=(*told, _exists(same, one)))
    told += turned(same, one.sayings)
    key = same.key if same and same.key else replace(one.key, spell=_free_spell(known))
    about = same.id if same else handle
    step = desk.step(one.type, about, one.sayings, key_ends(key))
    if same is None or desk.voice.cites:
        hidden = closed or desk.has_closed(key_ends(key))
        claim = desk.voice.claim(about, "holds", Given(), desk.visibility("public", hidden), Rank.NORMAL)
        step = Step((claim,) if same is None or not desk.is_said(same, claim) else ()).plus(step)
    if same and step.is_empty:
        told.append(Complaint(Severity.INFO, "MADE_BEFORE", f"This {one.type} is there: {same.id}.", one.place))
    return Made(about, () if same else (NewRecord(handle, one.type, key=key),), step, tuple(told))


# ------------------------------------------------------------------ what is there


def _alike(desk: Desk, key: Relation) -> list[Record]:
    """The participations or ties that are the same but for their period, those of the first spell first."""
    found = desk.hanging(key)
    same = [record for record in found if record.key and replace(record.key, spell="") == replace(key, spell="")]
    return sorted(same, key=lambda record: record.key.spell if record.key else "")


def _says(record: Record, sayings: Iterable[Saying]) -> bool:
    """Whether all that is given is shown of a record already."""
    for saying in sayings:
        shown = {written(fact.value) or fact.state for fact in record.facts.get(saying.property, ())}
        given = {written(one.value) or one.state for one in saying.given}
        if not given <= shown or (saying.is_null and shown):
            return False
    return True


def _exists(record: Record, one: Joined) -> Complaint:
    message = f"This {one.type} is there and says something else: {record.id}. Nothing was changed."
    hint = f'Change it with `update{one.type.title()}(id: "{record.id}")`.'
    return Complaint(Severity.WARNING, "EXISTS_ALREADY", message, one.place, hint)


def may_touch(record: Record, sayings: Iterable[Saying]) -> bool:
    """Whether the two periods may be one: what has no date touches everything."""
    given = {saying.property: saying.given[0].value for saying in sayings if saying.given}
    starts, ends = given.get("starts"), given.get("ends")
    first = starts.first if isinstance(starts, PartialDate) else FIRST_DAY
    last = ends.last if isinstance(ends, PartialDate) else LAST_DAY
    period: Period = record.period
    return first <= period.last + 1 and period.first <= last + 1


def _free_spell(known: Sequence[Record]) -> str:
    taken = {record.key.spell for record in known if record.key}
    if not taken:
        return ""
    return next(str(number) for number in range(2, len(taken) + 3) if str(number) not in taken)


# ------------------------------------------------------------------ what may join what


def _misfits(desk: Desk, one: Joined) -> list[Complaint]:
    assert one.key is not None
    try:
        check_key(one.key, _type, desk.kinds)
    except BadInput as error:
        return [complaint_of(error, one.place)]
    return _wrong_role(desk, one) if isinstance(one.key, ParticipationKey) else _wrong_tie(desk, one)


def _type(end: str) -> str:
    return "cooperation" if end.startswith("+") else type_of(end)


def _wrong_role(desk: Desk, one: Joined) -> list[Complaint]:
    assert isinstance(one.key, ParticipationKey)
    rule, whole = desk.kinds.role(one.key.role), desk.record(one.key.cooperation)
    kind, within = desk.kind_of(one.key.stakeholder), whole.code("kind") if whole else ""
    if not rule.in_cooperations:
        known = ", ".join(role.code for role in desk.kinds.roles() if role.in_cooperations)
        return [wrong("BAD_ROLE", f'"{rule.code}" is no role in cooperations.', one.place, f"Known: {known}.")]
    if kind and not rule.allows(kind, within):
        return [wrong("BAD_ROLE", f"{one.key.stakeholder} ({kind}) cannot be {rule.code} there.", one.place, "")]
    return []


def _wrong_tie(desk: Desk, one: Joined) -> list[Complaint]:
    assert isinstance(one.key, TieKey)
    if one.key.subject == one.key.object:
        return [wrong("BAD_TIE", f"{one.key.subject} cannot be tied to itself.", one.place, "Name two.")]
    rule = desk.kinds.tie(one.key.kind)
    subject, target = desk.kind_of(one.key.subject), desk.kind_of(one.key.object)
    if subject and target and not rule.allows(subject, target):
        message = f"{rule.code} cannot join {one.key.subject} ({subject}) with {one.key.object} ({target})."
        return [wrong("BAD_TIE", message, one.place, "")]
    return []
