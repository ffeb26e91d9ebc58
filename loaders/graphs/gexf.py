# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""GEXF 1.1 to 1.3: attributes with defaults, dynamics as periods, hierarchy as ties, parallel edges of several kinds.

A node inside another one, or with a `pid`, is part of it. Colours, positions and sizes are a drawing and not read.
Versions differ in namespaces and in how they write times: all ways are read in all of them.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from graph.kinds import Kinds
from loaders.graphs.parts import (
    MAX_ID,
    Broken,
    Field,
    GraphEdge,
    GraphNode,
    Part,
    Spell,
    bounded_attributes,
    edge_locator,
    in_predicate,
    no_id,
)
from loaders.graphs.said import graph_said
from loaders.graphs.times import NoDate, attribute_spells, in_words
from loaders.graphs.xml import attributes_of, inner_text, line_of, local, named, swept
from loaders.loader import Place, Problem, Severity, Yielded
from loaders.mapping.meaning import Mapping as GraphMapping

UNITS = frozenset({"attributes", "node", "edge"})
NUMBERS = frozenset(("integer", "long", "double", "float", "short", "byte", "bigdecimal", "biginteger"))
TIMES = (("spells", "spell"), ("slices", "slice"))
"""How versions call the times of a node or edge."""
TIME = "time"
"""Under which attribute times are kept that are no dates."""

_HEAD = re.compile(rb"<(?:[\w.-]+:)?gexf[\s>]")


class GEXF:
    """The loader of GEXF, under one vocabulary."""

    name = "gexf"
    version = "1"
    description = (
        "Networks in GEXF (Gephi): nodes become stakeholders, edges contacts, unless a mapping says otherwise."
    )
    formats = (".gexf",)

    def __init__(self, kinds: Kinds, mapping: GraphMapping | None = None) -> None:
        self._kinds, self._mapping = kinds, mapping

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a gexf element stands in the first bytes."""
        return _HEAD.search(head.replace(b"\0", b"")) is not None

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the file says: nothing unless it can be read to its end."""
        try:
            reading = _Reading(path.name, _attributes(path))
            yield from graph_said(reading.parts(path), self._kinds, self._mapping)
        except Broken as broken:
            yield broken.problem


# ------------------------------------------------------------------ attributes


@dataclass(frozen=True, slots=True)
class _Attribute:
    """An attribute that the file declares for nodes or for edges."""

    title: str
    is_number: bool = False
    default: str = ""


_Timed = tuple[tuple[Spell, ...], tuple[Field, ...]]
_Attributes = Mapping[tuple[str, str], _Attribute]
"""By class (node or edge) and id."""


def _attributes(path: Path) -> _Attributes:
    """The attributes of the file, which has been read to its end: so it is known to be whole."""
    found: dict[tuple[str, str], _Attribute] = {}
    elements = 0
    for event, element in swept(path, "gexf", UNITS):
        if event == "end" and local(element) == "attributes":
            of = element.get("class", "node")
            for one in named(element, "attribute"):
                defaults = [inner_text(default).strip() for default in named(one, "default")]
                title = one.get("title", "") or one.get("id", "") or "?"
                is_number = one.get("type", "") in NUMBERS
                found[of, one.get("id", "")] = _Attribute(title, is_number, defaults[0] if defaults else "")
        elements += event == "end" and local(element) in ("node", "edge")
    bounded_attributes(len(found), sum(bool(one.default) for one in found.values()), elements, path.name)
    return found


# ------------------------------------------------------------------ nodes and edges


