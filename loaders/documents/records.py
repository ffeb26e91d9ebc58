# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a document's records to statements; a record with an error says nothing, and its errors say why.

Sources, stakeholders, cooperations, events and notes stand under a key of their own; participations (within their
cooperation) and ties are named by what they join.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from graph.errors import UnknownCode
from graph.kinds import Kinds
from graph.model import ParticipationKey, Passage, TieKey
from loaders.documents.statements import AROUND, Around, Slot, Subject, holding, statements
from loaders.documents.tree import Node, Wrong
from loaders.loader import FEED, Problem, Said, record_name

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "sources": "source",
        "stakeholders": "stakeholder",
        "cooperations": "cooperation",
        "events": "event",
        "notes": "note",
    }
)
"""The sections whose records have keys of their own, with the type of their records."""
WHOLE = tuple(name for name in AROUND if name != "visibility")
"""What may be said around a whole record; its visibility is a property of it, and who may see it."""
JOINED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"participation": ("stakeholder", "role", "side", "spell"), "tie": ("subject", "kind", "object", "spell")}
)
"""What names a participation (within its cooperation) and a tie."""

_KEY = re.compile(r"[^\s/:,\"\[\]+][^\s/:,\"\[\]]{0,99}")
_KEY_HINT = 'A key has no blanks and none of / : , " [ ].'


@dataclass(frozen=True, slots=True)
class Records:
    """Reads the records of documents under one vocabulary."""

    kinds: Kinds

    def section(self, name: str, node: Node) -> Iterator[Said | Problem]:
        """What the records of a section say."""
        if node.is_empty:
            return
        try:
            fields = node.fields()
        except Wrong as wrong:
            yield wrong.problem
            return
        for key, record in fields.items():
            yield from self._keyed(SECTIONS[name], key, record)

    def ties(self, node: Node) -> Iterator[Said | Problem]:
        """What the document's ties say."""
        for item in () if node.is_empty else node.items():
            yield from self._joined("tie", item, "", around=Around())

    def feed(self, fields: Mapping[str, Node]) -> Iterator[Said | Problem]:
        """What the document says of itself as a source."""
        yield from self._record(Subject("source", FEED), fields, Around())

    def _keyed(self, type_name: str, key: str, node: Node) -> Iterator[Said | Problem]:
        about = record_name(type_name, key)
        try:
            if not _KEY.fullmatch(key) or about == record_name("source", FEED):
                raise node.strange("BAD_KEY", f'"{key[:40]}" cannot be a key.', _KEY_HINT)
            fields = dict(node.fields())
        except Wrong as wrong:
            yield replace(wrong.problem, about=about)
            return
        members = fields.pop("participations", None) if type_name == "cooperation" else None
        yield from self._record(Subject(type_name, key), fields, Around())
        for item in () if members is None or members.is_empty else members.items():
            yield from self._joined("participation", item, key, around=_for_members(fields))

    def _joined(self, type_name: str, node: Node, cooperation: str, *, around: Around) -> Iterator[Said | Problem]:
        """A participation or tie: that it holds, and what else is said of it."""
        try:
            fields = node.fields()
            key = _natural_key(node, fields, cooperation)
        except Wrong as wrong:
            yield replace(wrong.problem, about=f"{type_name}/{cooperation}@{node.place.line}:{node.place.column}")
            return
        rest = {name: field for name, field in fields.items() if name not in JOINED[type_name]}
        yield from self._record(Subject(type_name, key), {"holds": node, **rest}, around)

    def _record(self, subject: Subject, fields: Mapping[str, Node], around: Around) -> Iterator[Said | Problem]:
        """What is said of one record, or every problem that it has; around it what is said of what it stands in."""
        found: list[Said] = []
        problems: list[Problem] = []
        try:
            around = _around_whole(fields, around)
        except Wrong as wrong:
            problems.append(wrong.problem)
        for name, node in fields.items():
            try:
                found.extend(() if name in WHOLE else self._property(name, node, subject, around=around))
            except Wrong as wrong:
                problems.append(wrong.problem)
        about = record_name(subject.type, subject.key)
        yield from (replace(problem, about=about) for problem in problems) if problems else found

    def _property(self, name: str, node: Node, subject: Subject, *, around: Around) -> list[Said]:
        try:
            rule = self.kinds.property(subject.type, name)
        except UnknownCode as error:
            known = ", ".join(rule.name for rule in self.kinds.properties(subject.type))
            raise node.strange(error.code, error.message, error.hint if error.nearest else f"Known: {known}.") from None
        if rule.value_type == "nothing":
            return list(holding(node, Slot(rule), subject, around))
        return list(statements(node, Slot(rule), subject, around))


def _around_whole(fields: Mapping[str, Node], outer: Around) -> Around:
    """What is said around a whole record."""
    return replace(outer.within({name: fields[name] for name in WHOLE if name in fields}), is_of_record=True)


def _for_members(fields: Mapping[str, Node]) -> Around:
    """What is said around a cooperation, as it holds for its participations: who says it, not in which form."""
    try:
        around = _around_whole(fields, Around())
    except Wrong:  # which the cooperation's own record reports
        return Around()
    cited = (replace(one, passages=tuple(Passage(old.locator) for old in one.passages)) for one in around.cited)
    return replace(around, cited=tuple(cited))


def _natural_key(node: Node, fields: Mapping[str, Node], cooperation: str) -> ParticipationKey | TieKey:
    """What a participation (within its cooperation) or a tie is named by."""
    type_name = "participation" if cooperation else "tie"
    names = {name: fields[name].text() for name in JOINED[type_name] if name in fields and not fields[name].is_empty}
    for name in JOINED[type_name][: 2 if cooperation else 3]:
        if name not in names:
            raise node.wrong("MISSING_KEY", f'The {type_name} names no "{name}".', f"Add {name}: ...")
    if cooperation:
        return ParticipationKey(cooperation, **names)
    return TieKey(**names)
