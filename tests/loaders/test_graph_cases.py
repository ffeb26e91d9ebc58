# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Graph files as cases: what is in *.in.* says what is in *.out.txt; a new case is two new files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from graph.kinds import Kinds
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.loader import Loader
from tests.loaders.test_documents_cases import expected, told

CASES = Path(__file__).parent / "cases" / "graphs"
LOADERS: Mapping[str, Callable[[Kinds], Loader]] = {".graphml": GraphML, ".gexf": GEXF, ".net": Pajek}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.in.*")), ids=lambda path: path.name)
def test_a_graph_file_says_what_its_case_says(path, kinds):
    found = [told(one) for one in LOADERS[path.suffix](kinds).read(path)]

    assert found == expected(path)
