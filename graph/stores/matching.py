# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each filter means, said once and readably, over a folded world.

A filter holds if all its fields do; a field that is None holds; `and`, `or`, `not` combine. Quantifiers count over
what is related in this view: `every` holds where nothing is related, a role narrows what is counted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from graph.dates import LAST_DAY, PartialDate, partial_date
from graph.errors import UnknownCode
from graph.kinds import Kinds
from graph.model import Certainty, Identifier, ParticipationKey, Record, TieKey, ValueState
from graph.selection import (
    CodeFilter,
    CooperationRelation,
    DateFilter,
    Direction,
    EventRelation,
    IdentifierFilter,
    IdFilter,
    OwnTieFilter,
    ParticipantRelation,
    RecordFilter,
    SourceRelation,
    StakeholderRelation,
    TextFilter,
    TieRelation,
)
from graph.stores.world import World
from graph.text import fold

SCHEMES = {
    ("stakeholder", "kind"): "stakeholder_kinds",
    ("stakeholder", "level"): "levels",
    ("stakeholder", "country"): "countries",
    ("cooperation", "kind"): "cooperation_kinds",
    ("cooperation", "formality"): "formalities",
    ("cooperation", "status"): "statuses",
    ("cooperation", "topic"): "topics",
    ("cooperation", "instrument"): "instruments",
    ("event", "kind"): "event_kinds",
    ("event", "topic"): "topics",
    ("note", "kind"): "note_kinds",
    ("note", "topic"): "topics",
    ("source", "kind"): "source_kinds",
    ("tie", "kind"): "tie_kinds",
}
"""The vocabulary that a coded field of a record type is about."""
STAND_INS = {"level": "unstated"}
"""What a coded field shows where no claim speaks of it."""


