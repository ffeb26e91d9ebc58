# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small cities as one line per cooperation: "A:lead B:party C:partner@B" (C takes part on B's side)."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from graph.network import Network
from graph.network_build import build
from graph.network_material import NO_SIDE, Material, Members, Ties, Topics, numbers
from graph.selection import Projection

ROLES = (
    "party",
    "lead",
    "contact_point",
    "partner",
    "funder",
    "implementer",
    "beneficiary",
    "host",
    "visitor",
    "decider",
)
Row = tuple[int, str, str, str]
"""Cooperation, stakeholder, role, side."""


def city(*cooperations: str, also: str = "") -> Material:
    """The material of cooperations c0, c1, …; stakeholders are named in them, and in `also`."""
    rows = [(place, *word_parts(word)) for place, line in enumerate(cooperations) for word in line.split()]
    return city_of(rows, [f"c{place}" for place in range(len(cooperations))], also.split())


def word_parts(word: str) -> tuple[str, str, str]:
    who, _, rest = word.partition(":")
    role, _, side = rest.partition("@")
    return who, role, side


def city_of(rows: Sequence[Row], cooperations: Sequence[str], also: Sequence[str] = ()) -> Material:
    names = sorted({row[1] for row in rows} | set(also))
    return Material(
        stakeholders=tuple(names),
        cooperations=tuple(cooperations),
        members=Members(
            cooperation=numbers([row[0] for row in rows]),
            stakeholder=numbers([names.index(row[1]) for row in rows]),
            role=numbers([ROLES.index(row[2]) for row in rows]),
            side=numbers([names.index(row[3]) if row[3] in names else NO_SIDE for row in rows]),
            participation=numbers(range(len(rows))),
        ),
        roles=ROLES,
        participation_ids=lambda places: [f"p-{rows[place][1]}-{rows[place][2]}" for place in places],
    )


def with_topics(material: Material, *topics: str) -> Material:
    """The same with the topics of each cooperation, as words."""
    names = sorted({topic for line in topics for topic in line.split()})
    starts = numbers([0, *np.cumsum([len(line.split()) for line in topics]).tolist()])
    flat = numbers([names.index(topic) for line in topics for topic in line.split()])
    return replace(material, topics=Topics(tuple(names), starts, flat))


def structure(*ties: str) -> Material:
    """The material of ties t0, t1, …: "A part_of B"."""
    rows = [tie.split() for tie in ties]
    names, kinds = sorted({end for row in rows for end in (row[0], row[2])}), sorted({row[1] for row in rows})
    return Material(
        stakeholders=tuple(names),
        ties=Ties(
            subject=numbers([names.index(row[0]) for row in rows]),
            object=numbers([names.index(row[2]) for row in rows]),
            kind=numbers([kinds.index(row[1]) for row in rows]),
            tie=numbers(range(len(rows))),
        ),
        tie_kinds=tuple(kinds),
        tie_ids=lambda places: [f"t{place}" for place in places],
    )


def told(network: Network) -> list[str]:
    """Each link as "A-B 1" or "A>B 1"."""
    links = network.links()
    return [
        f"{network.ids[link.source]}{'-' if link.is_mutual else '>'}{network.ids[link.target]} {link.weight:g}"
        for link in (links[place] for place in range(len(links)))
    ]


def stated(*cooperations: str, also: str = "") -> list[str]:
    return told(build(Projection.STATED, city(*cooperations, also=also)))


def comembership(*cooperations: str) -> list[str]:
    return told(build(Projection.COMEMBERSHIP, city(*cooperations)))
