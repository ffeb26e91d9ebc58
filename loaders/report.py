# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load did, as a value: the command line, the pages and the API each show it in their own way."""

from dataclasses import dataclass

from graph.changes import NOTHING, Diff
from graph.model import Revision
from loaders.deciding import Decided
from loaders.loader import Problem, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What was read, what of it was written, and what stood in the way."""

    feed: str
    """The feed's key."""
    feed_id: str = ""
    """The feed's source in the store; "" if nothing was written and it is not there."""
    is_new: bool = True
    """Whether the store did not know the feed before."""
    files: int = 0
    read: int = 0
    """Rows: records of documents, rows of tables."""
    used: int = 0
    skipped: int = 0
    records: int = 0
    """Records that the load speaks of, relations and the feed itself included."""
    statements: int = 0
    """Statements that may be written; equal ones of one source become one claim."""
    entered: int = 0
    left: int = 0
    unchanged: int = 0
    held_back: int = 0
    """Claims that an editor retracted and that the feed says again."""
    revisions: tuple[Revision, ...] = ()
    """What was written: nothing, one, or two where a workbook brought new rows and edits."""
    decisions: tuple[Decided, ...] = ()
    """Which names were found to mean a record that was there, or a new one though another was near, and why."""
    problems: tuple[Problem, ...] = ()
    diff: Diff = NOTHING
    """What changed, or of a dry run would change: records created, changed and withdrawn, with their facts."""

    @property
    def revision(self) -> Revision | None:
        """The last one written; None: nothing had to change, or nothing was to be written."""
        return self.revisions[-1] if self.revisions else None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that cost a record or a file."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def __str__(self) -> str:
        new = "new" if self.is_new else "new version" if self.revision else "unchanged"
        rows = f"{self.read} rows read, {self.used} used, {self.skipped} skipped"
        claims = f"{self.entered} claims entered, {self.left} left, {self.unchanged} unchanged"
        held = f", {self.held_back} held back" if self.held_back else ""
        diff = self.diff
        records = f"records: {diff.added} created, {diff.changed} changed, {diff.removed} withdrawn"
        number = f"revision {self.revision.number}" if self.revision else "no revision"
        return f"feed {self.feed} ({new}): {rows}; {claims}{held}; {records}; {len(self.problems)} problems; {number}"
