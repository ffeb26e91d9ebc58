# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference page of the vocabularies, from graph/kinds.yaml: every concept in three languages, and every rule."""

from collections.abc import Iterable, Mapping

from graph.kinds import LANGUAGES, RECORD_TYPES, SCHEMES, Concept, Kinds, Property
from tools.tables import table

OPENING = """# The vocabularies

Written from `graph/kinds.yaml`; how to change it: [a vocabulary of your own](../how-to/own-vocabulary.md). The API
lists the same with `concepts(scheme:)`. A code never changes once records use it; a label may."""
TITLES = {
    "stakeholder_kinds": "Kinds of stakeholders",
    "levels": "Levels",
    "cooperation_kinds": "Kinds of cooperations",
    "formalities": "Formality of cooperations",
    "statuses": "Status of cooperations and participations",
    "roles": "Roles",
    "tie_kinds": "Kinds of ties",
    "event_kinds": "Kinds of events",
    "note_kinds": "Kinds of notes",
    "source_kinds": "Kinds of sources",
    "topics": "Topics",
    "instruments": "Instruments",
    "properties": "Properties",
    "countries": "Countries",
}


def vocabularies_page(kinds: Kinds) -> str:
    """The whole page."""
    parts = [OPENING]
    for scheme in SCHEMES:
        parts += [f"## {TITLES[scheme]}", _scheme(kinds, scheme)]
        parts += _rules(kinds, scheme)
    parts += ["## Registers of identifiers", _registers(kinds)]
    return "\n\n".join(parts) + "\n"


def _scheme(kinds: Kinds, scheme: str) -> str:
    concepts = kinds.concepts(scheme)
    if scheme == "countries":
        told = "From Unicode CLDR, by ISO 3166-1 code.\n\n"
        return told + table(("code", *LANGUAGES), ((f"`{c.code}`", *_labels(c.labels)) for c in concepts))
    return table(("code", *LANGUAGES, "broader", "the same elsewhere"), (_concept(c) for c in concepts))


def _concept(concept: Concept) -> tuple[str, ...]:
    words = (f"**{concept.labels[lang]}**. {concept.definitions.get(lang, '')}" for lang in LANGUAGES)
    matches = (f"[{match.scheme} {match.value}]({match.url})" for match in concept.matches)
    return (f"`{concept.code}`", *words, _codes(concept.broader), ", ".join(matches))


def _labels(labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(labels[lang] for lang in LANGUAGES)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _any(codes: Iterable[str]) -> str:
    return _codes(sorted(codes)) or "any"


# ------------------------------------------------------------------ rules


def _rules(kinds: Kinds, scheme: str) -> list[str]:
    """What follows from a kind, a role, a tie; what records may say."""
    match scheme:
        case "stakeholder_kinds":
            return ["What follows from a kind:", _kinds(kinds)]
        case "roles":
            return ["Where a role may be taken, and by whom:", _roles(kinds)]
        case "tie_kinds":
            return ["What a tie may join, and its names from both ends (en):", _ties(kinds)]
        case "properties":
            return [part for name in RECORD_TYPES for part in (f"Of a {name}:", _properties(kinds.properties(name)))]
    return []


def _kinds(kinds: Kinds) -> str:
    head = ("kind", "family", "level where none is stated", "visibility where none is stated", "legal forms")
    rows = (
        (f"`{r.code}`", r.family, r.default_level or "unstated", r.default_visibility, ", ".join(r.legal_forms))
        for r in kinds.stakeholder_kinds()
    )
    return table(head, rows)


def _roles(kinds: Kinds) -> str:
    head = ("role", "in cooperations", "in events", "ties its holders", "by", "in cooperations of kind")
    yes = {True: "yes", False: ""}
    rows = (
        (
            f"`{r.code}`",
            yes[r.in_cooperations],
            yes[r.in_events],
            yes[r.ties_parties],
            _any(r.stakeholder_kinds),
            _any(r.cooperation_kinds),
        )
        for r in kinds.roles()
    )
    return table(head, rows)


def _ties(kinds: Kinds) -> str:
    rules = [kinds.tie(concept.code) for concept in kinds.concepts("tie_kinds")]
    rows = (
        (f"`{r.code}`", _any(r.subject_kinds), r.from_subject["en"], r.from_object["en"], _any(r.object_kinds))
        for r in rules
    )
    return table(("tie", "subject", "from the subject", "from the object", "object"), rows)


def _properties(rules: Iterable[Property]) -> str:
    rows = (
        (f"`{r.name}`", _value(r), _often(r), "internal" if r.default_visibility == "internal" else "") for r in rules
    )
    return table(("property", "value", "how often", "visibility"), rows)


def _value(rule: Property) -> str:
    text = " or ".join((rule.value_type, *rule.other_types))
    notes = [f"of {rule.scheme}" if rule.scheme else "", f"in {rule.unit}" if rule.unit else ""]
    notes += [f"one of {_codes(rule.values)}" if rule.values else "", f"with a {rule.carries}" if rule.carries else ""]
    notes += [f"a {' or '.join(sorted(rule.refers_to))}" if rule.refers_to else ""]
    return ", ".join((text, *(note for note in notes if note)))


def _often(rule: Property) -> str:
    return "many" if rule.many else "one per language" if rule.per_language else "one"


def _registers(kinds: Kinds) -> str:
    head = ("register", "name (en)", "one to each body", "written as")
    rows = (
        (f"`{s.code}`", s.labels["en"], "yes" if s.exclusive else "", f"`{s.pattern}`" if s.pattern else "")
        for s in kinds.identifier_schemes()
    )
    return table(head, rows)
