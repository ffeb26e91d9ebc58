# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the texts of descriptions.yaml into a schema, so that resolvers stay short and no part goes without one."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeAlias

import yaml
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_scalar_type,
)

Part: TypeAlias = GraphQLNamedType | GraphQLField | GraphQLInputField | GraphQLArgument | GraphQLEnumValue
FILE = Path(__file__).with_name("descriptions.yaml")


def describe(schema: GraphQLSchema) -> None:
    """Gives every part of a schema its text."""
    texts = read_texts(FILE)
    for name, part in parts(schema):
        key = key_for(name, texts)
        if key:
            part.description = texts[key]


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a file by their keys, in its order."""
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def key_for(name: str, texts: Mapping[str, str]) -> str:
    """The key whose text a part gets: its own, else the first with a * that fits; "" where none does."""
    if name in texts:
        return name
    return next((key for key in texts if "*" in key and _fits(name, key)), "")


def _fits(name: str, key: str) -> bool:
    """A text on arguments says nothing of fields, nor the other way round; `*(first)` holds at every field."""
    same = ("(" in name) == ("(" in key) and ("." in name or "." not in key)
    bare = key.startswith("*(") or ("." in name) == ("." in key)
    return same and bare and fnmatchcase(name, key)


def parts(schema: GraphQLSchema) -> Iterator[tuple[str, Part]]:
    """Every part of a schema under its name: Type, Type.field, Type.field(argument), Enum.VALUE."""
    for name, found in schema.type_map.items():
        if is_introspection_type(found) or is_specified_scalar_type(found):
            continue
        yield name, found
        if isinstance(found, GraphQLEnumType):
            yield from ((f"{name}.{value}", part) for value, part in found.values.items())
        elif isinstance(found, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", part) for field, part in found.fields.items())
        elif isinstance(found, (GraphQLObjectType, GraphQLInterfaceType)):
            yield from _fields(found)


def _fields(found: GraphQLObjectType | GraphQLInterfaceType) -> Iterator[tuple[str, Part]]:
    for name, field in found.fields.items():
        yield f"{found.name}.{name}", field
        yield from ((f"{found.name}.{name}({argument})", part) for argument, part in field.args.items())
