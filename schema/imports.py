# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the API needs of whoever reads uploads: loading is another room's, handed in by the server as `Request.load`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.changes import Diff
from graph.errors import PartnernetzError
from graph.model import Revision


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an upload is to be loaded."""

    upload: str
    """The upload's id."""
    author: str
    loader: str = ""
    """"": the one that recognises the file."""
    feed: str = ""
    """"": what the file says of itself, else its name."""
    shrink: bool = False
    """Load also what lacks more than a fifth of what the feed said."""
    is_rehearsal: bool = False
    """Write nothing, keep the upload, and say what would change."""
    expected_revision: int | None = None
    progress: Callable[[float], None] = lambda share: None
    """Takes how far the load is, from 0 to 1; raises DeadlineExceeded when it is to stop."""
    owner: str = ""
    """The id of the token that asks: whose upload it must be."""


class Told(Protocol):
    """One thing wrong or doubtful in a file."""

    @property
    def severity(self) -> str:
        """ERROR, WARNING or INFO."""
        ...

    @property
    def code(self) -> str:
        """Stable, for programs."""
        ...

    @property
    def message(self) -> str:
        """What, for people."""
        ...

    @property
    def place(self) -> object:
        """Where; as `str()` writes it."""
        ...

    @property
    def hint(self) -> str:
        """What to do."""
        ...


class Loaded(Protocol):
    """What a load did, or would do."""

    @property
    def feed_id(self) -> str:
        """The feed's source in the store; "" if it is not there."""
        ...

    @property
    def read(self) -> int:
        """Rows read."""
        ...

    @property
    def skipped(self) -> int:
        """Rows that were not used."""
        ...

    @property
    def held_back(self) -> int:
        """Statements that were taken back before and are not brought again."""
        ...

    @property
    def revision(self) -> Revision | None:
        """The revision that it made; None if it made none."""
        ...

    @property
    def revisions(self) -> Sequence[Revision]:
        """All that it made, oldest first."""
        ...

    @property
    def problems(self) -> Sequence[Told]:
        """What stood in the way, in the order of the file."""
        ...

    @property
    def diff(self) -> Diff | None:
        """Of a rehearsal, what would change."""
        ...


class Loading(Protocol):
    """Reads uploads."""

    def __call__(self, wanted: Wanted) -> Loaded:
        """What the load did.

        Raises:
            BadInput: there is no such upload or loader. Conflict: what it touches changed since the revision expected.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a load ended before it wrote anything."""

    error: PartnernetzError
    severity: str = "ERROR"
    place: str = "upload"

    @property
    def code(self) -> str:
        """The error's."""
        return self.error.code

    @property
    def message(self) -> str:
        """The error's, and that nothing was written."""
        return f"{self.error.message} Nothing of this file was written."

    @property
    def hint(self) -> str:
        """The error's."""
        return self.error.hint


@dataclass(frozen=True, slots=True)
class Stopped:
    """A load that ended before it wrote anything, as one that did nothing."""

    error: PartnernetzError
    feed_id: str = ""
    read: int = 0
    skipped: int = 0
    held_back: int = 0
    revision: Revision | None = None
    revisions: Sequence[Revision] = ()
    diff: Diff | None = None

    @property
    def problems(self) -> Sequence[Told]:
        """Why it ended."""
        return (Ended(self.error),)
