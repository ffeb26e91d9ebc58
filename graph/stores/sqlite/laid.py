# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one record puts into its table, kept apart, so that it can be compared and laid again."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.stores.sqlite.segments import Entry
from graph.stores.sqlite.sheet import Sheet

UNDATED = frozenset({"stamp", "internal", "hides", "open", "youth", "source"})
"""Columns that no date changes."""
TEXTS = ("texts", "details", "identifiers")


@dataclass(frozen=True, slots=True)
class Laid:
    """The contents of a row, but for what no date changes."""

    cells: Mapping[str, float]
    pairs: Mapping[str, tuple[tuple[int, int, int], ...]]
    texts: Mapping[str, tuple[Entry, ...]]
    """Names, details and identifiers."""
    key: str | None

    @classmethod
    def of(cls, sheet: Sheet, row: int) -> "Laid":
        """All that a sheet of one record holds."""
        texts = {"texts": sheet.texts, "details": sheet.details, "identifiers": sheet.identifiers}
        return cls(
            {name: cell for name, (_, (cell,)) in sheet.cells.items() if name not in UNDATED},
            {name: tuple(found) for name, found in sheet.pairs.items() if found and name not in UNDATED},
            {name: tuple(found) for name, found in texts.items() if found},
            sheet.keys.get(row),
        )

    def lay(self, sheet: Sheet, row: int) -> None:
        """Puts it into a sheet."""
        sheet.rows.append(row)
        for name, value in self.cells.items():
            sheet.put(row, name, value)
        for name, pairs in self.pairs.items():
            sheet.pairs.setdefault(name, []).extend(pairs)
        sheet.texts += self.texts.get("texts", ())
        sheet.details += self.texts.get("details", ())
        sheet.identifiers += self.texts.get("identifiers", ())
        if self.key is not None:
            sheet.keys[row] = self.key

    def differing(self, other: "Laid") -> set[str]:
        """The pairs and texts in which it is not as another."""
        own, others = {**self.pairs, **self.texts}, {**other.pairs, **other.texts}
        return {name for name in own.keys() | others.keys() if own.get(name) != others.get(name)}
