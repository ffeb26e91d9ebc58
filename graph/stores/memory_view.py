# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A view of the store in memory: one folded world, and plain answers from it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

from graph.errors import Gone, UnknownId
from graph.kinds import Kinds
from graph.model import At, Audience, Claim, Identifier, Record, Ref, Revision, at
from graph.network import Network
from graph.network_build import build
from graph.network_slices import sliced
from graph.selection import (
    ClaimFilter,
    Cut,
    IdFilter,
    Item,
    NameRow,
    NetworkFilter,
    Page,
    Projection,
    Related,
    Selection,
)
from graph.stores.checking import check_filter, check_selection
from graph.stores.claims import Claims
from graph.stores.listing import Listing, cut_out
from graph.stores.material import material
from graph.stores.sight import Present
from graph.stores.world import World, make_world
from graph.text import fold, words


class Shelves(Protocol):
    """What a view asks of its store."""

    @property
    def kinds(self) -> Kinds:
        """The vocabulary."""
        ...

    def present(self, revision: int) -> list[Present]:
        """Every record of a revision with its claims."""
        ...

    def claims_about(self, name: str, revision: int) -> list[Claim]:
        """All claims ever made about a record and those merged into it up to a revision."""
        ...

    def resolve(self, identifier: str, revision: int) -> str:
        """The record's id, or that of its survivor in a revision."""
        ...

    def view(self, audience: Audience, point: At) -> "MemoryView":
        """What the audience sees at another point."""
        ...

    def known_claim(self, identifier: str) -> Claim | None:
        """A claim, also one that has left."""
        ...

    def place(self, claim: str) -> int:
        """Where a claim stands in the order of entry."""
        ...


