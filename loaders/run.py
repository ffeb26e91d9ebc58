# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A load from files to a revision: read, check, resolve, commit, report.

All files of one load are one feed and one change: what it no longer says leaves, and either everything that may be
written is in the store or nothing. What is wrong in a file is a problem in the report, never an error raised.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import Shrinks
from graph.kinds import Kinds
from graph.model import Claim, Passage, Term, Text
from graph.stores.protocol import Change, NewRecord, Store
from loaders.checks import Checks
from loaders.documents import Documents
from loaders.entries import FEED_NAME, Entries
from loaders.gathered import Gathered, gathered
from loaders.loader import FEED, FeedSaid, Loader, Problem, Said, Severity
from loaders.reading import File, chosen, failed_with, files_of, read_with
from loaders.report import Report

Entry = NewRecord | Claim


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a load."""

    feed: str = ""
    """The feed's key, where the files say none."""
    author: str = ""
    """Who loads; "": the loader."""
    dry_run: bool = False
    """Read, check and report, but write nothing."""
    strict: bool = False
    """Write nothing if there is any error."""
    shrink: bool = False
    """Write also what lacks more than a fifth of the claims that the feed has."""


DEFAULTS = Options()
MOST_LEAVING = 0.2
"""The share of a feed's claims that a new version may lack, unless it is asked to shrink."""
STEP = 1000
"""Entries after which the progress is told."""


def known_loaders(kinds: Kinds) -> tuple[Loader, ...]:
    """All loaders, in the order in which they are asked whether they recognise a file."""
    return (Documents(kinds),)


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
        progress: is told how far the load is, from 0 to 1.

    Returns:
        What was read and written, with every problem. Loading the same again makes no revision.

    Raises:
        StoreError: the store cannot be read or written.
    """
    tell = progress or _nobody
    files = _read(paths, known_loaders(store.kinds), loader, tell=tell)
    key, problems = _feed_of(files, paths, options)
    if not key:
        return Report("", files=len(files), problems=tuple(problems))
    (feed,) = store.origins("", [key])
    found = _checked(files, store.kinds, key)
    found = replace(found, problems=_in_order((*problems, *found.problems), files))
    report = _counted(Report(key, feed, not feed, len(files)), files, found)
    tell(0.6)
    if options.dry_run or (options.strict and report.errors) or not any(file.said for file in files):
        return report
    entries = Entries(found.said, store, (key, feed))
    author = options.author or f"loader {', '.join(sorted({file.loader for file in files if file.loader}))}"
    told = _telling(entries.all(author), len(found.said), tell)
    most = 1.0 if options.shrink else MOST_LEAVING
    change = Change(author, f"loaded {key}", told, feed=entries.feed, is_partial=bool(report.errors), most_leaving=most)
    report = _written(store, change, entries, report)
    tell(1.0)
    return report


def _nobody(_: float) -> None:
    """Nobody listens."""


# ------------------------------------------------------------------ read


def _read(
    paths: Sequence[Path], loaders: Sequence[Loader], given: Loader | None, *, tell: Callable[[float], None]
) -> list[File]:
    found: list[File] = []
    meant = files_of(paths, (given,) if given else loaders)
    for path in meant:
        found.append(_read_one(path, given or chosen(path, loaders)))
        tell(0.5 * len(found) / len(meant))
    return found


def _read_one(path: Path, loader: Loader | Problem) -> File:
    """What one file says; one that breaks a loader must not stop the others."""
    if isinstance(loader, Problem):
        return File(path, problems=(loader,))
    try:
        return read_with(loader, path)
    except Exception as error:
        return File(path, problems=(failed_with(error, loader, path),))


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
    return next(iter(said), "") or options.feed or paths[0].resolve().stem, problems


# ------------------------------------------------------------------ check


def _checked(files: Sequence[File], kinds: Kinds, key: str) -> Gathered:
    """What may be written: each statement by itself, then all together."""
    checks = Checks(kinds)
    said = [one for file in files for one in file.said]
    wrong = tuple(problem for one in said for problem in checks.problems(one))
    costs = {problem.about for problem in wrong}
    said = [one for one in said if one.about not in costs]
    found = gathered([*_of_feed(key, said), *said], kinds)
    if any(problem.about == FEED_NAME and problem.severity is Severity.ERROR for problem in found.problems):
        # What a feed says wrongly of itself must not cost everything that it says: only the defaults are left.
        first = tuple(problem for problem in found.problems if problem.about == FEED_NAME)
        said = [one for one in said if one.about != FEED_NAME]
        found = gathered([*_of_feed(key, said), *said], kinds)
        wrong = (*wrong, *first)
    return Gathered(found.said, (*wrong, *found.problems))


def _in_order(problems: Iterable[Problem], files: Sequence[File]) -> tuple[Problem, ...]:
    order = {file.path.name: number for number, file in enumerate(files)}
    return tuple(sorted(problems, key=lambda one: (order.get(one.place.file, -1), one.place.line, one.place.column)))


def _of_feed(key: str, said: Sequence[Said]) -> Iterator[Said]:
    """What every feed says of itself: a kind and a title, where the files give none."""
    given = {one.property for one in said if one.about == FEED_NAME}
    passages = (Passage(f"record {FEED_NAME}"),)
    if "kind" not in given:
        yield Said("source", FEED, "kind", Term("dataset"), passages=passages)
    if "title" not in given:
        yield Said("source", FEED, "title", Text(key), passages=passages)


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


def _written(store: Store, change: Change, entries: Entries, report: Report) -> Report:
    try:
        outcome = store.commit(change)
    except Shrinks as error:
        hint = "Is the file whole? If it is, load it with --shrink."
        problem = Problem(Severity.ERROR, "FEED_SHRINKS", error.message, hint=hint)
        return replace(report, problems=(*report.problems, problem))
    return replace(
        report,
        feed_id=outcome.ids.get(entries.feed, entries.feed),
        records=entries.count,
        entered=outcome.entered,
        left=outcome.left,
        unchanged=outcome.unchanged,
        held_back=outcome.held_back,
        revision=outcome.revision,
    )
