# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises 1, 8, 10 and 11: what was committed stays, what was erased is nowhere, others may write."""

import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import Gone, StoreUnavailable
from graph.model import NOW, Audience
from graph.stores.opening import open_store
from graph.stores.protocol import Change, Store
from tests.graph.stores.city import HELPERS, PAGE, TOWN, TWIN, city
from tests.graph.stores.contract import Engine, Promise, Repeatable, everything, keeping
from tests.graph.stores.story import Story

STAFF, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
ROOT = Path(__file__).parents[3]
CANARY = "Kanarienvogel"

lasting = pytest.mark.parametrize("engine", keeping(Promise.DURABLE))
saved = pytest.mark.parametrize("engine", keeping(Promise.BACKUP))
shared = pytest.mark.parametrize("engine", keeping(Promise.PROCESSES))

OTHER_PROCESS = """
import os, signal, sys
from graph.kinds import load_kinds
from graph.stores.opening import open_store
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story
url, end, *words = sys.argv[1:]
store = open_store(url, load_kinds(), Repeatable())
for word in words:
    story = Story("loader other 1", source="q-webseite")
    story.says("s-nordau", "alias", word)
    print(store.commit(story.change()).revision.number, flush=True)
if end == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


def start(engine: Engine, folder: Path, end: str, words: Sequence[str]) -> subprocess.Popen[str]:
    """Another process that commits an alias for each word."""
    url = engine.url.replace("FOLDER", str(folder))
    return subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, url, end, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def alias(word: str) -> Change:
    """One name more for Nordau."""
    story = Story(source=PAGE)
    story.says(TWIN, "alias", word)
    return story.change()


def aliases(store: Store) -> set[str]:
    """The names that Nordau was given."""
    (record,) = store.view(STAFF).records([TWIN])
    return {text.text for text in record.texts("alias")} if record else set()


# ------------------------------------------------------------------ 1 durable


@lasting
def test_what_was_committed_is_there_when_the_store_is_opened_again(engine, tmp_path, kinds):
    store = engine.open(tmp_path, kinds, Repeatable())
    store.commit(city())
    store.commit(alias("Nordowo"))
    before = [everything(store, audience, NOW) for audience in Audience]
    store.close()

    again = engine.open(tmp_path, kinds, Repeatable())

    assert [everything(again, audience, NOW) for audience in Audience] == before
    assert (again.latest(), again.commit(city()).revision, again.problems()) == (2, None, [])
    again.close()


@lasting
def test_what_was_acknowledged_survives_a_killed_process(engine, town, tmp_path):
    with start(engine, tmp_path, "killed", ["Eins", "Zwei"]) as other:
        said, _ = other.communicate()

    assert other.returncode == -signal.SIGKILL
    assert said.split() == ["2", "3"]
    assert (town.latest(), aliases(town)) == (3, {"Eins", "Zwei"})


# ------------------------------------------------------------------ 8 erasure is physical, a backup is whole


def bytes_of(folder: Path) -> bytes:
    """Everything in all files of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def spellings(word: str) -> list[bytes]:
    """How a word may lie in a file: as it is, folded, in UTF-16."""
    return [form.encode(code) for form in (word, word.lower()) for code in ("utf-8", "utf-16-le")]


@lasting
def test_an_erased_name_is_in_no_byte_of_any_file(engine, town, tmp_path):
    story = Story(source=PAGE)
    story.body("vogel", f"{CANARY} und Söhne", "company", origin=f"{CANARY} 1", alias=f"Zum {CANARY}")
    story.says("+vogel", "description", f"Ein {CANARY} singt.", original=f"Ein {CANARY}")
    name = town.commit(story.change()).ids["+vogel"]
    again = Story(source=PAGE)
    again.body("wanderer", CANARY, "company", origin="wanderer")
    other = town.commit(again.change()).ids["+wanderer"]
    town.commit(Change("admin", "one", merge=((other, name),)))
    assert any(form in bytes_of(tmp_path) for form in spellings(CANARY))

    town.erase(name, "asked for", "admin")
    town.close()

    left = bytes_of(tmp_path)
    assert [form for form in spellings(CANARY) if form in left] == []


