# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loads a file that was sent before, under the name that it had where it came from."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from graph.state.uploads import Uploads
from graph.stores.protocol import Store
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
        with TemporaryDirectory(dir=path.parent, prefix="loading-") as folder:
            named = Path(folder) / (upload.name or "upload")
            os.link(path, named)
            report = load(self.store, [named], options=options, progress=wanted.progress)
        if report.revision is not None:
            self.uploads.done(upload.id)
        return report
