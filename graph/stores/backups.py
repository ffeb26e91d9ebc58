# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backups: one file that holds one whole revision of the graph and the state beside it, with sums to check them.

A restore writes nothing until everything has been checked, and never over a store that holds something.
"""

import json
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import file_digest
from os import fsync, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import BadInput, StoreCorrupt, StoreUnavailable
from graph.model import Audience
from graph.stores.protocol import Store

FORMAT = 1
_MANIFEST, _GRAPH, _STATE = "manifest.json", "graph.db", "state.db"
_MOST_MANIFEST = 100_000


def write_backup(store: Store, state: Path, out: Path, tell: Callable[[float], None]) -> None:
    """Writes the backup; it appears under its name only when it is whole.

    Raises:
        BadInput: there is such a file already.
        StoreUnavailable: the file cannot be written.
    """
    if out.exists():
        raise BadInput(f"{out} is there already.", "Choose another name: a backup is never overwritten.")
    with _writable(out), TemporaryDirectory(dir=out.parent or None) as folder:
        parts = [Path(folder) / _GRAPH]
        store.backup(parts[0], tell)
        if state.exists():
            parts.append(Path(folder) / _STATE)
            _copy_state(state, parts[1])
        manifest = Path(folder) / _MANIFEST
        manifest.write_text(json.dumps(_manifest(parts)), encoding="utf-8")
        whole = Path(folder) / "whole"
        with whole.open("wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            for part in (manifest, *parts):
                archive.add(part, part.name)
            file.flush()
            fsync(file.fileno())
        replace(whole, out)


@contextmanager
def _writable(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "See that the folder exists, can be written and has room."
        raise StoreUnavailable(f"The backup {out} cannot be written: {error.strerror}.", hint) from None


def _copy_state(state: Path, target: Path) -> None:
    source, copy = sqlite3.connect(f"{state.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()


def _manifest(parts: list[Path]) -> dict[str, object]:
    return {"format": FORMAT, "sums": {part.name: _sum(part) for part in parts}}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


# ------------------------------------------------------------------ back again


def restore_backup(backup: Path, graph: Path, state: Path, open_graph: Callable[[Path], Store], *, verify: bool) -> str:
    """Puts the backup in the place of a store that is not there, or only verifies it; says what it did.

    A state file that is there stays: tokens revoked since the backup stay revoked.

    Raises:
        BadInput: there is a store already.
        StoreCorrupt: the backup is damaged or none of ours.
    """
    if not verify and graph.exists():
        raise BadInput(f"{graph} is there already.", "Move it away first, or restore with --store to another place.")
    folder_of = graph.parent if not verify else None
    if folder_of:
        folder_of.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder_of) as folder:
        parts = _unpacked(backup, Path(folder))
        number = _checked_store(parts[_GRAPH], open_graph)
        if verify:
            return f"{backup} is whole: revision {number}."
        replace(parts[_GRAPH], graph)
        if _STATE in parts and not state.exists():
            state.parent.mkdir(parents=True, exist_ok=True)
            replace(parts[_STATE], state)
    return f"Restored: revision {number} in {graph}."


def _checked_store(path: Path, open_graph: Callable[[Path], Store]) -> int:
    store = open_graph(path)
    try:
        found = store.problems()
        if found:
            raise StoreCorrupt(f"The graph in the backup is damaged: {found[0]}.", "Take an older backup.")
        return store.view(Audience.INTERNAL).revision.number
    finally:
        store.close()


def _unpacked(backup: Path, folder: Path) -> dict[str, Path]:
    """The parts of a backup, their sums checked; nothing else in the archive is looked at."""
    try:
        with tarfile.open(backup, "r:") as archive:
            sums = _sums(archive, backup)
            for name in sums:
                _extract(archive, name, folder / name)
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise _damaged(backup) from error
    if any(_sum(folder / name) != known for name, known in sums.items()):
        raise _damaged(backup)
    return {name: folder / name for name in sums}


def _sums(archive: tarfile.TarFile, backup: Path) -> dict[str, str]:
    member = archive.extractfile(_MANIFEST)
    manifest = json.loads(member.read(_MOST_MANIFEST)) if member else {}
    if manifest.get("format") != FORMAT:
        raise StoreCorrupt(f"{backup} is a backup of another version.", "Restore it with the version that made it.")
    return {name: str(manifest["sums"][name]) for name in (_GRAPH, _STATE) if name in manifest["sums"]}


def _extract(archive: tarfile.TarFile, name: str, target: Path) -> None:
    source = archive.extractfile(name)
    if source is None:
        raise KeyError(name)
    with target.open("wb") as file:
        while block := source.read(1 << 20):
            file.write(block)
        file.flush()
        fsync(file.fileno())


def _damaged(backup: Path) -> StoreCorrupt:
    return StoreCorrupt(f"{backup} is no backup of ours, or is damaged.", "Take another one.")
