# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks after the tokens of connections that stay open: a token that expires or is revoked ends what it opened."""

import asyncio
from typing import NoReturn

from schema.http.app import Caller
from schema.http.reception import Reception

_SHORTEST = 0.05
"""Seconds between two looks at a token that is about to expire."""


async def until_invalid(reception: Reception, authorization: str, caller: Caller) -> NoReturn:
    """Never returns; of the public it never ends.

    Raises:
        Unauthenticated: The token is no longer good.
    """
    lasts = caller.lasts
    while authorization:
        await asyncio.sleep(max(_SHORTEST, min(reception.limits.token_check, lasts)))
        lasts = reception.app.caller(authorization).lasts
    await asyncio.get_running_loop().create_future()
    raise AssertionError("A future that nobody fulfils does not end.")
