# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an editor gives: for each property the value or values that it shall have from now on, and who says so.

Places name the argument that something came from ("input.labels[0]"), for complaints about it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import BadInput
from graph.model import Certainty, Key, Rank, Value, ValueState, Visibility
from graph.stores.protocol import Change


@dataclass(frozen=True, slots=True)
class Given:
    """One value, or that it is unknown or none."""

    value: Value | None = None
    state: ValueState = ValueState.STATED
    place: str = ""
    valid: tuple[str, str] = ("", "")
    """From when to when the statement holds, as claims write it."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one property shall say: of many values all, of a text by language only the languages given."""

    property: str
    given: tuple[Given, ...] = ()
    place: str = ""
    is_null: bool = False
    """Everything that is said of it is taken back."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who says so, and where; without a source it is the editor."""

    source: str = ""
    locator: str = ""
    quote: str = ""
    certainty: Certainty = Certainty.STATED
    visibility: Visibility | None = None
    """None: as the vocabulary has it for such records and properties."""


THE_EDITOR = Evidence()


@dataclass(frozen=True, slots=True)
class Joined:
    """A participation or tie: what it is, and what is said of it."""

    type: str
    key: Key
    sayings: tuple[Saying, ...] = ()
    place: str = ""


class Severity(StrEnum):
    """What a complaint costs: the edit, doubt, or nothing."""

    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong or doubtful in what was given: what, where, and what to do."""

    severity: Severity
    code: str
    message: str
    place: str = ""
    hint: str = ""


def wrong(code: str, message: str, place: str, hint: str = "") -> Complaint:
    """A complaint that forbids the edit."""
    return Complaint(Severity.ERROR, code, message, place, hint)


def complaint_of(error: BadInput, place: str) -> Complaint:
    """The error as a complaint about a place."""
    return wrong(error.code, error.message, place, error.hint)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edit comes to."""

    about: str = ""
    """The record that it is about, or its handle."""
    change: Change | None = None
    """None: nothing is to be written."""
    complaints: tuple[Complaint, ...] = ()


def refused(complaints: Iterable[Complaint]) -> bool:
    """Whether one of them forbids the edit."""
    return any(complaint.severity is Severity.ERROR for complaint in complaints)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A saying to be added beside what is there, at a rank."""

    saying: Saying
    rank: Rank = Rank.NORMAL
