# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hostile workbooks and tables: each becomes one clear problem, and none takes more than memory has."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from loaders.loader import Problem
from loaders.tables.table import Row
from loaders.tables.text_tables import text_table
from loaders.tables.workbooks import workbook

CELL = '<c r="A1" t="n"><v>1</v></c>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)


ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)


def written(path: Path, cells: str, **more: bytes) -> Path:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", sheet),
        ):
            archive.writestr(name, text)
        for name, content in more.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def problem_of(path: Path) -> str:
    (problem,) = workbook(path).problems
    return f"{problem.code}: {problem.message}"


def test_a_plain_workbook_is_read(tmp_path):
    (table,) = workbook(written(tmp_path / "a.xlsx", CELL)).tables

    assert list(table.rows()) == [Row(1, ["1"], frozenset({0}))]


@pytest.mark.parametrize(
    "cells",
    [
        CELL + '<c r="XFD1048576"><v>1</v></c>',
        CELL + '<c x="1" r="XFD1048576" s="0"><v>1</v></c>',
        CELL + "<c\n r = 'ZZZ9999999' ><v>1</v></c>",
        CELL + '<c r="&#88;FD1048576"><v>1</v></c>',
        CELL + '<c x:r="A2" r="XFD1048576"><v>1</v></c>',
        CELL + '<c s=" r=\'A1\' " r="XFD1048576"><v>1</v></c>',
        CELL + "<c><v>1</v></c>",
        CELL + '<c r="SF900000"><v>1</v></c>',
    ],
)
def test_a_cell_far_away_takes_no_memory(tmp_path, cells):
    assert problem_of(written(tmp_path / "far.xlsx", cells)).startswith("NOT_OPENED: ")


def test_an_empty_cell_far_away_costs_nothing(tmp_path):
    assert workbook(written(tmp_path / "a.xlsx", CELL + '<c r="XFD1048576" s="1"/>')).problems == ()


def test_an_archive_that_unpacks_to_too_much_is_not_opened(tmp_path):
    bomb = written(tmp_path / "bomb.xlsx", CELL, xl__media__x=b"\0" * 60_000_000)

    assert problem_of(bomb) == "NOT_OPENED: The archive unpacks to 60 MB."


def test_an_archive_whose_directory_lies_is_damaged(tmp_path):
    path = written(tmp_path / "lie.xlsx", CELL * 50)
    raw = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(raw.replace(size.to_bytes(4, "little"), (40).to_bytes(4, "little")))

    assert problem_of(path).startswith("BAD_ARCHIVE: ")


def test_an_archive_that_names_files_outside_itself_is_not_opened(tmp_path):
    assert "outside" in problem_of(written(tmp_path / "a.xlsx", CELL, **{"..__x": b""}))


def test_a_sheet_with_a_document_type_is_not_opened(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(written(path, CELL), "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>')

    assert "NOT_OPENED" in problem_of(path)


def test_an_error_cell_costs_its_row_and_a_formula_is_told(tmp_path):
    cells = (
        '<c r="A1" t="e"><v>#REF!</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c>'
    )
    (table,) = workbook(written(tmp_path / "a.xlsx", cells)).tables

    assert [str(one) if isinstance(one, Problem) else one.cells for one in table.rows()] == [
        "a.xlsx: S: warning FORMULA: 1 cells hold formulas (first A2). The values that were last computed are read.",
        "a.xlsx: S!A1: error ERROR_CELL: The cell shows an error: #REF!. Correct its formula.",
        ["2"],
        ["3"],
    ]


def test_rows_and_columns_keep_their_numbers_beside_empty_ones(tmp_path):
    book = openpyxl.Workbook()
    book.worksheets[0]["C7"] = "here"
    book.save(tmp_path / "a.xlsx")
    (table,) = workbook(tmp_path / "a.xlsx").tables

    assert list(table.rows()) == [Row(7, ["", "", "here"])]
    assert str(table.place(7, 2)) == "a.xlsx: Sheet!C7"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a,b\n" + b'"' + b"x" * 200_000 + b'",1\n', "BAD_ROW"),
        (b"a,b\n" + b"x" * 3_000_000, "TOO_LONG"),
        (b"a,b\n" + b"1," * 600 + b"1\n", "TOO_LARGE"),
        (b'a,b\n"' + b"x\n" * 150 + b'",1\n', "BAD_ROW"),
        (b'a,b\n1,"2\n3,4\n', "BAD_ROW"),
    ],
)
def test_a_row_that_is_none_is_a_problem(tmp_path, raw, code):
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    table, _ = text_table(path)
    assert table is not None

    assert [one.code for one in table.rows() if isinstance(one, Problem)] == [code]


def test_what_is_no_text_is_no_table(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a\0b")

    table, (problem,) = text_table(path)

    assert (table, problem.code) == (None, "NOT_TEXT")


@pytest.mark.parametrize(
    ("raw", "cells"),
    [
        (b"sep=|\r\na|b\r\n", ["a", "b"]),
        (b"a;b;1,5\nc;d;2,5\n", ["a", "b", "1,5"]),
        (b"a\tb, c\nd\te, f\n", ["a", "b, c"]),
        (b'say "hi"\tb\n', ['say "hi"', "b"]),
        (b"\xef\xbb\xbfa,b\n", ["a", "b"]),
        ("ä,b\n".encode("utf-16"), ["ä", "b"]),
        (b"\xe4,b\n", ["ä", "b"]),
        ("Назва,b\n".encode("cp1251"), ["Назва", "b"]),
    ],
)
def test_separator_and_encoding_are_found_out(tmp_path, raw, cells):
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    table, _ = text_table(path)
    assert table is not None

    assert next(row.cells for row in table.rows() if isinstance(row, Row)) == cells
