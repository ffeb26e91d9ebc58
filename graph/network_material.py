# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a store hands over so that a network can be built of it: who takes part in what, and the ties, as plain columns.

Audience and dates have been applied before: what is not in these columns does not exist. Records are numbers, their
place in the tuple of ids beside. Which stakeholders a filter admits is a mask and not a gap, because who else takes
part decides who is tied to whom, how many parties there are, and how much a co-membership weighs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int32]
Real = NDArray[np.float64]
Mask = NDArray[np.bool_]
Naming = Callable[[Sequence[int]], Sequence[str]]
"""The ids of many numbered rows at once."""

NO_SIDE = -1


def numbers(values: Sequence[int] = ()) -> Whole:
    """A column of record numbers."""
    return np.asarray(values, dtype=np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Who takes part in which cooperation, one entry per participation, in any order."""

    cooperation: Whole = field(default_factory=numbers)
    stakeholder: Whole = field(default_factory=numbers)
    role: Whole = field(default_factory=numbers)
    """Place in the material's roles."""
    side: Whole = field(default_factory=numbers)
    """The stakeholder with which it takes part; NO_SIDE where none is stated."""
    participation: Whole = field(default_factory=numbers)
    """The store's number of the participation."""


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Who stands in which structure, one entry per tie, in any order."""

    subject: Whole = field(default_factory=numbers)
    object: Whole = field(default_factory=numbers)
    kind: Whole = field(default_factory=numbers)
    """Place in the material's tie kinds."""
    tie: Whole = field(default_factory=numbers)
    """The store's number of the tie."""


@dataclass(frozen=True, slots=True, eq=False)
class Topics:
    """The topics of each cooperation: those of the c-th stand from starts[c] to starts[c + 1]; empty: none has any."""

    ids: Sequence[str] = ()
    """Ascending."""
    starts: Whole = field(default_factory=numbers)
    topic: Whole = field(default_factory=numbers)


def as_numbers(rows: Sequence[int]) -> Sequence[str]:
    """The row numbers themselves, where a store names nothing."""
    return [str(row) for row in rows]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """All that the networks of one view are made of; kept beside them, for it says which cooperations tie a pair."""

    stakeholders: Sequence[str] = ()
    """Ids, ascending: their order is the order of nodes, hence of everything that counts or lists them."""
    cooperations: Sequence[str] = ()
    """Ids, ascending, of those that the filter admits."""
    members: Members = field(default_factory=Members)
    roles: tuple[str, ...] = ()
    tying: frozenset[str] = frozenset(("party", "lead"))
    """Roles whose bearers are tied to one another in the `stated` projection."""
    admitted: Mask | None = None
    """Which stakeholders are nodes; None: all."""
    weights: Real | None = None
    """Of each cooperation, 1 where none is given; None: 1 each."""
    distances: Real | None = None
    """Of each cooperation, NaN where none is given; None: none is given."""
    topics: Topics = field(default_factory=Topics)
    ties: Ties = field(default_factory=Ties)
    tie_kinds: tuple[str, ...] = ()
    participation_ids: Naming = as_numbers
    tie_ids: Naming = as_numbers
