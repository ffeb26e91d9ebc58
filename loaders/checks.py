# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is one statement one that the vocabulary allows? Every loader's statements pass here, each by itself.

What joins records (does the one named exist, may this kind take that role) is asked in `gathered.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.dates import partial_date
from graph.errors import BadDate, BadInput, PartnernetzError, UnknownCode
from graph.kinds import SCHEMES, Kinds, Property
from graph.model import (
    MAX_QUOTE_WORDS,
    Identifier,
    Money,
    Number,
    ParticipationKey,
    Ref,
    Term,
    Text,
    TieKey,
    Value,
    ValueState,
    value_type,
)
from graph.nearest import nearest_word
from graph.stores.entering import check_number
from loaders.loader import Problem, RecordKey, Said, Severity
from loaders.minutes import Minutes
from loaders.tables.register_examples import written_like

Complaint = tuple[str, str, str]
"""Code, message, hint."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What one vocabulary allows."""

    kinds: Kinds

    def all(self, minutes: Minutes) -> list[Problem]:
        """Everything that is wrong with statements, in their order; what was found fine once is not looked at again."""
        suspects = self._suspects(minutes)
        fine: set[tuple[int, object]] = set()
        found: list[Problem] = []
        columns = (minutes.records, minutes.kept_as, minutes.values, minutes.live)
        for number, (record, form, value, live) in enumerate(zip(*columns, strict=True)):
            at = (form, value.code if type(value) is Term else type(value))
            if not live or (at in fine and number not in minutes.cited and record not in suspects):
                continue
            said = minutes.said(number)
            wrong = list(self.problems(said))
            found += wrong
            if not (wrong or number in minutes.cited or self._is_single(said)):
                fine.add(at)
        return found

    def _is_single(self, said: Said) -> bool:
        """Whether such a value has to be looked at each time."""
        if isinstance(said.value, Identifier | Ref | Number | Money):
            return True
        return isinstance(said.value, Text) and bool(
            self.kinds.property(said.type, said.property.partition(":")[0]).values
        )

    def _suspects(self, minutes: Minutes) -> set[int]:
        """The relations whose role or kind is wrong."""
        fine: set[tuple[type, str]] = set()
        found: set[int] = set()
        for number, key in enumerate(minutes.keys):
            if isinstance(key, str):
                continue
            at = (type(key), key.role if isinstance(key, ParticipationKey) else key.kind)
            if at not in fine:
                if any(self._about(key)):
                    found.add(number)
                else:
                    fine.add(at)
        return found

    def problems(self, said: Said) -> Iterator[Problem]:
        """Everything that is wrong with a statement; nothing if it may be written."""
        for code, message, hint in self._complaints(said):
            yield Problem(Severity.ERROR, code, message, said.place, hint, said.about)

    def _complaints(self, said: Said) -> Iterator[Complaint]:
        yield from self._about(said.key)
        yield from _around(said)
        try:
            rule = self.kinds.property(said.type, said.property.partition(":")[0])
        except UnknownCode as error:
            yield _told(error)
            return
        if rule.carries == "name" and not said.property.partition(":")[2]:
            yield "MISSING_KEY", f"{rule.name} has no name.", f"Say {rule.name}:NAME."
        if said.state is not ValueState.STATED:
            if said.value is not None:
                yield "BAD_STATE", f"{rule.name} is {said.state.lower()} and has a value.", "Leave the value out."
        elif not rule.accepts(value_type(said.value)):
            yield "BAD_VALUE", f"{rule.name} takes a {rule.value_type}, not a {value_type(said.value)}.", ""
        else:
            yield from self._value(said.value, rule)

    def _about(self, key: RecordKey) -> Iterator[Complaint]:
        """Whether the role or tie kind exists that names the record."""
        match key:
            case ParticipationKey(role=role):
                yield from self._code("roles", role)
                if self.kinds.has("roles", role) and not self.kinds.role(role).in_cooperations:
                    yield "BAD_ROLE", f'"{role}" is no role in cooperations.', self._roles(in_events=False)
            case TieKey(kind=kind):
                yield from self._code("tie_kinds", kind)

    def _value(self, value: Value | None, rule: Property) -> Iterator[Complaint]:
        match value:
            case Term(code):
                yield from self._code(rule.scheme, code)
            case Ref(role=role) if rule.carries == "role":
                yield from self._event_role(rule, role)
            case Identifier():
                yield from self._identifier(value)
            case Text(text) if rule.values and text not in rule.values:
                yield "BAD_VALUE", f'{rule.name} is not "{text[:40]}".', f"Known: {', '.join(rule.values)}."
            case Number(number) if rule.values and str(number) not in rule.values:
                yield "BAD_VALUE", f"{rule.name} is not {number}.", f"Known: {', '.join(rule.values)}."
            case Number(number) | Money(number):
                yield from _number(number, rule.name)

    def _code(self, scheme: str, code: str) -> Iterator[Complaint]:
        if scheme in SCHEMES and not self.kinds.has(scheme, code):
            try:
                self.kinds.concept(scheme, code)
            except UnknownCode as error:
                yield _told(error)

    def _event_role(self, rule: Property, role: str) -> Iterator[Complaint]:
        yield from self._code("roles", role) if role else ()
        if not role or (self.kinds.has("roles", role) and not self.kinds.role(role).in_events):
            what = f'"{role}" is no role in events.' if role else f"{rule.name} has no role."
            yield "BAD_ROLE", what, self._roles(in_events=True)

    def _roles(self, *, in_events: bool) -> str:
        rules = (rule for rule in self.kinds.roles() if (rule.in_events if in_events else rule.in_cooperations))
        return f"Known: {', '.join(rule.code for rule in rules)}."

    def _identifier(self, identifier: Identifier) -> Iterator[Complaint]:
        known = [scheme.code for scheme in self.kinds.identifier_schemes() if scheme.for_stakeholders]
        scheme = self.kinds.identifier_scheme(identifier.scheme)
        if scheme is None or not scheme.for_stakeholders:
            near = nearest_word(known, identifier.scheme)
            hint = f'Did you mean "{near}"?' if near else f"Known: {', '.join(known)}."
            yield "UNKNOWN_CODE", f'No register "{identifier.scheme[:40]}".', hint
        elif not scheme.fits(identifier.value):
            message = f'"{identifier.value[:40]}" is not written as identifiers of {scheme.code} are.'
            yield "BAD_IDENTIFIER", message, written_like(scheme.code)


def _around(said: Said) -> Iterator[Complaint]:
    """Whether the dates of the statement and its quotes are as they should be."""
    for bound in (said.valid_from, said.valid_to):
        try:
            _ = partial_date(bound) if bound not in ("", "?", "..") else None
        except BadDate as error:
            yield _told(error)
    if any(len(passage.quote.split()) > MAX_QUOTE_WORDS for passage in said.passages):
        yield "LONG_QUOTE", f"A quote has at most {MAX_QUOTE_WORDS} words.", "Shorten it, or leave it out."


def _number(number: Decimal, name: str) -> Iterator[Complaint]:
    try:
        check_number(number, name)
    except BadInput as error:
        yield "BAD_NUMBER", error.message, error.hint


def _told(error: PartnernetzError) -> Complaint:
    return error.code, error.message, error.hint
