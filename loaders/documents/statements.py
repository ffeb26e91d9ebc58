# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From one property of a document's record to statements: short or long, one or several, in one language or many.

Short is `kind: municipality`; long is `{value: 2023, cite: web:3, certainty: inferred}`; a list holds several.
What is said around a value (`cite`, `certainty`, ...) holds for everything inside, down to where it is said anew.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from graph.dates import partial_date
from graph.errors import BadDate
from graph.kinds import Property
from graph.model import Certainty, Identifier, Passage, Rank, Text, Value, ValueState, Visibility
from loaders.documents.citations import Cited, citations
from loaders.documents.tree import Node
from loaders.documents.values import value_of
from loaders.loader import FEED, RecordKey, Said, record_name

AROUND = ("cite", "certainty", "rank", "visibility", "valid_from", "valid_to")
STATES: Mapping[str, ValueState] = MappingProxyType({"unknown": ValueState.UNKNOWN, "none": ValueState.NONE})
BOUNDS: Mapping[str, str] = MappingProxyType({"unknown": "?", "open": ".."})
NAMING = frozenset({"label", "title", "holds"})
"""What the form that a source uses belongs to, if it is given for the whole record."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around a value: who says it, and how sure; the document itself where nothing is cited."""

    cited: tuple[Cited, ...] = (Cited(FEED, ()),)
    is_of_record: bool = True
    """Whether it was cited for the whole record."""
    certainty: Certainty = Certainty.STATED
    rank: Rank = Rank.NORMAL
    visibility: Visibility | None = None
    valid_from: str = ""
    valid_to: str = ""

    def within(self, fields: Mapping[str, Node]) -> "Around":
        """What is said around the values inside these fields."""
        around = self
        if "cite" in fields:
            around = replace(around, cited=citations(fields["cite"]), is_of_record=False)
        if "certainty" in fields:
            around = replace(around, certainty=_choice(fields["certainty"], Certainty))
        if "rank" in fields:
            around = replace(around, rank=_choice(fields["rank"], Rank))
        if "visibility" in fields:
            around = replace(around, visibility=_choice(fields["visibility"], Visibility))
        if "valid_from" in fields:
            around = replace(around, valid_from=_bound(fields["valid_from"]))
        if "valid_to" in fields:
            around = replace(around, valid_to=_bound(fields["valid_to"]))
        return around


@dataclass(frozen=True, slots=True)
class Subject:
    """The record that is spoken of, under the document's name for it."""

    type: str
    key: RecordKey


@dataclass(frozen=True, slots=True)
class Slot:
    """The property that is spoken of, and the language, register or name that the keys have led to."""

    rule: Property
    inside: str = ""

    @property
    def is_divided(self) -> bool:
        """Whether keys inside are languages, registers or names."""
        rule = self.rule
        return not self.inside and (rule.value_type in ("text", "identifier") or rule.carries == "name")


def statements(node: Node, slot: Slot, subject: Subject, around: Around) -> Iterator[Said]:
    """What is said here of one property of one record, in the order of the document.

    Raises:
        Wrong: something is not written as it should be.
    """
    if isinstance(node.value, tuple):
        for item in node.value:
            yield from statements(item, slot, subject, around)
    elif isinstance(node.value, Mapping):
        yield from _inside(node, slot, subject, around)
    elif not node.is_empty:
        yield from _single(node, slot, subject, around)


def holding(node: Node, slot: Slot, subject: Subject, around: Around) -> Iterator[Said]:
    """That the participation or tie exists which stands here."""
    yield from _said(node, (None, ValueState.STATED), slot, subject=subject, around=around)


def _inside(node: Node, slot: Slot, subject: Subject, around: Around) -> Iterator[Said]:
    around = around.within(node.fields())
    rest = {name: field for name, field in node.fields().items() if name not in AROUND}
    if not rest:
        raise node.wrong("BAD_SHAPE", "Here a value is missing.", "Write value: ...")
    if "state" in rest:
        yield from _state(rest["state"], slot, subject, around)
    elif "value" in rest:
        yield from statements(rest["value"], _in_language(rest, slot), subject, around)
    elif slot.is_divided:
        for name, field in rest.items():
            yield from statements(field, Slot(slot.rule, _divided(name, field, slot.rule)), subject, around)
    else:
        yield from _single(replace(node, value=rest), slot, subject, around)


