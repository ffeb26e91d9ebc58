# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proposals are found once for each revision, beside the requests, and nobody waits long for them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from math import inf
from threading import Semaphore
from time import monotonic

import pytest

from graph.errors import DeadlineExceeded
from graph.identity.proposals import Proposal
from graph.model import Audience, at
from graph.stores.protocol import Store, View
from schema.proposing import KEPT, Proposer


class Finding:
    """Finds nothing, when a test says so."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.on = Semaphore(0)

    def __call__(self, view: View, check: Callable[[], None]) -> Sequence[Proposal]:
        self.begun.append(view.revision.number)
        while not self.on.acquire(timeout=0.001):
            check()
        return []


@pytest.fixture
def finding() -> Finding:
    return Finding()


@pytest.fixture
def propose(finding: Finding) -> Iterator[Proposer]:
    with closing(Proposer(finding, pause=0.001)) as one:
        yield one


@pytest.fixture
def views(town: Store) -> list[View]:
    """One of each revision."""
    return [town.view(Audience.INTERNAL, at(revision=number)) for number in range(5)]


def test_who_asks_too_early_is_told_to_ask_again(propose: Proposer, views: list[View]):
    with pytest.raises(DeadlineExceeded) as told:
        propose(views[4], patience=0.01)

    assert "being found" in told.value.message
    assert "respond-async" in told.value.hint


def test_what_was_found_is_there_for_all(propose: Proposer, finding: Finding, views: list[View]):
    finding.on.release()

    assert propose(views[4]) is propose(views[4], patience=0.0)
    assert finding.begun == [4]


def test_only_one_request_waits(propose: Proposer, views: list[View]):
    def meanwhile() -> None:
        with pytest.raises(DeadlineExceeded, match="being found"):
            propose(views[4], check=lambda: pytest.fail("waited"))
        raise DeadlineExceeded("Time is over.")

    with pytest.raises(DeadlineExceeded, match="over"):
        propose(views[4], check=meanwhile)


def test_long_work_waits_as_long_as_it_may(propose: Proposer, finding: Finding, views: list[View]):
    looks = iter(range(3))

    def check() -> None:
        if next(looks, None) is None:
            finding.on.release()

    assert propose(views[4], check, inf) == []


def begun(finding: Finding, count: int) -> None:
    """Waits until so many lists are being found, ten seconds at most."""
    end = monotonic() + 10
    while len(finding.begun) < count:
        assert monotonic() < end, finding.begun


def test_what_nobody_has_asked_for_is_left_when_there_is_something_newer(
    propose: Proposer, finding: Finding, views: list[View]
):
    finding.on.release()
    propose(views[2])
    propose.expect(views[3])
    begun(finding, 2)
    propose.expect(views[4])
    begun(finding, 3)
    finding.on.release()

    assert propose(views[4]) == []
    assert finding.begun == [2, 3, 4]


def test_where_nobody_has_ever_asked_nothing_is_found_beforehand(
    propose: Proposer, finding: Finding, views: list[View]
):
    propose.expect(views[3])
    propose.close()

    assert finding.begun == []


def test_only_the_last_lists_are_kept(propose: Proposer, finding: Finding, views: list[View]):
    for view in views[1:]:
        finding.on.release()
        propose(view)

    assert len(propose._searches) == KEPT + 1


def test_what_breaks_is_told_and_tried_again(views: list[View]):
    def broken(view: View, check: Callable[[], None]) -> Sequence[Proposal]:
        raise ZeroDivisionError

    with closing(Proposer(broken)) as propose:
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                propose(views[4])


def test_a_service_that_ends_finds_no_more(propose: Proposer, views: list[View]):
    propose.expect(views[3])
    propose.close()

    propose.expect(views[4])
    with pytest.raises(DeadlineExceeded):
        propose(views[4])