class MemoryView:
    """What one audience sees at one point of a store in memory."""

    def __init__(self, shelves: Shelves, audience: Audience, point: At, revision: Revision) -> None:
        self.kinds = shelves.kinds
        self.audience = audience
        self.at = point
        self.revision = revision
        self._shelves = shelves
        self._present = shelves.present(revision.number)

    @cached_property
    def _world(self) -> World:
        return make_world(self._present, self.kinds, self.audience, self.at)

    @property
    def _listing(self) -> Listing:
        """Anew for each question, since it remembers every filter that it has judged."""
        return Listing(self._world)

    # -------------------------------------------------------------- records

    def resolve(self, identifier: str) -> str:
        """The id itself, or that of the record which it was merged into; also of one that has left."""
        try:
            found = self._shelves.resolve(identifier, self.revision.number)
        except Gone:
            if self.audience is Audience.INTERNAL:
                raise
            raise UnknownId(identifier) from None
        if found not in self._world.records and not self._has_left(found):
            raise UnknownId(identifier)
        return found

    def _has_left(self, name: str) -> bool:
        """Whether all that was said of a record has left, and the audience saw the record until then."""
        said = self._shelves.claims_about(name, self.revision.number)
        if not said or any(record.id == name for record in self._present):
            return False
        last = max(claim.left for claim in said if claim.left is not None) - 1
        if self.audience is Audience.INTERNAL:
            return True
        return self._shelves.view(self.audience, at(revision=last)).records([name]) != [None]

    def records(self, identifiers: Sequence[str]) -> list[Record | None]:
        """The records in the order asked."""
        return [self._world.records.get(name) for name in identifiers]

    def shows(self, identifiers: Sequence[str]) -> list[bool]:
        """Of each id whether there is a record."""
        return [name in self._world.records for name in identifiers]

    # -------------------------------------------------------------- lists

    def page(self, selection: Selection, cut: Cut) -> Page:
        """A page of the records selected."""
        check_selection(selection, self.kinds)
        return self._listing.page(selection, cut)

    def related(self, what: Related, owners: Sequence[str], selection: Selection, cut: Cut) -> list[Page]:
        """The same page of the same list for each owner."""
        check_selection(selection, self.kinds)
        return [self._listing.page(selection, cut, what, owner) for owner in owners]

    def facet(
        self, selection: Selection, name: str, what: Related | None = None, owner: str = ""
    ) -> list[tuple[str, int]]:
        """Codes and counts, most first."""
        check_selection(selection, self.kinds)
        return self._listing.facet(selection, name, what, owner)

    # -------------------------------------------------------------- claims

    def claims(self, wanted: ClaimFilter, cut: Cut) -> tuple[tuple[Claim, ...], Page]:
        """A page of claims, in order of entry."""
        check_filter(wanted, self.kinds)
        fitting = {claim.id: claim for claim in self._claims.matching(wanted)}
        page = cut_out([Item(name) for name in fitting], cut)
        return tuple(fitting[item.id] for item in page.items), page

    @cached_property
    def _claims(self) -> Claims:
        return Claims(self._world, self._shelves.place)

    def claims_of(self, identifiers: Sequence[str], *, former: bool = False) -> list[tuple[Claim, ...]]:
        """All claims about each record, in order of entry."""
        found = []
        for name in identifiers:
            record = self._world.records.get(name)
            claims = (*record.claims, *(self._former(record) if former else ())) if record else ()
            found.append(tuple(sorted(claims, key=lambda claim: self._shelves.place(claim.id))))
        return found

    def _former(self, record: Record) -> Iterable[Claim]:
        """What was said of a visible record and has left, as far as the audience might have seen it."""
        shown = {claim.id for claim in record.claims}
        number = self.revision.number
        past = (claim for claim in self._shelves.claims_about(record.id, number) if claim.left is not None)
        gone = [claim for claim in past if claim.left is not None and claim.left <= number and claim.id not in shown]
        return self._claims.former(gone, self.audience)

    def said_by(self, sources: Sequence[str], cut: Cut) -> list[tuple[tuple[Claim, ...], Page]]:
        """The same page of what each source says."""
        return [self.claims(ClaimFilter(source=IdFilter(eq=name)), cut) for name in sources]

    def claim_counts(self, sources: Sequence[str]) -> list[int]:
        """How many claims of this view cite each source."""
        return [self._claims.cited(name) for name in sources]

    def claim(self, identifier: str) -> Claim | None:
        """One claim, also one that has left."""
        found = next((claim for claim in self._claims.all() if claim.id == identifier), None)
        said = self._shelves.known_claim(identifier)
        if found or said is None or said.entered > self.revision.number:
            return found
        about = self._shelves.resolve(said.record, self.revision.number)
        past = (claim for claim in self._shelves.claims_about(about, self.revision.number) if claim.id == identifier)
        gone = [claim for claim in past if claim.left is not None and claim.left <= self.revision.number]
        ends = {end for claim in gone for end in (about, claim.source, claim.feed, *_targets(claim))}
        known = {end for end in ends if end in self._world.records or self._has_left(end)}
        return next(iter(self._claims.former(gone, self.audience, known)), None) if about in known else None

    # -------------------------------------------------------------- names

    def named(self, type_name: str, name: str) -> tuple[str, ...]:
        """The records of a type one of whose names folds to the same key."""
        key = fold(name)
        records = self._world.of_type(type_name)
        return tuple(record.id for record in records if key and any(fold(found.text) == key for found in record.names))

    def identified(self, type_name: str, scheme: str, value: str) -> tuple[str, ...]:
        """The records of a type with this identifier."""
        return tuple(
            record.id
            for record in self._world.of_type(type_name)
            if any(fact.value == Identifier(scheme, value) for fact in record.facts.get("identifier", ()))
        )

    def names(self, groups: Sequence[Sequence[str]] | None = None, keys: Sequence[str] = ()) -> Iterable[NameRow]:
        """All names: this store does not look for less."""
        return chain.from_iterable(name_rows(record) for record in self._world.records.values())

    def words(self, since: int = 0) -> Sequence[str]:
        """All folded words that occur in names."""
        return sorted({word for row in self.names() for word in words(row.text)})

    # -------------------------------------------------------------- the network

    def network(self, projection: Projection, wanted: NetworkFilter) -> Network:
        """The snapshot of a projection."""
        check_filter(wanted, self.kinds)
        return sliced(build(projection, material(self._world, self._listing.matcher, wanted)), wanted)


def _targets(claim: Claim) -> tuple[str, ...]:
    return (claim.value.record,) if isinstance(claim.value, Ref) else ()


def name_rows(record: Record) -> Iterable[NameRow]:
    """What search reads of one record."""
    for name in record.names:
        yield NameRow(record.id, record.type, name.kind.lower(), name.text, name.lang, fold(name.text))
    for fact in record.facts.get("identifier", ()):
        if isinstance(fact.value, Identifier):
            yield NameRow(record.id, record.type, "identifier", fact.value.value)
    for property_name in ("description", "text", "result"):
        for text in record.texts(property_name):
            yield NameRow(record.id, record.type, "text", text.text, text.lang, fold(text.text))
