# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads wait for an hour, for the one who sent them, in a folder that only we may read."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import BadInput, StoreUnavailable, UnknownId
from graph.state.database import Database
from graph.state.uploads import NoRoom, Upload, Uploads, safe_name


class Clock:
    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def uploads(tmp_path: Path, clock: Clock) -> Iterator[Uploads]:
    with closing(Database(tmp_path / "state.db")) as base:
        yield Uploads(base, tmp_path / "uploads", most=2, now=clock)


def sent(uploads: Uploads, body: bytes = b"Id,Label\n") -> Upload:
    incoming = uploads.begin("1a2b", "../partners.csv")
    incoming.write(body)
    return incoming.finish()


def test_a_file_waits_under_an_id_for_the_one_who_sent_it(uploads: Uploads) -> None:
    upload = sent(uploads)

    found, place = uploads.one(upload.id, "1a2b")
    assert (found, place.read_bytes()) == (upload, b"Id,Label\n")
    assert (found.name, found.size) == ("partners.csv", 9)
    with pytest.raises(UnknownId):
        uploads.one(upload.id, "3c4d")


def test_only_we_may_read_it(uploads: Uploads) -> None:
    _, place = uploads.one(sent(uploads).id, "1a2b")

    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_gone_when_it_was_read_and_when_its_time_is_over(uploads: Uploads, clock: Clock) -> None:
    read, forgotten = sent(uploads), sent(uploads)
    uploads.done(read.id)
    clock.at += timedelta(hours=1)
    uploads.tidy()

    for upload in (read, forgotten):
        with pytest.raises(UnknownId):
            uploads.one(upload.id, "1a2b")
        assert not uploads.place(upload.id).exists()


def test_a_file_that_is_not_whole_is_nowhere(uploads: Uploads) -> None:
    incoming = uploads.begin("1a2b", "x")
    incoming.write(b"half")
    with pytest.raises(UnknownId):
        uploads.one(incoming.id, "1a2b")
    incoming.discard()

    assert not uploads.place(incoming.id).exists()


def test_what_a_crash_left_behind_goes_after_an_hour(uploads: Uploads, clock: Clock) -> None:
    left = uploads.begin("1a2b", "x")
    uploads.tidy()
    assert uploads.place(left.id).exists()
    os.utime(uploads.place(left.id), (0, 0))
    uploads.tidy()

    assert not uploads.place(left.id).exists()
    left.discard()


def test_only_so_many_wait(uploads: Uploads, clock: Clock) -> None:
    sent(uploads)
    sent(uploads)
    with pytest.raises(BadInput, match="2 files of this token wait"):
        sent(uploads)
    clock.at += timedelta(hours=2)

    assert sent(uploads).size == 9


def test_what_arrives_counts_until_it_is_whole_or_given_up(uploads: Uploads) -> None:
    first, second = uploads.begin("1a2b", "x"), uploads.begin("1a2b", "y")
    with pytest.raises(NoRoom):
        uploads.begin("1a2b", "z")
    uploads.begin("3c4d", "z").discard()
    for incoming in (first, second):
        incoming.discard()
        incoming.discard()

    assert sent(uploads).size == sent(uploads).size == 9
    with pytest.raises(NoRoom):
        uploads.begin("1a2b", "z")


def test_of_all_owners_so_many_wait(uploads: Uploads) -> None:
    coming = [uploads.begin(f"token {number // 2}", "x") for number in range(10)]
    with pytest.raises(NoRoom, match="10 files of all tokens"):
        uploads.begin("another", "x")
    for incoming in coming:
        incoming.discard()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file")
    with closing(Database(tmp_path / "state.db")) as base, pytest.raises(StoreUnavailable):
        Uploads(base, tmp_path / "uploads").begin("1a2b", "x")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\anna\\Städte.xlsx", "Städte.xlsx"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("$(rm -rf *).csv", "(rm -rf ).csv"),
        ("..", "file"),
        ("", "file"),
        ("x" * 200 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_names_are_for_people_and_harm_nobody(given: str, kept: str) -> None:
    assert safe_name(given) == kept
