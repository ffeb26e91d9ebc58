# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes and questions thrown by dice: small worlds full of contradictions, secrets, mergers and late dates."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from graph.dates import partial_date
from graph.model import (
    Audience,
    Certainty,
    Claim,
    Identifier,
    Money,
    Number,
    ParticipationKey,
    Passage,
    Rank,
    Ref,
    Term,
    Text,
    TieKey,
    Value,
    ValueState,
    Visibility,
)
from graph.stores.protocol import Change, NewRecord, Store

KINDS = {
    "stakeholder": ("municipality", "association", "person", "company", "university"),
    "cooperation": ("twinning", "project_partnership", "contact"),
    "event": ("conference", "visit"),
    "note": ("goal", "challenge"),
    "source": ("web_page", "slides"),
}
TOPICS = ("water", "culture", "energy")
ROLES = ("party", "lead", "partner", "funder", "host", "visitor")
TIES = ("part_of", "owned_by", "member_of")
WORDS = ("Hafen", "Müller", "Wasser", "Київ", "Straße Nord", "Ost")
DATES = ("2019", "2020-05", "2020-05-07", "2021", "2023-11", "1999")
LANGS = ("de", "en", "uk")
BOUNDS = ("", "", "", "?", "..", *DATES)
BEARERS = ("stakeholder", "cooperation", "event", "note", "source")


def ids_of(handles: dict[str, str]) -> dict[str, list[str]]:
    """Ids by the letter of their type."""
    found: dict[str, list[str]] = {}
    for name in handles.values():
        found.setdefault(name[0], []).append(name)
    return found


