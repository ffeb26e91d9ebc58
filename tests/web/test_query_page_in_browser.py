# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The query page as people meet it: with the keyboard, in each language, light and dark, narrow, without JavaScript.

Needs Debian's Chromium; the rules of axe are tried where its file is found (node_modules, or the path in AXE_CORE).
"""

# Longer than 300 lines because it is one page with one service, and every way of meeting it is tried on both.

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypedDict, Unpack
from urllib.parse import parse_qs, urlsplit

import pytest
import uvicorn
from starlette.applications import Starlette

sync_api = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright  # noqa: E402

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(os.environ.get("AXE_CORE", Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"))
WIDE, NARROW = ViewportSize(width=1440, height=900), ViewportSize(width=320, height=640)
QUERY = "{ stakeholders { name } }"
HARD_TO_QUOTE = r"""query ($name: String!, $all: Boolean!) {
  stakeholder(name: $name) { name @include(if: $all) }
  other: stakeholder(name: "it's `${a}` \"b\"") { name }
}"""

Opened = Callable[..., Page]


class Look(TypedDict, total=False):
    """How somebody has set the browser."""

    viewport: ViewportSize
    color_scheme: Literal["light", "dark"]
    forced_colors: Literal["active"]
    reduced_motion: Literal["reduce"]
    java_script_enabled: bool


@pytest.fixture(scope="session")
def address(service: Starlette) -> Iterator[str]:
    """Where the small service listens; the socket takes visitors from the start, so nobody has to wait and see."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(service, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, address: str) -> Iterator[Opened]:
    """Opens the page; afterwards nothing may have been complained of or asked from elsewhere, and no cookie set."""
    contexts, complaints, asked = [], [], []

    def at(path: str = "/graphql?lang=en", **look: Unpack[Look]) -> Page:
        settings: Look = {"viewport": WIDE, **look}
        context = chromium.new_context(**settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(address + path)
        return tab

    yield at
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    # A refused query (400) and a bare answer without an icon (404) are no faults of the page.
    assert [text for text in complaints if "Failed to load resource" not in text] == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert cookies == []


def write(tab: Page, text: str) -> None:
    tab.locator("#query").fill(text)


def test_control_and_enter_runs_the_query(opened: Opened) -> None:
    tab = opened()
    write(tab, QUERY)
    tab.locator("#variables").fill("")
    tab.keyboard.press("Control+Enter")

    expect(tab.locator("#answer")).to_contain_text('"name": "Миколаїв"')
    expect(tab.locator("#status")).to_contain_text("Status 200")


def test_one_click_on_an_example_fills_in_and_runs(opened: Opened) -> None:
    tab = opened()
    tab.get_by_role("link", name="Search for Миколаїв").click()

    assert "search(text: $text" in tab.locator("#query").input_value()
    expect(tab.locator("#status")).to_contain_text("error")


def test_an_example_never_loses_what_somebody_wrote(opened: Opened) -> None:
    tab = opened()
    write(tab, QUERY)
    tab.get_by_role("link", name="Search for Миколаїв").click()
    tab.get_by_role("button", name="Bring back my query").click()

    expect(tab.locator("#query")).to_have_value(QUERY)


def test_an_error_says_where_and_leads_there(opened: Opened) -> None:
    tab = opened()
    write(tab, "{\n  stakeholders { nam }\n}")
    tab.get_by_role("button", name="Run").click()

    expect(tab.locator("#errors li")).to_contain_text("Did you mean 'name'?")
    tab.get_by_role("button", name="Line 2, column 18").click()
    assert tab.locator("#query").evaluate("field => field.selectionStart") == 19
    expect(tab.locator(".behind .wrong")).to_contain_text("nam")


def test_variables_that_are_no_json_are_refused_before_asking(opened: Opened) -> None:
    tab = opened()
    tab.locator("#variables").fill("[1]")
    tab.get_by_role("button", name="Run").click()

    expect(tab.locator("#variables-error")).to_contain_text("not a JSON object")
    expect(tab.locator("#variables")).to_be_focused()
    expect(tab.locator("#answer")).to_be_hidden()


def test_tab_leaves_the_editor(opened: Opened) -> None:
    tab = opened()
    tab.locator("#query").focus()
    tab.keyboard.press("Tab")

    expect(tab.locator("#variables")).to_be_focused()


def test_suggestions_fit_the_place_and_are_chosen_with_the_arrows(opened: Opened) -> None:
    tab = opened()
    write(tab, "{ stakeholders { pa")
    tab.keyboard.press("Control+Space")
    expect(tab.get_by_role("option")).to_have_count(1)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")

    expect(tab.locator("#query")).to_have_value("{ stakeholders { partners {  }")


@pytest.mark.parametrize(
    ("before", "choices"),
    [
        ("{ ", ["stakeholder", "stakeholders", "__typename"]),
        ("{ stakeholder(", ["name"]),
        ('{ stakeholder(name: "}") { ', ["name", "partners", "__typename"]),
        ("query ($n: String!) { x: stakeholder(name: $n) { partners(", ["first"]),
        ("{ stakeholders { partners { name } } ", ["stakeholder", "stakeholders", "__typename"]),
        ("{ stakeholders @include(", []),
        ("fragment Named on Stakeholder { ", ["name", "partners", "__typename"]),
        ("{ stakeholders { ... on ", ["Query", "Stakeholder"]),
        ("{ # ", []),
    ],
)
def test_what_is_suggested_follows_from_what_stands_before(opened: Opened, before: str, choices: list[str]) -> None:
    names = """async text => {
        const base = document.querySelector("script[src]").src.replace("main.js", "");
        const { contextAt } = await import(base + "context.js");
        const { loadSchema } = await import(base + "schema.js");
        const { choices } = contextAt(text, text.length, await loadSchema("/graphql"));
        return choices.map(({ name }) => name);
    }"""

    assert sorted(opened().evaluate(names, before)) == sorted(choices)


def test_enter_without_a_choice_is_a_new_line_with_the_same_indent(opened: Opened) -> None:
    tab = opened()
    write(tab, "{\n  stakeholders {")
    tab.keyboard.type("\nn")
    expect(tab.get_by_role("option").first).to_contain_text("name")
    tab.keyboard.press("Enter")

    expect(tab.locator("#query")).to_have_value("{\n  stakeholders {\n    n\n    ")


def test_the_explorer_is_used_by_keyboard(opened: Opened) -> None:
    tab = opened()
    expect(tab.locator("#detail-heading")).to_contain_text("Query")
    tab.locator("#find").fill("partn")
    expect(tab.locator("#found")).to_have_text("1 match")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")

    expect(tab.get_by_role("button", name="partners", exact=True)).to_be_focused()
    expect(tab.locator("#detail")).to_contain_text("Those it works with.")


def test_the_address_carries_query_and_variables_behind_the_hash(opened: Opened) -> None:
    tab = opened()
    write(tab, QUERY)
    tab.locator("#variables").fill('{"a": "1+1"}')
    tab.get_by_role("button", name="Link").click()
    carried = parse_qs(urlsplit(tab.url).fragment.replace("+", "%2B"))

    assert carried == {"query": [QUERY], "variables": ['{"a": "1+1"}']}
    tab.reload()
    expect(tab.locator("#variables")).to_have_value('{"a": "1+1"}')


@pytest.mark.parametrize(
    ("button", "piece"), [("curl", "curl '"), ("Python", "urlopen"), ("JavaScript", "await fetch")]
)
def test_the_query_can_be_taken_along_without_the_token(opened: Opened, button: str, piece: str) -> None:
    tab = opened()
    tab.locator("summary").click()
    tab.locator("#token").fill("top-secret")
    tab.get_by_role("button", name=button, exact=True).click()

    expect(tab.locator("#snippet")).to_contain_text(piece)
    expect(tab.locator("#snippet")).to_contain_text("PARTNERNETZ_TOKEN")
    assert "top-secret" not in tab.content()


@pytest.mark.parametrize(
    ("button", "command"),
    [("curl", ["sh", "-c"]), ("Python", [sys.executable, "-c"]), ("JavaScript", ["node", "--input-type=module", "-e"])],
)
def test_the_program_that_is_taken_along_gives_the_answer(opened: Opened, button: str, command: list[str]) -> None:
    if not shutil.which(command[0]) or (button == "curl" and not shutil.which("curl")):
        pytest.skip(f"there is no {button}")
    tab = opened()
    write(tab, HARD_TO_QUOTE)
    tab.locator("#variables").fill('{"name": "Миколаїв", "all": true}')
    tab.get_by_role("button", name=button, exact=True).click()
    tab.locator("#snippet").wait_for()
    ran = subprocess.run([*command, tab.locator("#snippet").inner_text()], capture_output=True, check=True, text=True)

    data = json.loads(ran.stdout)["data"]
    assert data == {"stakeholder": {"name": "Миколаїв"}, "other": None}


def test_another_language_keeps_everything_that_was_written(opened: Opened) -> None:
    tab = opened()
    write(tab, QUERY)
    tab.locator("summary").click()
    tab.locator("#token").fill("top-secret")
    tab.get_by_role("link", name="Українська").click()

    expect(tab.get_by_role("heading", level=1)).to_have_text("Сторінка запитів")
    expect(tab.locator("html")).to_have_attribute("lang", "uk")
    expect(tab.locator("#query")).to_have_value(QUERY)
    expect(tab.locator("#token")).to_have_value("top-secret")
    assert "lang=uk" in tab.url
    assert "top-secret" not in tab.url


def test_without_javascript_the_form_asks_and_the_answer_is_json(opened: Opened) -> None:
    tab = opened(java_script_enabled=False)
    assert tab.get_by_text("Without JavaScript this page is a plain form").is_visible()
    write(tab, QUERY)
    tab.locator("#variables").fill("{}")
    tab.get_by_role("button", name="Run").click()

    expect(tab.locator("body")).to_contain_text('"name":"hanova"')


def test_on_a_narrow_screen_nothing_is_cut_off_and_the_answer_comes_into_sight(opened: Opened) -> None:
    tab = opened("/graphql?lang=de", viewport=NARROW)
    expect(tab.locator("#types button").first).to_be_visible()
    tab.get_by_role("link", name="Миколаїв suchen").click()

    expect(tab.locator("#answer-heading")).to_be_focused()
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


@pytest.mark.parametrize("lang", ["de", "en", "uk"])
@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "dark", "forced_colors": "active"},
        {"viewport": NARROW, "reduced_motion": "reduce"},
    ],
    ids=["light", "dark", "forced", "narrow"],
)
def test_the_rules_of_accessibility_hold(opened: Opened, lang: str, look: Look) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    tab = opened(f"/graphql?lang={lang}", **look)
    tab.locator("a[data-example]").first.click()
    tab.locator("#errors li").first.wait_for()
    tab.locator('[data-copy="python"]').click()
    tab.locator("summary").click()
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = tab.evaluate("tags => axe.run(document, {runOnly: tags})", tags)

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
