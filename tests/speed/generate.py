# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The benchmark's city network: as many stakeholders as asked for, as many cooperations, five times the participations.

Seeded, so that every run measures the same; streaming, so that the data set is never in memory. Each fact has a source
and a locator. One stakeholder in a hundred has a former name, so that dates have something to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from graph.dates import PartialDate, partial_date
from graph.model import Claim, Identifier, ParticipationKey, Passage, Term, Text, Value, Visibility
from graph.stores.protocol import Change, NewRecord

KINDS = ("municipality", "municipal_company", "university", "association", "company", "civil_society_group")
COOPERATIONS = ("twinning", "project_partnership", "contact", "solidarity_partnership", "support")
TOPICS = ("water", "culture", "energy", "education", "health", "transport", "climate", "sport")
INSTRUMENTS = ("training", "advice", "delegation_visit")
COUNTRIES = ("DE", "UA", "PL", "FR", "TR", "GB")
ROLES = ("partner", "funder", "implementer", "beneficiary", "contact_point")
PLACES = ("Nord", "Süd", "Bad", "Neu", "Alt", "Groß", "Klein", "Ober", "Unter", "Sankt")
ENDS = ("hausen", "stadt", "berg", "heim", "dorf", "brück", "hafen", "furt", "au", "münde")
BODIES = ("Stadtwerke", "Hochschule", "Verein der Freunde", "Hilfe für", "Gesellschaft", "Stadt", "Institut")
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "ten",
    "vo",
    "sil",
    "ber",
    "gan",
    "dor",
    "wes",
    "nim",
    "tal",
    "rosch",
    "jen",
    "pul",
)
PARTICIPATIONS = 5
"""For each cooperation."""


@dataclass(slots=True)
class Town:
    """Throws the data set of one size."""

    size: int
    seed: int = 1
    dice: Random = field(init=False)
    row: int = 0
    dates: tuple[PartialDate, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.dates = tuple(partial_date(f"{year}-{month:02}") for year in range(1970, 2026) for month in (2, 5, 9))

    def change(self) -> Change:
        """The whole data set as the feed of one register."""
        return Change("loader speed 1", f"{self.size} stakeholders", self._entries(), feed="+feed")

    def _entries(self) -> Iterator[NewRecord | Claim]:
        yield NewRecord("+feed", "source", "Register", origin="register")
        yield self._said("+feed", "kind", Term("register"))
        yield self._said("+feed", "title", Text("Register der Partner", "de"))
        for number in range(self.size):
            yield from self._stakeholder(number)
        for number in range(self.size):
            yield from self._cooperation(number)

    def _said(self, record: str, name: str, value: Value | None = None, **more: str) -> Claim:
        passages = (Passage(f"row {self.row}"),)
        return Claim(record, name, value, "+feed", passages, author="loader speed 1", **more)  # type: ignore[arg-type]

    def _name(self) -> str:
        dice = self.dice
        place = f"{dice.choice(PLACES)}{''.join(dice.choices(SYLLABLES, k=2))}{dice.choice(ENDS)}"
        return f"{dice.choice(BODIES)} {place}"

    def _stakeholder(self, number: int) -> Iterator[NewRecord | Claim]:
        self.row += 1
        dice, handle, name = self.dice, f"+s{number}", self._name()
        yield NewRecord(handle, "stakeholder", name, origin=f"s{number}")
        yield self._said(handle, "kind", Term(dice.choice(KINDS)))
        yield self._said(handle, "label", Text(name, "de"))
        yield self._said(handle, "country", Term(dice.choice(COUNTRIES)))
        if number % 2 == 0:
            yield self._said(handle, "identifier", Identifier("wikidata", f"Q{number + 1000}"))
        if number % 3 == 0:
            yield self._said(handle, "alias", Text(name.replace("Stadt ", ""), "de"))
        if number % 100 == 0:
            yield self._said(handle, "label", Text(f"Alt-{name}", "de"), valid_to="1999")
        if number % 1000 == 999:
            secret = self._said(handle, "contact", Text("amt@example.org"))
            yield Claim(secret.record, secret.property, secret.value, "+feed", secret.passages, visibility=_INTERNAL)

    def _cooperation(self, number: int) -> Iterator[NewRecord | Claim]:
        self.row += 1
        dice, handle = self.dice, f"+c{number}"
        title = f"Partnerschaft {''.join(dice.choices(SYLLABLES, k=3)).title()}"
        yield NewRecord(handle, "cooperation", title, origin=f"c{number}")
        yield self._said(handle, "kind", Term(dice.choice(COOPERATIONS)))
        yield self._said(handle, "label", Text(title, "de"))
        yield self._said(handle, "starts", dice.choice(self.dates))
        if number % 4 == 0:
            yield self._said(handle, "ends", partial_date(str(dice.randrange(2015, 2031))))
        for topic in dice.sample(TOPICS, dice.choice((1, 1, 2))):
            yield self._said(handle, "topic", Term(topic))
        yield self._said(handle, "instrument", Term(dice.choice(INSTRUMENTS)))
        yield from self._members(number, handle)

    def _members(self, number: int, handle: str) -> Iterator[NewRecord | Claim]:
        dice = self.dice
        # Some take part in many cooperations, most in few.
        members = [int(self.size * dice.random() ** 2) for _ in range(PARTICIPATIONS)]
        for place, member in enumerate(dict.fromkeys(members)):
            role = "party" if place < 2 else dice.choice(ROLES)
            side = f"+s{members[0]}" if place >= 2 and dice.random() < 0.5 else ""
            participation = f"+p{number}-{place}"
            yield NewRecord(participation, "participation", key=ParticipationKey(handle, f"+s{member}", role, side))
            yield self._said(participation, "holds")
            if dice.random() < 0.3:
                yield self._said(participation, "starts", dice.choice(self.dates))


_INTERNAL = Visibility.INTERNAL
