# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The claims of one world: all of them in order of entry, and which a filter wants."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cached_property

from graph.dates import LAST_DAY, partial_date
from graph.kinds import Kinds
from graph.model import (
    Audience,
    Claim,
    Record,
    Ref,
    Text,
    ValueState,
    Visibility,
    first_day,
    last_day,
    value_type,
)
from graph.selection import ClaimFilter, CodeFilter, DateFilter, IdFilter, TextFilter
from graph.stores.fields import has_id, has_text
from graph.stores.sight import told
from graph.stores.world import World


class Claims:
    """All claims of the records that a world shows."""

    def __init__(self, world: World, place: Callable[[str], int]) -> None:
        self._world = world
        self._place = place

    @cached_property
    def _ordered(self) -> tuple[Claim, ...]:
        found = (claim for record in self._world.records.values() for claim in record.claims)
        return tuple(sorted(found, key=lambda claim: self._place(claim.id)))

    @cached_property
    def _owners(self) -> Mapping[str, Record]:
        """The record that each claim is read under: of merged ones, the survivor."""
        return {claim.id: record for record in self._world.records.values() for claim in record.claims}

    def all(self) -> tuple[Claim, ...]:
        """Every claim, in order of entry."""
        return self._ordered

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(claim.source for claim in self._ordered)

    def cited(self, source: str) -> int:
        """How many claims cite the source."""
        return self._counts[source]

    def former(self, claims: Iterable[Claim], audience: Audience, known: Container[str] | None = None) -> list[Claim]:
        """Of claims that have left, those that the audience may see: public ones whose source and target are, too.

        Args:
            known: the records that count as seen; without it those of this world.
        """
        if audience is Audience.INTERNAL:
            return list(claims)
        shown = self._world.records if known is None else known
        return [
            told(claim, shown)
            for claim in claims
            if claim.visibility is Visibility.PUBLIC
            and claim.source in shown
            and (not isinstance(claim.value, Ref) or claim.value.record in shown)
        ]

    def matching(self, wanted: ClaimFilter) -> Iterator[Claim]:
        """The claims that the filter wants, in order of entry."""
        conditions = _conditions(wanted)
        return (claim for claim in self._ordered if self._matches(claim, conditions))

    def _matches(self, claim: Claim, conditions: Mapping[str, object]) -> bool:
        return all(self._field(claim, name, condition) for name, condition in conditions.items())

    def _field(self, claim: Claim, name: str, condition: object) -> bool:
        match condition:
            case ClaimFilter():
                return not self._matches(claim, _conditions(condition))
            case IdFilter():
                return has_id(self._owners[claim.id].id if name == "record" else getattr(claim, name), condition)
            case CodeFilter():
                return property_fits(claim, condition, self._world.kinds)
            case TextFilter():
                return has_text(_TEXTS[name](claim), condition)
            case DateFilter():
                return bound_fits(getattr(claim, name), condition)
            case tuple() if name in ("and_", "or_"):
                parts = (self._matches(claim, _conditions(part)) for part in condition)
                return all(parts) if name == "and_" else any(parts)
            case tuple():
                return self._shown(claim, name) in condition
        raise TypeError(name)

    def _shown(self, claim: Claim, name: str) -> str:
        if name == "type":
            return self._owners[claim.id].type
        if name == "value_type":
            return value_type(claim.value).upper() if claim.value is not None else ""
        return str(getattr(claim, name))


def _conditions(wanted: ClaimFilter) -> Mapping[str, object]:
    """What the filter says, by the names of its fields."""
    said = ((field.name, getattr(wanted, field.name)) for field in fields(wanted))
    return {name: condition for name, condition in said if condition is not None}


def property_fits(claim: Claim, wanted: CodeFilter, kinds: Kinds) -> bool:
    """Whether the claim is about one of these properties."""
    name = claim.property.partition(":")[0]
    return (
        (wanted.eq is None or wanted.eq == name)
        and (wanted.in_ is None or name in wanted.in_)
        and (wanted.within is None or any(name in kinds.within("properties", top) for top in wanted.within))
        and (wanted.not_ is None or wanted.not_ != name)
        and (wanted.state is None or claim.state in wanted.state)
    )


def _said(claim: Claim) -> tuple[str, ...]:
    texts = (claim.value.text,) if isinstance(claim.value, Text) else ()
    return (*texts, *(passage.original for passage in claim.passages if passage.original))


_TEXTS: Mapping[str, Callable[[Claim], tuple[str, ...]]] = {
    "text": _said,
    "locator": lambda claim: tuple(passage.locator for passage in claim.passages),
    "author": lambda claim: (claim.author,),
}


def texts_of(claim: Claim, name: str) -> tuple[str, ...]:
    """The texts of a claim that a text filter of this name is about."""
    return _TEXTS[name](claim)


def bound_fits(bound: str, wanted: DateFilter) -> bool:
    """Whether the beginning or end of a claim touches the range asked for."""
    states = {"": ValueState.NOT_STATED, "?": ValueState.UNKNOWN, "..": ValueState.NONE}
    if wanted.state is not None and states.get(bound, ValueState.STATED) not in wanted.state:
        return False
    if wanted.from_ is None and wanted.to is None:
        return True
    first = partial_date(wanted.from_).first if wanted.from_ else 0
    last = partial_date(wanted.to).last if wanted.to else LAST_DAY
    return bound not in states and first_day(bound) <= last and last_day(bound) >= first
