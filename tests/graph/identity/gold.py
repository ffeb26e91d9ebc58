# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The gold pairs as values: what a person judged, and the stakeholders as a store or the rules take them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

from graph.identity.kindred import Kindred
from graph.identity.profile import Profile, Said, profile
from graph.kinds import Kinds
from graph.model import Claim, Identifier, Passage, Term, Text, Value
from graph.stores.protocol import Change, NewRecord

FILE = Path(__file__).with_name("gold.yaml")


@dataclass(frozen=True)
class Body:
    """One stakeholder as a file writes it."""

    text: str
    names: tuple[str, ...]
    kind: str
    country: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""

    def values(self) -> Iterator[tuple[str, Value]]:
        """Property and value, without names and kind."""
        if self.country:
            yield "country", Term(self.country)
        yield from (("identifier", identifier) for identifier in self.identifiers)

    def profile(self, kinds: Kinds) -> Profile:
        """As the rules compare it."""
        return profile(self.text, Said(list(self.names), [self.kind], list(self.values())), Kindred(kinds))


@dataclass(frozen=True)
class Gold:
    """All pairs."""

    same: tuple[tuple[Body, Body], ...]
    different: tuple[tuple[Body, Body], ...]
    noticed: tuple[tuple[Body, Body], ...] = ()
    """The same too, but nobody judged them as a pair: they are known, not counted."""

    @property
    def bodies(self) -> list[Body]:
        """Every stakeholder once."""
        return list(dict.fromkeys(body for pair in (*self.same, *self.different) for body in pair))

    def clusters(self) -> dict[Body, int]:
        """The body that each entry means, as a number: what follows from the pairs that are the same."""
        found = {body: place for place, body in enumerate(self.bodies)}
        for one, other in (*self.same, *self.noticed):
            mine, theirs = found[one], found[other]
            found = {body: mine if place == theirs else place for body, place in found.items()}
        return found

    def all_same(self) -> set[frozenset[Body]]:
        """Every pair that is the same, also those that only follow."""
        clusters = self.clusters()
        return {frozenset(pair) for pair in combinations(self.bodies, 2) if clusters[pair[0]] == clusters[pair[1]]}


@cache
def gold(file: Path = FILE) -> Gold:
    """The pairs of a file."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    pairs = {name: tuple((body(one), body(other)) for one, other in read[name]) for name in read}
    return Gold(**pairs)


@cache
def body(text: str) -> Body:
    """The stakeholder that a line writes."""
    names, kind, country, identifiers, url = (part.strip() for part in f"{text} | | |".split("|")[:5])
    numbers = tuple(Identifier(*one.split(":")) for one in identifiers.split())
    return Body(text, tuple(name.strip() for name in names.split(";")), kind, country, numbers, url)


def told(bodies: list[Body]) -> Change:
    """A change that makes a record of each, whatever is equal."""
    entries: list[NewRecord | Claim] = [NewRecord("+q", "source", "Gold"), _said("+q", "kind", Term("dataset"))]
    entries.append(_said("+q", "title", Text("Gold", "en")))
    for number, one in enumerate(bodies):
        record = f"+{number}"
        entries.append(NewRecord(record, "stakeholder"))
        entries += [_said(record, "kind", Term(one.kind)), _said(record, "label", Text(one.names[0]))]
        entries += [_said(record, "alias", Text(name)) for name in one.names[1:]]
        entries += [_said(record, name, value) for name, value in one.values()]
        entries += [_said(record, "url", Text(one.url))] if one.url else []
    return Change("test", "gold", entries)


def _said(record: str, name: str, value: Value) -> Claim:
    return Claim(record, name, value, "+q", (Passage("here"),))
