# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parquet, for those who compute with tables: nodes, links and participations, one file each in a ZIP archive.

Needs the library pyarrow, which is large: it comes with the extra `partnernetz[parquet]`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from tempfile import TemporaryFile
from types import ModuleType
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from graph.errors import BadInput
from graph.export.everything import listed
from graph.export.network_parts import LINK_COLUMNS, NUMBERS, NetworkParts, dates, network_parts
from graph.export.packed import entry
from graph.export.wanted import Wanted
from graph.model import ParticipationKey
from graph.selection import Selection
from graph.stores.protocol import View

EXTRA = "partnernetz[parquet]"

Row = Mapping[str, object]

_AT_ONCE = 10_000
"""Rows of a group."""
_COPIED = 1 << 20
_NUMBERS = frozenset({*NUMBERS, "weight", "distance"})


def is_installed() -> bool:
    """Whether the library is there."""
    return find_spec("pyarrow") is not None


def write_parquet(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the tables.

    Raises:
        BadInput: pyarrow is not installed.

    Cost: O(network + participations); memory for the network and one group of rows.
    """
    if not is_installed():
        raise BadInput("Parquet needs pyarrow, which is not installed.", f"Install the extra: {EXTRA}.")
    parts = network_parts(view, wanted)
    tables: tuple[tuple[str, Sequence[str], Iterable[Row]], ...] = (
        ("nodes", ("id", "label", *parts.columns), _nodes(parts)),
        ("links", ("source", "target", "directed", "weight", *LINK_COLUMNS), _links(parts)),
        ("participations", _PARTICIPATION, _participations(view, parts)),
    )
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, columns, rows in tables:
            with TemporaryFile() as file:
                _write_table(file, columns, rows)
                file.seek(0)
                with archive.open(_plain(f"{name}.parquet"), "w", force_zip64=True) as target:
                    while part := file.read(_COPIED):
                        target.write(part)


_PARTICIPATION = ("id", "cooperation", "stakeholder", "role", "side", "starts", "ends", "status")


def _nodes(parts: NetworkParts) -> Iterator[Row]:
    for node in parts.nodes:
        yield {"id": node.id, "label": node.label, **_typed(node.fields)}


def _links(parts: NetworkParts) -> Iterator[Row]:
    for link in parts.links():
        ends = {"source": parts.nodes[link.source].id, "target": parts.nodes[link.target].id}
        yield {**ends, "directed": link.is_directed, "weight": link.weight, **_typed(link.fields)}


def _participations(view: View, parts: NetworkParts) -> Iterator[Row]:
    """Those of the stakeholders in the network."""
    present = {node.id for node in parts.nodes}
    for record in listed(view, Selection("participation")):
        key = record.key
        if isinstance(key, ParticipationKey) and key.stakeholder in present:
            starts, ends = dates(record)
            joined = {"cooperation": key.cooperation, "stakeholder": key.stakeholder, "role": key.role}
            said = {"side": key.side, "starts": starts, "ends": ends, "status": record.code("status")}
            yield {"id": record.id, **joined, **{name: word or None for name, word in said.items()}}


def _typed(fields: Mapping[str, str]) -> dict[str, object]:
    return {name: float(said) if name in _NUMBERS else said for name, said in fields.items()}


def _write_table(file: BinaryIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = arrow.schema([(name, _type(arrow, name)) for name in columns])
    waiting = iter(rows)
    with parquet.ParquetWriter(file, schema) as writer:
        while group := list(islice(waiting, _AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def _type(arrow: ModuleType, name: str) -> object:
    if name == "directed":
        return arrow.bool_()
    return arrow.float64() if name in _NUMBERS else arrow.string()


def _plain(name: str) -> ZipInfo:
    """An entry as it is: Parquet packs its columns itself."""
    info = entry(name)
    info.compress_type = ZIP_STORED
    return info
