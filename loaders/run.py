# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load from files to a revision: read, check, resolve, compare, commit, report.

All files of one load are one feed and one change: what it no longer says leaves, and either everything that may be
written is in the store or nothing. What is wrong in a file is a problem in the report, never an error raised.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.changes import Diff, difference, revision_difference
from graph.errors import Shrinks
from graph.model import Audience, Claim, Passage, Ref, Revision, Term, Text
from graph.stores.protocol import Change, NewRecord, Outcome, Store
from loaders.checks import Checks
from loaders.edited import Book, Order
from loaders.edited import saved as saved_edits
from loaders.entries import FEED_NAME, Entries
from loaders.gathered import KEYED, Gathered, gathered
from loaders.known import known_loaders, named
from loaders.loader import FEED, Edit, FeedSaid, Loader, Problem, Said, Severity
from loaders.mapping.reading import read_mapping_bytes
from loaders.options import DEFAULTS, Options
from loaders.reading import File, chosen, companions_of, files_of, named_by, read_with
from loaders.remembered import remembering
from loaders.report import Report
from loaders.stored import stored_in

Entry = NewRecord | Claim


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
    tell = progress or _nobody
    mapping = read_mapping_bytes(options.mapping.encode(), "mapping", store.kinds) if options.mapping else None
    if isinstance(mapping, list):
        return Report("", problems=tuple(mapping))
    loaders = known_loaders(store.kinds, mapping)
    files = _read(paths, loaders, loader or named(options.loader, loaders), tell=tell)
    key, problems = _feed_of(files, paths, options)
    if not key:
        return Report("", files=len(files), problems=tuple(problems))
    (feed,) = store.origins("", [key])
    told_of_feed = next((one for file in files for one in file.feeds), FeedSaid(key))
    found = _checked(files, store, told_of_feed, remembering(options, store, feed))
    found = replace(found, problems=_in_order((*problems, *found.problems), files))
    report = _counted(Report(key, feed, not feed, len(files)), files, found)
    tell(0.6)
    edits = tuple(edit for file in files for edit in file.edits)
    if (options.strict and report.errors) or not (edits or any(file.said for file in files)):
        return report
    author = options.author or f"loader {', '.join(sorted({file.loader for file in files if file.loader}))}"
    if any(file.said for file in files):
        report = _loaded(store, found, report, options, (author, tell))
    if edits:
        report = _edited(store, edits, report, options, (author, files[0].path.name))
    tell(1.0)
    return report


def _loaded(
    store: Store, found: Gathered, report: Report, options: Options, by: tuple[str, Callable[[float], None]]
) -> Report:
    """The report with what the statements of the files came to."""
    (author, tell), key, feed = by, report.feed, report.feed_id
    entries = Entries(found.said, store, (key, feed))
    told = _telling(entries.all(author), len(found.said), tell)
    most = 1.0 if options.shrink else MOST_LEAVING
    change = Change(author, f"loaded {key}", told, feed=entries.feed, is_partial=bool(report.errors), most_leaving=most)
    return _told_of(store, change, entries, report, options=options)


def _edited(store: Store, edits: Sequence[Edit], report: Report, options: Options, by: tuple[str, str]) -> Report:
    """The report with what a person's edits in an exported workbook came to: a revision of their own."""
    (feed,) = store.origins("", [report.feed])
    author, title = by
    order = Order(author, options.dry_run, None if report.revision else options.expected)
    names = [f"{type_name}/{edit.after.record}" for edit in edits if isinstance(edit.after, Ref) for type_name in KEYED]
    ids = {name.partition("/")[2]: one for name, one in zip(names, store.origins(feed, names), strict=True) if one}
    saved, problems = saved_edits(store, Book(report.feed, title, feed), edits, order, ids=ids)
    outcome = saved.outcome
    if outcome is None:
        return replace(report, problems=(*report.problems, *problems))
    diff = saved.diff if options.dry_run else revision_difference(store, outcome)
    return replace(
        report,
        entered=report.entered + outcome.entered,
        left=report.left + outcome.left,
        feed_id=report.feed_id or store.origins("", [report.feed])[0],
        revisions=(*report.revisions, *_new(outcome, options)),
        diff=report.diff.plus(diff),
        problems=(*report.problems, *problems),
    )


