# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service as its users meet it: in a thread of this process, or as the command `serve` in one of its own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn

from graph.stores.memory import MemoryStore
from graph.tokens import Tokens
from loaders.run import load
from schema.http.connection import bounded_protocol
from server import SAMPLE, Settings, SystemSurroundings, create_app, limits_of
from tests.vocabulary import the_kinds
from web.listening import address_of, listen

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Served:
    """A running service."""

    address: str
    staff: str
    """A token."""

    def ask(self, query: str, **headers: str) -> httpx2.Response:
        """A question by POST; underscores in names of headers are hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx2.post(f"{self.address}/graphql", json={"query": query}, headers=named)

    def get(self, path: str, **headers: str) -> httpx2.Response:
        """A page."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx2.get(self.address + path, headers=named)


@contextmanager
def serving_here(folder: Path, **given: object) -> Iterator[Served]:
    """The service with the sample; the socket takes callers from the start, so nobody has to wait and see."""
    settings = Settings(store="memory:", state=folder / "state.db", **given)  # type: ignore[arg-type]
    store = MemoryStore(the_kinds(), SystemSurroundings())
    load(store, [SAMPLE])
    with closing(Tokens(settings.state)) as tokens, listen("127.0.0.1", 0) as listening:
        address = address_of(listening)
        app = create_app(settings, store, tokens, local=address)
        config = uvicorn.Config(
            app, http=bounded_protocol(limits_of(settings)), ws="websockets-sansio", log_config=None
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Served(address, tokens.new("STAFF", "tests")[0])
        finally:
            server.should_exit = True
            thread.join()


@dataclass(frozen=True, slots=True)
class Process:
    """`serve` in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    folder: Path

    def logged(self) -> str:
        """All log lines so far."""
        return (self.folder / "log").read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Process]:
    """`serve` on a free port, once it says its address."""
    command = [sys.executable, str(ROOT / "server.py"), "serve", "--port", "0", *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PARTNERNETZ_")}
    log, told = folder / "log", folder / "told"
    with log.open("w") as out, told.open("w") as err:
        process = subprocess.Popen(
            command, cwd=folder, env=clean | dict(environment or {}), stdout=out, stderr=err, text=True
        )
    try:
        yield Process(process, _address(process, log, told), folder)
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[str], log: Path, told: Path) -> str:
    while process.poll() is None:
        for line in log.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n") and "address" in (fields := json.loads(line)):
                return str(fields["address"])
    raise AssertionError(told.read_text(encoding="utf-8"))
