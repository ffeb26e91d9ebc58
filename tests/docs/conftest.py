# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the documents share: a service over the sample."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.asking import Service, sample_service


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("sample")
    with sample_service(folder) as service:
        yield service
