# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents in a browser: nothing is blocked, nothing is cut off, everybody can read them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.served import ROOT, Served

sync_api = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PAGES = ("/docs", "/docs/errors#BAD_CURSOR", "/docs/settings", "/nowhere")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("there is no chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_on_a_narrow_screen_and_its_own_rules_block_nothing(
    browser: Browser, served: Served, path: str
) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 640})
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(served.address + path)

    assert [text for text in complaints if "404" not in text] == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    tab.close()


def test_the_link_of_an_error_goes_to_its_place(browser: Browser, served: Served) -> None:
    tab = browser.new_page()
    tab.goto(f"{served.address}/docs/errors#BAD_CURSOR")

    assert tab.url.endswith("/docs/reference/errors.md#BAD_CURSOR")
    assert tab.evaluate("document.querySelector(':target') !== null")
    tab.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rules_of_accessibility_hold(browser: Browser, served: Served, path: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed")
    tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(served.address + path)
    tab.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = tab.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")

    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found["violations"]] == []
    tab.close()
