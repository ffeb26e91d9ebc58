# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Queries as cases: schema/cases/NAME.graphql is asked of every store and answered by NAME.json, to the byte.

Those in schema/cases/writing/ are mutations: each is asked of a town of its own. Those in schema/cases/listening/ have
no answer that is the same each time: test_jobs_and_news.py asks them.

A case may begin with comments: `# role: STAFF`, `# languages: uk, en`, `# variables: {"id": "s-x"}`.
`python -m tests.schema.test_cases` writes all answers anew: read the difference before you keep it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    validate,
    visit,
)
from graphql.language import ArgumentNode, EnumValueNode, FieldNode, ObjectFieldNode

from graph.kinds import Kinds
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from schema.describe import parts
from tests.graph.stores.contract import Engine, Repeatable, each
from tests.schema.town import Asking, tell, the_schema
from tests.vocabulary import the_kinds

FOLDER = Path(__file__).parents[2] / "schema" / "cases"
CASES = sorted(FOLDER.glob("*.graphql"))
WRITING = sorted(FOLDER.glob("writing/*.graphql"))
LISTENING = sorted(FOLDER.glob("listening/*.graphql"))


def head_of(document: str) -> Mapping[str, str]:
    lines = (line[2:].partition(": ") for line in document.splitlines() if line.startswith("# "))
    return {name: value for name, mark, value in lines if mark and name in {"role", "languages", "variables"}}


def answer_of(document: str, store: Store) -> str:
    head = head_of(document)
    languages = tuple(head.get("languages", "de").split(", "))
    asking = Asking(store, head.get("role", "PUBLIC"), languages)
    answer = asking.answer(document, json.loads(head.get("variables", "{}")))
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_store_gives_the_answer_of_the_case(case: Path, every_town: Store):
    answer = answer_of(case.read_text(encoding="utf-8"), every_town)

    assert answer == case.with_suffix(".json").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", WRITING, ids=lambda case: case.stem)
def test_every_mutation_gives_the_answer_of_the_case(case: Path, own_town: Store):
    answer = answer_of(case.read_text(encoding="utf-8"), own_town)

    assert answer == case.with_suffix(".json").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("engine", each())
@pytest.mark.parametrize("case", WRITING, ids=lambda case: case.stem)
def test_every_store_writes_what_the_case_says(case: Path, engine: Engine, kinds: Kinds, tmp_path: Path):
    store = engine.open(tmp_path, kinds, Repeatable())
    tell(store)

    answer = answer_of(case.read_text(encoding="utf-8"), store)
    store.close()

    assert answer == case.with_suffix(".json").read_text(encoding="utf-8")


class Asked(Visitor):
    """Which fields, arguments, input fields and enum values documents use."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info, self.names = info, set[str]()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, field = self.info.get_parent_type(), node.name.value
        self.names.add(f"{parent.name if parent else ''}.{field}")

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        name = next((name for name, known in getattr(parent, "fields", {}).items() if known is field), "")
        self.names.add(f"{parent.name if parent else ''}.{name}({node.name.value})")

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
        parent = get_named_type(self.info.get_parent_input_type())
        self.names.add(f"{parent.name if parent else ''}.{node.name.value}")

    def enter_enum_value(self, node: EnumValueNode, *_: object) -> None:
        found = get_named_type(self.info.get_input_type())
        self.names.add(f"{found.name if found else ''}.{node.value}")


def asked() -> set[str]:
    schema = the_schema()._schema
    names: set[str] = set()
    for case in (*CASES, *WRITING, *LISTENING):
        info = TypeInfo(schema)
        visitor = Asked(info)
        visit(parse(case.read_text(encoding="utf-8")), TypeInfoVisitor(info, visitor))
        names |= visitor.names
    return names


PAGING = ("(first)", "(after)", "(last)", "(before)")
"""Of these, test_pages.py tries every one at every list."""


def there_is() -> set[str]:
    """Fields that records share count once, whichever type of record they are asked of."""
    schema, found = the_schema()._schema, set[str]()
    for name, _ in parts(schema):
        owner, mark, rest = name.partition(".")
        made = schema.type_map[owner]
        if mark and not isinstance(made, GraphQLInterfaceType | GraphQLEnumType) and not name.endswith(PAGING):
            found.add(shared(owner, rest))
    return found


def shared(owner: str, rest: str) -> str:
    schema = the_schema()._schema
    record = schema.type_map["AnyRecord"]
    made = schema.type_map.get(owner)
    is_shared = isinstance(made, GraphQLObjectType) and record in made.interfaces and rest != "label(from)"
    field = rest.partition("(")[0]
    return f"AnyRecord.{rest}" if is_shared and field in getattr(record, "fields", {}) else f"{owner}.{rest}"


def test_no_field_and_no_argument_goes_unasked():
    known = {shared(*name.split(".", 1)) for name in asked()}

    assert sorted(there_is() - known) == []


@pytest.mark.parametrize("case", [*CASES, *WRITING, *LISTENING], ids=lambda case: case.stem)
def test_every_case_is_a_valid_document(case: Path):
    assert validate(the_schema()._schema, parse(case.read_text(encoding="utf-8"))) == []


def write_answers() -> None:
    """Every answer as the store in memory gives it."""
    kinds = the_kinds()
    town = _told(kinds)
    for case in (*CASES, *WRITING):
        store = town if case in CASES else _told(kinds)
        case.with_suffix(".json").write_text(answer_of(case.read_text(encoding="utf-8"), store), encoding="utf-8")


def _told(kinds: Kinds) -> Store:
    store = MemoryStore(kinds, Repeatable())
    tell(store)
    return store


if __name__ == "__main__":
    write_answers()
