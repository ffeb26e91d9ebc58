# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever bytes come: the loader yields statements and problems, and raises nothing."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.documents.reading import Documents
from loaders.documents.tree import MAX_BYTES
from loaders.loader import Problem
from tests.vocabulary import the_kinds

SAMPLE = (Path(__file__).parents[2] / "loaders/samples/hannover/events.yaml").read_bytes()
LOADER = Documents(the_kinds())
PIECES = st.sampled_from((*(bytes([byte]) for byte in b"{}[]\n'\"\xff\0|>-?"), b": ", b"  ", b"&a ", b"*a", b"!x "))
EDITS = st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), PIECES), min_size=1, max_size=6)


@given(EDITS)
def test_a_damaged_document_raises_nothing_and_every_problem_names_its_line(edits):
    raw = SAMPLE
    for at, length, piece in edits:
        raw = raw[:at] + piece + raw[at + length :]

    found = list(LOADER.read_bytes(raw, "damaged.yaml"))

    problems = [one for one in found if isinstance(one, Problem)]
    assert all(one.place.line > 0 and one.place.column > 0 and one.hint for one in problems)


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_first_line_raise_nothing(raw):
    list(LOADER.read_bytes(b"partnernetz: 1\nstakeholders:\n  a: " + raw, "any.yaml"))


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b"a: " * 100_000,
        b"partnernetz: 1\nstakeholders: {" + b"a: {b: {" * 50_000,
        b"partnernetz: 1\nfeed: '" + b"x" * 1_000_000,
        b"- " * 200_000,
        b"? " * 200_000,
        b"x: [" + b"1," * 50_000 + b"]",
        pytest.param(b"x: [" + b"1," * 500_000 + b"]", marks=pytest.mark.slow),
        b"x" * (MAX_BYTES + 1),
        b"partnernetz: 1\nstakeholders: {a: {cite: 's:" + b"1," * 100_000 + b"'}}",
        b"partnernetz: 1\nstakeholders: {a: {cite: 's:1 [" + b'"' * 100_000 + b"'}}",
    ],
)
def test_bombs_end_quickly(raw):
    began = time.process_time()

    found = list(LOADER.read_bytes(raw, "bomb.yaml"))

    assert isinstance(found[0], Problem)
    assert time.process_time() - began < 5
