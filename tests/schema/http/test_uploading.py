# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Editors send files, as a form or as they are; half a file, a long one and a stranger's are refused."""

from collections.abc import Iterator, MutableMapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from graph.state.database import Database
from graph.state.uploads import Uploads
from schema.http.uploads import UploadPages
from tests.schema.http.talking import client_of
from tests.schema.http.toy import Service, toy_endpoint

EDITOR = {"authorization": "Bearer editor"}
CSV = b"Id,Label\r\n1,Hannover\r\n"
FORM = {"content-type": "multipart/form-data; boundary=b"} | EDITOR


@contextmanager
def sending(folder: Path, **limits: int) -> Iterator[tuple[TestClient, Uploads]]:
    endpoint = toy_endpoint(Service(), **limits)
    with closing(Database(folder / "state.db")) as base:
        uploads = Uploads(base, folder / "uploads")
        pages = UploadPages(endpoint.reception, uploads, "https://toy.example")
        with client_of(endpoint, Route("/uploads", pages), Route("/uploads/{id}", pages)) as client:
            yield client, uploads


@pytest.fixture
def sent_to(tmp_path: Path) -> Iterator[tuple[TestClient, Uploads]]:
    with sending(tmp_path) as both:
        yield both


@pytest.fixture
def client(sent_to: tuple[TestClient, Uploads]) -> TestClient:
    return sent_to[0]


