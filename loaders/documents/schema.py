# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of documents as a JSON Schema, so that an editor completes keys and codes while a person writes.

Made from the vocabulary: `python -m loaders.documents.schema` writes `documents.schema.json` anew, and a test compares
them. The loader itself does not use it: its own messages name line, column and the nearest code.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from graph.kinds import LANGUAGES, Kinds, Property, load_kinds
from loaders.documents.records import SECTIONS
from loaders.documents.statements import AROUND

Schema = Mapping[str, object]

FILE = Path(__file__).parent.with_name("documents.schema.json")
KEY: Schema = {"type": "string", "pattern": r"^[^\s/:,\"\[\]+][^\s/:,\"\[\]]{0,99}$"}
_STATE: Schema = {
    "enum": ["unknown", "none", None, ""],
    "description": "unknown: it exists and is not given; none: there is none; empty: nothing is said",
}
_DATE: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 1000, "maximum": 9999},
        {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    ],
    "description": "As precise as the source gives it: 2023, 2022-12 or 2022-12-07",
}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d{1,24}(\.\d{1,12})?$"}]}
_CITE: Schema = {
    "description": 'SOURCE:LINE, then "the form in the source" and [a quote] where needed; feed is the document itself',
    "anyOf": [
        {"$ref": "#/$defs/cited"},
        {"type": "array", "items": {"$ref": "#/$defs/cited"}, "minItems": 1},
    ],
}
_CITED: Schema = {
    "anyOf": [
        {"type": "string", "pattern": r"^[^\s:\"\[\]]+(\s*:.+)?$", "examples": ['web:9 "Hannover"', "deck:25,41"]},
        {
            "type": "object",
            "properties": {name: {"type": ["string", "integer"]} for name in ("source", "at", "original", "quote")},
            "required": ["source"],
            "additionalProperties": False,
        },
    ]
}
_BOUND: Schema = {"anyOf": [{"$ref": "#/$defs/date"}, {"enum": ["unknown", "open"]}]}


def document_schema(kinds: Kinds) -> Schema:
    """The schema (draft 2020-12) of documents under a vocabulary."""
    sections = {name: _section(kinds, name, type_name) for name, type_name in SECTIONS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Partnernetz document",
        "description": "Records of a city's network of partners, each value with the source that says it",
        "type": "object",
        "properties": {
            "partnernetz": {"enum": [1, "1"], "description": "Version of this form"},
            "feed": _feed(kinds),
            **sections,
            "ties": {"type": "array", "items": _joined(kinds, "tie"), "description": "Structure between stakeholders"},
        },
        "required": ["partnernetz"],
        "additionalProperties": False,
        "$defs": _definitions(kinds),
    }


def schema_text(kinds: Kinds) -> str:
    """The schema as the published file has it."""
    return json.dumps(document_schema(kinds), ensure_ascii=False, indent=1) + "\n"


# ------------------------------------------------------------------ records


def _feed(kinds: Kinds) -> Schema:
    source = _properties(kinds, "source")
    whole = {"type": "object", "properties": {"key": KEY, **source}, "required": ["key"], "additionalProperties": False}
    return {"anyOf": [KEY, whole], "description": "The feed's key: loading it again replaces what it brought"}


def _section(kinds: Kinds, name: str, type_name: str) -> Schema:
    fields = _properties(kinds, type_name)
    if type_name == "cooperation":
        items = _joined(kinds, "participation")
        fields["participations"] = {"type": "array", "items": items, "description": "Who takes part, as what"}
    record = {"type": "object", "properties": fields, "additionalProperties": False}
    return {
        "type": "object",
        "description": f"The {name}, each under a key that stays the same when the document changes",
        "propertyNames": KEY,
        "additionalProperties": record,
    }


def _joined(kinds: Kinds, type_name: str) -> Schema:
    names: dict[str, Schema]
    if type_name == "tie":
        names = {"subject": KEY, "kind": _codes(kinds, "tie_kinds"), "object": KEY, "spell": KEY}
        required = ["subject", "kind", "object"]
    else:
        roles = {"enum": [rule.code for rule in kinds.roles() if rule.in_cooperations]}
        side = {**KEY, "description": "The party or lead with which it takes part; absent: with all"}
        names = {"stakeholder": KEY, "role": roles, "side": side, "spell": KEY}
        required = ["stakeholder", "role"]
    fields = {**names, **_properties(kinds, type_name)}
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def _properties(kinds: Kinds, type_name: str) -> dict[str, object]:
    rules = (rule for rule in kinds.properties(type_name) if rule.value_type != "nothing")
    said = {rule.name: {"description": rule.definitions["en"], "$ref": f"#/$defs/{_name(rule)}"} for rule in rules}
    return {**_around(), **said}


