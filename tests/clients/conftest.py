# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service with the sample for clients that people use, and Node.js to run some of them."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.server.served import ROOT, Served, serving_here

Node = Callable[..., str]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_here(tmp_path_factory.mktemp("clients")) as served:
        yield served


@pytest.fixture
def node() -> Node:
    """Runs a script of this folder, or a program of node_modules; what it prints, if it ends well."""

    def run(program: str, *arguments: str | Path) -> str:
        script = ROOT / ("tests/clients" if program.endswith(".mjs") else "node_modules/.bin") / program
        command = [*(["node"] if program.endswith(".mjs") else []), str(script), *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
