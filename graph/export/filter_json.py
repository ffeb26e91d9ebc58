# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters as JSON, in the words of the API: what a file was narrowed by, and what an address asks for.

The object is one that the API takes as the variable of a filter. What restricts nothing is left out.
"""

from dataclasses import fields, is_dataclass

from graph.selection import NetworkFilter


def filter_json(wanted: NetworkFilter) -> dict[str, object]:
    """The filter as the fields of a JSON object; empty where everything is wanted.

    Example:
        >>> filter_json(NetworkFilter(min_weight=2.0, drop_isolates=True))
        {'minWeight': 2.0, 'dropIsolates': True}
    """
    said = _json(wanted)
    assert isinstance(said, dict)
    return said


def _json(said: object) -> object:
    if isinstance(said, tuple):
        return [_json(part) for part in said]
    if is_dataclass(said) and not isinstance(said, type):
        given = ((field.name, getattr(said, field.name)) for field in fields(said))
        return {_camel(name): _json(value) for name, value in given if value is not None and value is not False}
    return str(said) if isinstance(said, str) else said


def _camel(name: str) -> str:
    first, *others = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in others)
