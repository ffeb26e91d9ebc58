# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The vocabularies of the city's network, loaded from `kinds.yaml` and checked: codes, labels, trees, rules.

`load_kinds()` reads the file each time; whoever starts the service loads once and hands the value on. What differs from
city to city is in the file, nothing of it in code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from graph.countries import read_countries
from graph.errors import KindsError, UnknownCode
from graph.kinds_concepts import SECTIONS, read_concepts
from graph.kinds_properties import read_properties
from graph.kinds_rules import (
    read_cooperation_families,
    read_identifier_schemes,
    read_kind_rules,
    read_role_rules,
    read_tie_rules,
)
from graph.marked import read_marked
from graph.nearest import nearest_word
from graph.terms import (
    LANGUAGES,
    RECORD_TYPES,
    SCHEME_NAMES,
    SCHEMES,
    VALUE_TYPES,
    Concept,
    IdentifierScheme,
    KindRule,
    Match,
    Property,
    RoleRule,
    TieRule,
    narrowed,
)

__all__ = [
    "LANGUAGES",
    "RECORD_TYPES",
    "SCHEMES",
    "VALUE_TYPES",
    "Concept",
    "IdentifierScheme",
    "KindRule",
    "Kinds",
    "Match",
    "Property",
    "RoleRule",
    "TieRule",
    "load_kinds",
]


@dataclass(frozen=True, slots=True)
class Kinds:
    """All vocabularies of one installation; immutable, so it may be shared between threads."""

    version: str
    """Hash of the file's content: what was folded under another version is folded anew."""
    _concepts: Mapping[str, Mapping[str, Concept]] = field(repr=False, hash=False)
    _properties: Mapping[str, Mapping[str, Property]] = field(repr=False, hash=False)
    _kind_rules: Mapping[str, KindRule] = field(repr=False, hash=False)
    _roles: Mapping[str, RoleRule] = field(repr=False, hash=False)
    _ties: Mapping[str, TieRule] = field(repr=False, hash=False)
    _cooperation_families: Mapping[str, str] = field(repr=False, hash=False)
    _identifier_schemes: Mapping[str, IdentifierScheme] = field(repr=False, hash=False)

    def concept(self, scheme: str, code: str) -> Concept:
        """The concept of that code.

        Raises:
            UnknownCode: no such code in the scheme, or no such scheme; with the nearest one.
        """
        found = self._scheme(scheme).get(code)
        if found is None:
            raise UnknownCode(SCHEME_NAMES[scheme], code, self.nearest(scheme, code))
        return found

    def has(self, scheme: str, code: str) -> bool:
        """Whether the scheme has that code."""
        return code in self._scheme(scheme)

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        """All concepts of the scheme, in the order of the file; countries by code."""
        return tuple(self._scheme(scheme).values())

    def within(self, scheme: str, code: str) -> frozenset[str]:
        """The code and every narrower one, however deep."""
        return narrowed([self.concept(scheme, code).code], self._scheme(scheme))

    def nearest(self, scheme: str, wrong: str) -> str | None:
        """The code that was probably meant, judged by codes and words in all languages; None if nothing is near."""
        return _nearest(self._scheme(scheme).values(), wrong)

    def property(self, record_type: str, name: str) -> Property:
        """What may be said under that name of records of that type.

        Raises:
            UnknownCode: such records have no such property, or there are no such records; with the nearest one.
        """
        known = self._properties_of(record_type)
        if name not in known:
            concepts = (self._concepts["properties"][code] for code in known)
            raise UnknownCode(f"{record_type} property", name, _nearest(concepts, name))
        return known[name]

    def properties(self, record_type: str) -> tuple[Property, ...]:
        """All properties of records of that type, in the order of the file."""
        return tuple(self._properties_of(record_type).values())

    def role(self, code: str) -> RoleRule:
        """The rule of that role; raises `UnknownCode`."""
        return self._roles[self.concept("roles", code).code]

    def roles(self) -> tuple[RoleRule, ...]:
        """The rules of all roles, in the order of the file."""
        return tuple(self._roles.values())

    def tie(self, code: str) -> TieRule:
        """The rule of that tie kind; raises `UnknownCode`."""
        return self._ties[self.concept("tie_kinds", code).code]

    def stakeholder_kind(self, code: str) -> KindRule:
        """What follows from that kind of stakeholder; raises `UnknownCode`."""
        return self._kind_rules[self.concept("stakeholder_kinds", code).code]

    def stakeholder_kinds(self) -> tuple[KindRule, ...]:
        """What follows from each kind of stakeholder, in the order of the file."""
        return tuple(self._kind_rules.values())

    def cooperation_family(self, code: str) -> str:
        """What cooperations between the same parties share if they are one; the code itself if it stands alone."""
        return self._cooperation_families.get(self.concept("cooperation_kinds", code).code, code)

    def identifier_scheme(self, code: str) -> IdentifierScheme | None:
        """The register of that code, if it is known."""
        return self._identifier_schemes.get(code)

    def identifier_schemes(self) -> tuple[IdentifierScheme, ...]:
        """All registers known, in the order of the file."""
        return tuple(self._identifier_schemes.values())

    def identifier_url(self, scheme: str, value: str) -> str:
        """The page of an identifier; empty if its register is unknown or has no pages."""
        known = self._identifier_schemes.get(scheme)
        return known.address(value) if known else ""

    def _scheme(self, scheme: str) -> Mapping[str, Concept]:
        if scheme not in self._concepts:
            raise UnknownCode("vocabulary", scheme, nearest_word(self._concepts, scheme))
        return self._concepts[scheme]

    def _properties_of(self, record_type: str) -> Mapping[str, Property]:
        if record_type not in self._properties:
            raise UnknownCode("record type", record_type, nearest_word(RECORD_TYPES, record_type))
        return self._properties[record_type]


def load_kinds(path: Path | None = None) -> Kinds:
    """The vocabularies of the file, by default of the one beside this module.

    Args:
        path: another city's vocabulary file.

    Raises:
        KindsError: it cannot be read or something in it is wrong; the message names file and line.

    Cost: about 0.1 s, as reading and checking the file takes.
    """
    path = path or Path(__file__).with_name("kinds.yaml")
    content = _content(path)
    root = read_marked(content, path.name)
    sections = root.record("identifier_schemes", *SECTIONS)
    schemes = read_identifier_schemes(sections["identifier_schemes"])
    concepts = read_concepts(sections, schemes)
    return Kinds(
        version=sha256(content.encode()).hexdigest()[:16],
        _concepts=MappingProxyType({**concepts, "countries": read_countries()}),
        _properties=read_properties(sections["properties"]),
        _kind_rules=read_kind_rules(sections["stakeholder_kinds"], concepts),
        _roles=read_role_rules(sections["roles"], concepts),
        _ties=read_tie_rules(sections["tie_kinds"], concepts),
        _cooperation_families=read_cooperation_families(sections["cooperation_kinds"]),
        _identifier_schemes=schemes,
    )


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KindsError(f"{path}: cannot be read: {error.strerror}.", "Name a vocabulary file that exists.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise KindsError(f"{path.name}:{line}: not UTF-8.", "Save the file as UTF-8.") from error


def _nearest(concepts: Iterable[Concept], wrong: str) -> str | None:
    known = tuple(concepts)
    owners = {word: concept.code for concept in reversed(known) for word in reversed(concept.words)}
    owners |= {concept.code: concept.code for concept in known}
    word = nearest_word(owners, wrong)
    return owners[word] if word else None
