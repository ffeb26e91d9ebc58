# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load of an upload wrote is told, whatever goes wrong afterwards."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.errors import DeadlineExceeded, StoreLocked
from graph.kinds import Kinds
from graph.state.database import Database
from graph.state.uploads import Uploads
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, Outcome
from loaders.uploaded import UploadLoading
from tests.graph.stores.contract import Repeatable

RECORDS = b"""partnernetz: 1
feed: list
stakeholders:
  hannover:
    kind: municipality
    label: Hannover
"""


class Torn(MemoryStore):
    """Breaks off after it has written."""

    def commit(self, change: Change, *, expected_revision: int | None = None) -> Outcome:
        super().commit(change, expected_revision=expected_revision)
        raise StoreLocked("The store is held.")


@dataclass
class Asked:
    """An order of one who sent a file."""

    upload: str
    owner: str = "1a2b"
    author: str = "anna"
    loader: str = ""
    feed: str = "list"
    shrink: bool = False
    is_rehearsal: bool = False
    expected_revision: int | None = None
    progress: Callable[[float], None] = field(default=lambda share: None)


@pytest.fixture
def uploads(tmp_path: Path) -> Iterator[Uploads]:
    with closing(Database(tmp_path / "state.db", wait=0)) as base:
        yield Uploads(base, tmp_path / "uploads")


def sent(uploads: Uploads) -> str:
    incoming = uploads.begin("1a2b", "list.yaml")
    incoming.write(RECORDS)
    return incoming.finish().id


def late(share: float) -> None:
    """Time is over when all is done."""
    if share >= 1.0:
        raise DeadlineExceeded("The answer took longer than allowed.")


def test_time_that_is_over_after_the_write_loses_nothing(kinds: Kinds, uploads: Uploads) -> None:
    load = UploadLoading(MemoryStore(kinds, Repeatable()), uploads)
    report = load(Asked(sent(uploads), progress=late))

    assert [one.number for one in report.revisions] == [1]


def test_a_state_file_that_is_busy_after_the_write_loses_nothing(
    kinds: Kinds, uploads: Uploads, tmp_path: Path
) -> None:
    upload = sent(uploads)
    with closing(Database(tmp_path / "state.db")) as other, other.together():
        report = UploadLoading(MemoryStore(kinds, Repeatable()), uploads)(Asked(upload))

    assert [one.number for one in report.revisions] == [1]


def test_what_breaks_off_after_the_write_tells_the_revision(kinds: Kinds, uploads: Uploads) -> None:
    report = UploadLoading(Torn(kinds, Repeatable()), uploads)(Asked(sent(uploads)))

    assert [one.number for one in report.revisions] == [1]
    (problem,) = report.problems
    assert (problem.severity, problem.code) == ("ERROR", "STORE_LOCKED")
    assert "after revision 1 was written" in problem.message


def test_what_breaks_off_before_the_write_is_an_error(kinds: Kinds, uploads: Uploads) -> None:
    def over(share: float) -> None:
        raise DeadlineExceeded("The answer took longer than allowed.")

    with pytest.raises(DeadlineExceeded):
        UploadLoading(MemoryStore(kinds, Repeatable()), uploads)(Asked(sent(uploads), progress=over))
