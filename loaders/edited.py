# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Edits that came back in a workbook, as one change: each compared with what the fact says now.

What it says already is nothing to do. What it says no longer as it was exported, nor yet as the cell has it, somebody
else has changed meanwhile: a conflict, told by its cell, and left alone.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from graph.editing.desk import Desk
from graph.editing.doubles import taken_identifiers
from graph.editing.replacing import Step
from graph.editing.saying import Complaint, Evidence, Given, Plan, Saying, refused, wrong
from graph.editing.voice import voice_of
from graph.errors import PartnernetzError
from graph.model import Claim, Fact, Identifier, Record, Ref, Value, ValueState, written
from graph.stores.protocol import Store, View
from loaders.edit_doubts import edit_doubts, facts_of
from loaders.loader import Edit, Problem, Severity
from loaders.stored import stored_in, stored_type
from loaders.tables.remarks import seen_by

_STATES = {ValueState.UNKNOWN: "?", ValueState.NONE: "-"}
Named = Callable[[str], str]
"""Of a key that rows of the same files use, the record or its handle; of an id that id."""


class Edited:
    """The edits of one load, against one view of the store."""

    def __init__(self, store: Store, view: View, book: str, *, author: str) -> None:
        """`book`: the source that the workbook is, by id or handle."""
        self.problems: list[Problem] = []
        self._view, self._book = view, book
        self._voice = voice_of(store, view, author)
        self._desk = Desk(view, self._voice)
        self._done: dict[str, tuple[Record, list[Edit]]] = {}
        self._given: dict[Identifier, str] = {}
        self._stored = stored_in(store)

    def plan(self, edits: Iterable[Edit], named: Named) -> Plan:
        """What the edits come to; `named` tells the records that a reference means."""
        step = Step()
        for group in _by_fact(edits).values():
            step = step.plus(self._step(group, named))
        for record, done in self._done.values():
            self.problems += edit_doubts(record, done)
        return self._desk.plan("edited in a workbook", "", made=(), step=step, told=())

    def _step(self, group: Sequence[Edit], named: Named) -> Step:
        """What the edits of one property of one record come to."""
        first = group[0]
        try:
            about = self._view.resolve(first.record)
        except PartnernetzError as error:
            return self._skip(group, error.code, error.message, error.hint)
        (record,) = self._view.records([about])
        if record is None:
            return self._skip(group, "LEFT_ALREADY", f"{about} has been withdrawn.", "Leave the row out.")
        wanted = [replace(edit, after=_with_id(edit, named)) for edit in group]
        wanted = [edit for edit in wanted if self._is_to_do(record, edit)]
        todo = [edit for edit in wanted if self._is_free(record, edit) and self._has_target(edit)]
        self._done.setdefault(record.id, (record, []))[1].extend(todo)
        step = Step()
        if self._view.kinds.property(record.type, first.property.partition(":")[0]).many:
            return self._checked(record, todo[0], _set_of(record, todo)) if todo else step
        for edit in todo:
            step = step.plus(self._one(record, edit))
        return step

    def _is_free(self, record: Record, edit: Edit) -> bool:
        """Whether an identifier may be given: not where another record, or another edit, has it alone."""
        if not isinstance(edit.after, Identifier):
            return True
        told = list(taken_identifiers(self._desk, [Saying(edit.property, (Given(edit.after),))], record.id))
        other = self._given.setdefault(edit.after, record.id)
        scheme = self._view.kinds.identifier_scheme(edit.after.scheme)
        if other != record.id and scheme and scheme.exclusive and not refused(told):
            message = f"{edit.after.scheme} {edit.after.value} is given to {other} in the same workbook."
            told.append(wrong("IDENTIFIER_TAKEN", message, "", "Each body has one of its own."))
        self.problems += [
            replace(_problem(edit, one.code, one.message, one.hint), severity=Severity(one.severity)) for one in told
        ]
        return not refused(told)

    def _has_target(self, edit: Edit) -> bool:
        """Whether the record that a cell names is there: of the store, or of a row that has no error."""
        name = edit.after.record if isinstance(edit.after, Ref) else "+"
        if name.startswith("+") or stored_type(self._stored, name):
            return True
        message = f'There is no record "{name[:60]}", or its row has an error.'
        self.problems.append(_problem(edit, "UNKNOWN_KEY", message, "Correct that row first."))
        return False

    def _is_to_do(self, record: Record, edit: Edit) -> bool:
        """Whether the fact still says what was exported, and not yet what the cell says; tells of a conflict."""
        now = [_said(fact) for fact in facts_of(record, edit)]
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
            return self._taken(claim for fact in facts_of(record, edit) for claim in fact.claims)
        return self._checked(record, edit, Saying(edit.property, (Given(edit.after, edit.state),)))

    def _checked(self, record: Record, edit: Edit, saying: Saying) -> Step:
        if saying.is_null:
            return self._taken(claim for fact in record.facts.get(edit.property, ()) for claim in fact.claims)
        evidence = Evidence(self._book, edit.locator or str(edit.place), visibility=seen_by(edit.property))
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


def _with_id(edit: Edit, named: Named) -> Value | None:
    value = edit.after
    return Ref(named(value.record), value.role) if isinstance(value, Ref) else value


def _problem(edit: Edit, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, edit.place, hint)
