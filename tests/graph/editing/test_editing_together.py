# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many editors at once: every edit is one revision, and nobody's claim is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.editing.saying import Given
from graph.kinds import Kinds
from graph.model import Audience, Text
from graph.stores.opening import open_store
from graph.stores.protocol import Store
from tests.graph.editing.small_town import CLUB, TOWN, Editor, tell
from tests.graph.stores.contract import Repeatable


def write(store: Store, writer: int, edits: int) -> list[bool]:
    """Edits by one editor, in turns beside what is there and in its place; whether each was written."""
    editor = Editor(store, f"editor {writer}")
    done = []
    for number in range(edits):
        text = Text(f"{writer}/{number}", "de")
        record = (TOWN, CLUB)[number // 2 % 2]
        saved = editor.add(record, "alias", Given(text)) if number % 2 else editor.update(record, description=text)
        done.append(saved.outcome is not None and saved.outcome.revision is not None)
    return done


def count(store: Store, writers: int, edits: int) -> None:
    with ThreadPoolExecutor(writers) as pool:
        done = list(pool.map(lambda writer: write(store, writer, edits), range(writers)))

    assert all(all(each) for each in done)
    assert store.latest() == 1 + writers * edits
    ever = [claim for claims in store.view(Audience.INTERNAL).claims_of([TOWN, CLUB], former=True) for claim in claims]
    own = [claim for claim in ever if claim.author.startswith("editor")]
    assert len(own) == writers * edits
    assert {claim.value.text for claim in own if isinstance(claim.value, Text)} == {
        f"{writer}/{number}" for writer in range(writers) for number in range(edits)
    }
    present = [claim for claim in own if claim.left is None]
    assert sum(claim.property == "alias" for claim in present) == writers * edits // 2
    assert sum(claim.property == "description" for claim in present) == 2
    assert store.problems() == []


@pytest.mark.parametrize("url", ["memory:", "sqlite:FOLDER/graph.db"])
def test_three_editors_of_one_record_lose_nothing(kinds: Kinds, tmp_path: Path, url: str):
    store = open_store(url.replace("FOLDER", str(tmp_path)), kinds, Repeatable())
    tell(store)

    count(store, 3, 8)
    store.close()


@pytest.mark.parametrize("url", ["memory:", "sqlite:FOLDER/graph.db"])
def test_each_edit_names_the_revision_that_it_makes_whoever_writes_meanwhile(kinds: Kinds, tmp_path: Path, url: str):
    store = open_store(url.replace("FOLDER", str(tmp_path)), kinds, Repeatable())
    tell(store)

    count(store, 3, 8)

    claims = store.view(Audience.INTERNAL).claims_of([TOWN], former=True)[0]
    own = [claim for claim in claims if claim.author.startswith("editor")]
    assert [claim.passages[0].locator for claim in own] == [f"revision {claim.entered}" for claim in own]
    store.close()


@pytest.mark.slow
def test_eight_editors_with_two_hundred_edits_each_lose_nothing(kinds: Kinds, tmp_path: Path):
    store = open_store(f"sqlite:{tmp_path}/graph.db", kinds, Repeatable())
    tell(store)

    count(store, 8, 200)
    store.close()
