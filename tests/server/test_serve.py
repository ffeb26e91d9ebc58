# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""`serve` as a process: what it prints, what it logs, how it ends, and what it says if it cannot begin."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from graph.tokens import Tokens
from server import SAMPLE
from tests.server.conftest import Command
from tests.server.served import ROOT, Process, serving

CANARY = "Zzanary"
PERSON = '{ stakeholder(by: { name: "Marie Bullet" }) { label { text } } }'


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with serving(tmp_path_factory.mktemp("serve"), "--store", "memory:", "--sample") as running:
        yield running


def ask(address: str, query: str, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.post(f"{address}/graphql", json={"query": query}, headers=named, timeout=30)


@pytest.mark.slow
def test_it_tells_its_address_a_query_to_copy_and_a_token_for_editing(process: Process) -> None:
    told = (process.folder / "told").read_text(encoding="utf-8").splitlines()
    command = next(line.removeprefix("Ask: ") for line in told if line.startswith("Ask: "))
    token = next(line for line in told if line.startswith("Token for editing")).split()[-1]

    answer = subprocess.run(["sh", "-c", f"{command} -s"], capture_output=True, check=True, text=True).stdout
    assert json.loads(answer)["data"]["stakeholders"]["totalCount"] > 10
    assert f"{process.address}/graphql" in told[-3]
    person = ask(process.address, PERSON, authorization=f"Bearer {token}")
    assert person.json()["data"]["stakeholder"]["label"]["text"] == "Marie Bullet"


@pytest.mark.slow
def test_the_log_is_json_and_holds_nothing_of_what_was_asked(process: Process) -> None:
    ask(process.address, f'{{ stakeholder(by: {{ name: "{CANARY}" }}) {{ id }} }}')
    ask(process.address, f"{{ {CANARY} }}")
    httpx2.get(f"{process.address}/graphql", params={"query": f'{{ search(text: "{CANARY}") {{ totalCount }} }}'})
    httpx2.get(f"{process.address}/id/{CANARY}")
    httpx2.get(f"{process.address}/{CANARY}")
    ask(process.address, "{ __typename }", authorization=f"Bearer {CANARY}")

    lines = [json.loads(line) for line in process.logged().splitlines()]
    assert CANARY.lower() not in process.logged().lower()
    assert {line["path"] for line in lines if "path" in line} >= {"/graphql", "/id/…", "other"}
    assert all(line["request_id"] for line in lines if line["message"] == "request")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_running_request_is_answered_before_it_ends_with_status_0(tmp_path: Path, number: signal.Signals) -> None:
    body = b'{"query": "{ stakeholders { totalCount } }"}'
    head = f"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
    with serving(tmp_path, "--store", "memory:", "--sample") as running, connected(running) as connection:
        connection.sendall(f"{head}expect: 100-continue\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        running.process.send_signal(number)
        while is_open(running):
            pass
        connection.sendall(body)
        answer = b"".join(iter(lambda: connection.recv(10_000), b""))

        assert b'"totalCount":' in answer
        assert running.process.wait(30) == 0


def connected(running: Process) -> socket.socket:
    host, port = running.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def is_open(running: Process) -> bool:
    """Whether it takes new callers."""
    try:
        connected(running).close()
    except ConnectionError:
        return False
    return True


@pytest.mark.slow
def test_what_another_process_writes_is_seen(tmp_path: Path, command: Command) -> None:
    count = "{ stakeholders { totalCount } }"
    with serving(tmp_path) as running:
        assert ask(running.address, count).json()["data"]["stakeholders"]["totalCount"] == 0
        tag = ask(running.address, count).headers["ETag"]
        subprocess.run([sys.executable, str(ROOT / "server.py"), "import", str(SAMPLE)], cwd=tmp_path, check=True)
        after = ask(running.address, count, if_none_match=tag)

    assert after.json()["data"]["stakeholders"]["totalCount"] > 10


@pytest.mark.slow
def test_a_token_revoked_by_another_process_ends_at_once(tmp_path: Path) -> None:
    with serving(tmp_path, "--store", "memory:") as running, closing(Tokens(tmp_path / "data/state.db")) as tokens:
        secret, token = tokens.new("STAFF", "")
        before = ask(running.address, "{ __typename }", authorization=f"Bearer {secret}").status_code
        tokens.revoke(token.id)
        after = ask(running.address, "{ __typename }", authorization=f"Bearer {secret}").status_code

    assert (before, after) == (200, 401)


@pytest.mark.slow
@pytest.mark.parametrize(("proxies", "buckets"), [("127.0.0.1", 2), ("", 1), ("10.0.0.0/8", 1)])
def test_a_forwarded_address_has_a_bucket_only_if_the_proxy_is_trusted(
    tmp_path: Path, proxies: str, buckets: int
) -> None:
    # Hardly filled again, so that a slow machine sees what a fast one sees.
    limits = {"PARTNERNETZ_LIMITS__BUCKET_CAPACITY": "1000", "PARTNERNETZ_LIMITS__BUCKET_REFILL": "1"}
    environment = {"PARTNERNETZ_TRUSTED_PROXIES": proxies, **limits}
    with serving(tmp_path, "--store", "memory:", environment=environment) as running:
        first = ask(running.address, "{ nonsense }", x_forwarded_for="203.0.113.7").headers["RateLimit"]
        second = ask(running.address, "{ nonsense }", x_forwarded_for="203.0.113.8").headers["RateLimit"]

    assert (first == second) == (buckets == 2)


@pytest.mark.slow
def test_behind_a_public_address_no_token_is_printed(tmp_path: Path) -> None:
    environment = {"PARTNERNETZ_PUBLIC_URL": "https://city.example/netz"}
    with serving(tmp_path, "--store", "memory:", environment=environment):
        told = (tmp_path / "told").read_text(encoding="utf-8")

    assert "https://city.example/netz/graphql" in told
    assert "Token" not in told


def test_a_taken_port_is_told_with_a_free_one_and_the_store_is_not_touched(command: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = command("serve", "--port", str(port))

    free = int(result.stderr.split()[-1])
    assert result.exit_code == 2
    assert f"Port {port} on 127.0.0.1 is taken. Port {free} is free: serve --port {free}" in result.stderr
    assert list(Path().iterdir()) == []
    with socket.create_server(("127.0.0.1", free)):
        pass


def test_a_binding_that_others_can_reach_must_be_meant(command: Command) -> None:
    result = command("serve", "--host", "0.0.0.0", "--port", "0")

    assert result.exit_code == 2
    assert "Other machines can reach 0.0.0.0. If that is meant, set PARTNERNETZ_EXPOSE=true" in result.stderr


def test_an_address_of_another_machine_is_told(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_EXPOSE", "true")

    result = command("serve", "--host", "203.0.113.1", "--port", "0")

    assert (result.exit_code, "203.0.113.1 cannot be listened on" in result.stderr) == (2, True)


def test_a_store_that_is_none_is_told_before_anything_is_served(command: Command) -> None:
    Path("text.db").write_text("just a text " * 100)

    result = command("serve", "--port", "0", "--store", "sqlite:text.db")

    assert result.exit_code == 2
    assert result.stderr.startswith("STORE_CORRUPT text.db is not a Partnernetz store")


@pytest.mark.slow
def test_the_start_loads_no_heavy_module_before_it_is_needed() -> None:
    heavy = "{'scipy', 'networkx', 'neo4j', 'numba', 'pytest'}"
    asked = (
        f"import sys, server; sys.exit(str(sorted({heavy} & set(sys.modules))) if {heavy} & set(sys.modules) else 0)"
    )

    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
