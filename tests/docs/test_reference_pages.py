# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The written pages are what the code says; those written by hand name everything that there is."""

import json
import re

import pytest

from graph.errors import PartnernetzError
from graph.kinds import RECORD_TYPES
from graph.selection import Projection
from schema.build import build_schema
from schema.http.errors import Code
from tests.vocabulary import the_kinds
from tools.answers import is_same, laid_out
from tools.asking import Service
from tools.documents import ROOT, anchors
from tools.reference import FOLDER, PAGES, page
from web.examples import Example, read_examples

EXAMPLES = read_examples()
ERRORS, _, LOADS = (FOLDER / "errors.md").read_text(encoding="utf-8").partition("## Problems of a load")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_written_page_is_what_the_code_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == page(name), "make docs writes it anew"


# ------------------------------------------------------------------ errors


def codes_of(error: type[PartnernetzError]) -> set[str]:
    return {error.code}.union(*(codes_of(narrower) for narrower in error.__subclasses__()))


def test_every_error_code_is_explained_under_the_anchor_that_answers_link_to() -> None:
    known = codes_of(PartnernetzError) | {code.name for code in Code}

    assert known - anchors(ERRORS) == set()


def test_every_problem_code_of_the_loaders_is_explained() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "loaders").rglob("*.py")))
    raised = r"(?:Problem\(\s*Severity\.\w+, |wrong\(\s*|strange\(\s*|_error\(\s*(?:\w+, )?|_warning\(\s*\w+, |yield )"
    known = set(re.findall(raised + r'"([A-Z][A-Z0-9_]+)"', text))

    assert len(known) > 25
    assert known - anchors(LOADS) == set()


# ------------------------------------------------------------------ pages written by hand


def test_every_field_of_every_filter_is_explained() -> None:
    text = (FOLDER / "filters.md").read_text(encoding="utf-8")
    schema = build_schema()._schema
    for name, found in schema.type_map.items():
        if name.endswith(("Filter", "Relation", "Order")) and hasattr(found, "fields"):
            assert f"`{name}`" in text, name
            for field in found.fields:
                assert re.search(rf"`{field}[`:]", text), f"{name}.{field}"


def test_the_form_of_documents_names_every_property_and_the_records_that_may_say_it() -> None:
    page = (ROOT / "docs" / "how-to" / "documents-format.md").read_text(encoding="utf-8")
    lines = page.partition("## What a record may say")[2].splitlines()
    kinds = the_kinds()
    for rule in (rule for name in RECORD_TYPES for rule in kinds.properties(name)):
        row = next((line for line in lines if line.startswith("| ") and f"`{rule.name}`" in line.split("|")[1]), "")
        of = row.split("|")[2] if row else ""
        is_meant = rule.record_type in of or ("all" in of and rule.record_type not in of)
        assert is_meant, f"{rule.name} of {rule.record_type}"


def test_every_projection_and_every_measure_is_defined() -> None:
    text = (FOLDER / "measures.md").read_text(encoding="utf-8")

    assert {"components", "paths", "network"} <= anchors(text)
    assert [name for name in Projection if f"`{name}`" not in text] == []


# ------------------------------------------------------------------ examples of the query page


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_of_the_query_page_has_an_answer(example: Example, sample: Service) -> None:
    answer = sample.ask(example.query, json.loads(example.variables or "{}"))

    assert "errors" not in answer
    data = answer["data"]
    assert isinstance(data, dict)
    assert all(is_full(part) for part in data.values()), laid_out(answer)


def is_full(value: object) -> bool:
    """Whether something was found: a list or connection that is not empty, an object with something in it."""
    if isinstance(value, dict):
        lists = [part for name, part in value.items() if name in ("nodes", "edges", "paths")]
        return all(map(is_full, lists)) and any(part not in (None, [], {}, 0) for part in value.values())
    return bool(value)


# ------------------------------------------------------------------ how answers are compared


def test_an_ellipsis_in_an_answer_stands_for_anything() -> None:
    assert is_same({"at": "…", "hash": "r…2"}, {"at": "2026-11-25", "hash": "r12"})
    assert not is_same({"at": "…"}, {"at": "x", "more": 1})
    assert not is_same(["a…"], ["b"])


def test_answers_are_laid_out_so_that_short_things_stand_on_one_line() -> None:
    long = ["x" * 80, "y" * 80]

    assert laid_out({"a": 1, "b": [True]}) == '{"a": 1, "b": [true]}'
    assert laid_out({"a": long}) == f'{{"a": [\n  "{long[0]}",\n  "{long[1]}"\n]}}'
