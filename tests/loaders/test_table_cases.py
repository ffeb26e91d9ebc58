# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as cases: what is in *.in.* says what is in *.out.txt, under *.mapping.yaml where there is one.

`cases/tabular` and `cases/pairs`: what the loader yields. A new case is two new files.
"""

from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.model import Certainty, ValueState, written
from loaders.loader import FeedSaid, Problem, Said
from loaders.mapping.reading import Mapping, read_mapping
from loaders.tables.pairs import Pairs
from loaders.tables.tabular import Tabular

CASES = Path(__file__).parent / "cases"
LOADERS: dict[str, type[Tabular] | type[Pairs]] = {"tabular": Tabular, "pairs": Pairs}


def told(one: object) -> str:
    match one:
        case FeedSaid(key):
            return f"feed {key}"
        case Problem():
            return str(one)
        case Said():
            value = "yes" if one.value is None and one.state is ValueState.STATED else one.state.lower()
            value = written(one.value) if one.value is not None else value
            sure = ["inferred"] if one.certainty is Certainty.INFERRED else []
            places = "; ".join(passage.locator for passage in one.passages)
            return " | ".join((one.about, f"{one.property} = {value}", f"{one.source}: {places}", *sure))
    return str(one)


def mapping_of(path: Path, kinds: Kinds) -> Mapping | None:
    beside = path.with_name(path.name.partition(".in.")[0] + ".mapping.yaml")
    mapping = read_mapping(beside, kinds) if beside.exists() else None
    assert not isinstance(mapping, list), [str(one) for one in mapping]
    return mapping


def expected(path: Path) -> list[str]:
    return path.with_name(path.name.partition(".in.")[0] + ".out.txt").read_text(encoding="utf-8").splitlines()


CASE_FILES = [(name, path) for name in LOADERS for path in sorted((CASES / name).glob("*.in.*"))]


@pytest.mark.parametrize(("name", "path"), CASE_FILES, ids=[f"{name}/{path.name}" for name, path in CASE_FILES])
def test_a_table_says_what_its_case_says(name, path, kinds):
    loader = LOADERS[name](kinds, mapping_of(path, kinds))

    assert [told(one) for one in loader.read(path)] == expected(path)
