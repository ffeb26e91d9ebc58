# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the store and the service at three sizes, and writes docs/reference/speed.md.

Each size is measured in a process of its own, so that peak memory is that of the size. Times are medians and 95th
percentiles of many runs on whatever machine this is: compare the columns, and each with its bound, in one run.
"""

import argparse
import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.speed.page import page
from tests.speed.shares import measure_shares
from tests.speed.store_speed import measure_store
from tests.speed.web_speed import measure_web

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "reference" / "speed.md"


def main() -> None:
    """The command line: without a scale all of them, else one as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description=__doc__)
    parser.add_argument("--scales", default="1,10,100", help="sizes in thousands of stakeholders")
    parser.add_argument("--one", type=int, help="measure one size and print JSON")
    parser.add_argument("--folder", type=Path, help="where the generated stores lie (default: a temporary folder)")
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(_one(chosen.one, chosen.folder)))
        return
    scales = [int(scale) for scale in chosen.scales.split(",")]
    found = {scale: _apart(scale, chosen.folder) for scale in scales}
    about = f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()}"
    PAGE.write_text(page(found, about), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def _apart(scale: int, folder: Path | None) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.speed", "--one", str(scale)]
    done = subprocess.run(
        command + (["--folder", str(folder)] if folder else []), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"scale {scale} failed:\n{done.stderr[-3000:]}")
    print(f"scale {scale}: {done.stdout.strip().splitlines()[-1]}", file=sys.stderr)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _one(scale: int, folder: Path | None) -> dict[str, float]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "speed.db"
        return measure_store(scale, path) | measure_web(path) | measure_shares(path)


if __name__ == "__main__":
    main()
