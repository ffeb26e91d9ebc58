# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be written: every field of Mutation, a few lines each that read and hand on to graph."""

from typing import TypeAlias

import strawberry

from graph.editing import edits, taking
from schema.imports import Wanted
from schema.payloads import ImportPayload, RecordPayload
from schema.point import bare_id
from schema.roles import writing
from schema.scene import Request
from schema.writing import How, Pen, loaded
from schema.writing_inputs import (
    ClaimInput,
    CooperationInput,
    EventInput,
    EvidenceInput,
    NoteInput,
    ParticipationInput,
    ParticipationUpdate,
    SourceInput,
    StakeholderInput,
    TieInput,
    TieUpdate,
)

Info: TypeAlias = strawberry.Info[Request, None]
Simple: TypeAlias = StakeholderInput | EventInput | NoteInput | SourceInput
Update: TypeAlias = Simple | ParticipationUpdate | TieUpdate


def _created(pen: Pen, type_name: str, given: Simple) -> RecordPayload:
    sayings = pen.reading.sayings(given)
    return pen.record(lambda desk: edits.create(desk, type_name, sayings))


def _updated(pen: Pen, type_name: str, about: str, given: Update) -> RecordPayload:
    name, sayings = pen.reading.record(about, "id", type_name), pen.reading.sayings(given)
    return pen.record(lambda desk: edits.update(desk, name, sayings))


@strawberry.type
class Mutation:
    @writing
    def create_stakeholder(
        self,
        info: Info,
        input: StakeholderInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _created(Pen(info, How(evidence, expected_revision, dry_run)), "stakeholder", input)

    @writing
    def update_stakeholder(
        self,
        info: Info,
        id: strawberry.ID,
        input: StakeholderInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(evidence, expected_revision, dry_run)), "stakeholder", id, input)

    @writing
    def create_cooperation(
        self,
        info: Info,
        input: CooperationInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(evidence, expected_revision, dry_run))
        sayings, joined = pen.reading.sayings(input), pen.reading.participations(edits.NEW, input)
        return pen.record(lambda desk: edits.create(desk, "cooperation", sayings, joined))

    @writing
    def update_cooperation(
        self,
        info: Info,
        id: strawberry.ID,
        input: CooperationInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(evidence, expected_revision, dry_run))
        name = pen.reading.record(id, "id", "cooperation")
        sayings, joined = pen.reading.sayings(input), pen.reading.participations(name, input)
        return pen.record(lambda desk: edits.update(desk, name, sayings, joined))

    @writing
    def add_participation(
        self,
        info: Info,
        cooperation: strawberry.ID,
        input: ParticipationInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(evidence, expected_revision, dry_run))
        whole = pen.reading.record(cooperation, "cooperation", "cooperation")
        joined = pen.reading.participation(whole, input, "input")
        return pen.record(lambda desk: edits.relate(desk, joined))

    @writing
    def create_tie(
        self,
        info: Info,
        input: TieInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(evidence, expected_revision, dry_run))
        joined = pen.reading.tie(input)
        return pen.record(lambda desk: edits.relate(desk, joined))

    @writing
    def create_event(
        self,
        info: Info,
        input: EventInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _created(Pen(info, How(evidence, expected_revision, dry_run)), "event", input)

    @writing
    def update_event(
        self,
        info: Info,
        id: strawberry.ID,
        input: EventInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(evidence, expected_revision, dry_run)), "event", id, input)

    @writing
    def create_note(
        self,
        info: Info,
        input: NoteInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _created(Pen(info, How(evidence, expected_revision, dry_run)), "note", input)

    @writing
    def create_source(
        self,
        info: Info,
        input: SourceInput,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _created(Pen(info, How(None, expected_revision, dry_run)), "source", input)

    @writing
    def add_claims(
        self,
        info: Info,
        record: strawberry.ID,
        claims: list[ClaimInput],
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(evidence, expected_revision, dry_run))
        name, given = pen.reading.record(record, "record"), pen.reading.claims(claims)
        return pen.record(lambda desk: edits.add(desk, name, given))

    @writing
    def update_participation(
        self,
        info: Info,
        id: strawberry.ID,
        input: ParticipationUpdate,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(evidence, expected_revision, dry_run)), "participation", id, input)

    @writing
    def update_tie(
        self,
        info: Info,
        id: strawberry.ID,
        input: TieUpdate,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(evidence, expected_revision, dry_run)), "tie", id, input)

    @writing
    def update_note(
        self,
        info: Info,
        id: strawberry.ID,
        input: NoteInput,
        evidence: EvidenceInput | None = None,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(evidence, expected_revision, dry_run)), "note", id, input)

    @writing
    def update_source(
        self,
        info: Info,
        id: strawberry.ID,
        input: SourceInput,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        return _updated(Pen(info, How(None, expected_revision, dry_run)), "source", id, input)

    @writing
    def withdraw_record(
        self,
        info: Info,
        id: strawberry.ID,
        reason: str,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(None, expected_revision, dry_run))
        name, why = pen.reading.record(id, "id"), pen.reading.reason(reason)
        return pen.record(lambda desk: taking.withdraw(desk, name, reason=why))

    @writing
    def retract_claims(
        self,
        info: Info,
        ids: list[strawberry.ID],
        reason: str,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> RecordPayload:
        pen = Pen(info, How(None, expected_revision, dry_run))
        names, why = [bare_id(name) for name in ids], pen.reading.reason(reason)
        return pen.record(lambda desk: taking.retract(desk, names, reason=why))

    @writing
    def import_upload(
        self,
        info: Info,
        upload: strawberry.ID,
        dry_run: bool,
        loader: str | None = None,
        feed: str | None = None,
        shrink: bool = False,
        expected_revision: int | None = None,
    ) -> ImportPayload:
        request, given = info.context, (loader or "", feed or "", shrink, dry_run, expected_revision)
        wanted = Wanted(upload, request.author, *given, request.progress, request.owner)
        return loaded(Pen(info, How()), wanted, request.load)

    @writing
    def revert_revision(
        self,
        info: Info,
        number: int,
        reason: str,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> ImportPayload:
        pen = Pen(info, How(None, expected_revision, dry_run))
        why = pen.reading.reason(reason)
        return ImportPayload(written=pen.write(lambda desk: taking.revert(desk, number, reason=why)))

    @writing
    def withdraw_source(
        self,
        info: Info,
        id: strawberry.ID,
        reason: str,
        expected_revision: int | None = None,
        dry_run: bool = False,
    ) -> ImportPayload:
        pen = Pen(info, How(None, expected_revision, dry_run))
        name, why = pen.reading.record(id, "id", "source"), pen.reading.reason(reason)
        return ImportPayload(written=pen.write(lambda desk: taking.withdraw_feed(desk, name, reason=why)))
