# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The archive of CSV files: readable by any reader of RFC 4180, and harmless in a spreadsheet."""

import csv
from io import BytesIO
from zipfile import ZipFile

import pytest

from graph.export.csv_table import write_csv
from graph.kinds import Kinds
from graph.model import Audience, Text
from graph.stores.protocol import View
from tests.graph.export.opened import GERMAN, everything, town, view_of
from tests.graph.stores.city import SOLIDARITY
from tests.graph.stores.story import Story


def archive(view: View) -> bytes:
    out = BytesIO()
    write_csv(view, GERMAN, out)
    return out.getvalue()


def table(content: bytes, name: str) -> list[dict[str, str]]:
    with ZipFile(BytesIO(content)) as files:
        text = files.read(name).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True), strict=True))


@pytest.fixture(scope="module")
def content(kinds: Kinds) -> bytes:
    return archive(town(kinds))


def test_there_is_a_file_for_each_sheet_and_a_readme(content):
    with ZipFile(BytesIO(content)) as files:
        names = files.namelist()
        readme = files.read("README.txt").decode()
    assert [name.partition(".")[0] for name in names[1:]] == [
        "stakeholders",
        "cooperations",
        "participations",
        "events",
        "sources",
    ]
    assert readme.startswith("Partnernetz, Stand 1 vom ")
    assert "participations.csv: Beteiligungen (7)" in readme


def test_files_begin_with_the_mark_by_which_spreadsheets_know_utf_8_and_end_lines_with_crlf(content):
    with ZipFile(BytesIO(content)) as files:
        raw = files.read("cooperations.csv")
    assert raw.startswith(b"\xef\xbb\xbfKennung,Art,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 3


def test_a_row_says_what_is_known(content):
    (found,) = (row for row in table(content, "cooperations.csv") if row["Kennung"] == SOLIDARITY)
    assert (found["Art"], found["Beginn"]) == ("Solidaritätspartnerschaft", "2023")
    assert found["Themen"] == "Medizinische Hilfe; Wasser und Abwasser"


def test_columns_in_which_nothing_stands_are_left_out(content):
    assert "Förderbetrag" not in table(content, "cooperations.csv")[0]


def test_no_cell_begins_a_formula(kinds):
    story = Story()
    story.new_source("q", "=HYPERLINK(1)")
    story.body("a", '-2+3"x', "company", contact=Text("@x\r\n=y"))
    found = archive(view_of(kinds, story))
    cells = [
        cell for name in ("stakeholders.csv", "sources.csv") for row in table(found, name) for cell in row.values()
    ]
    assert {"'-2+3\"x", "'@x\r\n=y", "'=HYPERLINK(1)"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_csv_for_the_public_holds_nothing_internal(content, kinds):
    public = everything(archive(town(kinds, Audience.PUBLIC)))
    assert "Erika" in everything(content)
    assert not [secret for secret in ("Erika", "Vermerk", "verhandelt", "post@helfende") if secret in public]


def test_equal_views_make_equal_archives(content, kinds):
    assert archive(town(kinds)) == content
