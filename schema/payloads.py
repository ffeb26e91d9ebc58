# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mutation answers: the revision that it made, what was wrong, whether others were faster, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

import strawberry

from graph import changes, errors, model
from graph.editing.saying import Complaint, Severity, refused
from graph.ids import type_of
from schema.changes import Diff, diff_between, diff_of
from schema.claims import Revision
from schema.imports import Loaded
from schema.levels import Window
from schema.proposals import LATER, ProposalConnection, are_found, proposals_among
from schema.records import AnyRecord, Source, record_of
from schema.scene import Request

strawberry.enum(Severity)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a mutation."""

    request: Request
    complaints: tuple[Complaint, ...] = ()
    about: str = ""
    """The record that it is about; "" for none."""
    revision: model.Revision | None = None
    conflict: errors.Conflict | None = None
    rehearsed: changes.Diff | None = None
    """What it would do, if it was only tried."""
    loaded: Loaded | None = None


@strawberry.type
class Problem:
    severity: Severity
    code: str
    message: str
    place: str
    hint: str | None


@strawberry.type
class Conflict:
    written: strawberry.Private[Written]
    domain: strawberry.Private[errors.Conflict]

    @strawberry.field
    def expected(self) -> int:
        return self.domain.expected

    @strawberry.field
    def current(self) -> Revision:
        return Revision(domain=self.written.request.scene().view.revision)

    @strawberry.field
    def touched(self) -> list[strawberry.ID]:
        return [strawberry.ID(name) for name in self.domain.touched]


@strawberry.interface
class Payload:
    written: strawberry.Private[Written]

    @strawberry.field
    def revision(self) -> Revision | None:
        return Revision(domain=self.written.revision) if self.written.revision else None

    @strawberry.field
    def problems(self) -> list[Problem]:
        return [problem_of(complaint) for complaint in self.written.complaints]

    @strawberry.field
    def conflict(self) -> Conflict | None:
        found = self.written.conflict
        return Conflict(written=self.written, domain=found) if found else None

    @strawberry.field
    def diff(self) -> Diff | None:
        return _diff(self.written)


@strawberry.type
class RecordPayload(Payload):
    @strawberry.field
    def record(self) -> AnyRecord | None:
        scene, name = self.written.request.scene(), self.written.about
        return record_of(scene.one(name)) if name and scene.record(name) else None


@strawberry.type
class ImportPayload(Payload):
    @strawberry.field
    def problems(self) -> list[Problem]:
        is_later = self.written.revision is not None and not are_found(self.written.request)
        return [problem_of(complaint) for complaint in (*self.written.complaints, *((LATER,) if is_later else ()))]

    @strawberry.field
    def source(self) -> Source | None:
        scene, name = self.written.request.scene(), self.written.about
        is_source = type_of(name) == "source" and scene.record(name) is not None
        return Source(member=scene.one(name)) if is_source else None

    @strawberry.field
    def rows_read(self) -> int:
        return self.written.loaded.read if self.written.loaded else 0

    @strawberry.field
    def rows_skipped(self) -> int:
        return self.written.loaded.skipped if self.written.loaded else 0

    @strawberry.field
    def proposals(self, first: int | None = None, after: str | None = None) -> ProposalConnection:
        return proposals_among(self.written.request, Window(first, after), lambda: _touched(self.written))


def _touched(written: Written) -> frozenset[str]:
    """The records that the revisions of a mutation touched."""
    made = (*(written.loaded.revisions if written.loaded else ()), written.revision)
    numbers = sorted(one.number for one in made if one is not None)
    return frozenset(written.request.store.touched(numbers[0] - 1, numbers[-1])) if numbers else frozenset()


def problem_of(complaint: Complaint) -> Problem:
    """A complaint, as the API shows it."""
    return Problem(
        severity=complaint.severity,
        code=complaint.code,
        message=complaint.message,
        place=complaint.place,
        hint=complaint.hint or None,
    )


def complaints_of(loaded: Loaded) -> Sequence[Complaint]:
    """What was wrong in a file, and what a load left out."""
    told = [Complaint(Severity(str(x.severity)), x.code, x.message, str(x.place), x.hint) for x in loaded.problems]
    if loaded.held_back:
        what = f"{loaded.held_back} statements are held back: they were taken back, and the file still says them."
        told.append(Complaint(Severity.INFO, "HELD_BACK", what, "", "An editor may say them again."))
    return told


def _diff(written: Written) -> Diff | None:
    """What was changed, or would be; None where the mutation was refused."""
    now = written.request.scene()
    if written.rehearsed is not None:
        return diff_of(now, None, written.rehearsed)
    if written.revision is None:
        failed = written.conflict is not None or refused(written.complaints)
        return None if failed else diff_of(now, now, changes.NOTHING)
    before = written.request.scene(model.at(revision=written.revision.number - 1))
    return diff_between(before, now)
