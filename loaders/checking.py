# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a load may be written: each statement by itself, then all together; and how many there are.

What every feed says of itself, a kind and a title, stands first in the minutes; it counts where the files give none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.model import Passage, Term, Text
from graph.stores.protocol import Store
from loaders.checks import Checks
from loaders.gathered import gathered
from loaders.loader import FEED, FeedSaid, Problem, Said, Severity, record_name
from loaders.minutes import Minutes
from loaders.repeated import TABLES
from loaders.report import Report
from loaders.stored import Stored, stored_in, stored_type

FEED_NAME = record_name("source", FEED)
_OWN = ("kind", "title")
"""What stands first, in this order; the feed is the first record."""


def opened() -> Minutes:
    """Minutes with room for what the feed says of itself."""
    minutes = Minutes()
    for name in _OWN:
        minutes.add(Said("source", FEED, name, passages=(Passage(f"record {FEED_NAME}"),)), live=False)
    return minutes


def checked(minutes: Minutes, store: Store, feed: FeedSaid, more: Sequence[Said]) -> tuple[Problem, ...]:
    """Marks what may not be written, and says why."""
    kinds, stored = store.kinds, stored_in(store)
    for one in more:
        minutes.add(one)
    wrong = Checks(kinds).all(minutes)
    minutes.note_wrong(wrong)
    if wrong:
        minutes.drop({minutes.names[problem.about] for problem in wrong})
    _introduce(minutes, feed)
    fine = bytes(minutes.live)
    found = gathered(minutes, kinds, stored)
    if any(problem.about == FEED_NAME and problem.severity is Severity.ERROR for problem in found):
        # What a feed says wrongly of itself must not cost everything that it says: only the defaults are left.
        wrong += (problem for problem in found if problem.about == FEED_NAME)
        minutes.live[:] = fine
        minutes.drop({0})
        _introduce(minutes, feed)
        found = gathered(minutes, kinds, stored)
    return (*wrong, *found, *_ids_as_keys(minutes, stored))


def _ids_as_keys(minutes: Minutes, stored: Stored) -> Iterator[Problem]:
    """Tables in which rows bear ids of the store: they look like edits of those records, but are told as new ones."""
    found: dict[tuple[str, str], list[int]] = {}
    first: list[int] = []
    for number, (type_name, key) in enumerate(zip(minutes.types, minutes.keys, strict=True)):
        if type(key) is str and key[1:2] == "-" and stored_type(stored, key) == type_name:
            first = first or minutes.first()
            file = minutes.place(first[number]).file if first[number] >= 0 else ""
            if file.lower().endswith(TABLES):
                found.setdefault((file, type_name), []).append(number)
    for (_, type_name), numbers in found.items():
        message = (
            f'{len(numbers):,} keys of {type_name}s are ids of the store, as "{minutes.keys[numbers[0]]}": '
            "these rows are no edits of those records, and new records where no rule finds them."
        )
        hint = "To correct what is there, edit an exported workbook (.xlsx) and load that."
        yield Problem(Severity.WARNING, "STORED_KEY", message, minutes.place(first[numbers[0]]), hint)


def _introduce(minutes: Minutes, feed: FeedSaid) -> None:
    """Lets count what every feed says of itself, where the files do not say it."""
    given = {minutes.forms[minutes.kept_as[one]].property for one in minutes.of(*_OWN) if not minutes.records[one]}
    values = (Term(feed.kind or "dataset"), Text(feed.title or feed.key))
    minutes.values[: len(_OWN)] = values
    minutes.live[: len(_OWN)] = bytes(name not in given for name in _OWN)


def counted(report: Report, minutes: Minutes, problems: tuple[Problem, ...]) -> Report:
    """The report with how much was read, and how much of it may be written."""
    errors = {problem.about for problem in problems if problem.about and problem.severity is Severity.ERROR}
    unread = sum(about not in minutes.names or about == FEED_NAME for about in errors)
    read, used = len(minutes.types) - 1 + unread, sum(first >= 0 for first in minutes.first()[1:])
    merged = sum(one.rows for one in problems)
    read, used = read + merged, used + merged
    statements = minutes.live.count(1)
    return replace(report, read=read, used=used, skipped=read - used, statements=statements, problems=problems)
