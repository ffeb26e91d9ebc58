# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views as JSON lines, JSON, linked data and FollowTheMoney: what is in them, and what is not for whom."""

import json
from collections import Counter

import pytest
import rdflib
from rdflib.namespace import PROV, RDF

from graph.errors import BadInput
from graph.export.claims_jsonl import write_claims_jsonl
from graph.export.formats import format_named, formats
from graph.export.ftm import write_ftm
from graph.export.json_file import write_json
from graph.export.jsonld import write_jsonld
from graph.export.parquet import is_installed, write_parquet
from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.model import Audience
from graph.selection import CodeFilter, NetworkFilter, Projection, StakeholderFilter
from graph.stores.protocol import View
from tests.graph.export.lively_town import exported, town
from tests.graph.stores.city import HELPERS, SOLIDARITY, TOWN, WATERWORKS, WATERWORKS_HELP

ORG = rdflib.Namespace("http://www.w3.org/ns/org#")
SCHEMA = rdflib.Namespace("https://schema.org/")
PLACE = rdflib.Namespace("https://netz.example/id/")
CITIES = Wanted(filter=NetworkFilter(stakeholder=StakeholderFilter(kind=CodeFilter(eq="municipality"))))
SECRETS = (b"Erika Beispiel", b"Vermerk", b"Pumpen", b"post@helfende")


@pytest.fixture(scope="module")
def public(kinds: Kinds) -> View:
    return town(kinds).view(Audience.PUBLIC)


@pytest.fixture(scope="module")
def staff(kinds: Kinds) -> View:
    return town(kinds).view(Audience.INTERNAL)


@pytest.mark.parametrize("name", [name for name, one in formats().items() if one.is_available and name != "xlsx"])
def test_every_format_is_repeatable_and_keeps_what_is_internal(name, public, kinds):
    write = format_named(name).write

    content = exported(write, public)

    assert content == exported(write, town(kinds).view(Audience.PUBLIC))
    assert not [secret for secret in SECRETS if secret in content]


def test_a_view_goes_out_claim_by_claim(public, staff):
    lines = [json.loads(line) for line in exported(write_claims_jsonl, public).splitlines()]
    own = [line for line in lines if line.get("record") == TOWN and line.get("property") == "label"]

    assert {line["value"]["text"] for line in own} == {"Brückau", "Bruckau"}
    assert lines[-1] == {"line": "end", "lines": len(lines) - 2}
    assert all(secret.decode() in exported(write_claims_jsonl, staff).decode() for secret in SECRETS)


def test_a_filter_narrows_what_hangs_on_it_too(public):
    lines = [json.loads(line) for line in exported(write_claims_jsonl, public, CITIES).splitlines()]
    records = [line for line in lines if line.get("line") == "record"]
    known = {record["id"] for record in records}

    assert lines[0]["filter"] == {"stakeholder": {"kind": {"eq": "municipality"}}}
    assert known.isdisjoint({WATERWORKS, HELPERS, WATERWORKS_HELP})
    assert {line["source"] for line in lines if line.get("line") == "claim"} <= known


def test_the_json_document_has_the_network_and_the_records_with_evidence(public):
    found = json.loads(exported(write_json, public))

    assert (found["revision"], found["projection"], found["directed"]) == (1, "STATED", False)
    assert {(link["source"], link["target"]) for link in found["links"]} >= {(TOWN, WATERWORKS)}
    (starts,) = next(one for one in found["cooperations"] if one["id"] == SOLIDARITY)["facts"]["starts"]
    assert (starts["date"], starts["evidence"][0]["source"]) == ("2023", "q-foliensatz")
    assert [len(found[name]) for name in ("stakeholders", "ties", "events", "notes")] == [5, 1, 1, 1]


def test_an_empty_view_is_a_whole_document(public):
    nobody = Wanted(filter=NetworkFilter(stakeholder=StakeholderFilter(kind=CodeFilter(in_=()))))

    found = json.loads(exported(write_json, public, nobody))

    assert (found["nodes"], found["links"], found["stakeholders"], found["sources"]) == ([], [], [], [])


# ------------------------------------------------------------------ linked data


@pytest.fixture(scope="module")
def triples(public: View) -> rdflib.Graph:
    """Read back by a reader that knows nothing of us."""
    content = exported(write_jsonld, public, Wanted(address="https://netz.example"))
    return rdflib.Graph().parse(data=content, format="json-ld")


pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def test_linked_data_tells_who_takes_part_in_what(triples):
    joined = PLACE[WATERWORKS_HELP]

    assert (joined, RDF.type, ORG.Membership) in triples
    assert (joined, ORG.member, PLACE[WATERWORKS]) in triples
    assert (joined, ORG.organization, PLACE[SOLIDARITY]) in triples
    assert (PLACE[WATERWORKS], SCHEMA.parentOrganization, PLACE[TOWN]) in triples


