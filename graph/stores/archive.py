# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole store as values, whatever its engine: what `Store.archive` tells and `Store.fill` takes in.

Lines come in this order: records as they were made, what feeds call them, who was read as whom, what was held back,
claims in order of entry, revisions. A store filled with them answers as the one that told them, earlier revisions
included; the archive of it is equal, line by line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from graph.model import Audience, Claim, Key


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record that was ever made; of an erased one only its id and type are left."""

    id: str
    type: str
    key: Key = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class OriginLine:
    """What a feed calls a record; a feed's own key stands under feed ""."""

    feed: str
    key: str
    record: str


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A record that was read as another from one revision on, until another one."""

    record: str
    survivor: str
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class HeldLine:
    """The key of a claim that no feed may bring, from one revision on, until another one."""

    key: int
    since: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What an audience saw of a revision."""

    entered: int
    left: int
    changed: int
    total: int
    """The sum of the digests of all claims seen."""


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A revision; `reached` are the records whose reading it may have changed."""

    number: int
    at: datetime
    message: str
    author: str
    counts: Mapping[Audience, Counts]
    reached: tuple[str, ...]


Line = RecordLine | OriginLine | MergeLine | HeldLine | Claim | RevisionLine
