# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that shows what was measured beside what it may be at most."""

from collections.abc import Mapping
from dataclasses import dataclass

Found = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    key: str
    work: str
    unit: str
    bound: float | None
    """At most, at 100,000 stakeholders; None: only shown."""


STORE = (
    Row("load_s", "bulk load with provenance and full text, durable", "s", 30),
    Row("generate_s", "generating the claims, not counted above", "s", None),
    Row("load_peak_mb", "peak memory of the load", "MB", 1500),
    Row("csv_load_s", "the same network from three CSV tables: read, checked, resolved, durable", "s", 45),
    Row("csv_load_peak_mb", "peak memory of that", "MB", 1500),
    Row("propose_s", "proposals among 400 names for each thousand stakeholders (20,000 against 20,000)", "s", 20),
    Row("csv_reload_s", "the same tables once more, which makes no revision", "s", 60),
    Row("csv_reload_peak_mb", "peak memory of that", "MB", 1500),
    Row("bytes_per_participation", "file size per participation, all claims included", "B", 1000),
    Row("ready_s", "start to ready, warm", "s", 3),
    Row("edit_ms", "one edit on a cooperation, committed", "ms", 15),
    Row("large_edit_p95_ms", "one edit on a cooperation with 100 participations, committed, p95", "ms", 15),
    Row("record_cold_ms", "a record with its evidence, cold", "ms", 0.5),
    Row("record_warm_ms", "a record with its evidence, warm", "ms", 0.05),
    Row("page_p95_ms", "first page of 50 under a filter with count and facets, p95", "ms", 15),
    Row("dated_p95_ms", "first page at a valid date, p95", "ms", 25),
    Row("cursor_p95_ms", "first page at a cursor's revision, p95", "ms", 25),
    Row("search_p95_ms", "search with a typing error, p95", "ms", 25),
    Row("network_s", "network snapshot of the stated projection", "s", 1.5),
    Row("bytes_per_link", "network snapshot, memory per link", "B", 20),
    Row("resident_mb", "resident memory while serving", "MB", 600),
)
WEB = (
    Row("small_cpu_ms", "a small query, server's CPU time", "ms", None),
    Row("page_cpu_ms", "a page of 50 with partners(first: 5) and evidence, server's CPU time", "ms", None),
    Row("page_kb", "its answer", "kB", None),
    Row("large_cpu_ms", "an answer of about 500 kB, server's CPU time", "ms", None),
    Row("large_kb", "its answer", "kB", None),
    Row("page_whole_ms", "the page of 50 in process: all of it", "ms", None),
    Row("page_store_ms", "of which in the store", "ms", None),
    Row("large_whole_ms", "the large answer in process: all of it", "ms", None),
    Row("large_store_ms", "of which in the store", "ms", None),
    Row("same_cpu_ms", "the same again, not modified (304)", "ms", None),
)


def page(found: Found, about: str) -> str:
    """The whole page."""
    scales = sorted(found)
    head = "| work | at most | " + " | ".join(f"{scale},000 stakeholders" for scale in scales) + " |"
    rule = "|---|---:|" + "---:|" * len(scales)
    parts = [
        # REUSE-IgnoreStart
        "<!-- SPDX-FileCopyrightText: 2026 Partnernetz contributors -->",
        "<!-- SPDX-License-Identifier: EUPL-1.2 -->",
        # REUSE-IgnoreEnd
        "<!-- Written by `make bench`. -->",
        "# Speed",
        "",
        f"Measured with `make bench` on {about}; one process for each size, one run. Bounds are for the largest size.",
        "A size of 1,000 stakeholders has 1,000 cooperations and 5,000 participations, each fact with its source.",
        "",
        "## The store",
        "",
        head,
        rule,
        *(_line(row, found, scales) for row in STORE),
        "",
        "## Over HTTP",
        "",
        head,
        rule,
        *(_line(row, found, scales) for row in WEB),
        "",
        _shares(found[scales[-1]]),
        "",
    ]
    return "\n".join(parts)


def _shares(found: Mapping[str, float]) -> str:
    """In a sentence, who takes the time of an answer."""
    page, large = (100 * found[f"{name}_store_ms"] / found[f"{name}_whole_ms"] for name in ("page", "large"))
    return (
        f"At the largest size the store takes {page:.0f} % of the page's time and {large:.0f} % of the large answer's; "
        "the rest is Strawberry's and graphql-core's execution, and the encoding."
    )


def _line(row: Row, found: Found, scales: list[int]) -> str:
    bound = "" if row.bound is None else f"{row.bound:g} {row.unit}"
    cells = (_cell(found[scale].get(row.key), row) for scale in scales)
    return f"| {row.work} | {bound} | " + " | ".join(cells) + " |"


def _cell(value: float | None, row: Row) -> str:
    return "–" if value is None else f"{value:.3g} {row.unit}" if value < 1000 else f"{value:,.0f} {row.unit}"