def test_linked_data_tells_dates_as_precise_as_they_are(triples):
    starts = triples.value(PLACE[WATERWORKS_HELP], SCHEMA.startDate)

    assert (str(starts), starts.datatype) == ("2024-03", rdflib.XSD.gYearMonth)


def test_every_claim_of_linked_data_has_a_source(triples, public):
    claims = set(triples.objects(None, rdflib.URIRef("urn:x-partnernetz:term:claim")))

    assert len(claims) == exported(write_claims_jsonl, public).count(b'"line":"claim"')
    assert all(list(triples.objects(claim, PROV.wasDerivedFrom | PROV.wasQuotedFrom)) for claim in claims)


def test_linked_data_without_an_address_has_names_but_no_places(public):
    graph = rdflib.Graph().parse(data=exported(write_jsonld, public), format="json-ld")

    assert (rdflib.URIRef(f"urn:x-partnernetz:{TOWN}"), RDF.type, SCHEMA.GovernmentOrganization) in graph


# ------------------------------------------------------------------ FollowTheMoney

THING = {"name", "alias", "weakAlias", "previousName", "description", "proof", "country", "topics", "keywords"}
BODY = THING | {"website", "classification", "incorporationDate", "dissolutionDate", "idNumber", "wikidataId"}
BODY |= {"leiCode", "registrationNumber"}
RELATION = {"role", "status", "startDate", "endDate", "sourceUrl", "publisher", "recordId"}
ALLOWED = {
    "PublicBody": BODY,
    "Company": BODY,
    "Organization": BODY,
    "Person": BODY,
    "LegalEntity": BODY,
    "Project": THING | {"status", "amount", "currency", "startDate", "endDate"},
    "Event": THING | {"organizer", "involved", "startDate", "endDate"},
    "Document": {"name", "title", "fileName", "sourceUrl", "publisher", "language", "publishedAt"},
    "ProjectParticipant": RELATION | {"project", "participant"},
    "Ownership": RELATION | {"owner", "asset"},
    "Membership": RELATION | {"member", "organization"},
    "Succession": RELATION | {"predecessor", "successor"},
    "UnknownLink": RELATION | {"subject", "object"},
}
"""The properties of each schema that we use, as FollowTheMoney's model has them."""
ENDS = {
    "ProjectParticipant": (
        ("project", {"Project"}),
        ("participant", {"PublicBody", "Company", "Organization", "Person"}),
    ),
    "Ownership": (("owner", {"PublicBody", "Company", "Organization", "Person"}), ("asset", {"Company"})),
    "Membership": (("member", {"PublicBody", "Company", "Person"}), ("organization", {"PublicBody", "Organization"})),
}


def test_entities_of_followthemoney_fit_its_schemas(staff):
    entities = [json.loads(line) for line in exported(write_ftm, staff).splitlines()]
    schemas = {entity["id"]: entity["schema"] for entity in entities}

    for entity in entities:
        said = entity["properties"]
        assert said.keys() <= ALLOWED[entity["schema"]], entity
        assert all(isinstance(value, str) and value for values in said.values() for value in values), entity
        for name, fitting in ENDS.get(entity["schema"], ()):
            assert {schemas[one] for one in said[name]} <= fitting, entity
    assert Counter(schemas.values())["ProjectParticipant"] == 7


def test_an_entity_names_its_registers_and_its_proof(public):
    entities = {one["id"]: one for one in map(json.loads, exported(write_ftm, public).splitlines())}

    town_ = entities[TOWN]
    assert town_["schema"] == "PublicBody"
    assert town_["properties"]["wikidataId"] == ["Q101"]
    assert town_["properties"]["proof"] == ["q-foliensatz"]
    assert town_["properties"]["country"] == ["de"]


# ------------------------------------------------------------------ all formats


def test_a_wrong_format_suggests_the_nearest():
    with pytest.raises(BadInput, match='no format "grafml"') as error:
        format_named("grafml")

    assert error.value.hint == 'Did you mean "graphml"?'


@pytest.mark.skipif(is_installed(), reason="pyarrow is there")
def test_parquet_without_its_library_names_the_extra(public):
    assert not format_named("parquet").is_available
    with pytest.raises(BadInput) as error:
        exported(write_parquet, public)

    assert "partnernetz[parquet]" in error.value.hint


@pytest.mark.skipif(not is_installed(), reason="pyarrow is not there")
def test_parquet_has_three_tables(public):
    content = exported(write_parquet, public, Wanted(Projection.TWO_MODE))

    assert content[:2] == b"PK"
