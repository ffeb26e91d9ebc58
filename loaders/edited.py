# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Edits that came back in a workbook, as one change: each compared with what the fact says now.

What it says already is nothing to do. What it says no longer as it was exported, nor yet as the cell has it, somebody
else has changed meanwhile: a conflict, told by its cell, and left alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.editing.desk import Desk
from graph.editing.replacing import Step
from graph.editing.saving import Saved, rehearse, save
from graph.editing.saying import Complaint, Evidence, Given, Plan, Saying, refused
from graph.editing.voice import voice_of
from graph.errors import PartnernetzError
from graph.model import Claim, Fact, Rank, Record, Ref, Term, Text, Value, ValueState, written
from graph.stores.protocol import NewRecord, Store, View
from loaders.loader import Edit, Problem, Severity

BOOK = "+workbook"
_STATES = {ValueState.UNKNOWN: "?", ValueState.NONE: "-"}


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook that the edits stand in, as a source."""

    key: str
    """The feed's key."""
    title: str
    id: str = ""
    """Its source in the store; "" for a new one."""

    @property
    def source(self) -> str:
        """Its id or handle."""
        return self.id or BOOK


class Edited:
    """The edits of one load, against one view of the store."""

    def __init__(self, store: Store, view: View, book: Book, *, author: str) -> None:
        self.problems: list[Problem] = []
        self._view, self._book = view, book
        self._voice = voice_of(store, view, author)
        self._desk = Desk(view, self._voice)

    def plan(self, edits: Iterable[Edit], ids: Mapping[str, str]) -> Plan:
        """What the edits come to; `ids` are the records that rows of the same file made, by their keys."""
        step = Step()
        for group in _by_fact(edits).values():
            step = step.plus(self._step(group, ids))
        if step.is_empty:
            return Plan()
        made = () if self._book.id else (NewRecord(BOOK, "source", self._book.title, origin=self._book.key),)
        about = () if self._book.id else tuple(self._about_book())
        return self._desk.plan("edited in a workbook", "", made=made, step=Step(about).plus(step), told=())

    def _about_book(self) -> Iterable[Claim]:
        voice = replace(self._voice, evidence=Evidence(BOOK, "workbook"))
        for name, value in (("kind", Term("spreadsheet")), ("title", Text(self._book.title))):
            rule = self._view.kinds.property("source", name)
            yield voice.claim(
                BOOK, name, Given(value), self._desk.visibility(rule.default_visibility, False), Rank.NORMAL
            )

    def _step(self, group: Sequence[Edit], ids: Mapping[str, str]) -> Step:
        """What the edits of one property of one record come to."""
        first = group[0]
        try:
            about = self._view.resolve(first.record)
        except PartnernetzError as error:
            return self._skip(group, error.code, error.message, error.hint)
        (record,) = self._view.records([about])
        if record is None:
            return self._skip(group, "LEFT_ALREADY", f"{about} has been withdrawn.", "Leave the row out.")
        wanted = [replace(edit, after=_with_id(edit, ids)) for edit in group]
        todo = [edit for edit in wanted if self._is_to_do(record, edit)]
        step = Step()
        if self._view.kinds.property(record.type, first.property.partition(":")[0]).many:
            return self._checked(record, todo[0], _set_of(record, todo)) if todo else step
        for edit in todo:
            step = step.plus(self._one(record, edit))
        return step

    def _is_to_do(self, record: Record, edit: Edit) -> bool:
        """Whether the fact still says what was exported, and not yet what the cell says; tells of a conflict."""
        now = [_said(fact) for fact in _beside(record, edit)]
        rule = self._view.kinds.property(record.type, edit.property.partition(":")[0])
        after = _cell(edit)
        if after in now or (not after and edit.before not in now):
            return False
        if edit.before in now or (not edit.before and (rule.many or not now)):
            return True
        said = now[0].partition(":")[2] if now else "nothing"
        message = f"{record.id}, {edit.property}: the fact says {said} now, neither what was exported nor the cell."
        self.problems.append(_problem(edit, "CONFLICT", message, "Export again, and edit what is there now."))
        return False

    def _one(self, record: Record, edit: Edit) -> Step:
        if edit.state is ValueState.NOT_STATED:
            return self._taken(claim for fact in _beside(record, edit) for claim in fact.claims)
        return self._checked(record, edit, Saying(edit.property, (Given(edit.after, edit.state),)))

    def _checked(self, record: Record, edit: Edit, saying: Saying) -> Step:
        if saying.is_null:
            return self._taken(claim for fact in record.facts.get(edit.property, ()) for claim in fact.claims)
        evidence = Evidence(self._book.source, edit.locator or str(edit.place))
        desk = Desk(self._view, replace(self._voice, evidence=evidence))
        told: tuple[Complaint, ...] = tuple(desk.complaints(record.type, [saying]))
        if refused(told):
            self.problems += [_problem(edit, one.code, one.message, one.hint) for one in told]
            return Step()
        return desk.step(record.type, record.id, [saying])

    def _taken(self, claims: Iterable[Claim]) -> Step:
        found = {claim.id: self._voice.is_own(claim) for claim in claims}
        own = tuple(name for name, is_own in found.items() if is_own)
        return Step(leave=own, retract=tuple(name for name, is_own in found.items() if not is_own))

    def _skip(self, group: Sequence[Edit], code: str, message: str, hint: str) -> Step:
        self.problems += [_problem(edit, code, message, hint) for edit in group]
        return Step()


