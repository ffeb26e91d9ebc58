# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From paths to statements: which files, which loader for each, and what they say, with every failure as a problem."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.loader import FeedSaid, Loader, Place, Problem, Said, Severity

HEAD = 4096
"""How much of a file a loader sees to recognise it, in bytes."""


@dataclass(frozen=True, slots=True)
class File:
    """What one file said; an unreadable one says nothing."""

    path: Path
    loader: str = ""
    """Name and version of the loader that read it; "" where none did."""
    feeds: tuple[FeedSaid, ...] = ()
    said: tuple[Said, ...] = ()
    problems: tuple[Problem, ...] = ()


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


def read_file(path: Path, loaders: Sequence[Loader], guard: Callable[[Loader, Path], File]) -> File:
    """What the file says, read by the first loader that recognises it, or by the only one that is given."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        return _failed(path, "UNREADABLE", f"Cannot be read: {error.strerror}.", "Check the path and its rights.")
    fitting = loaders if len(loaders) == 1 else [one for one in loaders if one.recognises(path, head)]
    if not fitting:
        names = ", ".join(loader.name for loader in loaders)
        return _failed(path, "UNKNOWN_FORMAT", "No loader knows this file.", f"Loaders: {names}.")
    return guard(fitting[0], path)


def read_with(loader: Loader, path: Path) -> File:
    """Everything that the loader finds in the file."""
    yielded = list(loader.read(path))
    return File(
        path,
        f"{loader.name} {loader.version}",
        tuple(one for one in yielded if isinstance(one, FeedSaid)),
        tuple(one for one in yielded if isinstance(one, Said)),
        tuple(one for one in yielded if isinstance(one, Problem)),
    )


def failed_with(error: Exception, loader: Loader, path: Path) -> File:
    """A file on which a loader broke: a fault of the loader, told as a problem of the file."""
    message = f"The loader {loader.name} failed: {type(error).__name__}."
    return _failed(path, "LOADER_FAILED", message, "Nothing of this file was written. Please report this file.")


def _failed(path: Path, code: str, message: str, hint: str) -> File:
    return File(path, problems=(Problem(Severity.ERROR, code, message, Place(path.name), hint),))
