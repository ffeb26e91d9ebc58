# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions thrown by dice: points in time and filters, nested and quantified."""

from dataclasses import dataclass
from typing import Any, cast

from graph.model import At, Certainty, Undated, ValueState, Visibility, at
from graph.selection import (
    CodeFilter,
    CooperationFilter,
    CooperationRelation,
    DateFilter,
    Direction,
    EventFilter,
    EventRelation,
    IdentifierFilter,
    IdFilter,
    NoteFilter,
    OwnTieFilter,
    ParticipantRelation,
    RecordFilter,
    SourceFilter,
    SourceRelation,
    StakeholderFilter,
    StakeholderRelation,
    TextFilter,
    TieFilter,
    TieRelation,
)
from tests.graph.stores.random_world import DATES, INSTRUMENTS, KINDS, ROLES, TIES, TOPICS, Dice

Fields = dict[str, Any]


@dataclass
class Asker(Dice):
    """Dice that also ask."""

    def point(self, latest: int) -> At:
        """Some point in time."""
        dice = self.random
        first, last = sorted((dice.choice(DATES[:3]), dice.choice(DATES[:3])))
        revision = dice.choice((None, None, dice.randint(0, latest)))
        undated = dice.choice(tuple(Undated))
        return dice.choice(
            (at(revision=revision), at(first, undated=undated, revision=revision), at(first, last, revision=revision))
        )

    def filter(self, record_type: str, depth: int = 2) -> RecordFilter:
        """Some filter on records of a type."""
        return cast("RecordFilter", getattr(self, f"_{record_type}_filter")(depth))

    def _code(self, *codes: str) -> CodeFilter:
        dice = self.random
        return dice.choice(
            (
                CodeFilter(eq=dice.choice(codes)),
                CodeFilter(in_=tuple(dice.sample(codes, 2))),
                CodeFilter(not_=dice.choice(codes)),
                CodeFilter(within=(dice.choice(codes),)),
                CodeFilter(state=(dice.choice(tuple(ValueState)),)),
            )
        )

    def _text(self) -> TextFilter:
        word = self.random.choice(("hafen", "a", "Muller", "kyiv", "nord"))
        return self.random.choice((TextFilter(contains=word), TextFilter(starts_with=word), TextFilter(eq=word)))

    def _date(self) -> DateFilter:
        dice = self.random
        return dice.choice(
            (
                DateFilter(dice.choice(DATES)),
                DateFilter(None, dice.choice(DATES)),
                DateFilter(state=(ValueState.UNKNOWN,)),
            )
        )

    def _ids(self, letter: str) -> IdFilter:
        names = self.known.get(letter) or ["x"]
        one = self.random.choice(names)
        return self.random.choice((IdFilter(eq=one), IdFilter(in_=(one, "s-nobody")), IdFilter(not_=one)))

    def _sure(self) -> tuple[Certainty, ...]:
        return (self.random.choice(tuple(Certainty)),)

    def _quantified(self, relation: type, other: RecordFilter, role: CodeFilter | None = None) -> object:
        name = self.random.choice(("some", "every", "none"))
        return relation(**{name: other}, **({"role": role} if role else {}))

    def _role(self) -> CodeFilter | None:
        return self._code(*ROLES) if self.random.random() < 0.4 else None

    def _combined(self, made: RecordFilter, record_type: str, depth: int) -> RecordFilter:
        dice, kind = self.random, type(made)
        if depth > 0 and dice.random() < 0.3:
            other = self.filter(record_type, depth - 1)
            return dice.choice((kind(and_=(made, other)), kind(or_=(made, other)), kind(not_=made)))  # type: ignore[arg-type]
        return made

    def _stakeholder_filter(self, depth: int) -> RecordFilter:
        dice, below = self.random, depth - 1
        fields: Fields = {
            "id": self._ids("s"),
            "kind": self._code(*KINDS["stakeholder"]),
            "level": self._code("municipal", "state", "unstated"),
            "country": self._code("DE", "UA", "PL"),
            "name": self._text(),
            "is_named": dice.random() < 0.5,
            "identifier": dice.choice((IdentifierFilter("wikidata"), IdentifierFilter("ror", ("x3", "Q1")))),
            "visibility": (dice.choice(tuple(Visibility)),),
            "certainty": self._sure(),
        }
        if depth > 0:
            fields |= {
                "source": self._quantified(SourceRelation, self.filter("source", below)),
                "cooperation": self._quantified(
                    CooperationRelation, self.filter("cooperation", below), role=self._role()
                ),
                "event": self._quantified(EventRelation, self.filter("event", below), role=self._role()),
                "partner": self._quantified(StakeholderRelation, self.filter("stakeholder", below)),
                "tie": self._quantified(TieRelation, self._own_tie(below)),  # type: ignore[arg-type]
            }
        return self._combined(StakeholderFilter(**self._some(fields)), "stakeholder", depth)

    def _own_tie(self, depth: int) -> OwnTieFilter:
        other = self.filter("stakeholder", depth) if self.random.random() < 0.5 else None
        assert other is None or isinstance(other, StakeholderFilter)
        kind = self._code(*TIES) if self.random.random() < 0.5 else None
        return OwnTieFilter(kind, self.random.choice(tuple(Direction)), other)

    def _some(self, fields: Fields) -> Fields:
        names = self.random.sample(sorted(fields), self.random.choice((1, 1, 1, 2)))
        return {name: fields[name] for name in names}

    def _cooperation_filter(self, depth: int) -> RecordFilter:
        fields: Fields = {
            "id": self._ids("c"),
            "kind": self._code(*KINDS["cooperation"]),
            "formality": self._code("agreement", "informal"),
            "status": self._code("active", "ended"),
            "topic": self._code(*TOPICS),
            "instrument": self._code(*INSTRUMENTS),
            "name": self._text(),
            "starts": self._date(),
            "ends": self._date(),
            "funding": (self.random.choice(tuple(ValueState)),),
            "certainty": self._sure(),
        }
        if depth > 0:
            fields |= {
                "participant": self._quantified(
                    ParticipantRelation, self.filter("stakeholder", depth - 1), role=self._role()
                ),
                "source": self._quantified(SourceRelation, self.filter("source", depth - 1)),
                "event": self._quantified(EventRelation, self.filter("event", depth - 1)),
            }
        return self._combined(CooperationFilter(**self._some(fields)), "cooperation", depth)

    def _event_filter(self, depth: int) -> RecordFilter:
        fields: Fields = {
            "kind": self._code(*KINDS["event"]),
            "topic": self._code(*TOPICS),
            "name": self._text(),
            "starts": self._date(),
        }
        if depth > 0:
            fields["participant"] = self._quantified(
                ParticipantRelation, self.filter("stakeholder", depth - 1), role=self._role()
            )
        return EventFilter(**self._some(fields))

    def _note_filter(self, _: int) -> RecordFilter:
        fields: Fields = {"kind": self._code(*KINDS["note"]), "text": self._text(), "about": self._ids("s")}
        return NoteFilter(**self._some(fields))

    def _source_filter(self, _: int) -> RecordFilter:
        fields: Fields = {"kind": self._code(*KINDS["source"]), "title": self._text(), "published": self._date()}
        return SourceFilter(**self._some(fields))

    def _tie_filter(self, _: int) -> RecordFilter:
        return TieFilter(**self._some({"kind": self._code(*TIES), "subject": self._ids("s"), "object": self._ids("s")}))
