# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes what is to be written into the state file, whether or not it can be written now: kept, and tried until it is.

For what must be written although nobody can be told any more that it was not. The order is that of its coming.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Event, Thread

from graph.errors import StoreError

PATIENCE = 1.0
"""Seconds that whoever brings something waits for it to be written."""
AGAIN = 1.0
"""Seconds between two attempts."""
LAST = 10.0
"""Seconds that the end of the service waits."""


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """Something that is to be written."""

    write: Callable[[], object]
    words: str
    """What the log has of it where it could not be written."""
    done: Event = field(default_factory=Event)


class Noting:
    """Writes one thing after the other, in a thread that there is only as long as something waits."""

    def __init__(self, again: float = AGAIN, last: float = LAST, patience: float = PATIENCE) -> None:
        self._again, self._last, self._patience = again, last, patience
        self._waiting: deque[_Kept] = deque()
        self._changed = Condition()
        self._is_working = False

    def note(self, write: Callable[[], object], words: str, patience: float | None = None) -> bool:
        """Whether it was written at once; if not, it will be.

        Args:
            write: Writes it, or raises StoreError if that is not possible now.
            words: What it is, for the log.
            patience: Seconds to wait for it; None: as long as for anything.
        """
        kept = _Kept(write, words)
        with self._changed:
            self._waiting.append(kept)
            if not self._is_working:
                self._is_working = True
                Thread(target=self._work, name="noting", daemon=True).start()
        return kept.done.wait(self._patience if patience is None else patience)

    def close(self) -> None:
        """Waits a little for what is still to be written; what then is not goes to the log."""
        with self._changed:
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._waiting, timeout=self._last)
            for kept in self._waiting:
                logging.getLogger("partnernetz").error("never noted", extra={"fields": {"what": kept.words}})
            self._waiting.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        while kept := self._next():
            try:
                kept.write()
            except StoreError as error:
                fields = {"what": kept.words, "code": error.code}
                logging.getLogger("partnernetz").warning("not noted yet", extra={"fields": fields})
                with self._changed:
                    self._changed.wait(self._again)
            else:
                self._leave(kept)

    def _next(self) -> _Kept | None:
        """The first that waits; the thread ends where there is none."""
        with self._changed:
            self._is_working = bool(self._waiting)
            return self._waiting[0] if self._waiting else None

    def _leave(self, kept: _Kept) -> None:
        with self._changed:
            if self._waiting and self._waiting[0] is kept:
                self._waiting.popleft()
            self._changed.notify_all()
        kept.done.set()
