# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands that write, take back, judge and hand out: what staff do with their workbook from month to month."""
# Longer than 300 lines because one story is told here, from month to month.

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import Result

from graph.state.whole import open_state
from tests.server.conftest import Command

STORE = ("--store", "sqlite:city.db")
ROWS = [
    ("elbtal", "Kommune", "Elbtal", "Deutschland"),
    ("stadtwerke", "Kommunales Unternehmen", "Stadtwerke Elbtal", "Deutschland"),
    ("odessa", "Kommune", "Odessa", "Ukraine"),
]


@pytest.fixture(autouse=True)
def city(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template of which three rows are filled in; the state lies there too."""
    monkeypatch.setenv("PARTNERNETZ_STATE", "state.db")
    return own_folder


MAPPING = """\
mapping: 1
tables:
- type: stakeholder
  key: [Kuerzel]
  columns: {Titel: {property: label, lang: de}}
  constants: {kind: municipality}
"""


def filled(command: Command, name: str = "partners.xlsx", rows: Sequence[tuple[str, ...]] = ROWS) -> str:
    """A workbook made from the template, with these rows under its headers."""
    assert command("template", "empty.xlsx", "--lang", "de").exit_code == 0
    book = openpyxl.load_workbook("empty.xlsx")
    sheet = book["Akteure"]
    columns = {cell.value: place for place, cell in enumerate(sheet[1], 1)}
    for number, row in enumerate(rows, sheet.max_row + 1):
        for header, value in zip(("Kennung", "Art", "Name (deutsch)", "Land"), row, strict=True):
            sheet.cell(number, columns[header], value)
    book.save(name)
    return name


def told(result: Result) -> dict[str, Any]:
    """The JSON that a command printed."""
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def loaded(command: Command, *words: str) -> dict[str, Any]:
    """What an import told."""
    return told(command("import", *words, *STORE, "--json"))


def changed(name: str, sheet: str, cells: dict[tuple[str, str], str | None]) -> str:
    """A workbook in which cells, by row key and header, say something else."""
    book = openpyxl.load_workbook(name)
    found = book[sheet]
    columns = {cell.value: place for place, cell in enumerate(found[1], 1)}
    rows = {row[0].value: number for number, row in enumerate(found.iter_rows(min_row=2), 2)}
    for (key, header), value in cells.items():
        found.cell(rows[key], columns[header]).value = value
    book.save(f"changed-{name}")
    return f"changed-{name}"


def test_a_workbook_is_filled_loaded_corrected_undone_and_brought_back(command: Command) -> None:
    book = filled(command)
    assert loaded(command, book, "--dry-run")["added"] == 4
    assert (first := loaded(command, book))["revision"] == 1
    assert first["problems"] == []
    assert command("export", "xlsx", "out.xlsx", "--staff", *STORE).exit_code == 0
    edits = {("s-odessa", "Name (ukrainisch)"): "Одеса", ("s-elbtal", "Name (deutsch)"): "Elbtal an der Elbe"}
    edited = changed("out.xlsx", "Akteure", edits | {("s-stadtwerke-elbtal", "Land"): None})

    second = loaded(command, edited)
    facts = {(one["record"], one["property"], one["before"], one["after"]) for one in second["facts"]}
    assert facts >= {
        ("s-odessa", "label", "", "Одеса (uk)"),
        ("s-elbtal", "label", "Elbtal (de)", "Elbtal an der Elbe (de)"),
        ("s-stadtwerke-elbtal", "country", "DE", ""),
    }
    assert second["revision"] == 2

    assert loaded(command, edited)["revision"] is None
    assert told(command("revert", "2", *STORE, "--json"))["revision"] == 3
    assert told(command("withdraw", "partners.xlsx", *STORE, "--json"))["removed"] >= 3
    assert told(command("revert", "4", *STORE, "--json"))["added"] >= 3
    assert loaded(command, book)["revision"] is None


@pytest.mark.slow
def test_a_cell_that_somebody_else_has_changed_meanwhile_is_a_conflict(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    loaded(command, changed("out.xlsx", "Akteure", {("s-odessa", "Name (deutsch)"): "Odesa"}))
    Path("changed-out.xlsx").unlink()

    late = loaded(command, changed("out.xlsx", "Akteure", {("s-odessa", "Name (deutsch)"): "Odessa am Meer"}))

    assert [problem["code"] for problem in late["problems"]] == ["CONFLICT"]
    assert "Akteure!" in late["problems"][0]["place"]
    assert late["revision"] is None


@pytest.mark.slow
def test_a_new_row_of_an_exported_workbook_joins_what_is_there(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    book = openpyxl.load_workbook("out.xlsx")
    for title, values in {
        "Kooperationen": {"Kennung": "hilfe", "Art": "Unterstützung", "Name (deutsch)": "Hilfe für Odessa"},
        "Beteiligungen": {"Kooperation": "hilfe", "Akteur": "s-elbtal", "Rolle": "party"},
    }.items():
        columns = {cell.value: place for place, cell in enumerate(book[title][1], 1)}
        row = book[title].max_row + 1
        for header, value in values.items():
            book[title].cell(row, columns[header], value)
    book.save("more.xlsx")

    told_of = loaded(command, "more.xlsx")

    assert told_of["problems"] == []
    assert told_of["added"] == 3
    assert loaded(command, "more.xlsx")["revision"] is None


@pytest.mark.slow
def test_next_months_rows_of_an_export_leave_those_of_last_month_alone(command: Command) -> None:
    loaded(command, filled(command))
    for place in "Nordtal", "Südtal", "Osttal":
        command("export", "xlsx", "partner.xlsx", "--staff", *STORE)
        book = openpyxl.load_workbook("partner.xlsx")
        sheet = book["Akteure"]
        sheet.append(["", "Kommune", place])
        book.save("partner.xlsx")
        assert loaded(command, "partner.xlsx")["removed"] == 0
        Path("partner.xlsx").unlink()

    command("export", "json", "all.json", *STORE)
    told_of = told(command("person", "s-nordtal", *STORE))
    assert [name["text"] for name in told_of["names"]] == ["Nordtal"]
    assert command("person", "s-suedtal", *STORE).exit_code == 0


@pytest.mark.slow
def test_what_is_refused_is_refused_as_a_whole(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    loaded(command, changed("out.xlsx", "Akteure", {("s-odessa", "Name (deutsch)"): "Odesa"}))
    late = changed("out.xlsx", "Akteure", {("s-odessa", "Name (deutsch)"): "Odessa am Meer"})
    book = openpyxl.load_workbook(late)
    book["Akteure"].append(["", "Kommune", "Westtal"])
    book.save(late)

    strict = loaded(command, late, "--strict")
    loose = loaded(command, late)

    assert (strict["revision"], [one["code"] for one in strict["problems"]]) == (None, ["CONFLICT"])
    assert (loose["revision"], loose["added"]) == (3, 1)


@pytest.mark.slow
def test_a_dry_run_foretells_what_the_load_does(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    book = openpyxl.load_workbook(changed("out.xlsx", "Akteure", {("s-odessa", "Name (deutsch)"): "Odesa"}))
    book["Akteure"].append(["", "Kommune", "Westtal"])
    book.save("both.xlsx")

    foretold, done = loaded(command, "both.xlsx", "--dry-run"), loaded(command, "both.xlsx")

    assert {name: foretold[name] for name in foretold if name != "revision"} == {
        name: done[name] for name in done if name != "revision"
    }
    assert done["revision"] == 2
    assert told(command("revert", "2", *STORE, "--json"))["removed"] >= 1


def test_a_dry_run_writes_nothing(command: Command) -> None:
    loaded(command, filled(command), "--dry-run")

    assert loaded(command, "partners.xlsx")["revision"] == 1


def test_a_feed_is_loaded_again_as_it_was_the_last_time(command: Command) -> None:
    Path("nodes.csv").write_text("Kuerzel;Titel\na;Birkental\nb;Buchental\n")
    Path("m.yaml").write_text(MAPPING)
    first = loaded(command, "nodes.csv", "--mapping", "m.yaml", "--loader", "tabular", "--feed", "registry")
    Path("next.csv").write_text("Kuerzel;Titel\na;Birkental\nb;Buchental am See\n")

    second = loaded(command, "next.csv", "--again", "registry")

    assert (first["problems"], first["revision"]) == ([], 1)
    assert [(one["before"], one["after"]) for one in second["facts"]] == [("Buchental (de)", "Buchental am See (de)")]


def test_a_feed_that_is_not_there_is_told(command: Command) -> None:
    loaded(command, filled(command))

    result = command("withdraw", "partner", *STORE)

    assert result.exit_code == 2
    assert 'no feed "partner"' in result.stderr


@pytest.mark.slow
def test_two_records_are_judged_and_apart_again(command: Command) -> None:
    loaded(command, filled(command))
    assert command("judge", "s-elbtal", "s-odessa", "same", *STORE).exit_code == 0
    assert told(command("judge", "s-elbtal", "s-odessa", "different", *STORE, "--json"))["revision"] == 3

    assert command("judge", "s-elbtal", "s-odessa", "perhaps", *STORE).exit_code == 2
    open_pairs: list[dict[str, Any]] = json.loads(command("judge", *STORE, "--json").stdout)
    assert [(one["left"], one["right"]) for one in open_pairs] == [("s-elbtal", "s-stadtwerke-elbtal")]


@pytest.mark.slow
def test_a_whole_store_goes_out_and_into_another_one(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "store", "all.jsonl", *STORE)

    filled_one = command("import", "all.jsonl", "--store", "sqlite:other.db")
    command("export", "store", "again.jsonl", "--store", "sqlite:other.db")

    assert filled_one.exit_code == 0
    assert Path("again.jsonl").read_bytes() == Path("all.jsonl").read_bytes()
    assert command("import", "all.jsonl", *STORE).exit_code == 2


def test_a_format_that_is_none_is_told_with_the_nearest_one(command: Command) -> None:
    loaded(command, filled(command))

    assert 'Did you mean "graphml"?' in command("export", "grafml", "x", *STORE).stderr


CITY = """\
partnernetz: 1
feed: {key: elbtal, title: {de: Partnernetz Elbtal}}
sources:
  paper: {kind: report, title: {de: Ratsvorlage}, lang: de}
stakeholders:
  elbtal: {cite: 'paper:1', kind: municipality, label: {de: Elbtal}}
  erika: {cite: 'paper:2', kind: person, label: {de: Erika Kanarienvogel}}
ties:
- {cite: 'paper:2', subject: erika, kind: holds_role, object: elbtal}
"""


def test_a_person_is_told_what_is_held_and_then_erased_to_the_last_byte(command: Command) -> None:
    Path("city.yaml").write_text(CITY)
    loaded(command, "city.yaml")
    Path("old-export.csv").write_text("Erika Kanarienvogel")
    command("export", "jsonl", "v.jsonl", "--staff", *STORE)
    names = [line for line in Path("v.jsonl").read_text().splitlines() if "Kanarienvogel" in line]
    (who,) = {json.loads(line)["record"] for line in names if '"label"' in line}
    held = told(command("person", who, *STORE))

    result = command("erase", who, "--reason", "asked", "--also", ".", *STORE, "--json")

    assert [name["text"] for name in held["names"]] == ["Erika Kanarienvogel"]
    assert [len(one["claims"]) for one in held["joined"]] == [1]
    assert result.exit_code == 1
    assert {Path(name).name for name in told(result)["found"]} == {"city.yaml", "old-export.csv", "v.jsonl"}
    assert b"Kanarienvogel" not in Path("city.db").read_bytes() + Path("state.db").read_bytes()
    assert command("person", who, *STORE).exit_code == 2


@pytest.mark.slow
def test_a_restored_backup_forgets_what_was_erased_since(command: Command) -> None:
    loaded(command, filled(command))
    command("backup", "b.tar", *STORE)
    command("erase", "s-odessa", "--reason", "asked", *STORE)

    command("restore", "b.tar", "--store", "sqlite:again.db")

    assert command("person", "s-odessa", "--store", "sqlite:again.db").exit_code == 2
    assert command("person", "s-elbtal", "--store", "sqlite:again.db").exit_code == 0


def test_every_command_that_writes_is_in_the_audit_log(command: Command) -> None:
    loaded(command, filled(command))
    command("judge", "s-elbtal", "s-odessa", "unsure", *STORE)
    command("withdraw", "partners.xlsx", *STORE)
    command("revert", "3", *STORE)
    command("erase", "s-odessa", "--reason", "asked", *STORE)

    with closing(open_state(Path("state.db"))) as state:
        acts = [(entry.act.action, entry.act.revision) for entry in state.audit.entries()]
        assert state.audit.verify() == []

    assert acts == [("import", 1), ("judge", 2), ("withdraw", 3), ("revert", 4), ("erase", 5)]
