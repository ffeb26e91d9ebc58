# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one audience sees at one point of the store in a file: lists from columns, records folded when they are read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Protocol

import numpy as np

from graph.errors import Gone, UnknownId
from graph.ids import RECORD_TYPES, decode, tombstone
from graph.kinds import Kinds
from graph.model import At, Audience, Claim, Record, Revision, at
from graph.network import Network
from graph.network_build import build
from graph.network_slices import sliced
from graph.selection import (
    ClaimFilter,
    Cut,
    IdentifierFilter,
    IdFilter,
    Item,
    NameRow,
    NetworkFilter,
    Page,
    Projection,
    Related,
    Selection,
    TextFilter,
)
from graph.stores.checking import check_filter, check_selection
from graph.stores.fields import codes_of
from graph.stores.listing import cut_out
from graph.stores.sqlite.bodies import Folder, Remembered
from graph.stores.sqlite.closure import Ground
from graph.stores.sqlite.filters import having_identifier, having_text
from graph.stores.sqlite.lists import Lists
from graph.stores.sqlite.naming import found_names, found_words
from graph.stores.sqlite.network_columns import material
from graph.stores.sqlite.reading import raw_rows
from graph.stores.sqlite.registry import NOTE, Mask
from graph.stores.sqlite.relations import Relations
from graph.stores.sqlite.rows import FIELDS
from graph.stores.sqlite.scope import Scope
from graph.stores.sqlite.statements import Said, first_ones, narrowed, wanted_ones
from graph.text import fold

MANY, AT_ONCE = 500, 50_000
"""Ids from which on they are looked up together, and how many at once."""


class Backing(Protocol):
    """What a view asks of its store."""

    @property
    def remembered(self) -> Remembered:
        """The records folded last."""
        ...

    def ground(self, scope: Scope, revision: int) -> AbstractContextManager[Ground]:
        """Where the rows of a revision are read."""
        ...

    def view(self, audience: Audience, point: At) -> "SqliteView":
        """What the audience sees at another point."""
        ...


