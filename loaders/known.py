# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which loaders there are: our own, and those that other packages in this environment bring.

Another package brings a loader by an entry point in the group `partnernetz.loaders`: something to be called with the
vocabulary and a mapping (or None) that gives a `Loader`.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from graph.errors import BadInput
from graph.kinds import Kinds
from graph.nearest import nearest_word
from loaders.documents.reading import Documents
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.jsonl import JsonLines
from loaders.loader import Loader
from loaders.mapping.meaning import Mapping
from loaders.tables.pairs import Pairs
from loaders.tables.tabular import Tabular

GROUP = "partnernetz.loaders"
Maker = Callable[[Kinds, Mapping | None], Loader]


def known_loaders(kinds: Kinds, mapping: Mapping | None = None) -> tuple[Loader, ...]:
    """All loaders, in the order in which they are asked whether they recognise a file: our own first."""
    makers: list[Maker] = [point.load() for point in sorted(entry_points(group=GROUP), key=lambda one: one.name)]
    return (*_own(kinds, mapping), *(make(kinds, mapping) for make in makers))


def _own(kinds: Kinds, mapping: Mapping | None) -> tuple[Loader, ...]:
    parts: list[Maker] = [Tabular, Pairs, GraphML, GEXF, Pajek]
    return (Documents(kinds), JsonLines(kinds), *(make(kinds, mapping) for make in parts))


def named(name: str, loaders: Sequence[Loader]) -> Loader | None:
    """The loader of this name; None for "".

    Raises:
        BadInput: there is none.
    """
    if not name:
        return None
    found = {loader.name: loader for loader in loaders}
    if name not in found:
        near = nearest_word(found, name)
        known = f"One of {', '.join(found)}."
        raise BadInput(f'There is no loader "{name[:40]}".', f"Did you mean {near}? {known}" if near else known)
    return found[name]
