# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pajek's network files (.net): vertices, arcs, edges, lists and matrices, one or two modes, times in brackets.

A vertex is named by its label, or by an `id` among its parameters, never by its number. Arcs are directed, edges are
not; both may stand in one file. What only draws the network (places, colours, shapes) is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.kinds import Kinds
from loaders.graphs.pajek_lines import Line, Row, lines_of, parameters, row_of
from loaders.graphs.parts import MAX_ELEMENTS, Broken, Field, GraphEdge, GraphNode, Part, broken, too_large
from loaders.graphs.said import graph_said
from loaders.loader import Place, Problem, Severity, Yielded
from loaders.mapping.meaning import Mapping

_HEAD = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t]*\*(?:vertices|network)\b", re.IGNORECASE | re.MULTILINE)
_LINKS = {"arcs": True, "edges": False, "arcslist": True, "edgeslist": False}
"""The sections of links, and whether they are directed."""


class Pajek:
    """The loader of Pajek's .net files, under one vocabulary."""

    name = "pajek"
    version = "1"
    description = (
        "Networks of Pajek (.net): vertices become stakeholders, lines contacts, unless a mapping says otherwise."
    )
    formats = (".net", ".paj")

    def __init__(self, kinds: Kinds, mapping: Mapping | None = None) -> None:
        self._kinds, self._mapping = kinds, mapping

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a line of the first bytes begins a network or its vertices."""
        return _HEAD.search(head.replace(b"\0", b"")) is not None

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the file says."""
        try:
            lines = lines_of(path, self._mapping.encoding if self._mapping else "")
            yield from graph_said(_Reading(path.name).parts(lines), self._kinds, self._mapping)
        except Broken as error:
            yield error.problem


