# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every format is written from the command line, for its owner only, and never over what is there."""

from contextlib import closing
from pathlib import Path

import pytest

from graph.kinds import Kinds
from graph.stores.opening import open_store
from loaders.run import load
from server import SAMPLE
from tests.graph.stores.contract import Repeatable
from tests.server.conftest import Command

STORE = ("--store", "sqlite:city.db")


@pytest.fixture(scope="module")
def sample(made_once: None, kinds: Kinds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample; nobody may write to it."""
    path = tmp_path_factory.mktemp("sample") / "city.db"
    with closing(open_store(f"sqlite:{path}", kinds, Repeatable())) as store:
        load(store, [SAMPLE])
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["json", "xlsx", "csv", "graphml", "gexf", "pajek", "jsonld", "ftm", "jsonl"])
def test_every_format_is_written_for_its_owner_only(command: Command, sample: Path, kind: str) -> None:
    Path("city.db").write_bytes(sample.read_bytes())

    result = command("export", kind, f"out.{kind}", *STORE)

    assert result.exit_code == 0
    assert Path(f"out.{kind}").stat().st_size > 200
    assert Path(f"out.{kind}").stat().st_mode & 0o077 == 0
    assert command("export", kind, f"out.{kind}", *STORE).exit_code == 2
