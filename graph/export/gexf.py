# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""GEXF 1.3: what Gephi reads, with the times of stakeholders and cooperations as spells.

Spells go to the day, as the format wants it; the dates as precise as they are known stand beside them as attributes.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from graph.dates import partial_date
from graph.export.network_parts import LINK_COLUMNS, NUMBERS, LinkPart, NetworkParts, NodePart, network_parts
from graph.export.wanted import Wanted
from graph.export.xml_text import DECLARATION, comment, element, opening
from graph.stores.protocol import View

SPACE = "http://gexf.net/1.3"
TYPES = {"distance": "double"} | dict.fromkeys(NUMBERS, "double")

Times = tuple[tuple[str, str], ...]


def write_gexf(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the network that the view shows."""
    out.writelines(line.encode() for line in _lines(network_parts(view, wanted)))


def _lines(parts: NetworkParts) -> Iterator[str]:
    yield DECLARATION
    yield comment(parts.caption)
    yield f"{opening('gexf', {'xmlns': SPACE, 'version': '1.3'})}\n"
    yield opening("meta", {"lastmodifieddate": parts.date})
    yield element("creator", {}, "Partnernetz") + element("description", {}, "; ".join(parts.caption)) + "</meta>\n"
    # Spells need their format to be said, also where no link has any.
    times = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    direction = "directed" if parts.is_directed else "undirected"
    yield f"{opening('graph', {'defaultedgetype': direction, **times})}\n"
    yield from _attributes("node", parts.columns)
    yield from _attributes("edge", LINK_COLUMNS)
    yield "<nodes>\n"
    for node in parts.nodes:
        yield _node(node)
    yield "</nodes>\n<edges>\n"
    for number, link in enumerate(parts.links()):
        yield _edge(parts, link, number)
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, names: tuple[str, ...]) -> Iterator[str]:
    yield opening("attributes", {"class": of, "mode": "static"})
    for name in names:
        said = {"id": name, "title": name, "type": TYPES.get(name, "string")}
        yield opening("attribute", said, is_empty=True)
    yield "</attributes>\n"


def _node(node: NodePart) -> str:
    said = {"id": node.id, "label": node.label}
    return f"{opening('node', said)}{_values(node.fields)}{_spells(node.times)}</node>\n"


def _edge(parts: NetworkParts, link: LinkPart, number: int) -> str:
    ends = {"id": str(number), "source": parts.nodes[link.source].id, "target": parts.nodes[link.target].id}
    # A graph with directed edges has none that is undirected for most programs: both ways is mutual.
    other = "mutual" if parts.is_directed else "undirected"
    said = {**ends, "type": "directed" if link.is_directed else other, "weight": repr(link.weight)}
    return f"{opening('edge', said)}{_values(link.fields)}{_spells(link.times)}</edge>\n"


def _values(said: Mapping[str, str]) -> str:
    if not said:
        return ""
    values = "".join(opening("attvalue", {"for": name, "value": text}, is_empty=True) for name, text in said.items())
    return f"<attvalues>{values}</attvalues>"


def _spells(times: Times) -> str:
    if not times:
        return ""
    return f"<spells>{''.join(_spell(starts, ends) for starts, ends in times)}</spells>"


def _spell(starts: str, ends: str) -> str:
    first = {"start": _day(partial_date(starts).first)} if starts else {}
    last = {"end": _day(partial_date(ends).last)} if ends else {}
    return opening("spell", {**first, **last}, is_empty=True)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
