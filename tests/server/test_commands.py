# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each command: what it prints, its exit status, and what it says of bad input."""

import json
import os
from pathlib import Path

import pytest

from server import HERE, SAMPLE
from tests.server.conftest import Command

COMMANDS = [
    ["serve"],
    ["import"],
    ["check"],
    ["backup"],
    ["restore"],
    ["propose"],
    ["template"],
    ["export"],
    ["withdraw"],
    ["revert"],
    ["judge"],
    ["erase"],
    ["person"],
    ["schema"],
    ["token", "new"],
    ["token", "list"],
    ["token", "revoke"],
]
CITY = """\
partnernetz: 1
feed: {key: birkenstadt, title: {de: Partnernetz Birkenstadt}}
sources:
  paper: {kind: report, title: {de: Ratsvorlage}, lang: de}
stakeholders:
  birkenstadt: {cite: 'paper:1', kind: %s, label: {de: Birkenstadt}}
"""


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: Command, words: list[str]) -> None:
    result = command(*words, "--help")

    assert result.exit_code == 0
    assert f"Example: python server.py {' '.join(words)}" in result.stdout


@pytest.mark.parametrize("words", [["nonsense"], ["serve", "--port", "http"], ["import"], ["token", "new"]])
def test_a_command_that_is_none_ends_with_status_2(command: Command, words: list[str]) -> None:
    assert command(*words).exit_code == 2


def test_import_tells_what_it_did(command: Command) -> None:
    result = command("import", str(SAMPLE), "--store", "memory:", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["feed"], told["revision"], told["problems"]) == ("hannover-sample", 1, [])
    assert told["entered"] == told["statements"] > 500


def test_import_of_a_file_with_a_wrong_code_names_the_place_and_the_nearest(command: Command) -> None:
    Path("city.yaml").write_text(CITY % "municipallity")

    result = command("import", "city.yaml", "--store", "memory:", "--json")

    (problem,) = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert problem["place"].startswith("city.yaml:6:")
    assert '"municipality"' in problem["hint"]


def test_problems_are_told_beside_the_report(command: Command) -> None:
    Path("city.yaml").write_text(CITY % "municipallity")

    result = command("import", "city.yaml", "--store", "memory:")

    assert result.stdout.startswith("feed birkenstadt (new): ")
    assert result.stderr.startswith("ERROR city.yaml:6:")


def test_import_of_a_file_that_is_not_there_is_a_problem(command: Command) -> None:
    result = command("import", "nowhere.yaml", "--store", "memory:")

    assert result.exit_code == 1
    assert "nowhere.yaml: Cannot be read: No such file or directory" in result.stderr


def test_an_unknown_loader_is_named_with_the_known_ones(command: Command) -> None:
    result = command("import", "x", "--loader", "magic", "--store", "memory:")

    assert result.exit_code == 2
    assert (
        result.stderr
        == 'BAD_USER_INPUT There is no loader "magic". One of documents, jsonl, tabular, pairs, graphml, gexf, pajek.\n'
    )


def test_the_default_store_has_its_folder_made_and_is_sound(command: Command) -> None:
    Path("city.yaml").write_text(CITY % "municipality")

    assert command("import", "city.yaml").exit_code == 0
    assert command("check").stdout == "Sound at revision 1.\n"
    assert json.loads(command("check", "--json").stdout) == {"revision": 1, "problems": []}


def test_a_dry_run_writes_nothing(command: Command) -> None:
    Path("city.yaml").write_text(CITY % "municipality")

    assert command("import", "city.yaml", "--dry-run").exit_code == 0
    assert json.loads(command("check", "--json").stdout)["revision"] == 0


def test_checking_a_store_that_is_not_there_makes_none(command: Command) -> None:
    result = command("check", "--store", "sqlite:elsewhere.db")

    assert result.exit_code == 2
    assert "There is no store elsewhere.db." in result.stderr
    assert list(Path().iterdir()) == []


STORES = [
    ("sqlite:nowhere/x.db", "STORE_UNAVAILABLE There is no folder nowhere."),
    ("sqlite:text.db", "STORE_CORRUPT text.db is not a Partnernetz store"),
    ("sqlite:", 'STORE_UNAVAILABLE "sqlite:" names no store file.'),
    ("neptune:x", 'STORE_UNAVAILABLE No store is known by the address "neptune:x".'),
]


@pytest.mark.parametrize(("store", "words"), STORES)
def test_a_store_that_cannot_be_opened_is_told_in_one_sentence_with_status_2(
    command: Command, store: str, words: str
) -> None:
    Path("text.db").write_text("just a text " * 100)

    result = command("import", str(SAMPLE), "--store", store)

    assert result.exit_code == 2
    assert result.stderr.startswith(words)
    assert Path("text.db").read_text() == "just a text " * 100


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_store_that_may_not_be_written_is_told(command: Command) -> None:
    Path("locked").mkdir(mode=0o500)

    result = command("import", str(SAMPLE), "--store", "sqlite:locked/x.db")

    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_a_token_is_shown_once_and_listed_without_its_secret(command: Command) -> None:
    secret = command("token", "new", "staff", "--name", "Büro", "--days", "3").stdout.strip()
    (listed,) = json.loads(command("token", "list", "--json").stdout)

    assert secret.startswith("pn_")
    assert (listed["role"], listed["name"], listed["revoked"]) == ("staff", "Büro", "")
    assert secret not in command("token", "list").stdout
    assert secret not in str(listed)


def test_a_token_for_programs_is_one_json_value(command: Command) -> None:
    made = json.loads(command("token", "new", "admin", "--json").stdout)

    assert made["token"].startswith("pn_")
    assert made["role"] == "admin"


def test_a_revoked_token_is_listed_as_revoked(command: Command) -> None:
    made = json.loads(command("token", "new", "editor", "--json").stdout)

    assert command("token", "revoke", made["id"]).exit_code == 0
    (listed,) = json.loads(command("token", "list", "--json").stdout)
    assert listed["revoked"]


def test_revoking_a_token_that_is_none_ends_with_status_2(command: Command) -> None:
    result = command("token", "revoke", "12345678")

    assert result.exit_code == 2
    assert result.stderr == 'BAD_USER_INPUT There is no token "12345678". token list shows them.\n'


def test_the_printed_schema_is_the_one_that_is_checked_in(command: Command) -> None:
    printed = command("schema").stdout

    assert printed == (HERE / "schema" / "schema.graphql").read_text(encoding="utf-8")
    assert command("schema", "--check").exit_code == 0


def test_a_message_with_brackets_is_shown_as_it_is(command: Command) -> None:
    result = command("check", "--store", "sqlite:[red]x[/red].db")

    assert "There is no store [red]x[/red].db." in result.stderr


def test_import_of_a_version_that_lacks_much_needs_to_be_told_so(command: Command) -> None:
    Path("city.yaml").write_text(CITY % "municipality")
    command("import", "city.yaml", "--store", "sqlite:city.db")
    Path("city.yaml").write_text((CITY % "municipality").partition("stakeholders:")[0] + "notes:\n")

    refused = command("import", "city.yaml", "--store", "sqlite:city.db")
    shrunk = command("import", "city.yaml", "--store", "sqlite:city.db", "--shrink")

    assert (refused.exit_code, shrunk.exit_code) == (1, 0)
    assert "2 of 7 claims of this feed would leave" in refused.stderr
    assert "load it with --shrink" in refused.stderr
    assert "2 left" in shrunk.stdout
