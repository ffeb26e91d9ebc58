# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records that may be the same, found beside the requests: one list for each revision, by one thread, kept.

To find them takes long. Who asks is answered from the list, or told to ask again: a request waits for it only briefly,
and no two at a time; long work waits as long as it may. After a change the list is found anew, once the changes pause.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from time import monotonic
from typing import TypeAlias

from graph.errors import DeadlineExceeded
from graph.identity.judging import judged
from graph.identity.proposals import Proposal, proposals
from graph.stores.protocol import View

Finding: TypeAlias = Callable[[View, Callable[[], None]], Sequence[Proposal]]
"""Finds all proposals of a view; what the second argument raises ends it."""
Check: TypeAlias = Callable[[], None]
"""Raises DeadlineExceeded once the time is over."""
PATIENCE = 0.5
"""Seconds that a request waits for a list that is being found."""
LOOK = 0.05
"""Seconds between two looks at the time."""
PAUSE = 2.0
"""Seconds without a further change after which the list is found that nobody has asked for yet."""
KEPT = 2
"""Lists that are kept, of the last revisions: a page that was begun can be turned."""
MOST = 5
"""Lists that are being found or wait for their turn."""
NOT_YET = "The proposals of this revision are being found."
HINT = 'Ask again in a while, or send the request with the header "Prefer: respond-async".'


def _found(view: View, check: Check) -> Sequence[Proposal]:
    return proposals(view, judged(view), check=check)


def unbounded() -> None:
    """There is time."""


@dataclass(slots=True, eq=False)
class _Search:
    """One list that is being found."""

    number: int
    begin: Event = field(default_factory=Event)
    is_asked: bool = False
    """Whether somebody asked for it; without that, a later change makes it needless."""


class Proposer:
    """Finds proposals for all who ask. May be used from any thread."""

    def __init__(self, find: Finding = _found, pause: float = PAUSE) -> None:
        self._find, self._pause = find, pause
        self._lock, self._wait = Lock(), Lock()
        self._searches: dict[int, tuple[_Search, Future[Sequence[Proposal]]]] = {}
        self._newest = -1
        self._is_over = False
        self._is_wanted = False
        """Whether anybody has ever asked: a service whose staff does not judge need not hold all names in memory."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="proposals")

    def __call__(self, view: View, check: Check = unbounded, patience: float = PATIENCE) -> Sequence[Proposal]:
        """All proposals of a view of the whole store, the likeliest first.

        Args:
            view: What is looked at.
            check: Is called while this waits.
            patience: Seconds to wait. Up to `PATIENCE` only one waits at a time, and the others are answered at once.

        Raises:
            DeadlineExceeded: They are not found yet; or what `check` raises.
        """
        self._is_wanted = True
        found = self._begun(view, is_asked=True)
        if found.done():
            return found.result()
        if patience > PATIENCE:
            return _waited(found, check, patience)
        if not self._wait.acquire(blocking=False):
            raise DeadlineExceeded(NOT_YET, HINT)
        try:
            return _waited(found, check, patience)
        finally:
            self._wait.release()

    def expect(self, view: View) -> None:
        """Whoever has asked before will ask for the proposals of this view, the newest."""
        if self._is_wanted:
            with suppress(DeadlineExceeded):
                self._begun(view, is_asked=False)

    def close(self) -> None:
        """Ends what is being found; nothing more is."""
        with self._lock:
            self._is_over = True
            for search, _ in self._searches.values():
                search.begin.set()
        self._pool.shutdown()

    def _begun(self, view: View, *, is_asked: bool) -> "Future[Sequence[Proposal]]":
        number = view.revision.number
        with self._lock:
            known = self._searches.get(number)
            if known is None or (known[1].done() and known[1].exception() is not None):
                self._tidy(number)
                search = _Search(number)
                known = self._searches[number] = search, self._pool.submit(self._run, search, view)
            if is_asked:
                known[0].is_asked = True
                known[0].begin.set()
            return known[1]

    def _tidy(self, number: int) -> None:
        """Makes room for a search: what it makes needless ends, and only the last lists are kept."""
        self._newest = max(self._newest, number)
        for search, future in list(self._searches.values()):
            if not search.is_asked and search.number < self._newest:
                search.begin.set()
                if future.cancel():
                    del self._searches[search.number]
        done = sorted(at for at, (_, future) in self._searches.items() if future.done())
        for at in done[:-KEPT]:
            del self._searches[at]
        if self._is_over or len(self._searches) >= MOST + KEPT:
            raise DeadlineExceeded(NOT_YET, HINT)

    def _run(self, search: _Search, view: View) -> Sequence[Proposal]:
        """What happens in the thread."""

        def go_on() -> None:
            if self._is_over or (not search.is_asked and search.number < self._newest):
                raise DeadlineExceeded(NOT_YET, HINT)

        search.begin.wait(self._pause)
        go_on()
        return self._find(view, go_on)


def _waited(found: "Future[Sequence[Proposal]]", check: Check, patience: float) -> Sequence[Proposal]:
    """What is found within so many seconds."""
    end = monotonic() + patience
    while (left := end - monotonic()) > 0:
        check()
        done, _ = wait([found], timeout=min(LOOK, left))
        if done:
            return found.result()
    raise DeadlineExceeded(NOT_YET, HINT)
