# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Quiet while millions of values are made: nobody looks for circles among what holds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet_memory() -> Iterator[None]:
    """Without looking for circles: among millions of rows it would take as long as a quarter of all the rest."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
