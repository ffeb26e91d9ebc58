# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the nodes and edges of a graph file to statements: the same for every format.

A node is a stakeholder, an edge a cooperation of kind contact: undirected between two parties, directed from a lead to
a partner. A mapping file may say otherwise. What is taken for granted so (a kind, a name made of two) is inferred.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.kinds import Kinds
from graph.model import Term, Text, TieKey
from loaders.graphs.edges import Edges, Ends, chosen, key_of
from loaders.graphs.parts import GraphEdge, GraphNode, Part
from loaders.graphs.periods import periods
from loaders.graphs.record import Mapped, Speaker, Subject, Told
from loaders.graphs.values import Values
from loaders.loader import FEED, NOWHERE, FeedSaid, Place, Problem, Severity, Yielded, record_name
from loaders.mapping.meaning import Mapping, TableMapping

NODE_TYPES = ("stakeholder", "cooperation", "event")
DEFAULT_KINDS = MappingProxyType({"stakeholder": "organisation", "cooperation": "contact", "event": "meeting"})


def graph_said(parts: Iterable[Part], kinds: Kinds, mapping: Mapping | None) -> Iterator[Yielded]:
    """What the parts of a graph say, in their order; an edge waits until both its nodes have come.

    Cost: O(nodes + edges); of each node its name is remembered.
    """
    told: set[tuple[str, str]] = set()
    for one in _Graph(kinds, mapping or Mapping()).all(parts):
        if isinstance(one, Problem) and one.severity is Severity.WARNING:
            # What is wrong with an attribute is wrong with it on every node: it is said once.
            if (one.code, one.message) in told:
                continue
            told.add((one.code, one.message))
        yield one


@dataclass(slots=True)
class _Graph:
    """One reading of one graph."""

    kinds: Kinds
    mapping: Mapping
    values: Values = field(init=False)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    ends: Ends = field(default_factory=Ends)
    waiting: list[GraphEdge] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = Values(self.kinds, lang=self.mapping.lang, decimal=self.mapping.decimal)

    def all(self, parts: Iterable[Part]) -> Iterator[Yielded]:
        yield from self._feed()
        edges = Edges(self.kinds, self.values, self.mapping.edges, self.ends)
        for part in parts:
            if isinstance(part, Problem):
                yield part
            elif isinstance(part, GraphNode):
                yield from self._node(part)
            elif part.source in self.ends and part.target in self.ends:
                yield from edges.said(part)
            else:
                self.waiting.append(part)
        for edge in self.waiting:
            yield from edges.said(edge)

    def _feed(self) -> Iterator[Yielded]:
        if self.mapping.feed:
            yield FeedSaid(self.mapping.feed)
        if self.mapping.source:
            speaker = Speaker("source", self.kinds, self.values, Mapped(constants=self.mapping.source))
            told = speaker.told(Subject("source", FEED, NOWHERE, f"record source/{FEED}"), ())
            yield from told.all()

    # -------------------------------------------------------------- nodes

    def _node(self, node: GraphNode) -> Iterator[Yielded]:
        nodes = self.mapping.nodes or TableMapping()
        type_name = chosen(nodes.type, node.fields)
        if type_name not in NODE_TYPES:
            hint = f"Say in the mapping which are {', '.join(NODE_TYPES)}."
            yield _wrong(node.place, "UNKNOWN_CODE", f'A node cannot be a "{type_name[:40]}".', hint)
            return
        key = key_of(node.id)
        if node.id in self.ends:
            about = record_name(type_name, key)
            message = f'A second node "{node.id[:40]}" is left out.'
            yield Problem(Severity.WARNING, "KEY_TWICE", message, node.place, "Give it an id of its own.", about)
            return
        subject = Subject(type_name, key, node.place, node.locator)
        told = self._speaker(type_name, nodes).told(subject, node.fields)
        self._completed(subject, node, told)
        is_person = self._is_person(subject, told)
        is_internal = self._is_internal(subject, told, is_person=is_person)
        self.ends.add(node.id, type_name, _name(told, node.id), is_internal=is_internal, is_person=is_person)
        yield from told.all()
        for parent in node.parents:
            tie = Subject("tie", TieKey(key, "part_of", key_of(parent)), node.place, node.locator)
            yield tie.stated("holds", None)

    def _speaker(self, type_name: str, nodes: TableMapping) -> Speaker:
        if type_name not in self.speakers:
            mapped = Mapped(nodes.columns, nodes.constants, nodes.other)
            self.speakers[type_name] = Speaker(type_name, self.kinds, self.values, mapped)
        return self.speakers[type_name]

    def _is_internal(self, subject: Subject, told: Told, *, is_person: bool) -> bool:
        """As the loading decides it later: by what is said, else for persons."""
        said = [one.value.text for one in told.said if one.property == "visibility" and isinstance(one.value, Text)]
        if said or subject.type != "stakeholder":
            return "internal" in said
        return is_person

    def _is_person(self, subject: Subject, told: Told) -> bool:
        """Whether it is of a kind of which nothing is public unless it is said to be."""
        if subject.type != "stakeholder":
            return False
        codes = [one.value.code for one in told.said if one.property == "kind" and isinstance(one.value, Term)]
        known = [code for code in codes if self.kinds.has("stakeholder_kinds", code)]
        return any(self.kinds.stakeholder_kind(code).default_visibility == "internal" for code in known)

    def _completed(self, subject: Subject, node: GraphNode, told: Told) -> None:
        """With a kind and a name, and with the time in which it is there."""
        if not told.states("kind") and subject.type in DEFAULT_KINDS:
            told.said.append(subject.supposed("kind", Term(DEFAULT_KINDS[subject.type])))
        if not told.labels():
            told.said.append(subject.stated("label", Text(" ".join(node.id.split()))))
        told.said += periods(subject, node.spells, told)


def _name(told: Told, identifier: str) -> str:
    return next((label.text for label in told.labels()), identifier)


def _wrong(place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, place, hint)
