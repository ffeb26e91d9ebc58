# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Networks as GraphML, GEXF and Pajek files, read back by programs that are not ours."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, BinaryIO
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.pajek import write_pajek
from graph.export.wanted import Wanted
from graph.model import Audience, Certainty, Identifier, Number, Point, Text
from graph.selection import NetworkFilter, Projection, StakeholderFilter, TextFilter
from graph.stores.memory import MemoryStore
from graph.stores.protocol import View
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story, en

WRITERS: Mapping[str, Callable[[View, Wanted, BinaryIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "pajek": write_pajek,
}
READERS: Mapping[str, Callable[[BinaryIO], Any]] = {
    "graphml": nx.read_graphml,
    "gexf": nx.read_gexf,
    "pajek": nx.read_pajek,
}
PORT = 'Hafen "Ost" & Söhne\x00'


def told(*, directed: bool) -> Story:
    """Two towns and a port: a dated twinning of weight 2.5, and a project that the port leads."""
    story = Story()
    story.new_source("deck", "Deck")
    story.body("town", "Brückau", "municipality", country="DE", starts="1241")
    story.says("+town", "label", en("Bruckau"))
    story.body("twin", "Nordau", "municipality")
    story.body("port", PORT, "company")
    story.person("erika", "Erika Beispiel")
    story.cooperation("twinning", "Zwilling", "twinning", starts="1979", ends="1990-06")
    story.says("+twinning", "weight", Number(Decimal("2.5")))
    story.joins("+town", "+twinning", "party")
    story.joins("+twin", "+twinning", "party")
    story.cooperation("project", "Projekt", "project_partnership")
    story.joins("+port", "+project", "lead" if directed else "party")
    story.joins("+town", "+project", "partner")
    story.joins("+erika", "+project", "contact_point", "+port")
    return story


@pytest.fixture(scope="module", params=[False, True], ids=["undirected", "directed"])
def store(request, kinds):
    made = MemoryStore(kinds, Repeatable())
    made.commit(told(directed=request.param).change())
    return made


def written(name: str, view: View, **wanted: Any) -> bytes:  # noqa: ANN401
    out = io.BytesIO()
    WRITERS[name](view, Wanted(**wanted), out)
    return out.getvalue()


def read(name: str, raw: bytes) -> "nx.Graph[str]":
    found: nx.Graph[str] = READERS[name](io.BytesIO(raw))
    return found


def by_label(graph: "nx.Graph[str]") -> dict[str, dict[str, Any]]:
    return {data.get("label", node): data for node, data in graph.nodes(data=True)}


@pytest.mark.parametrize("name", WRITERS)
def test_equal_views_are_equal_files_and_say_what_they_are_a_picture_of(name, store):
    first, second = (written(name, store.view(Audience.PUBLIC)) for _ in range(2))

    assert first == second
    assert b"network stated; revision 1, hash" in first
    assert b"audience public, all times" in first


@pytest.mark.parametrize("name", WRITERS)
def test_a_filter_is_said_at_the_top_and_cannot_break_out_of_it(name, store):
    nobody = NetworkFilter(stakeholder=StakeholderFilter(name=TextFilter(eq='--><x a="')), min_weight=2.0)

    raw = written(name, store.view(Audience.PUBLIC), filter=nobody)

    assert b"minWeight" in raw
    assert read(name, raw).number_of_nodes() == 0


@pytest.mark.parametrize("name", WRITERS)
def test_another_reader_finds_the_nodes_with_their_fields(name, store):
    nodes = by_label(read(name, written(name, store.view(Audience.PUBLIC))))

    assert len(nodes) == 3
    town = nodes["Brückau"]
    assert (town["kind"], town["level"], town["country"], town["starts"]) == ("municipality", "municipal", "DE", "1241")
    assert (town["label_de"], town["label_en"]) == ("Brückau", "Bruckau")


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_another_reader_finds_the_links_with_weight_direction_and_time(name, store):
    graph = read(name, written(name, store.view(Audience.PUBLIC)))
    ends = {data["label"]: node for node, data in graph.nodes(data=True)}

    twinning = graph.edges[ends["Brückau"], ends["Nordau"]]

    assert (twinning["weight"], twinning["kind"]) == (2.5, "twinning")
    assert (twinning["starts"], twinning["ends"]) == ("1979", "1990-06")
    if graph.is_directed():
        port = ends['Hafen "Ost" & Söhne']
        assert graph.has_edge(port, ends["Brückau"])
        assert not graph.has_edge(ends["Brückau"], port)
        assert graph.has_edge(ends["Nordau"], ends["Brückau"])


def test_pajek_has_arcs_for_directed_links_and_edges_for_the_others(kinds):
    made = MemoryStore(kinds, Repeatable())
    made.commit(told(directed=True).change())

    lines = written("pajek", made.view(Audience.PUBLIC)).decode("utf-8-sig").splitlines()

    arcs, edges = lines.index("*Arcs"), lines.index("*Edges")
    assert (edges - arcs, len(lines) - edges) == (2, 2)
    assert lines[edges + 1].split()[2:] == ["2.5", "kind", "twinning", "starts", "1979", "ends", "1990-06"]


def test_spells_go_to_the_day_and_stand_in_the_format_that_the_graph_says(store):
    root = ElementTree.fromstring(written("gexf", store.view(Audience.PUBLIC)))
    space = "{http://gexf.net/1.3}"

    spells = [spell.attrib for spell in root.iter(f"{space}spell")]

    assert [one.get("timeformat") for one in root.iter(f"{space}graph")] == ["date"]
    assert {"start": "1979-01-01", "end": "1990-06-30"} in spells
    assert {"start": "1241-01-01"} in spells


@pytest.mark.parametrize("name", WRITERS)
def test_what_the_public_does_not_see_is_not_in_its_file(name, store):
    wanted = {"filter": NetworkFilter(include_persons=True)}
    public, internal = (written(name, store.view(audience), **wanted) for audience in Audience)

    assert b"Erika" not in public
    assert b"internal" not in public
    assert b"Erika Beispiel" in internal
    assert len(by_label(read(name, internal))) == 4


# networkx knows no second mode in Pajek files.
KNOWN = [(name, one) for name in WRITERS for one in Projection if name != "pajek" or "TWO" not in one]


@pytest.mark.parametrize(("name", "projection"), KNOWN)
def test_every_projection_has_as_many_nodes_and_links_as_the_network(name, projection, store):
    view = store.view(Audience.PUBLIC)
    network = view.network(projection, NetworkFilter())

    graph = read(name, written(name, view, projection=projection))

    pairs = {frozenset(ends) for ends in graph.edges()}
    assert (graph.number_of_nodes(), len(pairs)) == (network.node_count, network.link_count)


def test_the_modes_of_a_two_mode_network_are_told_apart(store):
    raw = written("pajek", store.view(Audience.PUBLIC), projection=Projection.TWO_MODE)

    lines = raw.decode("utf-8-sig").splitlines()

    assert "*Vertices 5 3" in lines
    assert sum(" mode affiliation" in line for line in lines) == 2


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_network_is_a_file_too(name, kinds):
    raw = written(name, MemoryStore(kinds, Repeatable()).view(Audience.PUBLIC))

    assert read(name, raw).number_of_nodes() == 0


@pytest.mark.parametrize("name", WRITERS)
def test_labels_are_in_the_language_that_is_wanted(name, store):
    nodes = by_label(read(name, written(name, store.view(Audience.PUBLIC), languages=("en",))))

    assert "Bruckau" in nodes
    assert "label_de" not in nodes["Bruckau"]


def test_what_no_file_can_hold_is_left_out_of_labels(store):
    raw = written("graphml", store.view(Audience.PUBLIC))

    assert b'Hafen "Ost" &amp; S\xc3\xb6hne<' in raw


def test_a_stakeholder_shows_its_place_its_page_and_its_identifiers_and_a_link_its_distance(kinds):
    story = told(directed=False)
    story.says("+town", "point", Point(51.5, 9.25))
    story.says("+town", "url", Text("https://brueckau.example"))
    story.says("+town", "identifier", Identifier("wikidata", "Q101"))
    story.says("+project", "distance", Number(Decimal(12), "km"))
    story.says("+project", "kind", "funding", certainty=Certainty.DISPUTED)
    made = MemoryStore(kinds, Repeatable())
    made.commit(story.change())

    graph = read("graphml", written("graphml", made.view(Audience.PUBLIC)))

    town = by_label(graph)["Brückau"]
    assert (town["latitude"], town["longitude"], town["wikidata"]) == (51.5, 9.25, "Q101")
    assert town["url"] == "https://brueckau.example"
    assert [data["distance"] for _, _, data in graph.edges(data=True) if "distance" in data] == [12.0]
