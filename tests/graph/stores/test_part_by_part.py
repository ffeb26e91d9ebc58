# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A large change, which is written part by part, comes to what a small one comes to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.kinds import Kinds
from graph.model import Audience, Claim, ParticipationKey, Passage, Term, Text, ValueState, at
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, NewRecord
from graph.stores.sqlite.bulk import PART
from graph.stores.sqlite.store import SqliteStore
from tests.graph.stores.contract import Repeatable, everything

FEED = (
    NewRecord("+feed", "source", "Register", origin="register"),
    Claim("+feed", "kind", Term("register"), "+feed", (Passage("line 1"),)),
)
BODY = NewRecord("+body", "stakeholder", "Hafenamt", origin="body")


@pytest.fixture
def large(tmp_path: Path, kinds: Kinds) -> Iterator[SqliteStore]:
    """An empty store to which every change is a large one."""
    store = SqliteStore.open(tmp_path / "graph.db", kinds, Repeatable(), 1)
    yield store
    store.close()


def said(record: str, name: str, text: str, line: int) -> Claim:
    """A claim of the register."""
    return Claim(record, name, Text(text, "de"), "+feed", (Passage(f"line {line}"),), author="erika")


def change(*entries: NewRecord | Claim) -> Change:
    """What the register says now."""
    return Change("erika", "register", (*FEED, *entries), feed="+feed")


def padding() -> list[Claim]:
    """So many claims that what comes after is in another part."""
    return [said("+body", "alias", f"Name {number}", number) for number in range(PART + 1)]


def same(large: SqliteStore, kinds: Kinds, *changes: Change) -> bool:
    """Whether a large store and one in memory come to the same, revision by revision."""
    memory = MemoryStore(kinds, Repeatable())
    outcomes = [(memory.commit(one), large.commit(one)) for one in changes]
    assert all(
        (one.entered, one.left, one.unchanged) == (two.entered, two.left, two.unchanged) for one, two in outcomes
    )
    return everything(memory, Audience.INTERNAL, at()) == everything(large, Audience.INTERNAL, at())


@pytest.mark.slow
def test_what_is_told_in_two_parts_has_both_passages(large, kinds):
    twice = (said("+body", "label", "Hafenamt", 1), *padding(), said("+body", "label", "Hafenamt", 7))
    assert same(large, kinds, change(BODY, *twice))


@pytest.mark.slow
def test_what_two_parts_make_equal_to_what_was_there_stays(large, kinds):
    first = change(
        BODY, said("+body", "label", "Amt", 1), said("+body", "label", "Amt", 7), said("+body", "url", "u", 1)
    )
    now = (said("+body", "label", "Amt", 1), said("+body", "description", "Neu", 1), *padding())
    again = (
        said("+body", "label", "Amt", 7),
        said("+body", "description", "Neu", 7),
        said("+body", "alias", "Name 3", 9),
    )
    assert same(large, kinds, first, change(BODY, *now, *again))


def test_an_unknown_value_is_not_taken_for_a_stated_one_of_the_same_property(large, kinds):
    known = (NewRecord("+p", "participation", key=ParticipationKey("+c", "+body", "partner")),)
    holds = [
        Claim("+p", "holds", None, "+feed", (Passage("line 2"),), state=state)
        for state in (ValueState.STATED, ValueState.UNKNOWN)
    ]
    work = (NewRecord("+c", "cooperation", "Deich", origin="c"), said("+c", "label", "Deich", 1))
    assert same(large, kinds, change(BODY, *work, *known, *holds))


def test_a_handle_means_the_record_that_it_was_given_last(large, kinds):
    other = NewRecord("+body", "stakeholder", "Werft", origin="other")
    entries = (BODY, said("+body", "label", "Hafenamt", 1), other, said("+body", "label", "Werft", 2), BODY)
    assert same(large, kinds, change(*entries, said("+body", "alias", "Amt am Hafen", 3)))


def test_a_handle_that_was_a_source_cannot_be_cited_when_it_is_none_any_more(large):
    entries = (said("+body", "label", "Hafenamt", 1), NewRecord("+q", "source", "Blatt", origin="q"))
    cited = Claim("+body", "alias", Text("Amt"), "+q", (Passage("line 1"),))
    with pytest.raises(BadInput, match="is not a source"):
        large.commit(change(BODY, *entries, cited, NewRecord("+q", "stakeholder", "Werft", origin="w"), cited))
