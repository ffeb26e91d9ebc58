# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the attributes of a graph file mean where no mapping file says so: known by their names, in de, en and uk.

Names are compared as `column_key` writes them. What is not known is kept as an `attribute` under its own name.
"""

from collections.abc import Mapping as Dictionary
from types import MappingProxyType

from graph.kinds import Kinds
from loaders.mapping.meaning import LEFT_OUT, ColumnMapping, Other, column_key

LATITUDE, LONGITUDE = "latitude", "longitude"

_BOTH: Dictionary[str, tuple[str, ...]] = MappingProxyType(
    {
        "label": ("label", "name", "title", "titel", "назва"),
        "kind": ("kind", "type", "art", "typ", "category", "kategorie", "вид", "тип"),
        "description": ("description", "desc", "beschreibung", "опис"),
        "starts": ("starts", "start", "start date", "startdate", "begins", "begin", "beginn", "seit", "початок"),
        "ends": ("ends", "end", "end date", "enddate", "ende", "bis", "кінець"),
        "visibility": ("visibility",),
    }
)
_WORDS: Dictionary[str, Dictionary[str, tuple[str, ...]]] = MappingProxyType(
    {
        "stakeholder": {
            "alias": ("alias", "aliases", "alternative name"),
            "abbreviation": ("abbreviation", "acronym", "abkürzung", "скорочення"),
            "level": ("level", "ebene", "рівень"),
            "country": ("country", "country code", "land", "staat", "країна"),
            f"point.{LATITUDE}": ("latitude", "lat", "breitengrad", "широта"),
            f"point.{LONGITUDE}": ("longitude", "lon", "lng", "long", "längengrad", "довгота"),
            "url": ("url", "website", "web site", "homepage", "webseite", "сайт"),
            "contact": ("contact", "kontakt", "email", "e mail", "mail", "phone", "telefon", "tel", "контакт"),
            "identifier.wikidata": ("wikidata", "wikidata id", "qid", "wikidataid"),
        },
        "cooperation": {
            "kind": ("kind", "type", "art", "typ", "relation", "relationship", "вид", "тип"),
            "weight": ("weight", "gewicht", "вага"),
            "distance": ("distance", "entfernung", "відстань"),
            "status": ("status", "стан"),
            "formality": ("formality", "förmlichkeit"),
            "topic": ("topic", "topics", "thema", "themen", "тема"),
            "instrument": ("instrument", "instruments", "instrumente"),
        },
        "event": {"country": ("country", "land", "країна"), "topic": ("topic", "topics", "thema", "themen")},
    }
)


def known_names(type_name: str, kinds: Kinds) -> Dictionary[str, ColumnMapping]:
    """What each name means for records of a type, by `column_key`."""
    may_say = {rule.name for rule in kinds.properties(type_name)}
    found: dict[str, ColumnMapping] = {}
    if "identifier" in may_say:
        found |= _registers(kinds)
    for meant, words in (*_BOTH.items(), *_WORDS.get(type_name, {}).items()):
        name, _, inside = meant.partition(".")
        if name in may_say:
            found |= {column_key(word): ColumnMapping(name, inside) for word in words}
    return found


def _registers(kinds: Kinds) -> dict[str, ColumnMapping]:
    schemes = (scheme for scheme in kinds.identifier_schemes() if scheme.for_stakeholders and scheme.code != "url")
    return {
        column_key(word): ColumnMapping("identifier", scheme.code)
        for scheme in schemes
        for word in (scheme.code, f"{scheme.code} id")
    }


class Names:
    """What the attributes of one type of records mean: by a mapping, else by their names."""

    def __init__(
        self, type_name: str, kinds: Kinds, mapped: Dictionary[str, ColumnMapping], other: Other = Other.ATTRIBUTE
    ) -> None:
        """`mapped`: what a mapping says of attributes; those that it does not name are known by their names."""
        self._in_languages = frozenset(rule.name for rule in kinds.properties(type_name) if rule.per_language)
        self._mapped, self._other = mapped, other
        self._known = known_names(type_name, kinds) if other is Other.ATTRIBUTE else {}

    def meaning(self, name: str) -> ColumnMapping:
        """What the attribute means; `LEFT_OUT`: nothing."""
        key = column_key(name)
        found = self._mapped.get(key) or self._known.get(key) or self._in_language(name)
        if found is not None:
            return found
        return ColumnMapping("attribute", " ".join(name.split())) if self._other is Other.ATTRIBUTE else LEFT_OUT

    def _in_language(self, name: str) -> ColumnMapping | None:
        """`label_de`, `description_uk`, `name:uk`."""
        word, _, language = column_key(name).rpartition(" ")
        known = self._known.get(word)
        is_divided = word in ("label", "description") or ":" in name
        if known and known.property in self._in_languages and len(language) == 2 and is_divided:
            return ColumnMapping(known.property, language)
        return None
