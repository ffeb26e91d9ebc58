# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published JSON Schema is the vocabulary's, and agrees with the loader about good documents and bad ones."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from loaders.documents.schema import FILE, schema_text

HERE = Path(__file__).parent
GOOD = sorted(
    (
        *(HERE.parents[1] / "loaders" / "samples").glob("*/*.yaml"),
        *(HERE / "cities").glob("*/*.*"),
        *(HERE / "cases" / "read" / f"{name}.in.yaml" for name in ("short-and-long", "states", "relations")),
    )
)


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


def test_the_published_schema_is_that_of_the_vocabulary(kinds):
    assert FILE.read_text(encoding="utf-8") == schema_text(kinds), "run: python -m loaders.documents.schema"


def test_the_published_schema_is_a_schema(schema):
    Draft202012Validator.check_schema(schema.schema)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_good_documents_fit_the_schema(path, schema):
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

    assert [error.message for error in schema.iter_errors(document)] == []


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"partnernetz": 2},
        {"partnernetz": 1, "stakeholder": {}},
        {"partnernetz": 1, "stakeholders": {"a b": {}}},
        {"partnernetz": 1, "stakeholders": {"a": {"kind": "town"}}},
        {"partnernetz": 1, "stakeholders": {"a": {"starts": "soon"}}},
        {"partnernetz": 1, "stakeholders": {"a": {"label": {"german": "A"}}}},
        {"partnernetz": 1, "stakeholders": {"a": {"identifier": {"wikidatum": "Q1"}}}},
        {"partnernetz": 1, "cooperations": {"a": {"participations": [{"stakeholder": "a"}]}}},
        {"partnernetz": 1, "cooperations": {"a": {"participations": [{"stakeholder": "a", "role": "speaker"}]}}},
        {"partnernetz": 1, "events": {"a": {"participant": {"stakeholder": "a", "role": "lead"}}}},
        {"partnernetz": 1, "ties": [{"subject": "a", "object": "b"}]},
    ],
    ids=str,
)
def test_bad_documents_do_not_fit_the_schema(document, schema):
    assert not schema.is_valid(document)
