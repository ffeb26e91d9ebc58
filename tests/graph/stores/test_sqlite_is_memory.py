# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store in a file answers as the readable one does, to the byte, whatever the dice tell them."""

from pathlib import Path
from random import Random

import pytest

from graph.errors import PartnernetzError
from graph.kinds import Kinds
from graph.model import Audience
from graph.selection import (
    CooperationFilter,
    Cut,
    NetworkFilter,
    Order,
    OrderKey,
    Projection,
    Related,
    Selection,
    StakeholderFilter,
)
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.graph.stores.contract import FACETS, RELATED, Repeatable, everything, network_lines
from tests.graph.stores.random_questions import Asker

TYPES = ("stakeholder", "cooperation", "event", "note", "source", "tie")
ORDERS = ("label", "kind", "level", "country", "starts", "partnerCount", "participantCount")
OWNERS = {
    Related.COOPERATIONS: "s", Related.PARTNERS: "s", Related.TIES: "s", Related.EVENTS: "s", Related.NOTES: "s",
    Related.PARTICIPATIONS: "c", Related.COOPERATION_EVENTS: "c", Related.PARTICIPANTS: "e",
    Related.EVENT_COOPERATIONS: "e", Related.SOURCES: "c",
}  # fmt: skip


def told(kinds: Kinds, folder: Path, seed: int) -> tuple[Store, Store, Asker]:
    """Two stores that were told the same by equal dice."""
    stores: tuple[Store, Store] = (
        MemoryStore(kinds, Repeatable()),
        SqliteStore.open(folder / f"{seed}.db", kinds, Repeatable()),
    )
    dice = [Asker(Random(seed)), Asker(Random(seed))]
    for step in range(5):
        outcomes = [advanced(store, own, step) for store, own in zip(stores, dice, strict=True)]
        assert outcomes[0] == outcomes[1], f"step {step}"
    return *stores, dice[0]


def advanced(store: Store, dice: Asker, step: int) -> object:
    """What one step came to: a change, an edit, an erasure, or its refusal."""
    before = {letter: list(group) for letter, group in dice.known.items()}
    try:
        if step == 3 and dice.random.random() < 0.4 and dice.has("s"):
            name = dice.one("s")
            revision = store.erase(name, "asked for", "erika")
            dice.forget(name)
            return revision
        change = dice.edit(store) if step in (2, 4) else dice.change(14 if step == 0 else 8, feed=step == 1)
        outcome = store.commit(change)
    except PartnernetzError as error:
        dice.known = before
        return str(error)
    dice.settle(dict(outcome.ids))
    return outcome


def asked(store: Store, dice: Asker, audience: Audience) -> list[str]:
    """Lists under filters, in orders, related ones, facets and networks."""
    view = store.view(audience, dice.point(store.latest()))
    found = []
    for _ in range(12):
        kind = dice.random.choice(TYPES)
        wanted, order = dice.filter(kind), dice.random.choice(ORDERS[:5] if kind != "stakeholder" else ORDERS)
        way = dice.random.choice(tuple(Order))
        if order == "level" and kind != "stakeholder":
            order = "label"
        selection = Selection(kind, wanted, (OrderKey(order, way),) if dice.random.random() < 0.5 else ())
        found.append(f"{kind} {view.page(selection, Cut())}")
        found += [f"{name} {view.facet(selection, name)}" for name in FACETS.get(kind, ())]
    for what, letter in OWNERS.items():
        kind = RELATED[what]
        via = dice.filter("cooperation") if what is Related.PARTNERS else None
        assert via is None or isinstance(via, CooperationFilter)
        only = dice.filter(kind) if kind in TYPES and dice.random.random() < 0.5 else None
        selection = Selection(kind, only, via=via, roles=dice.random.choice((None, ("party", "host"))))
        found += [f"{what} {page}" for page in view.related(what, dice.known.get(letter, ()), selection, Cut())]
    people, works = dice.filter("stakeholder"), dice.filter("cooperation")
    assert isinstance(people, StakeholderFilter)
    assert isinstance(works, CooperationFilter)
    network = NetworkFilter(people, works)
    found += [str(view.network(projection, network)) for projection in Projection]
    return found + network_lines(view, Projection.STATED)


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 24))])
def test_both_stores_answer_alike(seed: int, kinds: Kinds, tmp_path: Path) -> None:
    memory, sqlite, dice = told(kinds, tmp_path, seed)

    for audience in Audience:
        points = [dice.point(memory.latest()) for _ in range(2)]
        for point in points:
            try:
                expected = everything(memory, audience, point)
            except PartnernetzError as error:
                expected = [str(error)]
            try:
                answered = everything(sqlite, audience, point)
            except PartnernetzError as error:
                answered = [str(error)]
            assert answered == expected
        for _ in range(2):
            state = dice.random.getstate()
            try:
                expected = asked(memory, dice, audience)
            except PartnernetzError as error:
                expected = [str(error)]
            dice.random.setstate(state)
            try:
                answered = asked(sqlite, dice, audience)
            except PartnernetzError as error:
                answered = [str(error)]
            assert answered == expected
    assert sqlite.revisions(Audience.PUBLIC) == memory.revisions(Audience.PUBLIC)
    assert sqlite.problems() == []
    sqlite.close()