class SqliteView:
    """What one audience sees at one point."""

    def __init__(self, store: Backing, scope: Scope, folder: Folder, revision: Revision) -> None:
        self._store, self._scope = store, scope
        self._folder, self._remembered = folder, store.remembered
        self.kinds: Kinds = scope.kinds
        self.audience = folder.audience
        self.at = folder.point
        self.revision = revision

    @contextmanager
    def _ground(self) -> Iterator[Ground]:
        with self._store.ground(self._scope, self.revision.number) as ground:
            yield ground

    # -------------------------------------------------------------- records

    def resolve(self, identifier: str) -> str:
        """The id itself, or that of the record which it was merged into; also of one that has left."""
        number = self._scope.registry.number(identifier) or self._scope.registry.number(tombstone(identifier))
        if not number:
            raise UnknownId(identifier)
        with self._ground() as ground:
            sql = "SELECT erased FROM record WHERE id = ?"
            if ground.connection.execute(sql, (number,)).fetchone()[0]:
                raise Gone(identifier) if self.audience is Audience.INTERNAL else UnknownId(identifier)
            root = ground.survivors.root(number)
            if not self._is_known(ground, root):
                raise UnknownId(identifier)
        return self._scope.registry.name_of(root)

    def _is_known(self, ground: Ground, number: int) -> bool:
        """Whether a record is in view, or all that was said of it has left and the audience saw it until then."""
        if self._folder.statements(ground).is_in_view(number):
            return True
        numbers = ",".join(map(str, ground.survivors.spread((number,))))
        sql = f"SELECT left FROM claim WHERE record IN ({numbers}) AND entered <= {ground.revision}"
        said = [left for (left,) in ground.connection.execute(sql)]
        if not said or any(left is None or left > ground.revision for left in said):
            return False
        return self.audience is Audience.INTERNAL or self._saw(number, max(said) - 1)

    def _saw(self, number: int, revision: int) -> bool:
        then = self._store.view(self.audience, at(revision=revision))
        return bool(then._number(self._scope.registry.name_of(number)))

    def records(self, identifiers: Sequence[str]) -> list[Record | None]:
        """The records in the order asked."""
        numbers = [self._number(name) for name in identifiers]
        places = {number: self._folder.place(number) for number in numbers if number}
        found = {number: self._remembered.find(place) for number, place in places.items()}
        missing = [number for number, record in found.items() if record is None]
        if missing:
            found |= self._read(missing)
        return [found.get(number) for number in numbers]

    def _read(self, numbers: Sequence[int]) -> dict[int, Record]:
        with self._ground() as ground:
            rows = ground.rows(numbers)
            read = {number: self._folder.folded(ground, number, rows[number]) for number in numbers if rows[number]}
        self._remembered.keep({self._folder.place(number): record for number, record in read.items()})
        return read

    def _number(self, name: str) -> int:
        """The number of a record in view; 0 for all others."""
        number = self._scope.registry.number(name)
        if not number:
            return 0
        place, row = self._scope.registry.types[number], self._scope.registry.rows[number]
        return number if self._scope.alive[place][row] else 0

    def shows(self, identifiers: Sequence[str]) -> list[bool]:
        """Of each id whether there is a record."""
        if not self.revision.number:
            return [False] * len(identifiers)
        if len(identifiers) < MANY:
            return [bool(self._number(name)) for name in identifiers]
        registry, shown = self._scope.registry, list[bool]()
        for start in range(0, len(identifiers), AT_ONCE):
            numbers = registry.numbers_of(identifiers[start : start + AT_ONCE])
            places, is_shown = registry.types[numbers], np.zeros(len(numbers), np.bool_)
            for place, alive in enumerate(self._scope.alive):
                asked = np.flatnonzero((places == place) & (numbers > 0))
                is_shown[asked] = alive[registry.rows[numbers[asked]]]
            shown += is_shown.tolist()
        return shown

    # -------------------------------------------------------------- lists

    def page(self, selection: Selection, cut: Cut) -> Page:
        """A page of the records selected."""
        check_selection(selection, self.kinds)
        return Lists(self._scope).page(selection, cut)

    def related(self, what: Related, owners: Sequence[str], selection: Selection, cut: Cut) -> list[Page]:
        """The same page of the same list for each owner."""
        check_selection(selection, self.kinds)
        lists = Lists(self._scope)
        return [lists.related(what, owner, selection, cut) for owner in owners]

    def facet(
        self, selection: Selection, name: str, what: Related | None = None, owner: str = ""
    ) -> list[tuple[str, int]]:
        """Codes and counts, most first."""
        check_selection(selection, self.kinds)
        lists = Lists(self._scope)
        rows, place = lists.facet(selection, name, what, owner)
        counts = lists.counted(place, rows, name)
        if counts is None:
            records = self.records(self._scope.registry.names(place, rows.tolist()))
            counts = Counter(code for record in records if record for code in codes_of(record, name, self.kinds))
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    # -------------------------------------------------------------- claims

    def claims(self, wanted: ClaimFilter, cut: Cut) -> tuple[tuple[Claim, ...], Page]:
        """A page of claims, in order of entry."""
        check_filter(wanted, self.kinds)
        total = self._total(wanted)
        with self._ground() as ground:
            statements = self._folder.statements(ground)
            if total is not None and cut.first is not None and not cut.before:
                return first_ones(statements, narrowed(wanted, self._scope, ground), cut, total)
            said = statements.all(narrowed(wanted, self._scope, ground))
            fitting = {one.claim.id: one.claim for one in wanted_ones(said, wanted, self._scope)}
        page = cut_out([Item(name) for name in fitting], cut)
        return tuple(fitting[item.id] for item in page.items), page

    def _total(self, wanted: ClaimFilter) -> int | None:
        """How many claims a filter wants that asks for nothing, or only for one source; None: they must be read."""
        if wanted == ClaimFilter():
            return int(self._scope.made("cited", self._cited).sum())
        if wanted.source is not None and wanted == ClaimFilter(source=IdFilter(eq=wanted.source.eq)):
            return self.claim_counts([wanted.source.eq or ""])[0]
        return None

    def said_by(self, sources: Sequence[str], cut: Cut) -> list[tuple[tuple[Claim, ...], Page]]:
        """The same page of what each source says."""
        return [self.claims(ClaimFilter(source=IdFilter(eq=name)), cut) for name in sources]

    def claims_of(self, identifiers: Sequence[str], *, former: bool = False) -> list[tuple[Claim, ...]]:
        """All claims about each record, in order of entry."""
        numbers = [self._number(name) for name in identifiers]
        groups: dict[int, list[Claim]] = {number: [] for number in numbers}
        with self._ground() as ground:
            statements, revision = self._folder.statements(ground), ground.revision
            condition = "" if former else f"AND (left IS NULL OR left > {revision})"
            known = ground.survivors.spread({number for number in numbers if number})
            rows = raw_rows(ground.connection, known, f"AND entered <= {revision} {condition}")
            for row in sorted(map(ground.survivors.moved, rows)):
                is_present = row[16] is None or row[16] > revision
                found = statements.said(row) if is_present else statements.former(row)
                if found:
                    groups[ground.survivors.root(row[4])].append(found.claim)
        return [tuple(groups[number]) for number in numbers]

    def claim_counts(self, sources: Sequence[str]) -> list[int]:
        """How many claims of this view cite each source."""
        counts = self._scope.made("cited", self._cited)
        numbers = [self._scope.registry.number(name) for name in sources]
        return [int(counts[number]) if number else 0 for number in numbers]

    def _cited(self) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """Of each source, by its number, how many claims of this view cite it."""
        counts = np.zeros(len(self._scope.registry.types), np.int64)
        for place in range(len(RECORD_TYPES)):
            pairs = self._scope.table(place).pairs["source"]
            keep = self._scope.alive[place][pairs.row]
            counts += np.bincount(pairs.value[keep], pairs.more[keep], len(counts)).astype(np.int64)
        return counts

    def claim(self, identifier: str) -> Claim | None:
        """One claim, also one that has left."""
        number = decode(identifier[2:]) if identifier.startswith("k-") else -1
        with self._ground() as ground:
            sql = f"SELECT {FIELDS} FROM claim WHERE number = ? AND entered <= ?"
            row = ground.connection.execute(sql, (number, ground.revision)).fetchone()
            if row is None:
                return None
            row, statements = ground.survivors.moved(row), self._folder.statements(ground)
            is_present = row[16] is None or row[16] > ground.revision
            known = partial(self._is_known, ground)
            found: Said | None = statements.said(row) if is_present else statements.former(row, known)
        return found.claim if found else None

    # -------------------------------------------------------------- names

    def named(self, type_name: str, name: str) -> tuple[str, ...]:
        """The records of a type one of whose names folds to the same key."""
        place = RECORD_TYPES.index(type_name)
        if place == NOTE or not fold(name):
            return ()
        texts = self._scope.table(place).texts
        return self._names_of(place, having_text(texts, TextFilter(eq=name), len(self._scope.table(place))))

    def identified(self, type_name: str, scheme: str, value: str) -> tuple[str, ...]:
        """The records of a type with this identifier."""
        place = RECORD_TYPES.index(type_name)
        table = self._scope.table(place)
        return self._names_of(
            place, having_identifier(table.identifiers, IdentifierFilter(scheme, (value,)), len(table))
        )

    def _names_of(self, place: int, mask: Mask) -> tuple[str, ...]:
        rows = np.flatnonzero(mask & self._scope.alive[place])
        return tuple(sorted(self._scope.registry.names(place, rows.tolist())))

    def names(self, groups: Sequence[Sequence[str]] | None = None, keys: Sequence[str] = ()) -> Iterable[NameRow]:
        """All names; with groups, those that have a word of each group, or one of the identifier keys."""
        return found_names(self._scope, groups, frozenset(keys))

    def words(self, since: int = 0) -> Sequence[str]:
        """All folded words that came into names after a revision."""
        return found_words(self._scope, since)

    # -------------------------------------------------------------- the network

    def network(self, projection: Projection, wanted: NetworkFilter) -> Network:
        """The snapshot of a projection."""
        check_filter(wanted, self.kinds)
        return sliced(build(projection, material(self._scope, Relations(self._scope), wanted)), wanted)
