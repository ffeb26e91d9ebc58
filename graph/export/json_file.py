# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""One JSON document for front-ends and notebooks: the network, and every record with its facts and their evidence.

It is read whole and loaded nowhere: what is to be loaded goes out as JSON lines. Lists stand in a fixed order, and
nothing tells when the file was written.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import BinaryIO

import orjson

from graph.export.claims_jsonl import about_view
from graph.export.everything import everything
from graph.export.json_lines import heading
from graph.export.network_parts import NUMBERS, LinkPart, NodePart, network_parts
from graph.export.value_json import passage_json, value_json
from graph.export.wanted import Wanted
from graph.model import Claim, Fact, Name, ParticipationKey, Record, TieKey, ValueState, pick
from graph.stores.protocol import View

DOCUMENT = "document"
"""The kind of file that this is."""
SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "stakeholder": "stakeholders",
        "cooperation": "cooperations",
        "participation": "participations",
        "tie": "ties",
        "event": "events",
        "note": "notes",
        "source": "sources",
    }
)
"""The lists of the document, in their order."""

_NAMES = ("label", "alias", "abbreviation")
_CALLED = ("label", "title", "text")
_NUMBERS = frozenset({*NUMBERS, "distance"})


def write_json(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the document.

    Raises:
        BadInput: the network is too large for its projection.

    Cost: O(claims); memory for the network and one page of records.
    """
    out.writelines(_parts(view, wanted))


def _parts(view: View, wanted: Wanted) -> Iterator[bytes]:
    parts = network_parts(view, wanted)
    asked = {"projection": str(wanted.projection), "languages": wanted.languages, "directed": parts.is_directed}
    head = heading(DOCUMENT, about_view(view, wanted)) | asked
    yield orjson.dumps(head)[:-1]
    yield b',\n"nodes":'
    yield from _list(map(_node, parts.nodes))
    yield b',\n"links":'
    yield from _list(_link(parts.nodes, link) for link in parts.links())
    waiting = list(SECTIONS)
    for type_name, records in groupby(everything(view, wanted), key=lambda record: record.type):
        while waiting and (section := waiting.pop(0)) != type_name:
            yield b',\n"%s":[]' % SECTIONS[section].encode()
        yield b',\n"%s":' % SECTIONS[type_name].encode()
        yield from _list(record_json(record, wanted) for record in records)
    yield b"".join(b',\n"%s":[]' % SECTIONS[section].encode() for section in waiting)
    yield b"}\n"


def _list(items: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    before = b"[\n"
    for item in items:
        yield before + orjson.dumps(item)
        before = b",\n"
    yield b"[]" if before == b"[\n" else b"\n]"


# ------------------------------------------------------------------ the network


def _node(node: NodePart) -> dict[str, object]:
    return {"id": node.id, "label": node.label, **_fields(node.fields)}


def _link(nodes: tuple[NodePart, ...], link: LinkPart) -> dict[str, object]:
    ends = {"source": nodes[link.source].id, "target": nodes[link.target].id}
    return {**ends, "directed": link.is_directed, "weight": link.weight, **_fields(link.fields)}


def _fields(fields: Mapping[str, str]) -> dict[str, object]:
    return {name: float(said) if name in _NUMBERS else said for name, said in fields.items()}


# ------------------------------------------------------------------ records


def record_json(record: Record, wanted: Wanted) -> dict[str, object]:
    """A record with its names and facts, each with its evidence."""
    called = next((found for name in _CALLED if (found := pick(record.texts(name), wanted.languages))), None)
    facts = {
        name: [_fact(fact) for fact in said]
        for name, said in record.facts.items()
        if name not in _NAMES and name != "holds"
    }
    return {
        "id": record.id,
        **_joined(record),
        **({"label": called.text, "lang": called.lang} if called else {}),
        **({"visibility": str(record.visibility)} if record.visibility != "PUBLIC" else {}),
        **({"names": [_name(name) for name in record.names]} if record.names else {}),
        "facts": facts,
        **({"evidence": _evidence(_holding(record))} if record.key else {}),
    }


def _joined(record: Record) -> dict[str, object]:
    match record.key:
        case ParticipationKey(cooperation, stakeholder, role, side):
            ends = {"cooperation": cooperation, "stakeholder": stakeholder, "role": role}
            return {**ends, **({"side": side} if side else {})}
        case TieKey(subject, kind, target):
            return {"subject": subject, "kind": kind, "object": target}
        case None:
            return {}


def _holding(record: Record) -> tuple[Claim, ...]:
    return tuple(claim for claim in record.claims if claim.property == "holds")


def _name(name: Name) -> dict[str, object]:
    return {"text": name.text, "lang": name.lang, "kind": str(name.kind), "evidence": _evidence(name.claims)}


def _fact(fact: Fact) -> dict[str, object]:
    return {
        **({} if fact.value is None else value_json(fact.value)),
        **({} if fact.state is ValueState.STATED else {"state": str(fact.state)}),
        **({} if fact.certainty == "STATED" else {"certainty": str(fact.certainty)}),
        **({"disputed": True} if fact.is_disputed else {}),
        "evidence": _evidence(fact.claims),
        **({"alternatives": [_alternative(claim) for claim in fact.alternatives]} if fact.alternatives else {}),
    }


def _alternative(claim: Claim) -> dict[str, object]:
    state = {} if claim.state is ValueState.STATED else {"state": str(claim.state)}
    return {**({} if claim.value is None else value_json(claim.value)), **state, "evidence": _evidence((claim,))}


def _evidence(claims: Iterable[Claim]) -> list[dict[str, object]]:
    return [{"source": claim.source, "passages": [passage_json(one) for one in claim.passages]} for claim in claims]
