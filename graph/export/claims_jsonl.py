# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a view shows as JSON lines, claim by claim: each record, then what is said of it.

Records that were merged are one here, under the id of the one that stands. The loader `jsonl` reads such a file into
another store, as what this city says.
"""

from collections.abc import Iterator
from typing import BinaryIO

from graph.export.everything import everything
from graph.export.filter_json import filter_json
from graph.export.json_lines import heading, put
from graph.export.value_json import claim_json, key_json
from graph.export.wanted import Wanted
from graph.stores.protocol import View

VIEW = "view"
"""The kind of file that holds what a view shows."""


def write_claims_jsonl(view: View, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the claims that the view shows.

    Cost: O(claims); with a filter, memory for the ids of what it lets through.
    """
    put(out, heading(VIEW, about_view(view, wanted)), _lines(view, wanted))


def about_view(view: View, wanted: Wanted) -> dict[str, object]:
    """What a file is a picture of: for whom, of when, narrowed by what."""
    dates = {"valid": view.at.valid, "valid_to": view.at.valid_to} if view.at.is_dated else {}
    undated = {"undated": str(view.at.undated)} if view.at.is_dated else {}
    narrowed = filter_json(wanted.filter)
    return {
        "audience": str(view.audience),
        "revision": view.revision.number,
        "hash": view.revision.hash,
        "at": view.revision.at.isoformat(),
        **{name: said for name, said in dates.items() if said},
        **undated,
        **({"filter": narrowed} if narrowed else {}),
    }


def _lines(view: View, wanted: Wanted) -> Iterator[dict[str, object]]:
    for record in everything(view, wanted):
        yield {"line": "record", "id": record.id, "type": record.type, **key_json(record.key)}
        for claim in record.claims:
            yield {"line": "claim", **claim_json(claim, record=record.id)}
