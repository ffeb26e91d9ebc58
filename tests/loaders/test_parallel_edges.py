# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parallel edges of a file are a cooperation each, in every format and load; other rows keep the rule of one bond."""

from pathlib import Path

import pytest

from graph.model import Audience
from graph.selection import Cut, NetworkFilter, Projection, Selection
from graph.stores.protocol import Store
from loaders.options import Options
from loaders.run import load

GRAPHML = """<graphml><key id="w" for="edge" attr.name="weight" attr.type="double"/><graph edgedefault="undirected">
<node id="a"/><node id="b"/>
<edge source="a" target="b"><data key="w">1</data></edge>
<edge source="b" target="a"><data key="w">2</data></edge>
<edge id="e" source="a" target="b"><data key="w">4</data></edge>
<edge source="a" target="b" directed="true"><data key="w">8</data></edge></graph></graphml>"""
GEXF = """<gexf><graph><nodes><node id="a"/><node id="b"/></nodes><edges><edge id="1" source="a" target="b" weight="1"/>
<edge id="2" source="a" target="b" weight="6"/><edge id="3" source="a" target="b" weight="8" type="directed"/>
</edges></graph></gexf>"""
PAJEK = '*Vertices 2\n1 "a"\n2 "b"\n*Edges\n1 2 1\n1 2 2\n2 1 4\n*Arcs\n1 2 8\n'
PAIRS = "Source,Target,Weight,Type\na,b,1,Undirected\na,b,2,Undirected\nb,a,4,Undirected\na,b,8,Directed\n"
FILES = {"x.graphml": GRAPHML, "x.gexf": GEXF, "x.net": PAJEK, "x.edges.csv": PAIRS}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def weights(store: Store) -> dict[tuple[str, str], float]:
    """Of each link that is there its weight, by the keys of its ends."""
    network = store.view(Audience.INTERNAL).network(Projection.STATED, NetworkFilter())
    links = network.links()
    return {
        (network.ids[one.source], network.ids[one.target]): one.weight
        for one in map(links.__getitem__, range(len(links)))
    }


def cooperations(store: Store) -> int:
    return len(store.view(Audience.INTERNAL).page(Selection("cooperation"), Cut()).items)


@pytest.mark.parametrize("name", FILES)
def test_the_weights_of_parallel_edges_add_up_and_a_second_load_says_nothing_new(name, store, tmp_path):
    path = written(tmp_path, name, FILES[name])

    load(store, [path])
    again = load(store, [path])

    assert max(weights(store).values()) == 15
    assert cooperations(store) == (3 if name == "x.gexf" else 4)
    assert (again.revision, again.entered, again.left) == (None, 0, 0)


def test_an_edge_that_comes_later_is_a_cooperation_of_its_own(store, tmp_path):
    load(store, [written(tmp_path, "x.net", PAJEK.replace("1 2 2\n2 1 4\n", ""))])
    assert max(weights(store).values()) == 9

    load(store, [written(tmp_path, "x.net", PAJEK)])

    assert max(weights(store).values()) == 15


def test_one_edge_is_the_contact_that_another_feed_knows(store, tmp_path):
    nodes = "<node id='a'><data key='k'>Q1</data></node><node id='b'><data key='k'>Q2</data></node>"
    edge = "<edge source='a' target='b'/>"
    one = f"<graphml><key id='k' for='node' attr.name='wikidata'/><graph>{nodes}{edge}</graph></graphml>"
    two = one.replace("<edge ", "<edge id='x' ")
    load(store, [written(tmp_path, "one.graphml", one)])

    load(store, [written(tmp_path, "two.graphml", two)])

    assert cooperations(store) == 1


def test_of_several_edges_none_is_the_contact_that_another_feed_knows(store, tmp_path):
    nodes = "<node id='a'><data key='k'>Q1</data></node><node id='b'><data key='k'>Q2</data></node>"
    edge = "<edge source='a' target='b'/>"
    one = f"<graphml><key id='k' for='node' attr.name='wikidata'/><graph>{nodes}{edge}</graph></graphml>"
    load(store, [written(tmp_path, "one.graphml", one)])

    report = load(store, [written(tmp_path, "two.graphml", one.replace(edge, edge * 2))])

    assert cooperations(store) == 3
    assert [one.reason.code for one in report.decisions if one.about.startswith("cooperation/") and one.reason] == [
        "FILE_TELLS_APART"
    ] * 2


def test_rows_of_ordinary_tables_are_one_bond(store, tmp_path):
    towns = "".join(f"  {key}: {{kind: municipality, label: {key}}}\n" for key in ("a", "b"))
    said = f"partnernetz: 1\nfeed: rows\nstakeholders:\n{towns}"
    parts = "participations: [{stakeholder: a, role: party}, {stakeholder: b, role: party}]"
    bonds = "".join(f"  {key}: {{kind: contact, label: {key}, {parts}}}\n" for key in ("x", "y"))

    load(store, [written(tmp_path, "rows.yaml", f"{said}cooperations:\n{bonds}")])

    assert cooperations(store) == 1


def test_an_edge_that_has_left_lends_its_cooperation_to_no_other_one(store, tmp_path):
    edges = {name: f'<edge id="{name}" source="a" target="b"><data key="w">{weight}</data></edge>' for name, weight in
             (("e1", 1), ("e2", 2), ("e3", 4))}  # fmt: skip

    def drawn(*names: str) -> float:
        text = GRAPHML.partition("<edge")[0] + "".join(edges[name] for name in names) + "</graph></graphml>"
        load(store, [written(tmp_path, "x.graphml", text)], options=Options(shrink=True))
        return max(weights(store).values())

    assert [drawn("e1", "e2"), drawn("e1", "e3"), drawn("e1", "e2", "e3")] == [3, 5, 7]


# ------------------------------------------------------------------ weights


@pytest.mark.parametrize("word", ["-2", "0", "NaN", "inf", "-Infinity", "1e400"])
@pytest.mark.parametrize("name", FILES)
def test_a_weight_that_is_none_is_left_out_with_a_warning(name, word, store, tmp_path):
    text = FILES[name]
    for before, after in (
        ('w">8<', f'w">{word}<'),
        ('weight="8"', f'weight="{word}"'),
        ("1 2 8", f"1 2 {word}"),
        (",8,", f",{word},"),
    ):
        text = text.replace(before, after)

    report = load(store, [written(tmp_path, name, text)])

    assert [(one.severity, one.code) for one in report.problems] == [("WARNING", "BAD_NUMBER")]
    assert report.problems[0].place.line == text[: text.index(word)].count("\n") + 1
    assert max(weights(store).values()) == 8