def code_of(answer: Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


def content(uploads: Uploads, answer: Response) -> bytes:
    return uploads.one(answer.json()["id"], "token of EDITOR")[1].read_bytes()


def test_a_form_with_a_file(sent_to: tuple[TestClient, Uploads]):
    client, uploads = sent_to
    fields = {"note": "for next month"}
    answer = client.post("/uploads", files={"file": ("Städte.csv", CSV)}, data=fields, headers=EDITOR)

    assert answer.status_code == 201
    assert set(answer.json()) == {"id", "name", "size", "expires"}
    assert (answer.json()["name"], answer.json()["size"]) == ("Städte.csv", len(CSV))
    assert answer.headers["location"] == f"https://toy.example/uploads/{answer.json()['id']}"
    assert content(uploads, answer) == CSV


def test_a_file_as_it_is(sent_to: tuple[TestClient, Uploads]):
    client, uploads = sent_to
    named = client.post("/uploads?name=a/b/liste.csv", content=CSV, headers=EDITOR)
    described = {"content-disposition": 'attachment; filename="andere.csv"'} | EDITOR
    other = client.post("/uploads", content=iter([CSV] * 3), headers=described)

    assert (named.json()["name"], other.json()["name"]) == ("liste.csv", "andere.csv")
    assert (content(uploads, named), content(uploads, other)) == (CSV, CSV * 3)


def test_a_file_of_many_blocks(sent_to: tuple[TestClient, Uploads]):
    client, uploads = sent_to
    body = bytes(range(256)) * 10_000
    answer = client.post("/uploads", files={"file": ("x.bin", body)}, headers=EDITOR)

    assert content(uploads, answer) == body


def test_an_upload_is_looked_up_and_removed_by_its_owner(client: TestClient):
    path = f"/uploads/{client.post('/uploads', content=CSV, headers=EDITOR).json()['id']}"

    assert client.get(path, headers=EDITOR).json()["size"] == len(CSV)
    assert client.delete(path, headers=EDITOR).status_code == 204
    gone = client.get(path, headers=EDITOR)
    assert (gone.status_code, code_of(gone)) == (404, "NOT_FOUND")


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer staff"}])
def test_only_editors_send(client: TestClient, headers: dict[str, str]):
    refused = client.post("/uploads", content=CSV, headers=headers)

    assert (refused.status_code, code_of(refused)) == (403, "FORBIDDEN")
    assert refused.headers["connection"] == "close"


def test_an_unknown_token_is_told_so(client: TestClient):
    assert client.post("/uploads", content=CSV, headers={"authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form",
        b'--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--b--\r\n',
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nhalf of',
        b'--b\r\nContent-Disposition: form-data; filename="a"\r\n\r\n1\r\n'
        b'--b\r\nContent-Disposition: form-data; filename="b"\r\n\r\n2\r\n--b--\r\n',
    ],
    ids=["empty", "no form", "no file", "not whole", "two files"],
)
def test_what_is_no_form_with_one_file_is_refused_and_leaves_nothing(tmp_path: Path, body: bytes):
    with sending(tmp_path) as (client, _):
        refused = client.post("/uploads", content=body, headers=FORM)

        assert (refused.status_code, code_of(refused)) == (400, "BAD_REQUEST")
        assert list((tmp_path / "uploads").iterdir()) == []


def test_no_boundary_and_no_compressed_body(client: TestClient):
    bare = {"content-type": "multipart/form-data"} | EDITOR
    packed = {"content-encoding": "gzip"} | EDITOR

    assert code_of(client.post("/uploads", content=CSV, headers=bare)) == "BAD_REQUEST"
    assert code_of(client.post("/uploads", content=CSV, headers=packed)) == "UNSUPPORTED_MEDIA_TYPE"
    assert code_of(client.post("/uploads?name=%ff", content=CSV, headers=EDITOR)) == "BAD_REQUEST"


def test_a_file_that_is_too_long(tmp_path: Path):
    with sending(tmp_path, upload_size=1000) as (client, _):
        declared = client.post("/uploads", content=b"x" * 200_000, headers=EDITOR)
        streamed = client.post("/uploads", content=iter([b"x" * 600] * 2), headers=EDITOR)
        just = client.post("/uploads", content=b"x" * 1000, headers=EDITOR)

        assert (declared.status_code, streamed.status_code, just.status_code) == (413, 413, 201)
        assert len(list((tmp_path / "uploads").iterdir())) == 1


def test_a_form_of_much_beside_its_file(tmp_path: Path):
    with sending(tmp_path, upload_size=1000) as (client, _):
        fields = {f"field{number}": "x" * 20_000 for number in range(6)}
        answer = client.post("/uploads", files={"file": ("a", b"1")}, data=fields, headers=EDITOR)

        assert code_of(answer) == "PAYLOAD_TOO_LARGE"


def test_so_many_wait(tmp_path: Path):
    with sending(tmp_path) as (client, uploads):
        for _ in range(20):
            assert client.post("/uploads", content=b"1", headers=EDITOR).status_code == 201
        refused = client.post("/uploads", content=b"1", headers=EDITOR)
        uploads._most = 4
        all_taken = client.post("/uploads", content=b"1", headers={"authorization": "Bearer admin"})

    assert (refused.status_code, code_of(refused)) == (429, "RATE_LIMITED")
    assert "20 files of this token wait" in refused.json()["errors"][0]["message"]
    assert (all_taken.status_code, code_of(all_taken)) == (503, "OVERLOADED")
    assert refused.headers["retry-after"] == all_taken.headers["retry-after"] == "60"


def test_other_methods(client: TestClient):
    refused = client.get("/uploads", headers=EDITOR)

    assert (refused.status_code, refused.headers["allow"]) == (405, "POST, OPTIONS")
    assert client.post("/uploads/u-1", headers=EDITOR).headers["allow"] == "GET, DELETE, OPTIONS"
    assert client.options("/uploads").status_code == 204


@pytest.mark.anyio
async def test_a_client_that_hangs_up_leaves_nothing(tmp_path: Path):
    sent: list[MutableMapping[str, object]] = []
    half: MutableMapping[str, object] = {"type": "http.request", "body": CSV, "more_body": True}
    messages: list[MutableMapping[str, object]] = [{"type": "http.disconnect"}, half]

    async def receive() -> MutableMapping[str, object]:
        return messages.pop()

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(message)

    scope: MutableMapping[str, object] = {
        "type": "http", "method": "POST", "path": "/uploads", "raw_path": b"/uploads", "query_string": b"",
        "headers": [(b"authorization", b"Bearer editor")], "client": ("192.0.2.1", 5000),
    }  # fmt: skip
    with closing(Database(tmp_path / "state.db")) as base:
        endpoint = toy_endpoint(Service())
        await UploadPages(endpoint.reception, Uploads(base, tmp_path / "uploads"), "")(scope, receive, send)
        endpoint.close()

    assert (sent, list((tmp_path / "uploads").iterdir())) == ([], [])
