# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A YAML or JSON text as a tree whose nodes know where they stand; hostile texts become problems.

All scalars are text as written: `no` is not a truth value and `010` is not eight. Anchors, aliases and tags are
refused, so that a text never means more than what it shows; nothing recurses on what the text nests.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from loaders.loader import NOWHERE, Place, Problem, Severity

MAX_BYTES = 8_000_000
MAX_DEPTH = 12
MAX_NODES = 400_000
MAX_TEXT = 20_000
"""The longest single text, in characters."""

_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


class Wrong(Exception):
    """Something in the text does not fit; caught where it is known what it costs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list or a mapping, where it stands, and where its key stands."""

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    place: Place
    named: Place
    is_plain: bool = False
    """A scalar without quotes."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said here."""
        return self.is_plain and self.value in ("", "~", "null")

    def wrong(self, code: str, message: str, hint: str = "") -> Wrong:
        """What to raise because of this value."""
        return Wrong(Problem(Severity.ERROR, code, message, self.place, hint))

    def strange(self, code: str, message: str, hint: str = "") -> Wrong:
        """What to raise because of this value's key."""
        return Wrong(Problem(Severity.ERROR, code, message, self.named, hint))

    @property
    def what(self) -> str:
        """The value in a few words, for messages."""
        if isinstance(self.value, str):
            return f'"{self.value[:40]}"' if self.value else "nothing"
        return "a list" if isinstance(self.value, tuple) else "keys with values"

    def text(self) -> str:
        """The text that stands here."""
        if not isinstance(self.value, str) or not self.value.strip() or self.is_empty:
            raise self.wrong("BAD_SHAPE", f"Here a text is expected, not {self.what}.")
        if len(self.value) > MAX_TEXT:
            raise self.wrong("TOO_LONG", f"A text has at most {MAX_TEXT:,} characters.", "Shorten it.")
        return self.value

    def fields(self) -> "Mapping[str, Node]":
        """The fields that stand here."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("BAD_SHAPE", f"Here keys with values are expected, not {self.what}.", "Write key: value.")
        return self.value

    def items(self) -> "tuple[Node, ...]":
        """The items that stand here; a single one needs no list."""
        return self.value if isinstance(self.value, tuple) else (self,)


def read_tree(raw: bytes, file: str) -> Node:
    """The one document in the text.

    Raises:
        Wrong: not UTF-8, no YAML, empty, too large, too deep, a key twice, an anchor, alias or tag.

    Cost: O(length of the text).
    """
    text = _text(raw, file)
    try:
        return _Builder(file).tree(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        context = f" {error.context}" if error.context else ""
        hint = "Check indentation, colons and quotes on this line and the one above."
        raise _error("BAD_YAML", f"This is no YAML: {error.problem}{context}.", place, hint) from None
    except yaml.reader.ReaderError as error:
        place = _place_of(text.encode()[: int(error.position)], file)
        raise _error("BAD_YAML", f"This is no text: {error.reason}.", place, "Remove the control character.") from None


def _text(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        message = f"The document has more than {MAX_BYTES // 1_000_000} MB."
        raise _error("TOO_LARGE", message, Place(file, 1, 1), "Divide it into several documents.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(raw[: error.start], file)
        raise _error("NOT_UTF8", "This is not UTF-8.", place, "Save it as UTF-8.") from None
    # JSON writes letters beyond the basic plane as two halves, which YAML does not know.
    return _SURROGATES.sub(_joined, text) if text.lstrip().startswith("{") else text


def _joined(halves: re.Match[str]) -> str:
    high, low = int(halves[2], 16), int(halves[3], 16)
    return f"{halves[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _place_of(before: bytes, file: str) -> Place:
    start = before.rfind(b"\n") + 1
    return Place(file, before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1)


def _error(code: str, message: str, place: Place, hint: str) -> Wrong:
    return Wrong(Problem(Severity.ERROR, code, message, place, hint))


# ------------------------------------------------------------------ from events to nodes


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: Place
    named: Place
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    fields: dict[str, Node] = field(default_factory=dict)
    key: str | None = None
    key_place: Place = NOWHERE

    def closed(self) -> Node:
        return Node(self.fields if self.is_mapping else tuple(self.items), self.place, self.named)


@dataclass(slots=True)
class _Builder:
    """Builds the tree with a stack of its own."""

    file: str
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    root: Node | None = None

    def tree(self, events: Iterator[yaml.Event]) -> Node:
        for event in events:
            self._take(event)
        if self.root is None:
            raise _error("EMPTY", "The document is empty.", Place(self.file, 1, 1), "Begin with partnernetz: 1.")
        return self.root

    def _take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise _error("BAD_SHAPE", "A second document begins here.", place, "Put it into a file of its own.")
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event, place)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.stack.append(_Open(place, self._name(place), isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self.stack.pop().closed())

    def _refuse(self, event: yaml.NodeEvent, place: Place) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _error("NO_ALIASES", "Anchors (&) and aliases (*) are not read.", place, "Write it out, or quote it.")
        tag = getattr(event, "tag", None)
        if tag:
            raise _error("NO_TAGS", f"Tags are not read: {str(tag)[:40]}.", place, "Leave it out, or quote it.")
        if self.nodes > MAX_NODES or len(self.stack) >= MAX_DEPTH:
            what = "large" if self.nodes > MAX_NODES else "deeply nested"
            raise _error("TOO_LARGE", f"The document is too {what}.", place, "Divide it.")
        inside = self.stack[-1] if self.stack else None
        if inside and inside.is_mapping and inside.key is None and not isinstance(event, yaml.ScalarEvent):
            raise _error("BAD_SHAPE", "A key is no text.", place, "Put quotes around it.")

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        inside = self.stack[-1] if self.stack else None
        if inside is None or not inside.is_mapping or inside.key is not None:
            self._add(Node(event.value, place, self._name(place), event.style in (None, "")))
            return
        if event.value in inside.fields:
            first = inside.fields[event.value].named.line
            raise _error("KEY_TWICE", f'"{event.value[:40]}" stands twice, first on line {first}.', place, "Join them.")
        inside.key, inside.key_place = event.value, place

    def _name(self, place: Place) -> Place:
        inside = self.stack[-1] if self.stack else None
        return inside.key_place if inside and inside.is_mapping else place

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
        elif not self.stack[-1].is_mapping:
            self.stack[-1].items.append(node)
        else:
            inside = self.stack[-1]
            inside.fields[inside.key or ""] = node
            inside.key = None
