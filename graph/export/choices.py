# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that may stand in a cell of a vocabulary: which there are, and which code each of them means.

Shown are the labels of one language; understood are codes and labels in every language, compared folded, and the
other words of a concept where they mean only one.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graph.export.column import Column, Use
from graph.kinds import RECORD_TYPES, Concept, Kinds
from graph.model import Number, Term, Text, Value
from graph.text import fold, sort_key


class Tongue:
    """The vocabulary as one language says it; keeps what it has looked up."""

    def __init__(self, kinds: Kinds, lang: str) -> None:
        self.kinds = kinds
        self.lang = lang if lang in ("de", "en", "uk") else "en"
        self._labels: dict[str, Mapping[str, str]] = {}
        self._rules: dict[str, tuple[str, str]] = {}

    def label(self, scheme: str, code: str) -> str:
        """The concept's label; the code where it has none of its own in this language."""
        if scheme not in self._labels:
            self._labels[scheme] = _own_labels(self.kinds.concepts(scheme), self.lang)
        return self._labels[scheme].get(code, code)

    def unit(self, column: Column) -> str:
        """The unit that goes without saying in a column; "" where none does."""
        return self._rule(column)[1]

    def value_type(self, column: Column) -> str:
        """Of which type the values of a column are; "" where it has no property."""
        return self._rule(column)[0]

    def _rule(self, column: Column) -> tuple[str, str]:
        if column.property not in self._rules:
            rules = (rule for each in RECORD_TYPES for rule in self.kinds.properties(each))
            found = ((rule.value_type, rule.unit) for rule in rules if rule.name == column.property)
            self._rules[column.property] = next(found, ("", ""))
        return self._rules[column.property]


def options(column: Column, tongue: Tongue) -> tuple[str, ...]:
    """The words of a column's drop-down, in the order of the vocabulary; countries by label; () for free cells."""
    if column.choices:
        return tuple(choice.words.in_(tongue.lang) for choice in column.choices)
    if not column.scheme:
        return ()
    words = tuple(tongue.label(column.scheme, code) for code in _codes(column, tongue.kinds))
    return tuple(sorted(words, key=sort_key)) if column.scheme == "countries" else words


def meanings(column: Column, kinds: Kinds) -> Mapping[str, str]:
    """Each folded word of a column with the code that it means; empty for free cells."""
    if column.choices:
        words = {fold(word): each.code for each in column.choices for word in (each.code, *each.words.all)}
        return MappingProxyType(words)
    concepts = [kinds.concept(column.scheme, code) for code in _codes(column, kinds)] if column.scheme else []
    further = _unambiguous((fold(word), concept.code) for concept in concepts for word in concept.also)
    labels = _unambiguous((fold(word), concept.code) for concept in concepts for word in concept.labels.values())
    return MappingProxyType(further | labels | {fold(concept.code): concept.code for concept in concepts})


def role_meanings(kinds: Kinds) -> Mapping[str, str]:
    """Each folded word for a role in an event, with its code."""
    codes = [rule.code for rule in kinds.roles() if rule.in_events]
    return _unambiguous((fold(word), code) for code in codes for word in _plain_words(kinds.concept("roles", code)))


def word_of(value: Value, column: Column, tongue: Tongue) -> str:
    """The word that stands for a code; "" where the column has no words for it."""
    if isinstance(value, Term) and column.scheme:
        return tongue.label(column.scheme, value.code)
    said = value.text if isinstance(value, Text) else str(value.number) if isinstance(value, Number) else ""
    return next((choice.words.in_(tongue.lang) for choice in column.choices if choice.code == said), "")


def _codes(column: Column, kinds: Kinds) -> tuple[str, ...]:
    """The codes that a cell may hold; a role only where it may be taken, and no source that is the service itself."""
    if column.scheme == "roles" and column.use is Use.JOIN:
        return tuple(rule.code for rule in kinds.roles() if rule.in_cooperations)
    return tuple(concept.code for concept in kinds.concepts(column.scheme) if concept.code != "editing")


def _plain_words(concept: Concept) -> tuple[str, ...]:
    return (concept.code, *concept.labels.values())


def _own_labels(concepts: Iterable[Concept], lang: str) -> Mapping[str, str]:
    """The labels that mean one concept only, also when folded."""
    labels = {concept.code: concept.labels.get(lang, concept.code) for concept in concepts}
    meant = _unambiguous((fold(label), code) for code, label in labels.items())
    return {code: label for code, label in labels.items() if meant.get(fold(label)) == code}


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for word, code in pairs:
        found.setdefault(word, set()).add(code)
    return {word: next(iter(codes)) for word, codes in found.items() if word and len(codes) == 1}
