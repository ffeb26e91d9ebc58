# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The service over HTTP: the server's own CPU time per request, at three sizes of answer."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.speed.timing import cpu_seconds, resident_mb

ROOT = Path(__file__).parent.parent.parent
SMALL = "{ stakeholders(first: 1) { totalCount nodes { id label { text } } } }"
PAGE = """{
  stakeholders(first: 50, orderBy: [{partnerCount: DESC}]) {
    nodes {
      id label { text } kind { code }
      partners(first: 5) {
        totalCount
        edges { node { id label { text } } evidence(first: 2) { locator source { id } } }
      }
    }
  }
}"""
LARGE = """{
  stakeholders(first: 100, orderBy: [{partnerCount: DESC}]) {
    nodes {
      id uri label { text lang } kind { code label { text } } level { code label { text } }
      facts { property { code } state certainty evidence { locator url visibility } }
      cooperations(first: 5) {
        nodes {
          id label { text lang } kind { code label { text } }
          period { from { state date } to { state date } } topics { code label { text } }
          participations(first: 5) {
            nodes { id role { code label { text } } stakeholder { id label { text } } }
          }
        }
      }
    }
  }
}"""


def measure_web(path: Path) -> dict[str, float]:
    """Starts the server on a store, asks, and stops it by its id."""
    environment = dict(os.environ, PARTNERNETZ_STATE=f"{path}.state", PARTNERNETZ_LIMITS__BUCKET_REFILL="1000000")
    environment |= {"PARTNERNETZ_LIMITS__BUCKET_CAPACITY": "100000000", "PARTNERNETZ_LIMITS__QUERY_DEADLINE": "60000"}
    environment |= {"PARTNERNETZ_LIMITS__COST": "1000000"}
    command = [sys.executable, "server.py", "serve", "--store", f"sqlite:{path}", "--port", "0"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        address = _address(server)
        _rest(server.pid)
        found = _asked(server.pid, address)
        return found | {"resident_mb": resident_mb(server.pid)}
    finally:
        server.terminate()
        server.wait(20)


def _address(server: "subprocess.Popen[bytes]") -> str:
    assert server.stderr is not None
    for line in server.stderr:
        match = re.search(rb"http://[\d.]+:\d+/graphql", line)
        if match:
            address = match.group().decode()
            for _ in range(600):
                try:
                    _ask(address, SMALL, {})
                    return address
                except OSError:
                    time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _rest(process: int) -> None:
    """Waits until what the service makes ready in the background is made: it does not belong to a request."""
    used = -1.0
    while cpu_seconds(process) - used > 0.01:
        used = cpu_seconds(process)
        time.sleep(0.5)


def _ask(address: str, query: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
    body = json.dumps({"query": query}).encode()
    request = Request(address, body, {"Content-Type": "application/json", **headers})
    try:
        with urlopen(request, timeout=120) as answer:
            return answer.status, answer.read(), answer.headers.get("ETag", "")
    except HTTPError as error:
        return error.code, error.read(), ""


def _asked(process: int, address: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, query, times in (("small", SMALL, 300), ("page", PAGE, 20), ("large", LARGE, 20)):
        status, body, tag = _ask(address, query, {})
        if status != 200 or b'"errors"' in body[:20]:
            raise RuntimeError(f"{name}: {status} {body[:500]!r}")
        found[f"{name}_cpu_ms"] = _cpu_ms(process, address, query, times)
        found[f"{name}_kb"] = len(body) / 1000
    found["same_cpu_ms"] = _cpu_ms(process, address, LARGE, 300, {"If-None-Match": tag})
    return found


def _cpu_ms(process: int, address: str, query: str, times: int, headers: dict[str, str] | None = None) -> float:
    begun = cpu_seconds(process)
    for _ in range(times):
        _ask(address, query, headers or {})
    return (cpu_seconds(process) - begun) / times * 1000
