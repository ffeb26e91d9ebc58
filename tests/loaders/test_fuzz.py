# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Damaged files: whatever is cut, flipped, doubled or recoded, statements and problems leave a loader, nothing else.

Every loader meets damaged variants of its own samples. The seed is fixed; the long run has more of everything.
"""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.export.template import write_template
from graph.export.wanted import Wanted
from graph.export.xlsx import write_xlsx
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.memory import MemoryStore
from loaders.documents.reading import Documents
from loaders.graphs.gexf import GEXF
from loaders.graphs.graphml import GraphML
from loaders.graphs.pajek import Pajek
from loaders.jsonl import JsonLines
from loaders.loader import Edit, FeedSaid, Problem, Said
from loaders.mapping.reading import Mapping, read_mapping_bytes
from loaders.tables.pairs import Pairs
from loaders.tables.tabular import Tabular

SAMPLES = Path(__file__).parents[2] / "loaders" / "samples"
MAPPING = b"""mapping: 1
tables:
  - {key: Nr, columns: {Name: label.de, Art: kind}, participations: [{cooperation: {column: Projekt, new: contact}}]}
nodes: {key: Id}
edges: {source: Source, target: Target}
"""
LONG = 60
"""Variants of each sample for each kind of damage."""

SPICES = (
    b'"',
    b"\0",
    b"\xff\xfe",
    b"=1+1",
    b"\r",
    b";;;;",
    b"<!DOCTYPE x>",
    b"&a;",
    b"\xed\xa0\x80",
    b"[" * 500,
    b"9" * 400,
)

Damage = Callable[[bytes, random.Random], bytes]


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def without_beginning(raw: bytes, chance: random.Random) -> bytes:
    return raw[chance.randrange(len(raw) + 1) :]


def flipped(raw: bytes, chance: random.Random) -> bytes:
    found = bytearray(raw)
    for _ in range(chance.randrange(1, 20)):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def doubled(raw: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return raw[:last] + raw[first:last] * chance.randrange(1, 4) + raw[last:]


def shuffled(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def recoded(raw: bytes, chance: random.Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "cp1251", "cp437")), "replace")


def spiced(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(SPICES) + raw[at:]


DAMAGES: tuple[Damage, ...] = (cut, without_beginning, flipped, doubled, shuffled, recoded, spiced)


def sample_files() -> list[Path]:
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def outcome(path: Path, kinds: Kinds, mapping: Mapping | None) -> Iterator[object]:
    made = (maker(kinds, mapping) for maker in (GraphML, GEXF, Pajek, Pairs, Tabular))
    for loader in (Documents(kinds), JsonLines(kinds), *made):
        loader.recognises(path, path.read_bytes()[:4096])
        if path.suffix in loader.formats:
            yield from loader.read(path)


def run(path: Path, kinds: Kinds, folder: Path, times: int) -> int:
    mapping = read_mapping_bytes(MAPPING, "mapping.yaml", kinds)
    assert isinstance(mapping, Mapping)
    raw, tried = path.read_bytes(), 0
    for beside in path.parent.iterdir():
        (folder / beside.name).write_bytes(beside.read_bytes())
    for number in range(times):
        for damage in DAMAGES:
            chance = random.Random(f"{path.name} {damage.__name__} {number}")
            variant = folder / path.name
            variant.write_bytes(damage(raw, chance))
            for one in outcome(variant, kinds, mapping if number % 2 else None):
                assert isinstance(one, Said | FeedSaid | Problem | Edit), (damage.__name__, number)
            tried += 1
    return tried


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_nothing_but_statements_and_problems_leaves_a_loader(path, kinds, tmp_path):
    assert run(path, kinds, tmp_path, 1)


@pytest.mark.slow
@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_nothing_else_leaves_a_loader_in_a_long_run(path, kinds, tmp_path):
    assert run(path, kinds, tmp_path, LONG)


def repacked(raw_parts: dict[str, bytes], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in raw_parts.items():
            archive.writestr(name, content)


def workbooks(store: MemoryStore, folder: Path) -> tuple[Path, Path]:
    template, export = folder / "template.xlsx", folder / "export.xlsx"
    with template.open("wb") as out:
        write_template(store.kinds, "de", out)
    with export.open("wb") as out:
        write_xlsx(store.view(Audience.INTERNAL), Wanted(), out)
    return template, export


def workbook_runs(store: MemoryStore, folder: Path, times: int) -> int:
    return sum(workbook_run(path, store.kinds, folder, times) for path in workbooks(store, folder))


def workbook_run(template: Path, kinds: Kinds, folder: Path, times: int) -> int:
    tried = 0
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(times):
        for damage in (cut, flipped, doubled, spiced):
            chance = random.Random(f"{damage.__name__} {number}")
            variant = folder / "variant.xlsx"
            if number % 2:
                variant.write_bytes(damage(template.read_bytes(), chance))
            else:
                name = chance.choice(sorted(parts))
                repacked(parts | {name: damage(parts[name], chance)}, variant)
            for one in Tabular(kinds).read(variant):
                assert isinstance(one, Said | FeedSaid | Problem | Edit), (damage.__name__, number)
            tried += 1
    return tried


@pytest.mark.slow
def test_nothing_but_problems_leaves_a_damaged_workbook(sample, tmp_path):
    assert workbook_runs(sample[0], tmp_path, 1) == 8


@pytest.mark.slow
def test_nothing_but_problems_leaves_a_damaged_workbook_in_a_long_run(sample, tmp_path):
    assert workbook_runs(sample[0], tmp_path, 5 * LONG)
