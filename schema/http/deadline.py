# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an execution must have ended: by time, or because nobody waits for it any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf

from graph.errors import DeadlineExceeded
from schema.http.bucket import Clock

HINT = 'Ask for less, or for smaller pages; or send it again with the header "Prefer: respond-async".'
GRACE = 5.0
"""Seconds to tell what was written, however late it was done."""


class Deadline:
    """The end of one execution, asked at every field and inside long computations.

    `cancel` may be called from another thread: it only ever sets a flag.
    """

    __slots__ = ("_cancelled", "_clock", "_ends", "_grace", "_has_written", "_seconds")

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._clock = clock
        self._seconds = seconds
        self._ends = clock() + seconds
        self._grace: float | None = None
        self._cancelled = False
        self._has_written = False

    @property
    def is_over(self) -> bool:
        """Whether time is up or the client is gone."""
        if self._grace is not None:
            return self._clock() > self._grace
        return self._cancelled or self._clock() > self._ends

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody wanted it to end."""
        return self._cancelled

    @property
    def has_written(self) -> bool:
        """Whether something was written, so that there must be an answer that tells of it."""
        return self._has_written

    @property
    def remaining(self) -> float:
        """Seconds left, never below 0."""
        return 0.0 if self._cancelled else max(0.0, self._ends - self._clock())

    def check(self) -> None:
        """Nothing, as long as there is time, or where something was written that is to be told.

        Raises:
            DeadlineExceeded: There is none.
        """
        if not self._has_written:
            self.check_work()

    def check_work(self) -> None:
        """Nothing, as long as there is time; for long work that may be left, whatever was written before it.

        Raises:
            DeadlineExceeded: There is none.
        """
        if self.is_over:
            text = "This was cancelled." if self._cancelled else "The answer took longer than allowed."
            raise DeadlineExceeded(text, "" if self._cancelled else HINT)

    def begin(self, seconds: float) -> None:
        """The time begins now, for one that waited for its turn."""
        self._seconds = seconds
        self._ends = self._clock() + seconds

    def cancel(self) -> None:
        """End it now: the client is gone, or wants no more."""
        self._cancelled = True

    def settle(self) -> None:
        """What was to be done is done: from now on there is time to tell of it, even if it was late or cancelled."""
        if self._grace is None:
            self._grace = inf if self._has_written else max(self._ends, self._clock() + GRACE)

    def wrote(self) -> None:
        """Something was written: from now on there is all the time to tell of it."""
        self._has_written, self._grace = True, inf

    def unsettle(self) -> None:
        """Something else is to be done: the deadline holds again, and begins anew where something was written."""
        self._grace = None
        if self._has_written:
            self._ends = self._clock() + self._seconds

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that does not count, such as waiting for a snapshot that another request is making."""
        since = self._clock()
        try:
            yield
        finally:
            self._ends += self._clock() - since
