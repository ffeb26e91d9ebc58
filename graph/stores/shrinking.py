# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A version of a feed that lacks much of what the feed said is refused: more often half a file than what was meant.

What is said in another way (another value of the same property of the same record) is not lacking.
"""

from graph.errors import Shrinks
from graph.stores.protocol import Change


def refuse_shrinking(change: Change, present: int, lacking: int) -> None:
    """Returns if a change may take so many of a feed's claims away.

    Args:
        change: Says how much may leave.
        present: How many claims the feed has.
        lacking: How many of them would leave with nothing in their place.

    Raises:
        Shrinks: they are too many.
    """
    if lacking > change.most_leaving * present:
        raise Shrinks(lacking, present)
