# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be written into tables: for each record type the rows told anew, with their cells, pairs and texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.dates import partial_date
from graph.model import Text, pick
from graph.stores.sqlite.codebook import CodeBook
from graph.stores.sqlite.plan import DETAILS, LABELS, SURE, Plan
from graph.stores.sqlite.rows import Row
from graph.stores.sqlite.segments import KIND_OF, LANG, Entry
from graph.stores.sqlite.told import Called, Teller, Told, is_bounded
from graph.text import fold, sort_key

TEXT = KIND_OF["text"]
Keyed = tuple[int, int, int, int]
"""The rows of cooperation, stakeholder and side (or subject, object, -1), and the code of role or kind."""


@dataclass(slots=True)
class Sheet:
    """New contents for the rows of one table."""

    plan: Plan
    codes: CodeBook
    rows: list[int] = field(default_factory=list)
    """All rows told anew, also those of which nothing is left."""
    cells: dict[str, tuple[list[int], list[float]]] = field(default_factory=dict)
    pairs: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    texts: list[Entry] = field(default_factory=list)
    details: list[Entry] = field(default_factory=list)
    identifiers: list[Entry] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)

    def put(self, row: int, column: str, value: float) -> None:
        """One cell."""
        rows, values = self.cells.setdefault(column, ([], []))
        rows.append(row)
        values.append(value)

    def lay(self, row: int, rows: Sequence[Row], teller: Teller, key: Keyed | None) -> None:
        """Everything that a record's visible claims tell."""
        plan = self.plan
        facts, called = teller.facts(plan, rows)
        self.put(row, "there", 1)
        if any(is_bounded(claim) for claim in rows):
            self.put(row, "bounded", 1)
        self._codes(row, facts)
        self._others(row, facts)
        sure = next((facts[name][0][1] for name in SURE if facts.get(name)), 0)
        if sure:
            self.put(row, "certainty", sure)
        if key is not None:
            self._key(row, key)
        self._sources(row, rows)
        if plan.type_name not in {"participation", "tie"}:
            self._names(row, facts, called)

    def _codes(self, row: int, facts: Mapping[str, Sequence[Told]]) -> None:
        plan = self.plan
        for name in (*plan.single, *plan.many):
            told = facts.get(name)
            if told:
                self.put(row, f"{name}_state", told[0][0])
                codes = [self.codes.number(one[2][2:]) for one in told if one[2][:2] == "c:"]
                if name in plan.many:
                    self.pairs.setdefault(name, []).extend((row, code, 0) for code in codes)
                elif codes:
                    self.put(row, name, codes[0])

    def _others(self, row: int, facts: Mapping[str, Sequence[Told]]) -> None:
        plan = self.plan
        for name in (*plan.dated, *plan.states):
            if name in facts:
                self.put(row, f"{name}_state", facts[name][0][0])
        for name in plan.dated:
            if name in facts and facts[name][0][2][:2] == "d:":
                date = partial_date(facts[name][0][2][2:])
                self.put(row, f"{name}_first", date.first)
                self.put(row, f"{name}_last", date.last)
        for name in (*plan.numbers, "named"):
            if name in facts and facts[name][0][2][:2] == "n:":
                number = float(facts[name][0][2].rpartition(":")[2])
                self.put(row, name, number != 0 if name == "named" else number)
        for name in plan.references:
            for told in facts.get(name, ()):
                if told[3]:
                    role = self.codes.number(told[2]) if told[2] else -1
                    self.pairs.setdefault(name, []).append((row, told[3], role))

    def _key(self, row: int, key: Keyed) -> None:
        names = ("whole", "member", "side", "role") if self.plan.type_name == "participation" else _TIE
        for name, value in zip(names, key, strict=True):
            if name:
                self.put(row, name, value)

    def _sources(self, row: int, rows: Sequence[Row]) -> None:
        counts: dict[int, int] = {}
        for claim in rows:
            counts[claim[9]] = counts.get(claim[9], 0) + 1
        self.pairs.setdefault("source", []).extend((row, source, count) for source, count in counts.items())

    def _names(self, row: int, facts: Mapping[str, Sequence[Told]], called: Sequence[Called]) -> None:
        label = label_told(facts)
        if label is not None:
            self.keys[row] = sort_key(label)
        self.texts += [(row, fold(text), self.tag(kind, lang), text) for kind, lang, text in called]
        details = [(lang, text) for name in DETAILS for lang, text in said(facts, name)]
        found = [(row, fold(text), self.tag(TEXT, lang), text) for lang, text in details]
        if self.plan.type_name == "note":
            self.texts += found
        else:
            self.details += found
        for told in facts.get("identifier", ()):
            if told[2]:
                self.identifiers.append((row, identifier_line(told[2][2:]), 0, ""))

    def tag(self, kind: int, lang: str) -> int:
        """Kind and language in one number."""
        return kind | self.codes.number(lang) << LANG


_TIE = ("subject", "object", "", "kind")


def identifier_line(said: str) -> str:
    """An identifier on one line."""
    return said.replace("\n", "\x1e")


def said(facts: Mapping[str, Sequence[Told]], name: str) -> list[tuple[str, str]]:
    """Languages and texts under a property, by language."""
    parts = (told[2][2:].partition(":") for told in facts.get(name, ()) if told[2][:2] == "t:")
    return sorted((lang, text) for lang, _, text in parts)


def label_told(facts: Mapping[str, Sequence[Told]]) -> str | None:
    """The label by which a record is listed; None where it has none."""
    for name in LABELS:
        texts = tuple(Text(text, lang) for lang, text in said(facts, name))
        found = pick(texts)
        if found:
            return found.text
    return None
