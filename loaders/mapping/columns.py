# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a mapping file: columns, constants, choices and single words, each checked against the vocabulary.

Short is `Name: label.de`; long is `{property: label, lang: de, separator: ",", values: {Stadt: municipality}}`.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from graph.errors import PartnernetzError, UnknownCode
from graph.kinds import Kinds, Property
from graph.nearest import nearest_word
from loaders.documents.tree import Node, Wrong
from loaders.loader import Problem
from loaders.mapping.meaning import LEFT_OUT, NO_WORDS, Choice, ColumnMapping, Constant, column_key

LEAVE = "leave"
"""What a column means that is left out."""
LONG = ("property", "lang", "register", "name", "role", "part", "separator", "values")
PARTS = ("amount", "currency", "year", "latitude", "longitude")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_Found = TypeVar("_Found")


class Columns:
    """Reads parts of one mapping file and notes what is wrong with them."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self.problems: list[Problem] = []

    # -------------------------------------------------------------- single words

    def caught(self, read: Callable[[], _Found]) -> _Found | None:
        """What `read` finds; None, and the problem noted, if something is wrong."""
        try:
            return read()
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return None

    def known(self, fields: Dictionary[str, Node], names: Sequence[str]) -> None:
        """Notes the keys that are not known here."""
        for name, node in fields.items():
            if name not in names:
                wrong = node.strange("UNKNOWN_KEY", f'"{name[:40]}" is not known here.', hint_for(name, names))
                self.problems.append(wrong.problem)

    def text(self, fields: Dictionary[str, Node], name: str) -> str:
        """The text under that key; "" if there is none."""
        return (self.caught(fields[name].text) or "") if name in fields else ""

    def one_of(self, fields: Dictionary[str, Node], name: str, words: Sequence[str]) -> str:
        """The word under that key; "" if there is none."""
        word = self.text(fields, name)
        if not word or word in words:
            return word
        message = f'{name} is not "{word[:40]}".'
        self.problems.append(fields[name].wrong("UNKNOWN_CODE", message, hint_for(word, words)).problem)
        return ""

    def number(self, fields: Dictionary[str, Node], name: str, default: int) -> int:
        """The count under that key."""
        word = self.text(fields, name)
        if not word or re.fullmatch(r"\d{1,4}", word, re.ASCII):
            return int(word) if word else default
        self.problems.append(fields[name].wrong("BAD_NUMBER", f'"{word[:40]}" is no count.', "Write 1.").problem)
        return default

    def language(self, fields: Dictionary[str, Node], name: str) -> str:
        """The language under that key."""
        word = self.text(fields, name)
        if word and not _LANGUAGE.fullmatch(word):
            self.problems.append(_no_language(fields[name], word).problem)
            return ""
        return word

    def items(self, fields: Dictionary[str, Node], name: str) -> tuple[Node, ...]:
        """What is listed under that key."""
        return fields[name].items() if name in fields and not fields[name].is_empty else ()

    # -------------------------------------------------------------- columns, constants, choices

    def columns(self, node: Node | None, *types: str) -> Dictionary[str, ColumnMapping]:
        """What each column means, by `column_key`, for records of these types."""
        found: dict[str, ColumnMapping] = {}
        for name, item in self._fields(node).items():
            column = self.caught(lambda item=item: self._column(item, types))  # type: ignore[misc]
            if column is not None:
                found[column_key(name)] = column
        return MappingProxyType(found)

    def constants(self, node: Node | None, *types: str) -> tuple[Constant, ...]:
        """What is said of every record."""
        found: list[Constant] = []
        for name, item in self._fields(node).items():
            read = self.caught(lambda name=name, item=item: self._constant(name, item, types))  # type: ignore[misc]
            found += read or ()
        return tuple(found)

    def choice(self, node: Node | None, words: Sequence[str] = (), *, scheme: str = "", new: str = "") -> Choice | None:
        """A word, or `{column: X, values: {...}, text: ..., new: ...}`.

        Args:
            words: the only ones that are known, if not those of `scheme`.
            new: which end of a relation it is: what kinds there are for a record that it makes.
        """
        if node is None:
            return None
        kinds = "cooperation_kinds" if new == "cooperation" else "stakeholder_kinds"
        return self.caught(lambda: self._choice(node, words, scheme, new=kinds))

    def _fields(self, node: Node | None) -> Dictionary[str, Node]:
        return (self.caught(node.fields) or {}) if node is not None and not node.is_empty else {}

    def _column(self, node: Node, types: tuple[str, ...]) -> ColumnMapping:
        if isinstance(node.value, str):
            if node.text() == LEAVE:
                return LEFT_OUT
            name, _, inside = node.text().partition(".")
            return self._checked(node, ColumnMapping(name.strip(), inside.strip()), types)
        fields = node.fields()
        self.known(fields, LONG)
        if "property" not in fields:
            raise node.wrong("MISSING_KEY", "Which property?", "Write {property: label, lang: de}.")
        insides = [fields[name].text() for name in ("lang", "register", "name", "role") if name in fields]
        name, _, inside = fields["property"].text().partition(".")
        column = ColumnMapping(name, insides[0] if insides else inside, part=self.one_of(fields, "part", PARTS))
        checked = self._checked(fields["property"], column, types)
        if "separator" in fields and isinstance(fields["separator"].value, str):
            checked = replace(checked, separator=fields["separator"].value)
        return replace(checked, values=self._values(fields.get("values"), checked, types))

    def _constant(self, name: str, node: Node, types: tuple[str, ...]) -> list[Constant]:
        if not isinstance(node.value, str | tuple):
            return [
                one for inside, item in node.fields().items() for one in self._constant(f"{name}.{inside}", item, types)
            ]
        property_, _, inside = name.partition(".")
        column = self._checked(node, ColumnMapping(property_, inside, ""), types, at_key=True)
        for item in node.items():
            self._code(item, column, types)
        return [Constant(column, item.text()) for item in node.items()]

    def _choice(self, node: Node, words: Sequence[str], scheme: str, *, new: str) -> Choice:
        if isinstance(node.value, str):
            self._word(node, words, scheme)
            return Choice(node.text())
        fields = node.fields()
        self.known(fields, ("column", "text", "values", "new"))
        if "column" not in fields:
            raise node.wrong("MISSING_KEY", "Which column?", "Write {column: NAME}, or a word.")
        values = self._fields(fields.get("values"))
        for item in (*values.values(), *([fields["text"]] if "text" in fields else [])):
            self._word(item, words, scheme)
        if "new" in fields:
            self._word(fields["new"], (), new)
        return Choice(
            text=self.text(fields, "text"),
            column=column_key(fields["column"].text()),
            values=MappingProxyType({column_key(name): item.text() for name, item in values.items()}),
            new=self.text(fields, "new"),
        )

    # -------------------------------------------------------------- against the vocabulary

    def _checked(
        self, node: Node, column: ColumnMapping, types: tuple[str, ...], *, at_key: bool = False
    ) -> ColumnMapping:
        """The column, if records of one of the types may say so."""
        rules = [rule for type_name in types if (rule := self._rule(type_name, column.property))]
        if not rules:
            wrong = node.strange if at_key else node.wrong
            raise wrong(
                "UNKNOWN_CODE", f'No property "{column.property[:40]}" here.', self._hint(column.property, types)
            )
        rule = rules[0]
        if rule.value_type == "identifier" and column.inside and not self._kinds.identifier_scheme(column.inside):
            known = tuple(scheme.code for scheme in self._kinds.identifier_schemes())
            raise node.wrong("UNKNOWN_CODE", f'No register "{column.inside[:40]}".', hint_for(column.inside, known))
        if rule.value_type == "text" and not rule.carries and column.inside and not _LANGUAGE.fullmatch(column.inside):
            raise _no_language(node, column.inside)
        if rule.carries == "name" and not column.inside:
            raise node.wrong("MISSING_KEY", "An attribute needs a name.", "Write attribute.NAME.")
        if rule.carries == "role" and column.inside and not self._kinds.has("roles", column.inside):
            raise node.wrong("UNKNOWN_CODE", f'No role "{column.inside[:40]}".', "Write participant.host.")
        return replace(column, separator="") if rule.carries == "name" else column

    def _rule(self, type_name: str, name: str) -> Property | None:
        return next((rule for rule in self._kinds.properties(type_name) if rule.name == name), None)

    def _hint(self, name: str, types: tuple[str, ...]) -> str:
        known = dict.fromkeys(rule.name for type_name in types for rule in self._kinds.properties(type_name))
        return hint_for(name, (*known, LEAVE))

    def _values(self, node: Node | None, column: ColumnMapping, types: tuple[str, ...]) -> Dictionary[str, str]:
        fields = self._fields(node)
        for item in fields.values():
            self._code(item, column, types)
        return (
            MappingProxyType({column_key(name): item.text() for name, item in fields.items()}) if fields else NO_WORDS
        )

    def _code(self, node: Node, column: ColumnMapping, types: tuple[str, ...]) -> None:
        """Refuses a word that is no code of the vocabulary that the property takes."""
        rules = [rule for type_name in types if (rule := self._rule(type_name, column.property))]
        schemes = [rule.scheme for rule in rules if rule.scheme]
        word = node.text()
        if schemes and word not in ("unknown", "none") and not any(self._kinds.has(name, word) for name in schemes):
            self._word(node, (), schemes[0])

    def _word(self, node: Node, words: Sequence[str], scheme: str) -> None:
        word = node.text()
        if words and word not in words:
            raise node.wrong("UNKNOWN_CODE", f'"{word[:40]}" is not known here.', hint_for(word, words))
        try:
            _ = self._kinds.concept(scheme, word) if scheme else None
        except UnknownCode as error:
            raise _told(node, error) from None


def hint_for(word: str, known: Sequence[str]) -> str:
    """What to say of a word that is not known: the nearest one, else all."""
    meant = nearest_word(known, word)
    return f'Did you mean "{meant}"?' if meant else f"Known: {', '.join(known)}."


def _no_language(node: Node, word: str) -> Wrong:
    return node.wrong("UNKNOWN_KEY", f'"{word[:40]}" is no language.', "Write de, en or uk.")


def _told(node: Node, error: PartnernetzError) -> Wrong:
    return node.wrong(error.code, error.message, error.hint)
