# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How every mutation goes: read the arguments, plan, write or only try, tell the audit log, move the request on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import strawberry

from graph import errors
from graph.editing.desk import Desk
from graph.editing.saving import Saved, rehearse, save
from graph.editing.saying import Complaint, Plan, Severity, complaint_of, refused
from graph.editing.voice import voice_of
from graph.errors import BadInput, UnknownId
from graph.model import Audience
from graph.stores.protocol import View
from schema.imports import Loading, Wanted
from schema.payloads import ImportPayload, RecordPayload, Written, complaints_of
from schema.reading_inputs import Reading
from schema.scene import Request
from schema.service import About
from schema.writing_inputs import EvidenceInput

Info = strawberry.Info[Request, None]


@dataclass(frozen=True, slots=True)
class How:
    """What every mutation may be told beside what it is about."""

    evidence: EvidenceInput | None = None
    expected: int | None = None
    dry_run: bool = False


class Pen:
    """Writes one mutation."""

    def __init__(self, info: Info, how: How) -> None:
        self.request = info.context
        self.action = info.field_name
        self.reading = Reading(self.request.scene())
        self._how = how

    def record(self, plan: Callable[[Desk], Plan]) -> RecordPayload:
        """The payload of an edit that is about a record."""
        return RecordPayload(written=self.write(plan))

    def write(self, plan: Callable[[Desk], Plan]) -> Written:
        """What became of an edit."""
        evidence = self.reading.evidence(self._how.evidence)
        told = tuple(self.reading.complaints)
        request, store = self.request, self.request.store

        def planner(view: View) -> Plan:
            return plan(Desk(view, voice_of(store, view, request.author, evidence, owner=request.owner)))

        request.deadline.check()
        if refused(told):
            return Written(request, (*told, *_beside(told, planner(store.view(Audience.INTERNAL)).complaints)))
        done = (rehearse if self._how.dry_run else save)(store, planner, expected=self._how.expected)
        return self._written(done)

    def _written(self, saved: Saved) -> Written:
        told = (*saved.plan.complaints, *_nothing(saved))
        if saved.conflict is not None or saved.plan.change is None:
            # What is told of may be somebody else's, written since this request began.
            self.request.move_on(self.request.store.latest())
        if saved.conflict is not None:
            return Written(self.request, told, saved.about, conflict=saved.conflict)
        if self._how.dry_run:
            return Written(self.request, told, saved.about, rehearsed=None if refused(told) else saved.diff)
        revision = saved.outcome.revision if saved.outcome else None
        if revision is not None:
            self.note(saved.about, revision.number)
        return Written(self.request, told, saved.about, revision)

    def note(self, about: str, revision: int) -> None:
        """The write is in the audit log, and the rest of the request sees it."""
        self.request.audit(self.action, (about,) if about else (), revision)
        self.request.move_on(revision)


def _beside(told: Sequence[Complaint], more: Sequence[Complaint]) -> list[Complaint]:
    """What else is wrong: what is said of a place of which something is said already follows from it."""
    places = [complaint.place for complaint in told]
    return [one for one in more if not any(one.place.startswith(x) or x.startswith(one.place) for x in places)]


def _nothing(saved: Saved) -> tuple[Complaint, ...]:
    """That nothing had to change, where nothing else says so."""
    if saved.plan.complaints or saved.conflict or (saved.outcome and saved.outcome.revision):
        return ()
    message = "Nothing had to change: all this is said already, or nothing is there to be taken back."
    return (Complaint(Severity.INFO, "NOTHING_CHANGED", message),)


def loaded(pen: Pen, wanted: Wanted, load: Loading | None) -> ImportPayload:
    """The payload of a load.

    Raises:
        BadInput: this service takes no uploads.
    """
    if load is None:
        raise BadInput("This service takes no uploads.", "Load files with the command `import`.")
    request = pen.request
    try:
        found = load(wanted)
    except errors.Conflict as conflict:
        request.move_on(request.store.latest())
        return ImportPayload(written=Written(request, conflict=conflict))
    except BadInput as error:
        return ImportPayload(written=Written(request, (complaint_of(error, _meant(error, wanted, request)),)))
    told = tuple(complaints_of(found))
    if found.revision is not None and not wanted.is_rehearsal:
        for made in found.revisions:
            pen.note(found.feed_id, made.number)
        return ImportPayload(written=Written(request, told, found.feed_id, found.revision, loaded=found))
    rehearsed = found.diff if wanted.is_rehearsal else None
    return ImportPayload(written=Written(request, told, found.feed_id, rehearsed=rehearsed, loaded=found))


def _meant(error: BadInput, wanted: Wanted, request: Request) -> str:
    """The argument of a load that an error is about."""
    known = {loader.name for loader in request.about.loaders} if isinstance(request.about, About) else set()
    is_unknown = bool(wanted.loader) and wanted.loader not in known and not isinstance(error, UnknownId)
    return "loader" if is_unknown else "upload"
