# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The book of revisions: what each audience saw enter and leave, and the hash of what it sees since.

The hash is a sum over the claims seen, so that it depends on what they are and not on the order in which they came,
and so that a large store can keep it up to date from what a commit touches.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b

from graph.errors import UnknownRevision
from graph.ids import tombstone
from graph.model import Audience, Claim, Revision
from graph.stores.entering import claim_digest
from graph.stores.sight import public_author

__all__ = ["Tally", "added", "public_author", "revision_of", "tally_at"]

MODULUS = 1 << 120
ERASED = "erased: "
"""How the message of a revision begins that erased something."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One revision as one audience sees it."""

    number: int
    at: datetime
    message: str
    author: str
    entered: int
    left: int
    total: int
    """The sum of the digests of all claims seen."""
    changed: int = 0
    """How many claims read otherwise than before: those whose record was merged into another."""

    @classmethod
    def empty(cls) -> "Tally":
        """Before the first revision."""
        return cls(0, datetime(1970, 1, 1, tzinfo=UTC), "", "", 0, 0, 0)

    @property
    def is_news(self) -> bool:
        """Whether anything changed for the audience."""
        return bool(self.entered or self.left or self.changed)

    def told(self) -> "Tally":
        """The tally as staff is told of it: to them every revision is news."""
        return self if self.is_news else replace(self, changed=1)

    def next(
        self,
        number: int,
        at: datetime,
        change: tuple[str, str],
        before: Mapping[str, Claim],
        after: Mapping[str, Claim],
    ) -> "Tally":
        """The tally of the next revision, from the claims seen before and after; `change` is message and author.

        Each claim stands there as one about the record that it is read under, so that a merge shows.
        """
        entered, left = after.keys() - before.keys(), before.keys() - after.keys()
        total = self.total + added(after[name] for name in entered) - added(before[name] for name in left)
        changed = sum(before[name] != after[name] for name in before.keys() & after.keys())
        return Tally(number, at, *change, len(entered), len(left), total % MODULUS, changed)


def tally_at(book: Sequence[Tally], number: int | None) -> Tally:
    """The last tally that is news up to a revision; revisions that changed nothing for the audience are none of its.

    Raises:
        UnknownRevision: later than the last one that is news, or negative.
    """
    news = [tally for tally in book if tally.is_news]
    newest = news[-1] if news else Tally.empty()
    if number is None:
        return newest
    if not 0 <= number <= newest.number:
        raise UnknownRevision(number, newest.number)
    return next((tally for tally in reversed(news) if tally.number <= number), Tally.empty())


def added(claims: Iterable[Claim]) -> int:
    """What these claims add to a total."""
    return sum(map(claim_digest, claims)) % MODULUS


def buried(message: str, names: Iterable[str]) -> str:
    """A message in which these ids, erased now, stand as what is left of them.

    Example:
        >>> buried("edited s-elbtal-2", ["s-elbtal"])
        'edited s-elbtal-2'
    """
    for name in names:
        message = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", tombstone(name), message)
    return message


def revision_of(tally: Tally, audience: Audience) -> Revision:
    """The revision that an audience is shown: the public sees no message, and of authors only whether a person."""
    mark = blake2b(f"{tally.total:x}".encode(), digest_size=8).hexdigest()
    if audience is Audience.INTERNAL:
        return Revision(tally.number, mark, tally.at, tally.message, tally.author, tally.entered, tally.left)
    author = public_author(tally.author)
    return Revision(tally.number, mark, tally.at, "", author, tally.entered, tally.left)
