# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks that hold a graph: Kumu's sheets Elements and Connections, or Nodes and Edges.

An element that only a connection names exists all the same, as it does for Kumu.
"""

from collections.abc import Sequence

from graph.text import fold
from loaders.mapping.meaning import Mapping
from loaders.tables.graph_tables import GraphTables, Titled, edges_of, nodes_of
from loaders.tables.table import Table

ELEMENTS = frozenset({"elements", "nodes", "knoten", "vertices", "вузли"})
CONNECTIONS = frozenset({"connections", "edges", "links", "kanten", "ребра"})


def graph_sheets(tables: Sequence[Table], mapping: Mapping) -> GraphTables | None:
    """The graph that two sheets hold; None if they hold none."""
    edges = _titled(tables, mapping.edges.sheet if mapping.edges else "", CONNECTIONS)
    nodes = _titled(tables, mapping.nodes.sheet if mapping.nodes else "", ELEMENTS)
    if edges is None:
        return None
    titled_edges = edges_of(edges, mapping.edges)
    titled_nodes = nodes_of(nodes, mapping.nodes) if nodes else None
    if not isinstance(titled_edges, Titled):
        return None
    return GraphTables(
        titled_edges,
        titled_nodes if isinstance(titled_nodes, Titled) else None,
        makes_nodes=True,
        decimal=mapping.decimal,
    )


def _titled(tables: Sequence[Table], title: str, known: frozenset[str]) -> Table | None:
    """The sheet that a mapping names, else one that is called as such sheets are."""
    words = {fold(title)} if title else known
    return next((table for table in tables if table.sheet and fold(table.sheet) in words), None)