@dataclass(slots=True)
class _Reading:
    """One reading of one network."""

    file: str
    section: str = ""
    is_done: bool = False
    """A second network has begun, which is not read."""
    count: int = 0
    """Vertices of the network; of them the first mode has `first_mode`, 0: there is but one."""
    first_mode: int = 0
    ids: dict[int, str] = field(default_factory=dict)
    """By number the id of each vertex that has come."""
    taken: set[str] = field(default_factory=set)
    relation: str = ""
    row: int = 0
    """Rows of the matrix that have come."""
    elements: int = 0
    is_timed: bool = False

    def parts(self, lines: Iterator[Line]) -> Iterator[Part]:
        for line in lines:
            if line.text.startswith("*"):
                yield from self._section(line)
            elif line.text and not line.text.startswith("%"):
                yield from self._line(line)
        yield from self._unnamed()
        if not self.count:
            hint = "Its nodes stand under *Vertices."
            raise broken("NO_GRAPH", "There is no network in the file.", Place(self.file, 1), hint)

    # -------------------------------------------------------------- sections

    def _section(self, line: Line) -> Iterator[Part]:
        words = line.text[1:].split(None, 1)
        name, rest = (words[0].lower() if words else ""), (words[1] if len(words) > 1 else "")
        if self.is_done or (name == "vertices" and self.section in ("partition", "vector", "cluster", "permutation")):
            return
        if self.section == "vertices":
            yield from self._unnamed()
        self.section, self.relation = name, ""
        if name in ("network", "vertices") and self.count:
            self.is_done, self.section = True, ""
            yield self._not_read(line, "A second network is left out.", "Put it into a file of its own.")
        elif name == "vertices":
            self._counts(line, rest)
        elif name.rstrip("0123456789:") in _LINKS:
            self.section = name.rstrip("0123456789:")
            self.relation = re.sub(r'^:?\s*\d*\s*"?([^"]*)"?\s*$', r"\1", rest).strip()[:200]
        elif name not in ("network", "matrix"):
            yield self._not_read(line, f'"*{name[:40]}" is not read.', "Only networks are: vertices, arcs, edges.")

    def _counts(self, line: Line, rest: str) -> None:
        found = re.match(r"(\d{1,9})(?:\s+(\d{1,9}))?", rest, re.ASCII)
        if found is None or not int(found[1]):
            raise broken("NO_GRAPH", "How many vertices are there?", line.place(self.file), "Write *Vertices 34.")
        self.count, self.first_mode = int(found[1]), int(found[2] or 0)
        if self.count > MAX_ELEMENTS:
            raise too_large(f"The network has more than {MAX_ELEMENTS:,} vertices.", line.place(self.file))

    def _not_read(self, line: Line, message: str, hint: str) -> Problem:
        return Problem(Severity.WARNING, "NOT_READ", message, line.place(self.file), hint)

    # -------------------------------------------------------------- vertices

    def _line(self, line: Line) -> Iterator[Part]:
        if self.section == "vertices":
            yield from self._vertex(line)
        elif self.section in ("arcs", "edges"):
            yield from self._link(line)
        elif self.section in _LINKS:
            yield from self._links(line)
        elif self.section == "matrix":
            yield from self._matrix(line)

    def _vertex(self, line: Line) -> Iterator[Part]:
        row = row_of(line, 1)
        number = row.numbers[0] if row.numbers else 0
        if not 0 < number <= self.count or number in self.ids:
            message = f'No new vertex between 1 and {self.count} begins with "{line.text[:40]}".'
            yield self._bad_line(line, message, 'Write: 1 "Name".')
            return
        label, rest = (row.words[0], row.words[1:]) if row.words else ("", ())
        fields = parameters(rest, line, of="vertex")
        given = next((one.text for one in fields if one.name == "id"), "")
        identifier = self._named(number, given or label)
        told = (*((Field("label", label, line.locator),) if label else ()), *self._mode(number, line))
        told += tuple(one for one in fields if one.name != "id")
        place = line.place(self.file)
        yield from self._warned(row, line)
        yield GraphNode(identifier, place, line.locator, (*told, *row.timed), row.spells)

    def _named(self, number: int, name: str) -> str:
        """The id of a vertex; a second one of the same name is told apart by its number."""
        name = " ".join(name.split())[:400] or str(number)
        name = f"{name}#{number}" if name in self.taken else name
        self.taken.add(name)
        self.ids[number] = name
        return name

    def _mode(self, number: int, line: Line) -> tuple[Field, ...]:
        if not self.first_mode:
            return ()
        return (Field("mode", "1" if number <= self.first_mode else "2", line.locator, is_number=True),)

    def _unnamed(self) -> Iterator[Part]:
        """The vertices that have no line of their own."""
        line = Line(0, "")
        for number in range(1, self.count + 1):
            if number not in self.ids:
                identifier = self._named(number, str(number))
                where = replace(line, words=f"vertex {number}")
                yield GraphNode(identifier, where.place(self.file), where.locator, self._mode(number, where))

    # -------------------------------------------------------------- lines between them

    def _link(self, line: Line) -> Iterator[Part]:
        row = row_of(line, 2)
        ends = self._ends(row.numbers)
        if ends is None:
            yield self._bad_line(line, f'No line between two vertices: "{line.text[:40]}".', "Write: 1 2.")
            return
        weight = row.words[0] if row.words and _is_weight(row.words[0]) else ""
        told = list(parameters(row.words[1:] if weight else row.words, line, of="line"))
        if weight:
            told.insert(0, Field("weight", weight, line.locator, is_number=True))
        yield from self._warned(row, line)
        yield self._edge(ends, line, (*told, *row.timed), is_directed=_LINKS[self.section], row=row)

    def _links(self, line: Line) -> Iterator[Part]:
        """One vertex and those that lines lead to."""
        first, *others = (int(word) if word.isdecimal() and len(word) < 10 else 0 for word in line.text.split())
        for other in others:
            ends = self._ends((first, other))
            if ends is None:
                yield self._bad_line(line, f'No vertices: "{line.text[:40]}".', "Write: 1 2 3.")
                return
            yield self._edge(ends, line, (), is_directed=_LINKS[self.section])

    def _matrix(self, line: Line) -> Iterator[Part]:
        self.row += 1
        for column, word in enumerate(line.text.split(), 1):
            if not _is_number(word):
                yield self._bad_line(line, f'"{word[:40]}" is no number.', "A matrix has a number for each pair.")
                return
            if float(word):
                ends = self._ends((self.row, column + self.first_mode))
                if ends is None:
                    yield self._bad_line(line, "The matrix has more rows or columns than vertices.", "Correct it.")
                    return
                weight = Field("weight", word, line.locator, is_number=True)
                yield self._edge(ends, line, (weight,), is_directed=not self.first_mode)

    def _edge(
        self, ends: tuple[str, str], line: Line, fields: tuple[Field, ...], *, is_directed: bool, row: Row | None = None
    ) -> GraphEdge:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise too_large(f"The network has more than {MAX_ELEMENTS:,} lines.", line.place(self.file))
        relation = (Field("relation", self.relation, line.locator),) if self.relation else ()
        edge = GraphEdge(*ends, line.place(self.file), line.locator, is_directed=is_directed)
        return replace(edge, fields=(*fields, *relation), spells=row.spells if row else ())

    def _ends(self, numbers: tuple[int, ...]) -> tuple[str, str] | None:
        if len(numbers) < 2 or any(number not in self.ids for number in numbers[:2]):
            return None
        return self.ids[numbers[0]], self.ids[numbers[1]]

    def _warned(self, row: Row, line: Line) -> Iterator[Part]:
        if row.timed and not self.is_timed:
            self.is_timed = True
            message = f'"{row.timed[0].text[:40]}" is no date: such times are kept as attribute "time".'
            yield Problem(Severity.WARNING, "BAD_DATE", message, line.place(self.file), "Write years of four digits.")

    def _bad_line(self, line: Line, message: str, hint: str) -> Problem:
        about = f"line {line.number}"
        return Problem(Severity.ERROR, "BAD_SHAPE", f"{message} It is left out.", line.place(self.file), hint, about)


def _is_weight(word: str) -> bool:
    """Whether it stands for a weight, be it one that cannot be: that is said where weights are read."""
    return (
        _is_number(word)
        or re.fullmatch(r"[+-]?(?:nan|inf|infinity|[\d.]+e[+-]?\d+)", word.lower(), re.ASCII) is not None
    )


def _is_number(word: str) -> bool:
    return re.fullmatch(r"[+-]?(?:\d{1,24}(?:\.\d{0,24})?|\.\d{1,24})(?:[eE][+-]?\d{1,2})?", word, re.ASCII) is not None
