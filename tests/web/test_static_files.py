# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The static files: kept for ever under the name of their content, free of foreign addresses, readable colours."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web.assets import read_assets
from web.query import QueryPage

WEB = Path(__file__).resolve().parents[2] / "web"
SOURCES = sorted(path for folder in ("static", "templates") for path in (WEB / folder).rglob("*.*"))
SCRIPTS = [path for path in SOURCES if path.suffix == ".js"]
FORBIDDEN = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|Storage\b|document\.cookie")
# The name of a picture's language, not an address that anything loads.
NAMESPACE = "http://www.w3.org/2000/svg"


def test_a_file_may_be_kept_for_ever_because_its_address_names_its_content(service: Starlette, page: QueryPage) -> None:
    answer = TestClient(service).get(page.assets.url("query/main.js"))

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_content_has_another_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}")
    before = read_assets(tmp_path).url("a.css")
    (tmp_path / "a.css").write_text("p { margin: 0 }")

    assert read_assets(tmp_path).url("a.css") != before


@pytest.mark.parametrize("path", ["/static/000000000000/query/main.js", "/static/{version}/../query.py"])
def test_an_old_version_or_a_path_outside_is_not_found(service: Starlette, page: QueryPage, path: str) -> None:
    assert TestClient(service).get(path.format(version=page.assets.version)).status_code == 404


def test_a_file_that_is_not_there_has_no_address(page: QueryPage) -> None:
    with pytest.raises(KeyError, match=r"no static file query/none\.js"):
        page.assets.url("query/none.js")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_file_names_a_foreign_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(NAMESPACE, "")

    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}|\burl\(|@import", text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_never_reads_text_as_html_or_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) < 150
    assert FORBIDDEN.findall(text) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "paper", "hover", "bad-ground"])
def test_text_is_readable_on_every_ground(scheme: str, ground: str) -> None:
    colors = _colors()[scheme]
    inks = [name for name in colors if name in {"text", "quiet", "main", "bad"} or name.startswith("is-")]
    faint = {ink for ink in inks if _contrast(colors[ink], colors[ground]) < 4.5}

    assert faint == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_of_controls_and_the_focus_can_be_seen(scheme: str) -> None:
    colors = _colors()[scheme]

    assert min(_contrast(colors[line], colors["ground"]) for line in ("edge", "focus", "main")) >= 3
    assert _contrast(colors["on-main"], colors["main"]) >= 4.5


def _colors() -> dict[str, dict[str, str]]:
    css = (WEB / "static/query/colors.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6})", part)) for part in css.split("@media"))
    return {"light": light, "dark": dark}


def _contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2: from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
