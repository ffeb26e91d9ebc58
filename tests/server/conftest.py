# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder of its own for each test, the command line as a function, and one service with the sample for all."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from server import cli
from tests.server.served import Served, serving_here

Command = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_folder(made_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in an empty folder, and no setting of the caller counts."""
    for name in [name for name in os.environ if name.startswith("PARTNERNETZ_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command() -> Command:
    """Runs a command in this process: `command("token", "list")`."""
    return lambda *words: CliRunner().invoke(cli, list(words), env={"COLUMNS": "200"})


@pytest.fixture(scope="session")
def served(made_once: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service with the sample, behind its real server, in a thread of this process."""
    with serving_here(tmp_path_factory.mktemp("served")) as service:
        yield service
