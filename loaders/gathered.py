# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All statements of one load together: which records they name, and whether what joins records fits.

A record with an error is left out, and then whatever names it, until nothing names what is not there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.dates import PartialDate
from graph.ids import RECORD_TYPES
from graph.kinds import Kinds
from graph.model import ParticipationKey, Ref, Term, TieKey
from graph.nearest import nearest_word
from loaders.loader import Problem, Said, Severity, record_name
from loaders.stored import Stored, stored_type

KEYED = tuple(name for name in RECORD_TYPES if name not in ("participation", "tie"))
NAMES = {"stakeholder": "label", "cooperation": "label", "event": "label", "note": "text", "source": "title"}
"""Under which property the records of a type are called."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What may be written of one load, every record named with its type, and what stood in the way of the rest."""

    said: tuple[Said, ...]
    problems: tuple[Problem, ...]


def gathered(said: Iterable[Said], kinds: Kinds, stored: Stored) -> Gathered:
    """The statements that may be written, in their order; what is no name of the load may be an id of the store.

    Cost: O(statements), once more for every step by which one error costs other records.
    """
    kept = tuple(said)
    problems: list[Problem] = []
    while True:
        known = _Known(kept, kinds, stored)
        resolved, found = known.resolved()
        problems += found
        wrong = {problem.about for problem in found if problem.severity is Severity.ERROR}
        if not wrong:
            return Gathered(resolved, tuple(_settled([*problems, *known.doubts()])))
        kept = tuple(one for one in kept if one.about not in wrong)


def _settled(problems: list[Problem]) -> list[Problem]:
    """Each complaint about a record once, where it first stands."""
    first: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        first.setdefault((problem.about, problem.message), problem)
    return list(first.values())


