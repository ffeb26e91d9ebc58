# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All statements of one load together: which records they name, and whether what joins records fits.

A record with an error is left out, and then whatever names it, until nothing names what is not there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.ids import RECORD_TYPES
from graph.kinds import Kinds, Property
from graph.model import ParticipationKey, Ref, Term, TieKey
from graph.nearest import nearest_word
from loaders.doubts import doubts
from loaders.loader import Problem, Said, Severity, record_name
from loaders.minutes import Minutes
from loaders.stored import Stored, stored_type

KEYED = tuple(name for name in RECORD_TYPES if name not in ("participation", "tie"))
Found = tuple[int, int, Problem]
"""Number of the statement, place among what is wrong with it, problem."""
Codes = tuple[str, ...]
MOST_SUGGESTIONS = 100
"""To look for what was meant takes time; a load in which so many names are wrong has another fault."""


def gathered(minutes: Minutes, kinds: Kinds, stored: Stored) -> tuple[Problem, ...]:
    """Marks what may not be written, and says why; what is no name of the load may be an id of the store.

    Every reference to what may be written is then to a record's whole name.

    Cost: O(statements), once more for every step by which one error costs other records.
    """
    problems: list[Problem] = []
    while True:
        known = _Known(minutes, kinds, stored)
        found = known.problems()
        problems += found
        minutes.note_wrong(found)
        wrong = {minutes.names[problem.about] for problem in found if problem.severity is Severity.ERROR}
        if not wrong:
            known.settle()
            return tuple(_settled([*problems, *doubts(minutes, kinds, known.first)]))
        minutes.drop(wrong)


def _settled(problems: list[Problem]) -> list[Problem]:
    """Each complaint about a record once, where it first stands."""
    first: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        first.setdefault((problem.about, problem.message), problem)
    return list(first.values())