class Matcher:
    """Judges records of one world; remembers what it judged, since nested filters ask again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._judged: dict[tuple[int, str], bool] = {}
        self._kept: list[object] = []

    def matches(self, record: Record, wanted: RecordFilter | None) -> bool:
        """Whether the record is one of those wanted."""
        if wanted is None:
            return True
        place = (id(wanted), record.id)
        if place not in self._judged:
            self._kept.append(wanted)  # an id() is only its object's as long as the object lives
            self._judged[place] = self._judge(record, wanted)
        return self._judged[place]

    def _judge(self, record: Record, wanted: RecordFilter) -> bool:
        return all(
            self._field(record, field.name, getattr(wanted, field.name))
            for field in fields(wanted)
            if getattr(wanted, field.name) is not None
        )

    def _field(self, record: Record, name: str, condition: object) -> bool:
        match name, condition:
            case "and_", tuple():
                return all(self.matches(record, part) for part in condition)
            case "or_", tuple():
                return any(self.matches(record, part) for part in condition)
            case "not_", _:
                return not self.matches(record, condition)  # type: ignore[arg-type]  # fields() loses the type
            case _, CodeFilter():
                return has_code(record, name, condition, self.world.kinds)
            case (("subject" | "object"), IdFilter()):
                return isinstance(record.key, TieKey) and has_id(getattr(record.key, name), condition)
            case "about", IdFilter():
                return any(has_id(ref.record, condition) for ref in record.refs("about")) or (
                    condition.not_ is not None and not record.refs("about")
                )
            case _, IdFilter():
                return has_id(record.id, condition)
            case _, TextFilter():
                return has_text(_texts(record, name), condition)
            case _, DateFilter():
                return has_date(record, name, condition)
            case _, IdentifierFilter():
                return has_identifier(record, condition)
            case "is_named", bool():
                return is_named(record) is condition
            case "visibility", tuple():
                return record.visibility in condition
            case "certainty", tuple():
                return certainty_of(record) in condition
            case "funding", tuple():
                return state_of(record, "funding") in condition
            case _:
                return self._relation(record, condition)

    # -------------------------------------------------------------- relations

    def _relation(self, record: Record, condition: object) -> bool:
        match condition:
            case CooperationRelation():
                return self._quantified(self._cooperations(record, condition.role), condition, _has_role(condition))
            case ParticipantRelation():
                return self._quantified(self._participants(record, condition.role), condition, _has_role(condition))
            case EventRelation():
                return self._quantified(self._events(record, condition.role), condition, _has_role(condition))
            case SourceRelation():
                return self._quantified(self._known(sorted(self.world.backing(record))), condition, False)
            case StakeholderRelation():
                return self._quantified(self._known(self.world.partners(record.id)), condition, False)
            case TieRelation():
                return self._ties(record, condition)
        raise TypeError(type(condition).__name__)

    def _quantified(self, related: Sequence[Record], condition: object, exists: bool) -> bool:
        some, every, none = (getattr(condition, name) for name in ("some", "every", "none"))
        if exists and some is None and every is None and none is None:
            return bool(related)
        return (
            (some is None or any(self.matches(other, some) for other in related))
            and (every is None or all(self.matches(other, every) for other in related))
            and (none is None or not any(self.matches(other, none) for other in related))
        )

    def _cooperations(self, record: Record, role: CodeFilter | None) -> list[Record]:
        keys = _keys(self.world.participations.get(record.id, ()))
        return self._known({key.cooperation: None for key in keys if self._role_fits(key.role, role)})

    def _participants(self, record: Record, role: CodeFilter | None) -> list[Record]:
        if record.type == "event":
            refs = record.refs("participant")
            return self._known({ref.record: None for ref in refs if self._role_fits(ref.role, role)})
        keys = _keys(self.world.participations.get(record.id, ()))
        return self._known({key.stakeholder: None for key in keys if self._role_fits(key.role, role)})

    def _events(self, record: Record, role: CodeFilter | None) -> list[Record]:
        events = self.world.events.get(record.id, {})
        return self._known(
            [
                name
                for name, roles in events.items()
                if role is None or any(self._role_fits(code, role) for code in roles)
            ]
        )

    def _role_fits(self, code: str, wanted: CodeFilter | None) -> bool:
        return wanted is None or code_fits((code,) if code else (), wanted, "roles", self.world.kinds)

    def _known(self, names: Iterable[str]) -> list[Record]:
        return [self.world.records[name] for name in names if name in self.world.records]

    def _ties(self, record: Record, condition: TieRelation) -> bool:
        ties = self.world.ties.get(record.id, ())
        return (
            (condition.some is None or any(self.tie_fits(tie, record.id, condition.some) for tie in ties))
            and (condition.every is None or all(self.tie_fits(tie, record.id, condition.every) for tie in ties))
            and (condition.none is None or not any(self.tie_fits(tie, record.id, condition.none) for tie in ties))
        )

    def tie_fits(self, tie: Record, owner: str, wanted: OwnTieFilter) -> bool:
        """Whether a tie, seen from its owner, is one of those wanted."""
        if not goes(tie, owner, wanted.direction):
            return False
        if wanted.kind is not None and not has_code(tie, "kind", wanted.kind, self.world.kinds):
            return False
        other = self.world.records.get(other_end(tie, owner))
        return wanted.other is None or (other is not None and self.matches(other, wanted.other))


def _has_role(condition: CooperationRelation | ParticipantRelation | EventRelation) -> bool:
    return condition.role is not None


def _keys(participations: Iterable[Record]) -> list[ParticipationKey]:
    return [record.key for record in participations if isinstance(record.key, ParticipationKey)]


def goes(tie: Record, owner: str, direction: Direction) -> bool:
    """Whether a tie leads in this direction, seen from its owner."""
    assert isinstance(tie.key, TieKey)
    end = {Direction.OUT: tie.key.subject, Direction.IN: tie.key.object}.get(direction, owner)
    return end == owner


def other_end(tie: Record, owner: str) -> str:
    """The end of a tie that is not its owner."""
    assert isinstance(tie.key, TieKey)
    return tie.key.object if tie.key.subject == owner else tie.key.subject


# ------------------------------------------------------------------ single fields


def codes_of(record: Record, name: str) -> tuple[str, ...]:
    """The codes that a coded field shows."""
    if isinstance(record.key, TieKey) and name == "kind":
        return (record.key.kind,)
    return record.codes(name) or ((STAND_INS[name],) if name in STAND_INS else ())


def state_of(record: Record, name: str) -> ValueState:
    """What is known of a property."""
    fact = record.one(name)
    return fact.state if fact else ValueState.NOT_STATED


def has_code(record: Record, name: str, wanted: CodeFilter, kinds: Kinds) -> bool:
    """Whether a coded field is one of those wanted."""
    if wanted.state is not None and state_of(record, name) not in wanted.state:
        return False
    return code_fits(codes_of(record, name), wanted, SCHEMES[record.type, name], kinds)


def code_fits(codes: tuple[str, ...], wanted: CodeFilter, scheme: str, kinds: Kinds) -> bool:
    """Whether codes of a scheme fit; `not` is true of what has no code at all.

    Raises:
        UnknownCode: the filter names a code that the scheme has not; with the nearest one.
    """
    for code in (wanted.eq, wanted.not_, *(wanted.in_ or ()), *(wanted.within or ())):
        if code is not None and not kinds.has(scheme, code):
            raise UnknownCode(scheme, code, kinds.nearest(scheme, code))
    return (
        (wanted.eq is None or wanted.eq in codes)
        and (wanted.in_ is None or any(code in wanted.in_ for code in codes))
        and (wanted.within is None or any(code in kinds.within(scheme, top) for top in wanted.within for code in codes))
        and (wanted.not_ is None or wanted.not_ not in codes)
    )


def has_id(identifier: str, wanted: IdFilter) -> bool:
    """Whether an id is one of those wanted."""
    return (
        (wanted.eq is None or identifier == wanted.eq)
        and (wanted.in_ is None or identifier in wanted.in_)
        and (wanted.not_ is None or identifier != wanted.not_)
    )


def has_text(texts: Iterable[str], wanted: TextFilter) -> bool:
    """Whether one of the texts fits all that is asked, compared folded."""
    tests: list[Callable[[str], bool]] = []
    if wanted.eq is not None:
        tests.append(fold(wanted.eq).__eq__)
    if wanted.in_ is not None:
        tests.append({fold(text) for text in wanted.in_}.__contains__)
    if wanted.contains is not None:
        part = fold(wanted.contains)
        tests.append(lambda text: part in text)
    if wanted.starts_with is not None:
        start = fold(wanted.starts_with)
        tests.append(lambda text: text.startswith(start))
    return any(all(test(text) for test in tests) for text in map(fold, texts))


def _texts(record: Record, name: str) -> Iterable[str]:
    if name in ("name", "title"):
        return [found.text for found in record.names]
    return [text.text for text in record.texts(name)]


def has_date(record: Record, name: str, wanted: DateFilter) -> bool:
    """Whether a date touches the range asked for; what has no date touches none."""
    fact = record.one(name)
    if wanted.state is not None and (fact.state if fact else ValueState.NOT_STATED) not in wanted.state:
        return False
    if wanted.from_ is None and wanted.to is None:
        return True
    first = partial_date(wanted.from_).first if wanted.from_ else 0
    last = partial_date(wanted.to).last if wanted.to else LAST_DAY
    value = fact.value if fact else None
    return isinstance(value, PartialDate) and value.first <= last and value.last >= first


def has_identifier(record: Record, wanted: IdentifierFilter) -> bool:
    """Whether the record has an identifier of the scheme, one of the values if some are given."""
    values = [fact.value for fact in record.facts.get("identifier", ())]
    found = [value.value for value in values if isinstance(value, Identifier) and value.scheme == wanted.scheme]
    return any(wanted.in_ is None or value in wanted.in_ for value in found)


def is_named(record: Record) -> bool:
    """False for a group that its source leaves unnamed."""
    fact = record.one("named")
    return fact is None or getattr(fact.value, "number", 1) != 0


def certainty_of(record: Record) -> Certainty:
    """How sure it is that there is such a record: the certainty of what it is."""
    for name in ("holds", "kind", "text"):
        fact = record.one(name)
        if fact:
            return fact.certainty
    return Certainty.STATED
