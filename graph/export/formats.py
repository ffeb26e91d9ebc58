# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""All formats in which a view goes out as a file, by name; what a format needs is imported when it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import BinaryIO

from graph.errors import BadInput
from graph.export.wanted import Wanted
from graph.nearest import nearest_word
from graph.stores.protocol import View


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    """The word that chooses it on the command line."""
    suffix: str
    """How the names of its files end, without the first dot."""
    media_type: str
    description: str
    write: Callable[[View, Wanted, BinaryIO], None]
    is_network: bool = False
    """Whether it holds the network of a projection; else it holds records only."""
    needs: str = ""
    """A library that does not come by itself; "" where there is none."""

    @property
    def is_available(self) -> bool:
        """Whether all that it needs is installed."""
        return not self.needs or find_spec(self.needs) is not None


def formats() -> Mapping[str, Format]:
    """All formats by name, in the order in which they are listed."""
    return MappingProxyType({one.name: one for one in _ALL})


def format_named(name: str) -> Format:
    """The format of that name.

    Raises:
        BadInput: there is none; with the nearest.
    """
    known = formats()
    if name not in known:
        near = nearest_word(known, name)
        hint = f'Did you mean "{near}"?' if near else f"One of {', '.join(known)}."
        raise BadInput(f'There is no format "{name[:40]}".', hint)
    return known[name]


def format_of_suffix(suffix: str) -> Format | None:
    """The format whose files end so."""
    return next((one for one in _ALL if one.suffix == suffix), None)


def _later(module: str, function: str) -> Callable[[View, Wanted, BinaryIO], None]:
    """The function, imported when it is called."""

    def write(view: View, wanted: Wanted, out: BinaryIO) -> None:
        found: Callable[[View, Wanted, BinaryIO], None] = getattr(import_module(f"graph.export.{module}"), function)
        found(view, wanted, out)

    return write


_ALL: tuple[Format, ...] = (
    Format(
        "jsonl",
        "jsonl",
        "application/x-ndjson",
        "What is shown, claim by claim, as JSON lines; another Partnernetz service can load it.",
        _later("claims_jsonl", "write_claims_jsonl"),
    ),
    Format(
        "json",
        "json",
        "application/json",
        "One JSON document: the network, and every record with its facts and their evidence.",
        _later("json_file", "write_json"),
        is_network=True,
    ),
    Format(
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The workbook that staff correct and load again.",
        _later("xlsx", "write_xlsx"),
    ),
    Format(
        "csv",
        "csv.zip",
        "application/zip",
        "The sheets of the workbook as CSV files in a ZIP archive.",
        _later("csv_table", "write_csv"),
    ),
    Format(
        "graphml",
        "graphml",
        "application/graphml+xml",
        "The network for most programs that draw and measure networks.",
        _later("graphml", "write_graphml"),
        is_network=True,
    ),
    Format(
        "gexf",
        "gexf",
        "application/gexf+xml",
        "The network with its times, for Gephi.",
        _later("gexf", "write_gexf"),
        is_network=True,
    ),
    Format(
        "pajek",
        "net",
        "text/plain; charset=utf-8",
        "The network for Pajek and programs that read its files.",
        _later("pajek", "write_pajek"),
        is_network=True,
    ),
    Format(
        "jsonld",
        "jsonld",
        "application/ld+json",
        "Records and claims as linked data: schema.org, ORG, SKOS, PROV.",
        _later("jsonld", "write_jsonld"),
    ),
    Format(
        "ftm",
        "ftm.json",
        "application/x-ndjson",
        "Entities of FollowTheMoney, one a line.",
        _later("ftm", "write_ftm"),
    ),
    Format(
        "parquet",
        "parquet.zip",
        "application/zip",
        "Nodes, links and participations as Parquet tables in a ZIP archive.",
        _later("parquet", "write_parquet"),
        is_network=True,
        needs="pyarrow",
    ),
)
