# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each record is in schema.org, ORG and PROV, and what is said of it in their words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.dates import PartialDate
from graph.export.jsonld_words import Node, Place, address, date, filled, geo, literal, money, words
from graph.kinds import Kinds
from graph.model import Identifier, Money, ParticipationKey, Point, Record, Text, TieKey

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "municipality": "schema:GovernmentOrganization",
        "administration_unit": "schema:GovernmentOrganization",
        "council": "schema:GovernmentOrganization",
        "state": "schema:GovernmentOrganization",
        "national_government": "schema:GovernmentOrganization",
        "eu_body": "schema:GovernmentOrganization",
        "company": "schema:Corporation",
        "university": "schema:CollegeOrUniversity",
        "research_institute": "schema:ResearchOrganization",
        "civil_society_group": "schema:NGO",
        "person": "schema:Person",
        "organisation": "schema:Organization",
    }
)
"""What stakeholders of a kind are in schema.org; a kind that is not here is what its broader kind is."""
TIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "part_of": ("schema:parentOrganization", "org:unitOf"),
        "owned_by": ("schema:parentOrganization",),
        "member_of": ("schema:memberOf", "org:memberOf"),
    }
)
"""What a tie of a kind says of its subject; other ties have a term of our own."""


def kind_of(kinds: Kinds, code: str, known: Mapping[str, str]) -> str:
    """What the kind is in another vocabulary, or what its nearest broader kind is; "" for none.

    Example:
        >>> from graph.kinds import load_kinds
        >>> kind_of(load_kinds(), "municipal_company", KINDS)
        'schema:Corporation'
    """
    waiting = [code] if code else []
    while waiting:
        if waiting[0] in known:
            return known[waiting[0]]
        waiting = [*waiting[1:], *kinds.concept("stakeholder_kinds", waiting[0]).broader]
    return ""


