# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loads through the API, whoever does the loading; and what changed between two revisions, for each audience."""

from dataclasses import dataclass, field

import pytest

from graph.changes import NOTHING, ChangeKind, Diff, RecordChange
from graph.errors import BadInput, Conflict
from graph.model import Audience, Claim, Passage, Revision, Text, Visibility
from graph.stores.protocol import Change, Store
from schema.imports import Wanted
from schema.scene import Request
from tests.schema.town import EDITING, SITE, TOWN, Asking, Json


@dataclass
class Trouble:
    """A warning about a cell."""

    severity: str = "WARNING"
    code: str = "ODD_CELL"
    message: str = "This cell is odd."
    place: str = "list.xlsx: Partners!C7"
    hint: str = ""


@dataclass
class Done:
    """What a load did."""

    revision: Revision | None = None
    diff: Diff = NOTHING
    feed_id: str = SITE
    read: int = 3
    skipped: int = 1
    held_back: int = 0
    problems: list[Trouble] = field(default_factory=lambda: [Trouble()])

    @property
    def revisions(self) -> tuple[Revision, ...]:
        return (self.revision,) if self.revision else ()


@dataclass
class Loads:
    """Stands for the room that loads: says one more name of the town, or what it is told to say."""

    store: Store
    raises: Exception | None = None
    asked: list[Wanted] = field(default_factory=list)

    def __call__(self, wanted: Wanted) -> Done:
        self.asked.append(wanted)
        if self.raises:
            raise self.raises
        if wanted.is_rehearsal:
            change = RecordChange(TOWN, "stakeholder", ChangeKind.CHANGED, None, None, ())
            return Done(diff=Diff(1, 0, {ChangeKind.CHANGED: 1}, (change,)))
        claim = Claim(TOWN, "alias", Text("Neuer Name", "de"), SITE, (Passage("line 1"),), author="loader t 1")
        return Done(self.store.commit(Change("loader t 1", "loaded", (claim,))).revision)


IMPORT = """mutation ($dry: Boolean!) { importUpload(upload: "u1", feed: "list", dryRun: $dry) {
  revision { number } problems { severity code message place hint } conflict { expected current { number } touched }
  diff { changedCount changes { nodes { recordId kind } } } source { id } rowsRead rowsSkipped } }"""


def imported(store: Store, loads: Loads | None, *, dry: bool) -> tuple[Json, Request]:
    asking = Asking(store, "EDITOR")
    request = asking.request()
    request.load = loads
    answer = asking.answer(IMPORT, {"dry": dry}, request)
    return answer if "errors" in answer else answer["data"]["importUpload"], request


def test_an_upload_is_loaded_and_the_payload_says_what_it_did(own_town: Store):
    loads = Loads(own_town)

    payload, request = imported(own_town, loads, dry=False)

    assert (loads.asked[0].upload, loads.asked[0].feed, loads.asked[0].author) == ("u1", "list", request.author)
    assert payload["revision"] == {"number": 5}
    assert payload["diff"] == {"changedCount": 1, "changes": {"nodes": [{"recordId": TOWN, "kind": "CHANGED"}]}}
    assert (payload["source"], payload["rowsRead"], payload["rowsSkipped"]) == ({"id": SITE}, 3, 1)
    assert payload["problems"][0]["place"] == "list.xlsx: Partners!C7"


def test_a_dry_load_says_what_it_would_do(own_town: Store):
    payload, _ = imported(own_town, Loads(own_town), dry=True)

    assert payload["revision"] is None
    assert payload["diff"]["changedCount"] == 1
    assert own_town.latest() == 4


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (BadInput("No upload u1.", "Send it again."), {"problems": [("ERROR", "upload", "No upload u1.")]}),
        (Conflict(2, 4, (TOWN,)), {"conflict": {"expected": 2, "current": {"number": 4}, "touched": [TOWN]}}),
    ],
)
def test_what_stands_in_the_way_of_a_load_is_told_as_data(town: Store, error: Exception, shown: Json):
    payload, _ = imported(town, Loads(town, error), dry=False)

    payload["problems"] = [(found["severity"], found["place"], found["message"]) for found in payload["problems"]]
    assert shown.items() <= payload.items()
    assert payload["diff"] is None


