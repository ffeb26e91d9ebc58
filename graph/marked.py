# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A YAML file as values that know their line, so that every complaint can name it.

All scalars are text as written: `no` is not a truth value and `010` is not eight. A field stands on the line of its
key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import yaml

from graph.errors import KindsError
from graph.nearest import nearest_word

MAX_DEPTH = 12
"""Deeper than any vocabulary; an anchor that contains itself ends here."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One value of the file and where it stands: a text, a list or a mapping."""

    file: str
    line: int
    path: str
    """The keys that lead to it, such as `topics.waste.label`."""
    value: "str | tuple[Marked, ...] | Mapping[str, Marked]"

    def wrong(self, what: str, hint: str = "") -> KindsError:
        """The error that says what is wrong here."""
        return KindsError(f"{self.file}:{self.line}: {self.path or 'the file'}: {what}", hint)

    def unknown(self, known: Iterable[str]) -> KindsError:
        """The error that says that what stands here is not among what is known."""
        meant = nearest_word(known, self.text())
        return self.wrong(f'"{self.text()}" does not exist.', f'Did you mean "{meant}"?' if meant else "")

    def key(self) -> str:
        """The key under which it stands."""
        return self.path.rpartition(".")[2]

    def text(self) -> str:
        """The text that stands here; it may not be empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("a text is expected.")
        return self.value

    def items(self) -> "tuple[Marked, ...]":
        """The items of the list that stands here."""
        if not isinstance(self.value, tuple):
            raise self.wrong("a list is expected.", "Write [a, b].")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The texts of the list that stands here."""
        return tuple(item.text() for item in self.items())

    def texts_among(self, allowed: tuple[str, ...]) -> tuple[str, ...]:
        """The texts of the list that stands here, each one of those allowed."""
        return tuple(item.one_of(allowed) for item in self.items())

    def fields(self) -> "Mapping[str, Marked]":
        """The fields of the mapping that stands here."""
        if self.is_empty():
            return MappingProxyType({})
        if not isinstance(self.value, Mapping):
            raise self.wrong("keys with values are expected.", "Write key: value.")
        return self.value

    def record(self, *required: str, optional: tuple[str, ...] = ()) -> "Mapping[str, Marked]":
        """The fields that stand here: all of those required, and no others than required and optional ones."""
        fields = self.fields()
        for name, field in fields.items():
            if name not in required and name not in optional:
                allowed = f"Allowed: {', '.join((*required, *optional))}."
                raise field.wrong("unknown key.", f"{allowed} A text with a comma in {{ }} needs quotes.")
        for name in required:
            if name not in fields:
                raise self.wrong(f'"{name}" is missing.', "Add it.")
        return fields

    def has(self, name: str) -> bool:
        """Whether there is a field of that name."""
        return isinstance(self.value, Mapping) and name in self.value

    def field(self, name: str) -> "Marked":
        """The field of that name; an empty one where there is none."""
        return self.fields().get(name, self.empty())

    def empty(self) -> "Marked":
        """Nothing, at this place: a list without items, read as a text, list, mapping or truth value not given."""
        return Marked(self.file, self.line, self.path, ())

    def is_empty(self) -> bool:
        """Whether nothing is said here."""
        return self.value == ()

    def truth(self) -> bool:
        """The truth value that stands here; an empty field is not true."""
        if self.value not in ("true", "false", ()):
            raise self.wrong("true or false is expected.")
        return self.value == "true"

    def one_of(self, allowed: tuple[str, ...]) -> str:
        """The text that stands here, which must be one of those allowed."""
        if self.text() not in allowed:
            raise self.wrong(f'"{self.value}" is not allowed here.', f"Allowed: {', '.join(allowed)}.")
        return self.text()


def read_marked(text: str, file: str) -> Marked:
    """The file's content.

    Raises:
        KindsError: it is no YAML, or a key occurs twice, or a key is no text.
    """
    loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KindsError(f"{file}:{line}: not YAML: {error.problem}.") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise KindsError(f"{file}:{line}: not YAML: {error.reason}.") from error
    if node is None:
        raise KindsError(f"{file}:1: the file is empty.")
    return _marked(node, Marked(file, 1, "", ""))


def _marked(node: yaml.Node, at: Marked, depth: int = 0) -> Marked:
    if depth > MAX_DEPTH:
        raise at.wrong("nested too deeply.")
    value: str | tuple[Marked, ...] | Mapping[str, Marked]
    if isinstance(node, yaml.MappingNode):
        value = _fields(node, at, depth)
    elif isinstance(node, yaml.SequenceNode):
        places = ((item, Marked(at.file, item.start_mark.line + 1, at.path, "")) for item in node.value)
        value = tuple(_marked(item, place, depth + 1) for item, place in places)
    else:
        value = str(node.value)
    return Marked(at.file, at.line, at.path, value)


def _fields(node: yaml.MappingNode, at: Marked, depth: int) -> Mapping[str, Marked]:
    fields: dict[str, Marked] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise at.wrong("a key is no text.")
        name = str(key.value)
        here = Marked(at.file, key.start_mark.line + 1, f"{at.path}.{name}" if at.path else name, "")
        if name in fields:
            raise here.wrong(f"stands twice, first on line {fields[name].line}.", "Delete one of them.")
        fields[name] = _marked(value, here, depth + 1)
    return MappingProxyType(fields)
