# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load from files to a revision: read, check, resolve, compare, commit, report.

All files of one load are one feed and one change: what it no longer says leaves, and either everything that may be
written is in the store or nothing. What is wrong in a file is a problem in the report, never an error raised.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from graph.changes import Diff, difference, revision_difference
from graph.editing.saying import Plan
from graph.editing.voice import Overtaken
from graph.errors import Shrinks, StoreLocked
from graph.model import Audience, Claim, Revision
from graph.quiet import quiet_memory
from graph.stores.protocol import Change, NewRecord, Outcome, Store
from loaders.checking import checked, counted, opened
from loaders.edited import Edited
from loaders.entries import Entries
from loaders.known import known_loaders, named
from loaders.loader import Edit, FeedSaid, Loader, Problem, Severity
from loaders.mapping.reading import read_mapping_bytes
from loaders.minutes import Minutes
from loaders.options import DEFAULTS, Options
from loaders.reading import File, chosen, companions_of, files_of, named_by, read_with
from loaders.remembered import remembering
from loaders.report import Report

Entry = NewRecord | Claim
ATTEMPTS = 40
"""Plans of one load, each overtaken by somebody else's writing, before it is given up."""
MOST_LEAVING = 0.2
"""The share of a feed's claims that a new version may lack, unless it is asked to shrink."""
MANY = 100_000
"""Statements of a large file."""
STEP = 1000
"""Entries after which the progress is told."""


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    options: Options = DEFAULTS,
    loader: Loader | None = None,
    progress: Callable[[float], None] | None = None,
) -> Report:
    """Reads files as one feed and writes what they say as one revision; a folder stands for the files in it.

    Args:
        loader: reads every file; without it each file is read by the loader that recognises it.
        progress: is told how far the load is, from 0 to 1; what it raises ends the load, and nothing is written.

    Returns:
        What was read and written, with every problem. Loading the same again makes no revision. Of a dry run, what
        would be written.

    Raises:
        StoreError: the store cannot be read or written.
        Conflict: what the load touches has changed since the revision expected.
        BadInput: there is no loader of the name asked for.
    """
    with quiet_memory():
        return _read_and_written(store, paths, options, loader, progress or _nobody)


def _read_and_written(
    store: Store, paths: Sequence[Path], options: Options, loader: Loader | None, tell: Callable[[float], None]
) -> Report:
    mapping = read_mapping_bytes(options.mapping.encode(), "mapping", store.kinds) if options.mapping else None
    if isinstance(mapping, list):
        return Report("", problems=tuple(mapping))
    loaders = known_loaders(store.kinds, mapping)
    minutes = opened()
    files = _read(paths, minutes, loaders, loader or named(options.loader, loaders), tell=tell)
    key, problems = _feed_of(files, paths, options)
    if not key:
        return Report("", files=len(files), problems=tuple(problems))
    (feed,) = store.origins("", [key])
    feeds = [one for file in files for one in file.feeds]
    told_of_feed = _as_it_was_called(replace(next(iter(feeds), FeedSaid(key)), key=key), store, feed)
    problems += checked(minutes, store, told_of_feed, remembering(options, store, feed))
    report = counted(Report(key, feed, not feed, len(files)), minutes, _in_order(problems, files))
    tell(0.6)
    edits = tuple(edit for file in files for edit in file.edits)
    if (options.strict and report.errors) or not (edits or any(file.said for file in files)):
        return report
    author = options.author or f"loader {', '.join(sorted({file.loader for file in files if file.loader}))}"
    has_rows, is_addition = any(file.said for file in files), any(one.is_addition for one in feeds)
    order = Order(author, has_rows, is_addition, edits)
    report = _loaded(store, minutes, report, options, (order, tell))
    tell(1.0)
    return report


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, beside the statements."""

    author: str
    has_rows: bool
    is_addition: bool
    """Whether the files say only what is new: what they do not speak of stays."""
    edits: tuple[Edit, ...]


def _loaded(
    store: Store, minutes: Minutes, report: Report, options: Options, by: tuple[Order, Callable[[float], None]]
) -> Report:
    """The report with what statements and edits came to: one change, planned anew if somebody else wrote meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            return _planned(store, minutes, report, options, by)
        except Overtaken:
            continue
    raise StoreLocked("Others keep writing.", "Try again later.")


def _planned(
    store: Store, minutes: Minutes, report: Report, options: Options, by: tuple[Order, Callable[[float], None]]
) -> Report:
    (order, tell), key, feed = by, report.feed, report.feed_id
    entries = Entries(minutes, store, (key, feed))
    edited = Edited(store, store.view(Audience.INTERNAL), entries.feed, author=order.author)
    plan = edited.plan(order.edits, entries.record_of) if order.edits else Plan()
    report = replace(report, problems=(*report.problems, *edited.problems))
    if (options.strict and report.errors) or not (plan.change or order.has_rows):
        return report
    told = _telling(entries.all(order.author, is_last=not order.edits), entries.count + report.statements, tell)
    most = 1.0 if options.shrink or order.is_addition else MOST_LEAVING
    is_partial = order.is_addition or bool(report.errors)
    change = Change(order.author, f"loaded {key}", told, feed=entries.feed, is_partial=is_partial, most_leaving=most)
    if plan.change:
        extra = plan.change
        change = replace(
            change,
            entries=chain(told, extra.entries),
            leave=extra.leave,
            retract=extra.retract,
            release=extra.release,
        )
    return _told_of(store, change, entries, report, options=options)


