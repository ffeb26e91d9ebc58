# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loads a file that was sent before, under the name that it had where it came from.

Once something was written, nothing that goes wrong keeps its revisions from being told.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from graph.errors import PartnernetzError, StoreError
from graph.model import Audience, Revision
from graph.state.uploads import Uploads
from graph.stores.protocol import Store
from loaders.loader import Problem, Severity
from loaders.options import Options
from loaders.remembered import as_before
from loaders.report import Report
from loaders.run import load


class Order(Protocol):
    """How an upload is to be loaded."""

    @property
    def upload(self) -> str:
        """The upload's id."""
        ...

    @property
    def owner(self) -> str:
        """Whose upload it must be."""
        ...

    @property
    def author(self) -> str:
        """Who loads."""
        ...

    @property
    def loader(self) -> str:
        """The loader's name; "" for the one that recognises the file."""
        ...

    @property
    def feed(self) -> str:
        """The feed's key, where the file says none."""
        ...

    @property
    def shrink(self) -> bool:
        """Whether much may leave."""
        ...

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing is to be written."""
        ...

    @property
    def expected_revision(self) -> int | None:
        """Since when nothing that it touches may have changed."""
        ...

    @property
    def progress(self) -> Callable[[float], None]:
        """Is told how far the load is; raises when it is to stop."""
        ...


@dataclass(frozen=True, slots=True)
class UploadLoading:
    """Loads the uploads of one service into one store."""

    store: Store
    uploads: Uploads

    def __call__(self, wanted: Order) -> Report:
        """What the load did; the file is gone once it was written, and waits on otherwise.

        Raises:
            UnknownId: there is no such upload of this owner.
            BadInput: there is no such loader.
            Conflict: what it touches changed since the revision expected.
        """
        upload, path = self.uploads.one(wanted.upload, wanted.owner)
        options = Options(
            feed=wanted.feed,
            author=wanted.author,
            dry_run=wanted.is_rehearsal,
            shrink=wanted.shrink,
            loader=wanted.loader,
            expected=wanted.expected_revision,
        )
        if wanted.feed and any(self.store.origins("", [wanted.feed])):
            options = as_before(self.store, wanted.feed, options)
        with TemporaryDirectory(dir=path.parent, prefix="loading-", ignore_cleanup_errors=True) as folder:
            named = Path(folder) / (upload.name or "upload")
            os.link(path, named)
            report = self._told(named, options, wanted)
        if report.revision is not None:
            self._done(upload.id)
        return report

    def _told(self, path: Path, options: Options, wanted: Order) -> Report:
        """What the load did, also where it was broken off after it had written."""
        before = self.store.latest()
        try:
            return load(self.store, [path], options=options, progress=_until_the_end(wanted.progress))
        except PartnernetzError as error:
            written = self._written(before, wanted)
            if not written:
                raise
            numbers = ", ".join(str(one.number) for one in written)
            message = f"Broken off after revision {numbers} was written: {error.message}"
            problem = Problem(Severity.ERROR, error.code, message, hint="Look at what it changed, then load again.")
            return Report(wanted.feed, revisions=written, problems=(problem,))

    def _written(self, before: int, wanted: Order) -> tuple[Revision, ...]:
        """The revisions that a load wrote: those of its author that came since it began."""
        if wanted.is_rehearsal or self.store.latest() == before:
            return ()
        found = self.store.revisions(Audience.INTERNAL)
        return tuple(one for one in found if one.number > before and one.author == wanted.author)

    def _done(self, upload: str) -> None:
        """The file is no longer needed; if it cannot be removed now, it is when its time is over."""
        try:
            self.uploads.done(upload)
        except (StoreError, OSError):
            logging.getLogger("partnernetz").warning("upload not removed", extra={"fields": {"upload": upload}})


def _until_the_end(progress: Callable[[float], None]) -> Callable[[float], None]:
    """Tells how far the load is, but not that it is done: who hears of that may no longer stop it."""

    def tell(share: float) -> None:
        if share < 1.0:
            progress(share)

    return tell
