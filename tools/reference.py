# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the reference pages from what the program says of itself: `python -m tools.reference`.

A test compares them, so a page is never older than the code.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from graph.kinds import load_kinds
from schema.build import build_schema
from schema.http.errors import Code
from schema.http.limits import Limits
from server import Settings
from tools.documents import ROOT
from tools.reference_api import api_page
from tools.reference_words import vocabularies_page
from tools.tables import table

FOLDER = ROOT / "docs" / "reference"
NOTICE = "<!-- Written by tools/reference.py; do not edit: `make docs` writes it anew. -->\n\n"


def errors_page() -> str:
    """Every code, what it means, and what to do."""
    told = yaml.safe_load(Path(__file__).with_name("errors.yaml").read_text(encoding="utf-8"))
    answers = (
        (f"`{code.name}`", _status(code), code.meaning, " ".join(told["answers"][code.name].split())) for code in Code
    )
    loads = ((f"`{name}`", *text) for name, text in told["loads"].items())
    head = ("code", "status", "meaning", "what to do")
    return "\n\n".join((ERRORS, table(head, answers), LOADS, table(("code", "meaning", "what to do"), loads))) + "\n"


def _status(code: Code) -> str:
    """Of a request that is refused as a whole."""
    return f"{code.status} / 200" if code.soft else str(code.status)


def settings_page() -> str:
    """Every setting, its default and what it is for."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        rows.append((f"`PARTNERNETZ_{name.upper()}`", f"`{default}`" if str(default) else "", field.description or ""))
    return f"{SETTINGS}\n\n{table(('setting', 'default', 'meaning'), rows)}\n"


def limits_page() -> str:
    """Every limit, its default and why it is there."""
    rows = (
        (f"`{limit.name}`", f"{limit.value:,}".replace(",", " "), limit.unit, limit.description)
        for limit in Limits().described()
    )
    return f"{LIMITS}\n\n{table(('limit', 'default', 'unit', 'meaning'), rows)}\n"


def _api() -> str:
    return api_page(build_schema()._schema)


def _vocabularies() -> str:
    return vocabularies_page(load_kinds())


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "api.md": _api,
        "vocabularies.md": _vocabularies,
        "errors.md": errors_page,
        "settings.md": settings_page,
        "limits.md": limits_page,
    }
)
ERRORS = """# Errors

Every error has a message for people, a stable code for programs, and mostly a hint that says what to do. In an answer
of the API they stand under `errors`, with `extensions { code hint docs }`; `docs` leads to a row of this page. On the
command line an error is one sentence, and the exit status is 2.

## Errors of answers and commands

The status is that of a request that is refused as a whole; `/ 200` where a client that accepts only `application/json`
gets 200 for it. An error of one field stands beside the data of the others, with status 200 and its `path`."""
LOADS = """## Problems of a load

What is wrong in a file is a problem of the report, with file, line and column. An error costs the record (or the file)
that it is in; a warning costs nothing. `import` ends with status 1 if there was an error."""
SETTINGS = """# Settings

The service and the commands read these from the environment, once, when they start. Options of the command line
(`--store`, `--host`, `--port`) go before them. A limit is set by its name: `PARTNERNETZ_LIMITS__COST=5000`
(see [limits](limits.md))."""
LIMITS = """# Limits

What one client may ask of the service, in the order in which a request meets them. None can be switched off; each
can be set (`PARTNERNETZ_LIMITS__NAME=VALUE`) and read: `{ service { limits { name value unit description } } }`. Why
they are there: [trust](../why/trust.md). What the limits on jobs and uploads mean: [long work](../how-to/long-work.md);
those on sockets and streams: [news](../how-to/news.md)."""


def page(name: str) -> str:
    """A reference page as it should be."""
    return NOTICE + PAGES[name]()


def main() -> None:
    """Writes all pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
