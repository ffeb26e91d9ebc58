# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All parts of one state file together, as the service and the commands use them."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from graph.state.audit import Audit
from graph.state.database import Database
from graph.state.jobs import Jobs
from graph.state.journal import Journal
from graph.state.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept, and for how long."""

    uploads: int = 20
    """Of one token."""
    upload_time: timedelta = timedelta(hours=1)
    jobs: int = 20
    """Of one token, and of the public as a whole."""
    job_time: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class State:
    """One state file, opened."""

    base: Database
    audit: Audit
    journal: Journal
    uploads: Uploads
    jobs: Jobs
    notes: Database
    """The connection of the audit log: while it waits for another process, nobody else waits for it."""

    def forget(self) -> None:
        """Removes all that may hold what was in the graph: answers that wait, and uploads. For after an erasure."""
        self.jobs.forget()
        self.uploads.forget()
        self.base.flush()

    def close(self) -> None:
        """Lets go of the file, once what waits to be noted is."""
        self.audit.close()
        self.notes.close()
        self.base.close()


def open_state(path: Path, keeping: Keeping | None = None) -> State:
    """The state file at a path, made if it is not there; uploads lie in a folder beside it.

    Raises:
        StoreUnavailable, StoreTooNew: it cannot be used.
    """
    keeping, base, notes = keeping or Keeping(), Database(path), Database(path)
    folder = path.parent / "uploads"
    uploads = Uploads(base, folder, most=keeping.uploads, kept=keeping.upload_time)
    jobs = Jobs(base, kept=keeping.job_time, most=keeping.jobs)
    return State(base, Audit(notes), Journal(base), uploads, jobs, notes)
