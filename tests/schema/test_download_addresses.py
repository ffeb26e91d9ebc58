# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a network's files: what the API tells, and that they are understood as they were meant."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from graph.errors import BadInput, PartnernetzError, Unauthenticated, UnknownId, UnknownRevision
from graph.export.formats import format_of_suffix
from graph.export.graphml import write_graphml
from graph.model import Audience
from graph.search.find import Finder
from graph.selection import CodeFilter, NetworkFilter, Projection, StakeholderFilter
from graph.tokens import Tokens
from schema.application import Application
from schema.downloads import Downloading, encoded, read_filter
from schema.http.limits import Limits
from tests.graph.export.lively_town import exported
from tests.schema.town import ABOUT, TOWN, the_schema

QUESTION = """
query($filter: NetworkFilter) {
  network(projection: TWO_MODE, filter: $filter, at: {valid: "2021"}) { downloads { format url mediaType } }
}
"""
TOWNS = {"stakeholder": {"kind": {"in": ["municipality"]}}, "dropIsolates": True}


@pytest.fixture
def tokens(tmp_path):
    opened = Tokens(tmp_path / "state.db")
    yield opened
    opened.close()


@pytest.fixture
def downloading(town, tokens) -> Downloading:
    application = Application(town, tokens, Finder(), ABOUT, "https://netz.example")
    return Downloading(the_schema(), application, Limits())


def words_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def test_a_network_names_the_files_of_every_format(public):
    found = public.data(QUESTION, filter=None)["network"]["downloads"]

    assert [one["format"] for one in found][:7] == ["JSON", "CSV", "XLSX", "GRAPHML", "GEXF", "JSONLD", "FTM"]
    for one in found:
        form = format_of_suffix(urlsplit(one["url"]).path.removeprefix("/download/network."))
        assert form is not None
        assert form.media_type == one["mediaType"]
    assert found[0]["url"] == (
        "https://netz.example/download/network.json?projection=TWO_MODE&revision=4&valid=2021&undated=INCLUDE&lang=de"
    )


def test_an_address_asks_for_the_network_that_it_came_from(public, downloading):
    url = public.data(QUESTION, filter=TOWNS)["network"]["downloads"][0]["url"]

    asked = downloading.asked(None, words_of(url))

    towns = NetworkFilter(stakeholder=StakeholderFilter(kind=CodeFilter(in_=("municipality",))), drop_isolates=True)
    assert (asked.wanted.projection, asked.wanted.filter) == (Projection.TWO_MODE, towns)
    assert (asked.view.at.valid, asked.view.revision.number, asked.is_public) == ("2021", 4, True)
    assert TOWN in exported(write_graphml, asked.view, asked.wanted).decode()


def test_the_network_around_a_stakeholder_has_no_files(public):
    question = f'{{ stakeholder(by: {{id: "{TOWN}"}}) {{ ego {{ downloads {{ url }} }} }} }}'

    assert public.data(question)["stakeholder"]["ego"]["downloads"] == []


def test_a_token_opens_what_its_role_shows(downloading, tokens):
    secret = tokens.for_this_run("STAFF")

    asked = downloading.asked(f"Bearer {secret}", {})

    assert (asked.view.audience, asked.is_public) == (Audience.INTERNAL, False)
    assert asked.tag != downloading.asked(None, {}).tag
    with pytest.raises(Unauthenticated):
        downloading.asked("Bearer nothing", {})


def test_equal_words_have_equal_tags_and_others_have_others(downloading):
    tags = [downloading.asked(None, words).tag for words in ({}, {"lang": "uk"}, {"revision": "1"}, {})]

    assert tags[0] == tags[3]
    assert len(set(tags)) == 3


@pytest.mark.parametrize(
    ("words", "error", "complaint"),
    [
        ({"projektion": "STATED"}, BadInput, 'does not say "projektion"'),
        ({"projection": "ALL"}, BadInput, 'projection is "ALL"'),
        ({"revision": "-1"}, BadInput, 'revision is "-1"'),
        ({"revision": "99"}, UnknownRevision, "no revision 99"),
        ({"valid": "soon"}, BadInput, '"soon" is not a date'),
        ({"validTo": "2021"}, BadInput, "validTo needs valid"),
        ({"lang": "d e"}, BadInput, 'lang is "d e"'),
        ({"filter": "???"}, BadInput, "filter"),
        ({"filter": encoded({"minWeigt": 2})}, BadInput, "unknown field 'minWeigt'"),
        ({"filter": encoded({"stakeholder": {"id": {"eq": "s-nobody"}}})}, UnknownId, "s-nobody"),
        ({"filter": encoded({"stakeholder": {"and": [[[]]]}})}, BadInput, "filter"),
    ],
)
def test_a_wrong_word_is_refused_with_what_is_wrong(downloading, words, error: type[PartnernetzError], complaint):
    with pytest.raises(error) as found:
        downloading.asked(None, words)

    assert complaint in found.value.message


def test_a_filter_that_is_nested_too_deeply_is_refused(downloading):
    deep: dict[str, object] = {}
    for _ in range(200):
        deep = {"not": deep}

    with pytest.raises(BadInput, match="nested deeper"):
        downloading.asked(None, {"filter": encoded({"stakeholder": deep})})


def test_the_command_line_reads_a_filter_as_the_api_does(town):
    found = read_filter(the_schema(), '{"minWeight": 2}', town, "PUBLIC")

    assert found == NetworkFilter(min_weight=2.0)
    with pytest.raises(BadInput, match="not JSON"):
        read_filter(the_schema(), "{minWeight: 2}", town, "PUBLIC")
