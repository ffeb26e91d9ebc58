# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Markdown as pages: places can be linked to, links lead somewhere, nothing that the page's own rules would block."""

from pathlib import Path

import pytest

from web.documents import read_documents
from web.markdown import as_page, title_of

KNOWN = {"reference/errors.md", "why/claims.md"}


def html(text: str) -> str:
    return as_page(text, "reference/errors.md", KNOWN).html


def test_a_heading_has_the_name_that_code_hosts_give_it_and_twice_the_same_is_numbered() -> None:
    assert html("## What is `NOT` said?\n\n## What is not said") == (
        '<h2 id="what-is-not-said">What is <code>NOT</code> said?</h2>\n'
        '<h2 id="what-is-not-said-1">What is not said</h2>\n'
    )


def test_a_row_that_begins_with_a_code_can_be_linked_to() -> None:
    assert '<td id="GONE"><code>GONE</code></td>' in html("| code |\n| --- |\n| `GONE` |")


@pytest.mark.parametrize("target", ["../why/claims.md", "../why/claims.md#x", "#here", "https://example.org/x"])
def test_a_link_to_a_document_stays(target: str) -> None:
    assert f'<a href="{target}">' in html(f"[x]({target})")


@pytest.mark.parametrize("target", ["../../graph/kinds.yaml", "../why/none.md", "other.md", "javascript:alert(1)"])
def test_a_link_that_would_lead_nowhere_is_plain_text(target: str) -> None:
    assert "href" not in html(f"[x]({target})")


def test_an_aligned_table_has_no_inline_style_and_scrolls_by_keyboard() -> None:
    table = html("| a |\n| ---: |\n| 1 |")

    assert "style" not in table
    assert table.startswith('<div class="wide" tabindex="0"><table>')


def test_the_title_is_the_first_heading_or_else_the_path() -> None:
    assert title_of("<!-- x -->\n# The `at` argument\n", "a.md") == "The at argument"
    assert title_of("no heading", "a.md") == "a.md"


def test_documents_are_found_by_their_path_those_nearest_first(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.md").write_text("# B")
    (tmp_path / "z.md").write_text("# Z")
    (tmp_path / "secret.txt").write_text("no")

    assert read_documents(tmp_path) == {"z.md": "# Z", "a/b.md": "# B"}
    assert read_documents(tmp_path / "none") == {}
