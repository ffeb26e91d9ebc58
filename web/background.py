# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done in the background once the service is ready: what the first users would wait for, then a look at all.

First searches and counts are made, so that nobody waits for them. Then every page of the store file is read: damage in
a part that nobody asked for is known before somebody does.
"""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Protocol, runtime_checkable

from graph.errors import PartnernetzError, StoreCorrupt
from graph.model import Audience, at
from graph.selection import Selection
from graph.stores.protocol import Store, View

LOG = "partnernetz"


@runtime_checkable
class Checked(Protocol):
    """A store that can be looked through while it is used."""

    def quick_check(self, is_over: Callable[[], bool]) -> list[str]:
        """What is wrong; nothing if it was over before the end."""
        ...


class Background:
    """The work of one service.

    Args:
        store: What is served.
        search: Makes ready what a search of a view needs.
        refuse: Is told in one sentence if the store is damaged.
    """

    def __init__(self, store: Store, search: Callable[[View], object], refuse: Callable[[str], None]) -> None:
        self._store, self._search, self._refuse = store, search, refuse
        self._over = Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Works beside what is done inside, and ends with it."""
        thread = Thread(target=self.work, name="background")
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def work(self) -> None:
        """Does all of it."""
        log = logging.getLogger(LOG)
        try:
            self._warm()
            found = self._store.quick_check(self._over.is_set) if isinstance(self._store, Checked) else []
        except StoreCorrupt as error:
            found = [error.message]
        except PartnernetzError as error:  # such as a store that is held: the next question finds out for itself
            log.warning("not made ready", extra={"fields": {"code": error.code}})
            return
        if found:
            log.error("store damaged", extra={"fields": {"found": found[0]}})
            self._refuse("The store is damaged. Run check, then restore the last backup.")

    def _warm(self) -> None:
        for audience in Audience:
            if not self._over.is_set():
                view = self._store.view(audience)
                self._search(view)
                view.facet(Selection("stakeholder"), "kind")
                # Pages ask for what holds today.
                self._store.view(audience, at(datetime.now(UTC).date().isoformat()))
        gc.collect()
        gc.freeze()  # what is ready lives as long as the service: looking through it again would cost 30 ms each time
