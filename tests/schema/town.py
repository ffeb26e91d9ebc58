# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented town of city/, four revisions long, and how a test asks the API about it.

1: the documents are loaded. 2: an editor corrects the town's description and enters a double of the waterworks.
3: an editor notes something internal, which is no news to the public. 4: the short name leaves, the double is merged.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from logging import getLogger
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

from strawberry import Schema

from graph.model import Audience, Claim, Passage, Rank, Term, Text, Visibility
from graph.search.find import Finder
from graph.selection import ClaimFilter, CodeFilter, Cut, IdFilter
from graph.state.jobs import Job, JobState
from graph.stores.protocol import Change, NewRecord, Store
from loaders.run import load
from schema.build import build_schema
from schema.http.faults import Faults
from schema.scene import Request
from schema.service import About

Json: TypeAlias = Any
Given: TypeAlias = Any
CITY = Path(__file__).parent / "city"
TOWN, PARTNER, TWIN = "s-lindenfurt", "s-stawky", "s-debno"
WATERWORKS, DOUBLE = "s-wasserwerk-lindenfurt", "s-wasserwerke-lindenfurt-ag"
SOLIDARITY, TWINNING = "c-solidaritaet-mit-stawky", "c-staedtepartnerschaft-mit-debno"
PAPER, SITE, EDITING = "q-ratsvorlage-17-2021", "q-webseite-der-stadt", "q-bearbeitung"
EDITOR = "anna@lindenfurt.example"


def tell(store: Store, folder: Path = CITY) -> None:
    """All four revisions; a town without internal sources has hardly anything to say in the third."""
    report = load(store, [folder])
    assert not report.problems, report.problems
    store.commit(Change(EDITOR, "corrected", tuple(_corrections())))
    memo = _internal_source(store)
    note = Claim(
        TOWN,
        "contact",
        Text("Zimmer 12"),
        memo or EDITING,
        (Passage("cell B9"),),
        visibility=Visibility.INTERNAL,
        author=EDITOR,
    )
    store.commit(Change(EDITOR, "confidential", (note,)))
    store.commit(Change(EDITOR, "tidied", leave=_short_names(store), merge=((DOUBLE, WATERWORKS),)))


def _corrections() -> list[NewRecord | Claim]:
    return [
        NewRecord("+edit", "source", "Bearbeitung"),
        _edited("+edit", "kind", Term("editing")),
        _edited("+edit", "title", Text("Bearbeitung", "de")),
        replace(_edited(TOWN, "description", Text("Stadt an zwei Flüssen", "de")), rank=Rank.PREFERRED),
        NewRecord("+double", "stakeholder", "Wasserwerke Lindenfurt AG"),
        _edited("+double", "kind", Term("municipal_company")),
        _edited("+double", "label", Text("Wasserwerke Lindenfurt AG", "de")),
    ]


def _edited(record: str, name: str, value: Term | Text) -> Claim:
    return Claim(record, name, value, "+edit", (Passage("revision 2"),), author=EDITOR)


def _internal_source(store: Store) -> str:
    claims, _ = store.view(Audience.INTERNAL).claims(ClaimFilter(property=CodeFilter(eq="visibility")), Cut())
    return next((claim.record for claim in claims if claim.record.startswith("q-")), "")


def _short_names(store: Store) -> tuple[str, ...]:
    wanted = ClaimFilter(record=IdFilter(eq=TOWN), property=CodeFilter(eq="abbreviation"))
    return tuple(claim.id for claim in store.view(Audience.INTERNAL).claims(wanted, Cut())[0])


# ------------------------------------------------------------------ asking


@dataclass(slots=True)
class Endless:
    """A deadline that never comes, and counts who asks for it."""

    looks: int = 0

    def check(self) -> None:
        self.looks += 1


LIMIT = SimpleNamespace(name="depth", value=15, unit="levels", description="How deep a document may go.")
LOADER = SimpleNamespace(name="documents", description="Documents in YAML or JSON", formats=("yaml", "json"))
ABOUT = About("0.1", (LIMIT,), (LOADER,))


@dataclass(frozen=True, slots=True)
class OneJob:
    """A desk with one job, that of whoever asks."""

    def one(self, identifier: str, owner: str) -> Job:
        """The job."""
        return Job(identifier, owner, JobState.QUEUED, datetime(2026, 3, 1, tzinfo=UTC))

    cancel = one

    def pulse(self, identifier: str) -> object:
        """Nothing moves."""
        return None


@dataclass
class Asking:
    """Asks one store in one role."""

    store: Store
    role: str = "PUBLIC"
    languages: tuple[str, ...] = ("de",)
    finder: Finder = field(default_factory=Finder)

    def request(self) -> Request:
        """A new request; it sees the revision that is the last one when it is first used."""
        url = "https://netz.example"
        found = (self.finder.find, ABOUT)
        return Request(self.store, self.role, self.languages, Endless(), url, "0.1", *found, jobs=OneJob())

    def answer(self, document: str, variables: Json = None, context: Request | None = None) -> Json:
        """Data, and errors as clients see them."""
        context = context or self.request()
        result = the_schema().execute_sync(document, variable_values=variables, context_value=context)
        answer: dict[str, Json] = {"data": result.data}
        if result.errors:
            faults = Faults("/docs/errors", getLogger("tests.schema"))
            answer["errors"] = [faults.field(error, "1") for error in result.errors]
        return answer

    def data(self, document: str, **variables: Given) -> Json:
        """The data of an answer without errors."""
        answer = self.answer(document, variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def errors(self, document: str, **variables: Given) -> list[Json]:
        """The errors of an answer that has some."""
        found: list[Json] = self.answer(document, variables)["errors"]
        return found


@cache
def the_schema() -> Schema:
    """The schema, built once for all tests."""
    return build_schema()
