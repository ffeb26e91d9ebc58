# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public audits of GraphQL over HTTP, all of them, against the toy service."""

import asyncio

import pytest

from tests.schema.http.served import ROOT, server

pytestmark = [pytest.mark.anyio, pytest.mark.clients]


async def test_all_public_audits_pass():
    async with server() as port:
        url = f"http://127.0.0.1:{port}/graphql"
        node = await asyncio.create_subprocess_exec(
            "node", "tests/clients/audit.mjs", url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await node.communicate()

    assert node.returncode == 0, output.decode()
