# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A judgement is kept, merges or parts, and can be taken back; every id resolves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.editing.desk import Desk
from graph.editing.saving import Saved, save
from graph.editing.voice import voice_of
from graph.identity.judgement import Judgement
from graph.identity.judging import judge as judge_pair
from graph.identity.judging import judged
from graph.kinds import Kinds
from graph.model import Audience
from graph.selection import Cut, Selection
from graph.stores.memory import MemoryStore
from graph.stores.opening import open_store
from graph.stores.protocol import Store
from tests.graph.stores.contract import Repeatable
from tests.graph.stores.story import Story

OLD, YOUNG = "s-seestadt", "s-altstadt-am-see"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, kinds: Kinds, tmp_path: Path) -> Iterator[Store]:
    """Seestadt, and in the second revision Altstadt am See, which is the same."""
    memory = request.param == "memory"
    opened = MemoryStore(kinds, Repeatable()) if memory else open_store(f"sqlite:{tmp_path}/a.db", kinds, Repeatable())
    for name in ("Seestadt", "Altstadt am See"):
        story = Story(message=name)
        story.new_source("liste", f"Liste {name}")
        story.body(name, name, "municipality", country="DE")
        opened.commit(story.change())
    yield opened
    opened.close()


def judge(store: Store, judgement: Judgement, left: str = OLD, right: str = YOUNG) -> Saved:
    return save(
        store,
        lambda view: judge_pair(
            Desk(view, voice_of(store, view, "erika")), left, right, judgement=judgement, reason="looked at both"
        ),
    )


def bodies(store: Store) -> list[str]:
    return [item.id for item in store.view(Audience.INTERNAL).page(Selection("stakeholder"), Cut()).items]


def judgements(store: Store) -> list[Judgement]:
    return list(judged(store.view(Audience.INTERNAL)).values())


def test_the_younger_record_is_read_as_the_older_one(store):
    judge(store, Judgement.SAME, YOUNG, OLD)

    assert bodies(store) == [OLD]
    assert store.view(Audience.INTERNAL).resolve(YOUNG) == OLD
    assert dict(judged(store.view(Audience.INTERNAL))) == {frozenset((OLD, YOUNG)): Judgement.SAME}


def test_a_later_judgement_sets_apart_again_and_destroys_nothing(store):
    before = [record and record.claims for record in store.view(Audience.INTERNAL).records([OLD, YOUNG])]
    judge(store, Judgement.SAME)

    judge(store, Judgement.DIFFERENT)

    after = [record and record.claims for record in store.view(Audience.INTERNAL).records([OLD, YOUNG])]
    assert [len(claims or ()) for claims in after] == [len(before[0] or ()), len(before[1] or ()) + 1]
    assert judgements(store) == [Judgement.DIFFERENT]


def test_a_judgement_may_come_back(store):
    for judgement in (Judgement.SAME, Judgement.UNSURE, Judgement.SAME):
        judge(store, judgement)

    assert bodies(store) == [OLD]
    assert judgements(store) == [Judgement.SAME]


def test_the_same_judgement_again_makes_no_revision(store):
    judge(store, Judgement.DIFFERENT)
    latest = store.latest()

    judge(store, Judgement.DIFFERENT, YOUNG, OLD)

    assert store.latest() == latest


def test_only_staff_see_judgements(store):
    judge(store, Judgement.DIFFERENT)

    assert dict(judged(store.view(Audience.PUBLIC))) == {}
    (record,) = store.view(Audience.INTERNAL).records([YOUNG])
    assert record is not None
    assert record.facts["different_from"][0].claims[0].passages[0].quote == "looked at both"


def test_a_record_is_not_judged_against_itself_nor_against_another_type(store):
    for other in (OLD, "q-liste-seestadt"):
        saved = judge(store, Judgement.SAME, OLD, other)

        assert saved.outcome is None
        assert [complaint.code for complaint in saved.plan.complaints] == ["BAD_USER_INPUT"]
