# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was written is answered and noted, though the state file is busy or other things are not ready."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import DeadlineExceeded
from graph.identity.proposals import Proposal
from graph.model import Audience, Claim, Passage, Text
from graph.search.find import Finder
from graph.state.audit import FOUND, UNKNOWN, Act, Audit
from graph.state.database import Database
from graph.state.noting import Noting
from graph.stores.protocol import Change, Store, View
from graph.tokens import Tokens
from schema.application import Application, Surroundings
from schema.http.app import Asker, Call, Caller
from schema.http.deadline import Deadline
from schema.levels import Window
from schema.proposals import proposals_among
from schema.proposing import Proposer
from tests.schema.town import ABOUT, EDITING, TOWN, Asking

EDIT = f"""mutation {{ updateStakeholder(id: "{TOWN}", input: {{description: [{{text: "Stadt", lang: "de"}}]}})
  {{ revision {{ number }} }} }}"""
REVERT = """mutation { revertRevision(number: 5, reason: "x") {
  revision { number } problems { severity code } proposals { totalCount nodes { score } } } }"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "state.db", wait=0)) as one:
        yield one


@pytest.fixture
def app(own_town: Store, base: Database) -> Iterator[Application]:
    """The town, with an audit log that does not wait long."""
    audit = Audit(base, noting=Noting(again=0.01, last=5, patience=0.01))
    with closing(Tokens(base.path)) as tokens:
        one = Application(own_town, tokens, Finder(), ABOUT, "", Surroundings(audit))
        yield one
        one.close()


def call(deadline: Deadline) -> Call:
    return Call(Asker(Caller("EDITOR", "1a2b", name="anna"), "x", ("de",), "r1"), deadline)


def test_a_busy_state_file_costs_nothing_but_time(app: Application, base: Database):
    deadline = Deadline(10.0, lambda: 0.0)
    with closing(Database(base.path)) as other, other.together():
        answer = Asking(app.store).answer(EDIT, context=app.context(call(deadline)))
    app.close()

    assert answer == {"data": {"updateStakeholder": {"revision": {"number": 5}}}}
    assert deadline.has_written
    assert [entry.act for entry in Audit(base).entries()] == [Act("1a2b", "updateStakeholder", (TOWN,), "r1", 5)]


def test_revisions_of_which_nobody_knows_who_made_them_are_found_at_the_start(app: Application, base: Database):
    app.begin()
    app.begin()

    acts = [entry.act for entry in Audit(base).entries()]
    assert acts == [Act(UNKNOWN, FOUND, revision=number) for number in range(1, 5)]


def said(store: Store) -> None:
    claim = Claim(TOWN, "alias", Text("Wasserwerk Lindenfurt", "de"), EDITING, (Passage("x"),), author="eve")
    store.commit(Change("eve", "said", (claim,)))


def nothing_yet(view: View) -> Sequence[Proposal]:
    raise DeadlineExceeded("The proposals of this revision are being found.")


def test_proposals_that_are_not_found_yet_are_to_be_asked_for_later(own_town: Store):
    said(own_town)
    asking = Asking(own_town, "EDITOR")
    request = asking.request()
    request.propose = nothing_yet

    payload = asking.answer(REVERT, context=request)["data"]["revertRevision"]

    assert payload["revision"] == {"number": 6}
    assert payload["problems"] == [{"severity": "INFO", "code": "PROPOSALS_LATER"}]
    assert payload["proposals"] == {"totalCount": 0, "nodes": []}


def test_the_proposals_of_a_payload_speak_of_what_was_written(town: Store):
    request = Asking(town, "EDITOR").request()
    known = [Proposal("s-debno", TOWN, 0.9, ()), Proposal("s-debno", "s-stawky", 0.8, ())]
    request.propose = lambda view: known

    found = proposals_among(request, Window(None, None), lambda: frozenset({TOWN}))

    assert [node.domain for node in found.leaf.nodes] == known[:1]


def test_a_wrong_cursor_does_not_cost_the_payload(town: Store):
    request = Asking(town, "EDITOR").request()

    assert proposals_among(request, Window(None, "nonsense"), frozenset).leaf.nodes == []


def test_a_query_for_proposals_that_are_not_found_yet_says_so(own_town: Store):
    request = Asking(own_town, "STAFF").request()
    request.propose = nothing_yet
    answer = Asking(own_town, "STAFF").answer("{ proposals { totalCount } }", context=request)

    assert answer["data"] == {"proposals": None}
    assert answer["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"


def test_a_change_begins_the_search_for_proposals_where_somebody_asks_for_them(own_town: Store, app: Application):
    app.beside.propose(own_town.view(Audience.INTERNAL), patience=10.0)

    Asking(own_town).answer(EDIT, context=app.context(call(Deadline(10.0, lambda: 0.0))))

    assert isinstance(app.beside.propose, Proposer)
    assert list(app.beside.propose._searches) == [4, 5]