@lasting
def test_the_tombstone_outlives_the_process(engine, town, tmp_path, kinds):
    town.erase(HELPERS, "asked for", "admin")
    town.close()

    again = engine.open(tmp_path, kinds, Repeatable())

    with pytest.raises(Gone):
        again.view(STAFF).resolve(HELPERS)
    again.close()


@saved
def test_a_backup_answers_as_the_store_did(engine, town, tmp_path, kinds):
    folder = tmp_path / "saved"
    folder.mkdir()
    before = everything(town, STAFF, NOW)
    steps: list[float] = []

    town.backup(folder / "graph.db", steps.append)
    town.commit(alias("Nordowo"))

    copy = engine.open(folder, kinds, Repeatable())
    assert everything(copy, STAFF, NOW) == before
    assert (copy.latest(), copy.problems(), steps[-1]) == (1, [], 1.0)
    copy.close()


@saved
def test_a_backup_taken_while_writing_is_one_whole_revision(engine, town, tmp_path, kinds):
    folder = tmp_path / "saved"
    folder.mkdir()
    words = [f"Wort{number}" for number in range(40)]
    writer = threading.Thread(target=lambda: [town.commit(alias(word)) for word in words])

    writer.start()
    town.backup(folder / "graph.db")
    writer.join()

    copy = engine.open(folder, kinds, Repeatable())
    number = copy.latest()
    assert copy.problems() == []
    assert aliases(copy) == set(words[: number - 1])
    assert copy.view(STAFF).revision == town.revisions(STAFF)[number - 1]
    copy.close()


# ------------------------------------------------------------------ 10 errors are ours


@lasting
def test_a_place_where_nothing_can_be_written_is_unavailable(engine, tmp_path, kinds):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreUnavailable) as refused:
        engine.open(tmp_path / "file", kinds, Repeatable())
    assert refused.value.hint


def test_an_address_of_no_engine_is_refused(kinds):
    with pytest.raises(StoreUnavailable) as refused:
        open_store("papyrus:scroll", kinds, Repeatable())
    assert "papyrus:scroll" in refused.value.message


# ------------------------------------------------------------------ 11 others may write


@shared
def test_what_another_process_writes_is_shown_and_held_views_stay(engine, town, tmp_path):
    held = town.view(PUBLIC)
    before = everything(town, PUBLIC, NOW)

    with start(engine, tmp_path, "ended", ["Eins"]) as other:
        other.communicate()

    assert (town.latest(), aliases(town)) == (2, {"Eins"})
    assert held.revision.number == 1
    assert held.records([TWIN])[0].facts.get("alias") is None
    assert everything(town, PUBLIC, held.at) == before
    assert town.commit(alias("Zwei")).revision.number == 3


@shared
def test_writers_wait_for_each_other(engine, town, tmp_path):
    mine, theirs = [f"Meins{n}" for n in range(10)], [f"Deins{n}" for n in range(10)]

    with start(engine, tmp_path, "ended", theirs) as other:
        numbers = [town.commit(alias(word)).revision.number for word in mine]
        said, _ = other.communicate()

    assert sorted([*numbers, *map(int, said.split())]) == list(range(2, 22))
    assert aliases(town) == {*mine, *theirs}
    assert [revision.number for revision in town.revisions(STAFF)] == list(range(1, 22))


def test_threads_may_read_while_another_writes(town):
    wrong: list[str] = []
    is_over = threading.Event()

    def reading() -> None:
        while not is_over.is_set():
            view = town.view(STAFF)
            found = view.records([TOWN, TWIN])
            if view.revision.number - 1 != len(found[1].facts.get("alias", ())):
                wrong.append(f"{view.revision.number}")

    readers = [threading.Thread(target=reading) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(30):
        town.commit(alias(f"Wort{number}"))
    is_over.set()
    for reader in readers:
        reader.join()

    assert wrong == []
