# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the public may not see exists nowhere in its answers: they are those of a town where it was never said.

Two stores are asked the same: one knows internal things, the other was never told of them. To the public they must
answer alike, to the byte, whatever is asked: every field, every case, ids of hidden things, cursors at them.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from graph.kinds import Kinds
from graph.model import Audience, Visibility
from graph.selection import ClaimFilter, Cut
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from schema.point import cursor_of
from tests.graph.stores.contract import Repeatable
from tests.schema.everything import documents
from tests.schema.town import CITY, TOWN, Asking, Json, tell, the_schema

CASES = sorted((Path(__file__).parents[2] / "schema" / "cases").glob("*.graphql"))
CHEAP = ("search", "paths")
REFUSED = {"PUBLIC": {"proposals"}}
"""What a role may not ask at all."""
ROLES = ("PUBLIC", "STAFF", "EDITOR", "ADMIN")


def without_secrets(part: Json) -> Json:
    """A document without all that the memo says and all that is internal."""
    if isinstance(part, dict):
        kept = {name: value for name, value in part.items() if name not in {"memo", "clerk", "plan", "hidden"}}
        return {name: without_secrets(value) for name, value in kept.items() if not is_secret(value)}
    if isinstance(part, list):
        return [without_secrets(value) for value in part if not is_secret(value)]
    return part.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(part, datetime) else part


def is_secret(part: Json) -> bool:
    return isinstance(part, dict) and str(part.get("cite", "")).startswith("memo:")


@pytest.fixture(scope="module")
def innocent(kinds: Kinds, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The town where nothing internal was ever said; its third revision is as empty as the public's."""
    folder = tmp_path_factory.mktemp("innocent")
    for path in CITY.iterdir():
        told = without_secrets(yaml.safe_load(path.read_text(encoding="utf-8")))
        folder.joinpath(path.name).write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False))
    dice = Repeatable()
    for _ in range(2):  # The town throws them for the ids of the memo and the clerk, before that of the mayor.
        dice.random()
    store = MemoryStore(kinds, dice)
    tell(store, folder)
    return store


def written(answer: Json) -> str:
    return json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize("depth", [1, *(pytest.param(depth, marks=pytest.mark.slow) for depth in (2, 3))])
def test_every_field_answers_the_public_as_if_nothing_internal_were_there(town: Store, innocent: Store, depth: int):
    asked = documents(the_schema()._schema, depth)
    for document in (document for name, document in asked if depth < 3 or name in CHEAP):
        known, unknown = (written(Asking(store).answer(document)) for store in (town, innocent))
        assert known == unknown
        assert f'"{Visibility.INTERNAL}"' not in known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_case_answers_the_public_as_if_nothing_internal_were_there(town: Store, innocent: Store, case: Path):
    document = case.read_text(encoding="utf-8")

    answers = [
        Asking(store).answer(document, {"ids": [TOWN]} if "$ids" in document else {}) for store in (town, innocent)
    ]

    assert written(answers[0]) == written(answers[1])


# ------------------------------------------------------------------ things that the public cannot name


def hidden_ids(store: Store) -> list[str]:
    """All ids of records and claims that staff see and the public does not."""
    claims = {audience: _claims(store, audience) for audience in Audience}
    secret = claims[Audience.INTERNAL].items() - claims[Audience.PUBLIC].items()
    records = set(claims[Audience.INTERNAL].values()) - set(claims[Audience.PUBLIC].values())
    return sorted({name for name, _ in secret} | records | {"r-3"})


def _claims(store: Store, audience: Audience) -> dict[str, str]:
    found: dict[str, str] = {}
    view, after = store.view(audience), ""
    while True:
        claims, page = view.claims(ClaimFilter(), Cut(first=100, after=after))
        found |= {claim.id: claim.record for claim in claims}
        if not page.has_next:
            return found
        after = page.items[-1].id


BY_ID = (
    "query ($id: ID!) { node(id: $id) { id __typename } }",
    "query ($id: ID!) { nodes(ids: [$id]) { id } }",
    "query ($id: ID!) { stakeholder(by: {id: $id}) { id } }",
    "query ($id: ID!) { stakeholder(by: {id: $id}, at: {valid: 2020}) { id } }".replace("2020", '"2020"'),
    "query ($id: ID!) { stakeholders(filter: {id: {eq: $id}}) { totalCount } }",
    "query ($id: ID!) { cooperations(filter: {participant: {some: {id: {not: $id}}}}) { totalCount } }",
    "query ($id: ID!) { claims(filter: {source: {eq: $id}}) { totalCount } }",
    "query ($id: ID!) { claims(filter: {record: {in: [$id]}}) { totalCount } }",
    "query ($id: ID!) { notes(filter: {about: {eq: $id}}) { totalCount } }",
    'query ($id: ID!) { paths(from: {id: $id}, to: {id: "s-debno"}, filter: {includePersons: true}) { distance } }',
    'query ($id: ID!) { network(filter: {includePersons: true}) { paths(from: $id, to: "s-debno") { distance } } }',
    "query ($id: ID!) { ties(first: 1) { nodes { label(from: $id) { text } } } }",
)


@pytest.mark.parametrize("document", BY_ID, ids=lambda document: document[18:60])
def test_a_hidden_id_answers_as_one_that_was_never_given(town: Store, innocent: Store, document: str):
    hidden = hidden_ids(town)
    claims, records = ([name for name in hidden if name.startswith("k-") is kind] for kind in (True, False))

    for name in [*claims[:2], *records, *(f"{name}@2023,r1" for name in records[::3])]:
        answers = [Asking(store).answer(document, {"id": name}) for store in (town, innocent)]
        assert written(answers[0]) == written(answers[1])

    assert len(records) > 8


def test_a_cursor_at_a_hidden_entry_answers_as_one_of_no_list(town: Store, innocent: Store):
    document = "query ($c: String) { stakeholders(after: $c) { nodes { id } } claims(before: $c) { nodes { id } } }"

    for name in hidden_ids(town)[::6]:
        for revision in (1, 3, 4):
            cursor = {"c": cursor_of(revision, name)}
            answers = [Asking(store).answer(document, cursor) for store in (town, innocent)]
            assert written(answers[0]) == written(answers[1])


@pytest.mark.parametrize("words", ["Erna Beispiel", "Erna", "Geheimer Plan", "Pumpen", "Zimmer 12", "Leitung"])
def test_words_that_only_staff_may_know_find_nothing(public: Asking, words: str):
    document = "query ($t: String!) { search(text: $t) { totalCount } stakeholders(search: $t) { totalCount } }"

    assert public.data(document, t=words) == {
        "search": {"totalCount": 0},
        "stakeholders": {"totalCount": 0},
    }


# ------------------------------------------------------------------ roles


@pytest.mark.parametrize("role", ROLES)
def test_every_field_answers_every_role(town: Store, role: str):
    for name, document in documents(the_schema()._schema, 1):
        is_refused = name in REFUSED.get(role, ())
        assert ("errors" in Asking(town, role).answer(document)) is is_refused, name


def test_editors_and_admins_read_what_staff_read(town: Store):
    for name, document in documents(the_schema()._schema, 1):
        if name not in {"service", "network", "paths", "node", "stakeholder", "stakeholders"}:  # these say the role
            answers = {written(Asking(town, role).answer(document)) for role in ROLES[1:]}
            assert len(answers) == 1


def test_staff_see_what_is_hidden(town: Store, staff: Asking):
    names = [name for name in hidden_ids(town) if not name.startswith("r-")][:100]

    found = staff.data("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=names)["nodes"]

    assert [node["id"] for node in found] == names