def _by_fact(edits: Iterable[Edit]) -> dict[tuple[str, str], list[Edit]]:
    groups: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.record, edit.property), []).append(edit)
    return groups


def _beside(record: Record, edit: Edit) -> list[Fact]:
    """The facts of the property, of a text by language only those in the language of the edit."""
    facts = record.facts.get(edit.property, ())
    return [fact for fact in facts if not edit.lang or not isinstance(fact.value, Text) or fact.value.lang == edit.lang]


def _set_of(record: Record, edits: Sequence[Edit]) -> Saying:
    """The values that a property with many shall have: those shown, without what was taken, with what was added."""
    gone, name = {edit.before for edit in edits}, edits[0].property
    kept = [Given(fact.value, fact.state) for fact in record.facts.get(name, ()) if _said(fact) not in gone]
    new = [Given(edit.after, edit.state) for edit in edits if edit.state is not ValueState.NOT_STATED]
    return Saying(name, (*kept, *new), is_null=not kept and not new)


def _said(fact: Fact) -> str:
    return _STATES.get(fact.state) or written(fact.value)


def _cell(edit: Edit) -> str:
    """What the cell says, as `_said` tells of facts; "" where it was emptied."""
    return "" if edit.state is ValueState.NOT_STATED else _STATES.get(edit.state) or written(edit.after)


def _with_id(edit: Edit, ids: Mapping[str, str]) -> Value | None:
    value = edit.after
    return Ref(ids.get(value.record, value.record), value.role) if isinstance(value, Ref) else value


def _problem(edit: Edit, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, edit.place, hint)


@dataclass(frozen=True, slots=True)
class Order:
    """How edits are to be saved."""

    author: str
    is_rehearsal: bool = False
    expected: int | None = None
    """Refuse if what they touch has changed since this revision."""


def saved(
    store: Store, book: Book, edits: Sequence[Edit], order: Order, *, ids: Mapping[str, str]
) -> tuple[Saved, tuple[Problem, ...]]:
    """What became of the edits, and what stood in their way.

    Raises:
        Conflict: what they touch has changed since the revision expected.
        StoreError: the store cannot be read or written.
    """
    problems: list[Problem] = []

    def planned(view: View) -> Plan:
        edited = Edited(store, view, book, author=order.author)
        plan = edited.plan(edits, ids)
        problems[:] = edited.problems
        return plan

    do = rehearse if order.is_rehearsal else save
    found = do(store, planned, expected=order.expected)
    if found.conflict:
        raise found.conflict
    return found, tuple(problems)
