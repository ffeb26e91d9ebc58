# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that one audience sees at one point, folded into records and joined: the readable reference of a view.

Made from the claims present in one revision; nothing in it changes. Larger stores answer the same questions from
columns, and are compared with this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.folding import Frame, fold
from graph.kinds import Kinds
from graph.model import (
    At,
    Audience,
    Claim,
    Key,
    ParticipationKey,
    Period,
    Record,
    Ref,
    TieKey,
    Undated,
    key_ends,
    pick,
)
from graph.selection import Via
from graph.stores.entering import moved_key
from graph.stores.sight import Present, own_visibility, seen, youth

MOST_HEADS = 100
"""A cooperation with more parties and leads ties nobody."""


@dataclass(frozen=True, slots=True)
class World:
    """Records by id, and who takes part in what."""

    kinds: Kinds
    records: Mapping[str, Record]
    participations: Mapping[str, tuple[Record, ...]]
    """Of each cooperation and of each stakeholder, by id."""
    ties: Mapping[str, tuple[Record, ...]]
    """At each stakeholder, by id."""
    events: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Of each stakeholder: the events and its roles there. Of each cooperation: the events, without roles."""
    notes: Mapping[str, tuple[str, ...]]
    """About each record."""

    def of_type(self, type_name: str) -> list[Record]:
        """All records of a type, by id."""
        return [record for record in self.records.values() if record.type == type_name]

    def partners(self, stakeholder: str) -> dict[str, tuple[Via, ...]]:
        """Those tied to it in the stated projection, by id, with what ties them; persons are left out.

        Each cooperation is named once: who takes part in several roles is shown as party or lead, else in the first
        role of the vocabulary that ties the two.
        """
        found: dict[str, dict[str, Via]] = {}
        for mine in sorted(self.participations.get(stakeholder, ()), key=self._preference):
            for theirs in sorted(self.counterparts(mine), key=self._preference):
                way = Via(_key(mine).cooperation, mine.id, theirs.id)
                found.setdefault(_key(theirs).stakeholder, {}).setdefault(way.cooperation, way)
        return {other: tuple(found[other].values()) for other in sorted(found) if not self.is_person(other)}

    def _preference(self, participation: Record) -> tuple[bool, int, str, str]:
        key = _key(participation)
        place = next(place for place, role in enumerate(self.kinds.roles()) if role.code == key.role)
        return (not self.is_head(participation), place, key.side, participation.id)

    def counterparts(self, mine: Record) -> list[Record]:
        """The participations to which this one is tied: never an invented link."""
        key = _key(mine)
        members = self.participations.get(key.cooperation, ())
        heads = [member for member in members if self.is_head(member)]
        if not 0 < len({_key(head).stakeholder for head in heads}) <= MOST_HEADS:
            return []
        if self.is_head(mine):
            others = heads + [member for member in members if not self.is_head(member) and _sides_with(member, mine)]
        else:
            others = [head for head in heads if _sides_with(mine, head)]
        return [other for other in others if _key(other).stakeholder != key.stakeholder]

    def is_head(self, participation: Record) -> bool:
        """Whether it takes part as party or lead."""
        return self.kinds.role(_key(participation).role).ties_parties

    def is_person(self, stakeholder: str) -> bool:
        """Whether it is a person."""
        record = self.records.get(stakeholder)
        return record is not None and record.code("kind") == "person"

    def backing(self, record: Record) -> frozenset[str]:
        """The sources that back the record itself, one of its participations or ties."""
        around = (*self.participations.get(record.id, ()), *self.ties.get(record.id, ()))
        return record.sources.union(*(other.sources for other in around))

    def label(self, identifier: str) -> str:
        """The label by which lists are ordered: German, else English, else any."""
        record = self.records.get(identifier)
        return label_of(record) if record else identifier


def label_of(record: Record) -> str:
    """The label by which lists are ordered; the id of what has none."""
    for name in ("label", "title", "text"):
        found = pick(record.texts(name))
        if found:
            return found.text
    return record.id


def _key(record: Record) -> ParticipationKey:
    assert isinstance(record.key, ParticipationKey)
    return record.key


def _sides_with(member: Record, head: Record) -> bool:
    return _key(member).side in ("", _key(head).stakeholder)


# ------------------------------------------------------------------ making it


def make_world(present: Sequence[Present], kinds: Kinds, audience: Audience, point: At) -> World:
    """The world of one audience at one point."""
    claims = seen(present, kinds, audience)
    frame = Frame(kinds, point.window, point.is_dated, youth(claims))
    folded = {
        record.id: folded_record(record, claims[record.id], frame)
        for record in sorted(present, key=lambda record: record.id)
        if record.id in claims
    }
    return _joined(_holding(folded, point), kinds)


def folded_record(record: Present, claims: tuple[Claim, ...], frame: Frame) -> Record:
    """The record as those claims tell it that the audience sees."""
    visibility = own_visibility(record, frame.kinds)
    return fold(record.id, record.type, key=record.key, visibility=visibility, claims=claims, frame=frame)


def _holding(records: Mapping[str, Record], point: At) -> Mapping[str, Record]:
    """The records that hold at the point; a participation or tie only with all its ends."""
    own = {name: record for name, record in records.items() if holds(record, records, point)}
    return {
        name: record
        for name, record in own.items()
        if record.key is None or all(end in own for end in key_ends(record.key))
    }


def holds(record: Record, records: Mapping[str, Record], point: At) -> bool:
    """Whether a record holds at a point by its own period; notes and sources always do."""
    if record.type in ("note", "source"):
        return True
    period = effective_period(record, records)
    if not point.window.overlaps(period.first, period.last):
        return False
    if record.type == "stakeholder" or point.undated is Undated.INCLUDE:
        return True
    return period.is_undated == (point.undated is Undated.ONLY)


def effective_period(record: Record, records: Mapping[str, Record]) -> Period:
    """The record's period; what a participation does not say is said by its cooperation."""
    own = record.period
    if isinstance(record.key, ParticipationKey) and record.key.cooperation in records:
        whole = records[record.key.cooperation].period
        return Period(own.starts or whole.starts, own.ends or whole.ends)
    return own


