# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the documents share: a service over the sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.kinds import Kinds
from tools.asking import Service, sample_service


@pytest.fixture(scope="session", autouse=True)
def own_desks(made_once: None, kinds: Kinds) -> Iterator[None]:
    """What pages have their readers run takes the vocabulary and the schema that are there."""
    with pytest.MonkeyPatch.context() as instead:
        instead.setattr("tools.asking.load_kinds", lambda: kinds)
        yield


@pytest.fixture(scope="session")
def sample(own_desks: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("sample")
    with sample_service(folder) as service:
        yield service
