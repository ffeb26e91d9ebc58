# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of files: which belong together, which are recognised, and the mapping that is proposed for them."""

from pathlib import Path

import pytest

from loaders.known import known_loaders
from loaders.loader import Said
from loaders.mapping.reading import Mapping, TableMapping, read_mapping_bytes
from loaders.tables.pairs import Pairs, propose_mapping
from loaders.tables.pairs_files import pair_of

SAMPLES = Path(__file__).parents[2] / "loaders" / "samples"
NODES, EDGES = "id,name,type\n1,Choir,False\n2,Concert,True\n", "source,target,weight\n1,2,3\n"


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ("x.nodes.csv", "x.edges.csv"),
        ("x_nodes.csv", "x_edges.tsv"),
        ("nodes.csv", "edges.csv"),
        ("names.tsv", "relations.tsv"),
        ("Knoten.csv", "Kanten.csv"),
    ],
)
def test_a_pair_is_found_from_either_of_its_files(tmp_path, nodes, edges):
    for name in (nodes, edges, "other.edges.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")

    for name in (nodes, edges):
        pair = pair_of(tmp_path / name)
        assert (pair.nodes, pair.edges) == (tmp_path / nodes, tmp_path / edges)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "elsewhere.csv").write_text(NODES, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "x.edges.csv").write_text(EDGES, encoding="utf-8")
    (folder / "x.nodes.csv").symlink_to(tmp_path / "elsewhere.csv")

    assert pair_of(folder / "x.edges.csv").nodes is None


def test_nodes_are_recognised_by_the_edges_beside_them(kinds, tmp_path):
    nodes, edges = tmp_path / "x.nodes.csv", tmp_path / "x.edges.csv"
    nodes.write_text(NODES, encoding="utf-8")
    assert not Pairs(kinds).recognises(nodes, NODES.encode())

    edges.write_text(EDGES, encoding="utf-8")

    assert Pairs(kinds).recognises(nodes, NODES.encode())
    assert Pairs(kinds).recognises(edges, EDGES.encode())
    assert Pairs(kinds).companions(nodes) == (nodes, edges)


def test_the_proposed_mapping_says_what_is_said_without_it(kinds, tmp_path):
    (tmp_path / "x.nodes.csv").write_text(NODES, encoding="utf-8")
    (tmp_path / "x.edges.csv").write_text(EDGES, encoding="utf-8")
    path = tmp_path / "x.edges.csv"

    proposed = propose_mapping(path, kinds)
    mapping = read_mapping_bytes(proposed.encode(), "m.yaml", kinds)

    assert isinstance(mapping, Mapping)
    assert "Two kinds of nodes?" in proposed
    assert said(Pairs(kinds, mapping), path) == said(Pairs(kinds), path)


def test_two_modes_become_stakeholders_and_events(kinds, tmp_path):
    (tmp_path / "x.nodes.csv").write_text(NODES, encoding="utf-8")
    (tmp_path / "x.edges.csv").write_text(EDGES, encoding="utf-8")
    mapping = read_mapping_bytes(
        b'mapping: 1\nnodes: {type: {column: type, values: {"False": stakeholder, "True": event}}, '
        b"columns: {type: leave}}\nedges: {becomes: participant}",
        "m.yaml",
        kinds,
    )
    assert isinstance(mapping, Mapping)

    assert ("event/2", "participant") in said(Pairs(kinds, mapping), tmp_path / "x.edges.csv")


def said(loader: Pairs, path) -> list[tuple[str, str]]:
    return [(one.about, one.property) for one in loader.read(path) if isinstance(one, Said)]


@pytest.mark.parametrize(
    ("path", "loader"),
    [
        ("pairs/clubs.nodes.csv", "pairs"),
        ("pairs/clubs.edges.csv", "pairs"),
        ("tabular/stakeholders.csv", "tabular"),
        ("tabular/participations.csv", "tabular"),
        ("tabular/sources.csv", "tabular"),
        ("graphs/bridges.graphml", "graphml"),
        ("hannover/events.yaml", "documents"),
    ],
)
def test_each_sample_is_recognised_by_its_loader(kinds, path, loader):
    file = SAMPLES / path
    head = file.read_bytes()[:4096]

    plain = [one.name for one in known_loaders(kinds) if one.recognises(file, head)]
    mapped = [one.name for one in known_loaders(kinds, Mapping(nodes=TableMapping())) if one.recognises(file, head)]

    assert plain == [loader]
    assert loader in mapped[:1] or loader == "tabular"
