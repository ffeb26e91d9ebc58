# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The query page as a server sees it: who gets it, in which language, with which headers."""

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web.query import QueryPage, routes, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def browser(service: Starlette) -> TestClient:
    return TestClient(service, headers={"Accept": BROWSER})


def test_a_browser_that_opens_the_address_gets_the_page(browser: TestClient) -> None:
    answer = browser.get("/graphql")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<textarea id="query" name="query"' in answer.text


@pytest.mark.parametrize(
    ("method", "query", "accept"),
    [
        ("GET", {}, "*/*"),
        ("GET", {}, ""),
        ("GET", {}, "application/json"),
        ("GET", {}, "application/graphql-response+json, text/html;q=0.5"),
        ("GET", {}, "text/html;q=0"),
        ("GET", {"query": "{ __typename }"}, BROWSER),
        ("POST", {}, BROWSER),
    ],
)
def test_every_other_client_passes_through_to_the_api(method: str, query: dict[str, str], accept: str) -> None:
    assert not wants_page(method=method, query=query, accept=accept)


def test_a_query_from_a_form_without_javascript_is_answered_as_json(browser: TestClient) -> None:
    answer = browser.get("/graphql", params={"query": "{ stakeholders { name } }"})

    assert answer.json()["data"]["stakeholders"][0] == {"name": "Hannover"}


def test_the_headers_allow_our_own_files_and_nothing_else(browser: TestClient) -> None:
    headers = browser.get("/graphql").headers

    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("address", "accepted", "language", "heading"),
    [
        ("/graphql", "", "de", "Abfrageseite"),
        ("/graphql", "fr", "de", "Abfrageseite"),
        ("/graphql", "en-GB, de;q=0.8", "en", "Query page"),
        ("/graphql?lang=uk", "de", "uk", "Сторінка запитів"),
        ("/graphql?lang=xx", "uk", "uk", "Сторінка запитів"),
    ],
)
def test_the_address_chooses_the_language_before_the_browser_does(
    browser: TestClient, address: str, accepted: str, language: str, heading: str
) -> None:
    answer = browser.get(address, headers={"Accept-Language": accepted})

    assert f'<html lang="{language}">' in answer.text
    assert heading in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]


def test_nothing_on_the_page_is_inline_or_from_elsewhere(browser: TestClient) -> None:
    html = browser.get("/graphql").text

    assert re.findall(r"<script(?![^>]* src=)", html) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=", html) == []
    assert re.findall(r'(?:src|href|action)="(?!/|\?|#)', html) == []
    assert re.findall(r"https?://|//cdn", html) == []


def test_every_file_that_the_page_names_is_there(browser: TestClient) -> None:
    named = re.findall(r'(?:src|href)="(/static/[^"]+)"', browser.get("/graphql").text)

    assert len(named) == 6
    assert {browser.get(address).status_code for address in named} == {200}


def test_below_a_base_path_every_address_starts_with_it(service_below_a_path: Starlette) -> None:
    client = TestClient(service_below_a_path, headers={"Accept": BROWSER})
    html = client.get("/netz/graphql").text
    addresses = re.findall(r'(?:src|href|action|data-endpoint)="(/[^"]*)"', html)

    assert [address for address in addresses if not address.startswith("/netz/")] == []
    assert client.get(next(address for address in addresses if address.endswith("main.js"))).status_code == 200


def test_an_example_is_a_link_that_works_without_javascript(browser: TestClient) -> None:
    links = re.findall(r'href="([^"]+)" data-example', browser.get("/graphql").text)

    assert len(links) >= 8
    assert all(link.startswith("/graphql?query=") for link in links)
    assert "errors" in browser.get(unescape(links[0])).json()  # asked, though the small schema cannot answer it


def test_the_token_field_can_never_be_sent_with_the_form(browser: TestClient) -> None:
    field = re.search(r'<input id="token"[^>]*>', browser.get("/graphql").text)

    assert field is not None
    assert "name=" not in field[0]
    assert 'autocomplete="off"' in field[0]


def test_the_routes_alone_serve_page_and_files(page: QueryPage) -> None:
    client = TestClient(Starlette(routes=routes(page)))

    assert client.get("/graphql").status_code == 200
    assert client.get(page.assets.url("query/main.js")).status_code == 200
