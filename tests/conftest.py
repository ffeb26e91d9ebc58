# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all tests share: one event loop, one vocabulary, and property tests that draw the same on every machine.

The default run draws few examples; `make check` draws many (--hypothesis-profile=thorough).
"""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

from graph.kinds import Kinds
from tests.vocabulary import the_kinds

settings.register_profile(
    "quick",
    deadline=None,  # a busy machine must not fail a test
    derandomize=True,
    database=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=150)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The event loop of asynchronous tests: the one that the server runs on."""
    return "asyncio"


@pytest.fixture(scope="session")
def kinds() -> Kinds:
    """The vocabulary that the project ships; nothing changes it, so one is enough for all tests."""
    return the_kinds()


@pytest.fixture(scope="session")
def made_once(kinds: Kinds) -> Iterator[None]:
    """Commands and services that run in this process share one vocabulary and one schema: each takes long to make.

    That a fresh process makes its own is tried where `serve` runs as one (tests/server/test_serve.py).
    """
    from schema.build import build_schema

    with pytest.MonkeyPatch.context() as instead:
        instead.setattr("server.load_kinds", lambda: kinds)
        instead.setattr("server.build_schema", cache(build_schema))
        yield
