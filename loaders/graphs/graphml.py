# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""GraphML: keys with defaults, direction by edge, nested graphs; what has no place in a network is named and skipped.

A graph inside a node holds the parts of that node. Hyperedges join more than two and are not read; ports are the
sides of a drawing. Drawings themselves (yEd) say at most a label.
"""

import re
from collections.abc import Iterator, Mapping
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
    bounded_attributes,
    edge_locator,
    in_predicate,
    no_id,
)
from loaders.graphs.said import graph_said
from loaders.graphs.xml import inner_text, line_of, local, named, swept
from loaders.loader import Place, Problem, Severity, Yielded
from loaders.mapping.meaning import Mapping as GraphMapping

UNITS = frozenset({"key", "node", "edge", "hyperedge"})
NUMBERS = frozenset({"int", "integer", "long", "float", "double"})
MUTUAL = "mutual"
"""The attribute of two directed edges that are one tie both ways, as our own export writes them."""

_HEAD = re.compile(rb"<(?:[\w.-]+:)?graphml[\s>]")


class GraphML:
    """The loader of GraphML, under one vocabulary."""

    name = "graphml"
    version = "1"
    description = "Networks in GraphML: nodes become stakeholders, edges contacts, unless a mapping says otherwise."
    formats = (".graphml", ".xml")

    def __init__(self, kinds: Kinds, mapping: GraphMapping | None = None) -> None:
        self._kinds, self._mapping = kinds, mapping

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a graphml element stands in the first bytes."""
        return _HEAD.search(head.replace(b"\0", b"")) is not None

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the file says: nothing unless it can be read to its end."""
        try:
            reading = _Reading(path.name, _keys(path))
            yield from graph_said(reading.parts(path), self._kinds, self._mapping)
        except Broken as broken:
            yield broken.problem


# ------------------------------------------------------------------ keys


@dataclass(frozen=True, slots=True)
class _Key:
    """An attribute that the file declares."""

    id: str
    name: str
    of: str
    """node, edge, graph, port, ...; all."""
    is_number: bool
    default: str


def _keys(path: Path) -> dict[str, _Key]:
    """The keys of the file, which has been read to its end: so it is known to be whole."""
    found: dict[str, _Key] = {}
    elements = 0
    for event, element in swept(path, "graphml", UNITS):
        if event == "end" and local(element) == "key":
            key = _key(element)
            found[key.id] = key
        elements += event == "end" and local(element) in ("node", "edge")
    bounded_attributes(len(found), sum(bool(key.default) for key in found.values()), elements, path.name)
    return found


def _key(element: etree._Element) -> _Key:
    identifier = element.get("id", "")
    is_drawn = element.get("yfiles.type") is not None
    name = element.get("attr.name", "") or ("" if is_drawn else identifier)
    defaults = [inner_text(one).strip() for one in named(element, "default")]
    is_number = element.get("attr.type", "") in NUMBERS
    return _Key(identifier, name, element.get("for", "all"), is_number, defaults[0] if defaults else "")


# ------------------------------------------------------------------ nodes and edges


@dataclass(slots=True)
class _Reading:
    """One reading of one file."""

    file: str
    keys: Mapping[str, _Key]
    directed: list[bool] = field(default_factory=list)
    """Of each graph that is open: whether its edges are directed where they do not say so."""
    nodes: list[str] = field(default_factory=list)
    """The nodes that are open: the inner ones are parts of the outer ones."""
    twins: set[tuple[str, str]] = field(default_factory=set)
    graphs: int = 0
    has_ports: bool = False

    def parts(self, path: Path) -> Iterator[Part]:
        for event, element in swept(path, "graphml", UNITS):
            yield from self._opened(element) if event == "start" else self._closed(element)
        if not self.graphs:
            hint = "A graph with nodes is needed."
            yield Problem(Severity.ERROR, "NO_GRAPH", "There is no graph in the file.", Place(self.file, 1), hint)

    def _opened(self, element: etree._Element) -> Iterator[Part]:
        match local(element):
            case "graph":
                if not self.directed:
                    yield from self._another(element)
                self.directed.append(element.get("edgedefault", "undirected") == "directed")
            case "node":
                self.nodes.append(element.get("id", ""))
            case "port" | "endpoint" if not self.has_ports:
                self.has_ports = True
                yield self._skipped(element, "Ports are not read: edges end at nodes here.")

    def _another(self, element: etree._Element) -> Iterator[Part]:
        self.graphs += 1
        if self.graphs == 2:
            message = "The file has a second graph: all its graphs are read as one network."
            yield Problem(Severity.WARNING, "NOT_READ", message, self._place(element), "Load each graph by itself.")

    def _closed(self, element: etree._Element) -> Iterator[Part]:
        match local(element):
            case "graph":
                self.directed.pop()
            case "node":
                self.nodes.pop()
                yield self._node(element)
            case "edge":
                yield from self._edge(element)
            case "hyperedge":
                yield self._skipped(element, "A hyperedge is left out: an edge has two ends here.")

    def _node(self, element: etree._Element) -> Part:
        identifier = element.get("id", "").strip()
        if not identifier or len(identifier) > MAX_ID:
            return no_id(self._place(element), "node")
        locator = in_predicate("node/@id", identifier)
        outer = tuple(name.strip() for name in self.nodes[-1:] if name.strip())
        fields = tuple(self._fields(element, "node", locator))
        return GraphNode(identifier, self._place(element, locator), locator, fields, parents=outer)

    def _edge(self, element: etree._Element) -> Iterator[Part]:
        source, target, identifier = (element.get(name, "").strip() for name in ("source", "target", "id"))
        if not source or not target or max(map(len, (source, target, identifier))) > MAX_ID:
            yield no_id(self._place(element), "edge")
            return
        locator = edge_locator(identifier, source, target)
        fields = tuple(self._fields(element, "edge", locator))
        said = element.get("directed", "")
        is_directed = said == "true" if said else bool(self.directed and self.directed[-1])
        edge = GraphEdge(
            source, target, self._place(element, locator), locator, identifier, is_directed=is_directed, fields=fields
        )
        yield from self._once(edge)

    def _once(self, edge: GraphEdge) -> Iterator[GraphEdge]:
        """The edge; two directed ones that say that they are one tie are read once, undirected."""
        if not edge.is_directed or not any(one.name == MUTUAL and one.text == "true" for one in edge.fields):
            yield edge
        elif (edge.target, edge.source) in self.twins:
            self.twins.remove((edge.target, edge.source))
        else:
            self.twins.add((edge.source, edge.target))
            fields = tuple(one for one in edge.fields if one.name != MUTUAL)
            yield replace(edge, is_directed=False, fields=fields)

    def _fields(self, element: etree._Element, of: str, locator: str) -> Iterator[Field]:
        said: set[str] = set()
        for datum in named(element, "data"):
            key = self.keys.get(datum.get("key", "")) or _Key("", datum.get("key", "?"), "all", False, "")
            said.add(key.id)
            text = inner_text(datum).strip() if not len(datum) else _drawn(datum)
            yield Field(
                key.name or "label", text, f"{locator}/{in_predicate('data/@key', datum.get('key', ''))}", key.is_number
            )
        for key in self.keys.values():
            if key.default and key.name and key.of in (of, "all") and key.id not in said:
                yield Field(key.name, key.default, f"{in_predicate('key/@id', key.id)}/default", key.is_number)

    def _skipped(self, element: etree._Element, message: str) -> Problem:
        return Problem(Severity.WARNING, "NOT_READ", message, self._place(element), "Draw edges between nodes.")

    def _place(self, element: etree._Element, locator: str = "") -> Place:
        return Place(self.file, line_of(element), 0, locator)


def _drawn(datum: etree._Element) -> str:
    """The label in a drawing (yEd), "" if there is none."""
    for one in datum.iter():
        if local(one) in ("NodeLabel", "EdgeLabel"):
            return inner_text(one).strip()
    return ""