@dataclass(frozen=True, slots=True)
class Types:
    """Tells what records are, under one vocabulary."""

    kinds: Kinds
    place: Place

    def nodes(self, record: Record) -> list[Node]:
        """The record as a node, first; then what else is said by it."""
        tell = {
            "stakeholder": self._stakeholder,
            "cooperation": self._cooperation,
            "participation": self._participation,
            "tie": self._tie,
            "event": self._event,
            "note": self._note,
            "source": self._source,
        }[record.type]
        return [{**self.place.ref(record.id), **tell(record)}, *self._direct(record)]

    def _concept(self, record: Record, name: str, scheme: str) -> list[Node]:
        return [self.place.concept(scheme, code) for code in record.codes(name)]

    def _refs(self, record: Record, name: str) -> list[Node]:
        return [self.place.ref(ref.record) for ref in record.refs(name)]

    # -------------------------------------------------------------- things

    def _stakeholder(self, record: Record) -> Node:
        is_person = record.code("kind") == "person"
        own = kind_of(self.kinds, record.code("kind"), KINDS) or "schema:Organization"
        also = "prov:Person" if is_person else "org:FormalOrganization"
        starts, ends = ("startDate", "endDate") if is_person else ("foundingDate", "dissolutionDate")
        return {
            "@type": [own, also],
            **_named(record),
            **filled(
                org__classification=self._concept(record, "kind", "stakeholder_kinds"),
                pn__level=self._concept(record, "level", "levels"),
                schema__identifier=self._identifiers(record),
                schema__sameAs=self._pages(record),
                schema__url=[address(url.text) for url in record.texts("url")],
                schema__address=_country(record),
                schema__location=_located(record),
            ),
            **_dates(record, starts, ends),
        }

    def _identifiers(self, record: Record) -> list[object]:
        facts = record.facts.get("identifier", ())
        return [literal(fact.value, self.place, "") for fact in facts if isinstance(fact.value, Identifier)]

    def _pages(self, record: Record) -> list[object]:
        known = (fact.value for fact in record.facts.get("identifier", ()) if isinstance(fact.value, Identifier))
        pages = (self.kinds.identifier_url(one.scheme, one.value) for one in known)
        return [address(page) for page in pages if page]

    def _cooperation(self, record: Record) -> Node:
        funding = (fact.value for fact in record.facts.get("funding", ()))
        grants = [
            {"@type": "schema:MonetaryGrant", "schema:amount": money(one)} for one in funding if isinstance(one, Money)
        ]
        return {
            "@type": ["schema:Project", "org:OrganizationalCollaboration"],
            **_named(record),
            **filled(
                org__classification=self._concept(record, "kind", "cooperation_kinds"),
                dcterms__subject=self._concept(record, "topic", "topics"),
                pn__instrument=self._concept(record, "instrument", "instruments"),
                pn__formality=self._concept(record, "formality", "formalities"),
                pn__status=self._concept(record, "status", "statuses"),
                schema__funding=grants,
            ),
            **_dates(record, "foundingDate", "dissolutionDate"),
        }

    def _event(self, record: Record) -> Node:
        joined = [
            filled(
                **{"@type": "prov:Association"},
                prov__agent=self.place.ref(ref.record),
                prov__hadRole=self.place.concept("roles", ref.role) if ref.role else None,
            )
            for ref in record.refs("participant")
        ]
        return {
            "@type": ["schema:Event", "prov:Activity"],
            **_named(record),
            **filled(
                dcterms__type=self._concept(record, "kind", "event_kinds"),
                dcterms__subject=self._concept(record, "topic", "topics"),
                schema__location=self._refs(record, "place"),
                schema__superEvent=self._refs(record, "part_of"),
                prov__wasAssociatedWith=self._refs(record, "participant"),
                prov__qualifiedAssociation=joined,
                pn__cooperation=self._refs(record, "cooperation"),
                pn__country=self._concept(record, "country", "countries"),
            ),
            **_dates(record, "startDate", "endDate"),
        }

    def _note(self, record: Record) -> Node:
        return {
            "@type": ["schema:CreativeWork"],
            **filled(
                schema__text=[words(text) for text in record.texts("text")],
                dcterms__type=self._concept(record, "kind", "note_kinds"),
                dcterms__subject=self._concept(record, "topic", "topics"),
                schema__about=self._refs(record, "about"),
            ),
        }

    def _source(self, record: Record) -> Node:
        published = record.one("published")
        return {
            "@type": ["schema:CreativeWork", "prov:Entity"],
            **filled(
                schema__name=[words(text) for text in record.texts("title")],
                dcterms__type=self._concept(record, "kind", "source_kinds"),
                schema__url=[address(url.text) for url in record.texts("url")],
                schema__publisher=[text.text for text in record.texts("publisher")],
                schema__inLanguage=[text.text for text in record.texts("lang")],
                schema__license=[address(text.text) for text in record.texts("licence")],
                schema__datePublished=_date(published.value if published else None),
            ),
        }

    # -------------------------------------------------------------- what joins them

    def _participation(self, record: Record) -> Node:
        key = record.key
        assert isinstance(key, ParticipationKey)
        return {
            "@type": ["schema:OrganizationRole", "org:Membership"],
            **filled(
                org__member=self.place.ref(key.stakeholder),
                org__organization=self.place.ref(key.cooperation),
                org__role=self.place.concept("roles", key.role),
                schema__roleName=key.role,
                schema__member=self.place.ref(key.stakeholder),
                pn__side=self.place.ref(key.side) if key.side else None,
                pn__status=self._concept(record, "status", "statuses"),
            ),
            "@reverse": {"schema:member": self.place.ref(key.cooperation)},
            **_dates(record, "startDate", "endDate"),
        }

    def _tie(self, record: Record) -> Node:
        key = record.key
        assert isinstance(key, TieKey)
        ends = self.place.ref(key.subject), self.place.ref(key.object)
        title = [words(text) for text in record.texts("role_title")]
        if key.kind in {"member_of", "holds_role"}:
            joined = filled(org__member=ends[0], org__organization=ends[1], schema__roleName=title)
            return {
                "@type": ["schema:OrganizationRole", "org:Membership"],
                **joined,
                **filled(org__role=self.place.concept("tie_kinds", key.kind)),
                **_dates(record, "startDate", "endDate"),
            }
        predicate = {"@id": TIES.get(key.kind, (f"pn:{key.kind}",))[0]}
        said = filled(rdf__subject=ends[0], rdf__predicate=predicate, rdf__object=ends[1], schema__roleName=title)
        return {"@type": ["rdf:Statement"], **said, **_dates(record, "startDate", "endDate")}

    def _direct(self, record: Record) -> list[Node]:
        """What a tie says of its subject in one word, where nobody says that it is over or doubts it."""
        key = record.key
        if not isinstance(key, TieKey) or key.kind == "holds_role" or record.period.ends is not None:
            return []
        target = self.place.ref(key.object)
        return [{**self.place.ref(key.subject), **dict.fromkeys(TIES.get(key.kind, (f"pn:{key.kind}",)), target)}]


def _named(record: Record) -> Node:
    former = [words(Text(name.text, name.lang)) for name in record.names if name.kind != "LABEL"]
    return filled(
        schema__name=[words(text) for text in record.texts("label")],
        schema__alternateName=former,
        schema__description=[words(text) for text in record.texts("description")],
    )


def _dates(record: Record, first: str, last: str) -> Node:
    facts = {first: record.period.starts, last: record.period.ends}
    said = {f"schema:{name}": _date(fact.value) for name, fact in facts.items() if fact is not None}
    return {name: value for name, value in said.items() if value is not None}


def _date(value: object) -> Node | None:
    return date(value) if isinstance(value, PartialDate) else None


def _country(record: Record) -> Node | None:
    code = record.code("country")
    return {"@type": "schema:PostalAddress", "schema:addressCountry": code} if code else None


def _located(record: Record) -> Node | None:
    fact = record.one("point")
    if fact is None or not isinstance(fact.value, Point):
        return None
    return {"@type": "schema:Place", "schema:geo": geo(fact.value)}
