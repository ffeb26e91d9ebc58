# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Graph files in a store: the network is the one that was drawn, and a second load changes nothing."""

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from pathlib import Path

import networkx as nx
import pytest

from graph.kinds import Kinds
from graph.model import NOW, At, Audience, NameKind, Text, at, written
from graph.selection import NetworkFilter, Projection
from graph.stores.protocol import Store
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.loader import FeedSaid, Loader, Problem, Said
from loaders.mapping.reading import Mapping, read_mapping_bytes
from loaders.report import Report
from loaders.run import load

SAMPLES = Path(__file__).parents[2] / "loaders" / "samples" / "graphs"
GRAPHML, GEXF_FILE, NET = (SAMPLES / f"bridges.{ending}" for ending in ("graphml", "gexf", "net"))
LOADERS: Dictionary[str, Callable[[Kinds], Loader]] = {".graphml": GraphML, ".gexf": GEXF, ".net": Pajek}


def loaded(store: Store, path: Path) -> Report:
    return load(store, [path], loader=LOADERS[path.suffix](store.kinds))


def links_of(store: Store, point: At = NOW) -> set[tuple[str, str, float, bool]]:
    view = store.view(Audience.PUBLIC, point)
    network = view.network(Projection.STATED, NetworkFilter())
    names = [record.names[0].text for record in view.records(list(network.ids)) if record]
    links = network.links()
    return {
        (names[one.source], names[one.target], one.weight, one.is_mutual)
        for one in map(links.__getitem__, range(len(links)))
    }


@pytest.mark.parametrize("path", [GRAPHML, GEXF_FILE, NET], ids=lambda path: path.suffix)
def test_a_second_load_of_a_sample_makes_no_revision(path, store):
    first, second = loaded(store, path), loaded(store, path)

    assert first.revision
    assert not first.problems
    assert second.revision is None


def test_an_undirected_edge_ties_both_ways_and_a_directed_one_leads(store):
    loaded(store, GRAPHML)

    assert links_of(store) == {
        ("Brückau", "Nordau", 2.5, True),
        ("Brückau", "Brückenchor e. V.", 1.0, False),
        ("Brückenchor e. V.", "Nordau", 1.0, True),
    }


def test_the_counts_of_a_sample_are_those_of_another_reader(store):
    loaded(store, NET)
    network = store.view(Audience.PUBLIC).network(Projection.STATED, NetworkFilter())

    theirs: nx.Graph[str] = nx.Graph(nx.read_pajek(NET))

    assert (network.node_count, network.link_count) == (theirs.number_of_nodes(), theirs.number_of_edges()) == (4, 4)


@pytest.mark.parametrize(("year", "is_tied"), [("1993", True), ("2000", False), ("2024", True)])
def test_an_edge_is_there_in_its_spells_and_not_between_them(year, is_tied, store):
    loaded(store, GEXF_FILE)

    pairs = {one[:2] for one in links_of(store, point=at(year))}

    assert (("Brückenchor e. V.", "Nordau") in pairs) is is_tied


def test_a_node_inside_another_is_part_of_it(store):
    loaded(store, GEXF_FILE)

    network = store.view(Audience.PUBLIC).network(Projection.STRUCTURE, NetworkFilter())

    assert network.link_count == 1


def test_labels_in_languages_are_labels_and_a_second_name_is_an_alias(store, tmp_path):
    path = tmp_path / "names.gexf"
    values = "".join(f'<attvalue for="{name}" value="{text}"/>' for name, text in
                     (("label_de", "Posen"), ("label_en", "Poznań"), ("name", "Poznan City")))  # fmt: skip
    attributes = "".join(
        f'<attribute id="{name}" title="{name}" type="string"/>' for name in ("label_de", "label_en", "name")
    )
    path.write_text(
        f'<gexf><graph><attributes class="node">{attributes}</attributes><nodes>'
        f'<node id="p" label="Poznań"><attvalues>{values}</attvalues></node></nodes></graph></gexf>',
        encoding="utf-8",
    )
    loaded(store, path)

    (found,) = store.view(Audience.PUBLIC).records(["s-posen"])

    assert found.texts("label") == (Text("Posen", "de"), Text("Poznań", "en"))
    assert [name.text for name in found.names if name.kind is NameKind.ALIAS] == ["Poznan City"]


def test_an_edge_with_a_person_is_nothing_for_the_public(store, tmp_path):
    path = tmp_path / "person.net"
    path.write_text('*Vertices 2\n1 "Erika Beispiel" kind person\n2 "Brückau"\n*Edges\n1 2\n', encoding="utf-8")
    report = loaded(store, path)

    public = {(one.type, one.text) for one in store.view(Audience.PUBLIC).names()}
    internal = {(one.type, one.text) for one in store.view(Audience.INTERNAL).names()}

    assert not report.problems
    assert public == {("source", "person"), ("stakeholder", "Brückau")}
    assert ("cooperation", "Kontakt") in internal
    assert not {text for type_name, text in internal if type_name == "cooperation" and "Erika" in text}


# ------------------------------------------------------------------ mappings


def mapped(raw: bytes, kinds: Kinds) -> Mapping:
    found = read_mapping_bytes(raw, "mapping.yaml", kinds)
    assert isinstance(found, Mapping), found
    return found


MAPPING = b"""
mapping: 1
feed: women
source: {publisher: Somebody}
lang: en
nodes:
  type: {column: mode, values: {"1": stakeholder, "2": event}}
  columns: {mode: leave, rang: level}
  constants: {country: US}
edges: {source_role: visitor}
"""


