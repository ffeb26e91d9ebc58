# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON-LD: records in the words of schema.org, ORG and SKOS, and each claim with its source in those of PROV.

The context stands in the file, so that nothing is fetched to read it. Only the concepts that occur are told.
"""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import orjson

from graph.export.everything import everything
from graph.export.jsonld_types import Types
from graph.export.jsonld_words import CONTEXT, Node, Place, filled, literal, place_at, term, words
from graph.export.wanted import Wanted
from graph.kinds import Concept, Kinds
from graph.model import Claim, Key, ParticipationKey, Record, Term, Text, TieKey, ValueState
from graph.stores.protocol import View

Used = dict[tuple[str, str], None]
"""The concepts that occur: scheme and code."""


def write_jsonld(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the graph.

    Cost: O(claims); memory for one page of records.
    """
    out.write(b'{"@context":%s,\n"@graph":[\n' % orjson.dumps(dict(CONTEXT)))
    before = b""
    for node in _nodes(view, wanted):
        out.write(before + orjson.dumps(node))
        before = b",\n"
    out.write(b"\n]}\n")


def _nodes(view: View, wanted: Wanted) -> Iterator[Node]:
    place, used = place_at(wanted.address), Used()
    types = Types(view.kinds, place)
    yield _about(view, place)
    for record in everything(view, wanted):
        first, *others = types.nodes(record)
        _note(record, view.kinds, used)
        sources = sorted(record.sources - {record.id})
        derived = filled(prov__wasDerivedFrom=[place.ref(source) for source in sources])
        claims = [_claim(claim, record, view.kinds, place=place) for claim in record.claims]
        yield {**first, **derived, "pn:claim": claims}
        yield from others
    yield from _concepts(view.kinds, used, place)


def _about(view: View, place: Place) -> Node:
    """What the file is a picture of: dated by its revision."""
    revision = view.revision
    return {
        **place.ref(f"r-{revision.number}-{revision.hash}"),
        "@type": ["prov:Entity", "schema:Dataset"],
        "prov:generatedAtTime": {"@value": revision.at.isoformat(), "@type": "xsd:dateTime"},
        "schema:version": str(revision.number),
        "pn:audience": str(view.audience),
        **filled(pn__valid=view.at.valid, pn__validTo=view.at.valid_to),
    }


# ------------------------------------------------------------------ claims


def _claim(claim: Claim, record: Record, kinds: Kinds, *, place: Place) -> Node:
    """One statement of one source; quoted where the source's own words are known."""
    scheme = kinds.property(record.type, claim.property.partition(":")[0]).scheme
    said = "prov:wasQuotedFrom" if any(one.quote for one in claim.passages) else "prov:wasDerivedFrom"
    value = [] if claim.value is None else [literal(claim.value, place, scheme)]
    return {
        **place.ref(claim.id),
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": place.ref(record.id),
        "rdf:predicate": {"@id": term(claim.property)},
        **filled(rdf__object=value),
        said: place.ref(claim.source),
        **filled(
            pn__state="" if claim.state is ValueState.STATED else str(claim.state),
            pn__certainty="" if claim.certainty == "STATED" else str(claim.certainty),
            pn__rank="" if claim.rank == "NORMAL" else str(claim.rank),
            pn__passage=[one.locator for one in claim.passages],
            pn__quote=[one.quote for one in claim.passages if one.quote],
            pn__validFrom=claim.valid_from,
            pn__validTo=claim.valid_to,
        ),
        "pn:revision": claim.entered,
    }


# ------------------------------------------------------------------ concepts


def _note(record: Record, kinds: Kinds, used: Used) -> None:
    """Notes the concepts that a record speaks of."""
    for claim in record.claims:
        if isinstance(claim.value, Term):
            scheme = kinds.property(record.type, claim.property.partition(":")[0]).scheme
            used[scheme, claim.value.code] = None
    used.update(dict.fromkeys(_roles(record.key), None))
    used.update(dict.fromkeys((("roles", ref.role) for ref in record.refs("participant") if ref.role), None))


def _roles(key: Key) -> Iterable[tuple[str, str]]:
    match key:
        case ParticipationKey(role=role):
            return [("roles", role)]
        case TieKey(kind=kind):
            return [("tie_kinds", kind)]
        case None:
            return []


def _concepts(kinds: Kinds, used: Used, place: Place) -> Iterator[Node]:
    for scheme, code in sorted(used):
        if kinds.has(scheme, code):
            yield _concept(kinds.concept(scheme, code), place)


def _concept(concept: Concept, place: Place) -> Node:
    told = (Text(text, lang) for lang, text in concept.labels.items())
    meant = (Text(text, lang) for lang, text in concept.definitions.items())
    return {
        **place.concept(concept.scheme, concept.code),
        "@type": ["skos:Concept"],
        **filled(
            skos__notation=concept.code,
            skos__prefLabel=[words(text) for text in told],
            skos__definition=[words(text) for text in meant],
            skos__broader=[place.concept(concept.scheme, code) for code in concept.broader],
            skos__exactMatch=[{"@id": match.url} for match in concept.matches if match.url],
        ),
    }
