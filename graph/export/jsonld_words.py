# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What JSON-LD is made of here: the context, the addresses of records and concepts, literals.

Records lie below the address of the service, where it is known; else they are URNs. Our own terms are URNs always: they
are the same in every city.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.dates import PartialDate
from graph.model import Identifier, Money, Number, Point, Ref, Term, Text, Value

NOWHERE = "urn:x-partnernetz:"
"""Below which records lie where no address is known."""
CONTEXT: Mapping[str, str] = MappingProxyType(
    {
        "schema": "https://schema.org/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "pn": f"{NOWHERE}term:",
    }
)
"""All prefixes; nothing is fetched to read the file."""

Node = dict[str, object]

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)
_TERM = re.compile(r"[^A-Za-z0-9_.-]")
_PRECISION = MappingProxyType({4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where records lie."""

    base: str

    def ref(self, identifier: str) -> Node:
        """A record, claim or revision, as something to point to."""
        return {"@id": self.base + identifier}

    def concept(self, scheme: str, code: str) -> Node:
        """A concept of the vocabulary, as something to point to."""
        return {"@id": f"{self.base}v-{scheme}.{code}"}


def place_at(address: str) -> Place:
    """Where records lie, given the address of the service; "" for none."""
    return Place(f"{address.rstrip('/')}/id/" if address else NOWHERE)


def words(text: Text) -> object:
    """A text with its language."""
    if _TAG.fullmatch(text.lang):
        return {"@value": text.text, "@language": text.lang}
    return text.text


def date(value: PartialDate) -> Node:
    """A date, as precise as it is.

    Example:
        >>> from graph.dates import partial_date
        >>> date(partial_date("2022-12"))
        {'@value': '2022-12', '@type': 'xsd:gYearMonth'}
    """
    return {"@value": value.text, "@type": _PRECISION[len(value.text)]}


def address(text: str) -> object:
    """An address as something to point to; what is none stays a text.

    Example:
        >>> address("https://example.org/a"), address("see the web")
        ({'@id': 'https://example.org/a'}, 'see the web')
    """
    return {"@id": text} if _ADDRESS.fullmatch(text) else text


def term(name: str) -> str:
    """The name of one of our own properties: "attribute:Größe" is a term too."""
    return f"pn:{_TERM.sub('_', name)}"


def literal(value: Value, place: Place, scheme: str) -> object:
    """Any value, as what a statement says; `scheme` is where its concepts come from."""
    match value:
        case Text():
            return words(value)
        case Term(code):
            return place.concept(scheme, code)
        case PartialDate():
            return date(value)
        case Ref(record):
            return place.ref(record)
        case Identifier(register, number):
            return {"@type": "schema:PropertyValue", "schema:propertyID": register, "schema:value": number}
        case Number():
            return quantity(value)
        case Money():
            return money(value)
        case Point():
            return geo(value)


def quantity(value: Number) -> object:
    """A number, with its unit where it has one."""
    number = {"@value": f"{value.number:f}", "@type": "xsd:decimal"}
    if not value.unit:
        return number
    return {"@type": "schema:QuantitativeValue", "schema:value": number, "schema:unitText": value.unit}


def money(value: Money) -> Node:
    """An amount, with the year where one is given."""
    return {
        "@type": "schema:MonetaryAmount",
        "schema:value": {"@value": f"{value.amount:f}", "@type": "xsd:decimal"},
        "schema:currency": value.currency,
        **({"pn:year": {"@value": f"{value.year:04}", "@type": "xsd:gYear"}} if value.year else {}),
    }


def geo(point: Point) -> Node:
    """A place on the earth."""
    degrees = {"schema:latitude": point.latitude, "schema:longitude": point.longitude}
    said = {name: {"@value": repr(number), "@type": "xsd:decimal"} for name, number in degrees.items()}
    return {"@type": "schema:GeoCoordinates", **said}


def filled(**fields: object) -> Node:
    """The fields that say something; a double underscore stands for the colon of a prefix."""
    return {name.replace("__", ":"): said for name, said in fields.items() if said not in (None, "", [], {})}
