# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A desk at which a page of the documents is tried: a folder of its own, the command line, and a service to ask.

Everything runs in this process. Questions go to the sample in memory until a command of the page names a store.
"""

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient
from typer.testing import CliRunner

from graph.kinds import load_kinds
from graph.stores.memory import MemoryStore
from graph.stores.opening import open_store
from graph.stores.protocol import Store
from graph.tokens import Tokens
from loaders.run import load
from server import SAMPLE, Settings, SystemSurroundings, cli, create_app
from tools.documents import ROOT

ADDRESS = "http://127.0.0.1:8000"
PYTHON = (".venv/bin/python", "python")


class Steps:
    """A clock that goes on a minute at each look, and randomness that counts: equal on every machine."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        """The next minute."""
        self.looks += 1
        return datetime(2026, 11, 25, 9, tzinfo=UTC) + timedelta(minutes=self.looks)

    def random(self) -> bytes:
        """The next number."""
        self.looks += 1
        return self.looks.to_bytes(8, "big")


class Service:
    """The whole service over one store, asked without a network."""

    def __init__(self, store: Store, state: Path) -> None:
        tokens = Tokens(state)
        self._tokens = {role: tokens.new(role.upper(), "documents", 1)[0] for role in ("staff", "editor", "admin")}
        app = create_app(Settings.model_construct(state=state), store, tokens, local=ADDRESS)
        self.client = TestClient(app, base_url=ADDRESS)

    def ask(self, query: str, variables: Mapping[str, object], role: str = "") -> dict[str, object]:
        """The answer, without its cost."""
        head = {"authorization": f"Bearer {self._tokens[role]}"} if role else {}
        body = {"query": query, "variables": dict(variables)}
        answer: dict[str, object] = self.client.post("/graphql", json=body, headers=head).json()
        return {name: part for name, part in answer.items() if name != "extensions"}


@contextmanager
def serving(store: Store, state: Path) -> Iterator[Service]:
    """A service that runs as long as it is needed."""
    service = Service(store, state)
    with service.client:
        yield service


@contextmanager
def sample_service(folder: Path) -> Iterator[Service]:
    """A service over the sample, loaded at a fixed time."""
    store = MemoryStore(load_kinds(), Steps())
    load(store, [SAMPLE])
    with serving(store, folder / "sample-state.db") as service:
        yield service


def ran(arguments: list[str]) -> tuple[int, str]:
    """Exit status and output of a command of server.py."""
    # The command line reads its settings from the environment: none of the caller's may count.
    clean = {name: None for name in os.environ if name.startswith("PARTNERNETZ_")}
    result = CliRunner().invoke(cli, arguments, env={**clean, "COLUMNS": "120"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output.rstrip("\n")


class Desk:
    """Where one page is tried, block by block."""

    def __init__(self, folder: Path, sample: Service) -> None:
        self._folder, self._sample = folder, sample
        self._store = ""
        (folder / "data").mkdir()
        (folder / "loaders").symlink_to(ROOT / "loaders")

    def write(self, name: str, text: str) -> None:
        """A file that the page has its reader write."""
        (self._folder / name).write_text(text + "\n", encoding="utf-8")

    def change(self, name: str, text: str) -> None:
        """A change to such a file: lines after "-" give way to those after "+"."""
        path = self._folder / name
        lines = text.splitlines()
        before, after = ("\n".join(line[1:] for line in lines if line[:1] in kept) for kept in ("-", "+"))
        whole = path.read_text(encoding="utf-8")
        if whole.count(before) != 1:
            raise ValueError(f"{name} does not have this once:\n{before}")
        path.write_text(whole.replace(before, after), encoding="utf-8")

    def ask(self, query: str, variables: Mapping[str, object], role: str = "") -> dict[str, object]:
        """What the store answers that the page is about."""
        if not self._store:
            return self._sample.ask(query, variables, role)
        with chdir(self._folder):
            store = open_store(self._store, load_kinds(), SystemSurroundings())
            with serving(store, self._folder / "own-state.db") as service:
                return service.ask(query, variables, role)

    def run(self, command: str) -> str:
        """What a command prints.

        Raises:
            ValueError: a command that pages do not use.
        """
        words = shlex.split(command)
        if words[0] in PYTHON and words[1] == "server.py":
            return self._server(words[2:])
        if words[0] == "curl":
            return self._curl(words[1:])
        raise ValueError(f"A page shows what this prints, and nobody can try it: {command}")

    def serves(self, store: str) -> None:
        """The page starts the service over a store; "" is the sample."""
        self._store = store

    def _server(self, arguments: list[str]) -> str:
        if "--store" in arguments:
            self._store = arguments[arguments.index("--store") + 1]
        with chdir(self._folder):
            return ran(arguments)[1]

    def _curl(self, words: list[str]) -> str:
        """The commands that pages show: an address, headers, a body, or parameters of a GET."""
        address = next(word for word in words if word.startswith("http"))
        head = dict(re.split(r":\s*", words[place + 1], maxsplit=1) for place, word in enumerate(words) if word == "-H")
        body = next((words[place + 1] for place, word in enumerate(words) if word in ("-d", "--data")), "")
        path = address.removeprefix(ADDRESS)
        if "--data-urlencode" in words:
            parts = [words[place + 1] for place, word in enumerate(words) if word == "--data-urlencode"]
            answer = self._sample.client.get(path, params=dict(part.split("=", 1) for part in parts), headers=head)
        elif body:
            answer = self._sample.client.post(path, content=body.encode(), headers=head)
        else:
            answer = self._sample.client.get(path, headers=head)
        return _as_shown(answer.text)


def _as_shown(text: str) -> str:
    """An answer as a page shows it: JSON without the cost of the request."""
    try:
        found = json.loads(text)
    except ValueError:
        return text.rstrip("\n")
    if isinstance(found, dict) and "data" in found:
        found.pop("extensions", None)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