def _joined(records: Mapping[str, Record], kinds: Kinds) -> World:
    participations: dict[str, list[Record]] = {}
    ties: dict[str, list[Record]] = {}
    for record in records.values():
        if isinstance(record.key, ParticipationKey):
            participations.setdefault(record.key.cooperation, []).append(record)
            participations.setdefault(record.key.stakeholder, []).append(record)
        elif isinstance(record.key, TieKey):
            for end in sorted({record.key.subject, record.key.object}):
                ties.setdefault(end, []).append(record)
    return World(kinds, records, _frozen(participations), _frozen(ties), _events(records), _notes(records))


def _frozen(groups: Mapping[str, list[Record]]) -> dict[str, tuple[Record, ...]]:
    return {name: tuple(group) for name, group in groups.items()}


def _events(records: Mapping[str, Record]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for event in records.values():
        if event.type == "event":
            for ref in (*event.refs("participant"), *event.refs("cooperation")):
                roles = found.setdefault(ref.record, {})
                roles[event.id] = (*roles.get(event.id, ()), *((ref.role,) if ref.role else ()))
    return found


def _notes(records: Mapping[str, Record]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for note in records.values():
        if note.type == "note":
            for ref in note.refs("about"):
                found.setdefault(ref.record, []).append(note.id)
    return {name: tuple(group) for name, group in found.items()}


# ------------------------------------------------------------------ which claims are present


def present_at(
    records: Iterable[tuple[str, str, Key, tuple[Claim, ...]]], survivors: Mapping[str, str], revision: int
) -> list[Present]:
    """The records of a revision with the claims present then; merged records are read as their survivors."""
    groups: dict[str, list[Claim]] = {}
    made: dict[str, tuple[str, Key]] = {}
    for name, type_name, key, claims in records:
        survivor = survivors.get(name, name)
        if survivor == name:
            made[name] = (type_name, moved_key(key, survivors))
        held = [moved(_as_then(claim), survivors) for claim in claims if _is_present(claim, revision)]
        groups.setdefault(survivor, []).extend(held)
    return [Present(name, *made[name], tuple(groups[name])) for name in made if groups.get(name)]


def _is_present(claim: Claim, revision: int) -> bool:
    return claim.entered <= revision and (claim.left is None or claim.left > revision)


def _as_then(claim: Claim) -> Claim:
    """What is present has not left yet, whatever came later."""
    return claim if claim.left is None else replace(claim, left=None)


def moved(claim: Claim, survivors: Mapping[str, str]) -> Claim:
    """The claim with the survivors of those that it speaks of or cites; what it is about stays what it was."""
    value = claim.value
    target = survivors.get(value.record, value.record) if isinstance(value, Ref) else ""
    source, feed = survivors.get(claim.source, claim.source), survivors.get(claim.feed, claim.feed)
    if isinstance(value, Ref) and target != value.record:
        value = Ref(target, value.role)
    if value is claim.value and (source, feed) == (claim.source, claim.feed):
        return claim
    return replace(claim, value=value, source=source, feed=feed)
