# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A town with one loaded feed, and an editor who writes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.editing import edits
from graph.editing.desk import Desk
from graph.editing.saving import Saved, save
from graph.editing.saying import THE_EDITOR, Evidence, Given, Joined, Plan, Ranked, Saying
from graph.editing.voice import voice_of
from graph.kinds import Kinds
from graph.model import (
    Audience,
    Claim,
    Identifier,
    ParticipationKey,
    Passage,
    Rank,
    Record,
    Term,
    Text,
    Value,
    ValueState,
)
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, NewRecord, Store, View
from tests.graph.stores.contract import Repeatable

TOWN, CLUB, WORK, FEED = "s-auental", "s-ruderclub", "c-partnerschaft", "q-liste"
Planning: TypeAlias = Callable[[Desk], Plan]


def town(kinds: Kinds) -> Store:
    """What the list says."""
    store = MemoryStore(kinds, Repeatable())
    tell(store)
    return store


def tell(store: Store, **more: Value) -> None:
    """Loads the list; `more` it says of the town."""
    said: dict[tuple[str, str], tuple[Value, ...]] = {
        ("+town", "kind"): (Term("municipality"),),
        ("+town", "label"): (Text("Auental", "de"), Text("Auenthal", "en")),
        ("+town", "url"): (Text("https://auental.example"), Text("https://alt.example")),
        ("+town", "description"): (Text("Eine Stadt.", "de"),),
        ("+town", "identifier"): (Identifier("wikidata", "Q1"),),
        ("+club", "kind"): (Term("association"),),
        ("+club", "label"): (Text("Ruderclub", "de"),),
        ("+work", "kind"): (Term("contact"),),
        ("+work", "label"): (Text("Partnerschaft", "de"),),
    }
    for name, value in more.items():
        said["+town", name] = (value,)
    entries: list[NewRecord | Claim] = [
        NewRecord("+feed", "source", "Liste", origin="liste"),
        Claim("+feed", "kind", Term("spreadsheet"), "+feed", (Passage("line 1"),)),
        Claim("+feed", "title", Text("Liste", "de"), "+feed", (Passage("line 1"),)),
        NewRecord("+town", "stakeholder", "Auental", origin="town"),
        NewRecord("+club", "stakeholder", "Ruderclub", origin="club"),
        NewRecord("+work", "cooperation", "Partnerschaft", origin="work"),
    ]
    for (record, name), values in said.items():
        entries += [Claim(record, name, value, "+feed", (Passage("line 2"),), author="loader t 1") for value in values]
    store.commit(Change("loader t 1", "loaded", entries, feed="+feed"))


@dataclass
class Editor:
    """Writes into one store."""

    store: Store
    name: str = "anna"
    evidence: Evidence = THE_EDITOR
    has_read: int | None = None
    owner: str = ""

    def create(self, type_name: str, **values: object) -> Saved:
        """A new record."""
        return self.do(lambda desk: edits.create(desk, type_name, sayings(values)))

    def update(self, record: str, **values: object) -> Saved:
        """A change of one record."""
        return self.do(lambda desk: edits.update(desk, record, sayings(values)))

    def add(self, record: str, name: str, given: Given, rank: Rank = Rank.NORMAL) -> Saved:
        """A claim beside others."""
        return self.do(lambda desk: edits.add(desk, record, (Ranked(Saying(name, (given,)), rank),)))

    def join(self, who: str, role: str = "partner", **values: object) -> Saved:
        """One who takes part in the partnership."""
        joined = Joined("participation", ParticipationKey(WORK, who, role), sayings(values), "input")
        return self.do(lambda desk: edits.relate(desk, joined))

    def do(self, plan: Planning) -> Saved:
        """Whatever edit."""

        def planner(view: View) -> Plan:
            return plan(Desk(view, voice_of(self.store, view, self.name, self.evidence, owner=self.owner)))

        return save(self.store, planner, expected=self.has_read)

    def record(self, name: str, audience: Audience = Audience.INTERNAL) -> Record:
        """A record as it is now."""
        found = self.store.view(audience).records([name])[0]
        assert found is not None, name
        return found

    def shown(self, name: str, property_name: str) -> list[str]:
        """What is shown of a property, as texts."""
        facts = self.record(name).facts.get(property_name, ())
        return [_plain(fact.value) if fact.value else str(fact.state) for fact in facts]


def sayings(values: dict[str, object]) -> tuple[Saying, ...]:
    """What is given, by property: a value, a list of values, a state, or None for null."""
    return tuple(_saying(name, value) for name, value in values.items())


def _saying(name: str, value: object) -> Saying:
    if value is None:
        return Saying(name, place=name, is_null=True)
    listed = value if isinstance(value, list) else [value]
    return Saying(name, tuple(_given(one, f"{name}[{place}]") for place, one in enumerate(listed)), name)


def _given(value: object, place: str) -> Given:
    return Given(state=value, place=place) if isinstance(value, ValueState) else Given(value, place=place)  # type: ignore[arg-type]  # tests give values only


def _plain(value: Value) -> str:
    match value:
        case Text(text):
            return text
        case Term(code):
            return code
        case Identifier(scheme, number):
            return f"{scheme}:{number}"
    return str(value)


def citing(editor: Editor, evidence: Evidence) -> Editor:
    """The editor who names a source."""
    return replace(editor, evidence=evidence)
