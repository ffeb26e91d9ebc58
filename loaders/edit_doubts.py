# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What costs nothing in the edits of a workbook but is worth a look: turned periods, records that nobody will see."""

from collections.abc import Iterator, Sequence

from graph.dates import PartialDate
from graph.model import Fact, Record, Text, ValueState
from loaders.doubts import NAMES
from loaders.loader import Edit, Problem, Severity


def edit_doubts(record: Record, edits: Sequence[Edit]) -> Iterator[Problem]:
    """The warnings about one record, as it is once these edits are made."""
    yield from _turned(record, edits)
    for needed in ("kind", NAMES[record.type]) if record.type in NAMES else ():
        emptied = [edit for edit in edits if edit.property == needed and edit.state is ValueState.NOT_STATED]
        if emptied and not _left(record, needed, edits):
            message = f"{record.id} has no {needed} any more."
            yield _doubt(emptied[-1], "NOT_SHOWN", message, "The public sees only what has both kind and name.")


def facts_of(record: Record, edit: Edit) -> list[Fact]:
    """The facts of the property, of a text by language only those in the language of the edit."""
    facts = record.facts.get(edit.property, ())
    return [fact for fact in facts if not edit.lang or not isinstance(fact.value, Text) or fact.value.lang == edit.lang]


def _turned(record: Record, edits: Sequence[Edit]) -> Iterator[Problem]:
    starts, began = _date(record, edits, "starts")
    ends, ended = _date(record, edits, "ends")
    at = ended or began
    if at and starts and ends and ends.last < starts.first:
        yield _doubt(at, "BAD_PERIOD", f'"{record.id}" ends ({ends}) before it starts ({starts}).', "Exchange the two?")


def _date(record: Record, edits: Sequence[Edit], name: str) -> tuple[PartialDate | None, Edit | None]:
    """The date as it will be, and the edit that makes it so."""
    edit = next((one for one in reversed(edits) if one.property == name), None)
    fact = next(iter(record.facts.get(name, ())), None)
    value = edit.after if edit else fact.value if fact else None
    return (value if isinstance(value, PartialDate) else None), edit


def _left(record: Record, name: str, edits: Sequence[Edit]) -> bool:
    """Whether something is still said under that name."""
    own = [edit for edit in edits if edit.property == name]
    gone = {id(fact) for edit in own if edit.state is ValueState.NOT_STATED for fact in facts_of(record, edit)}
    is_kept = any(id(fact) not in gone for fact in record.facts.get(name, ()))
    return is_kept or any(edit.state is not ValueState.NOT_STATED for edit in own)


def _doubt(edit: Edit, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.WARNING, code, message, edit.place, hint)
