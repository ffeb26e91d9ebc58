# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the automatic rules compare of a stakeholder: names, family, country, identifiers, place, level.

A profile is made of a record of the store, or of what a file says; the rules do not know which.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.identity.areas import BY_KEY, is_wide
from graph.identity.keys import key_of, qualified_key
from graph.identity.kindred import Kindred
from graph.model import Identifier, NameKind, Number, Point, Record, Term, Value
from graph.stores.fields import is_named
from graph.text import strip_legal_form, words

LASTING = frozenset({NameKind.LABEL, NameKind.ALIAS})
"""Names by which a record may be known again; a former name may be another's by now, an abbreviation is many's."""
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Profile:
    """One stakeholder, as far as its identity can be told from it."""

    record: str
    """Its id, or the handle of a new one."""
    names: tuple[str, ...] = ()
    """As they are written."""
    keys: frozenset[str] = frozenset()
    """Of its names."""
    shared: frozenset[str] = frozenset()
    """Of names that many bear, and of those that it needs to qualify itself: they do not tell who it is."""
    families: frozenset[str] = frozenset()
    """Of the kinds stated and the legal forms; "" for a kind that is not precise."""
    countries: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()
    """Of registers that give one to each body."""
    points: tuple[Point, ...] = ()
    levels: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    """The sorts of area that its names or identifiers say; none for a town, or for what is no place."""
    is_named: bool = True

    @property
    def name(self) -> str:
        """The first name, for reasons; "" where there is none."""
        return self.names[0] if self.names else ""

    @property
    def shares_names(self) -> bool:
        """Whether it has no name that tells who it is."""
        return self.keys <= self.shared


@dataclass(slots=True)
class Said:
    """What is said of a stakeholder, gathered value by value."""

    names: list[str]
    kinds: list[str]
    values: list[tuple[str, Value]]
    """Country, level, identifier, point, named: property and value."""


def profile(record: str, said: Said, kindred: Kindred) -> Profile:
    """The profile that these values make."""
    parted = {name: strip_legal_form(name) for name in said.names}
    keys = {name: key_of(*parts) for name, parts in parted.items()}
    hints = frozenset(family for _, form in parted.values() for family in kindred.hinted(form))
    shared = {key for name, key in keys.items() if kindred.is_shared(name, key, said.kinds)}
    shared.update(filter(None, map(qualified_key, said.names)))
    if len(parted) > 1:
        shared.update(_qualified({keys[name]: words(bare) for name, (bare, _) in parted.items()}, kindred))
    families = _families(said.kinds, hints, kindred)
    values = [value for _, value in said.values]
    return Profile(
        record,
        tuple(said.names),
        frozenset(keys.values()) - {""},
        frozenset(shared),
        families,
        _codes(said.values, "country"),
        frozenset(one for one in values if isinstance(one, Identifier) and kindred.is_exclusive(one.scheme)),
        tuple(value for value in values if isinstance(value, Point)),
        _codes(said.values, "level"),
        kindred.areas(said.names, families) | _wide(values),
        not any(isinstance(value, Number) and not value.number for value in values),
    )


def profile_of(record: Record, kindred: Kindred) -> Profile:
    """The profile of a record of the store."""
    names = [name.text for name in record.names if name.kind in LASTING]
    stated = [code for code in (record.code("kind"),) if code]
    values = [
        (fact.property, fact.value)
        for name in ("country", "level", "identifier", "point")
        for fact in record.facts.get(name, ())
        if fact.value is not None
    ]
    values += [] if is_named(record) else [("named", Number(_NOTHING))]
    return profile(record.id, Said(names, stated, values), kindred)


def _qualified(found: Mapping[str, tuple[str, ...]], kindred: Kindred) -> Iterator[str]:
    """The keys of names that another name of the body begins with and goes on to say which one it is."""
    for key, one in found.items():
        longer = (other[len(one) :] for other in found.values() if other[: len(one)] == one)
        if any(map(kindred.qualifies, longer)):
            yield key


def _wide(values: Iterable[Value]) -> frozenset[str]:
    return frozenset(BY_KEY for one in values if isinstance(one, Identifier) and is_wide(one))


def _families(codes: Iterable[str], hints: frozenset[str], kindred: Kindred) -> frozenset[str]:
    """Those of the kinds; a legal form makes a wide kind precise and contradicts a precise one of another family."""
    stated = frozenset(map(kindred.family, codes))
    return stated - {""} | hints or stated


def _codes(values: Iterable[tuple[str, Value]], name: str) -> frozenset[str]:
    return frozenset(value.code for said, value in values if said == name and isinstance(value, Term))