def _in_language(rest: Mapping[str, Node], slot: Slot) -> Slot:
    for name, field in rest.items():
        if name not in ("value", "lang"):
            hint = f"Known: value, lang, {', '.join(AROUND)}."
            raise field.strange("UNKNOWN_KEY", f'"{name[:40]}" is not known here.', hint)
    return Slot(slot.rule, _divided(rest["lang"].text(), rest["lang"], slot.rule)) if "lang" in rest else slot


def _divided(name: str, field: Node, rule: Property) -> str:
    is_language = rule.value_type == "text" and rule.carries != "name"
    if is_language and not _LANGUAGE.fullmatch(name):
        hint = f"Write de, en or uk; around a value stand {', '.join(AROUND)}."
        raise field.strange("UNKNOWN_KEY", f'"{name[:40]}" is no language.', hint)
    return name


def _state(node: Node, slot: Slot, subject: Subject, around: Around) -> Iterator[Said]:
    if node.text() not in STATES:
        raise node.wrong("BAD_STATE", f"{node.what} is no state.", "Write unknown or none.")
    yield from _said(node, (None, STATES[node.text()]), slot, subject=subject, around=around)


def _single(node: Node, slot: Slot, subject: Subject, around: Around) -> Iterator[Said]:
    if _is_state(node, slot):
        yield from _state(node, slot, subject, around)
        return
    yield from _said(node, (_value(node, slot), ValueState.STATED), slot, subject=subject, around=around)


def _is_state(node: Node, slot: Slot) -> bool:
    """Plain `unknown` and `none` are states; in quotation marks they are words, where the property takes words."""
    return isinstance(node.value, str) and node.value in STATES and (node.is_plain or slot.rule.value_type != "text")


def _value(node: Node, slot: Slot) -> Value | None:
    if slot.rule.value_type == "identifier":
        if not slot.inside:
            raise node.wrong("BAD_SHAPE", f"{node.what}: in which register?", "Write REGISTER: VALUE.")
        return Identifier(slot.inside, node.text().strip())
    if slot.rule.carries == "name" and not slot.inside:
        raise node.wrong("BAD_SHAPE", f"{node.what}: under which name?", "Write NAME: VALUE.")
    return value_of(node, slot.rule, "" if slot.rule.carries == "name" else slot.inside)


def _said(
    node: Node, said: tuple[Value | None, ValueState], slot: Slot, *, subject: Subject, around: Around
) -> Iterator[Said]:
    named = slot.rule.carries == "name"
    for cited in around.cited:
        yield Said(
            subject.type,
            subject.key,
            f"{slot.rule.name}:{slot.inside}" if named else slot.rule.name,
            said[0],
            said[1],
            source=cited.source,
            passages=_passages(cited, said[0], slot, subject=subject, around=around),
            valid_from=around.valid_from,
            valid_to=around.valid_to,
            certainty=around.certainty,
            rank=around.rank,
            visibility=around.visibility,
            place=node.place,
        )


def _passages(
    cited: Cited, value: Value | None, slot: Slot, *, subject: Subject, around: Around
) -> tuple[Passage, ...]:
    """The passages, with the source's own form where it belongs to this value and differs from it."""
    if not cited.passages:
        return (Passage(f"record {record_name(subject.type, subject.key)}"),)
    if around.is_of_record and slot.rule.name not in NAMING:
        return tuple(dict.fromkeys(Passage(passage.locator) for passage in cited.passages))
    text = value.text if isinstance(value, Text) else None
    return tuple(replace(passage, original="") if passage.original == text else passage for passage in cited.passages)


def _choice(node: Node, choices: type[_Choice]) -> _Choice:
    word = node.text().upper()
    if word not in choices.__members__:
        known = ", ".join(choice.lower() for choice in choices)
        raise node.wrong("UNKNOWN_CODE", f"{node.what} is not known here.", f"Known: {known}.")
    return choices[word]


def _bound(node: Node) -> str:
    text = node.text()
    if text in BOUNDS:
        return BOUNDS[text]
    try:
        return partial_date(text).text
    except BadDate as error:
        raise node.wrong(error.code, error.message, f"{error.hint} Or unknown, or open.") from None