def _around() -> dict[str, object]:
    """What may stand around a value, a list or a whole record."""
    fields: dict[str, object] = {name: {"$ref": f"#/$defs/{name}"} for name in ("cite", "certainty")}
    fields["rank"] = {"enum": ["preferred", "normal", "deprecated"]}
    return fields | {name: {"$ref": "#/$defs/bound"} for name in ("valid_from", "valid_to")}


# ------------------------------------------------------------------ what properties take


def _definitions(kinds: Kinds) -> dict[str, object]:
    found: dict[str, object] = {"cite": _CITE, "cited": _CITED, "state": _STATE, "date": _DATE, "bound": _BOUND}
    found["certainty"] = {"enum": ["stated", "inferred", "disputed"]}
    for type_name in (*SECTIONS.values(), "participation", "tie"):
        for rule in kinds.properties(type_name):
            if rule.value_type != "nothing":
                found.setdefault(_name(rule), _statement(kinds, rule))
    return found


def _name(rule: Property) -> str:
    """Properties that take the same share a definition."""
    parts = ("said", rule.value_type, rule.scheme, rule.carries, *rule.values, *sorted(rule.refers_to))
    return "_".join(part for part in parts if part)


def _statement(kinds: Kinds, rule: Property) -> Schema:
    """Short, long, or a list of both."""
    own: Schema = {"$ref": f"#/$defs/{_name(rule)}"}
    fields = {**_around(), "state": {"$ref": "#/$defs/state"}, "visibility": {"enum": ["public", "internal"]}}
    assert set(AROUND) <= set(fields)
    long = {"type": "object", "properties": {**fields, **_inside(kinds, rule, own)}, **_further(rule, own)}
    return {"anyOf": [_value(kinds, rule), {"$ref": "#/$defs/state"}, {"type": "array", "items": own}, long]}


def _value(kinds: Kinds, rule: Property) -> Schema:
    match rule.value_type:
        case "identifier":
            return {"type": ["string", "integer"]}
        case "text":
            return {"enum": list(rule.values)} if rule.values else {"type": ["string", "number"]}
        case "number":
            return _NUMBER
        case "date":
            return {"$ref": "#/$defs/date"}
        case "concept":
            return _codes(kinds, rule.scheme)
        case "record":
            return {"type": "string"}
    return {"type": "null"}


def _codes(kinds: Kinds, scheme: str) -> Schema:
    if scheme == "countries":
        return {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ISO 3166 alpha-2: DE, UA"}
    return {"enum": [concept.code for concept in kinds.concepts(scheme)]}


def _inside(kinds: Kinds, rule: Property, own: Schema) -> dict[str, object]:
    """What may stand beside cite and certainty in the long form."""
    match rule.value_type:
        case "money":
            return {"amount": _NUMBER, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}, "year": _NUMBER}
        case "point":
            return {"latitude": _NUMBER, "longitude": _NUMBER}
        case "record":
            named: dict[str, object] = {"value": own, **dict.fromkeys((*sorted(rule.refers_to), "record"), KEY)}
            roles = {"enum": [role.code for role in kinds.roles() if role.in_events]}
            return {**named, "role": roles} if rule.carries == "role" else named
        case "number":
            return {"value": own, "number": _NUMBER, "unit": {"type": "string"}}
        case "identifier":
            schemes = (scheme for scheme in kinds.identifier_schemes() if scheme.for_stakeholders)
            return {scheme.code: {**own, "description": scheme.labels["en"]} for scheme in schemes}
        case "text" if not rule.carries:
            return {"value": own, "lang": {"type": "string"}, **dict.fromkeys(LANGUAGES, own)}
    return {"value": own}


def _further(rule: Property, own: Schema) -> dict[str, object]:
    """What other keys may stand there: languages, names of attributes, or none."""
    if rule.value_type == "identifier":
        return {"patternProperties": {"^value$": own}, "additionalProperties": False}
    if rule.carries == "name":
        return {"additionalProperties": own}
    if rule.value_type == "text":
        return {"patternProperties": {"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": own}, "additionalProperties": False}
    return {"additionalProperties": False}


if __name__ == "__main__":
    FILE.write_text(schema_text(load_kinds()), encoding="utf-8")
