# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes told as a story: who there is, who works with whom, and who says so."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.dates import partial_date
from graph.model import Claim, ParticipationKey, Passage, Ref, Term, Text, TieKey, Value, Visibility
from graph.stores.entering import keyed_id
from graph.stores.protocol import Change, NewRecord

Loose: TypeAlias = Any
"""What a story hands on as it is, to be checked by what takes it."""

CODED = frozenset({"kind", "level", "country", "topic", "status", "formality", "instrument"})
DATED = frozenset({"starts", "ends", "published"})
INTERNAL = Visibility.INTERNAL


def de(text: str) -> Text:
    """German words."""
    return Text(text, "de")


def en(text: str) -> Text:
    """English words."""
    return Text(text, "en")


def meant(name: str, said: Value | str | None) -> Value | None:
    """What a bare string means under a property: a code, a date, or German words."""
    if not isinstance(said, str):
        return said
    if name in CODED:
        return Term(said)
    if name in DATED:
        return partial_date(said)
    return Text(said) if name in {"visibility", "publisher"} else de(said)


@dataclass
class Story:
    """A change in the making. What it makes is named by handles: "+" and the word that the story uses."""

    author: str = "loader slides 1.0"
    message: str = "the first telling"
    feed: str = ""
    source: str = ""
    """Who says what comes next."""
    entries: list[NewRecord | Claim] = field(default_factory=list)
    line: int = 0

    def says(self, record: str, name: str, said: Value | str | None = None, **details: Loose) -> None:
        """One claim, each on a line of its own unless it names its place."""
        self.line += 1
        passages = (Passage(details.pop("locator", f"line {self.line}"), original=details.pop("original", "")),)
        details = {"source": self.source, "feed": self.feed if self.feed != self.source else "", **details}
        self.entries.append(Claim(record, name, meant(name, said), passages=passages, **details))

    def record(self, word: str, record_type: str, name: str = "", **said: Loose) -> str:
        """A new record and what is said of it; lists are several values, `visibility` of its claims is `claims`."""
        handle, claims = f"+{word}", said.pop("claims", Visibility.PUBLIC)
        self.entries.append(NewRecord(handle, record_type, name, origin=said.pop("origin", word)))
        for name_said, values in said.items():
            for value in values if isinstance(values, list) else [values]:
                self.says(handle, name_said, value, visibility=claims)
        return handle

    def new_source(self, word: str, title: str, kind: str = "web_page", **said: Loose) -> str:
        """A source; from now on it is the one that speaks."""
        self.source = f"+{word}"
        return self.record(word, "source", title, kind=kind, title=title, **said)

    def body(self, word: str, label: str, kind: str, **said: Loose) -> str:
        """A stakeholder with a label that everybody may know."""
        return self.record(word, "stakeholder", label, kind=kind, label=label, **said)

    def person(self, word: str, label: str, **said: Loose) -> str:
        """A person: the id does not say the name."""
        return self.record(word, "stakeholder", kind="person", label=label, **said)

    def cooperation(self, word: str, label: str, kind: str, **said: Loose) -> str:
        """A cooperation, still without anybody in it."""
        return self.record(word, "cooperation", label, kind=kind, label=label, **said)

    def joins(self, stakeholder: str, cooperation: str, role: str, side: str = "", **said: Loose) -> str:
        """Somebody takes part in something."""
        return self._keyed("participation", ParticipationKey(cooperation, stakeholder, role, side), said)

    def ties(self, subject: str, kind: str, target: str, **said: Loose) -> str:
        """Somebody belongs to somebody."""
        return self._keyed("tie", TieKey(subject, kind, target), said)

    def _keyed(self, record_type: str, key: ParticipationKey | TieKey, said: dict[str, Loose]) -> str:
        handle = f"+{record_type}-{len(self.entries)}"
        self.entries.append(NewRecord(handle, record_type, key=key))
        details = {name: said.pop(name) for name in ("visibility", "certainty", "locator") if name in said}
        self.says(handle, "holds", **details)
        for name, value in said.items():
            self.says(handle, name, value, **details)
        return handle

    def change(self, **more: Loose) -> Change:
        """What was told, as one change."""
        return Change(self.author, self.message, tuple(self.entries), feed=self.feed, **more)


def taking_part(cooperation: str, stakeholder: str, role: str, side: str = "") -> str:
    """The id of a participation."""
    return keyed_id("participation", ParticipationKey(cooperation, stakeholder, role, side))


def tied(subject: str, kind: str, target: str) -> str:
    """The id of a tie."""
    return keyed_id("tie", TieKey(subject, kind, target))


def ref(record: str, role: str = "") -> Ref:
    """Another record, in a role."""
    return Ref(record, role)
