# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Claims of one view as rows become them: which of them are in it, and which a filter wants."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import islice

from graph.errors import BadCursor
from graph.ids import RECORD_TYPES, decode
from graph.model import Audience, Claim, value_type
from graph.selection import ClaimFilter, CodeFilter, Cut, DateFilter, IdFilter, Item, Page, TextFilter
from graph.stores.claims import bound_fits, property_fits, texts_of
from graph.stores.fields import has_id, has_text
from graph.stores.sight import public_author
from graph.stores.sqlite.closure import Ground, was_open
from graph.stores.sqlite.columns import Columns
from graph.stores.sqlite.rows import FIELDS, INTERNAL, Names, Row
from graph.stores.sqlite.scope import Scope


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and the record that it is read under."""

    place: int
    """In the order of entry."""
    claim: Claim
    owner: str
    type: str


@dataclass(frozen=True, slots=True)
class Statements:
    """The claims of one view."""

    scope: Scope
    ground: Ground
    audience: Audience
    names: Names

    def all(self, condition: str = "1", values: tuple[int, ...] = ()) -> Iterator[Said]:
        """Every claim in view under a condition on its row, in order of entry."""
        revision = self.ground.revision
        sql = (
            f"SELECT {FIELDS} FROM claim WHERE {condition} AND entered <= ? AND (left IS NULL OR left > ?) ORDER BY id"
        )
        for row in self.ground.connection.execute(sql, (*values, revision, revision)):
            found = self.said(self.ground.survivors.moved(row))
            if found:
                yield found

    def said(self, row: Row) -> Said | None:
        """A present claim, if it is in view."""
        number = self.ground.survivors.root(row[4])
        if not self.is_in_view(number) or not self.is_seen(row):
            return None
        return Said(row[0], self.claim(row), self.names.records[number], self._type(number))

    def former(self, row: Row, is_known: Callable[[int], bool] | None = None) -> Said | None:
        """A claim that has left, if the audience may see it: a public one, with its source and target in view.

        Args:
            is_known: which records count as seen; without it those in view.
        """
        number, is_known = self.ground.survivors.root(row[4]), is_known or self.is_in_view
        if not is_known(number):
            return None
        ends = [end for end in (row[8], row[9]) if end is not None]
        if self.audience is Audience.PUBLIC and (row[6] & INTERNAL or not all(map(is_known, ends))):
            return None
        has_feed = row[10] is not None and is_known(row[10])
        claim = self.told(self.names.claim(row), has_feed=has_feed)
        return Said(row[0], claim, self.names.records[number], self._type(number))

    def is_in_view(self, number: int | None) -> bool:
        """Whether the view shows a record."""
        if number is None or not 0 < number < len(self.scope.registry.types):
            return False
        return bool(self.scope.alive[self.scope.registry.types[number]][self.scope.registry.rows[number]])

    def is_seen(self, row: Row) -> bool:
        """Whether the audience sees a claim of a record that it sees."""
        return is_seen(self.scope.columns, self.audience, row)

    def claim(self, row: Row) -> Claim:
        """A present claim as this audience reads it."""
        claim = self.names.claim(row if row[16] is None else (*row[:16], None))
        return self.told(claim, has_feed=row[10] is not None and self.scope.columns.is_there(row[10]))

    def told(self, claim: Claim, *, has_feed: bool) -> Claim:
        """The claim as the audience reads it: the public without a feed that it does not see, nor an editor's name."""
        if self.audience is Audience.INTERNAL:
            return claim
        feed, author = claim.feed if has_feed else "", public_author(claim.author)
        return claim if (feed, author) == (claim.feed, claim.author) else replace(claim, feed=feed, author=author)

    def _type(self, number: int) -> str:
        return RECORD_TYPES[self.scope.registry.types[number]]


def is_seen(columns: Columns, audience: Audience, row: Row) -> bool:
    """Whether an audience, whose columns these are, sees a claim of a record that it sees."""
    if audience is Audience.INTERNAL:
        return True
    if row[6] & INTERNAL or not was_open(columns, row[9]):
        return False
    return row[8] is None or columns.is_there(row[8])


def first_ones(statements: Statements, condition: str, cut: Cut, total: int) -> tuple[tuple[Claim, ...], Page]:
    """The first claims under a condition, after one of them; how many there are is known.

    Raises:
        BadCursor: the claim named is none of them.
    """
    start = 0
    if cut.after:
        after = next(iter(statements.all(f"{condition} AND number = ?", (decode(cut.after[2:]),))), None)
        if after is None or after.claim.id != cut.after:
            raise BadCursor
        start = after.place
    found = list(islice(statements.all(f"{condition} AND id > ?", (start,)), (cut.first or 0) + 1))
    claims = tuple(one.claim for one in found[: cut.first])
    return claims, Page(tuple(Item(claim.id) for claim in claims), total, len(found) > len(claims), bool(start))


def wanted_ones(said: Iterable[Said], wanted: ClaimFilter, scope: Scope) -> Iterator[Said]:
    """Those that a filter wants."""
    return (one for one in said if is_wanted(one, wanted, scope))


def is_wanted(said: Said, wanted: ClaimFilter, scope: Scope) -> bool:
    """Whether a filter wants a claim."""
    named = ((field.name, getattr(wanted, field.name)) for field in fields(wanted))
    return all(_fits(said, name, condition, scope) for name, condition in named if condition is not None)


def _fits(said: Said, name: str, condition: object, scope: Scope) -> bool:
    claim = said.claim
    match condition:
        case ClaimFilter():
            return not is_wanted(said, condition, scope)
        case IdFilter():
            return has_id(said.owner if name == "record" else getattr(claim, name), condition)
        case CodeFilter():
            return property_fits(claim, condition, scope.kinds)
        case TextFilter():
            return has_text(texts_of(claim, name), condition)
        case DateFilter():
            return bound_fits(getattr(claim, name), condition)
        case tuple() if name in {"and_", "or_"}:
            parts = (is_wanted(said, part, scope) for part in condition)
            return all(parts) if name == "and_" else any(parts)
        case tuple():
            return _shown(said, name) in condition
    raise TypeError(name)


def _shown(said: Said, name: str) -> str:
    if name == "type":
        return said.type
    value = said.claim.value
    if name == "value_type":
        return value_type(value).upper() if value is not None else ""
    return str(getattr(said.claim, name))


def narrowed(wanted: ClaimFilter, scope: Scope, ground: Ground) -> str:
    """A condition on rows that leaves out nothing that the filter wants: by record, else by source."""
    for column, condition in (("record", wanted.record), ("source", wanted.source)):
        if condition is None or (condition.eq is None and condition.in_ is None):
            continue
        names = (condition.eq,) if condition.eq is not None else condition.in_ or ()
        numbers = ground.survivors.spread([number for number in map(scope.registry.number, names) if number])
        return f"{column} IN ({','.join(map(str, numbers))})"
    return "1"
