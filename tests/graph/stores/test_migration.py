# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store file of an older version is brought up to date when it is opened, and says what it said before."""

import sqlite3
from contextlib import closing

import pytest

from graph.errors import StoreTooNew
from graph.model import Audience, at
from graph.stores.protocol import Change
from graph.stores.sqlite import SqliteStore
from graph.stores.sqlite.schema import VERSION
from tests.graph.stores.city import HARBOUR, TOWN, city, fed
from tests.graph.stores.contract import Repeatable

STAFF = Audience.INTERNAL
FIRST_VERSION = """
DROP TABLE merged;
CREATE TABLE held_before (key INTEGER PRIMARY KEY) STRICT;
INSERT INTO held_before SELECT key FROM held_back;
DROP TABLE held_back;
ALTER TABLE held_before RENAME TO held_back;
PRAGMA user_version = 1;
"""
"""Makes of the tables those of version 1, in which merges and what is held back had no end."""


@pytest.fixture
def old(tmp_path, kinds):
    """A file of version 1 with a merge and a claim held back."""
    path = tmp_path / "city.db"
    with closing(SqliteStore.open(path, kinds, Repeatable())) as store:
        store.commit(city())
        store.commit(fed("Nordauw"))
        (claims,) = store.view(STAFF).claims_of(store.origins(store.origins("", ["file"])[0], ["nordau"]))
        store.commit(Change("erika", "no", retract=tuple(one.id for one in claims if one.property == "alias")))
        store.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_VERSION)
    return path


def test_merges_and_what_is_held_back_live_on(old, kinds):
    with closing(SqliteStore.open(old, kinds, Repeatable())) as store:
        assert store.view(STAFF).resolve(HARBOUR) == TOWN
        assert store.view(STAFF, at(revision=3)).resolve(HARBOUR) == HARBOUR
        assert store.commit(fed("Nordauw")).held_back == 1
        assert store.problems() == []


def test_the_file_says_its_new_version(old, kinds):
    SqliteStore.open(old, kinds, Repeatable()).close()

    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_file_of_a_later_version_is_left_alone(old, kinds):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(StoreTooNew):
        SqliteStore.open(old, kinds, Repeatable())
