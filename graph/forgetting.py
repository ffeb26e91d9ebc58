# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is held on one record, told as a whole; and its erasure, with a look at every byte afterwards.

An erasure is noted in the journal first, so that one that is cut off is finished by the next start or restore. Then
the store forgets, and all files are searched for every name and text that was said of the record: what still stands
somewhere (in an upload, an old export, a backup) is told, file by file.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, is_zipfile

from graph.errors import Gone, UnknownId
from graph.ids import type_of
from graph.model import Audience, Claim, Record, Revision, Text, Visibility, written
from graph.selection import Cut, Related, Selection
from graph.state.journal import Erasure, Journal
from graph.stores.protocol import Store, View

SHORTEST = 5
"""Texts with fewer characters stand by chance in many files."""
BLOCK = 1 << 20
"""Bytes searched at once."""
MOST_BYTES, MOST_MEMBERS = 64 << 30, 10_000
"""Of one file, and of one archive, that are searched: an archive may be made to unpack without end."""
NOT_WORDS = frozenset({"visibility", "identity", "same_as", "different_from", "maybe_same_as"})
"""Properties whose texts are codes and ids, not words about anybody."""
JOINING = (Related.PARTICIPATIONS, Related.TIES, Related.EVENTS, Related.NOTES)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is held on one record."""

    record: Record
    claims: tuple[Claim, ...]
    """All that was ever said about it, also what has left."""
    joined: tuple[tuple[str, tuple[Claim, ...]], ...]
    """The participations, ties, events and notes that name it, with what is said about them."""


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure, and where its words were still found."""

    revision: Revision
    searched: int
    """Files looked through."""
    found: tuple[Path, ...]


def held_on(store: Store, identifier: str) -> Held:
    """Everything that is held on one record, for whoever has a right to know it.

    Raises:
        UnknownId, Gone: there is no such record.
    """
    view = store.view(Audience.INTERNAL)
    name = view.resolve(identifier)
    (record,), (claims,) = view.records([name]), view.claims_of([name], former=True)
    return Held(record or _left(name), claims, tuple(_joined(view, name)))


def _left(name: str) -> Record:
    """A record of which everything has left."""
    return Record(name, type_of(name), None, Visibility.INTERNAL, {}, (), ())


def _joined(view: View, name: str) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    for what, type_name in zip(JOINING, ("participation", "tie", "event", "note"), strict=True):
        (page,) = view.related(what, [name], Selection(type_name), Cut())
        names = [item.id for item in page.items]
        yield from zip(names, view.claims_of(names, former=True), strict=True)


@dataclass(frozen=True, slots=True)
class Remains:
    """A store as the journal asks it what is still there."""

    store: Store

    def is_gone(self, tombstone: str) -> bool:
        """Whether it knows that this record was erased."""
        try:
            self.store.view(Audience.INTERNAL).resolve(tombstone)
        except Gone:
            return True
        except UnknownId:
            return False
        return False

    def ids(self) -> Sequence[str]:
        """The ids of all records."""
        return self.store.touched(0, self.store.latest())

    def erase(self, name: str, erasure: Erasure) -> None:
        """Erases one, if nothing else has erased it with another."""
        with suppress(Gone, UnknownId):
            self.store.erase(name, erasure.reason, erasure.who)


@dataclass(frozen=True, slots=True)
class Erasing:
    """What is to be erased, by whom, and why."""

    record: str
    who: str
    reason: str
    places: tuple[Path, ...] = ()
    """Files, and folders with all that is in them, to be searched afterwards."""


def erase(store: Store, journal: Journal, order: Erasing) -> Erased:
    """Erases a record for good, and tells where its words still stand.

    Raises:
        UnknownId, Gone: there is no such record.
        StoreError: the store cannot be written; the journal knows of the erasure, the next replay finishes it.
    """
    held = held_on(store, order.record)
    words = sorted(set(_words(held)))
    name = held.record.id
    journal.note(name, order.who, order.reason)
    revision = store.erase(name, order.reason, order.who)
    files = list(_files(order.places))
    return Erased(revision, len(files), tuple(path for path in files if has_words(path, words)))


def held_json(held: Held) -> dict[str, object]:
    """All that is held, for a person to read and for a program to pass on."""
    joined = [{"record": name, "claims": list(map(_claim, claims))} for name, claims in held.joined]
    names = [{"text": name.text, "language": name.lang, "kind": str(name.kind)} for name in held.record.names]
    claims = list(map(_claim, held.claims))
    return {"record": held.record.id, "type": held.record.type, "names": names, "claims": claims, "joined": joined}


def _claim(claim: Claim) -> dict[str, object]:
    passages = [{"locator": one.locator, "quote": one.quote, "original": one.original} for one in claim.passages]
    return {
        "id": claim.id,
        "record": claim.record,
        "property": claim.property,
        "state": str(claim.state),
        "value": written(claim.value).partition(":")[2],
        "source": claim.source,
        "feed": claim.feed,
        "passages": passages,
        "validFrom": claim.valid_from,
        "validTo": claim.valid_to,
        "certainty": str(claim.certainty),
        "visibility": str(claim.visibility),
        "author": claim.author,
        "enteredInRevision": claim.entered,
        "leftInRevision": claim.left,
    }


def _words(held: Held) -> Iterator[bytes]:
    """All that was said of it in words, as bytes."""
    for claim in held.claims:
        if claim.property in NOT_WORDS:
            continue
        said = [text for passage in claim.passages for text in (passage.quote, passage.original)]
        said += [claim.value.text] if isinstance(claim.value, Text) else []
        yield from (text.encode() for text in said if len(text) >= SHORTEST)
    yield held.record.id.encode()


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.rglob("*") if path.is_file())
        else:
            yield from sorted(path for path in place.parent.glob(f"{place.name}*") if path.is_file())


def has_words(path: Path, words: Sequence[bytes]) -> bool:
    """Whether one of the words stands in the bytes of a file, or of what is packed in it.

    A file that has gone meanwhile holds none.
    """
    try:
        with path.open("rb") as file:
            if _stands_in(file, words):
                return True
        return is_zipfile(path) and _stands_in_members(path, words)
    except FileNotFoundError:
        return False


def _stands_in_members(path: Path, words: Sequence[bytes]) -> bool:
    """Workbooks and archives of tables: their members are packed, so that no word shows outside."""
    try:
        with ZipFile(path) as archive:
            for member in archive.infolist()[:MOST_MEMBERS]:
                with archive.open(member) as file:
                    if _stands_in(file, words):
                        return True
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return False  # no archive that can be read, whatever its end looks like
    return False


def _stands_in(file: IO[bytes], words: Sequence[bytes]) -> bool:
    longest, end, read = max(map(len, words), default=0), b"", 0
    while (block := file.read(BLOCK)) and read < MOST_BYTES:
        held = end + block
        if any(word in held for word in words):
            return True
        end, read = held[-longest:], read + len(block)
    return False
