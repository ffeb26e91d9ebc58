# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed, in the API: records that came, went or read otherwise, and their facts before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import strawberry

from graph import changes, model
from graph.changes import ChangeKind
from graph.errors import BadInput
from graph.ids import type_of
from graph.model import ParticipationKey, Record, Text, TieKey, ValueState, key_ends, pick
from graph.selection import Item, checked_cut
from graph.stores.listing import cut_out
from schema.pages import Connection, Leaf
from schema.point import read_cursor
from schema.records import AnyRecord, record_of, shortened
from schema.scalars import RecordType
from schema.scene import Request, Scene
from schema.terms import Concept, concept_of, text_of
from schema.terms import Text as TextShown
from schema.values import Value, value_of

strawberry.enum(ChangeKind)
_NAMES = ("label", "title", "text")


@dataclass(frozen=True, slots=True)
class Sides:
    """Where the two sides of a comparison are seen."""

    before: Scene
    after: Scene | None
    """None: it was only rehearsed."""
    made: Mapping[str, Record]
    """The records as they would be, or are, by id: of a rehearsal there is no other place for them."""

    def expect(self, shown: Iterable[changes.RecordChange]) -> None:
        """These changes may be shown: what they join, cite and point to is read together."""
        records = [record for change in shown for record in (change.before, change.after) if record]
        for scene in (self.before, *([self.after] if self.after else [])):
            scene.want(end for record in records if record.key for end in key_ends(record.key))
            scene.expect(claim for record in records for claim in record.claims)

    def record(self, name: str) -> Record | None:
        """A record on the later side, else on the earlier one."""
        return self.made.get(name) or (self.after and self.after.record(name)) or self.before.record(name)


@strawberry.type
class FactChange:
    sides: strawberry.Private[Sides]
    type_name: strawberry.Private[str]
    domain: strawberry.Private[changes.FactChange]

    @strawberry.field
    def property(self) -> Concept:
        return concept_of(self.sides.before, "properties", self.domain.property)

    @strawberry.field
    def before(self) -> Value | None:
        return self._value(self.sides.before, self.domain.before)

    @strawberry.field
    def after(self) -> Value | None:
        return self._value(self.sides.after or self.sides.before, self.domain.after)

    @strawberry.field
    def before_state(self) -> ValueState:
        return self.domain.before.state if self.domain.before else ValueState.NOT_STATED

    @strawberry.field
    def after_state(self) -> ValueState:
        return self.domain.after.state if self.domain.after else ValueState.NOT_STATED

    def _value(self, scene: Scene, fact: model.Fact | None) -> Value | None:
        if fact is None:
            return None
        # What a rehearsal would cite may not be there: its evidence is left out.
        cited = tuple(claim for claim in fact.claims if scene.record(claim.source))
        return value_of(scene, self.type_name, replace(fact, claims=cited))


@strawberry.type
class RecordChange:
    sides: strawberry.Private[Sides]
    domain: strawberry.Private[changes.RecordChange]

    @strawberry.field
    def record_id(self) -> strawberry.ID:
        return strawberry.ID(self.domain.record)

    @strawberry.field
    def type(self) -> RecordType:
        return RecordType(self.domain.type.upper())

    @strawberry.field
    def kind(self) -> ChangeKind:
        return self.domain.kind

    @strawberry.field
    def label(self) -> TextShown:
        return text_of(self._called())

    @strawberry.field
    def record(self) -> AnyRecord | None:
        scene = self.sides.after or self.sides.before
        is_there = scene.record(self.domain.record) is not None
        return record_of(scene.one(self.domain.record)) if is_there else None

    @strawberry.field
    def facts(self) -> list[FactChange]:
        return [FactChange(sides=self.sides, type_name=self.domain.type, domain=fact) for fact in self.domain.facts]

    def _called(self) -> Text:
        record = self.domain.after or self.domain.before
        return _label(self.sides, record) if record else Text(self.domain.record)


