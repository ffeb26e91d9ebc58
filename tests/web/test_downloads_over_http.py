# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files over HTTP: tags, names, what is refused and how, and what happens when too many are asked for."""

from collections.abc import Mapping
from threading import Event

import anyio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from graph.errors import BadInput, Unauthenticated
from graph.export import formats as known
from graph.export.download import Download
from graph.export.formats import Format
from graph.export.wanted import Wanted
from graph.kinds import Kinds
from graph.model import Audience
from graph.stores.protocol import View
from tests.graph.export.lively_town import town
from tests.graph.stores.city import TOWN
from web.downloads import Bounds, Downloads

STATUS = {"BAD_USER_INPUT": 400, "UNAUTHENTICATED": 401}


@pytest.fixture(scope="module")
def view(kinds: Kinds) -> View:
    return town(kinds).view(Audience.PUBLIC)


def client(view: View, bounds: Bounds | None = None) -> TestClient:
    def asked(authorization: str | None, words: Mapping[str, str]) -> Download:
        if "wrong" in words:
            raise BadInput("It does not fit.", "Do it otherwise.")
        if authorization not in {None, "Bearer good"}:
            raise Unauthenticated("Who are you?")
        return Download(view, Wanted(), "tag" + words.get("lang", ""), is_public=authorization is None)

    return TestClient(Starlette(routes=Downloads(asked, STATUS.__getitem__, bounds).routes()))


def test_a_file_comes_with_its_name_its_type_and_a_tag(view):
    answer = client(view).get("/download/network.graphml")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/graphml+xml"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="partnernetz-1.graphml"'
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == ('"tag-graphml"', "no-cache")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert TOWN in answer.text


def test_who_has_the_file_already_is_told_so(view):
    held = {"If-None-Match": 'W/"other", "tag-json"'}

    assert client(view).get("/download/network.json", headers=held).status_code == 304
    assert client(view).get("/download/network.json?lang=uk", headers=held).status_code == 200
    assert client(view).get("/download/network.gexf", headers=held).status_code == 200


@pytest.mark.parametrize("suffix", [one.suffix for one in known.formats().values() if one.is_available])
def test_every_format_has_an_address(view, suffix):
    answer = client(view).get(f"/download/network.{suffix}")

    assert (answer.status_code, bool(answer.content)) == (200, True)


def test_what_only_some_may_see_is_kept_by_nobody_in_between(view):
    answer = client(view).get("/download/network.json", headers={"Authorization": "Bearer good"})

    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == ("private, no-cache", "Authorization")


def test_the_head_of_a_file_is_told_without_making_it(view):
    answer = client(view).head("/download/network.xlsx")

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (200, b"", '"tag-xlsx"')


def test_what_is_wrong_is_told_like_every_error(view):
    answer = client(view).get("/download/network.json?wrong=1")

    assert answer.status_code == 400
    assert answer.json() == {
        "errors": [
            {"message": "It does not fit.", "extensions": {"code": "BAD_USER_INPUT", "hint": "Do it otherwise."}}
        ]
    }
    assert client(view).get("/download/network.json", headers={"Authorization": "x"}).status_code == 401
    assert client(view).get("/download/network.docx").status_code == 404


def test_a_file_beyond_its_bounds_is_an_error_and_no_cut_file(view):
    large, long = (client(view, bounds) for bounds in (Bounds(most_bytes=100), Bounds(seconds=-1)))

    assert "larger than 100 bytes" in large.get("/download/network.json").json()["errors"][0]["message"]
    assert "takes longer" in long.get("/download/network.xlsx").json()["errors"][0]["message"]


def test_more_files_than_can_be_made_are_told_to_come_again(view):
    answer = client(view, Bounds(making=0)).get("/download/network.json")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.json()["errors"][0]["extensions"]["code"] == "OVERLOADED"


@pytest.mark.anyio
async def test_a_reader_that_hangs_up_ends_the_making(view, monkeypatch):
    begun, ended, writes = Event(), Event(), []

    def slowly(_view, _wanted, out):
        begun.set()
        try:
            while True:
                ended.wait(0.01)
                out.write(b"x")
                writes.append(1)
        finally:
            ended.set()

    monkeypatch.setattr("web.downloads.format_of_suffix", lambda _: Format("slow", "slow", "text/plain", "", slowly))
    app = client(view).app
    scope = {"type": "http", "method": "GET", "path": "/download/network.slow", "query_string": b"", "headers": []}
    sent = []

    async def receive():
        await anyio.to_thread.run_sync(begun.wait)
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    with anyio.fail_after(5):
        await app(scope, receive, send)

    assert ended.is_set()
    assert sent[0]["status"] == 499