def _new(outcome: Outcome, options: Options) -> tuple[Revision, ...]:
    """The revision that was written, if one was."""
    return () if options.dry_run or outcome.revision is None else (outcome.revision,)


def _nobody(_: float) -> None:
    """Nobody listens."""


# ------------------------------------------------------------------ read


def _read(
    paths: Sequence[Path],
    minutes: Minutes,
    loaders: Sequence[Loader],
    given: Loader | None,
    *,
    tell: Callable[[float], None],
) -> list[File]:
    found: list[File] = []
    meant = files_of(paths, (given,) if given else loaders)
    others: set[Path] = set()
    for path in meant:
        if path in others:
            continue  # read already, with the file that it belongs to
        one = given or chosen(path, loaders)
        others.update(companions_of(one, path))
        done = len(found)

        def tick(count: int, done: int = done) -> None:
            # How long a file is, is not known before its end: the share only grows towards that of the whole file.
            tell(0.5 * (done + count / (count + MANY)) / len(meant))

        found.append(File(path, problems=(one,)) if isinstance(one, Problem) else read_with(one, path, minutes, tick))
        tell(0.5 * len(found) / len(meant))
    return found


def _feed_of(files: Sequence[File], paths: Sequence[Path], options: Options) -> tuple[str, list[Problem]]:
    """The key that the files say, else the one asked for, else the name of what is loaded; "" where files disagree."""
    problems = [problem for file in files for problem in file.problems]
    said: dict[str, FeedSaid] = {}
    for one in (one for file in files for one in file.feeds):
        if one.key:
            said.setdefault(one.key, one)
    if len(said) > 1:
        last = list(said.values())[-1]
        message = f"The files belong to different feeds: {', '.join(said)}."
        hint = "Load each feed by itself."
        return "", [*problems, Problem(Severity.ERROR, "TWO_FEEDS", message, last.place, hint)]
    if not files:
        nothing = Problem(Severity.ERROR, "NO_FILES", "There is no file to load.", hint="Name files or a folder.")
        return "", [*problems, nothing]
    return next(iter(said), "") or options.feed or named_by(paths, files), problems


def _as_it_was_called(feed: FeedSaid, store: Store, source: str) -> FeedSaid:
    """The feed, titled as the store has it: another name of its file says nothing new."""
    (record,) = store.view(Audience.INTERNAL).records([source]) if source and feed.title else (None,)
    titles = record.texts("title") if record else ()
    return replace(feed, title=titles[0].text) if titles else feed


def _in_order(problems: Iterable[Problem], files: Sequence[File]) -> tuple[Problem, ...]:
    order = {file.path.name: number for number, file in enumerate(files)}
    return tuple(sorted(problems, key=lambda one: (order.get(one.place.file, -1), one.place.line, one.place.column)))


# ------------------------------------------------------------------ commit


def _telling(entries: Iterable[Entry], count: int, tell: Callable[[float], None]) -> Iterator[Entry]:
    """The entries, telling now and then how far the store has taken them."""
    told, source = 0, iter(entries)
    for first in source:
        if told:
            tell(0.6 + 0.3 * min(1.0, told / count))
        yield first
        yield from islice(source, STEP - 1)
        told += STEP


def _told_of(store: Store, change: Change, entries: Entries, report: Report, *, options: Options) -> Report:
    """The report of a change that is written, or tried where nothing is to be written."""
    try:
        outcome, diff = _tried(store, change, options) if options.dry_run else _written(store, change, options)
    except Shrinks as error:
        hint = "Is the file whole? If it is, load it with --shrink."
        problem = Problem(Severity.ERROR, "FEED_SHRINKS", error.message, hint=hint)
        return replace(report, problems=(*report.problems, problem))
    return replace(
        report,
        feed_id=report.feed_id if options.dry_run else outcome.ids.get(entries.feed, entries.feed),
        records=entries.count,
        entered=outcome.entered,
        left=outcome.left,
        unchanged=outcome.unchanged,
        held_back=outcome.held_back,
        decisions=entries.decided(outcome.ids),
        revisions=_new(outcome, options),
        diff=diff,
    )


def _tried(store: Store, change: Change, options: Options) -> tuple[Outcome, Diff]:
    before = store.view(Audience.INTERNAL)
    with store.rehearse(change, expected_revision=options.expected) as (outcome, after):
        return outcome, difference(before, after, outcome.touched, moved=(outcome.entered, outcome.left))


def _written(store: Store, change: Change, options: Options) -> tuple[Outcome, Diff]:
    outcome = store.commit(change, expected_revision=options.expected)
    return outcome, revision_difference(store, outcome)
