# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a node or edge is there, as dates of its record; periods that do not touch are spells of participations.

A date that an attribute states goes before the element's own times, which programs write out to the day.
"""

from collections.abc import Iterator, Sequence

from graph.dates import FIRST_DAY, LAST_DAY, partial_date
from graph.model import Text
from loaders.graphs.parts import Spell
from loaders.graphs.record import Subject, Told
from loaders.loader import Said


def periods(subject: Subject, spells: Sequence[Spell], told: Told) -> list[Said]:
    """The first beginning and the last end, where no attribute states them; several spells also in words."""
    spells = merged(spells)
    if not spells:
        return []
    outer = Spell(spells[0].starts, "" if any(not one.ends for one in spells) else spells[-1].ends)
    found = [one for one in bounds(subject, outer) if not told.has(one.property)]
    if len(spells) > 1:
        found.append(subject.stated("attribute:spells", Text("; ".join(f"{one.starts}/{one.ends}" for one in spells))))
    return found


def bounds(subject: Subject, spell: Spell) -> Iterator[Said]:
    """The dates of a spell as the record's own."""
    for name, text in (("starts", spell.starts), ("ends", spell.ends)):
        if text:
            yield subject.stated(name, partial_date(text))


def merged(spells: Sequence[Spell]) -> list[Spell]:
    """The spells in order, those that touch joined; none that is open on both sides.

    Example:
        >>> merged([Spell("2005", "2006"), Spell("2001", "2002"), Spell("2002-05", "2003")])
        [Spell(starts='2001', ends='2003'), Spell(starts='2005', ends='2006')]
    """
    found: list[Spell] = []
    for spell in sorted((one for one in spells if not one.is_open), key=lambda one: (_first(one), _last(one))):
        if found and _first(spell) <= _last(found[-1]) + 1:
            last = found[-1] if _last(found[-1]) >= _last(spell) else spell
            found[-1] = Spell(found[-1].starts, last.ends)
        else:
            found.append(spell)
    return [one for one in found if not one.is_open]


def _first(spell: Spell) -> int:
    return partial_date(spell.starts).first if spell.starts else FIRST_DAY


def _last(spell: Spell) -> int:
    return partial_date(spell.ends).last if spell.ends else LAST_DAY
