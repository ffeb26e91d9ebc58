# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generated networks of any size: invented towns with invented partners, the same for the same seed.

A scale of 1 is 1,000 stakeholders, 1,000 cooperations and 5,000 participations; every fact has a source and a locator.
Few take part in many cooperations and many in few, as in real city networks. Everything is streamed.
"""

from collections.abc import Iterator
from random import Random

from graph.dates import partial_date
from graph.model import Claim, Identifier, ParticipationKey, Passage, Term, Text, TieKey
from graph.stores.protocol import Change, NewRecord

STAKEHOLDERS = COOPERATIONS = 1_000
PARTICIPATIONS = 5_000
SOURCES = 50
FEED = "+feed"
AUTHOR = "loader generated"
_BEGINNINGS = "Alt Birken Eichen Falken Grün Hohen Kalten Linden Mühl Neu Ober Rosen Schön Tannen Unter Wald".split()
_ENDINGS = "au bach berg burg dorf feld furt hagen hausen heim hofen kirchen rode stadt tal wasser".split()
_BODIES = {
    "municipality": "Stadt {}",
    "municipal_company": "Stadtwerke {} GmbH",
    "university": "Universität {}",
    "association": "Freundeskreis {} e. V.",
    "chamber": "Handelskammer {}",
    "company": "{} Wasserbau AG",
    "administration_unit": "Büro für Internationales {}",
}
_COUNTRIES = ("DE", "UA", "PL", "FR", "GB", "US", "JP", "IT")
_KINDS = ("twinning", "friendship", "project_partnership", "solidarity_partnership", "support", "contact")
_TOPICS = ("water_supply", "waste", "urban_planning", "reconstruction", "humanitarian_aid", "culture", "climate")
_ROLES = ("partner", "partner", "partner", "funder", "implementer", "beneficiary")


def generated(scale: int, seed: int = 1) -> Change:
    """A change that brings a whole generated network as one feed."""
    return Change(AUTHOR, f"generated network, scale {scale}, seed {seed}", entries(scale, seed), feed=FEED)


def entries(scale: int, seed: int = 1) -> Iterator[NewRecord | Claim]:
    """Records and claims in the order of a feed: sources, stakeholders, cooperations with who takes part, ties."""
    random = Random(seed)
    yield from _sources()
    yield from _stakeholders(scale, random)
    yield from _cooperations(scale, random)
    yield from _ties(scale, random)


def _said(record: str, name: str, value: object, row: int, **more: object) -> Claim:
    source = f"+q{row % SOURCES}"
    passages = (Passage(f"line {row + 1}"),)
    return Claim(record, name, value, source, passages, feed=FEED, author=AUTHOR, **more)  # type: ignore[arg-type]


def _sources() -> Iterator[NewRecord | Claim]:
    for handle, title in [(FEED, "Generated"), *((f"+q{n}", f"Report {n}") for n in range(SOURCES))]:
        yield NewRecord(handle, "source", title, origin=handle)
        passages = (Passage("title"),)
        yield Claim(handle, "kind", Term("report"), FEED, passages, author=AUTHOR)
        yield Claim(handle, "title", Text(title, "en"), FEED, passages, author=AUTHOR)


def town(number: int) -> str:
    """The name of an invented town.

    Example:
        >>> town(0), town(17)
        ('Altau', 'Birkenbach')
    """
    first, second = _BEGINNINGS[number % len(_BEGINNINGS)], _ENDINGS[number // 16 % len(_ENDINGS)]
    nth = number // (len(_BEGINNINGS) * len(_ENDINGS))
    return f"{first}{second}" + (f" {nth}" if nth else "")


def _stakeholders(scale: int, random: Random) -> Iterator[NewRecord | Claim]:
    kinds = list(_BODIES)
    for number in range(STAKEHOLDERS * scale):
        kind, handle = kinds[number % len(kinds)], f"+s{number}"
        label = _BODIES[kind].format(town(number))
        yield NewRecord(handle, "stakeholder", label, origin=handle)
        yield _said(handle, "kind", Term(kind), number)
        yield _said(handle, "label", Text(label, "de"), number)
        yield _said(handle, "country", Term(random.choice(_COUNTRIES)), number)
        if number % 4 == 0:
            yield _said(handle, "alias", Text(town(number), "de"), number)
        if number % 10 == 0:
            yield _said(handle, "identifier", Identifier("wikidata", f"Q{number + 1_000_000}"), number)


def _cooperations(scale: int, random: Random) -> Iterator[NewRecord | Claim]:
    size = STAKEHOLDERS * scale
    for number in range(COOPERATIONS * scale):
        handle = f"+c{number}"
        label = f"Partnerschaft {town(number)} {number}"
        yield NewRecord(handle, "cooperation", label, origin=handle)
        yield _said(handle, "kind", Term(_KINDS[number % len(_KINDS)]), number)
        yield _said(handle, "label", Text(label, "de"), number)
        yield _said(handle, "topic", Term(random.choice(_TOPICS)), number)
        yield _said(handle, "starts", partial_date(str(1950 + number % 75)), number)
        if number % 3 == 0:
            yield _said(handle, "ends", partial_date(str(2026 + number % 9)), number)
        yield from _participations(handle, number, size, random)


def _participations(cooperation: str, number: int, size: int, random: Random) -> Iterator[NewRecord | Claim]:
    members = list(dict.fromkeys(_member(size, random) for _ in range(12)))[: PARTICIPATIONS // COOPERATIONS]
    for place, member in enumerate(members):
        role = "party" if place < 2 else _ROLES[(number + place) % len(_ROLES)]
        side = "" if place < 2 else f"+s{members[place % 2]}"
        handle = f"+p{number}.{place}"
        yield NewRecord(handle, "participation", key=ParticipationKey(cooperation, f"+s{member}", role, side))
        yield _said(handle, "holds", None, number)


def _member(size: int, random: Random) -> int:
    """A stakeholder: low numbers far more often than high ones."""
    return int(size * random.random() ** 2.5)


def _ties(scale: int, random: Random) -> Iterator[NewRecord | Claim]:
    size = STAKEHOLDERS * scale
    for number in range(1, size, 7):
        subject, target = f"+s{number}", f"+s{number - 1}"
        yield NewRecord(f"+t{number}", "tie", key=TieKey(subject, "owned_by", target))
        yield _said(f"+t{number}", "holds", None, number)
