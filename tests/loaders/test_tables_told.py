# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a table's author is told: nothing that a row says is lost without a word, and every word helps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.model import Audience, Visibility
from graph.stores.memory import MemoryStore
from loaders.loader import Problem, Said
from loaders.report import Report
from loaders.run import load
from loaders.tables.register_examples import EXAMPLES, written_like
from loaders.tables.tabular import Tabular

Put = Callable[[str, str], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a text file of a name."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def told(kinds: Kinds, path: Path) -> list[str]:
    return [str(one) for one in Tabular(kinds).read(path) if isinstance(one, Problem)]


def texts(report: Report, *codes: str) -> list[str]:
    return [str(one) for one in report.problems if one.code in codes]


def test_a_row_with_more_cells_than_the_header_is_told(kinds: Kinds, put: Put) -> None:
    path = put("stakeholders.csv", "Key,Kind,Name\na,company,Mill, Ltd\nb,company,B,,\nc,company,C\n")

    assert told(kinds, path) == [
        "stakeholders.csv:2: warning MORE_CELLS: The row has 4 cells, the header 3. "
        "Is there an unquoted separator? What stands beyond the header is not read."
    ]


def test_a_cell_under_no_header_is_told(kinds: Kinds, put: Put) -> None:
    path = put("stakeholders.csv", "Key,Kind,,Name\na,company,Office 41,A\n")

    assert told(kinds, path) == [
        "stakeholders.csv:2: warning MORE_CELLS: This cell stands under no header, and is not read. "
        "Write a header above it."
    ]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("www.example.org", '"www.example.org" is no web address. Write https://www.example.org.'),
        ("https://", '"https://" is no web address. Write it whole: https://www.example.org.'),
        ("https://a b.org", '"https://a b.org" is no web address. Write it whole: https://www.example.org.'),
        ("ask Erika", '"ask Erika" is no web address. Write it whole: https://www.example.org.'),
    ],
)
def test_an_address_that_is_none_is_told_by_its_cell(kinds: Kinds, put: Put, address: str, message: str) -> None:
    path = put("stakeholders.csv", f"Key,Kind,Name,Web address\na,company,A,{address}\n")

    assert told(kinds, path) == [f"stakeholders.csv:2: column Web address: error BAD_URL: {message}"]


def test_participants_without_a_role_take_part(kinds: Kinds, put: Put, store: MemoryStore) -> None:
    put("stakeholders.csv", "Key,Kind,Name\nmyk,municipality,Mykolajiw\n")
    path = put("events.csv", "Key,Kind,Name,Participants\nv,visit,Visit,myk\n")

    report = load(store, [path.parent])

    assert report.problems == ()


def test_a_role_that_is_none_is_named_with_the_nearest(kinds: Kinds, put: Put) -> None:
    put("stakeholders.csv", "Key,Kind,Name\nmyk,municipality,Mykolajiw\n")
    path = put("events.csv", "Key,Kind,Name,Participants\nv,visit,Visit,myk (Gasst)\n")

    assert told(kinds, path) == [
        'events.csv:2: column Participants: error UNKNOWN_CODE: No role "Gasst". Did you mean "Gast" (visitor)?'
    ]


def test_a_name_with_parentheses_is_no_role(kinds: Kinds, put: Put, store: MemoryStore) -> None:
    put("stakeholders.csv", "Key,Kind,Name\nk,association,Chamber (IHK)\n")
    path = put("events.csv", "Key,Kind,Name,Participants\nv,visit,Visit,Chamber (IHK)\n")

    assert load(store, [path.parent]).problems == ()


def test_who_names_a_row_with_an_error_is_sent_to_that_row(kinds: Kinds, put: Put, store: MemoryStore) -> None:
    put("stakeholders.csv", "Key,Kind,Name\nmill,companny,Mill\nmilk,company,Milk\n")
    put("cooperations.csv", "Key,Kind,Name\nc,project,C\n")
    path = put("participations.csv", "Cooperation,Stakeholder,Role\nc,mill,partner\n")

    report = load(store, [path.parent])

    assert texts(report, "UNKNOWN_KEY") == [
        "participations.csv:2: column Stakeholder: error UNKNOWN_KEY: "
        'The stakeholder "mill" has an error itself (stakeholders.csv:2: column Kind). Correct that first.'
    ]


