# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The loader that docs/how-to/own-loader.md shows is one: it loads, it reports, an entry point names it."""

from importlib import import_module
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from loaders.known import Maker
from loaders.run import load
from tests.graph.stores.contract import Repeatable
from tools.documents import ROOT, blocks

SHOWN = {block.rest: block.text for block in blocks((ROOT / "docs/how-to/own-loader.md").read_text(encoding="utf-8"))}
REGISTER = "#clubs\nVR 1; Ruderfreunde Ahornheim; 1998\nVR 2\nVR 3; Chor Ahornheim; bald\n"


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maker:
    (tmp_path / "partnernetz_clubs.py").write_text(SHOWN["partnernetz_clubs.py"], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    made: Maker = import_module("partnernetz_clubs").Clubs
    return made


def test_the_loader_of_the_page_loads_what_it_can_and_tells_the_rest(
    maker: Maker, kinds: Kinds, tmp_path: Path
) -> None:
    store, file = MemoryStore(kinds, Repeatable()), tmp_path / "register.clubs"
    file.write_text(REGISTER, encoding="utf-8")

    report = load(store, [file], loader=maker(kinds, None))

    assert [(one.code, one.place.line) for one in report.problems] == [("BAD_ROW", 3), ("BAD_DATE", 4)]
    assert (report.read, report.used, report.skipped) == (3, 2, 1)
    (record,) = store.view(Audience.PUBLIC).records(["s-ruderfreunde-ahornheim"])
    assert record is not None
    assert record.code("kind") == "association"


def test_the_entry_point_of_the_page_names_the_group_and_the_class() -> None:
    text = (ROOT / "docs/how-to/own-loader.md").read_text(encoding="utf-8")

    assert '[project.entry-points."partnernetz.loaders"]\nclubs = "partnernetz_clubs:Clubs"' in text
