# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mapping that was taken for granted when a pair of files was read, written down so that a person can change it.

A reading of it gives what was read without it. What the files leave open stands beside it as a comment, and examples
of codes, numbers and dates: never of names, contacts or free text, which may be about persons.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.errors import UnknownCode
from graph.kinds import Kinds
from loaders.graphs.names import Names
from loaders.mapping.meaning import LEFT_OUT, ColumnMapping, column_key
from loaders.tables.cells import clean
from loaders.tables.graph_tables import Titled
from loaders.tables.table import Row

MOST_ROWS = 2_000
"""How many rows are looked at for what the files leave open."""
SHOWN = frozenset({"concept", "number", "date", "point", "money"})
"""Of which types of values examples are shown, whatever they are."""
_PLAIN = re.compile(r"[+-]?(?:\d{1,6}|\d{1,3}[.,]\d{1,6})|\d{4}-\d{2}(?:-\d{2})?", re.ASCII)
"""Numbers and dates, but nothing as long as a number of a telephone."""


def proposal(nodes: Titled | None, edges: Titled, kinds: Kinds) -> str:
    """The mapping file for this pair, as YAML."""
    return "\n".join([*_top(), *_nodes(nodes, kinds), *_edges(edges, kinds), ""])


def _top() -> Iterator[str]:
    yield "mapping: 1"
    yield "# feed: NAME                    # the key under which this data is loaded again"
    yield "# source: {kind: dataset, title: {en: ...}, publisher: ..., licence: CC0-1.0, url: ...}"
    yield "# lang: de                      # the language of the names"


def _nodes(titled: Titled | None, kinds: Kinds) -> Iterator[str]:
    if titled is None:
        yield "nodes:                          # there is no file of nodes: each end of an edge is one"
        yield "  constants: {kind: organisation}"
        return
    yield "nodes:"
    yield "  type: stakeholder             # or cooperation, event"
    yield from _two_modes(titled)
    yield f"  key: {_quoted(titled.header.name(titled.keys[0]))}"
    yield from _columns(titled, "stakeholder", kinds)
    if "kind" not in titled.header.at:
        yield "  # What no row says of its kind is an organisation; for others write, instead:"
        yield "  # constants: {kind: association, country: DE}"


def _two_modes(titled: Titled) -> Iterator[str]:
    """A hint where a column of two words divides the nodes."""
    for name, at in titled.header.at.items():
        words = {row.cell(at).strip() for row in _body(titled)} - {""}
        if name in ("type", "mode", "bipartite", "level", "lvl") and len(words) == 2:
            first, second = sorted(words)
            yield "  # Two kinds of nodes? Then, with becomes: participant under edges:"
            yield f"  # type: {{column: {_quoted(titled.header.name(at))}, values:"
            yield f"  #   {{{_quoted(first)}: stakeholder, {_quoted(second)}: event}}}}"


def _edges(titled: Titled, kinds: Kinds) -> Iterator[str]:
    source, target = (titled.header.name(column) for column in titled.keys)
    yield "edges:"
    yield "  becomes: cooperation          # or tie, participation, participant"
    yield "  kind: contact                 # or twinning, friendship, project_partnership, ..."
    if titled.direction < 0:
        yield "  directed: false               # true: from a lead to a partner"
    yield f"  source: {_quoted(source)}"
    yield f"  target: {_quoted(target)}"
    yield from _columns(titled, "cooperation", kinds)


def _columns(titled: Titled, type_name: str, kinds: Kinds) -> Iterator[str]:
    """What each column is taken for."""
    names = Names(type_name, kinds, {})
    taken = {*titled.keys, titled.direction}
    named = [(at, name) for at, name in enumerate(titled.header.names) if name and at not in taken]
    rest = [(at, name) for at, name in named if titled.header.at[column_key(name)] == at]
    if not rest:
        return
    yield "  columns:"
    for at, name in rest:
        meaning = names.meaning(name)
        text = f"{meaning.property}.{meaning.inside}" if meaning.inside else meaning.property
        example = _example(titled, at, is_shown=_type_of(meaning, type_name, kinds) in SHOWN)
        yield f"    {_quoted(name)}: {_quoted(text) if meaning != LEFT_OUT else 'leave'}{example}"


def _type_of(meaning: ColumnMapping, type_name: str, kinds: Kinds) -> str:
    try:
        return kinds.property(type_name, meaning.property).value_type
    except UnknownCode:
        return ""


def _example(titled: Titled, at: int, *, is_shown: bool) -> str:
    """A few of the words of a column, if it has no names or free text."""
    words = list(dict.fromkeys(row.cell(at).strip() for row in _body(titled) if row.cell(at).strip()))
    if not is_shown and not all(map(_PLAIN.fullmatch, words)):
        return ""
    few = ", ".join(clean(word)[:20] for word in words[:3])
    return f"   # {few}{', ...' if len(words) > 3 else ''}" if few else ""


def _body(titled: Titled) -> Sequence[Row]:
    rows = (row for row in titled.table.rows() if isinstance(row, Row) and row.number > titled.header.row)
    return list(islice(rows, MOST_ROWS))


def _quoted(text: str) -> str:
    """The text as YAML takes it for a text, whatever is in it."""
    is_word = text.replace("_", "").replace(".", "").isalpha() and text.isascii()
    return text if is_word and text.lower() not in ("true", "false", "null", "leave") else _escaped(text)


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())