def test_an_end_before_the_start_is_told_at_the_end(put: Put, store: MemoryStore) -> None:
    path = put("stakeholders.csv", "Key,Kind,Name,Start,End\na,company,A,2020,2019\n")

    (text,) = texts(load(store, [path]), "BAD_PERIOD")

    assert text.startswith("stakeholders.csv:2: column End: warning BAD_PERIOD")


def test_two_rows_with_one_identifier_are_told(put: Put, store: MemoryStore) -> None:
    path = put("stakeholders.csv", "Key,Kind,Name,wikidata\na,company,Mill,Q42\nb,company,Saw,Q42\n")

    report = load(store, [path])

    assert texts(report, "IDENTIFIER_TWICE") == [
        "stakeholders.csv:3: column wikidata: warning IDENTIFIER_TWICE: "
        '"stakeholder/b" has the same identifier as "stakeholder/a" (stakeholders.csv:2: column wikidata): '
        "wikidata Q42. They become one record. If they are two, correct one."
    ]
    assert len(store.view(Audience.INTERNAL).named("stakeholder", "Saw")) == 1


def test_merged_rows_are_read_and_used(put: Put, store: MemoryStore) -> None:
    path = put("stakeholders.csv", "Key,Kind,Name\na,company,A\na,company,A\nb,company,B\n")

    report = load(store, [path])

    assert (report.read, report.used, report.skipped) == (3, 3, 0)


def test_a_participation_that_is_written_twice_is_told(put: Put, store: MemoryStore) -> None:
    put("stakeholders.csv", "Key,Kind,Name\nmill,company,Mill\n")
    put("cooperations.csv", "Key,Kind,Name\nc,project,C\n")
    rows = "c,mill,partner,2019\nc,mill,partner,2022\nc,mill,partner,2019\n"
    path = put("participations.csv", f"Cooperation,Stakeholder,Role,Start\n{rows}")

    report = load(store, [path.parent])

    assert texts(report, "EQUAL_ROWS") == [
        "participations.csv:4: warning EQUAL_ROWS: This row and row 2 are one participation. What both say counts."
    ]


def test_what_is_no_identifier_is_answered_with_one(kinds: Kinds, put: Put) -> None:
    path = put("stakeholders.csv", "Key,Kind,Name,Identifiers\na,company,A,ror:123\n")

    (text,) = told(kinds, path)

    assert text.endswith('"123" is not written as identifiers of ror are. Write it like this: 0abcdef12.')
    assert "[" not in text


def test_every_example_of_a_register_is_written_as_its_identifiers_are(kinds: Kinds) -> None:
    known = {scheme.code: scheme for scheme in kinds.identifier_schemes() if scheme.pattern and scheme.for_stakeholders}

    assert set(EXAMPLES) == set(known)
    assert all(scheme.fits(EXAMPLES[code]) for code, scheme in known.items())
    assert written_like("unheard-of") == "See how that register writes them."


@pytest.mark.parametrize("name", ["partners.xls", "partners.xlsx"])
def test_an_old_or_a_locked_workbook_is_told_what_to_do(store: MemoryStore, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)

    (problem,) = load(store, [tmp_path / name]).problems

    assert (problem.code, problem.hint) == ("BAD_ARCHIVE", "Save it as .xlsx without a password.")


def test_a_currency_without_an_amount_is_told(kinds: Kinds, put: Put) -> None:
    path = put("cooperations.csv", "Key,Kind,Name,Funding amount,Currency\nc,project,C,,EUR\n")

    assert told(kinds, path) == [
        "cooperations.csv:2: column Funding amount: warning BAD_MONEY: There is a currency or a year, but no amount. "
        "Write the amount, or unknown."
    ]


@pytest.mark.parametrize("header", ["Bemerkung", "Remark", "Примітка"])
def test_a_remark_is_an_internal_attribute(kinds: Kinds, put: Put, header: str) -> None:
    path = put("stakeholders.csv", f"Key,Kind,Name,{header}\na,company,A,pays late\n")

    said = [one for one in Tabular(kinds).read(path) if isinstance(one, Said)]

    assert [(one.property, one.visibility) for one in said] == [
        ("kind", None),
        ("label", None),
        (f"attribute:{header}", Visibility.INTERNAL),
    ]
