# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each filter means, said once and readably, over a folded world.

A filter holds if all its fields do; a field that is None holds; `and`, `or`, `not` combine. Quantifiers count over
what is related in this view: `every` holds where nothing is related, a role narrows what is counted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum

from graph.model import ParticipationKey, Record, TieKey
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
from graph.stores.fields import (
    certainty_of,
    code_fits,
    codes_of,
    has_code,
    has_date,
    has_identifier,
    has_ids,
    has_text,
    is_named,
    state_of,
)
from graph.stores.world import World

__all__ = ["Matcher", "certainty_of", "codes_of", "goes", "is_named", "other_end"]


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
        match condition:
            case CodeFilter():
                return has_code(record, name, condition, self.world.kinds)
            case IdFilter():
                return has_ids(_ids(record, name), condition)
            case TextFilter():
                return has_text(_texts(record, name), condition)
            case DateFilter():
                return has_date(record, name, condition)
            case IdentifierFilter():
                return has_identifier(record, condition)
            case bool():
                return is_named(record) is condition
            case tuple() if name in _SHOWN:
                return _SHOWN[name](record) in condition
            case tuple():
                parts = (self.matches(record, part) for part in condition)
                return all(parts) if name == "and_" else any(parts)
        if name == "not_":
            return not self.matches(record, condition)  # type: ignore[arg-type]  # fields() loses the type
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


# ------------------------------------------------------------------ what fields are about


def _ids(record: Record, name: str) -> Collection[str]:
    """The ids that a field is about: the record's own, a tie's end, what a note is about."""
    if name == "about":
        return {ref.record for ref in record.refs("about")}
    return (getattr(record.key, name) if name in ("subject", "object") else record.id,)


def _texts(record: Record, name: str) -> Iterable[str]:
    if name in ("name", "title"):
        return [found.text for found in record.names]
    return [text.text for text in record.texts(name)]


_SHOWN: Mapping[str, Callable[[Record], StrEnum]] = {
    "visibility": lambda record: record.visibility,
    "certainty": certainty_of,
    "funding": lambda record: state_of(record, "funding"),
}
"""Fields that are filtered by a list of what they may show."""
