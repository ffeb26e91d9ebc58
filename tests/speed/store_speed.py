# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of costs, measured on a generated store of one size."""

import json
import subprocess
import sys
import time
from pathlib import Path

from graph.identity.proposals import proposals
from graph.kinds import load_kinds
from graph.model import Audience, Claim, ParticipationKey, Passage, Text, at
from graph.search.find import Finder
from graph.selection import CodeFilter, Cut, NetworkFilter, Projection, Selection, StakeholderFilter
from graph.stores.opening import open_store
from graph.stores.protocol import Change, NewRecord, Store, View
from tests.speed.generate import PARTICIPATIONS, Town
from tests.speed.timing import Surroundings, median, milliseconds, p95, peak_mb

ROOT = Path(__file__).parent.parent.parent
MEMBERS, EDITS = 100, 100
_KINDS = ("municipality", "association", "university", "company")


def measure_store(scale: int, path: Path) -> dict[str, float]:
    """All figures of one size; the load and the start in processes of their own."""
    found = _apart("load", path, scale=scale) | _sizes(scale, path) | _apart("ready", path, scale=scale)
    store = open_store(f"sqlite:{path}", load_kinds(), Surroundings())
    found |= _records(store) | _lists(store) | _search(store) | _network(store)
    found |= _edits(store) | _large_edits(store)
    store.close()
    return found | _tables(path, scale) | _apart("propose", path, scale=scale)


def _tables(path: Path, scale: int) -> dict[str, float]:
    """The figures of the same network in CSV tables: loaded, and loaded once more."""
    first = _apart("load_tables", path, scale=scale, module="csv_speed")
    return first | _apart("reload_tables", path, scale=scale, module="csv_speed")


def _apart(what: str, path: Path, *, scale: int, module: str = "store_speed") -> dict[str, float]:
    code = f"from tests.speed.{module} import {what}; {what}({str(path)!r}, {scale})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def load(path: str, scale: int) -> None:
    """Loads the generated network into a new store, and tells how long and how much; generating it does not count."""
    begun = time.perf_counter()
    for _ in Town(1000 * scale).change().entries:
        pass
    generating = time.perf_counter() - begun
    store = open_store(f"sqlite:{path}", load_kinds(), Surroundings())
    begun = time.perf_counter()
    store.commit(Town(1000 * scale).change())
    taken = time.perf_counter() - begun
    print(json.dumps({"load_s": taken - generating, "generate_s": generating, "load_peak_mb": peak_mb()}))
    store.close()


def propose(path: str, scale: int) -> None:
    """Finds which of 400 names for each thousand stakeholders may be the same, and tells how long that takes."""
    store = open_store(f"sqlite:{path}-names", load_kinds(), Surroundings())
    store.commit(Town(400 * scale).change())
    view = store.view(Audience.INTERNAL)
    begun = time.perf_counter()
    proposals(view, {})
    print(json.dumps({"propose_s": time.perf_counter() - begun}))
    store.close()


_START = """
import sys
import server
from graph.model import Audience
from graph.selection import Cut, Selection
store = server.open_store(sys.argv[1], server.load_kinds(), server.SystemSurroundings())
for audience in Audience:
    store.view(audience).page(Selection("stakeholder"), Cut(1))
server.build_schema()
"""


