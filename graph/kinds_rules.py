# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the marked vocabulary file to its rules: what a register is, what follows from a kind, who joins by role or tie.

A rule that names a kind means its narrower kinds too; a rule that names none admits any.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.kinds_concepts import Concepts, read_code, read_labels
from graph.marked import Marked
from graph.terms import ALL_NAMES, VISIBILITIES, Concept, IdentifierScheme, KindRule, RoleRule, TieRule, narrowed


def read_identifier_schemes(section: Marked) -> Mapping[str, IdentifierScheme]:
    """The registers whose identifiers are known, in the order of the file."""
    return MappingProxyType({code: _identifier_scheme(code, entry) for code, entry in section.fields().items()})


def read_kind_rules(section: Marked, concepts: Concepts) -> Mapping[str, KindRule]:
    """What follows from each kind of stakeholder."""
    return MappingProxyType({code: _kind_rule(code, entry, concepts) for code, entry in section.fields().items()})


def read_cooperation_families(section: Marked) -> Mapping[str, str]:
    """The family of each kind of cooperation that has one."""
    families = {code: entry.field("family") for code, entry in section.fields().items()}
    return MappingProxyType({code: family.text() for code, family in families.items() if not family.is_empty()})


def read_role_rules(section: Marked, concepts: Concepts) -> Mapping[str, RoleRule]:
    """Who may take each role, and where."""
    return MappingProxyType({code: _role_rule(code, entry, concepts) for code, entry in section.fields().items()})


def read_tie_rules(section: Marked, concepts: Concepts) -> Mapping[str, TieRule]:
    """What each kind of tie may join."""
    return MappingProxyType({code: _tie_rule(code, entry, concepts) for code, entry in section.fields().items()})


def _identifier_scheme(code: str, entry: Marked) -> IdentifierScheme:
    entry.record("label", optional=("url", "exclusive", "pattern", "of"))
    bearers = entry.field("of").texts_among(("stakeholders", "concepts"))
    return IdentifierScheme(
        code=code,
        labels=read_labels(entry.field("label")),
        url=_address(entry.field("url")),
        exclusive=entry.field("exclusive").truth(),
        pattern=_pattern(entry.field("pattern")),
        for_concepts="concepts" in bearers,
        for_stakeholders="stakeholders" in bearers or not bearers,
    )


def _address(field: Marked) -> str:
    if not field.is_empty() and "{value}" not in field.text():
        raise field.wrong("the address lacks {value}.")
    return "" if field.is_empty() else field.text()


def _pattern(field: Marked) -> str:
    if field.is_empty():
        return ""
    try:
        re.compile(field.text())
    except re.error as error:
        raise field.wrong(f"not a regular expression: {error}.") from error
    return field.text()


def _kind_rule(code: str, entry: Marked, concepts: Concepts) -> KindRule:
    level, visibility = entry.field("level"), entry.field("visibility")
    return KindRule(
        code=code,
        family=entry.field("family").text(),
        default_level="" if level.is_empty() else read_code(level, concepts["levels"]),
        default_visibility="public" if visibility.is_empty() else visibility.one_of(VISIBILITIES),
        legal_forms=entry.field("legal_forms").texts(),
        shared_names=_shared_names(entry.field("shared_names")),
    )


def _shared_names(field: Marked) -> tuple[str, ...]:
    return (ALL_NAMES,) if field.value == "all" else field.texts()


def _role_rule(code: str, entry: Marked, concepts: Concepts) -> RoleRule:
    places = entry.field("in").texts_among(("cooperations", "events"))
    return RoleRule(
        code=code,
        in_cooperations="cooperations" in places,
        in_events="events" in places,
        ties_parties=entry.field("ties_parties").truth(),
        stakeholder_kinds=_kinds(entry.field("stakeholder_kinds"), concepts["stakeholder_kinds"]),
        cooperation_kinds=_kinds(entry.field("cooperation_kinds"), concepts["cooperation_kinds"]),
        from_stakeholder=read_labels(entry.field("from_stakeholder")),
        from_cooperation=read_labels(entry.field("from_cooperation")),
    )


def _tie_rule(code: str, entry: Marked, concepts: Concepts) -> TieRule:
    kinds = concepts["stakeholder_kinds"]
    return TieRule(
        code=code,
        subject_kinds=_kinds(entry.field("subject_kinds"), kinds),
        object_kinds=_kinds(entry.field("object_kinds"), kinds),
        from_subject=read_labels(entry.field("from_subject")),
        from_object=read_labels(entry.field("from_object")),
    )


def _kinds(field: Marked, known: Mapping[str, Concept]) -> frozenset[str]:
    return narrowed({read_code(item, known) for item in field.items()}, known)