def test_a_service_without_uploads_says_so(town: Store):
    answer, _ = imported(town, None, dry=True)

    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


# ------------------------------------------------------------------ what changed

CHANGES = """query ($from: Int!, $to: Int) { changes(from: $from, to: $to) {
  addedCount changedCount removedCount claimsEntered claimsLeft
  changes(first: 100) { nodes { recordId kind label { text } record { id } facts { property { code } } } } } }"""


def test_what_changed_is_told_with_facts_before_and_after(staff: Asking):
    found = staff.data(
        """{ changes(from: 1, to: 2) { changes { nodes { recordId kind facts { property { code }
        before { ... on Text { text } } after { ... on Text { text } } beforeState afterState } } } } }"""
    )["changes"]["changes"]["nodes"]

    town = next(change for change in found if change["recordId"] == TOWN)
    assert town["kind"] == "CHANGED"
    assert {
        "property": {"code": "description"},
        "before": {"text": "Stadt am Fluss"},
        "after": {"text": "Stadt an zwei Flüssen"},
        "beforeState": "STATED",
        "afterState": "STATED",
    }["after"] in [fact["after"] for fact in town["facts"]]


def test_the_record_bears_the_revision_at_which_it_is_shown(staff: Asking):
    found = staff.data(CHANGES, **{"from": 1, "to": 2})["changes"]["changes"]["nodes"]

    town = next(change for change in found if change["recordId"] == TOWN)
    assert town["record"] == {"id": f"{TOWN}@r2"}


def test_the_public_learns_nothing_of_what_is_internal(own_town: Store):
    for name, visibility in (("Geheim", Visibility.INTERNAL), ("Offen", Visibility.PUBLIC)):
        claim = Claim(TOWN, "alias", Text(name), EDITING, (Passage("x"),), visibility=visibility)
        own_town.commit(Change("eve", "names", (claim,)))

    public, staff = (Asking(own_town, role).data(CHANGES, **{"from": 4})["changes"] for role in ("PUBLIC", "STAFF"))

    (change,) = public["changes"]["nodes"]
    assert (public["claimsEntered"], len(change["facts"])) == (1, 1)
    (change,) = staff["changes"]["nodes"]
    assert (staff["claimsEntered"], len(change["facts"])) == (2, 2)


def test_a_revision_that_is_no_news_to_the_public_is_none(own_town: Store):
    claim = Claim(TOWN, "alias", Text("Geheim"), EDITING, (Passage("x"),), visibility=Visibility.INTERNAL)
    own_town.commit(Change("eve", "secret", (claim,)))

    (error,) = Asking(own_town).errors(CHANGES, **{"from": 4, "to": 5})

    assert error["extensions"]["code"] == "UNKNOWN_REVISION"


def test_from_nothing_to_now_everything_came(town: Store, public: Asking):
    found = public.data(CHANGES, **{"from": 0})["changes"]

    view = town.view(Audience.PUBLIC)
    assert found["removedCount"] == 0
    assert found["addedCount"] >= len(found["changes"]["nodes"]) > 20
    assert all(change["record"] for change in found["changes"]["nodes"])
    assert view.revision.number == 4


def test_pages_of_changes_fit_together(staff: Asking):
    document = """query ($after: String) { changes(from: 0, to: 4) {
        changes(first: 20, after: $after) { nodes { recordId } pageInfo { endCursor hasNextPage } } } }"""
    names: list[str] = []
    after: str | None = None
    while True:
        page = staff.data(document, after=after)["changes"]["changes"]
        names += [change["recordId"] for change in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert len(names) == len(set(names)) == staff.data(CHANGES, **{"from": 0, "to": 4})["changes"]["addedCount"]


@pytest.mark.parametrize(
    ("start", "end", "code"), [(3, 2, "BAD_USER_INPUT"), (1, 99, "UNKNOWN_REVISION"), (-1, None, "UNKNOWN_REVISION")]
)
def test_revisions_that_are_not_there_are_errors(public: Asking, start: int, end: int | None, code: str):
    (error,) = public.errors(CHANGES, **{"from": start, "to": end})

    assert error["extensions"]["code"] == code
