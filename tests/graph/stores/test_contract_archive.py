# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole store goes out and into another engine, with its history, and nothing is lost on the way."""

from dataclasses import replace

import pytest

from graph.errors import BadInput, Gone
from graph.model import Audience, Claim, at
from graph.selection import Cut, Selection
from graph.stores.archive import RecordLine, RevisionLine
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Change, Store
from graph.undoing import undoing
from tests.graph.stores.city import HARBOUR, TOWN, TWIN, WATERWORKS, edited, fed
from tests.graph.stores.contract import TYPES, Repeatable


@pytest.fixture
def lived(town):
    """The town after a while: loaded, corrected, merged, set apart, withdrawn, erased."""
    town.commit(fed("Nordauw", "Nordow"))
    town.commit(edited(HARBOUR, "alias", "Hafenstadt"))
    town.commit(Change("erika", "one", merge=((HARBOUR, TOWN),)))
    town.commit(undoing(town, 4, author="erika"))
    town.commit(Change("erika", "closed", withdraw=(WATERWORKS,)))
    town.commit(undoing(town, 6, author="erika"))
    town.erase(TWIN, "asked", "erika")
    return town


def told(store: Store, revision: int) -> list[object]:
    """Everything that both audiences are told of a revision."""
    views = [store.view(audience, at(revision=revision)) for audience in Audience]
    return [
        (
            view.revision,
            [view.records([item.id for item in view.page(Selection(kind), Cut()).items]) for kind in TYPES],
        )
        for view in views
    ]


def test_an_archive_fills_another_store_that_answers_alike_at_every_revision(lived, kinds):
    other = MemoryStore(kinds, Repeatable())

    other.fill(lived.archive())

    for number in range(1, lived.latest() + 1):
        assert told(other, number) == told(lived, number)


def test_the_archive_of_a_filled_store_is_equal_line_by_line(lived, engine, kinds, tmp_path):
    (folder := tmp_path / "other").mkdir()
    other = engine.open(folder, kinds, Repeatable())
    lines = list(lived.archive())

    other.fill(iter(lines))

    assert list(other.archive()) == lines
    other.close()


def test_a_filled_store_can_be_written_to_as_the_first_one(lived, engine, kinds, tmp_path):
    (folder := tmp_path / "other").mkdir()
    other = engine.open(folder, kinds, Repeatable())
    other.fill(lived.archive())

    outcomes = [store.commit(fed("Nordauw", "Nordow")) for store in (lived, other)]

    assert outcomes[0].revision is None
    assert outcomes[1].revision is None
    assert other.origins("", ["file"]) == lived.origins("", ["file"])
    other.close()


def test_what_was_erased_is_known_to_be_gone(lived, engine, kinds, tmp_path):
    (folder := tmp_path / "other").mkdir()
    other = engine.open(folder, kinds, Repeatable())
    other.fill(lived.archive())

    with pytest.raises(Gone):
        other.view(Audience.INTERNAL).resolve(TWIN)
    assert not any(isinstance(line, Claim) and line.record == TWIN for line in lived.archive())
    other.close()


def test_only_an_empty_store_is_filled(lived):
    with pytest.raises(BadInput, match="8 revisions"):
        lived.fill(lived.archive())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: lines[1:], "is no record of the archive"),
        (lambda lines: [*lines, lines[0]], "order"),
        (lambda lines: [one for one in lines if not (isinstance(one, RevisionLine) and one.number == 2)], "Revision 3"),
        (lambda lines: [lines[0], *lines], "twice"),
        (lambda lines: [], "empty"),
        (lambda lines: [replace(one, property="starts") if isinstance(one, Claim) else one for one in lines], "starts"),
        (lambda lines: [replace(one, type="thing") if isinstance(one, RecordLine) else one for one in lines], "thing"),
    ],
)
def test_lines_that_do_not_fit_together_fill_nothing(lived, engine, kinds, tmp_path, spoil, said):
    (folder := tmp_path / "other").mkdir()
    other = engine.open(folder, kinds, Repeatable())

    with pytest.raises(BadInput, match=said):
        other.fill(iter(spoil(list(lived.archive()))))

    assert other.latest() == 0
    assert list(other.archive()) == []
    other.close()
