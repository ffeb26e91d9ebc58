# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log tells what was done, and shows when it was touched."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.state.audit import FOUND, MOST_RECORDS, UNKNOWN, Act, Audit
from graph.state.database import Database
from graph.state.noting import Noting

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EDIT = Act("1a2b", "updateStakeholder", ("s-hannover",), "r1", 5)
JUDGED = Act("3c4d", "judge", ("s-a", "s-b"), "r2", 6)
IMPORTED = Act("command line", "import", (), "", None)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "state.db")) as opened:
        yield opened


@pytest.fixture
def audit(base: Database) -> Audit:
    made = Audit(base, lambda: NOON)
    for act in (EDIT, JUDGED, IMPORTED):
        made.append(act)
    return made


def tamper(base: Database, sql: str) -> None:
    with closing(sqlite3.connect(base.path)) as other:
        other.execute(sql)
        other.commit()


def test_entries_come_back_as_they_were_noted(audit: Audit) -> None:
    assert [entry.act for entry in audit.entries()] == [EDIT, JUDGED, IMPORTED]
    assert {entry.at for entry in audit.entries()} == {NOON}
    assert audit.verify() == []


def test_entries_are_found_by_token_by_record_and_behind_a_number(audit: Audit) -> None:
    assert [entry.number for entry in audit.entries(who="3c4d")] == [2]
    assert [entry.number for entry in audit.entries(record="s-hannover")] == [1]
    assert [entry.number for entry in audit.entries(after=1)] == [2, 3]


def test_a_changed_entry_shows(base: Database, audit: Audit) -> None:
    tamper(base, "UPDATE audit SET who = 'nobody' WHERE number = 2")

    assert audit.verify() == ["Entry 2 of the audit log is not what was written."]


def test_a_missing_entry_shows(base: Database, audit: Audit) -> None:
    tamper(base, "DELETE FROM audit WHERE number = 2")

    assert audit.verify() == ["Entries 2 to 2 of the audit log are missing."]


def test_a_cut_end_shows_to_who_noted_the_head(base: Database, audit: Audit) -> None:
    head = audit.head()
    tamper(base, "DELETE FROM audit WHERE number = 3")

    assert audit.verify() == []
    assert audit.verify(upto=head) == ["The audit log no longer has the entry 3 that was noted."]


def test_an_empty_log_is_sound(base: Database) -> None:
    assert Audit(base).verify() == []
    assert Audit(base).head() == (0, b"")


def test_many_writers_make_one_chain(base: Database) -> None:
    with closing(Database(base.path)) as second, ThreadPoolExecutor(4) as pool:
        audits = [Audit(base), Audit(second)]
        list(pool.map(lambda number: audits[number % 2].append(EDIT), range(20)))

    assert [entry.number for entry in Audit(base).entries()] == list(range(1, 21))
    assert Audit(base).verify() == []


def test_a_load_names_no_more_records_than_an_entry_holds(base: Database) -> None:
    Audit(base).append(Act("1a2b", "importUpload", tuple(f"s-{number}" for number in range(MOST_RECORDS + 1))))

    (entry,) = Audit(base).entries()
    assert len(entry.act.records) == MOST_RECORDS


def test_what_is_done_while_the_file_is_busy_is_noted_later_in_its_order(base: Database, tmp_path: Path) -> None:
    with closing(Database(base.path, wait=0)) as hasty:
        audit = Audit(hasty, lambda: NOON, noting=Noting(again=0.01, patience=0.05))
        with base.together():
            at_once = audit.note(EDIT)
        audit.note(JUDGED)
        audit.close()

    assert not at_once
    assert [entry.act for entry in Audit(base).entries()] == [EDIT, JUDGED]
    assert Audit(base).verify() == []


def test_what_can_never_be_noted_goes_to_the_log(base: Database, caplog: pytest.LogCaptureFixture) -> None:
    with closing(Database(base.path, wait=0)) as hasty, base.together():
        noting = Noting(again=0.001, last=0.01)
        noting.note(lambda: hasty.write("DELETE FROM audit"), "updateStakeholder, revision 5", patience=0.0)
        noting.close()

    (last,) = [record for record in caplog.records if record.message == "never noted"]
    assert last.fields == {"what": "updateStakeholder, revision 5"}  # type: ignore[attr-defined]  # our logs carry it


def test_revisions_that_no_entry_bears_are_found_at_the_start(base: Database, audit: Audit) -> None:
    assert audit.reconcile(range(4, 8)) == 2
    assert audit.reconcile(range(4, 8)) == 0

    found = [entry.act for entry in audit.entries(after=3)]
    assert found == [Act(UNKNOWN, FOUND, revision=4), Act(UNKNOWN, FOUND, revision=7)]
    assert audit.verify() == []
