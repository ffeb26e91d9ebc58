# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another city's export as a feed of this one: what is taken over, what is not, and what is wrong in a file."""

from pathlib import Path

import pytest

from graph.export.claims_jsonl import write_claims_jsonl
from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.model import Audience, written
from graph.selection import CodeFilter, Cut, NetworkFilter, Selection, StakeholderFilter
from loaders import jsonl
from loaders.jsonl import JsonLines
from loaders.loader import Problem, Said, Severity
from loaders.run import load

HEAD = '{"format":"partnernetz","version":1,"kind":"view"}'
SOURCE = '{"line":"record","id":"q-web","type":"source"}'
BODY = '{"line":"record","id":"s-a","type":"stakeholder"}'


@pytest.fixture
def loader(kinds: Kinds) -> JsonLines:
    return JsonLines(kinds)


@pytest.fixture
def file(tmp_path: Path):
    """Writes lines into a file."""

    def write(*lines: str) -> Path:
        path = tmp_path / "theirs.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


def export(view, path: Path, wanted: Wanted | None = None) -> Path:
    with path.open("wb") as out:
        write_claims_jsonl(view, wanted or Wanted(), out)
    return path


def claim(record: str, name: str, more: str) -> str:
    return f'{{"line":"claim","id":"k-1","record":"{record}","property":"{name}",{more},"source":"q-web","entered":1}}'


def said(loader: JsonLines, path: Path) -> list[tuple[str, str]]:
    """Property and value of each statement."""
    return [(one.property, written(one.value)) for one in loader.read(path) if isinstance(one, Said)]


def problems(loader: JsonLines, path: Path) -> list[Problem]:
    return [one for one in loader.read(path) if isinstance(one, Problem)]


def test_another_citys_export_is_loaded_with_its_sources_and_a_second_time_changes_nothing(
    sample, store, loader, tmp_path
):
    theirs = export(sample[0].view(Audience.PUBLIC), tmp_path / "hannover.jsonl")

    first, second = (load(store, [theirs], loader=loader) for _ in range(2))

    assert (first.problems, first.used, first.skipped) == ((), 98, 0)
    assert second.revision is None
    (hannover,) = store.view(Audience.PUBLIC).records(["s-hannover"])
    assert "q-staedtediplomatie-fuer-den-frieden" in hannover.sources


def test_what_was_loaded_reads_as_it_did_there(sample, store, loader, tmp_path):
    there = sample[0].view(Audience.PUBLIC)
    load(store, [export(there, tmp_path / "hannover.jsonl")], loader=loader)
    here = store.view(Audience.PUBLIC)

    for name in ("stakeholder", "cooperation", "participation", "tie", "event", "note"):
        ids = [item.id for item in there.page(Selection(name), Cut()).items]
        facts = [
            [{key: [fact.value for fact in said] for key, said in one.facts.items()} for one in view.records(ids)]
            for view in (there, here)
        ]
        assert facts[0] == facts[1]


def test_what_a_narrow_export_left_out_is_told_once_for_each_record(sample, loader, tmp_path):
    towns = NetworkFilter(stakeholder=StakeholderFilter(kind=CodeFilter(eq="municipality")))
    path = export(sample[0].view(Audience.PUBLIC), tmp_path / "towns.jsonl", Wanted(filter=towns))

    found = problems(loader, path)

    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert len(found) == len({problem.about for problem in found})


def test_a_reference_names_its_type_and_judgements_stay_at_home(loader, file):
    note = '{"line":"record","id":"n-a","type":"note"}'
    about = claim("n-a", "about", '"value":{"record":"s-a"}')
    same = claim("s-a", "same_as", '"value":{"record":"s-a"}')

    path = file(HEAD, SOURCE, BODY, note, about, same, '{"line":"end","lines":5}')

    assert said(loader, path) == [("about", "r::stakeholder/s-a")]


def test_a_bad_line_costs_itself_only(loader, file):
    good = claim("s-a", "label", '"value":{"text":"A"}')
    bad = ["{", claim("s-a", "label", '"value":{"texts":"A"}'), '{"line":"what"}', claim("s-b", "label", '"x":1')]
    twice = [claim("s-a", "starts", '"value":{"date":"soon"}'), claim("s-a", "weight", '"value":{"number":"NaN"}')]

    path = file(HEAD, SOURCE, BODY, *bad, *twice, good, '{"line":"end","lines":9}')

    assert said(loader, path) == [("label", "t::A")]
    assert [one.place.line for one in problems(loader, path)][:6] == [4, 5, 6, 7, 8, 9]


def test_a_cut_file_says_so(loader, file):
    (found,) = problems(loader, file(HEAD, SOURCE))

    assert (found.code, found.about, found.message) == ("BAD_SHAPE", "", "The file ends too early.")


def test_a_whole_store_is_no_feed(loader, file):
    path = file('{"format":"partnernetz","version":1,"kind":"store"}')

    (found,) = problems(loader, path)

    assert loader.recognises(path, path.read_bytes())
    assert (found.code, found.severity) == ("NOT_READ", Severity.ERROR)


def test_a_file_that_is_wrong_throughout_is_not_read_to_its_end(loader, file):
    found = problems(loader, file(HEAD, *["{"] * 500))

    assert len(found) == jsonl.MOST_BAD + 1
    assert "the rest is not read" in found[-1].message


def test_no_damage_makes_the_loader_fail(sample, loader, tmp_path):
    """A small export, cut or damaged at forty places: nothing but problems and statements comes of it."""
    towns = NetworkFilter(stakeholder=StakeholderFilter(kind=CodeFilter(eq="university")))
    path = export(sample[0].view(Audience.PUBLIC), tmp_path / "small.jsonl", Wanted(filter=towns))
    content = path.read_bytes()

    for place in range(0, len(content), max(1, len(content) // 40)):
        for damaged in (content[:place], content[:place] + b'\xff"' + content[place + 1 :]):
            path.write_bytes(damaged)
            assert all(isinstance(one, Said | Problem) for one in loader.read(path))