class _Known:
    """The records of a load: by type and key, with their kinds."""

    def __init__(self, said: tuple[Said, ...], kinds: Kinds, stored: Stored) -> None:
        self._said, self._kinds, self._stored = said, kinds, stored
        self._first: dict[str, Said] = {}
        self._codes: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._heads: dict[str, set[str]] = defaultdict(set)
        for one in said:
            if one.about not in self._first and isinstance(one.key, str):
                self._by_key[one.key].append(one.type)
            self._first.setdefault(one.about, one)
            if one.property == "kind" and isinstance(one.value, Term):
                self._codes[one.about].add(one.value.code)
            if isinstance(one.key, ParticipationKey) and kinds.role(one.key.role).ties_parties:
                self._heads[one.key.cooperation].add(one.key.stakeholder)

    def resolved(self) -> tuple[tuple[Said, ...], list[Problem]]:
        """The statements with every reference made sure, and the problems of those that have none."""
        found: list[Said] = []
        problems: list[Problem] = []
        for one in self._said:
            wrong = [*self._ends(one), *self._reference(one)]
            problems += wrong
            found += [] if wrong else [self._with_target(one)]
        for one in self._first.values():
            problems += self._misfits(one)
        return tuple(found), problems

    def _ends(self, one: Said) -> Iterator[Problem]:
        """Of the source and the records that a relation joins, those that are not there."""
        named = [("source", one.source)]
        match one.key:
            case ParticipationKey(cooperation, stakeholder, _, side):
                named += [("cooperation", cooperation), ("stakeholder", stakeholder)]
                named += [("stakeholder", side)] if side else []
            case TieKey(subject, _, target):
                named += [("stakeholder", subject), ("stakeholder", target)]
        for type_name, key in named:
            if record_name(type_name, key) not in self._first and stored_type(self._stored, key) != type_name:
                yield self._missing(one, (type_name,), key)

    def _reference(self, one: Said) -> Iterator[Problem]:
        if isinstance(one.value, Ref):
            types = self._targets(one)
            if len(types) > 1:
                hint = f"Write {' or '.join(record_name(name, one.value.record) for name in types)}."
                yield _error(one, "AMBIGUOUS_KEY", f'"{one.value.record[:40]}" fits several records.', hint)
            elif not types:
                yield self._missing(one, self._allowed(one), one.value.record)

    def _with_target(self, one: Said) -> Said:
        if not isinstance(one.value, Ref):
            return one
        type_name, key = self._targets(one)[0], one.value.record
        name = key if key.partition("/")[0] in KEYED else record_name(type_name, key)
        return replace(one, value=Ref(name, one.value.role))

    def _allowed(self, one: Said) -> tuple[str, ...]:
        rule = self._kinds.property(one.type, one.property.partition(":")[0])
        return tuple(name for name in KEYED if not rule.refers_to or name in rule.refers_to)

    def _targets(self, one: Said) -> list[str]:
        """The types of which there is a record of that name."""
        assert isinstance(one.value, Ref)
        allowed = self._allowed(one)
        type_name, _, key = one.value.record.partition("/")
        if key and type_name in KEYED:
            return [name for name in self._types_of(key) if name == type_name and name in allowed]
        return [name for name in self._types_of(one.value.record) if name in allowed]

    def _types_of(self, key: str) -> list[str]:
        """The types of which the load has a record of that key, else that of the store's record with that id."""
        found = self._by_key.get(key, [])
        in_store = "" if found else stored_type(self._stored, key)
        return [in_store] if in_store else found

    def _missing(self, one: Said, types: tuple[str, ...], key: str) -> Problem:
        known = [known for known, its in self._by_key.items() if set(its) & set(types)]
        near = nearest_word(known, key)
        what = types[0] if len(types) == 1 else "record"
        hint = f'Did you mean "{near}"?' if near else f"Bring the {what} in this load, or correct its errors."
        return _error(one, "UNKNOWN_KEY", f'No {what} "{key[:60]}" in this load.', hint)

    # -------------------------------------------------------------- what may join what

    def _misfits(self, one: Said) -> Iterator[Problem]:
        match one.key:
            case ParticipationKey(cooperation, stakeholder, role):
                its, theirs = self._codes_of("stakeholder", stakeholder), self._codes_of("cooperation", cooperation)
                rule = self._kinds.role(role)
                if its and not any(rule.allows(kind, within) for kind in its for within in theirs or {""}):
                    yield _error(one, "BAD_ROLE", f'"{stakeholder}" ({_list(its)}) cannot be {role} there.', "")
            case TieKey(subject, kind, target):
                its, theirs = self._codes_of("stakeholder", subject), self._codes_of("stakeholder", target)
                tie = self._kinds.tie(kind)
                if its and theirs and not any(tie.allows(one_end, other) for one_end in its for other in theirs):
                    yield _error(one, "BAD_TIE", f"{kind} cannot join {_list(its)} with {_list(theirs)}.", "")

    def _codes_of(self, type_name: str, key: str) -> set[str]:
        return self._codes.get(record_name(type_name, key), set())

    # -------------------------------------------------------------- what costs nothing but is worth a look

    def doubts(self) -> Iterator[Problem]:
        """Warnings: records that nobody will see, sides that are no parties, ends before beginnings."""
        said: dict[str, set[str]] = defaultdict(set)
        dates: dict[str, dict[str, PartialDate]] = defaultdict(dict)
        for one in self._said:
            said[one.about].add(one.property)
            if isinstance(one.value, PartialDate):
                dates[one.about].setdefault(one.property, one.value)
        for about, one in self._first.items():
            yield from _unseen(one, said[about])
            yield from _turned(one, dates.get(about, {}))
            if isinstance(one.key, ParticipationKey) and one.key.side not in ("", *self._heads[one.key.cooperation]):
                message = f'"{one.key.side}" is no party or lead of "{one.key.cooperation}".'
                yield _warning(one, "STRANGE_SIDE", message, "So it is tied to nobody.")


def _unseen(one: Said, said: set[str]) -> Iterator[Problem]:
    if one.type in NAMES and one.about != "source/feed":
        for needed in ("kind", NAMES[one.type]):
            if needed not in said:
                message = f'The {one.type} "{one.key}" has no {needed}.'
                yield _warning(one, "NOT_SHOWN", message, "The public sees only what has both.")


def _turned(one: Said, dates: Mapping[str, PartialDate]) -> Iterator[Problem]:
    starts, ends = dates.get("starts"), dates.get("ends")
    if starts and ends and ends.last < starts.first:
        yield _warning(one, "BAD_PERIOD", f'"{one.about}" ends ({ends}) before it starts ({starts}).', "")


def _list(codes: set[str]) -> str:
    return ", ".join(sorted(codes))


def _error(one: Said, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, one.place, hint, one.about)


def _warning(one: Said, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.WARNING, code, message, one.place, hint, one.about)