def _label(sides: Sides, record: Record) -> Text:
    """What a record is called, on whichever side it is."""
    languages = sides.before.request.languages
    match record.key:
        case ParticipationKey(cooperation, stakeholder, role):
            who, what = _named(sides, stakeholder), _named(sides, cooperation)
            word = sides.before.text(_words(sides, "roles", role), None)
            return Text(f"{who.text} · {word.text if word else role} · {what.text}", what.lang)
        case TieKey(subject, kind, target):
            rule = sides.before.view.kinds.tie(kind).from_subject
            says = pick(tuple(Text(words, lang) for lang, words in rule.items()), languages)
            return Text(f"{_named(sides, subject).text} · {says.text if says else kind} · {_named(sides, target).text}")
        case None:
            texts = next((found for name in _NAMES if (found := record.texts(name))), ())
            text = pick(texts, languages)
            return Text(shortened(text.text), text.lang) if text else Text(record.id)


def _named(sides: Sides, name: str) -> Text:
    record = sides.record(name)
    return _label(sides, record) if record and record.key is None else Text(name)


def _words(sides: Sides, scheme: str, code: str) -> tuple[Text, ...]:
    labels = sides.before.view.kinds.concept(scheme, code).labels
    return tuple(Text(words, lang) for lang, words in labels.items())


RecordChangeConnection = Connection[RecordChange]


@strawberry.type
class Diff:
    sides: strawberry.Private[Sides]
    domain: strawberry.Private[changes.Diff]

    @strawberry.field
    def added_count(self) -> int:
        return self.domain.added

    @strawberry.field
    def changed_count(self) -> int:
        return self.domain.changed

    @strawberry.field
    def removed_count(self) -> int:
        return self.domain.removed

    @strawberry.field
    def claims_entered(self) -> int:
        return self.domain.entered

    @strawberry.field
    def claims_left(self) -> int:
        return self.domain.left

    @strawberry.field
    def changes(
        self, kind: list[ChangeKind] | None = None, first: int | None = None, after: str | None = None
    ) -> RecordChangeConnection:
        shown = [change for change in self.domain.changes if kind is None or change.kind in kind]
        by_name = {change.record: RecordChange(sides=self.sides, domain=change) for change in shown}
        page = cut_out([Item(name) for name in by_name], checked_cut(first, read_cursor(after)[1], None, ""))
        scene = self.sides.after or self.sides.before
        scene.gather(item.id for item in page.items)
        self.sides.expect(by_name[item.id].domain for item in page.items)
        return Connection(leaf=Leaf(scene, page, [by_name[item.id] for item in page.items]))


def diff_of(before: Scene, after: Scene | None, found: changes.Diff) -> Diff:
    """A comparison, as the API shows it."""
    made = {change.record: change.after for change in found.changes if change.after}
    return Diff(sides=Sides(before, after, made), domain=found)


def diff_between(before: Scene, after: Scene) -> Diff:
    """What changed between two points of one audience."""
    request = after.request
    start, end = before.view.revision.number, after.view.revision.number
    known = [found for number, found in request.revisions().items() if start < number <= end]
    moved = (sum(found.entered for found in known), sum(found.left for found in known))
    names = [name for name in request.store.touched(start, end) if type_of(name)]
    request.deadline.check()
    return diff_of(before, after, changes.difference(before.view, after.view, names, moved=moved))


def changes_between(request: Request, start: int, end: int | None) -> Diff:
    """What changed from one revision to another, for this audience.

    Raises:
        BadInput: the end lies before the start. UnknownRevision: there is no such revision.
    """
    now = request.scene()
    newest = now.view.revision.number
    if end is not None and end < start:
        raise BadInput(f"Revision {end} lies before {start}.", "Exchange them.")
    after = now if end is None or end == newest else request.scene(model.at(revision=end))
    return diff_between(request.scene(model.at(revision=start)), after)
