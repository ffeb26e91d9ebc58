# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From edges to cooperations with their participations, or to the ties or participations that a mapping makes of them.

An edge's key is its id, unless that is a mere number, as programs count edges: then its ends and direction are, and
parallel edges are counted. Of an edge with a person that key is a digest, and it is called after its kind: else
a person who is erased would still be named there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType

from graph.kinds import Kinds
from graph.model import ParticipationKey, Ref, Term, Text, TieKey
from loaders.graphs.parts import Field, GraphEdge, edge_locator
from loaders.graphs.periods import bounds, merged, periods
from loaders.graphs.record import Mapped, Speaker, Subject, Told
from loaders.graphs.values import Values
from loaders.loader import Problem, Said, Severity, Yielded, record_name
from loaders.mapping.meaning import Becomes, Choice, ColumnMapping, EdgeMapping, column_key
from loaders.tables.cell_problems import WrongCell
from loaders.tables.cell_words import Words

ROLES = MappingProxyType({False: ("party", "party"), True: ("lead", "partner")})
"""Of source and target, by whether the edge is directed."""
KINDS = frozenset(("kind", "type", "relation"))
"""Names of attributes that may say that an edge is a tie."""


@dataclass(slots=True)
class Ends:
    """The nodes that have come: of which type its record is, and what it is called; who is not public, who a person."""

    _nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    _internal: set[str] = field(default_factory=set)
    _persons: set[str] = field(default_factory=set)

    def __contains__(self, node: str) -> bool:
        return node in self._nodes

    def add(self, node: str, type_name: str, name: str, *, is_internal: bool, is_person: bool) -> None:
        """Remembers a node."""
        self._nodes[node] = (type_name, name)
        if is_internal:
            self._internal.add(node)
        if is_person:
            self._persons.add(node)

    def type(self, node: str) -> str:
        """Of which type its record is."""
        return self._nodes[node][0]

    def name(self, node: str) -> str:
        """What it is called."""
        return self._nodes[node][1]

    def is_internal(self, edge: GraphEdge) -> bool:
        """Whether an edge joins somebody whom not everybody may see: it has their name, and ties nobody without."""
        return edge.source in self._internal or edge.target in self._internal

    def has_person(self, edge: GraphEdge) -> bool:
        """Whether an edge joins a person, whoever may see them."""
        return edge.source in self._persons or edge.target in self._persons


