# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mapping file: YAML that says what the columns of any sheet, or the attributes of any graph file, mean.

It is checked as a whole before any row is read: every mistake with its line and what was probably meant.
"""

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dictionary
from pathlib import Path
from types import MappingProxyType

from graph.kinds import Kinds
from loaders.documents.tree import MAX_BYTES, Node, Wrong, read_tree
from loaders.loader import Problem
from loaders.mapping.columns import Columns
from loaders.mapping.meaning import (
    LEFT_OUT,
    NO_WORDS,
    Becomes,
    Choice,
    ColumnMapping,
    Constant,
    EdgeMapping,
    Mapping,
    Other,
    ParticipationMapping,
    TableMapping,
    TieMapping,
    column_key,
)

__all__ = [
    "LEFT_OUT",
    "NO_WORDS",
    "Becomes",
    "Choice",
    "ColumnMapping",
    "Constant",
    "EdgeMapping",
    "Mapping",
    "Other",
    "ParticipationMapping",
    "TableMapping",
    "TieMapping",
    "column_key",
    "read_mapping",
    "read_mapping_bytes",
]

FORMAT = "1"
TOP = ("mapping", "feed", "source", "lang", "decimal", "encoding", "separator", "tables", "nodes", "edges")
TABLE = (
    "sheet",
    "header",
    "type",
    "key",
    "columns",
    "constants",
    "participations",
    "ties",
    "other",
    "source",
    "locator",
)
EDGES = (
    "sheet", "header", "becomes", "kind", "source_role", "target_role", "directed", "source", "target", "weight",
    "columns", "constants", "other",
)  # fmt: skip
ENDS: Dictionary[str, tuple[str, ...]] = MappingProxyType(
    {"participation": ("cooperation", "stakeholder", "role", "side", "spell"), "tie": ("kind", "subject", "object")}
)
TYPES = ("stakeholder", "cooperation", "event", "note", "source", "participation", "tie")
MOST_TABLES = 100


def read_mapping(path: Path, kinds: Kinds) -> Mapping | list[Problem]:
    """What the mapping file says, or everything that is wrong with it.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return read_mapping_bytes(file.read(MAX_BYTES + 1), path.name, kinds)


def read_mapping_bytes(raw: bytes, file: str, kinds: Kinds) -> Mapping | list[Problem]:
    """What these bytes say; `file` is what problems call them."""
    try:
        root = read_tree(raw, file)
        fields = root.fields()
        if "mapping" not in fields or fields["mapping"].text() != FORMAT:
            raise root.wrong("NO_MAPPING", "This is no mapping that is known.", f"Begin with mapping: {FORMAT}.")
    except Wrong as wrong:
        return [wrong.problem]
    reader = _Reader(kinds)
    mapping = reader.mapping(fields)
    return reader.columns.problems or mapping


