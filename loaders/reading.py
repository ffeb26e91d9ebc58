# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From paths to statements: which files, which loader for each, and what they say, with every failure as a problem."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Protocol, runtime_checkable

from loaders.loader import Edit, FeedSaid, Loader, Place, Problem, Said, Severity, Yielded
from loaders.minutes import Minutes

STEP = 5000
"""Statements after which the reader tells how many there are."""
HEAD = 4096
"""How much of a file a loader sees to recognise it, in bytes."""


@dataclass(frozen=True, slots=True)
class File:
    """What one file said; an unreadable one says nothing."""

    path: Path
    loader: str = ""
    """Name and version of the loader that read it; "" where none did."""
    feeds: tuple[FeedSaid, ...] = ()
    said: int = 0
    """How many statements."""
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = ()
    together: tuple[Path, ...] = ()
    """All files that were read as this one."""


def files_of(paths: Iterable[Path], loaders: Sequence[Loader]) -> list[Path]:
    """The files meant; of a folder those whose names end as a loader's files do, by name, hidden ones left out."""
    endings = {ending for loader in loaders for ending in loader.formats}
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.iterdir()) if one.is_file() and one.suffix.lower() in endings)
            found += [one for one in inside if not one.name.startswith(".")]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def chosen(path: Path, loaders: Sequence[Loader]) -> Loader | Problem:
    """The first loader that recognises the file."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        return _unreadable(path, error)
    fitting = [one for one in loaders if one.recognises(path, head)]
    if fitting:
        return fitting[0]
    hint = f"Check its first lines, or choose a loader: {', '.join(loader.name for loader in loaders)}."
    return Problem(Severity.ERROR, "UNKNOWN_FORMAT", "No loader knows this file.", Place(path.name), hint)


def companions_of(loader: Loader | Problem, path: Path) -> tuple[Path, ...]:
    """The files that a loader reads together with this one, itself first."""
    return loader.companions(path) if isinstance(loader, Accompanied) else (path,)


@runtime_checkable
class Accompanied(Protocol):
    """A loader that reads several files as one: the nodes and the edges of a graph."""

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files that are read together with this one, itself first."""
        ...


def named_by(paths: Sequence[Path], files: Sequence[File]) -> str:
    """What a feed is called after: the folder or file asked for; of several files read as one what they share."""
    first = paths[0].resolve()
    together = next((file.together for file in files if file.path.resolve() == first), ())
    if len(together) < 2:
        return first.stem
    letters = takewhile(lambda each: len(set(each)) == 1, zip(*(path.stem for path in together), strict=False))
    return "".join(each[0] for each in letters).rstrip(".-_ ") or first.parent.name


def read_with(loader: Loader, path: Path, minutes: Minutes, tick: Callable[[int], None]) -> File:
    """Everything that the loader finds in the file; nothing but a problem if the loader breaks on it.

    Args:
        minutes: where the statements are taken down.
        tick: is told now and then how many statements there are; what it raises ends the reading.
    """
    others: list[Edit | FeedSaid | Problem] = []
    before, count = len(minutes), 0
    for one in _guarded(loader, path):
        if type(one) is Said:
            minutes.add(one)
            count += 1
            if not count % STEP:
                tick(count)
        elif isinstance(one, Broken):
            minutes.cut(before)
            return File(path, problems=(one.problem,))
        elif not isinstance(one, Said):
            others.append(one)
    minutes.note_wrong(one for one in others if isinstance(one, Problem))
    return File(
        path,
        f"{loader.name} {loader.version}",
        tuple(one for one in others if isinstance(one, FeedSaid)),
        count,
        tuple(one for one in others if isinstance(one, Edit)),
        tuple(one for one in others if isinstance(one, Problem)),
        companions_of(loader, path),
    )


@dataclass(frozen=True, slots=True)
class Broken:
    """A loader raised: whatever it said before, nothing of the file is used."""

    problem: Problem


def _guarded(loader: Loader, path: Path) -> Iterator[Yielded | Broken]:
    """What the loader yields; what it raises as a last value, since one file must not stop the others."""
    try:
        yield from loader.read(path)
    except Exception as error:
        yield Broken(failed_with(error, loader, path))


def failed_with(error: Exception, loader: Loader, path: Path) -> Problem:
    """A file on which a loader broke: most often a fault of the loader, told as a problem of the file."""
    if isinstance(error, OSError):
        return _unreadable(path, error)
    message = f"The loader {loader.name} failed: {type(error).__name__}."
    hint = "Nothing of this file was written. Please report it."
    return Problem(Severity.ERROR, "LOADER_FAILED", message, Place(path.name), hint)


def _unreadable(path: Path, error: OSError) -> Problem:
    message = f"Cannot be read: {error.strerror or type(error).__name__}."
    return Problem(Severity.ERROR, "UNREADABLE", message, Place(path.name), "Check the path and its rights.")