def test_a_mapping_makes_the_second_mode_events_and_edges_participants(kinds, tmp_path):
    path = tmp_path / "women.net"
    path.write_text('*Vertices 3 2\n1 "Ann" rang municipal\n2 "Bea"\n3 "Tea party"\n*Edges\n1 3\n2 3\n')
    mapping = mapped(MAPPING, kinds)

    found = list(Pajek(kinds, mapping).read(path))
    said = {(one.about, one.property, getattr(one.value, "role", "")) for one in found if isinstance(one, Said)}

    assert FeedSaid("women") in found
    assert not [one for one in found if isinstance(one, Problem)]
    assert {("stakeholder/Ann", "level", ""), ("event/Tea party", "participant", "visitor")} <= said
    assert ("event/Tea party", "country", "") in said
    assert ("source/feed", "publisher", "") in said


def test_a_mapping_makes_ties_of_edges(kinds):
    mapping = mapped(b"mapping: 1\nedges: {becomes: tie, kind: member_of}\n", kinds)

    found = [one.about for one in GraphML(kinds, mapping).read(GRAPHML) if isinstance(one, Said) and one.type == "tie"]

    assert "tie/brueckau/member_of/nordau" in found


# ------------------------------------------------------------------ recognition, encodings


def test_each_loader_knows_its_own_files_by_what_is_in_them(kinds):
    for path in (GRAPHML, GEXF_FILE, NET):
        knowing = [
            suffix for suffix, loader in LOADERS.items() if loader(kinds).recognises(path, path.read_bytes()[:4096])
        ]

        assert knowing == [path.suffix]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_pajek_files_are_read_in_the_letters_that_they_are_in(encoding, kinds, tmp_path):
    path = tmp_path / "letters.net"
    path.write_bytes('*Vertices 1\r\n1 "Brückau"\r\n'.encode(encoding))

    assert Pajek(kinds).recognises(path, path.read_bytes())
    said = [one for one in Pajek(kinds).read(path) if isinstance(one, Said)]
    assert [one.value for one in said if one.property == "label"] == [Text("Brückau")]


CHOIRS = b"""
mapping: 1
nodes: {type: {column: sort, values: {c: cooperation, s: stakeholder, x: note}}, columns: {sort: leave}}
edges: {source_role: {column: as}, columns: {as: leave, since: starts}}
"""


def test_a_mapping_makes_participations_of_edges_to_cooperations(kinds, tmp_path):
    path = tmp_path / "choirs.net"
    path.write_text(
        '*Vertices 4\n1 "Ann" sort s\n2 "Singing" sort c\n3 "Bea" sort s\n4 "?" sort x\n'
        "*Edges\n1 2 1 as lead since 2020\n2 3\n3 1 1 as king\n3 4\n"
    )

    found = list(Pajek(kinds, mapped(CHOIRS, kinds)).read(path))

    said = {(one.about, one.property) for one in found if isinstance(one, Said)}
    assert {("participation/Singing/Ann/lead", "starts"), ("participation/Singing/Bea/party", "holds")} <= said
    assert [one.code for one in found if isinstance(one, Problem)] == ["UNKNOWN_CODE", "UNKNOWN_CODE", "UNKNOWN_KEY"]


def test_what_does_not_fit_is_kept_and_a_text_beyond_the_limit_is_not(kinds, tmp_path):
    path = tmp_path / "odd.net"
    path.write_text(
        f'*Vertices 2\n1 "A" url ftp://a country DE land FR lat 52 long {"x" * 20_001} weight heavy\n2 "B"\n'
        "*Edges\n1 2 1 weight 3 topic water\n"
    )

    found = list(Pajek(kinds).read(path))

    said = {f"{one.property} {written(one.value)}" for one in found if isinstance(one, Said)}
    assert {"attribute:url t::ftp://a", "attribute:land t::FR", "attribute:weight t::heavy"} <= said
    assert {"attribute:lat n::52", "weight n::1", "attribute:weight n::3", "topic c:water"} <= said
    assert [one.code for one in found if isinstance(one, Problem)] == ["BAD_VALUE", "TOO_LONG", "BAD_POINT"]


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_what_has_no_id_is_left_out_and_the_rest_is_read(ending, kinds, tmp_path):
    path = tmp_path / f"nameless.{ending}"
    graph = (
        f'<node/><node id="a"/><node id="b"/><node id="{"c" * 501}"/><edge source="a"/><edge source="a" target="b"/>'
    )
    path.write_text(f"<{ending}><graph>{graph}</graph><graph/></{ending}>")

    found = list(LOADERS[path.suffix](kinds).read(path))

    codes = [one.code for one in found if isinstance(one, Problem) and one.code != "NOT_READ"]
    assert codes == ["MISSING_KEY"] * 3
    assert len({one.about for one in found if isinstance(one, Said)}) == 5


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_file_without_a_graph_says_so(ending, kinds, tmp_path):
    path = tmp_path / f"empty.{ending}"
    path.write_text(f"<{ending}/>")

    assert [one.code for one in LOADERS[path.suffix](kinds).read(path) if isinstance(one, Problem)] == ["NO_GRAPH"]


def test_a_matrix_that_does_not_fit_its_vertices_is_said_by_line(kinds, tmp_path):
    path = tmp_path / "matrix.net"
    path.write_text("*Vertices 2\n*Matrix\n0 1\n1 0 1\n1 1\n*Edgeslist\n1 9\n")

    problems = [one for one in Pajek(kinds).read(path) if isinstance(one, Problem)]

    assert [(one.code, one.place.line) for one in problems] == [("BAD_SHAPE", 4), ("BAD_SHAPE", 5), ("BAD_SHAPE", 7)]
