# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a graph file holds: its loader yields statements and problems, quickly, and raises nothing."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.checks import Checks
from loaders.graphs import pajek_lines, xml
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.loader import Loader, Problem, Said, Yielded
from tests.vocabulary import the_kinds

KINDS = the_kinds()
SAMPLES = Path(__file__).parents[2] / "loaders" / "samples" / "graphs"
LOADERS: Mapping[str, Loader] = {".graphml": GraphML(KINDS), ".gexf": GEXF(KINDS), ".net": Pajek(KINDS)}
RAW = {suffix: (SAMPLES / f"bridges{suffix}").read_bytes() for suffix in LOADERS}
PIECES = st.sampled_from((*(bytes([byte]) for byte in b'<>&"\0\xff/=*[]1'), b"<node>", b"</graph>", b"&x;", b" 99999 "))
EDITS = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 30), PIECES), min_size=1, max_size=5)
MANY_KEYS = "".join(f"<key id='k{number}'><default>1</default></key>" for number in range(1990))
LAUGHS = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))


def found_in(raw: bytes, suffix: str, folder: Path) -> list[Yielded]:
    path = folder / f"hostile{suffix}"
    path.write_bytes(raw)
    return list(LOADERS[suffix].read(path))


def graphml(body: str, head: str = "<graphml>") -> bytes:
    return f"{head}<graph>{body}</graph></graphml>".encode()


@pytest.mark.parametrize("suffix", LOADERS)
@given(edits=EDITS)
def test_a_damaged_sample_raises_nothing_and_says_nothing_that_may_not_be_said(suffix, edits, tmp_path_factory):
    raw = RAW[suffix]
    for at, length, piece in edits:
        raw = raw[:at] + piece + raw[at + length :]

    found = found_in(raw, suffix, tmp_path_factory.getbasetemp())

    assert all(one.place.file and one.hint for one in found if isinstance(one, Problem))
    assert not [wrong for one in found if isinstance(one, Said) for wrong in Checks(KINDS).problems(one)]


@pytest.mark.parametrize("suffix", LOADERS)
@given(raw=st.binary(max_size=100))
def test_any_bytes_raise_nothing(suffix, raw, tmp_path_factory):
    found_in(raw, suffix, tmp_path_factory.getbasetemp())
    found_in(b"*Vertices 2\n*Edges\n" + raw, ".net", tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (graphml('<node id="&a11;"/>', f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><graphml>'), "NO_ENTITIES"),
        (graphml("<node id='a'/>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><graphml>'), "NO_ENTITIES"),
        (graphml("", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]><graphml>'), "NO_ENTITIES"),
        (graphml("<node id='a'>" * 200 + "</node>" * 200), "TOO_LARGE"),
        (graphml("<node id='a'>" * 2000 + "</node>" * 2000), "TOO_LARGE"),
        (graphml(f"<node id='a'>{'<data/>' * 2100}</node>"), "TOO_LARGE"),
        (graphml(MANY_KEYS + "<node id='a'/>" * 2100), "TOO_LARGE"),
        (graphml("<node id='a'></nod>"), "BAD_XML"),
        (graphml("<node id='a'/>")[:-5], "BAD_XML"),
        (graphml("<node id='\xe9'/>").decode().encode("latin-1"), "BAD_XML"),
        (b'<?xml version="1.0" encoding="martian"?><graphml/>', "BAD_XML"),
        (b"<html><body>graphml</body></html>", "NO_GRAPH"),
        (b"<graphml/>", "NO_GRAPH"),
        (b"", "BAD_XML"),
    ],
)
def test_a_broken_or_hostile_file_is_one_clear_problem_and_nothing_else(raw, code, tmp_path):
    began = time.process_time()

    (problem,) = found_in(raw, ".graphml", tmp_path)

    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity.name) == (code, "ERROR")
    assert problem.place.line > 0
    assert time.process_time() - began < 2


def test_an_external_entity_is_never_read(tmp_path):
    (tmp_path / "secret.txt").write_text("canary")
    secret = (tmp_path / "secret.txt").as_uri()
    raw = graphml("<node id='a'><data key='k'>&e;</data></node>", f'<!DOCTYPE x SYSTEM "{secret}"><graphml>')

    found = found_in(raw, ".graphml", tmp_path)

    assert "canary" not in str(found)


@pytest.mark.parametrize("suffix", LOADERS)
def test_a_file_beyond_the_limit_is_not_read(suffix, tmp_path, monkeypatch):
    for module in (xml, pajek_lines):
        monkeypatch.setattr(module, "MAX_BYTES", 100)

    (problem,) = found_in(RAW[suffix], suffix, tmp_path)

    assert isinstance(problem, Problem)
    assert problem.code == "TOO_LARGE"


@pytest.mark.parametrize(
    "raw",
    [
        b"*Vertices 999999999\n",
        b"*Vertices 3\n1 " + b'"' * 100_000,
        b"*Vertices 2\n*Matrix\n" + b"0 " * 100_000,
        b"*Vertices 2\n*Edges\n1 2 " + b"[" * 100_000,
        b"*Vertices 2\n*Arcslist\n" + b"1 " * 10_000,
        b"*" * 100_000,
        b"*Vertices 0",
        b"*Edges\n1 2",
    ],
)
def test_bombs_in_lines_end_quickly(raw, tmp_path):
    began = time.process_time()

    found_in(raw, ".net", tmp_path)

    assert time.process_time() - began < 2


def test_elements_are_forgotten_as_they_are_read(tmp_path):
    path = tmp_path / "long.graphml"
    path.write_bytes(graphml("".join(f"<node id='n{number}'/>" for number in range(5000))))

    ends = (element for event, element in xml.swept(path, "graphml", {"node"}) if event == "end")
    kept = max(len(above) for element in ends if (above := element.getparent()) is not None)

    assert kept < 2000  # as many as one piece of the file has, of 32 kB
