# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary that the project ships, read once for all tests of a process: nothing changes it."""

from functools import cache

from graph.kinds import Kinds, load_kinds


@cache
def the_kinds() -> Kinds:
    """The same vocabulary at every call."""
    return load_kinds()
