# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a plan to a revision: planned on what is there, written if that still stands, else planned anew.

Whoever names the revision that was read is told of what changed since instead; who names none wins over what was
said in the meantime, as one who had written later.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.changes import NOTHING, Diff, difference
from graph.editing.saying import Plan, complaint_of
from graph.editing.voice import Overtaken
from graph.errors import BadInput, Conflict, UnknownRevision
from graph.model import Audience
from graph.stores.protocol import Outcome, Store, View

Planner = Callable[[View], Plan]
ATTEMPTS = 40
"""Plans of one edit, each overtaken by somebody else's, before it is given up."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an edit."""

    plan: Plan
    outcome: Outcome | None = None
    """None: there was nothing to write, or it was refused."""
    conflict: Conflict | None = None
    diff: Diff = NOTHING
    """What a rehearsal would change."""

    @property
    def about(self) -> str:
        """The id of the record that it is about; "" where there is none."""
        name = self.plan.about
        return self.outcome.ids.get(name, "") if self.outcome and name.startswith("+") else name.lstrip("+")


def save(store: Store, planner: Planner, *, expected: int | None = None) -> Saved:
    """Writes an edit as one revision; a conflict or what is wrong with it comes as a value.

    Raises:
        StoreError: the store cannot be read or written.
    """
    return _tried(store, planner, expected, _commit)


def rehearse(store: Store, planner: Planner, *, expected: int | None = None) -> Saved:
    """What saving an edit would do; nothing is written."""
    return _tried(store, planner, expected, _rehearse)


Doing = Callable[[Store, View, Plan, int], Saved]


def _tried(store: Store, planner: Planner, expected: int | None, do: Doing) -> Saved:
    if expected is not None and not 0 <= expected <= store.latest():
        wrong = UnknownRevision(expected, store.latest())
        return Saved(Plan("", None, (complaint_of(wrong, "expectedRevision"),)))
    for attempt in range(ATTEMPTS):
        view = store.view(Audience.INTERNAL)
        plan = planner(view)
        if plan.change is None:
            return Saved(plan)
        try:
            return do(store, view, plan, view.revision.number if expected is None else expected)
        except Overtaken:
            continue
        except Conflict as conflict:
            if expected is not None or attempt == ATTEMPTS - 1:
                return Saved(plan, conflict=conflict)
        except BadInput as error:
            return Saved(replace(plan, change=None, complaints=(*plan.complaints, complaint_of(error, "input"))))
    return Saved(plan, conflict=Conflict(view.revision.number, store.latest(), ()))


def _commit(store: Store, view: View, plan: Plan, expected: int) -> Saved:
    assert plan.change is not None
    return Saved(plan, store.commit(plan.change, expected_revision=expected))


def _rehearse(store: Store, view: View, plan: Plan, expected: int) -> Saved:
    assert plan.change is not None
    with store.rehearse(plan.change, expected_revision=expected) as (outcome, then):
        diff = difference(view, then, outcome.touched, moved=(outcome.entered, outcome.left))
        return Saved(plan, outcome, diff=diff)