@dataclass
class Dice:
    """Throws changes for one store; whoever throws the same dice throws the same changes."""

    random: Random
    known: dict[str, list[str]] = field(default_factory=dict)
    """Ids or handles by the letter of their type."""
    made: int = 0

    def one(self, letter: str) -> str:
        """Some record of a type."""
        return self.random.choice(self.known[letter])

    def has(self, *letters: str) -> bool:
        """Whether there are records of these types."""
        return all(self.known.get(letter) for letter in letters)

    def change(self, size: int, *, feed: bool = False) -> Change:
        """New records and new claims, some about old ones."""
        entries: list[NewRecord | Claim] = []
        handles = ""
        if feed or not self.has("q"):
            entries += self._record("source", origin="feed")
            handles = self.known["q"][-1]
        for _ in range(size):
            entries += self.random.choice((self._new, self._claim, self._claim, self._keyed))()
        return Change("loader dice 1", "thrown", tuple(entries), feed=handles if feed else "")

    def _new(self) -> list[NewRecord | Claim]:
        return self._record(self.random.choice(BEARERS))

    def _record(self, record_type: str, origin: str = "") -> list[NewRecord | Claim]:
        self.made += 1
        handle, name = f"+{record_type[0]}{self.made}", self.random.choice(WORDS)
        letter = {"source": "q"}.get(record_type, record_type[0])
        self.known.setdefault(letter, []).append(handle)
        found: list[NewRecord | Claim] = [NewRecord(handle, record_type, name, origin=origin)]
        label = {"source": "title", "note": "text"}.get(record_type, "label")
        return [*found, self._said(handle, record_type, "kind"), self._said(handle, record_type, label)]

    def _keyed(self) -> list[NewRecord | Claim]:
        self.made += 1
        handle = f"+k{self.made}"
        if self.random.random() < 0.7 and self.has("c", "s"):
            side = self.one("s") if self.random.random() < 0.4 else ""
            key = ParticipationKey(self.one("c"), self.one("s"), self.random.choice(ROLES), side)
            self.known.setdefault("p", []).append(handle)
            return [NewRecord(handle, "participation", key=key), self._said(handle, "participation", "holds")]
        if self.has("s"):
            tie = TieKey(self.one("s"), self.random.choice(TIES), self.one("s"))
            if tie.subject != tie.object:
                self.known.setdefault("t", []).append(handle)
                return [NewRecord(handle, "tie", key=tie), self._said(handle, "tie", "holds")]
        return []

    def _claim(self) -> list[NewRecord | Claim]:
        letter = self.random.choice([letter for letter in "scpteqn" if self.has(letter)])
        record_type = {"s": "stakeholder", "c": "cooperation", "p": "participation", "t": "tie"}.get(letter, "")
        record_type = record_type or {"e": "event", "q": "source", "n": "note"}[letter]
        return [self._said(self.one(letter), record_type, self.random.choice(PROPERTIES[record_type]))]

    def _said(self, record: str, record_type: str, name: str) -> Claim:
        dice = self.random
        value, state = self.value(record_type, name), ValueState.STATED
        if dice.random() < 0.1 and name != "holds":
            value, state = None, dice.choice((ValueState.UNKNOWN, ValueState.NONE))
        return Claim(
            record,
            name,
            value,
            self.one("q"),
            (Passage(f"line {dice.randrange(9)}", original=dice.choice(("", "", "Hafens"))),),
            state,
            valid_from=dice.choice(BOUNDS) if dice.random() < 0.3 and state is ValueState.STATED else "",
            valid_to=dice.choice(BOUNDS) if dice.random() < 0.3 and state is ValueState.STATED else "",
            certainty=dice.choice((Certainty.STATED, Certainty.STATED, Certainty.INFERRED, Certainty.DISPUTED)),
            rank=dice.choice((Rank.NORMAL,) * 8 + (Rank.PREFERRED, Rank.DEPRECATED)),
            visibility=Visibility.INTERNAL if dice.random() < 0.1 else Visibility.PUBLIC,
            author=dice.choice(("loader dice 1", "erika")),
        )

    def value(self, record_type: str, name: str) -> Value | None:  # noqa: C901, PLR0912 - one case each
        """A value that the vocabulary allows."""
        dice = self.random
        match name:
            case "kind":
                return Term(dice.choice(KINDS[record_type]))
            case "label" | "title" | "text" | "alias" | "description" | "subtitle":
                return Text(dice.choice(WORDS) + dice.choice(("", " AG", " e. V.")), dice.choice(LANGS))
            case "level":
                return Term(dice.choice(("municipal", "state")))
            case "country":
                return Term(dice.choice(("DE", "UA", "PL")))
            case "topic":
                return Term(dice.choice(TOPICS))
            case "instrument":
                return Term(dice.choice(INSTRUMENTS))
            case "status":
                return Term(dice.choice(("active", "ended")))
            case "formality":
                return Term(dice.choice(("agreement", "informal")))
            case "starts" | "ends" | "published":
                return partial_date(dice.choice(DATES))
            case "identifier":
                return Identifier(dice.choice(("wikidata", "ror")), dice.choice(("Q1", "Q2", "x3")))
            case "weight":
                return Number(Decimal(dice.choice(("0.5", "1", "2.5"))))
            case "distance" | "named":
                return Number(Decimal(dice.choice(("0", "1", "2.5"))))
            case "funding":
                return Money(Decimal(dice.choice(("0", "5"))), "EUR")
            case "participant":
                return Ref(self.one("s") if self.has("s") else self._anybody(), dice.choice(("", "host", "visitor")))
            case "cooperation":
                return Ref(self.one("c") if self.has("c") else self._anybody())
            case "about":
                return Ref(self.one(dice.choice([letter for letter in "sc" if self.has(letter)] or ["q"])))
            case "visibility":
                return Text(dice.choice(("internal", "public")))
        return None

    def _anybody(self) -> str:
        return "s-nobody"

    # ---------------------------------------------------------- changing what is there

    def edit(self, store: Store) -> Change:
        """Takes some claims out, retracts some, merges two records."""
        view = store.view(STAFF)
        said = [claim for record in self._present(store) for claim in view.claims_of([record])[0]]
        dice = self.random
        gone = dice.sample(said, min(len(said), dice.randrange(3)))
        names = tuple(claim.id for claim in gone)
        merge: tuple[tuple[str, str], ...] = ()
        letter = dice.choice("scq")
        if dice.random() < 0.3 and len(self.known.get(letter, ())) > 1:
            pair = dice.sample(self.known[letter], 2)
            merge = ((pair[0], pair[1]),)
        return Change("erika", "edited", leave=names[:1], retract=names[1:], merge=merge)

    def _present(self, store: Store) -> list[str]:
        view = store.view(STAFF)
        names = sorted({name for group in self.known.values() for name in group})
        return [name for name, record in zip(names, view.records(names), strict=True) if record]

    def settle(self, handles: dict[str, str]) -> None:
        """Handles become ids once a change is written."""
        self.known = {
            letter: list(dict.fromkeys(handles.get(name, name) for name in names if handles.get(name, name)[0] != "+"))
            for letter, names in self.known.items()
        }

    def forget(self, name: str) -> None:
        """A record was erased."""
        self.known = {letter: [other for other in group if other != name] for letter, group in self.known.items()}


INSTRUMENTS = ("training", "advice")
PROPERTIES = {
    "stakeholder": (
        "kind", "label", "label", "alias", "level", "country", "identifier", "named", "description", "starts", "ends",
        "visibility",
    ),
    "cooperation": (
        "kind", "label", "status", "formality", "topic", "topic", "instrument", "starts", "ends", "weight", "distance",
        "funding",
    ),
    "participation": ("holds", "starts", "ends", "status"),
    "tie": ("holds", "starts", "ends"),
    "event": ("kind", "label", "participant", "participant", "cooperation", "topic", "country", "starts"),
    "note": ("kind", "text", "about", "topic"),
    "source": ("kind", "title", "subtitle", "published", "visibility"),
}  # fmt: skip

STAFF = Audience.INTERNAL