def _new(outcome: Outcome, options: Options) -> tuple[Revision, ...]:
    """The revision that was written, if one was."""
    return () if options.dry_run or outcome.revision is None else (outcome.revision,)


def _nobody(_: float) -> None:
    """Nobody listens."""


# ------------------------------------------------------------------ read


def _read(
    paths: Sequence[Path], loaders: Sequence[Loader], given: Loader | None, *, tell: Callable[[float], None]
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

        found.append(File(path, problems=(one,)) if isinstance(one, Problem) else read_with(one, path, tick))
        tell(0.5 * len(found) / len(meant))
    return found


def _feed_of(files: Sequence[File], paths: Sequence[Path], options: Options) -> tuple[str, list[Problem]]:
    """The key that the files say, else the one asked for, else the name of what is loaded; "" where files disagree."""
    problems = [problem for file in files for problem in file.problems]
    said: dict[str, FeedSaid] = {}
    for one in (one for file in files for one in file.feeds):
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


# ------------------------------------------------------------------ check


def _checked(files: Sequence[File], store: Store, feed: FeedSaid, more: Sequence[Said]) -> Gathered:
    """What may be written: each statement by itself, then all together."""
    kinds, stored = store.kinds, stored_in(store)
    checks = Checks(kinds)
    said = [*(one for file in files for one in file.said), *more]
    wrong = tuple(problem for one in said for problem in checks.problems(one))
    costs = {problem.about for problem in wrong}
    said = [one for one in said if one.about not in costs]
    found = gathered([*_of_feed(feed, said), *said], kinds, stored)
    if any(problem.about == FEED_NAME and problem.severity is Severity.ERROR for problem in found.problems):
        # What a feed says wrongly of itself must not cost everything that it says: only the defaults are left.
        first = tuple(problem for problem in found.problems if problem.about == FEED_NAME)
        said = [one for one in said if one.about != FEED_NAME]
        found = gathered([*_of_feed(feed, said), *said], kinds, stored)
        wrong = (*wrong, *first)
    return Gathered(found.said, (*wrong, *found.problems))


def _in_order(problems: Iterable[Problem], files: Sequence[File]) -> tuple[Problem, ...]:
    order = {file.path.name: number for number, file in enumerate(files)}
    return tuple(sorted(problems, key=lambda one: (order.get(one.place.file, -1), one.place.line, one.place.column)))


def _of_feed(feed: FeedSaid, said: Sequence[Said]) -> Iterator[Said]:
    """What every feed says of itself: a kind and a title, where the files give none."""
    given = {one.property for one in said if one.about == FEED_NAME}
    passages = (Passage(f"record {FEED_NAME}"),)
    if "kind" not in given:
        yield Said("source", FEED, "kind", Term(feed.kind or "dataset"), passages=passages)
    if "title" not in given:
        yield Said("source", FEED, "title", Text(feed.title or feed.key), passages=passages)


def _counted(report: Report, files: Sequence[File], found: Gathered) -> Report:
    rows = {one.about for file in files for one in file.said if one.about != FEED_NAME}
    rows |= {problem.about for problem in found.problems if problem.about and problem.severity is Severity.ERROR}
    used = {one.about for one in found.said if one.about != FEED_NAME}
    return replace(
        report,
        read=len(rows),
        used=len(used),
        skipped=len(rows - used),
        statements=len(found.said),
        problems=found.problems,
    )


# ------------------------------------------------------------------ commit


def _telling(entries: Iterable[Entry], count: int, tell: Callable[[float], None]) -> Iterator[Entry]:
    """The entries, telling now and then how far the store has taken them."""
    for number, entry in enumerate(entries, 1):
        if not number % STEP:
            tell(0.6 + 0.3 * min(1.0, number / count))
        yield entry


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