class Edges:
    """Turns edges into statements."""

    def __init__(self, kinds: Kinds, values: Values, mapping: EdgeMapping | None, ends: Ends) -> None:
        """The nodes are those that have come when an edge is read."""
        self._kinds, self._ends, self._words = kinds, ends, Words(kinds)
        self._mapping = mapping or EdgeMapping()
        self._is_mapped = mapping is not None
        self._values, self._speakers = values, dict[str, Speaker]()
        self._seen: Counter[str] = Counter()

    def said(self, edge: GraphEdge) -> Iterator[Yielded]:
        """What an edge says."""
        problem = self._unfit(edge)
        if problem is not None:
            yield problem
            return
        edge = self._discreet(edge)
        becomes = self._becomes(edge)
        try:
            if becomes is Becomes.COOPERATION:
                yield from self._cooperation(edge)
            elif becomes is Becomes.TIE:
                yield from self._tie(edge)
            elif becomes is Becomes.PARTICIPATION:
                yield from self._participation(edge)
            else:
                yield from self._participant(edge)
        except WrongCell as wrong:
            yield Problem(Severity.ERROR, wrong.code, wrong.message, edge.place, wrong.hint, _about(edge))

    # -------------------------------------------------------------- what is no edge of ours

    def _unfit(self, edge: GraphEdge) -> Problem | None:
        for end in (edge.source, edge.target):
            if end not in self._ends:
                message = f'No node "{end[:60]}" in this file; the edge is left out.'
                hint = "Add the node, or correct the edge."
                return Problem(Severity.ERROR, "UNKNOWN_KEY", message, edge.place, hint, _about(edge))
        if edge.source == edge.target:
            message = f'An edge from "{edge.source[:60]}" to itself ties nobody; it is left out.'
            return Problem(Severity.WARNING, "SELF_LOOP", message, edge.place, "Nothing needs to be done.")
        return None

    def _discreet(self, edge: GraphEdge) -> GraphEdge:
        """The edge, cited by its line where it has a person and would be cited by the names of its ends."""
        if not self._ends.has_person(edge) or edge.locator != edge_locator("", edge.source, edge.target):
            return edge
        line = f"line {edge.place.line}"
        fields = tuple(replace(one, locator=one.locator.replace(edge.locator, line)) for one in edge.fields)
        return replace(edge, locator=line, place=edge.place._replace(where=line), fields=fields)

    def _becomes(self, edge: GraphEdge) -> Becomes:
        """As the mapping says; else what its ends allow."""
        types = {self._ends.type(edge.source), self._ends.type(edge.target)}
        if not self._is_mapped and types == {"stakeholder"} and self._tie_kind(edge):
            return Becomes.TIE
        if types == {"stakeholder"} or (self._is_mapped and self._mapping.becomes is not Becomes.COOPERATION):
            return self._mapping.becomes
        return Becomes.PARTICIPANT if "event" in types else Becomes.PARTICIPATION

    # -------------------------------------------------------------- what it becomes

    def _cooperation(self, edge: GraphEdge) -> Iterator[Yielded]:
        is_directed = self._is_directed(edge)
        roles = self._roles(edge, is_directed)
        subject = Subject("cooperation", self._key(edge, is_directed), edge.place, edge.locator)
        told = self._speaker("cooperation").told(subject, edge.fields)
        if not told.states("kind"):
            told.said.append(self._kind(subject, edge))
        if not told.labels():
            told.said += [subject.supposed("label", name) for name in self._made_up(edge, told)]
        told.said += periods(subject, edge.spells, told)
        if self._ends.is_internal(edge) and not told.has("visibility"):
            told.said.append(subject.supposed("visibility", Text("internal")))
        # Parallel edges are a cooperation each, though their parties are the same.
        told.said = [one._replace(is_apart=True) for one in told.said]
        yield from told.all()
        for end, role in zip((edge.source, edge.target), roles, strict=True):
            yield from self._taking_part(edge, str(subject.key), end, role=role)

    def _made_up(self, edge: GraphEdge, told: Told) -> list[Text]:
        """What an edge without a name is called: as both its ends, with a person only as what it is."""
        if not self._ends.has_person(edge):
            return [Text(f"{self._ends.name(edge.source)} – {self._ends.name(edge.target)}")]
        codes = [one.value.code for one in told.said if one.property == "kind" and isinstance(one.value, Term)]
        code = next((one for one in codes if self._kinds.has("cooperation_kinds", one)), "contact")
        labels = self._kinds.concept("cooperation_kinds", code).labels
        return [Text(text, lang) for lang, text in labels.items()]

    def _kind(self, subject: Subject, edge: GraphEdge) -> Said:
        choice = self._mapping.kind
        term = Term(self._words.code("cooperation_kinds", chosen(choice, edge.fields) or "contact"))
        is_said = self._is_mapped and choice != Choice("contact")
        return subject.stated("kind", term) if is_said else subject.supposed("kind", term)

    def _taking_part(self, edge: GraphEdge, cooperation: str, end: str, *, role: str) -> Iterator[Yielded]:
        """The participation of one end; one for each time that does not touch the others."""
        spells = merged(edge.spells)
        for number, spell in enumerate(spells if len(spells) > 1 else spells[:1] or [None], 1):
            key = ParticipationKey(cooperation, key_of(end), role, spell="" if number == 1 else str(number))
            subject = Subject("participation", key, edge.place, edge.locator)
            yield subject.stated("holds", None)
            if spell is not None and len(spells) > 1:
                yield from bounds(subject, spell)

    def _tie(self, edge: GraphEdge) -> Iterator[Yielded]:
        kind = self._tie_kind(edge) or self._words.code("tie_kinds", chosen(self._mapping.kind, edge.fields))
        key = TieKey(key_of(edge.source), kind, key_of(edge.target))
        subject = Subject("tie", key, edge.place, edge.locator)
        yield subject.stated("holds", None)
        yield from self._around(subject, edge)

    def _tie_kind(self, edge: GraphEdge) -> str:
        """The kind of tie that an edge says it is, by its code; "" where it does not, or where a mapping speaks."""
        said = (one.text for one in edge.fields if one.name.casefold() in KINDS)
        return next((word for word in said if not self._is_mapped and self._kinds.has("tie_kinds", word)), "")

    def _participation(self, edge: GraphEdge) -> Iterator[Yielded]:
        member, whole = self._member_first(edge)
        role = self._role(self._mapping.source_role, edge, "party")
        subject = Subject("participation", ParticipationKey(whole, member, role), edge.place, edge.locator)
        yield subject.stated("holds", None)
        yield from self._around(subject, edge)

    def _around(self, subject: Subject, edge: GraphEdge) -> Iterator[Yielded]:
        """What is said of a tie or participation beside that it holds."""
        fields = (one for one in edge.fields if not (subject.type == "tie" and one.name.casefold() in KINDS))
        told = self._speaker(subject.type).told(subject, fields)
        told.said += periods(subject, edge.spells, told)
        yield from told.all()

    def _participant(self, edge: GraphEdge) -> Iterator[Yielded]:
        """Who takes part in an event; what else is said belongs to no record of its own."""
        member, event = self._member_first(edge)
        role = self._role(self._mapping.source_role, edge, "participant")
        subject = Subject("event", event, edge.place, edge.locator)
        yield subject.stated("participant", Ref(f"stakeholder/{member}", role))

    # -------------------------------------------------------------- the parts of it

    def _member_first(self, edge: GraphEdge) -> tuple[str, str]:
        ends = (edge.source, edge.target)
        first, second = ends if self._ends.type(edge.source) == "stakeholder" else ends[::-1]
        return key_of(first), key_of(second)

    def _is_directed(self, edge: GraphEdge) -> bool:
        return edge.is_directed if self._mapping.directed is None else self._mapping.directed

    def _roles(self, edge: GraphEdge, is_directed: bool) -> tuple[str, str]:
        first, second = ROLES[is_directed]
        return (
            self._role(self._mapping.source_role, edge, first),
            self._role(self._mapping.target_role, edge, second),
        )

    def _role(self, choice: Choice, edge: GraphEdge, default: str) -> str:
        word = chosen(choice, edge.fields)
        return self._words.code("roles", word) if word else default

    def _key(self, edge: GraphEdge, is_directed: bool) -> str:
        key = key_of(edge.id) if edge.id and not edge.id.isdecimal() else self._natural(edge, is_directed)
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}#{self._seen[key]}"

    def _natural(self, edge: GraphEdge, is_directed: bool) -> str:
        ends = (edge.source, edge.target) if is_directed else sorted((edge.source, edge.target))
        key = key_of(("->" if is_directed else "--").join(ends))
        return f"edge-{sha256(key.encode()).hexdigest()[:16]}" if self._ends.has_person(edge) else key

    def _speaker(self, type_name: str) -> Speaker:
        if type_name not in self._speakers:
            mapping = self._mapping
            columns = dict(mapping.columns)
            if mapping.weight and type_name == "cooperation":
                columns[mapping.weight] = ColumnMapping("weight")
            mapped = Mapped(MappingProxyType(columns), mapping.constants, mapping.other)
            self._speakers[type_name] = Speaker(type_name, self._kinds, self._values, mapped)
        return self._speakers[type_name]


def chosen(choice: Choice, fields: Iterable[Field]) -> str:
    """The word that a mapping chooses for a node or edge."""
    if not choice.column:
        return choice.text
    said = next((one.text.strip() for one in fields if column_key(one.name) == choice.column), "")
    return choice.of(said)


def key_of(identifier: str) -> str:
    """An id of the file as a key: without slashes, which part the names of records.

    Example:
        >>> key_of("a/b 100%")
        'a%2Fb 100%25'
    """
    return identifier.replace("%", "%25").replace("/", "%2F")


def _about(edge: GraphEdge) -> str:
    return record_name("cooperation", key_of(edge.id or f"{edge.source}--{edge.target}"))
