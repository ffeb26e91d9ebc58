# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds the wheel, installs it into an empty environment, starts its server and asks it one query.

Shows that the package holds every file it needs: the server starts in an empty folder, far from the checkout.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".venv" / "bin" / "uv"
PATIENCE = 60.0
"""Seconds within which the server must answer."""


def main() -> None:
    """Leaves with status 0 if the installed server finds stakeholders in the sample."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        command = installed(built(place), into=place / "env")
        with served(command, place) as address:
            count, explained = asked(address), read(f"{address}/docs/errors")
    print(f"The installed package answers: {count} stakeholders.")
    if 'id="BAD_USER_INPUT"' not in explained:
        sys.exit("The documents that errors link to are not in the package.")
    if count < 1:
        sys.exit("The sample is empty.")


def built(place: Path) -> Path:
    """The wheel, built without the network by the tools of .venv."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT))
    return next(place.glob("*.whl"))


def installed(wheel: Path, *, into: Path) -> Path:
    """The command `partnernetz` of a new environment with the lock and the wheel, and nothing else."""
    venv.create(into, with_pip=False)
    install = (str(UV), "pip", "install", "--quiet", "--python", str(into / "bin" / "python"))
    run(*install, "--require-hashes", "-r", str(ROOT / "requirements" / "run.txt"))
    run(*install, "--no-deps", "--no-index", str(wheel))
    return into / "bin" / "partnernetz"


@contextmanager
def served(command: Path, place: Path) -> Iterator[str]:
    """The address of a server with the sample in memory, stopped at the end."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    call = [str(command), "serve", "--store", "memory:", "--host", "127.0.0.1", "--port", str(port), "--sample"]
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    nothing = subprocess.DEVNULL
    with subprocess.Popen(call, cwd=place, env=environment, stdin=nothing, stdout=nothing) as server:
        try:
            wait_for(server, address)
            yield address
        finally:
            server.terminate()


def wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    """Returns when the server says that it is ready."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            sys.exit(f"The installed server stopped at once, with status {server.returncode}.")
        try:
            with urlopen(f"{address}/health/ready", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    sys.exit(f"The installed server was not ready within {PATIENCE:.0f} seconds.")


def asked(address: str) -> int:
    """How many stakeholders the server knows."""
    body = json.dumps({"query": "{ stakeholders { totalCount } }"}).encode()
    request = Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        return int(json.load(answer)["data"]["stakeholders"]["totalCount"])


def read(address: str) -> str:
    """A page, as a browser gets it."""
    with urlopen(Request(address, headers={"Accept": "text/html"}), timeout=10) as answer:
        return str(answer.read().decode())


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str) -> None:
    """Runs a command quietly; its output is shown if it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
