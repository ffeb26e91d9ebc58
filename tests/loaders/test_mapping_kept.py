# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a mapping file means the same, and says nobody's name; nor does the mapping that is proposed."""

from pathlib import Path

import pytest

from graph.stores.protocol import Store
from loaders.mapping.plain import without_comments
from loaders.mapping.reading import Mapping, read_mapping_bytes
from loaders.options import Options
from loaders.remembered import kept_of
from loaders.run import load
from loaders.tables.pairs import propose_mapping

NODES = "Id,Label,Mail,Bemerkung,Telefon privat,Kind,Since,Size\n"
NODES += "1,Anna Meier,anna@example.org,kennt Bea,01511234567,person,1999,12\n"
EDGES = "Source,Target,Weight,Label\n1,1,3,Anna kennt sich\n"
MAPPINGS = [
    "mapping: 1   # Anna Meier\nedges:\n  kind: contact\n  # Anna\n",
    'mapping: 1\nfeed: "x # no comment"\n'
    'nodes: {type: {column: mode, values: {"1": stakeholder, "2": event}}, header: 0}\n',
    "mapping: 1\nsource: {title: {en: 'It''s: all', de: \"Ä\\n\\tö 😀\"}}\nnodes:\n  constants: {country: DE}\n",
    '{"mapping": "1", "source": {"title": "\\ud83d\\ude00"}, "nodes": {"columns": {"~": "leave", "yes": "label.de"}}}',
    "mapping: 1\ntables:\n- key: [a, b]\n  columns: {a: label, b: {property: alias, separator: ' '}}\n  ties:\n",
    f"mapping: 1\nnodes: {{columns: {{'{'long ' * 60}': leave}}}}\n"
    f"edges: {{constants: {{description.en: '{'word ' * 80}'}}}}\n",
]


@pytest.mark.parametrize("text", MAPPINGS)
def test_a_mapping_without_comments_means_the_same_and_stays_as_it_is(text, kinds):
    kept = without_comments(text)

    assert isinstance(read_mapping_bytes(text.encode(), "m", kinds), Mapping)
    assert read_mapping_bytes(kept.encode(), "m", kinds) == read_mapping_bytes(text.encode(), "m", kinds)
    assert without_comments(kept) == kept
    assert "Anna" not in kept


def test_what_cannot_be_read_is_not_kept():
    assert without_comments("a: [") == ""


def pair(folder: Path) -> Path:
    (folder / "x.nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "x.edges.csv").write_text(EDGES, encoding="utf-8")
    return folder / "x.edges.csv"


def test_a_proposal_shows_codes_numbers_and_dates_and_no_names(kinds, tmp_path):
    proposed = propose_mapping(pair(tmp_path), kinds)

    assert not [word for word in ("Anna", "anna", "Bea", "0151") if word in proposed]
    assert "# person" in proposed
    assert "# 1999" in proposed
    assert "# 12" in proposed


def test_a_feed_keeps_its_mapping_without_comments(store: Store, tmp_path: Path) -> None:
    path = pair(tmp_path)
    options = Options(mapping=propose_mapping(path, store.kinds).replace("mapping: 1", "mapping: 1  # Anna"))
    load(store, [path], options=options)

    (feed,) = store.origins("", ["x"])
    mapping = kept_of(store, feed)[1]

    assert "#" not in mapping
    assert mapping.startswith("mapping: 1\n")
    assert load(store, [path], options=Options(mapping=mapping)).revision is None