class _Known:
    """The records of a load: by type and key, with their kinds."""

    def __init__(self, minutes: Minutes, kinds: Kinds, stored: Stored) -> None:
        self._minutes, self._kinds, self._stored = minutes, kinds, stored
        self.first = minutes.first()
        """Of each record its first statement; -1 for one that is left out."""
        self._of_type: dict[str, dict[str, int]] = defaultdict(dict)
        self._fits: dict[tuple[str, Codes, Codes], bool] = {}
        self._suggested = 0
        for number, (first, type_name, key) in enumerate(zip(self.first, minutes.types, minutes.keys, strict=True)):
            if first >= 0 and isinstance(key, str):
                self._of_type[type_name].setdefault(key, number)
        self._codes: dict[int, Codes] = {}
        for number in minutes.of("kind"):
            value, record = minutes.values[number], minutes.records[number]
            if isinstance(value, Term) and value.code not in self._codes.get(record, ()):
                self._codes[record] = (*self._codes.get(record, ()), value.code)
        self._references = [
            number
            for number in minutes.of(*{rule.name for rule in _referring(kinds)})
            if isinstance(minutes.values[number], Ref)
        ]

    def problems(self) -> list[Problem]:
        """The problems of the statements that name what is not there, then of the records that do not fit."""
        found = [*self._sources(), *self._ends()]
        found += [one for number in self._references for one in self._reference(number)]
        found.sort(key=lambda one: one[:2])
        return [*(problem for _, _, problem in found), *self._all_misfits()]

    def settle(self) -> None:
        """Puts the whole names of records into the references."""
        for number in self._references:
            value = self._value(number)
            type_name, key = self._targets(number)[0], value.record
            name = key if key.partition("/")[0] in KEYED else record_name(type_name, key)
            self._minutes.values[number] = Ref(name, value.role)

    # -------------------------------------------------------------- what is not there

    def _is_there(self, type_name: str, key: str) -> bool:
        return key in self._of_type[type_name] or stored_type(self._stored, key) == type_name

    def _sources(self) -> Iterator[Found]:
        """Of the sources that statements cite, those that are not there."""
        forms = self._minutes.forms
        missing = {form.source for form in forms if not self._is_there("source", form.source)}
        for number, form in enumerate(self._minutes.kept_as) if missing else ():
            if forms[form].source in missing and self._minutes.live[number]:
                yield number, 0, self._missing(number, ("source",), forms[form].source)

    def _ends(self) -> Iterator[Found]:
        """Of the records that relations join, those that are not there; told once of each relation."""
        wholes, members = self._of_type["cooperation"], self._of_type["stakeholder"]
        for first, key in zip(self.first, self._minutes.keys, strict=True):
            if first < 0 or type(key) is str:
                continue
            if type(key) is ParticipationKey:
                if key.cooperation in wholes and key.stakeholder in members and (not key.side or key.side in members):
                    continue
                named = [("cooperation", key.cooperation), ("stakeholder", key.stakeholder)]
                named += [("stakeholder", key.side)] if key.side else []
            else:
                assert isinstance(key, TieKey)
                named = [("stakeholder", key.subject), ("stakeholder", key.object)]
            for place, (type_name, end) in enumerate(named, 1):
                if not self._is_there(type_name, end):
                    yield first, place, self._missing(first, (type_name,), end)

    def _reference(self, number: int) -> Iterator[Found]:
        types, value = self._targets(number), self._value(number)
        if len(types) > 1:
            hint = f"Write {' or '.join(record_name(name, value.record) for name in types)}."
            message = f'"{value.record[:40]}" fits several records.'
            yield number, 9, _error(self._minutes.said(number), "AMBIGUOUS_KEY", message, hint)
        elif not types:
            yield number, 9, self._missing(number, self._allowed(number), value.record)

    def _value(self, number: int) -> Ref:
        value = self._minutes.values[number]
        assert isinstance(value, Ref)
        return value

    def _allowed(self, number: int) -> tuple[str, ...]:
        form = self._minutes.forms[self._minutes.kept_as[number]]
        rule = self._kinds.property(form.type, form.property.partition(":")[0])
        return tuple(name for name in KEYED if not rule.refers_to or name in rule.refers_to)

    def _targets(self, number: int) -> list[str]:
        """The types of which there is a record of that name."""
        allowed, name = self._allowed(number), self._value(number).record
        type_name, _, key = name.partition("/")
        if key and type_name in KEYED:
            return [name for name in self._types_of(key) if name == type_name and name in allowed]
        return [one for one in self._types_of(name) if one in allowed]

    def _types_of(self, key: str) -> list[str]:
        """The types of which the load has a record of that key, else that of the store's record with that id."""
        found = [(records[key], name) for name, records in self._of_type.items() if key in records]
        in_store = "" if found else stored_type(self._stored, key)
        return [in_store] if in_store else [name for _, name in sorted(found)]

    def _missing(self, number: int, types: tuple[str, ...], key: str) -> Problem:
        named = (record_name(name, key) for name in types)
        at = next((self._minutes.wrong[name] for name in (*named, key) if name in self._minutes.wrong), None)
        if at is not None:
            what = types[0] if len(types) == 1 else "record"
            message = f'The {what} "{key[:60]}" has an error itself ({at}).'
            return _error(self._minutes.said(number), "UNKNOWN_KEY", message, "Correct that first.")
        self._suggested += 1
        known = [name for type_name in types for name in self._of_type[type_name]]
        near = nearest_word(known, key) if self._suggested <= MOST_SUGGESTIONS else None
        what = types[0] if len(types) == 1 else "record"
        hint = f'Did you mean "{near}"?' if near else f"Bring the {what} in this load, or correct its errors."
        message = f'No {what} "{key[:60]}" in this load.'
        return _error(self._minutes.said(number), "UNKNOWN_KEY", message, hint)

    # -------------------------------------------------------------- what may join what

    def _all_misfits(self) -> Iterator[Problem]:
        wholes = {key: self._codes.get(number, ()) for key, number in self._of_type["cooperation"].items()}
        members = {key: self._codes.get(number, ()) for key, number in self._of_type["stakeholder"].items()}
        for first, key in zip(self.first, self._minutes.keys, strict=True):
            if first < 0 or type(key) is str:
                continue
            if type(key) is ParticipationKey:
                its, theirs = members.get(key.stakeholder, ()), wholes.get(key.cooperation, ())
                if its and not self._may_take(key.role, its, theirs):
                    message = f'"{key.stakeholder}" ({_list(its)}) cannot be {key.role} there.'
                    yield _error(self._minutes.said(first), "BAD_ROLE", message, "")
            elif isinstance(key, TieKey):
                yield from self._misfit(first, key)

    def _misfit(self, first: int, key: TieKey) -> Iterator[Problem]:
        members, codes = self._of_type["stakeholder"], self._codes
        its, theirs = (codes.get(members.get(end, -1), ()) for end in (key.subject, key.object))
        tie = self._kinds.tie(key.kind)
        if its and theirs and not any(tie.allows(one_end, other) for one_end in its for other in theirs):
            message = f"{key.kind} cannot join {_list(its)} with {_list(theirs)}."
            yield _error(self._minutes.said(first), "BAD_TIE", message, "")

    def _may_take(self, role: str, its: Codes, theirs: Codes) -> bool:
        at = (role, its, theirs)
        found = self._fits.get(at)
        if found is None:
            rule = self._kinds.role(role)
            found = any(rule.allows(kind, within) for kind in its for within in theirs or ("",))
            self._fits[at] = found
        return found


def _referring(kinds: Kinds) -> Iterable[Property]:
    """The properties that point to records."""
    return (rule for name in RECORD_TYPES for rule in kinds.properties(name) if rule.value_type == "record")


def _list(codes: Codes) -> str:
    return ", ".join(sorted(codes))


def _error(one: Said, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, one.place, hint, one.about)
