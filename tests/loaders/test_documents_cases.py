# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents as cases: what is in *.in.* says what is in *.out.txt; a new case is two new files.

`cases/read`: what the loader yields. `cases/load`: the problems and the report of a whole load.
"""

from pathlib import Path

import pytest

from graph.model import Certainty, Rank, ValueState, written
from loaders.documents.reading import Documents
from loaders.loader import FeedSaid, Problem, Said, Yielded
from loaders.run import load

CASES = Path(__file__).parent / "cases"


def told(one: Yielded) -> str:
    match one:
        case FeedSaid(key):
            return f"feed {key}"
        case Problem():
            return str(one)
        case Said():
            value = written(one.value) if one.value is not None else one.state.lower()
            value = "yes" if one.value is None and one.state is ValueState.STATED else value
            return " | ".join((one.about, f"{one.property} = {value}", *around(one)))
    return str(one)


def around(one: Said) -> list[str]:
    passages = []
    for passage in one.passages:
        original = f' "{passage.original}"' if passage.original else ""
        passages.append(passage.locator + original + (f" [{passage.quote}]" if passage.quote else ""))
    parts = [f"{one.source}: {'; '.join(passages)}"]
    parts += [one.certainty.lower()] if one.certainty is not Certainty.STATED else []
    parts += [one.rank.lower()] if one.rank is not Rank.NORMAL else []
    parts += [one.visibility.lower()] if one.visibility else []
    return parts + ([f"{one.valid_from} to {one.valid_to}"] if one.valid_from or one.valid_to else [])


def expected(path: Path) -> list[str]:
    return path.with_name(path.name.partition(".in.")[0] + ".out.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("path", sorted((CASES / "read").glob("*.in.*")), ids=lambda path: path.name)
def test_a_document_says_what_its_case_says(path, kinds):
    found = [told(one) for one in Documents(kinds).read(path)]

    assert found == expected(path)


@pytest.mark.parametrize("path", sorted((CASES / "load").glob("*.in.*")), ids=lambda path: path.name)
def test_a_load_reports_what_its_case_says(path, store):
    report = load(store, [path])

    assert [*map(str, report.problems), str(report)] == expected(path)
