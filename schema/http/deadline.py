# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an execution must have ended: by time, or because nobody waits for it any more."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import DeadlineExceeded
from schema.http.bucket import Clock


class Deadline:
    """The end of one execution, asked at every field and inside long computations.

    `cancel` may be called from another thread: it only ever sets a flag.
    """

    __slots__ = ("_cancelled", "_clock", "_ends")

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._clock = clock
        self._ends = clock() + seconds
        self._cancelled = False

    @property
    def is_over(self) -> bool:
        """Whether time is up or the client is gone."""
        return self._cancelled or self._clock() > self._ends

    @property
    def remaining(self) -> float:
        """Seconds left, never below 0."""
        return 0.0 if self._cancelled else max(0.0, self._ends - self._clock())

    def check(self) -> None:
        """Nothing, as long as there is time.

        Raises:
            DeadlineExceeded: There is none.
        """
        if self.is_over:
            raise DeadlineExceeded("The answer took longer than allowed.", "Ask for less, or for smaller pages.")

    def cancel(self) -> None:
        """End it now: the client is gone."""
        self._cancelled = True

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that does not count, such as waiting for a snapshot that another request is making."""
        since = self._clock()
        try:
            yield
        finally:
            self._ends += self._clock() - since