class _Reader:
    """Reads one file; what is wrong is noted, and its place taken by nothing."""

    def __init__(self, kinds: Kinds) -> None:
        self.columns = Columns(kinds)

    def mapping(self, fields: Dictionary[str, Node]) -> Mapping:
        """The whole file."""
        columns = self.columns
        columns.known(fields, TOP)
        tables = fields["tables"].items() if "tables" in fields else ()
        return Mapping(
            feed=columns.text(fields, "feed"),
            source=columns.constants(fields.get("source"), "source"),
            lang=columns.language(fields, "lang"),
            decimal=columns.one_of(fields, "decimal", (".", ",")),
            encoding=columns.one_of(fields, "encoding", ("utf-8", "utf-16", "cp1252", "cp1251")),
            separator=columns.one_of(fields, "separator", (",", ";", "|", "tab")).replace("tab", "\t"),
            tables=tuple(table for item in tables[:MOST_TABLES] if (table := self._each(item, self.table))),
            nodes=self._each(fields["nodes"], self.table) if "nodes" in fields else None,
            edges=self._edges(fields["edges"]) if "edges" in fields else None,
        )

    def _each(self, node: Node, read: Callable[[Dictionary[str, Node]], TableMapping]) -> TableMapping | None:
        return self.columns.caught(lambda: read(node.fields()))

    def table(self, fields: Dictionary[str, Node]) -> TableMapping:
        """A table, or the nodes of a graph."""
        columns = self.columns
        columns.known(fields, TABLE)
        type_ = columns.choice(fields.get("type"), TYPES) or Choice("stakeholder")
        types = tuple(dict.fromkeys(word for word in (type_.text, *type_.values.values()) if word in TYPES))
        return TableMapping(
            type=type_,
            sheet=columns.text(fields, "sheet"),
            header=columns.number(fields, "header", 1),
            key=tuple(column_key(item.text()) for item in columns.items(fields, "key")),
            columns=columns.columns(fields.get("columns"), *types),
            constants=columns.constants(fields.get("constants"), *types),
            participations=tuple(self._participations(columns.items(fields, "participations"))),
            ties=tuple(self._ties(columns.items(fields, "ties"))),
            other=Other(columns.one_of(fields, "other", tuple(Other)) or "attribute"),
            source=column_key(columns.text(fields, "source")),
            locator=column_key(columns.text(fields, "locator")),
        )

    def _participations(self, nodes: tuple[Node, ...]) -> Iterator[ParticipationMapping]:
        for node in nodes:
            ends = self._ends(node, "participation")
            if ends is not None:
                role = ends["role"] if not ends["role"].is_empty else Choice("partner")
                columns, constants = self._around(node, "participation")
                yield ParticipationMapping(**{**ends, "role": role}, columns=columns, constants=constants)

    def _ties(self, nodes: tuple[Node, ...]) -> Iterator[TieMapping]:
        for node in nodes:
            ends = self._ends(node, "tie")
            if ends is not None:
                columns, constants = self._around(node, "tie")
                yield TieMapping(ends["kind"], ends["subject"], ends["object"], columns=columns, constants=constants)

    def _ends(self, node: Node, type_name: str) -> Dictionary[str, Choice] | None:
        fields = self.columns.caught(node.fields)
        if fields is None:
            return None
        self.columns.known(fields, (*ENDS[type_name], "columns", "constants"))
        schemes = {"role": "roles", "kind": "tie_kinds"}
        return {
            name: self.columns.choice(fields.get(name), scheme=schemes.get(name, ""), new=name) or Choice()
            for name in ENDS[type_name]
        }

    def _around(self, node: Node, type_name: str) -> tuple[Dictionary[str, ColumnMapping], tuple[Constant, ...]]:
        fields = node.fields()
        columns = self.columns.columns(fields.get("columns"), type_name)
        return columns, self.columns.constants(fields.get("constants"), type_name)

    def _edges(self, node: Node) -> EdgeMapping | None:
        fields = self.columns.caught(node.fields)
        if fields is None:
            return None
        columns = self.columns
        columns.known(fields, EDGES)
        becomes = Becomes(columns.one_of(fields, "becomes", tuple(Becomes)) or "cooperation")
        # What columns of an edge to an event say has no record of its own: it belongs to the event.
        type_name = "event" if becomes is Becomes.PARTICIPANT else becomes.value
        scheme = "tie_kinds" if becomes is Becomes.TIE else "cooperation_kinds"
        directed = columns.one_of(fields, "directed", ("true", "false"))
        return EdgeMapping(
            becomes=becomes,
            kind=columns.choice(fields.get("kind"), scheme=scheme) or _kind_of(becomes),
            source_role=columns.choice(fields.get("source_role"), scheme="roles") or Choice(),
            target_role=columns.choice(fields.get("target_role"), scheme="roles") or Choice(),
            directed=directed == "true" if directed else None,
            sheet=columns.text(fields, "sheet"),
            header=columns.number(fields, "header", 1),
            source=column_key(columns.text(fields, "source")),
            target=column_key(columns.text(fields, "target")),
            weight=column_key(columns.text(fields, "weight")),
            columns=columns.columns(fields.get("columns"), type_name),
            constants=columns.constants(fields.get("constants"), type_name),
            other=Other(columns.one_of(fields, "other", tuple(Other)) or "attribute"),
        )


def _kind_of(becomes: Becomes) -> Choice:
    return Choice("member_of" if becomes is Becomes.TIE else "contact")
