# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of node and edge files (CSV, TSV) as people publish them, and lists of edges alone.

Given one of the two, the other is looked for beside it, and nowhere else. What the files mean is known by the names of
their columns; a mapping may say otherwise, and `propose_mapping` writes down what was taken for granted.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.kinds import Kinds
from loaders.graphs.said import graph_said
from loaders.loader import Problem, Yielded
from loaders.mapping.meaning import Mapping
from loaders.tables.graph_tables import SOURCES, TARGETS, GraphTables, Titled, edges_of, named, nodes_of
from loaders.tables.header import header_of
from loaders.tables.pairs_files import ENDINGS, Pair, first_row, pair_of
from loaders.tables.pairs_proposal import proposal
from loaders.tables.table import Row, Table
from loaders.tables.text_tables import text_table


class Pairs:
    """The loader of node and edge tables, under one vocabulary."""

    name = "pairs"
    version = "1"
    description = "Node and edge tables (CSV, TSV) as pairs of files, or edges alone."
    formats = (".csv", ".tsv")

    def __init__(self, kinds: Kinds, mapping: Mapping | None = None) -> None:
        self._kinds, self._mapping = kinds, mapping

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the header names the two ends of edges, or nodes whose edges lie in a file beside it."""
        row = first_row(head)
        if self._mapping is not None and (self._mapping.nodes or self._mapping.edges):
            return bool(row.cells) and path.suffix.lower() in ENDINGS
        is_node = named(header_of(row), ("id", "name", "label")) != ""
        return is_edges(row) or (is_node and pair_of(path).edges is not None)

    def companions(self, path: Path) -> tuple[Path, ...]:
        """The files that are read together with this one, itself first."""
        pair = pair_of(path)
        return tuple(dict.fromkeys((path, *(one for one in (pair.nodes, pair.edges) if one))))

    def read(self, path: Path) -> Iterator[Yielded]:
        """What the pair says: nodes, then edges, each in the order of its file.

        Raises:
            OSError: the file cannot be read.
        """
        mapping = self._mapping or Mapping()
        pair = self._pair(path)
        tables, told = _tables(pair, mapping)
        yield from told
        titled = [_titled(name, table, mapping) for name, table in tables.items()]
        yield from (one for one in titled if isinstance(one, Problem))
        found = {name: one for name, one in zip(tables, titled, strict=True) if isinstance(one, Titled)}
        if len(found) < len(titled) or "edges" not in found:
            return
        decimal = mapping.decimal or found["edges"].table.decimal
        parts = GraphTables(found["edges"], found.get("nodes"), makes_nodes="nodes" not in found, decimal=decimal)
        for one in graph_said(parts.parts(), self._kinds, replace(mapping, decimal=decimal)):
            yield _shortened(one) if isinstance(one, Problem) else one

    def _pair(self, path: Path) -> Pair:
        pair = pair_of(path)
        if pair.edges is None:
            # Chosen by hand, or by a mapping: what is given is a list of edges.
            return Pair(path, None)
        return pair


def is_edges(row: Row) -> bool:
    """Whether a header names both ends of edges."""
    header = header_of(row)
    return named(header, SOURCES) != "" and named(header, TARGETS) != ""


def _tables(pair: Pair, mapping: Mapping) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of the files that are there."""
    paths = {"nodes": pair.nodes, "edges": pair.edges}
    are_two = None not in paths.values()
    tables: dict[str, Table] = {}
    told: list[Problem] = []
    for name, path in paths.items():
        if path is not None:
            table, problems = text_table(path, encoding=mapping.encoding, separator=mapping.separator)
            told += problems
            if table is not None:
                tables[name] = replace(table, names_file=are_two)
    return tables, told


def _titled(name: str, table: Table, mapping: Mapping) -> Titled | Problem:
    return nodes_of(table, mapping.nodes) if name == "nodes" else edges_of(table, mapping.edges)


def _shortened(problem: Problem) -> Problem:
    """The problem, whose place says file and line already."""
    where = problem.place.where.rpartition("column ")
    return replace(problem, place=problem.place._replace(where=f"column {where[2]}" if where[1] else ""))


def propose_mapping(path: Path, kinds: Kinds) -> str:
    """The mapping under which the pair is read if there is no other, as YAML; "" if it cannot be read.

    Raises:
        OSError: a file cannot be read.
    """
    pair = pair_of(path)
    tables, _ = _tables(pair if pair.edges else Pair(path, None), Mapping())
    titled = {name: _titled(name, table, Mapping()) for name, table in tables.items()}
    edges, nodes = titled.get("edges"), titled.get("nodes")
    if not isinstance(edges, Titled):
        return ""
    return proposal(nodes if isinstance(nodes, Titled) else None, edges, kinds)
