# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One toy service per test."""

from collections.abc import Iterator

import pytest

from tests.schema.http.client import Client
from tests.schema.http.toy import Service, toy_endpoint


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def client(service: Service) -> Iterator[Client]:
    endpoint = toy_endpoint(service)
    yield Client(endpoint)
    endpoint.close()
