# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Graphs that are written as tables: rows of nodes and rows of edges, as the parts that every graph file has.

Columns are known by their names in the variants that people publish; a mapping may name them. Rows that state the same
edge once more (in either order if it is undirected) are one edge, and counted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

from loaders.graphs.parts import Field, GraphEdge, GraphNode, Part
from loaders.loader import Problem, Severity
from loaders.mapping.meaning import EdgeMapping, TableMapping, column_key
from loaders.tables.cell_numbers import plain_number
from loaders.tables.header import Header, header_of, header_problems, lettered
from loaders.tables.keys import Names
from loaders.tables.table import MAX_COLUMNS, Row, Table, broken, doubt

SOURCES = (
    "source",
    "from",
    "src",
    "source id",
    "sourceid",
    "node1",
    "node 1",
    "sender",
    "ego",
    "quelle",
    "von",
    "джерело",
    "від",
)
TARGETS = (
    "target",
    "to",
    "tgt",
    "dst",
    "target id",
    "targetid",
    "node2",
    "node 2",
    "receiver",
    "alter",
    "ziel",
    "nach",
    "ціль",
    "до",
)
NODES = ("id", "node", "node id", "nodeid", "key", "kennung", "label", "name", "ідентифікатор", "назва")
DIRECTIONS = ("type", "directed", "direction", "richtung", "typ", "edge type")
DIRECTED: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("directed", "true", "gerichtet", "yes", "1"), True),
        **dict.fromkeys(("undirected", "mutual", "false", "ungerichtet", "no", "0"), False),
    }
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A table with its header, and which of its columns name what its rows are."""

    table: Table
    header: Header
    keys: tuple[int, ...]
    """Of nodes the column of the id; of edges those of source and target."""
    direction: int = -1
    """The column that says whether an edge is directed."""
    spoken: frozenset[str] = frozenset()
    """The columns that a mapping speaks of: they say something even where they name a row."""


def nodes_of(table: Table, mapping: TableMapping | None) -> Titled | Problem:
    """The table as one of nodes."""
    mapping = mapping or TableMapping()
    header = first_header(table, mapping.header)
    key = mapping.key[0] if mapping.key else named(header, NODES)
    if key not in header.at:
        what = f'No column "{key}".' if mapping.key else "No column names the nodes."
        return broken("NO_HEADER", what, table.place(1), 'Call it "Id", or say in the mapping which it is.')
    return Titled(table, header, (header.at[key],), spoken=frozenset(mapping.columns))


def edges_of(table: Table, mapping: EdgeMapping | None) -> Titled | Problem:
    """The table as one of edges."""
    mapping = mapping or EdgeMapping()
    header = first_header(table, mapping.header)
    ends = (mapping.source or named(header, SOURCES), mapping.target or named(header, TARGETS))
    for end, what in zip(ends, ("Source", "Target"), strict=True):
        if end not in header.at:
            hint = f'Call it "{what}", or say in a mapping: edges: {{header: 0, source: A, target: B}}.'
            return broken("NO_HEADER", f"No column names the {what.lower()} of the edges.", table.place(1), hint)
    words = (column_key(word) for word in DIRECTIONS)
    columns = (header.at[word] for word in words if word in header.at and word not in mapping.columns)
    direction = next((column for column in columns if _is_direction(table, column)), -1)
    return Titled(table, header, tuple(header.at[end] for end in ends), direction, frozenset(mapping.columns))


def first_header(table: Table, row: int) -> Header:
    """The header in that row; the letters of the columns if there is none."""
    if row == 0:
        return lettered(MAX_COLUMNS)
    rows = (one for one in table.rows() if isinstance(one, Row))
    found = next((one for one in rows if one.number >= row), None)
    return header_of(found) if found else Header(0, (), {})


def named(header: Header, words: Sequence[str]) -> str:
    """The first of these names that the header has; "" if it has none."""
    return next((column_key(word) for word in words if column_key(word) in header.at), "")


def _is_direction(table: Table, column: int) -> bool:
    """Whether the column of that name says directions, and not something else: judged by its first rows."""
    rows = islice((row for row in table.rows() if isinstance(row, Row)), 1, 50)
    words = {row.cell(column).strip().lower() for row in rows} - {""}
    return bool(words) and words <= set(DIRECTED)


@dataclass(slots=True)
class GraphTables:
    """The parts of one graph."""

    edges: Titled | None
    nodes: Titled | None = None
    makes_nodes: bool = False
    """Whether an end that no row of the nodes names is a node all the same."""
    decimal: str = ""
    _names: Names = field(default_factory=Names)
    _ids: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, str, bool], set[int]] = field(default_factory=dict)
    _repeated: list[int] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """Nodes, then edges, each in the order of its table."""
        if self.nodes:
            yield from header_problems(self.nodes.header, self.nodes.table)
            yield from self._all_nodes(self.nodes)
        if self.edges:
            yield from header_problems(self.edges.header, self.edges.table)
            yield from self._all_edges(self.edges)
            if self._repeated:
                yield self._told_of_repeated(self.edges)

    def _all_nodes(self, titled: Titled) -> Iterator[Part]:
        for row in titled.table.rows():
            if isinstance(row, Problem):
                yield row
            elif row.number > titled.header.row:
                identifier = " ".join(row.cell(titled.keys[0]).split())
                if not identifier:
                    yield _unnamed(titled, row, "node", titled.keys[0])
                    continue
                self._ids.setdefault(identifier, identifier)
                fields = tuple(self._fields(titled, row))
                yield GraphNode(identifier, titled.table.place(row.number), titled.table.locator(row.number), fields)
                self._name(identifier, fields)

    def _name(self, identifier: str, fields: Sequence[Field]) -> None:
        for one in fields:
            if column_key(one.name) in ("label", "name"):
                self._names.call("node", identifier, one.text)

    def _all_edges(self, titled: Titled) -> Iterator[Part]:
        for row in titled.table.rows():
            if isinstance(row, Problem):
                yield row
            elif row.number > titled.header.row:
                yield from self._edge(titled, row)

    def _edge(self, titled: Titled, row: Row) -> Iterator[Part]:
        source, target = (" ".join(row.cell(column).split()) for column in titled.keys)
        if not source or not target:
            yield _unnamed(titled, row, "edge", titled.keys[0] if not source else titled.keys[1])
            return
        ends = [self._end(source), self._end(target)]
        for end, column in zip(ends, titled.keys, strict=True):
            if end not in self._ids and self.makes_nodes:
                self._ids[end] = end
                name = titled.header.name(column)
                locator = titled.table.locator(row.number, column, name)
                yield GraphNode(end, titled.table.place(row.number), locator)
        word = row.cell(titled.direction).strip().lower() if titled.direction >= 0 else ""
        edge = GraphEdge(
            ends[0],
            ends[1],
            titled.table.place(row.number),
            titled.table.locator(row.number),
            is_directed=DIRECTED.get(word, False),
            fields=tuple(self._fields(titled, row)),
        )
        if self._is_new(edge):
            yield edge
        else:
            self._repeated.append(row.number)

    def _end(self, text: str) -> str:
        """The id of the node that is meant: by its id, else by its only name."""
        if text in self._ids:
            return text
        found = self._names.found("node", text)
        return found[0] if len(found) == 1 else text

    def _is_new(self, edge: GraphEdge) -> bool:
        """Whether no row before said the same of the same ends."""
        ends = (edge.source, edge.target)
        first, second = ends if edge.is_directed else sorted(ends)
        said = hash(tuple((one.name, one.text) for one in edge.fields))
        known = self._seen.setdefault((first, second, edge.is_directed), set())
        is_new = said not in known
        known.add(said)
        return is_new

    def _fields(self, titled: Titled, row: Row) -> Iterator[Field]:
        taken = {*titled.keys, titled.direction} - {titled.header.at.get(name, -1) for name in titled.spoken}
        for column, text in enumerate(row.cells):
            name = titled.header.name(column)
            if column in taken or not name or not text.strip() or titled.header.at[column_key(name)] != column:
                continue
            is_number = column in row.numbers or plain_number(text.strip(), self.decimal) is not None
            yield Field(name, text, titled.table.locator(row.number, column, name), is_number)

    def _told_of_repeated(self, titled: Titled) -> Problem:
        rows = ", ".join(map(str, self._repeated[:5])) + (", …" if len(self._repeated) > 5 else "")
        count = f"{len(self._repeated):,} rows state" if len(self._repeated) > 1 else "A row states"
        message = f"{count} an edge once more ({rows}); each edge is one cooperation."
        hint = "If each row is to count, add them up in a column Weight."
        return doubt("EQUAL_ROWS", message, titled.table.place(self._repeated[0]), hint)


def _unnamed(titled: Titled, row: Row, what: str, column: int) -> Problem:
    place = titled.table.place(row.number, column, titled.header.name(column))
    name = titled.header.name(column) or "it"
    message = f'The {what} has no "{name[:40]}"; it is left out.'
    return Problem(Severity.ERROR, "MISSING_KEY", message, place, "Fill it in.", f"{what}@{row.number}")
