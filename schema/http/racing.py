# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several things awaited side by side, of which the first to end ends all."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import TypeVar

T = TypeVar("T")


async def first_to_end(*works: Coroutine[object, object, object]) -> None:
    """Returns when one of them has, and the others have been told to end and did.

    Raises:
        Exception: Whatever the one that ended first raised.
    """
    tasks = [asyncio.create_task(work) for work in works]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await end(tasks)
    for task in tasks:
        if task in ended:
            task.result()


async def end(tasks: Sequence["asyncio.Task[T]"]) -> None:
    """Tells them to end, and returns when they have, whatever came of them.

    Not by `asyncio.gather`: whoever cancels the caller meanwhile would be given the end of a task for their own.
    """
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # asked for, so that nothing is reported as never retrieved
