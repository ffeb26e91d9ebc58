# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document that was seen before is neither parsed nor validated again."""

from schema.http.documents import Documents
from schema.http.limits import Limits
from tests.schema.http.toy import toy_schema

SCHEMA = toy_schema()._schema


def test_the_second_request_finds_the_document():
    documents = Documents(SCHEMA, Limits())
    first = documents.read("{ hello }")

    assert documents.read("{ hello }") is first
    assert documents.kept("{ hello }") is first


def test_only_so_many_nodes_are_kept_and_the_oldest_go_first():
    documents = Documents(SCHEMA, Limits(cached_nodes=12))
    documents.read("{ hello }")
    documents.read("{ job }")
    documents.kept("{ hello }")
    documents.read("{ hello job }")

    assert documents.kept("{ job }") is None
    assert documents.kept("{ hello job }") is not None
