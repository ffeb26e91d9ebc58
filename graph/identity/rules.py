# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The automatic rules: is what a file speaks of a record that we have, without asking a person?

Whatever speaks against it makes a new record, which a proposal then joins to the other: a wrong merge hides, a missing
one is found. In this order: different identifiers part, whatever the names; an equal identifier joins; an equal name
joins with the same family of kinds and the same country, if there is exactly one such record. A record that would be
meant, did it not need to qualify its name, counts as one more: the name is known to be that of two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from graph.identity.keys import identity_key
from graph.identity.profile import Profile
from graph.identity.reasons import Because, Reason
from graph.model import Identifier, Point

FAR = 30.0
"""Kilometres from which two bodies of one name are taken for two."""
_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class Decision:
    """Which record is meant, and why."""

    record: str
    """Its id or handle; "": a new one."""
    reason: Reason

    @property
    def is_new(self) -> bool:
        """Whether a record has to be made."""
        return not self.record


def by_identifier(one: Profile, owners: Sequence[Profile]) -> Decision | None:
    """Rule 1: the record that has an equal identifier of a register that gives one to each body.

    Args:
        owners: the records with one of its identifiers.

    Returns:
        None if nobody has one of its identifiers.
    """
    if not owners:
        return None
    shared = min(one.identifiers & owners[0].identifiers, key=lambda found: (found.scheme, found.value))
    if len({owner.record for owner in owners}) > 1:
        return _new(Because.SEVERAL_HITS, f"{shared.scheme} {shared.value}", str(len(owners)))
    parted = contradiction(one, owners[0])
    if parted:
        return Decision("", parted)
    return Decision(owners[0].record, Reason(Because.EQUAL_IDENTIFIER, (shared.scheme, shared.value)))


def by_name(one: Profile, namesakes: Sequence[Profile], *, taken: frozenset[str] = frozenset()) -> Decision | None:
    """Rule 2: the one record with an equal name, of the same family of kinds, in the same country.

    Args:
        namesakes: the records with an equal name.
        taken: records that the same file calls by another key of its own.

    Returns:
        None if nobody bears one of its names.
    """
    if not namesakes:
        return None
    if not one.is_named:
        return _new(Because.UNNAMED)
    hits = [other for other in namesakes if not _against(one, other)]
    if not hits:
        against = min((found for other in namesakes if (found := _against(one, other))), key=_order)
        return Decision("", against)
    name = _shared_name(one, hits[0])
    alike = len(hits) + sum(_is_rival(one, other) for other in namesakes)
    if alike > 1:
        return _new(Because.SEVERAL_HITS, name, str(alike))
    parted = contradiction(one, hits[0]) or _apart(one, hits[0], name)
    if parted:
        return Decision("", parted)
    if hits[0].record in taken:
        return _new(Because.FILE_TELLS_APART, name)
    return Decision(hits[0].record, Reason(Because.EQUAL_NAME, (name, min(one.countries))))


def contradiction(one: Profile, other: Profile) -> Reason | None:
    """Different identifiers of a register that gives one to each body: two bodies, whatever else is equal."""
    theirs = _by_scheme(other.identifiers)
    for scheme, mine in sorted(_by_scheme(one.identifiers).items()):
        if scheme in theirs and not mine & theirs[scheme]:
            return Reason(Because.DIFFERENT_IDENTIFIERS, (scheme, min(mine), min(theirs[scheme])))
    return None


def kilometres(one: Point, other: Point) -> float:
    """Distance along the earth's surface in km (haversine).

    Example:
        >>> round(kilometres(Point(52.37, 9.73), Point(46.97, 32.0)))
        1703
    """
    height = sin(radians(other.latitude - one.latitude) / 2) ** 2
    width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(height + cos(radians(one.latitude)) * cos(radians(other.latitude)) * width))


def _against(one: Profile, other: Profile) -> Reason | None:
    """What keeps an equal name from being a hit."""
    name = _shared_name(one, other)
    if not other.is_named:
        return Reason(Because.UNNAMED)
    if one.keys & other.keys <= one.shared | other.shared:
        return Reason(Because.SHARED_NAME, (name,))
    if "" in one.families | other.families or not one.families or not other.families:
        return Reason(Because.NO_FAMILY, (name,))
    if one.families != other.families:
        return Reason(Because.OTHER_FAMILY, (name,))
    if not one.countries or not other.countries:
        return Reason(Because.NO_COUNTRY, (name,))
    if one.countries != other.countries or len(one.countries) > 1:
        return Reason(Because.OTHER_COUNTRY, (name, min(one.countries), min(other.countries)))
    return None


def _is_rival(one: Profile, other: Profile) -> bool:
    """Whether only a shared name keeps it from being a hit."""
    found = _against(one, other)
    is_alike = one.families == other.families and one.countries == other.countries
    return bool(found and found.code is Because.SHARED_NAME and is_alike and not contradiction(one, other))


def _apart(one: Profile, other: Profile, name: str) -> Reason | None:
    """What makes a hit doubtful: it lies elsewhere, or is of another level: a district, not its town."""
    nearest = min((kilometres(here, there) for here in one.points for there in other.points), default=0.0)
    if nearest > FAR:
        return Reason(Because.FAR_APART, (name, f"{nearest:.0f}"))
    if bool(one.areas) != bool(other.areas) or (one.levels and other.levels and one.levels != other.levels):
        return Reason(Because.OTHER_LEVEL, (name,))
    return None


def _shared_name(one: Profile, other: Profile) -> str:
    shared = one.keys & other.keys
    return next((name for name in one.names if identity_key(name) in shared), one.name)


def _by_scheme(identifiers: Iterable[Identifier]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for identifier in identifiers:
        found[identifier.scheme] = found.get(identifier.scheme, frozenset()) | {identifier.value}
    return found


def _order(reason: Reason) -> tuple[int, tuple[str, ...]]:
    """The nearest miss first: a person wants to read what is missing."""
    nearest = (Because.NO_COUNTRY, Because.NO_FAMILY, Because.SHARED_NAME, Because.OTHER_FAMILY, Because.OTHER_COUNTRY)
    return (nearest.index(reason.code) if reason.code in nearest else len(nearest), reason.parameters)


def _new(code: Because, *parameters: str) -> Decision:
    return Decision("", Reason(code, parameters))
