# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The codes that columns name by number: whatever code a claim states, in the order in which they were first met."""

from collections.abc import Iterable
from threading import Lock

from graph.errors import StoreUnavailable

UNMET = -2
"""The number of a code that no column has."""
MOST = 32_000


class CodeBook:
    """Code → number and back; only ever added to, so a number keeps its meaning."""

    def __init__(self, codes: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._codes = list(codes)
        self._numbers = {code: number for number, code in enumerate(self._codes)}

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def codes(self) -> list[str]:
        """All codes by number."""
        return list(self._codes)

    def is_taken_over(self, codes: list[str]) -> bool:
        """Takes over the codes of columns made before; False where others were met meanwhile."""
        with self._lock:
            if codes[: len(self._codes)] != self._codes:
                return False
            self._codes = list(codes)
            self._numbers = {code: number for number, code in enumerate(codes)}
            return True

    def code(self, number: int) -> str:
        """The code with this number."""
        return self._codes[number]

    def find(self, code: str) -> int:
        """The number of a code; UNMET where there is none."""
        return self._numbers.get(code, UNMET)

    def number(self, code: str) -> int:
        """The number of a code, new if need be."""
        found = self._numbers.get(code)
        if found is not None:
            return found
        with self._lock:
            if len(self._codes) >= MOST:
                raise StoreUnavailable(f"More than {MOST} different codes.", "Use attributes for free values.")
            if code not in self._numbers:
                self._codes.append(code)
                self._numbers[code] = len(self._codes) - 1
            return self._numbers[code]
