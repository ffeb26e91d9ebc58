# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""FollowTheMoney: one entity a line, for tools that follow companies and public money.

Sources become documents, which things name as their proof; relations name address and publisher of their sources. What
has no schema there is left out: notes, doubts about identity, contacts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import orjson

from graph.dates import PartialDate
from graph.export.everything import everything, listed
from graph.export.ftm_schemas import LANGUAGES, REGISTERS, SCHEMAS, TOPICS
from graph.export.jsonld_types import kind_of
from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.model import Fact, Identifier, Money, NameKind, ParticipationKey, Record, TieKey, pick
from graph.selection import Selection
from graph.stores.protocol import View

Properties = Mapping[str, Iterable[str]]


def write_ftm(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the entities.

    Cost: O(claims); memory for the sources, and for the schema of each stakeholder.
    """
    entities = _Entities(view.kinds, wanted.languages, _sources(view))
    out.writelines(orjson.dumps(entity) + b"\n" for entity in entities.all(everything(view, wanted)))


@dataclass(frozen=True, slots=True)
class _Source:
    """What relations tell of a source."""

    url: str
    publisher: str


def _sources(view: View) -> dict[str, _Source]:
    return {
        record.id: _Source(_first(record, "url"), _first(record, "publisher"))
        for record in listed(view, Selection("source"))
    }


@dataclass(frozen=True, slots=True)
class _Entities:
    """Makes entities of records; knows which schema each stakeholder got."""

    kinds: Kinds
    languages: tuple[str, ...]
    sources: Mapping[str, _Source]
    schemas: dict[str, str] = field(default_factory=dict)

    def all(self, records: Iterable[Record]) -> Iterator[dict[str, object]]:
        for record in records:
            match record.type:
                case "stakeholder":
                    yield self._stakeholder(record)
                case "cooperation":
                    yield self._cooperation(record)
                case "participation":
                    yield self._participation(record)
                case "tie":
                    yield from self._tie(record)
                case "event":
                    yield self._event(record)
                case "source":
                    yield self._document(record)

    # -------------------------------------------------------------- things

    def _stakeholder(self, record: Record) -> dict[str, object]:
        code = record.code("kind")
        schema = kind_of(self.kinds, code, SCHEMAS) or "LegalEntity"
        self.schemas[record.id] = schema
        topic = kind_of(self.kinds, code, TOPICS)
        dates = {} if schema == "Person" else _dates(record, "incorporationDate", "dissolutionDate")
        said = {
            **self._thing(record),
            **_identifiers(record),
            "country": [record.code("country").lower()],
            "website": [text.text for text in record.texts("url")],
            "classification": [self._label("stakeholder_kinds", code)] if code else [],
            "topics": [topic],
            **dates,
        }
        return _entity(record.id, schema, said)

    def _cooperation(self, record: Record) -> dict[str, object]:
        funding = [fact.value for fact in record.facts.get("funding", ()) if isinstance(fact.value, Money)]
        one = funding[0] if len(funding) == 1 else None
        said = {
            **self._thing(record),
            "status": record.codes("status"),
            "keywords": self._labels("topics", record.codes("topic")),
            "amount": [f"{one.amount:f}"] if one else [],
            "currency": [one.currency] if one else [],
            **_dates(record, "startDate", "endDate"),
        }
        return _entity(record.id, "Project", said)

    def _event(self, record: Record) -> dict[str, object]:
        joined = record.refs("participant")
        said = {
            **self._thing(record),
            "organizer": [ref.record for ref in joined if ref.role == "organiser"],
            "involved": [ref.record for ref in joined if ref.role != "organiser"],
            "country": [code.lower() for code in record.codes("country")],
            "keywords": self._labels("topics", record.codes("topic")),
            **_dates(record, "startDate", "endDate"),
        }
        return _entity(record.id, "Event", said)

    def _document(self, record: Record) -> dict[str, object]:
        title = pick(record.texts("title"), self.languages)
        published = record.one("published")
        said = {
            "name": [title.text if title else record.id],
            "title": [text.text for text in record.texts("title")],
            "fileName": [title.text if title else record.id],
            "sourceUrl": [_first(record, "url")],
            "publisher": [_first(record, "publisher")],
            "language": [LANGUAGES.get(text.text.partition("-")[0].lower(), "") for text in record.texts("lang")],
            "publishedAt": _date(published),
        }
        return _entity(record.id, "Document", said)

    def _thing(self, record: Record) -> Properties:
        chosen = pick(record.texts("label"), self.languages)
        labels = [text.text for text in record.texts("label")]
        return {
            "name": [chosen.text if chosen else record.id, *labels],
            "alias": _called(record, NameKind.ALIAS, NameKind.SURFACE_FORM),
            "weakAlias": _called(record, NameKind.ABBREVIATION),
            "previousName": _called(record, NameKind.FORMER),
            "description": [text.text for text in record.texts("description")],
            "proof": sorted(record.sources & self.sources.keys()),
        }

    # -------------------------------------------------------------- relations

    def _participation(self, record: Record) -> dict[str, object]:
        key = record.key
        assert isinstance(key, ParticipationKey)
        ends = {"project": [key.cooperation], "participant": [key.stakeholder], "role": [key.role]}
        said = {**ends, **self._relation(record), "status": record.codes("status")}
        return _entity(record.id, "ProjectParticipant", said)

    def _tie(self, record: Record) -> Iterator[dict[str, object]]:
        key = record.key
        assert isinstance(key, TieKey)
        if key.kind != "possibly_same":
            schema, subject, target = self._edge(key)
            title = [text.text for text in record.texts("role_title")]
            ends = {subject: [key.subject], target: [key.object], "role": title or [key.kind]}
            yield _entity(record.id, schema, {**ends, **self._relation(record)})

    def _edge(self, key: TieKey) -> tuple[str, str, str]:
        """The schema of a tie, with the properties of its subject and object: only companies can be owned there."""
        if key.kind == "successor_of":
            return "Succession", "successor", "predecessor"
        if key.kind == "owned_by" and self.schemas.get(key.subject) == "Company":
            return "Ownership", "asset", "owner"
        if (
            key.kind in {"part_of", "member_of", "holds_role"}
            and self.schemas.get(key.object, "Person") not in _NO_BODY
        ):
            return "Membership", "member", "organization"
        return "UnknownLink", "subject", "object"

    def _relation(self, record: Record) -> Properties:
        said = [self.sources[source] for source in sorted(record.sources & self.sources.keys())]
        return {
            "sourceUrl": [source.url for source in said],
            "publisher": [source.publisher for source in said],
            "recordId": [record.id],
            **_dates(record, "startDate", "endDate"),
        }

    # -------------------------------------------------------------- words

    def _label(self, scheme: str, code: str) -> str:
        labels = self.kinds.concept(scheme, code).labels
        return next((labels[lang] for lang in self.languages if lang in labels), code)

    def _labels(self, scheme: str, codes: Iterable[str]) -> list[str]:
        return [self._label(scheme, code) for code in codes]


_NO_BODY = frozenset({"Person", "LegalEntity"})
"""Schemas that can have no members."""


def _entity(identifier: str, schema: str, said: Properties) -> dict[str, object]:
    """An entity; of each property the values that say something, each once."""
    full = {name: [value for value in dict.fromkeys(values) if value] for name, values in said.items()}
    return {"id": identifier, "schema": schema, "properties": {name: full[name] for name in sorted(full) if full[name]}}


def _called(record: Record, *kinds: NameKind) -> list[str]:
    return [name.text for name in record.names if name.kind in kinds]


def _identifiers(record: Record) -> Properties:
    found: dict[str, list[str]] = {}
    for fact in record.facts.get("identifier", ()):
        if isinstance(fact.value, Identifier):
            scheme, value = fact.value.scheme, fact.value.value
            own = REGISTERS.get(scheme)
            found.setdefault(own or "idNumber", []).append(value if own else f"{scheme}:{value}")
    return found


def _dates(record: Record, first: str, last: str) -> Properties:
    return {first: _date(record.period.starts), last: _date(record.period.ends)}


def _date(fact: Fact | None) -> list[str]:
    return [fact.value.text] if fact is not None and isinstance(fact.value, PartialDate) else []


def _first(record: Record, name: str) -> str:
    return next((text.text for text in record.texts(name)), "")
