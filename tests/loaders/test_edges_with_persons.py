# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""An edge with a person says their name nowhere: it is called after its kind; neither id nor key says one."""

from pathlib import Path

import openpyxl
import pytest

from graph.model import Audience, Text
from graph.selection import Cut, Selection
from graph.stores.protocol import Store
from loaders.known import known_loaders
from loaders.loader import Said
from loaders.run import load

PERSON, PUBLIC = ("Cäsar Privat", "person", "internal"), ("Cäsar Privat", "person", "public")
ALPHA = ("Alpha", "association", "public")


def graphml(path: Path, person: tuple[str, str, str], label: str) -> Path:
    keys = "".join(f'<key id="{one}" for="node" attr.name="{one}"/>' for one in ("label", "kind", "visibility"))
    nodes = "".join(
        f'<node id="{name}"><data key="label">{name}</data><data key="kind">{kind}</data>'
        f'<data key="visibility">{seen}</data></node>'
        for name, kind, seen in (person, ALPHA)
    )
    edge = f'<edge source="Alpha" target="Cäsar Privat"><data key="name">{label}</data></edge>'
    path.write_text(f"<graphml>{keys}<graph>{nodes}{edge}</graph></graphml>", encoding="utf-8")
    return path


def pairs(path: Path, person: tuple[str, str, str], label: str) -> Path:
    nodes = "".join(f"{name},{kind},{seen}\n" for name, kind, seen in (person, ALPHA))
    path.with_name("x.nodes.csv").write_text(f"Name,Kind,Visibility\n{nodes}", encoding="utf-8")
    path = path.with_name("x.edges.csv")
    path.write_text(f"Source,Target,Label\nAlpha,Cäsar Privat,{label}\n", encoding="utf-8")
    return path


def kumu(path: Path, person: tuple[str, str, str], label: str) -> Path:
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Elements"
    for row in (("Label", "Type", "Visibility"), person, ALPHA):
        book["Elements"].append(row)
    book.create_sheet("Connections")
    for row in (("From", "To", "Label"), ("Alpha", "Cäsar Privat", label)):
        book["Connections"].append(row)
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def the_cooperation(store: Store) -> tuple[str, tuple[Text, ...]]:
    view = store.view(Audience.INTERNAL)
    (item,) = view.page(Selection("cooperation"), Cut()).items
    (record,) = view.records([item.id])
    assert record is not None
    return record.id, record.texts("label")


@pytest.mark.parametrize("person", [PERSON, PUBLIC], ids=["internal", "public"])
@pytest.mark.parametrize("written", [graphml, pairs, kumu])
def test_no_name_is_made_up_for_an_edge_with_a_person(written, person, store, tmp_path):
    path = written(tmp_path / "x.graphml", person, "")

    report = load(store, [path])
    name, labels = the_cooperation(store)

    assert labels == (Text("Kontakt", "de"), Text("Contact", "en"), Text("Контакт", "uk"))
    assert (name == "c-kontakt") is (person is PUBLIC)
    assert not any(word in name for word in ("alpha", "caesar", "privat"))
    assert not report.problems
    assert load(store, [path]).revision is None


@pytest.mark.parametrize("written", [graphml, pairs, kumu])
def test_who_is_erased_is_named_nowhere_in_the_edges(written, store, tmp_path):
    load(store, [written(tmp_path / "x.graphml", PUBLIC, "")])
    view = store.view(Audience.INTERNAL)
    (person,) = (item.id for item in view.page(Selection("stakeholder"), Cut()).items if item.id != "s-alpha")

    store.erase(person, "asked", "somebody")

    assert not [line for line in store.archive() if "Privat" in str(line) or "privat" in str(line)]


@pytest.mark.parametrize("written", [graphml, pairs, kumu])
def test_a_name_that_the_file_gives_an_edge_stays(written, store, tmp_path):
    load(store, [written(tmp_path / "x.graphml", PUBLIC, "Patenschaft")])

    assert the_cooperation(store)[1] == (Text("Patenschaft"),)


@pytest.mark.parametrize("written", [graphml, pairs, kumu])
def test_the_key_of_an_edge_with_a_person_does_not_say_the_name(written, kinds, tmp_path):
    path = written(tmp_path / "x.graphml", PERSON, "")
    loader = next(one for one in known_loaders(kinds) if one.recognises(path, path.read_bytes()[:4096]))

    (key,) = {one.key for one in loader.read(path) if isinstance(one, Said) and one.type == "cooperation"}

    assert isinstance(key, str)
    assert key.startswith("edge-")
    assert "Privat" not in key
