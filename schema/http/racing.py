# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several things awaited side by side, of which the first to end ends all."""

import asyncio
from collections.abc import Coroutine


async def first_to_end(*works: Coroutine[object, object, object]) -> None:
    """Returns when one of them has, and the others have been told to end and did.

    Raises:
        Exception: Whatever the one that ended first raised.
    """
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if task in ended:
            task.result()
