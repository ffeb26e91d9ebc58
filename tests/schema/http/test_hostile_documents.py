# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents made to hurt get the right answer, and get it quickly."""

import time

import pytest

from tests.schema.http.client import Client
from tests.schema.http.hostile import DOCUMENTS

pytestmark = pytest.mark.anyio

SECONDS = 0.5
"""Several times what the worst of them takes alone, for machines that do other things as well."""


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_hostile_document_is_refused_quickly(client: Client, name: str):
    document, code = DOCUMENTS[name]
    begun = time.perf_counter()
    reply = await client.ask(document)

    assert (reply.status, reply.code) == (400, code)
    assert time.perf_counter() - begun < SECONDS
    assert len(reply.body) < 60_000
    assert "data" not in reply.json
