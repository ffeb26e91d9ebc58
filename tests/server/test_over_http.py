# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole service behind its real server: who sees what, caches, pages elsewhere, pages around the API."""

from pathlib import Path

import pytest

from graph.model import Audience
from tests.server.served import Served, serving_here

PERSON = '{ stakeholder(by: { name: "Marie Bullet" }) { label(lang: ["de"]) { text } } }'
COUNT = "{ stakeholders { totalCount } }"
BIG = "{ stakeholders(first: 30) { nodes { id label { text } kind { code label { text } } } } }"


def test_the_public_does_not_learn_of_a_person(served: Served) -> None:
    answer = served.ask(PERSON)

    assert answer.json()["data"] == {"stakeholder": None}


def test_staff_sees_the_person(served: Served) -> None:
    answer = served.ask(PERSON, authorization=f"Bearer {served.staff}")

    assert answer.json()["data"] == {"stakeholder": {"label": {"text": "Marie Bullet"}}}


def test_the_public_counts_fewer_than_staff(served: Served) -> None:
    public = served.ask(COUNT).json()["data"]["stakeholders"]["totalCount"]
    staff = served.ask(COUNT, authorization=f"Bearer {served.staff}").json()["data"]["stakeholders"]["totalCount"]

    assert staff - public == 2


@pytest.mark.parametrize("given", ["Bearer pn_made-up", "Bearer", "Basic cG46cG4="])
def test_a_wrong_token_is_told_how_to_do_better(served: Served, given: str) -> None:
    answer = served.ask(COUNT, authorization=given)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_the_link_of_an_error_leads_to_its_explanation(served: Served) -> None:
    (error,) = served.ask("{ nonsense }").json()["errors"]
    address, code = error["extensions"]["docs"].split("#")
    short = served.get(address.removeprefix(served.address))
    page = served.get(short.headers["Location"], accept="text/html")

    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert f'id="{code}"' in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_an_answer_that_a_client_holds_is_not_sent_again(served: Served) -> None:
    first = served.ask(COUNT)
    again = served.ask(COUNT, if_none_match=first.headers["ETag"])

    assert (again.status_code, again.content) == (304, b"")


def test_the_answer_to_staff_has_another_tag(served: Served) -> None:
    public = served.ask(COUNT).headers["ETag"]

    assert served.ask(COUNT, authorization=f"Bearer {served.staff}", if_none_match=public).status_code == 200


def test_a_long_answer_is_compressed(served: Served) -> None:
    assert served.ask(BIG, accept_encoding="gzip").headers["Content-Encoding"] == "gzip"
    assert served.ask(BIG, accept_encoding="gzip").json() == served.ask(BIG, accept_encoding="identity").json()


def test_a_query_by_get(served: Served) -> None:
    answer = served.get("/graphql?query=%7B__typename%7D")

    assert answer.json()["data"] == {"__typename": "Query"}


def test_a_page_elsewhere_may_ask_as_the_public_but_not_with_a_token(served: Served) -> None:
    from httpx2 import options

    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    answer = options(f"{served.address}/graphql", headers=asked)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "authorization" not in answer.headers["Access-Control-Allow-Headers"].lower()


def test_a_browser_finds_the_query_page(served: Served) -> None:
    assert served.get("/", accept="text/html").headers["Location"] == "/graphql"
    assert "<h1>" in served.get("/graphql", accept="text/html").text


def test_a_records_uri_leads_to_the_record(served: Served) -> None:
    uri = served.ask("{ stakeholders(first: 1) { nodes { uri } } }").json()["data"]["stakeholders"]["nodes"][0]["uri"]
    found = served.get(served.get(uri.removeprefix(served.address)).headers["Location"])
    browser = served.get(uri.removeprefix(served.address), accept="text/html")

    assert found.json()["data"]["node"]["uri"] == uri
    assert browser.headers["Location"].startswith("/graphql#query=")


@pytest.mark.parametrize("identifier", ["../../etc", '"}{', "a\\b", "x" * 3000])
def test_no_id_breaks_out_of_its_question(served: Served, identifier: str) -> None:
    from urllib.parse import quote

    first = served.get(f"/id/{quote(identifier, safe='')}")

    if first.status_code == 303:
        assert served.get(first.headers["Location"]).json()["data"] == {"node": None}
    else:
        assert first.status_code == 404


def test_the_schema_is_a_document_that_caches_keep(served: Served) -> None:
    first = served.get("/schema.graphql")

    assert "type Query" in first.text
    assert served.get("/schema.graphql", if_none_match=first.headers["ETag"]).status_code == 304


def test_what_is_not_there_is_told_to_programs_and_to_people(served: Served) -> None:
    program, person = served.get("/nowhere"), served.get("/nowhere", accept="text/html")

    assert program.status_code == person.status_code == 404
    assert program.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert "<h1>There is nothing at this address.</h1>" in person.text


def test_health_says_that_the_service_lives_and_can_work(served: Served) -> None:
    assert served.get("/health/live").json() == {"status": "live"}
    assert served.get("/health/ready").json() == {"status": "ready", "revision": 1}


def test_metrics_count_requests_without_naming_what_was_asked(served: Served) -> None:
    served.ask('{ stakeholder(by: { name: "Zzanary" }) { id } }')
    served.get("/id/zzanary")
    told = served.get("/metrics").text

    assert 'partnernetz_requests_total{method="POST",status="200"}' in told
    assert "partnernetz_request_cost_bucket" in told
    assert "process_resident_memory_bytes" in told
    assert "zzanary" not in told.lower()


@pytest.mark.slow
def test_below_a_base_path_all_links_carry_it_whether_or_not_the_proxy_takes_it_away(tmp_path: Path) -> None:
    with serving_here(tmp_path, public_url="https://city.example/netz") as served:
        kept, taken = served.get("/netz/graphql", accept="text/html"), served.get("/graphql", accept="text/html")
        uri = "{ stakeholders(first: 1) { nodes { uri } } }"

        assert kept.text == taken.text
        assert 'data-endpoint="/netz/graphql"' in kept.text
        assert served.get("/netz").headers["Location"] == "/netz/graphql"
        assert served.get("/docs/errors").headers["Location"] == "/netz/docs/reference/errors.md"
        assert (
            served.ask(uri)
            .json()["data"]["stakeholders"]["nodes"][0]["uri"]
            .startswith("https://city.example/netz/id/")
        )


def test_every_audience_is_one_that_a_role_has() -> None:
    from schema.application import audience_of

    assert {audience_of(role) for role in ("PUBLIC", "STAFF", "EDITOR", "ADMIN")} == set(Audience)
