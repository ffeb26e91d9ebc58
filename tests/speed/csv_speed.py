# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the same network takes from CSV tables, as a city exports them: read, checked, resolved, written."""

import csv
import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.dates import PartialDate
from graph.kinds import load_kinds
from graph.model import Claim, Identifier, ParticipationKey, Term, Text, Value
from graph.stores.opening import open_store
from graph.stores.protocol import NewRecord
from loaders.report import Report
from loaders.run import load
from tests.speed.generate import Town
from tests.speed.timing import Surroundings, peak_mb

MANY = "; "
STAKEHOLDERS = {"kind": "Art", "label": "Name (deutsch)", "country": "Land", "identifier": "Registerkennungen"}
COOPERATIONS = {
    "kind": "Art",
    "label": "Name (deutsch)",
    "starts": "Beginn",
    "ends": "Ende",
    "topic": "Themen",
    "instrument": "Instrumente",
}
JOINS = ("Kooperation", "Akteur", "Rolle", "Seite", "Beginn")


def write_tables(folder: Path, size: int) -> None:
    """The generated network as three tables; what has a validity of its own finds no column in them."""
    with (
        (folder / "akteure.csv").open("w", encoding="utf-8", newline="") as stakeholders,
        (folder / "kooperationen.csv").open("w", encoding="utf-8", newline="") as cooperations,
        (folder / "beteiligungen.csv").open("w", encoding="utf-8", newline="") as participations,
    ):
        out = {
            "stakeholder": csv.writer(stakeholders, delimiter=";"),
            "cooperation": csv.writer(cooperations, delimiter=";"),
            "participation": csv.writer(participations, delimiter=";"),
        }
        out["stakeholder"].writerow(["Kennung", *STAKEHOLDERS.values()])
        out["cooperation"].writerow(["Kennung", *COOPERATIONS.values()])
        out["participation"].writerow(JOINS)
        for record, said in _records(Town(size).change().entries):
            if record.type != "source":
                out[record.type].writerow(_row(record, said))


def _records(entries: Iterable[NewRecord | Claim]) -> Iterator[tuple[NewRecord, dict[str, list[str]]]]:
    """Each record with what is said of it, by property."""
    record: NewRecord | None = None
    said: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry, NewRecord):
            if record:
                yield record, said
            record, said = entry, {}
        elif not entry.valid_to:
            said.setdefault(entry.property, []).append(_cell(entry.value))
    if record:
        yield record, said


def _row(record: NewRecord, said: dict[str, list[str]]) -> list[str]:
    match record.key:
        case ParticipationKey(cooperation, stakeholder, role, side):
            return [cooperation[1:], stakeholder[1:], role, side[1:], *said.get("starts", [""])]
    columns = STAKEHOLDERS if record.type == "stakeholder" else COOPERATIONS
    return [record.handle[1:], *(MANY.join(said.get(name, ())) for name in columns)]


def _cell(value: Value | None) -> str:
    match value:
        case Text(text):
            return text
        case Term(code):
            return code
        case Identifier(scheme, number):
            return f"{scheme}:{number}"
        case PartialDate():
            return value.text
        case _:
            return ""


def load_tables(path: str, scale: int) -> None:
    """Loads the tables into a new store, and tells how long it took and how much memory."""
    folder = _folder(path)
    folder.mkdir(exist_ok=True)
    write_tables(folder, 1000 * scale)
    taken, report = _loaded(path)
    assert report.revisions, report
    print(json.dumps({"csv_load_s": taken, "csv_load_peak_mb": peak_mb(), "csv_rows": report.read}))


def reload_tables(path: str, _: int) -> None:
    """Loads the same tables once more, as a city does each month, and tells how long it took and how much memory."""
    taken, report = _loaded(path)
    assert not report.revisions, report
    print(json.dumps({"csv_reload_s": taken, "csv_reload_peak_mb": peak_mb()}))


def _folder(path: str) -> Path:
    return Path(f"{path}-tables")


def _loaded(path: str) -> tuple[float, Report]:
    """How long the load took, in seconds, and what it did."""
    store = open_store(f"sqlite:{path}-csv", load_kinds(), Surroundings())
    begun = time.perf_counter()
    report = load(store, [_folder(path)])
    taken = time.perf_counter() - begun
    assert not report.errors, report.errors[:3]
    store.close()
    return taken, report
