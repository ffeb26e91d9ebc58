# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own graph files in again: an empty store has the same network then, and a second load changes nothing."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import pytest

from graph.export.gexf import write_gexf
from graph.export.graphml import write_graphml
from graph.export.pajek import write_pajek
from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.model import Audience, pick
from graph.selection import NetworkFilter, Projection
from graph.stores.memory import MemoryStore
from graph.stores.protocol import View
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.loader import Loader
from loaders.run import load
from tests.graph.export.test_export_graph_files import told
from tests.loaders.conftest import Steps

Write = Callable[[View, Wanted, BinaryIO], None]
Node = tuple[str, str, str]
Tied = tuple[str, str, float, bool]
FORMATS: Mapping[str, tuple[Write, Callable[[Kinds], Loader]]] = {
    "net": (write_pajek, Pajek),
    "gexf": (write_gexf, GEXF),
    "graphml": (write_graphml, GraphML),
}
EVERYBODY = NetworkFilter(include_persons=True)


def shape(view: View, projection: Projection = Projection.STATED) -> tuple[Counter[Node], Counter[Tied]]:
    """Nodes by label, kind and country; links by labels, weight and direction."""
    network = view.network(projection, EVERYBODY)
    records = [record for record in view.records(list(network.ids)) if record]
    # No file holds a null, and no label in Pajek's quotation marks.
    labels = (pick(record.texts("label")) for record in records)
    names = [label.text.replace("\0", "").replace('"', "'") if label else "" for label in labels]
    nodes = Counter((name, one.code("kind"), one.code("country")) for name, one in zip(names, records, strict=True))
    links = network.links()
    found: Counter[Tied] = Counter()
    for one in map(links.__getitem__, range(len(links))):
        first, second = names[one.source], names[one.target]
        ends = (min(first, second), max(first, second)) if one.is_mutual else (first, second)
        found[*ends, one.weight, one.is_mutual] += 1
    return nodes, found


def written(name: str, view: View, folder: Path, projection: Projection = Projection.STATED) -> Path:
    path = folder / f"ours.{name}"
    with path.open("wb") as out:
        FORMATS[name][0](view, Wanted(projection, EVERYBODY), out)
    return path


@pytest.fixture(scope="module", params=[False, True], ids=["undirected", "directed"])
def town(request, kinds):
    made = MemoryStore(kinds, Steps())
    made.commit(told(directed=request.param).change())
    return made.view(Audience.INTERNAL)


@pytest.mark.parametrize("name", FORMATS)
def test_the_network_of_our_own_file_is_the_one_it_was_written_from(name, town, store, tmp_path):
    path = written(name, town, tmp_path)
    loader = FORMATS[name][1](store.kinds)

    first, second = load(store, [path], loader=loader), load(store, [path], loader=loader)

    assert not first.problems
    assert first.revision
    assert second.revision is None
    assert shape(store.view(Audience.INTERNAL)) == shape(town)


@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_comes_back_with_its_kinds_labels_weights_and_ties(name, sample, store, tmp_path):
    view = sample[0].view(Audience.INTERNAL)

    load(store, [written(name, view, tmp_path)], loader=FORMATS[name][1](store.kinds))

    assert shape(store.view(Audience.INTERNAL)) == shape(view)


@pytest.mark.parametrize("name", FORMATS)
def test_the_structure_of_the_sample_comes_back_as_ties(name, sample, store, tmp_path):
    view = sample[0].view(Audience.INTERNAL)

    load(store, [written(name, view, tmp_path, Projection.STRUCTURE)], loader=FORMATS[name][1](store.kinds))

    assert shape(store.view(Audience.INTERNAL), Projection.STRUCTURE) == shape(view, Projection.STRUCTURE)


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_internal_stays_internal(name, sample, store, tmp_path):
    view = sample[0].view(Audience.INTERNAL)
    load(store, [written(name, view, tmp_path)], loader=FORMATS[name][1](store.kinds))

    theirs, ours = (shape(one.view(Audience.PUBLIC)) for one in (store, sample[0]))

    assert not theirs[0] - ours[0]
    assert {one[:2] for one in theirs[1]} <= {one[:2] for one in ours[1]}
