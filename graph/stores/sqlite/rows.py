# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A claim as a row of integers and short texts, and back.

Records are their numbers, properties and authors words; what is usual is NULL or left out, so that a row stays small.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import ids
from graph.model import (
    Certainty,
    Claim,
    Passage,
    Rank,
    Ref,
    Value,
    ValueState,
    Visibility,
    read,
    written,
)

FIELDS = (
    "id, number, key, content, record, property, marks, value, target, source, feed,"
    " valid_from, valid_to, passages, author, entered, left"
)
INSERT = f"INSERT INTO claim ({FIELDS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
Row = tuple[
    int, int, int, int, int, int, int, str | None, int | None, int, int | None,
    str | None, str | None, str | None, int, int, int | None,
]  # fmt: skip
"""All columns of a claim, in the order of FIELDS."""

STATES, CERTAINTIES, RANKS, VISIBILITIES = tuple(ValueState), tuple(Certainty), tuple(Rank), tuple(Visibility)
STATE_OF = {state: place for place, state in enumerate(STATES)}
CERTAINTY_OF = {certainty: place << 2 for place, certainty in enumerate(CERTAINTIES)}
RANK_OF = {rank: place << 4 for place, rank in enumerate(RANKS)}
VISIBILITY_OF = {visibility: place << 6 for place, visibility in enumerate(VISIBILITIES)}
INTERNAL = VISIBILITY_OF[Visibility.INTERNAL]
"""The mark of what only staff may see."""
RANK_BITS, PREFERRED, DEPRECATED = 3 << 4, RANK_OF[Rank.PREFERRED], RANK_OF[Rank.DEPRECATED]


def marks_of(claim: Claim) -> int:
    """State, certainty, rank and visibility in one number."""
    sure = STATE_OF[claim.state] | CERTAINTY_OF[claim.certainty]
    return sure | RANK_OF[claim.rank] | VISIBILITY_OF[claim.visibility]


def value_cell(value: Value | None) -> str | None:
    """What the value column holds; of a reference only its role, since the record is a column of its own."""
    if value is None:
        return None
    return value.role if isinstance(value, Ref) else written(value)


def passages_cell(passages: Sequence[Passage]) -> str | None:
    """A plain locator where there is nothing else, else JSON; NULL for none."""
    if not passages:
        return None
    first = passages[0]
    if len(passages) == 1 and not first.quote and not first.original and first.locator[:1] not in {"[", ""}:
        return first.locator
    return json.dumps([_trimmed(passage) for passage in passages], ensure_ascii=False, separators=(",", ":"))


def _trimmed(passage: Passage) -> list[str]:
    parts = [passage.locator, passage.quote, passage.original]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def passages_of(cell: str | None) -> tuple[Passage, ...]:
    """The passages that a cell holds."""
    if cell is None:
        return ()
    if cell[:1] != "[":
        return (Passage(cell),)
    return tuple(Passage(*parts) for parts in json.loads(cell))


@dataclass(frozen=True, slots=True)
class Names:
    """The texts for the numbers in rows: those of records, and of words."""

    records: Mapping[int, str]
    words: Mapping[int, str]

    def claim(self, row: Row) -> Claim:
        """The claim that a row holds."""
        marks, records = row[6], self.records
        return Claim(
            records[row[4]],
            self.words[row[5]],
            read(row[7] or "") if row[8] is None else Ref(records[row[8]], row[7] or ""),
            records[row[9]],
            passages_of(row[13]),
            STATES[marks & 3],
            "" if row[10] is None else records[row[10]],
            row[11] or "",
            row[12] or "",
            CERTAINTIES[marks >> 2 & 3],
            RANKS[marks >> 4 & 3],
            VISIBILITIES[marks >> 6],
            self.words[row[14]],
            ids.hashed_id("claim", row[1]),
            row[15],
            row[16],
        )
