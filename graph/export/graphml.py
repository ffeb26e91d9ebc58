# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""GraphML: what most programs for networks read.

Many of them refuse a graph in which some edges are directed and some are not. So where any link has a direction, all
edges are directed, and a link both ways is two edges, each marked as `mutual`: the loader makes one of them again.
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from graph.export.network_parts import LINK_COLUMNS, NUMBERS, LinkPart, NetworkParts, NodePart, network_parts
from graph.export.wanted import Wanted
from graph.export.xml_text import DECLARATION, comment, element, opening
from graph.stores.protocol import View

SPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd",
}
TYPES = {"weight": "double", "distance": "double", "mutual": "boolean"} | dict.fromkeys(NUMBERS, "double")


def write_graphml(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the network that the view shows."""
    out.writelines(line.encode() for line in _lines(network_parts(view, wanted)))


def _lines(parts: NetworkParts) -> Iterator[str]:
    yield DECLARATION
    yield comment(parts.caption)
    yield f"{opening('graphml', SPACES)}\n"
    for name in ("label", *parts.columns):
        yield _key("node", name)
    for name in ("weight", *LINK_COLUMNS, *(("mutual",) if parts.is_directed else ())):
        yield _key("edge", name)
    direction = "directed" if parts.is_directed else "undirected"
    yield f"{opening('graph', {'edgedefault': direction})}\n"
    for node in parts.nodes:
        yield _node(node)
    for link in parts.links():
        yield from _edges(parts, link)
    yield "</graph>\n</graphml>\n"


def _key(of: str, name: str) -> str:
    attributes = {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": TYPES.get(name, "string")}
    return f"{opening('key', attributes, is_empty=True)}\n"


def _node(node: NodePart) -> str:
    data = _data("node", {"label": node.label, **node.fields})
    return f"{opening('node', {'id': node.id})}{data}</node>\n"


def _edges(parts: NetworkParts, link: LinkPart) -> Iterator[str]:
    ends = parts.nodes[link.source].id, parts.nodes[link.target].id
    is_mutual = parts.is_directed and not link.is_directed
    said = {"weight": repr(link.weight), **link.fields} | ({"mutual": "true"} if is_mutual else {})
    for source, target in (ends, ends[::-1]) if is_mutual else (ends,):
        yield f"{opening('edge', {'source': source, 'target': target})}{_data('edge', said)}</edge>\n"


def _data(of: str, said: Mapping[str, str]) -> str:
    return "".join(element("data", {"key": f"{of}_{name}"}, text) for name, text in said.items())
