# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long something takes and how much memory it needs, as the operating system counts it."""

import os
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path


class Surroundings:
    """A clock and randomness for a store that is measured."""

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def random(self) -> bytes:
        """Eight random bytes."""
        return os.urandom(8)


def milliseconds(work: Callable[[int], object], times: int) -> list[float]:
    """How long each of so many runs took, ascending; the run is told its number."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def median(taken: list[float]) -> float:
    """The middle one."""
    return taken[len(taken) // 2]


def p95(taken: list[float]) -> float:
    """The 95th percentile."""
    return taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def peak_mb() -> float:
    """The largest resident memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_mb(process: int) -> float:
    """The resident memory of a process now."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_seconds(process: int) -> float:
    """The CPU time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
