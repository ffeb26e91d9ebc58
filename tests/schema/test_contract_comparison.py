# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The schema against what was promised: the contract, the checked-in document, the last release."""

from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema
from graphql.utilities import find_breaking_changes

from schema.build import FILE, file_text
from schema.build import build_schema as ours

HERE = Path(__file__).parent
RELEASED = HERE / "released.graphql"
CHANGELOG = HERE.parents[1] / "CHANGELOG.md"


@pytest.fixture(scope="module")
def printed() -> str:
    return file_text(ours())


def schema_of(path: Path) -> GraphQLSchema:
    return build_schema(path.read_text(encoding="utf-8"))


def removed_name(description: str) -> str:
    """The name in "Field Query.job was removed." and "Job was removed."; else the whole sentence."""
    words = description.removeprefix("Field ").split(" ", 1)
    return words[0] if words[1] == "was removed." else description


def not_yet() -> set[str]:
    lines = (HERE / "not_yet.txt").read_text(encoding="utf-8").splitlines()
    listed = (line.partition(": ")[2] for line in lines if not line.startswith("#"))
    return {name for names in listed for name in names.split()}


def test_nothing_promised_is_missing_but_what_is_listed(printed: str):
    changes = find_breaking_changes(schema_of(HERE / "contract.graphql"), build_schema(printed))

    missing = {removed_name(change.description) for change in changes}

    assert missing - not_yet() == set(), "promised in contract.graphql, but not there"
    assert not_yet() - missing == set(), "listed in not_yet.txt, but there: strike it out"


def test_the_schema_that_is_checked_in_is_the_one_that_is_served(printed: str):
    written = FILE.read_text(encoding="utf-8")

    assert written == printed, "Run: python -m schema.build"


def unnamed_breaks(released: GraphQLSchema, now: GraphQLSchema, changelog: str) -> list[str]:
    """The changes that would break a client of the last release and that the changelog does not name."""
    changes = (change.description for change in find_breaking_changes(released, now))
    return [change for change in changes if removed_name(change) not in changelog and change not in changelog]


def test_a_change_that_breaks_clients_of_the_last_release_is_in_the_changelog(printed: str):
    if not RELEASED.exists():
        pytest.skip("Nothing was released yet: the release that is first copies schema.graphql to released.graphql.")
    changelog = CHANGELOG.read_text(encoding="utf-8")
    unreleased = changelog.partition("## [Unreleased]")[2].partition("\n## [")[0]

    assert unnamed_breaks(schema_of(RELEASED), build_schema(printed), unreleased) == []


def test_the_comparison_with_a_release_sees_a_removed_field_and_a_new_required_argument():
    released = build_schema("type Query { a: Int b: Int }")
    now = build_schema("type Query { a(x: Int!): Int }")

    found = unnamed_breaks(released, now, "")

    assert found == ["Field Query.b was removed.", "A required argument Query.a(x:) was added."]
    assert unnamed_breaks(released, now, "Query.b is gone. A required argument Query.a(x:) was added.") == []
