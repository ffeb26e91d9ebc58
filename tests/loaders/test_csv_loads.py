# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three CSV tables as one feed, written part by part as large ones are: loaded, loaded again, given up, told apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.model import Audience, ParticipationKey
from graph.selection import Cut, Selection
from graph.stores.sqlite.store import SqliteStore
from loaders.options import Options
from loaders.run import load
from tests.graph.stores.contract import Repeatable

PEOPLE = "Kennung;Art;Name (deutsch);Land\n" + "".join(
    f"s{number};association;Verein Nummer {number};DE\n" for number in range(400)
)
WHOLES = "Kennung;Art;Name (deutsch);Beginn\n" + "".join(
    f"c{number};project_partnership;Vorhaben {number};2020\n" for number in range(400)
)
JOINS = "Kooperation;Akteur;Rolle;Seite;Beginn;Ende\n" + "".join(
    f"c{number};s{number};partner;;2021;\n" for number in range(400)
)


class GivenUp(Exception):
    """Somebody stopped the load."""


@pytest.fixture
def store(tmp_path: Path, kinds: Kinds) -> Iterator[SqliteStore]:
    """An empty store to which every change is a large one."""
    store = SqliteStore.open(tmp_path / "graph.db", kinds, Repeatable(), 1)
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    folder.mkdir()
    for name, text in (("akteure", PEOPLE), ("kooperationen", WHOLES), ("beteiligungen", JOINS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def keys(store: SqliteStore) -> list[ParticipationKey]:
    """The participations of the store."""
    view = store.view(Audience.INTERNAL)
    names = [item.id for item in view.page(Selection("participation"), Cut()).items]
    found = [record.key for record in view.records(names) if record]
    joins = [key for key in found if isinstance(key, ParticipationKey)]
    return sorted(joins, key=lambda key: (key.cooperation, key.spell))


def test_the_tables_are_one_revision_and_once_more_none(store, folder):
    first, second = load(store, [folder]), load(store, [folder])

    assert (first.read, first.used, first.problems, len(first.revisions)) == (1200, 1200, (), 1)
    assert (first.entered, first.diff.added) == (400 * 3 + 400 * 3 + 400 * 2 + 2, 1201)
    assert (second.revisions, second.entered, second.left, second.unchanged) == ((), 0, 0, first.entered)


@pytest.mark.slow
def test_trying_them_says_the_same_and_leaves_nothing(store, folder):
    tried = load(store, [folder], options=Options(dry_run=True))

    assert store.latest() == 0
    assert (tried.entered, tried.diff.added) == (3202, 1201)
    assert load(store, [folder]).entered == tried.entered


@pytest.mark.slow
@pytest.mark.parametrize("most", [0.1, 0.5, 0.65, 0.8])
def test_a_load_that_is_given_up_leaves_the_store_as_it_was(store, folder, most):
    def told(share: float) -> None:
        if share > most:
            raise GivenUp

    with pytest.raises(GivenUp):
        load(store, [folder], progress=told)

    assert (store.latest(), store.problems()) == (0, [])
    assert load(store, [folder]).entered == 3202


@pytest.mark.slow
def test_what_one_row_less_says_leaves(store, folder):
    load(store, [folder])
    (folder / "beteiligungen.csv").write_text(JOINS.rpartition("c399")[0], encoding="utf-8")

    report = load(store, [folder])

    assert (report.entered, report.left, report.diff.removed) == (0, 2, 1)


def test_rows_of_one_participation_whose_periods_do_not_touch_are_two(store, folder):
    rows = "c1;s1;partner;;1990;1995\nc1;s1;partner;;2001;2005\n"
    (folder / "beteiligungen.csv").write_text(JOINS.partition("\n")[0] + "\n" + rows, encoding="utf-8")

    load(store, [folder])

    assert [key.spell for key in keys(store)] == ["", "2001"]
