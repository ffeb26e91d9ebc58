# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the marked vocabulary file to its properties: one for each record type that may bear it.

What a property says for all record types holds for each, unless `on` says otherwise for that one.
"""

from collections.abc import Mapping
from types import MappingProxyType

from graph.kinds_concepts import SETTINGS, read_labels
from graph.marked import Marked
from graph.terms import RECORD_TYPES, SCHEMES, VALUE_TYPES, VISIBILITIES, Property

CARRIED = ("name", "role")

Properties = Mapping[str, Mapping[str, Property]]


def read_properties(section: Marked) -> Properties:
    """Record type → name → property, in the order of the file."""
    found: dict[str, dict[str, Property]] = {record_type: {} for record_type in RECORD_TYPES}
    for name, entry in section.fields().items():
        for record_type, settings in _bearers(entry.field("on")).items():
            found[record_type][name] = _property(record_type, entry, settings)
    return MappingProxyType({record_type: MappingProxyType(named) for record_type, named in found.items()})


def _bearers(on: Marked) -> Mapping[str, Marked]:
    """The record types, each with what holds for it alone: `every`, `[event]` or `{event: {many: true}}`."""
    if on.value == "every":
        return {record_type: on.empty() for record_type in RECORD_TYPES}
    listed = on.value if isinstance(on.value, Mapping) else {item.text(): item.empty() for item in on.items()}
    for record_type, settings in listed.items():
        if record_type not in RECORD_TYPES:
            raise settings.wrong(f'"{record_type}" is no record type.', f"Known: {', '.join(RECORD_TYPES)}.")
        settings.record(optional=SETTINGS)
    return listed


def _property(record_type: str, entry: Marked, settings: Marked) -> Property:
    said = {key: settings.field(key) if settings.has(key) else entry.field(key) for key in SETTINGS}
    value_type = _value_type(said["type"], said["scheme"])
    return Property(
        name=entry.key(),
        record_type=record_type,
        value_type=value_type,
        many=said["many"].truth(),
        per_language=_only_for("text", value_type, said["per_language"]).truth(),
        scheme="" if said["scheme"].is_empty() else said["scheme"].one_of(SCHEMES),
        default_visibility="public" if said["visibility"].is_empty() else said["visibility"].one_of(VISIBILITIES),
        labels=read_labels(entry.field("label")),
        definitions=read_labels(entry.field("definition")),
        other_types=said["or"].texts_among(VALUE_TYPES),
        carries="" if said["carries"].is_empty() else said["carries"].one_of(CARRIED),
        values=said["values"].texts(),
        unit="" if said["unit"].is_empty() else _only_for("number", value_type, said["unit"]).text(),
        refers_to=frozenset(_only_for("record", value_type, said["refers_to"]).texts_among(RECORD_TYPES)),
    )


def _value_type(type_: Marked, scheme: Marked) -> str:
    if type_.is_empty():
        raise type_.wrong('"type" is missing.', f"Allowed: {', '.join(VALUE_TYPES)}.")
    value_type = type_.one_of(VALUE_TYPES)
    if value_type == "concept" and scheme.is_empty():
        raise type_.wrong('a concept needs its "scheme".', f"Known: {', '.join(SCHEMES)}.")
    _only_for("concept", value_type, scheme)
    return value_type


def _only_for(needed: str, value_type: str, field: Marked) -> Marked:
    if not field.is_empty() and value_type != needed:
        raise field.wrong(f"only a {needed} can say this, and it is of type {value_type}.")
    return field
