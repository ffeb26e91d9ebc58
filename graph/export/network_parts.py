# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A network as its files show it: nodes with their fields, links with weight and time, and what it is a picture of.

Nodes stand in the order of the network, links by their nodes; so equal views give equal files. A link has the kind of
the cooperations that tie it where they are of one kind, and a time only where each of them has one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.dates import PartialDate
from graph.export.filter_json import filter_json
from graph.export.network_links import NO_TIMES, LinkFields, link_fields
from graph.export.wanted import Wanted
from graph.model import Identifier, Point, Record, Text, Visibility, pick
from graph.network import Mode, Network
from graph.selection import Projection
from graph.stores.fields import UNSTATED, codes_of
from graph.stores.protocol import View

NO_LEVELS = (UNSTATED, "none")
BATCH = 1000
"""Records read at once."""
TWO_MODES = frozenset((Projection.TWO_MODE, Projection.TWO_MODE_TOPIC))
NUMBERS = frozenset(("latitude", "longitude"))
"""Fields of nodes that are numbers."""


@dataclass(frozen=True, slots=True)
class NodePart:
    """A node: its id, what it is called, its fields by name, and when it is there."""

    id: str
    label: str
    fields: Mapping[str, str]
    times: tuple[tuple[str, str], ...] = NO_TIMES


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A link between two nodes, given by their place."""

    source: int
    target: int
    is_directed: bool
    weight: float
    fields: Mapping[str, str]
    times: tuple[tuple[str, str], ...] = NO_TIMES


@dataclass(frozen=True, slots=True)
class NetworkParts:
    """A network, ready to be written in any format."""

    caption: tuple[str, ...]
    """What it is a picture of, in lines."""
    date: str
    """The day of its revision."""
    nodes: tuple[NodePart, ...]
    columns: tuple[str, ...]
    """The fields that any node has, in order."""
    actor_count: int
    is_directed: bool
    view: View = field(repr=False)
    network: Network = field(repr=False)

    def links(self) -> Iterator[LinkPart]:
        """All links, each once."""
        links = self.network.links()
        given = self.network.given_distance is not None
        for place, fields in enumerate(link_fields(self.view, self.network, links)):
            link = links[place]
            distance = {"distance": repr(link.distance)} if given and link.distance * link.weight != 1 else {}
            words = {**distance, **fields.words}
            yield LinkPart(link.source, link.target, not link.is_mutual, link.weight, words, fields.times)


LINK_COLUMNS = ("distance", *LinkFields.NAMES)
"""The fields that a link may have beside its weight."""


def network_parts(view: View, wanted: Wanted) -> NetworkParts:
    """What the files of a network show.

    Raises:
        BadInput: the network is too large for its projection.

    Cost: O(n + m), and a record read for each node and each cooperation that ties two.
    """
    network = view.network(wanted.projection, wanted.filter)
    nodes = tuple(_nodes(view, network, wanted))
    names = {name for node in nodes for name in node.fields}
    order = [*_ordered(wanted), *sorted(names)]
    return NetworkParts(
        caption=_caption(view, wanted),
        date=view.revision.at.date().isoformat(),
        nodes=nodes,
        columns=tuple(name for name in dict.fromkeys(order) if name in names),
        actor_count=network.actor_count,
        is_directed=network.is_directed,
        view=view,
        network=network,
    )


def _caption(view: View, wanted: Wanted) -> tuple[str, ...]:
    point = view.at
    dates = f"from {point.valid or '..'} to {point.valid_to or point.valid or '..'}" if point.is_dated else "all times"
    narrowed = filter_json(wanted.filter)
    return (
        f"Partnernetz, network {wanted.projection.lower()}",
        f"revision {view.revision.number}, hash {view.revision.hash}",
        f"audience {view.audience.lower()}, {dates}",
        *((f"filter {json.dumps(narrowed, ensure_ascii=False)}",) if narrowed else ()),
    )


def _ordered(wanted: Wanted) -> tuple[str, ...]:
    labels = (f"label_{lang}" for lang in wanted.languages)
    return ("mode", *labels, "kind", "level", "country", *sorted(NUMBERS), "starts", "ends", "url", "visibility")


# ------------------------------------------------------------------ nodes


def _nodes(view: View, network: Network, wanted: Wanted) -> Iterator[NodePart]:
    for first in range(0, network.node_count, BATCH):
        ids = list(network.ids[first : first + BATCH])
        for place, (identifier, record) in enumerate(zip(ids, view.records(ids), strict=True), first):
            mode = {"mode": network.mode(place).lower()} if wanted.projection in TWO_MODES else {}
            if record is not None:
                yield _of_record(view, record, wanted, mode=mode)
            elif wanted.projection is Projection.TWO_MODE_TOPIC and network.mode(place) is Mode.AFFILIATION:
                yield _of_topic(view, identifier, wanted, mode=mode)
            else:
                yield NodePart(identifier, identifier, mode)


def _of_record(view: View, record: Record, wanted: Wanted, *, mode: Mapping[str, str]) -> NodePart:
    labels = record.texts("label")
    found = pick(labels, wanted.languages)
    fields = {**mode, **_labels(labels, wanted.languages), **_codes(view, record)}
    point = record.one("point")
    if point is not None and isinstance(point.value, Point):
        fields |= {"latitude": repr(point.value.latitude), "longitude": repr(point.value.longitude)}
    starts, ends = dates(record)
    fields |= {name: text for name, text in (("starts", starts), ("ends", ends)) if text}
    fields |= _registered(record)
    fields |= {} if record.visibility is Visibility.PUBLIC else {"visibility": "internal"}
    times = ((starts, ends),) if starts or ends else NO_TIMES
    return NodePart(record.id, found.text if found else record.id, fields, times)


def _of_topic(view: View, code: str, wanted: Wanted, *, mode: Mapping[str, str]) -> NodePart:
    labels = tuple(Text(text, lang) for lang, text in view.kinds.concept("topics", code).labels.items())
    found = pick(labels, wanted.languages)
    return NodePart(code, found.text if found else code, {**mode, **_labels(labels, wanted.languages)})


def _labels(labels: tuple[Text, ...], languages: tuple[str, ...]) -> dict[str, str]:
    known = {label.lang: label.text for label in reversed(labels)}
    return {f"label_{lang}": known[lang] for lang in languages if lang in known}


def _codes(view: View, record: Record) -> dict[str, str]:
    kind = record.code("kind")
    level = codes_of(record, "level", view.kinds)[0] if record.type == "stakeholder" else ""
    said = {"kind": kind, "level": level, "country": record.code("country")}
    return {name: code for name, code in said.items() if code and code not in NO_LEVELS}


def _registered(record: Record) -> dict[str, str]:
    """The first address and, of each register, the first identifier."""
    found: dict[str, str] = {}
    for url in record.texts("url")[:1]:
        found["url"] = url.text
    for fact in record.facts.get("identifier", ()):
        if isinstance(fact.value, Identifier) and fact.value.scheme != "url":
            found.setdefault(fact.value.scheme, fact.value.value)
    return found


def dates(record: Record) -> tuple[str, str]:
    """Beginning and end of a record, as precise as they are known; "" for those that are not."""
    period = record.period
    starts, ends = (fact.value if fact else None for fact in (period.starts, period.ends))
    return (
        starts.text if isinstance(starts, PartialDate) else "",
        ends.text if isinstance(ends, PartialDate) else "",
    )
