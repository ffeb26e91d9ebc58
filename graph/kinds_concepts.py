# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the marked vocabulary file to its concepts: labels in every language, a tree without circles, exact matches.

What `broader` and the matches name must exist; a code elsewhere is the exact match of one concept of a scheme only.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from graph.marked import Marked
from graph.terms import LANGUAGES, SCHEMES, Concept, IdentifierScheme, Match

SECTIONS = tuple(scheme for scheme in SCHEMES if scheme != "countries")
SETTINGS = ("type", "or", "many", "per_language", "scheme", "visibility", "carries", "values", "unit", "refers_to")
"""What a property says of its values: for all record types, or for one."""
REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "stakeholder_kinds": ("family",),
        "roles": ("in", "from_stakeholder", "from_cooperation"),
        "tie_kinds": ("from_subject", "from_object"),
        "properties": ("on",),
    }
)
"""What the concepts of a scheme must say beyond what every concept says."""
OPTIONAL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "stakeholder_kinds": ("level", "visibility", "legal_forms", "shared_names"),
        "cooperation_kinds": ("family",),
        "roles": ("ties_parties", "stakeholder_kinds", "cooperation_kinds"),
        "tie_kinds": ("subject_kinds", "object_kinds"),
        "properties": SETTINGS,
    }
)

Schemes = Mapping[str, IdentifierScheme]
Concepts = Mapping[str, Mapping[str, Concept]]
Broader = Mapping[str, tuple[str, ...]]


def read_concepts(sections: Mapping[str, Marked], schemes: Schemes) -> Concepts:
    """The concepts of every scheme in the file; those identifier schemes that have codes for concepts give matches."""
    outside = {code: scheme for code, scheme in schemes.items() if scheme.for_concepts}
    return MappingProxyType({name: _scheme(name, sections[name], outside) for name in SECTIONS})


def read_labels(entry: Marked) -> Mapping[str, str]:
    """One text for each language."""
    fields = entry.record(*LANGUAGES)
    return MappingProxyType({language: fields[language].text() for language in LANGUAGES})


def read_code(entry: Marked, concepts: Mapping[str, Concept]) -> str:
    """The code that stands here, which must be one of the concepts'."""
    if entry.text() not in concepts:
        raise entry.unknown(concepts)
    return entry.text()


def _scheme(name: str, section: Marked, schemes: Schemes) -> Mapping[str, Concept]:
    entries = section.fields()
    for entry in entries.values():
        _refuse_strange_keys(name, entry, schemes)
    broader = {code: _broader(entry.field("broader"), entries) for code, entry in entries.items()}
    for code, entry in entries.items():
        _refuse_circle(code, broader, entry.field("broader"))
    _refuse_shared_matches(entries, schemes)
    return MappingProxyType(
        {code: _concept(name, entry, broader=broader, schemes=schemes) for code, entry in entries.items()}
    )


def _refuse_strange_keys(scheme: str, entry: Marked, schemes: Schemes) -> None:
    if re.fullmatch(r"[a-z][a-z0-9_]*", entry.key()) is None:
        raise entry.wrong("a code has small letters, digits and _ only.")
    optional = (*OPTIONAL.get(scheme, ()), "broader", "also", *schemes)
    entry.record("label", "definition", *REQUIRED.get(scheme, ()), optional=optional)


def _broader(field: Marked, entries: Mapping[str, Marked]) -> tuple[str, ...]:
    for item in field.items():
        if item.text() not in entries:
            raise item.unknown(entries)
    return field.texts()


def _refuse_circle(code: str, broader: Broader, field: Marked) -> None:
    above: set[str] = set()
    waiting = set(broader[code])
    while waiting:
        above |= waiting
        waiting = {upper for known in waiting for upper in broader[known]} - above
    if code in above:
        raise field.wrong(f'circular: "{code}" is broader than itself.')


def _refuse_shared_matches(entries: Mapping[str, Marked], schemes: Schemes) -> None:
    first: dict[tuple[str, str], int] = {}
    items = ((scheme, item) for entry in entries.values() for scheme in schemes for item in entry.field(scheme).items())
    for scheme, item in items:
        if (scheme, item.text()) in first:
            line = first[scheme, item.text()]
            raise item.wrong(f'"{item.text()}" is already matched on line {line}.', "Only one of them can be exact.")
        first[scheme, item.text()] = item.line


def _concept(scheme: str, entry: Marked, *, broader: Broader, schemes: Schemes) -> Concept:
    code = entry.key()
    return Concept(
        scheme=scheme,
        code=code,
        labels=read_labels(entry.field("label")),
        definitions=read_labels(entry.field("definition")),
        broader=broader[code],
        narrower=tuple(other for other, uppers in broader.items() if code in uppers),
        matches=tuple(match for known in schemes.values() for match in _matches(entry.field(known.code), known)),
        also=entry.field("also").texts(),
    )


def _matches(field: Marked, scheme: IdentifierScheme) -> tuple[Match, ...]:
    for item in field.items():
        if not scheme.fits(item.text()):
            raise item.wrong(f'"{item.text()}" is not written as codes of {scheme.code} are.')
    return tuple(Match(scheme.code, value, scheme.address(value)) for value in field.texts())
