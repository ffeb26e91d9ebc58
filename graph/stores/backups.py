# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups: one file that holds one whole revision of the graph and the state beside it, with sums to check them.

A backup appears under its name only when it is whole. A restore writes nothing until everything has been checked,
and never over a store that is there; a state file that is there stays, so that tokens revoked since stay revoked.
"""

import json
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import BadInput, StoreCorrupt, StoreError, StoreTooNew, StoreUnavailable
from graph.model import Audience
from graph.stores.protocol import Store

FORMAT = 1
_MANIFEST, _GRAPH, _STATE = "manifest.json", "graph.db", "state.db"
_MOST_MANIFEST = 100_000
_COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What the engine may have left beside a store file."""


def write_backup(store: Store, state: Path, out: Path, *, tell: Callable[[float], None]) -> None:
    """Writes the backup, which only its owner may read.

    Raises:
        BadInput: there is such a file already.
        StoreUnavailable: the file cannot be written.
    """
    if out.exists():
        raise BadInput(f"{out} is there already.", "Choose another name: a backup is never overwritten.")
    with _writable(out), TemporaryDirectory(dir=out.parent) as folder:
        parts = [Path(folder) / _GRAPH]
        store.backup(parts[0], tell)
        if state.exists():
            parts.append(Path(folder) / _STATE)
            _copy_state(state, parts[1])
        manifest = Path(folder) / _MANIFEST
        manifest.write_text(json.dumps(_manifest(parts)), encoding="utf-8")
        whole = Path(folder) / "whole"
        _pack(whole, (manifest, *parts))
        _put(whole, out)


@contextmanager
def _writable(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "See that the folder exists, can be written and has room."
        raise StoreUnavailable(f"{place} cannot be written: {error.strerror}.", hint) from None


def _copy_state(state: Path, target: Path) -> None:
    uri = f"{state.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise StoreUnavailable(f"The state file {state} cannot be read: {error}.", "See that it is ours.") from None


def _manifest(parts: list[Path]) -> dict[str, object]:
    return {"format": FORMAT, "sums": {part.name: _sum(part) for part in parts}}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _pack(whole: Path, parts: tuple[Path, ...]) -> None:
    whole.touch(mode=0o600)
    with whole.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            for part in parts:
                archive.add(part, part.name)
        file.flush()
        os.fsync(file.fileno())


def _put(file: Path, place: Path) -> None:
    """Gives a whole file its name, for good: the folder is on the disk as well when this returns."""
    file.replace(place)
    folder = os.open(place.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


# ------------------------------------------------------------------ back again


def restore_backup(backup: Path, graph: Path, state: Path, open_graph: Callable[[Path], Store], *, verify: bool) -> int:
    """The revision of a backup, which is put in the place of a store that is not there, or only checked.

    Raises:
        BadInput: there is no such backup, or there is a store already.
        StoreCorrupt: the backup is damaged or none of ours.
        StoreTooNew: a newer version made it.
        StoreUnavailable: the place cannot be written.
    """
    if not backup.is_file():
        raise BadInput(f"There is no backup {backup}.", "Name a file that backup wrote.")
    if verify:
        return _restored(backup, None, lambda parts: None, open_graph=open_graph)
    there = [found for end in _COMPANIONS if (found := graph.with_name(graph.name + end)).exists()]
    if there:
        raise BadInput(f"{there[0]} is there already.", "Move it away first, or restore to another --store.")
    with _writable(graph):
        graph.parent.mkdir(parents=True, exist_ok=True)
        return _restored(backup, graph.parent, lambda parts: _settle(parts, graph, state), open_graph=open_graph)


def _restored(
    backup: Path,
    place: Path | None,
    settle: Callable[[dict[str, Path]], None],
    *,
    open_graph: Callable[[Path], Store],
) -> int:
    """Unpacks and checks in a folder that vanishes again; what is sound is settled from there."""
    with TemporaryDirectory(dir=place) as folder:
        parts = _unpacked(backup, Path(folder))
        number = _checked_store(backup, parts[_GRAPH], open_graph)
        settle(parts)
    return number


def _settle(parts: dict[str, Path], graph: Path, state: Path) -> None:
    if _STATE in parts and not state.exists():
        state.parent.mkdir(parents=True, exist_ok=True)
        parts[_STATE].replace(state)
    _put(parts[_GRAPH], graph)


def _checked_store(backup: Path, path: Path, open_graph: Callable[[Path], Store]) -> int:
    try:
        with closing(open_graph(path)) as store:
            if found := store.problems():
                raise StoreCorrupt(f"The graph in {backup} is damaged: {found[0]}.", "Take an older backup.")
            return store.view(Audience.INTERNAL).revision.number
    except StoreTooNew:
        raise StoreTooNew(f"{backup} was made by a newer version.", "Update Partnernetz.") from None
    except StoreCorrupt:
        raise
    except StoreError as error:
        raise _damaged(backup) from error


def _unpacked(backup: Path, folder: Path) -> dict[str, Path]:
    """The parts of a backup, their sums checked; nothing else in the archive is looked at."""
    try:
        with tarfile.open(backup, "r:") as archive:
            sums = _sums(archive, backup)
            for name in sums:
                _extract(archive, name, folder / name)
    except (tarfile.TarError, KeyError, ValueError, RecursionError) as error:
        raise _damaged(backup) from error
    if _GRAPH not in sums or any(_sum(folder / name) != known for name, known in sums.items()):
        raise _damaged(backup)
    return {name: folder / name for name in sums}


def _sums(archive: tarfile.TarFile, backup: Path) -> dict[str, str]:
    member = archive.extractfile(_MANIFEST)
    manifest = json.loads(member.read(_MOST_MANIFEST)) if member else None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("sums"), dict):
        raise ValueError("no manifest of ours")
    if manifest.get("format") != FORMAT:
        raise StoreTooNew(f"{backup} is a backup of another version.", "Restore it with the version that made it.")
    return {name: str(manifest["sums"][name]) for name in (_GRAPH, _STATE) if name in manifest["sums"]}


def _extract(archive: tarfile.TarFile, name: str, target: Path) -> None:
    source = archive.extractfile(name)
    if source is None:
        raise KeyError(name)
    target.touch(mode=0o600)
    with target.open("wb") as file:
        while block := source.read(1 << 20):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())


def _damaged(backup: Path) -> StoreCorrupt:
    return StoreCorrupt(f"{backup} is no backup of ours, or is damaged.", "Take another one.")
