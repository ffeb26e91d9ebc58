# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the inputs of what writes to what graph speaks in: sayings, each with the argument that it came from.

What is wrong with an argument becomes a complaint with its place; nothing is raised, so that all is told at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import strawberry
from strawberry.utils.str_converters import to_camel_case

from graph import model
from graph.dates import partial_date
from graph.editing.checking import is_writable
from graph.editing.saying import THE_EDITOR, Complaint, Evidence, Given, Joined, Ranked, Saying, complaint_of, wrong
from graph.errors import BadInput, Gone
from graph.ids import type_of
from graph.model import ValueState
from schema import writing_inputs as inputs
from schema.point import bare_id
from schema.scalars import PartialDate
from schema.scene import Scene
from schema.writing_fields import FIELDS, VALUES, Make, Plain

LONGEST_REASON = 500


@dataclass(slots=True)
class Reading:
    """Reads the arguments of one mutation; keeps what is wrong with them."""

    scene: Scene
    complaints: list[Complaint] = field(default_factory=list)

    # -------------------------------------------------------------- ids

    def record(self, given: str, place: str, *types: str) -> str:
        """The record that an id means, with or without a point; "" if it means none of these types."""
        name = bare_id(given)
        try:
            found = self.scene.resolve(name or "?")
        except BadInput as error:
            self.complaints.append(complaint_of(error, place))
            return ""
        except Gone as error:
            self.complaints.append(wrong(error.code, error.message, place, error.hint))
            return ""
        if found is None:
            self.complaints.append(wrong("UNKNOWN_ID", f'"{name}" has been withdrawn.', place, "Choose another one."))
        elif types and type_of(found) not in types:
            message = f'"{name}" is a {type_of(found)}, not a {" or ".join(types)}.'
            self.complaints.append(wrong("BAD_USER_INPUT", message, place, "Choose another one."))
            return ""
        return found or ""

    def known(self, given: str, place: str) -> str:
        """An id as it was given, if there ever was such a record: one that was merged keeps its own."""
        name = bare_id(given)
        try:
            self.scene.view.resolve(name)
        except (BadInput, Gone) as error:
            self.complaints.append(wrong(error.code, error.message, place, error.hint))
        return name

    def evidence(self, given: inputs.EvidenceInput | None) -> Evidence:
        """Who says so."""
        if given is None:
            return THE_EDITOR
        source = self.record(given.source, "evidence.source", "source")
        return Evidence(source, given.locator or "", given.quote or "", given.certainty, given.visibility)

    def reason(self, given: str) -> str:
        """Why something is taken back: it stands in the list of revisions."""
        words = " ".join(given.split())
        if not words or len(words) > LONGEST_REASON or not is_writable(words):
            message = f"A reason has 1 to {LONGEST_REASON} characters, and no control characters."
            self.complaints.append(wrong("BAD_USER_INPUT", message, "reason", "Say in a few words why."))
        return words

    # -------------------------------------------------------------- properties

    def sayings(self, given: Plain, place: str = "input") -> tuple[Saying, ...]:
        """What an input gives, property by property."""
        found: list[Saying] = []
        for argument, (name, make) in FIELDS[type(given)].items():
            sent = getattr(given, argument)
            if sent is not None:
                at = f"{place}.{to_camel_case(argument)}"
                found += (
                    self._period(sent.value, at) if name == "period" else [self._saying(name, sent.value, make, at)]
                )
        return (*found, *self._point(given, place))

    def _saying(self, name: str, value: Plain, make: Make, place: str) -> Saying:
        if value is None:
            return Saying(name, place=place, is_null=True)
        if isinstance(value, list):
            listed = (self._given(make, one, f"{place}[{number}]") for number, one in enumerate(value))
            return Saying(name, tuple(one for one in listed if one), place)
        given = self._given(make, value, place)
        return Saying(name, (given,) if given else (), place)

    def _given(self, make: Make, value: Plain, place: str) -> Given | None:
        try:
            return make(self, value, place)
        except BadInput as error:
            self.complaints.append(complaint_of(error, place))
            return None

    def _period(self, given: inputs.PeriodInput | None, place: str) -> list[Saying]:
        """Beginning and end; of each what is given."""
        if given is None:
            return [Saying(name, place=place, is_null=True) for name in ("starts", "ends")]
        bounds = (("starts", "from", given.from_, given.from_state), ("ends", "to", given.to, given.to_state))
        found = (self._bound(name, date, state, f"{place}.{argument}") for name, argument, date, state in bounds)
        return [saying for saying in found if saying]

    def _bound(self, name: str, date: "MaybeDate", state: "MaybeState", place: str) -> Saying | None:
        told = state.value if state else None
        if date is not None and date.value is not None:
            if told not in (None, ValueState.STATED):
                self.complaints.append(wrong("BAD_USER_INPUT", f"A date that is {told}.", place, "Leave one out."))
            return Saying(name, (Given(partial_date(date.value), place=place),), place)
        if told is ValueState.STATED:
            self.complaints.append(wrong("BAD_USER_INPUT", "A date is STATED and not given.", place, "Give it."))
        if told is ValueState.UNKNOWN or told is ValueState.NONE:
            return Saying(name, (Given(state=told, place=f"{place}State"),), place)
        return Saying(name, place=place, is_null=True) if date or state else None

    def _point(self, given: Plain, place: str) -> list[Saying]:
        if not isinstance(given, inputs.StakeholderInput) or not (given.latitude or given.longitude):
            return []
        latitude, longitude = (sent.value if sent else None for sent in (given.latitude, given.longitude))
        if latitude is None and longitude is None and given.latitude and given.longitude:
            return [Saying("point", place=f"{place}.latitude", is_null=True)]
        if latitude is None or longitude is None:
            message = "A place has a latitude and a longitude."
            self.complaints.append(
                wrong("BAD_USER_INPUT", message, f"{place}.latitude", "Give both, or null for both.")
            )
            return []
        point = model.Point(latitude, longitude)
        return [Saying("point", (Given(point, place=f"{place}.latitude"),), f"{place}.latitude")]

    # -------------------------------------------------------------- what joins records

    def participation(self, cooperation: str, given: inputs.ParticipationInput, place: str) -> Joined:
        """Who takes part in a cooperation."""
        who = self.record(given.stakeholder, f"{place}.stakeholder", "stakeholder")
        side = self.record(given.side, f"{place}.side", "stakeholder") if given.side else ""
        key = model.ParticipationKey(cooperation, who, given.role, side)
        return Joined("participation", key, self.sayings(given, place), place)

    def participations(self, cooperation: str, given: inputs.CooperationInput) -> tuple[Joined, ...]:
        """All who take part in a cooperation, as far as they are given: those that are there are not taken back so."""
        sent = given.participations
        if sent is not None and sent.value is None and not cooperation.startswith("+"):
            hint = "Withdraw those who do not, one by one: `withdrawRecord(id:, reason:)` with the participation's id."
            message = "Who takes part is not taken back as a whole."
            self.complaints.append(wrong("BAD_USER_INPUT", message, "input.participations", hint))
        listed = enumerate((sent.value if sent else None) or ())
        return tuple(self.participation(cooperation, one, f"input.participations[{place}]") for place, one in listed)

    def tie(self, given: inputs.TieInput) -> Joined:
        """What ties two stakeholders."""
        subject = self.record(given.subject, "input.subject", "stakeholder")
        target = self.record(given.object, "input.object", "stakeholder")
        return Joined("tie", model.TieKey(subject, given.kind, target), self.sayings(given), "input")

    # -------------------------------------------------------------- claims

    def claims(self, given: Sequence[inputs.ClaimInput]) -> tuple[Ranked, ...]:
        """Claims to add beside what is there."""
        return tuple(self._claim(one, f"claims[{number}]") for number, one in enumerate(given))

    def _claim(self, given: inputs.ClaimInput, place: str) -> Ranked:
        value = self._value(given.value, f"{place}.value") if given.value else None
        valid = self._valid(given.valid, f"{place}.valid")
        told = Given(value.value if value else None, given.state, value.place if value else place, valid)
        return Ranked(Saying(given.property, (told,), place), given.rank)

    def _value(self, given: inputs.ValueInput, place: str) -> Given | None:
        for argument, make in VALUES.items():
            sent = getattr(given, argument)
            if sent is not None:
                return self._given(make, sent.value, f"{place}.{argument}")
        return None

    def _valid(self, given: inputs.PeriodInput | None, place: str) -> tuple[str, str]:
        if given is None:
            return ("", "")
        starts = self._bound("starts", given.from_, given.from_state, f"{place}.from")
        ends = self._bound("ends", given.to, given.to_state, f"{place}.to")
        return (_written(starts), _written(ends))


MaybeDate: TypeAlias = "strawberry.Some[PartialDate | None] | None"
MaybeState: TypeAlias = "strawberry.Some[ValueState | None] | None"


def _written(bound: Saying | None) -> str:
    if bound is None or not bound.given:
        return model.NOT_STATED_BOUND
    (given,) = bound.given
    if given.state is ValueState.STATED:
        return str(given.value)
    return model.UNKNOWN_BOUND if given.state is ValueState.UNKNOWN else model.OPEN_BOUND