def ready(path: str, _: int) -> None:
    """Starts as the server does, up to the first answer of each audience, and tells how long; the best of three."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", _START, f"sqlite:{path}"], cwd=ROOT, check=True)
        taken.append(time.perf_counter() - begun)
    print(json.dumps({"ready_s": min(taken)}))


def _sizes(scale: int, path: Path) -> dict[str, float]:
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    return {"bytes_per_participation": size / (PARTICIPATIONS * 1000 * scale)}


def _records(store: Store) -> dict[str, float]:
    view = store.view(Audience.PUBLIC)
    page = view.page(Selection("stakeholder"), Cut(100))
    ids = [item.id for item in page.items]
    cold = milliseconds(lambda number: view.records([ids[number]]), len(ids))
    warm = milliseconds(lambda number: view.records([ids[number % len(ids)]]), 1000)
    return {"record_cold_ms": median(cold), "record_warm_ms": median(warm)}


def _lists(store: Store) -> dict[str, float]:
    now, then = store.view(Audience.PUBLIC), store.view(Audience.PUBLIC, at("1990"))
    found = {"page_p95_ms": p95(milliseconds(lambda number: _page(now, number), 60))}
    found["dated_p95_ms"] = p95(milliseconds(lambda number: _page(then, number), 60))
    _edit(store, now.page(Selection("cooperation"), Cut(1)).items[0].id, 0)
    before = store.view(Audience.PUBLIC, at(revision=now.revision.number))
    return found | {"cursor_p95_ms": p95(milliseconds(lambda number: _page(before, number), 60))}


def _page(view: View, number: int) -> None:
    selection = Selection("stakeholder", StakeholderFilter(kind=CodeFilter(eq=_KINDS[number % len(_KINDS)])))
    items = view.page(selection, Cut(50)).items
    view.records([item.id for item in items])
    for name in ("kind", "country", "level"):
        view.facet(selection, name)


def _search(store: Store) -> dict[str, float]:
    view, finder = store.view(Audience.PUBLIC), Finder()
    finder.find(view, "stadt")
    page = view.page(Selection("stakeholder"), Cut(40))
    labels = (record.texts("label")[0].text for record in view.records([item.id for item in page.items]) if record)
    wrong = [_misspelt(label.split()[-1]) for label in labels]
    return {"search_p95_ms": p95(milliseconds(lambda number: finder.find(view, wrong[number]), len(wrong)))}


def _misspelt(name: str) -> str:
    """The name without its fourth letter."""
    return name[:3] + name[4:]


def _network(store: Store) -> dict[str, float]:
    view, wanted = store.view(Audience.INTERNAL), NetworkFilter()
    begun = time.perf_counter()
    net = view.network(Projection.STATED, wanted)
    taken = time.perf_counter() - begun
    arrays = (net.starts, net.neighbour, net.strength, net.ways, net.given_distance)
    size = sum(array.nbytes for array in arrays if array is not None)
    return {"network_s": taken, "bytes_per_link": size / max(net.link_count, 1)}


def _edits(store: Store) -> dict[str, float]:
    items = store.view(Audience.PUBLIC).page(Selection("cooperation"), Cut(40)).items
    return {"edit_ms": median(milliseconds(lambda number: _edit(store, items[number].id, number + 1), len(items)))}


def _large_edits(store: Store) -> dict[str, float]:
    cooperation = _large(store)
    return {"large_edit_p95_ms": p95(milliseconds(lambda number: _edit(store, cooperation, number), EDITS))}


def _large(store: Store) -> str:
    """A new cooperation of MEMBERS stakeholders."""
    view, said = store.view(Audience.INTERNAL), (Passage("bench"),)
    source = view.page(Selection("source"), Cut(1)).items[0].id
    members = [item.id for item in view.page(Selection("stakeholder"), Cut(MEMBERS)).items]
    entries: list[NewRecord | Claim] = [NewRecord("+c", "cooperation", "Large partnership")]
    entries.append(Claim("+c", "label", Text("Large partnership", "en"), source, said, author="bench"))
    for member in members:
        entries.append(NewRecord(f"+{member}", "participation", key=ParticipationKey("+c", member, "partner")))
        entries.append(Claim(f"+{member}", "holds", None, source, said, author="bench"))
    return store.commit(Change("bench", "large", tuple(entries))).ids["+c"]


def _edit(store: Store, cooperation: str, number: int) -> None:
    source = store.view(Audience.INTERNAL).page(Selection("source"), Cut(1)).items[0].id
    text = Text(f"Edited {number}", "de")
    claim = Claim(cooperation, "description", text, source, (Passage(f"edit {number}"),), author="bench")
    store.commit(Change("bench", "edit", (claim,)))
