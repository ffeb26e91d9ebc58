# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole store goes out as JSON lines and in again, byte by byte; what is wrong is told with its line."""

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import partial_date
from graph.errors import BadInput
from graph.export import json_lines, jsonl
from graph.export.json_lines import kind_of
from graph.export.jsonl import fill, read_jsonl, write_jsonl
from graph.export.value_json import claim_json, claim_of, value_json, value_of
from graph.kinds import Kinds
from graph.model import Claim, Identifier, Money, Number, Passage, Point, Ref, Term, Text, ValueState
from graph.stores.archive import RevisionLine
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from tests.graph.export.lively_town import lived
from tests.graph.stores.contract import Engine, Repeatable, each


def whole(store: Store) -> bytes:
    out = BytesIO()
    write_jsonl(store, out)
    return out.getvalue()


def other_folder(folder: Path) -> Path:
    (found := folder / "other").mkdir()
    return found


@pytest.fixture(scope="module")
def written(kinds: Kinds) -> bytes:
    """The town's whole life as a file."""
    return whole(lived(kinds))


def refused(content: bytes) -> str:
    with pytest.raises(BadInput) as error:
        list(read_jsonl(BytesIO(content)))
    return error.value.message


@pytest.mark.parametrize("engine", each())
def test_a_store_filled_from_a_file_writes_the_same_bytes(engine: Engine, written, kinds, tmp_path):
    store = engine.open(tmp_path, kinds, Repeatable())

    fill(store, BytesIO(written))

    first = whole(store)
    other = engine.open(other_folder(tmp_path), kinds, Repeatable())
    fill(other, BytesIO(first))
    assert whole(other) == first
    assert sorted(first.splitlines()) == sorted(written.splitlines())
    for one in (store, other):
        one.close()


def test_the_lines_read_are_those_of_the_archive(written, kinds):
    assert list(read_jsonl(BytesIO(written))) == list(lived(kinds).archive())


def test_a_long_list_of_records_goes_on_in_further_lines(kinds, monkeypatch):
    monkeypatch.setattr(jsonl, "PART", 2)
    out = BytesIO()

    write_jsonl(lived(kinds), out)

    assert out.getvalue().count(b'"line":"reached"') > 3
    assert list(read_jsonl(BytesIO(out.getvalue()))) == list(lived(kinds).archive())


@pytest.mark.parametrize(
    "value",
    [
        Text("", ""),
        Text("t:de:\u2028\x00", "de-x"),
        Number(Decimal("1E+3"), "a:b"),
        Number(Decimal("-0.00")),
        Term("water"),
        partial_date("2022-12"),
        Money(Decimal("1250.00"), "EUR", 2023),
        Money(Decimal(0), "EUR"),
        Identifier("wikidata", "Q1:2"),
        Point(52.37, 9.73),
        Point(52, -1e-7),
        Ref("s-a", "host"),
        Ref("s-a"),
    ],
)
def test_every_value_comes_back_as_it_was(value):
    line = BytesIO()
    json_lines.put(line, {}, [value_json(value)])

    fields = json.loads(line.getvalue().splitlines()[1])

    assert repr(value_of(fields)) == repr(value)


@given(st.floats(-180, 180), st.decimals(allow_nan=False, allow_infinity=False, places=6), st.text(max_size=20))
def test_numbers_and_texts_are_exact(degrees, number, text):
    for value in (Point(degrees, degrees), Number(number), Text(text)):
        assert repr(value_of(value_json(value))) == repr(value)


def test_a_claim_comes_back_with_everything():
    claim = Claim(
        "s-a", "starts", None, "q-b", (Passage("line 9", "w", "o"), Passage("")), ValueState.UNKNOWN, left=4, entered=2
    )

    assert claim_of(claim_json(claim)) == claim


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda lines: lines[1:], "Line 1: This is no file of Partnernetz."),
        (lambda lines: lines[:-1], "The file ends too early."),
        (lambda lines: [*lines[:5], *lines[6:]], "lines lie before the last"),
        (lambda lines: [*lines[:4], b"{", *lines[5:]], "Line 5: It is no JSON"),
        (lambda lines: [*lines[:4], b"[]", *lines[5:]], "Line 5: It is no JSON object."),
        (lambda lines: [*lines[:4], b"[" * 100_000, *lines[5:]], "Line 5: It is no JSON"),
        (lambda lines: [*lines[:4], b'{"line":"claim"}', *lines[5:]], "Line 5: record is missing"),
        (lambda lines: [*lines[:4], b'{"line":"x"}', *lines[5:]], 'Line 5: No line is of kind "x".'),
        (lambda lines: [*lines, b"{}"], "Something follows the last line."),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(written, damage, complaint):
    assert complaint in refused(b"\n".join(damage(written.splitlines())))


def test_a_file_of_another_kind_or_version_is_refused():
    assert 'of kind "view"' in refused(b'{"format":"partnernetz","version":1,"kind":"view"}\n')
    assert "of version 2" in refused(b'{"format":"partnernetz","version":2,"kind":"store"}\n')
    assert "no file of Partnernetz" in refused(b"")


def test_a_line_that_is_too_long_is_refused(written, monkeypatch):
    monkeypatch.setattr(json_lines, "MOST_BYTES", 200)

    assert "It is longer than 200 bytes." in refused(written)


def test_what_the_store_refuses_is_told_with_the_line_of_the_file(written, kinds):
    lines = written.splitlines()
    first = next(place for place, line in enumerate(lines) if b'"line":"claim"' in line)
    lines[first] = lines[first].replace(b'"property":"', b'"property":"un')

    with pytest.raises(BadInput, match=f"^Line {first + 1}: "):
        fill(MemoryStore(kinds, Repeatable()), BytesIO(b"\n".join(lines)))


def test_only_an_empty_store_is_filled(written, kinds):
    with pytest.raises(BadInput, match="The store has"):
        fill(lived(kinds), BytesIO(written))


def test_progress_is_told_at_the_end_at_least(kinds):
    told: list[int] = []

    write_jsonl(lived(kinds), BytesIO(), told.append)

    assert told[-1] == len(list(lived(kinds).archive()))


def test_the_head_of_a_file_tells_its_kind(written):
    assert kind_of(written[:100]) == "store"
    assert kind_of(b"partnernetz: 1") == ""


def test_a_revision_has_its_time(written):
    last = [line for line in read_jsonl(BytesIO(written)) if isinstance(line, RevisionLine)][-1]

    assert (last.number, last.author) == (8, "erika")