@dataclass(slots=True)
class _Reading:
    """One reading of one file."""

    file: str
    attributes: _Attributes
    directed: bool = False
    nodes: list[str] = field(default_factory=list)
    """The nodes that are open: the inner ones are parts of the outer ones."""
    graphs: int = 0
    is_timed: bool = False
    """It has times that are no dates, and that has been said."""

    def parts(self, path: Path) -> Iterator[Part]:
        for event, element in swept(path, "gexf", UNITS):
            if event == "start":
                self._opened(element)
            elif local(element) == "node":
                self.nodes.pop()
                yield from self._node(element)
            elif local(element) == "edge":
                yield from self._edge(element)
        if not self.graphs:
            hint = "A graph with nodes is needed."
            yield Problem(Severity.ERROR, "NO_GRAPH", "There is no graph in the file.", Place(self.file, 1), hint)

    def _opened(self, element: etree._Element) -> None:
        if local(element) == "graph":
            self.graphs += 1
            self.directed = element.get("defaultedgetype", "undirected") == "directed"
        elif local(element) == "node":
            self.nodes.append(element.get("id", "").strip())

    def _node(self, element: etree._Element) -> Iterator[Part]:
        identifier = element.get("id", "").strip()
        locator = in_predicate("node/@id", identifier)
        place = Place(self.file, line_of(element), 0, locator)
        if not identifier or len(identifier) > MAX_ID:
            yield no_id(place, "node")
            return
        spells, timed = yield from self._times(element, place)
        above = element.get("pid", "").strip() or (self.nodes[-1] if self.nodes else "")
        fields = (*self._own(element, locator), *self._values(element, "node", locator), *_parents(element, locator))
        yield GraphNode(identifier, place, locator, (*fields, *timed), spells, (above,) if above else ())

    def _edge(self, element: etree._Element) -> Iterator[Part]:
        source, target, identifier = (element.get(name, "").strip() for name in ("source", "target", "id"))
        locator = edge_locator(identifier, source, target)
        place = Place(self.file, line_of(element), 0, locator)
        if not source or not target or max(map(len, (source, target, identifier))) > MAX_ID:
            yield no_id(place, "edge")
            return
        spells, timed = yield from self._times(element, place)
        fields = (*self._own(element, locator), *self._values(element, "edge", locator), *timed)
        said = element.get("type", "")
        is_directed = said == "directed" if said else self.directed
        edge = GraphEdge(source, target, place, locator, identifier, is_directed=is_directed)
        yield replace(edge, fields=fields, spells=spells)

    def _own(self, element: etree._Element, locator: str) -> Iterator[Field]:
        """What stands in the element's own attributes."""
        for name in ("label", "kind", "weight"):
            text = element.get(name, "").strip()
            if text:
                yield Field(name, text, f"{locator}/@{name}", name == "weight")

    def _values(self, element: etree._Element, of: str, locator: str) -> Iterator[Field]:
        said: set[str] = set()
        for value in named(element, "attvalues", "attvalue"):
            identifier = value.get("for") or value.get("id") or ""
            said.add(identifier)
            known = self.attributes.get((of, identifier), _Attribute(identifier or "?"))
            where = f"{locator}/attvalues/{in_predicate('attvalue/@for', identifier)}"
            yield Field(known.title, value.get("value", "").strip(), where, known.is_number, _validity(value))
        for (class_, identifier), known in self.attributes.items():
            if class_ == of and known.default and identifier not in said:
                where = f"{in_predicate('attribute/@id', identifier)}/default"
                yield Field(known.title, known.default, where, known.is_number)

    # -------------------------------------------------------------- times

    def _times(self, element: etree._Element, place: Place) -> Generator[Part, None, _Timed]:
        """The spells of an element; where its times are no dates, an attribute for them."""
        timed = [element, *(one for names in TIMES for one in named(element, *names))]
        try:
            return tuple(spell for one in timed for spell in attribute_spells(attributes_of(one))), ()
        except NoDate as error:
            if not self.is_timed:
                self.is_timed = True
                message = f'"{str(error)[:40]}" is no date: such times are kept as attribute "{TIME}".'
                yield Problem(Severity.WARNING, "BAD_DATE", message, place, "Write years, or dates as 2022-12-07.")
        words = [in_words(attributes_of(one)) for one in timed]
        return (), tuple(Field(TIME, word, place.where) for word in words if word)


def _validity(value: etree._Element) -> Spell:
    """When the value of a dynamic attribute holds."""
    try:
        return next(attribute_spells(attributes_of(value)), Spell())
    except NoDate:
        return Spell()


def _parents(element: etree._Element, locator: str) -> Iterator[Field]:
    """Whom a node comes from, in a phylogeny."""
    for parent in named(element, "parents", "parent"):
        yield Field("parent", parent.get("for", ""), f"{locator}/parents/parent")
